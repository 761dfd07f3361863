"""Whatever is done to the record behind the program's back, the check finds it and says where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import append_only, check, engine, open_store
from hlh_desktop.record.head import NAME as HEAD
from hlh_desktop.record.head import Head, read_head, write_head
from hlh_desktop.record.tables import LOGS
from tests.record import wards
from tests.record.wards import NOW, entry, sign
from tests.thorough import some

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from hlh_desktop.record.open_store import Store

CHILD, OTHER = UUID(int=1), UUID(int=2)
CELLS = [(table.name, column.name) for table in LOGS for column in table.columns]
NUMBERS = {column.name for table in LOGS for column in table.columns if column.type.python_type is int}
TEXTS = [(table.name, column.name) for table in LOGS for column in table.columns if column.type.python_type is str]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)


@pytest.fixture
def busy(opened: Store) -> Store:
    """A ward with two children, each with a signed plan; of one a dose was given and struck out again.

    Of the other there are results of a laboratory, of which one was struck out.
    """
    sign(opened, CHILD)
    opened.append(entry(opened), now=NOW)
    sign(opened, OTHER)
    wards.strike(opened, wards.give(opened, CHILD, UUID(int=3)))
    wards.end(opened, *wards.report(opened, OTHER, wards.result(OTHER, place=0)))
    return opened


def after(store: Store, deed: Callable[[dbapi2.Connection], object]) -> tuple[str, ...]:
    """What the check finds after a deed with the triggers out of the way."""
    with wards.tampering(store.folder, wards.data_key(store.folder)) as connection:
        deed(connection)
    return store.check().broken


def rows(store: Store, table: str) -> list[int]:
    with engine.reading(store._engine) as connection:
        return list(connection.execute(text(f"SELECT number FROM {table}")).scalars())


def found(store: Store, sql: str, **values: Any) -> tuple[str, ...]:
    """What the check finds after a statement that is taken back afterwards."""
    with engine.writing(store._engine) as connection:
        for name in append_only.wanted():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        connection.execute(text(sql), values)
        result = check.check(connection, read_head(store.folder))
        connection.rollback()
    broken = [one for one in result.broken if not one.startswith("trigger_missing")]
    return (*broken, *(["chain_behind"] if result.chain_behind else []))


def test_a_whole_ward_is_whole(busy: Store) -> None:
    result = busy.check()
    assert (result.facts, result.chains, result.broken, result.whole) == (11, 3, (), True)
    assert (result.head_behind, result.chain_behind) == (False, False)
    assert found(busy, "SELECT 1") == ()


@pytest.mark.parametrize(("table", "column"), some(CELLS, 3))
def test_every_cell_of_every_row_is_held(busy: Store, table: str, column: str) -> None:
    for number in rows(busy, table):
        # Also another kind of value, which compares equal to nothing that was there; 77 is no number that was.
        new = "77" if column in NUMBERS else f"coalesce({column}, '') || '7'"
        assert found(busy, f"UPDATE {table} SET {column} = {new} WHERE number = {number}"), (number, column)


@SHARED
@given(cell=st.sampled_from(TEXTS), row=st.integers(0), place=st.integers(0), letter=st.integers(0, 255))
def test_every_byte_of_every_text_is_held(
    busy: Store, cell: tuple[str, str], row: int, place: int, letter: int
) -> None:
    table, column = cell
    numbers = rows(busy, table)
    where = f"FROM {table} WHERE number = {numbers[row % len(numbers)]}"
    with engine.reading(busy._engine) as connection:
        before = connection.execute(text(f"SELECT CAST({column} AS BLOB) {where}")).scalar()
    if not before:
        return
    place %= len(before)
    new = before[:place] + bytes([letter]) + before[place + 1 :]
    sql = f"UPDATE {table} SET {column} = CAST(:new AS TEXT) {where.removeprefix(f'FROM {table} ')}"
    assert bool(found(busy, sql, new=new)) is (new != before)


@pytest.mark.parametrize(("table", "column"), some(TEXTS, 3))
def test_bytes_in_the_place_of_text_are_seen(busy: Store, table: str, column: str) -> None:
    with engine.reading(busy._engine) as connection:
        filled = connection.execute(text(f"SELECT count({column}) FROM {table}")).scalar_one()
    assert bool(found(busy, f"UPDATE {table} SET {column} = CAST({column} AS BLOB)")) is (filled > 0)


def test_an_altered_body_is_named_by_its_place(busy: Store) -> None:
    assert found(busy, """UPDATE facts SET body = replace(body, '"96"', '"69"') WHERE number = 4""") == (
        f"fact_altered:{CHILD.hex}:2",
    )


def test_other_white_space_in_a_body_is_an_alteration(busy: Store) -> None:
    assert found(busy, "UPDATE facts SET body = replace(body, ':', ': ') WHERE number = 4") == (
        f"fact_altered:{CHILD.hex}:2",
    )


def test_a_hash_that_was_made_to_fit_breaks_what_follows(busy: Store) -> None:
    from hlh_desktop.record.rows import fact_hash

    with engine.reading(busy._engine) as connection:
        row = dict(connection.execute(text("SELECT * FROM facts WHERE number = 3")).mappings().one())
    row["body"] = "{}"
    sql = f"UPDATE facts SET body = '{{}}', hash = '{fact_hash(row)}' WHERE number = 3"
    assert found(busy, sql) == ("seal_broken:ward:3", f"chain_broken:{CHILD.hex}:2")


def test_a_deleted_fact_is_named(busy: Store) -> None:
    assert found(busy, "DELETE FROM facts WHERE number = 5") == ("fact_missing:ward:5",)
    broken = found(busy, "DELETE FROM facts WHERE number = 3")
    assert {"fact_missing:ward:3", f"chain_broken:{CHILD.hex}:2"} <= set(broken)


def test_a_deleted_child_is_missed(busy: Store) -> None:
    def deed(raw: dbapi2.Connection) -> None:
        for table in ("doses", "identities", "outcomes", "ends", "results", "facts"):
            raw.execute(f"DELETE FROM {table} WHERE child = ?", (CHILD.hex,))

    assert after(busy, deed) == tuple(f"fact_missing:ward:{number}" for number in (3, 4, 8, 9))


def test_the_newest_facts_cannot_be_cut_off(busy: Store) -> None:
    assert found(busy, "DELETE FROM facts WHERE number = 11")[-1] == "chain_behind"
    after(busy, lambda raw: raw.execute("DELETE FROM facts WHERE number = 11"))
    assert busy.check().chain_behind
    assert busy.tail_check().chain_behind
    assert not busy.tail_check().whole


def test_facts_in_another_order_are_seen(busy: Store) -> None:
    swap = "UPDATE facts SET number = CASE number WHEN 3 THEN -5 WHEN 5 THEN -3 ELSE number END"
    broken = after(busy, lambda raw: [raw.execute(swap), raw.execute("UPDATE facts SET number = abs(number)")])
    assert {"seal_broken:ward:3", "seal_broken:ward:5"} <= set(broken)


def test_an_added_fact_is_seen(busy: Store) -> None:
    forged = (
        "INSERT INTO facts SELECT 12, 'f', ward, chain, sequence + 1, kind, child, author, author_name, workstation,"
        " taken, saved, supersedes, body, beside, hash, hash, seal FROM facts WHERE number = 11"
    )
    assert set(found(busy, forged)) == {
        f"fact_altered:{OTHER.hex}:5",
        "seal_broken:ward:12",
        f"result_ends_altered:{OTHER.hex}:5",
    }


def test_rows_beside_the_facts_are_held(busy: Store) -> None:
    assert found(busy, "DELETE FROM identities WHERE number = 3") == (f"identity_altered:{CHILD.hex}:1",)
    assert found(busy, "DELETE FROM doses WHERE number = 2") == (f"doses_altered:{CHILD.hex}:2",)
    assert found(busy, "DELETE FROM doses WHERE plan = (SELECT id FROM facts WHERE number = 7)") == (
        f"doses_altered:{OTHER.hex}:2",
    )
    another = (
        "INSERT INTO identities SELECT 5, child, mrn, NULL, NULL, date_of_birth, sex, salt FROM identities LIMIT 1"
    )
    assert found(busy, another) == ("identity_altered:ward:3",)
    columns = "child, plan, line, part, slot, due"
    one_more = f"INSERT INTO doses (number, id, {columns}) SELECT 9, id || '9', {columns} FROM doses WHERE number = 1"
    assert found(busy, one_more) == (f"doses_altered:{CHILD.hex}:2",)
    assert "identity_extra:50:" in found(busy, "UPDATE identities SET number = 50 WHERE number = 3")
    assert "doses_extra:x:" in found(busy, "UPDATE doses SET plan = 'x' WHERE number = 1")


def test_the_dose_log_beside_the_facts_is_held(busy: Store) -> None:
    assert found(busy, "DELETE FROM outcomes") == (f"outcome_altered:{CHILD.hex}:3",)
    assert found(busy, "UPDATE outcomes SET amount = '9.60'") == (f"outcome_altered:{CHILD.hex}:3",)
    assert found(busy, "DELETE FROM ends") == (f"end_altered:{CHILD.hex}:4",)
    assert found(busy, "UPDATE ends SET how = 'lifted'") == (f"end_altered:{CHILD.hex}:4",)
    another = (
        "INSERT INTO outcomes (number, id, child, dose, turn, became, drug, unit, taken, saved, by_id, by_name) "
        "SELECT 7, id, child, dose, 2, became, drug, unit, taken, saved, by_id, by_name FROM outcomes"
    )
    assert found(busy, another) == (f"outcome_altered:{OTHER.hex}:2",)
    assert "outcome_extra:50:" in found(busy, "UPDATE outcomes SET number = 50")
    assert "end_extra:50:" in found(busy, "UPDATE ends SET number = 50")


def test_results_beside_the_facts_are_held(busy: Store) -> None:
    sample, struck = f"results_altered:{OTHER.hex}:3", f"result_ends_altered:{OTHER.hex}:4"
    assert found(busy, "UPDATE results SET value = '1173.40'") == (sample,)
    assert found(busy, "UPDATE results SET unit = 'mg/L'") == (sample,)
    assert found(busy, "DELETE FROM results") == (sample,)
    assert found(busy, "UPDATE result_ends SET how = 'corrected'") == (struck,)
    assert found(busy, "DELETE FROM result_ends") == (struck,)
    copied = "child, analyte, at, value, unit, status, origin"
    another = f"INSERT INTO results (number, place, {copied}) SELECT {{}}, 1, {copied} FROM results"
    assert found(busy, another.format(10)) == (sample,)
    assert found(busy, another.format(4)) == (f"results_altered:{CHILD.hex}:2",)
    assert "results_extra:50:" in found(busy, "UPDATE results SET number = 50")
    assert "result_ends_extra:50:" in found(busy, "UPDATE result_ends SET number = 50")


def test_results_that_changed_places_are_seen(busy: Store) -> None:
    of = wards.report(busy, CHILD, wards.result(CHILD), wards.result(CHILD, place=1, laboratory="another"))[0].id
    swapped = f"UPDATE results SET place = place - 2 * (place = 1) + 2 * (place = 0) WHERE number = {of.number}"
    assert found(busy, "SELECT 1") == ()
    assert found(busy, swapped) == (f"results_altered:{CHILD.hex}:5",)


def test_an_index_that_does_not_agree_with_its_table_is_seen(busy: Store) -> None:
    def deed(raw: dbapi2.Connection) -> None:
        raw.execute("PRAGMA writable_schema=ON")
        sql = "CREATE INDEX ix_facts_kind ON facts (child)"
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'ix_facts_kind'", (sql,))

    busy.close()
    assert "file_damaged::" in after(busy, deed)


def test_a_missing_trigger_is_named(busy: Store, folder: Path) -> None:
    connection = wards.raw(folder, wards.data_key(folder), wards.read_keys(folder).salt)
    connection.execute("DROP TRIGGER doses_no_delete")
    connection.close()
    assert busy.check().broken == busy.tail_check().broken == ("trigger_missing:doses_no_delete:",)


def test_a_trigger_that_was_missing_at_opening_is_made_again_and_told_of(busy: Store, folder: Path) -> None:
    raw = wards.raw(folder, wards.data_key(folder), wards.read_keys(folder).salt)
    raw.execute("DROP TRIGGER doses_no_delete")
    busy.close()
    with wards.reopen(folder) as again:
        assert again.check().broken == ("trigger_missing:doses_no_delete:",)
        with pytest.raises(Exception, match=append_only.REFUSAL):
            raw.execute("DELETE FROM doses")
    raw.close()
    with wards.reopen(folder) as again:
        assert again.check().whole


def test_a_head_that_was_not_written_is_normal(busy: Store, folder: Path) -> None:
    first = busy.facts()[0]
    write_head(folder, Head(first.number, first.seal))
    assert busy.check().head_behind
    assert busy.check().whole
    busy.close()
    with wards.reopen(folder) as again:
        assert not again.check().head_behind
        assert read_head(folder) == Head(11, again.seal())


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"number":"7","seal":"x"}', b'{"number":7}', None])
def test_a_lost_head_is_no_whole_record(busy: Store, folder: Path, raw: bytes | None) -> None:
    (folder / HEAD).unlink() if raw is None else (folder / HEAD).write_bytes(raw)
    busy.append(entry(busy), now=NOW)
    busy.close()
    with wards.reopen(folder) as again:
        assert again.tail_check().broken == again.check().broken == ("head_missing::",)


def test_a_head_that_cannot_be_written_is_no_trouble(
    busy: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*words: object) -> None:
        raise Trouble("not_writable")

    monkeypatch.setattr(open_store, "advance", full)
    (fact,) = busy.append(entry(busy), now=NOW)
    assert busy.facts()[-1] == fact
    assert busy.check().head_behind
    assert busy.check().whole


def test_an_alarm_stays_until_somebody_accepts_it(busy: Store, folder: Path) -> None:
    write_head(folder, Head(99, "f" * 64))
    busy.append(entry(busy), now=NOW)
    busy.close()
    with wards.reopen(folder) as again:
        assert again.tail_check().chain_behind
        fact = again.accept_head(wards.author(again.person), "restored from the backup of Monday", NOW)
        assert fact.body["head"] == [99, "f" * 64]
        assert again.check().whole
        assert read_head(folder) == Head(fact.number, fact.seal)


def test_a_record_that_went_another_way_is_an_alarm_though_it_is_longer(busy: Store, folder: Path) -> None:
    write_head(folder, Head(5, "f" * 64))
    busy.append(entry(busy), now=NOW)
    assert busy.check().chain_behind


def test_the_tail_is_checked_from_any_fact_on(opened: Store) -> None:
    for number in range(2 * check.TAIL):
        child = UUID(int=number % 7 + 1)
        opened.append(entry(opened, child=child if number % 7 else None), now=NOW)
    sign(opened, CHILD)
    assert opened.tail_check() == opened.check()
    assert after(opened, lambda raw: raw.execute("UPDATE facts SET kind = 'x' WHERE number = 60")) != ()
    assert not opened.tail_check().whole


def test_every_fact_of_a_full_ward_is_checked(opened: Store) -> None:
    opened.append(*(entry(opened, child=uuid4()) for _ in range(120)), now=NOW)
    assert after(opened, lambda raw: raw.execute("UPDATE facts SET kind = 'x' WHERE number = 4"))
