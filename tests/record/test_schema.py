"""The schema: made at once or step by step it is the same, an older file is copied first, a newer one is left alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, text

from hlh_desktop import paths
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import append_only, engine, making, rows, schema, tables, vault
from hlh_desktop.record.canonical import canonical
from hlh_desktop.record.files import write_whole
from hlh_desktop.record.head import read_head
from hlh_desktop.record.instants import to_text
from hlh_desktop.record.key_file import read_keys, write_keys
from hlh_desktop.record.values import DoseRow, Entry
from tests.record import wards
from tests.record.wards import NOW, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy import Engine

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.record.open_store import Store

NEXT = '''"""0004: a column more."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0004", "0003", None, None
def upgrade():
    op.add_column("facts", sa.Column("reason", sa.Text()))
    {then}
'''


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    """Makes empty encrypted files."""
    made = []

    def new(name: str) -> Engine:
        folder = tmp_path / name
        folder.mkdir()
        made.append(engine.open_engine(folder, vault.new_key(), vault.new_salt().hex(), new=True))
        return made[-1]

    yield new
    for one in made:
        one.dispose()


def described(connection: Connection) -> dict[str, Any]:
    """All that the engine knows of a schema, however it was written down."""
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    kept = connection.execute(query).all()
    found: dict[str, Any] = {f"{row.type} {row.name}": row.tbl_name for row in kept}
    found |= {f"sql {row.name}": row.sql for row in kept if row.type in ("trigger", "index")}
    for row in kept:
        if row.type == "table":
            for what in ("table_xinfo", "foreign_key_list"):
                found[f"{what} {row.name}"] = connection.execute(text(f"PRAGMA {what}({row.name})")).all()
            indices = connection.execute(text(f"PRAGMA index_list({row.name})")).all()
            columns = [connection.execute(text(f"PRAGMA index_info({index.name})")).all() for index in indices]
            found[f"indices {row.name}"] = sorted(
                (one.unique, one.origin, str(of)) for one, of in zip(indices, columns, strict=True)
            )
    return found


def test_a_new_ward_has_the_schema_of_one_that_came_all_the_way(empty: Callable[[str], Engine]) -> None:
    with engine.writing(empty("at-once")) as connection:
        schema.make(connection)
        at_once = described(connection)
    with engine.writing(empty("by-steps")) as connection:
        schema.upgrade(connection, paths.migrations())
        by_steps = described(connection)
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        assert schema.revision(connection) == tables.REVISIONS[-1]
    assert at_once == by_steps
    assert sum(name.startswith("trigger ") for name in at_once) == 21


@pytest.fixture
def of_before_the_log(folder: Path) -> tuple[UUID, UUID]:
    """A ward as the program of revision 0001 left it, with a child and a signed plan; answers both."""
    preparation = wards.prepared()
    folder.mkdir()
    store = engine.open_engine(folder, preparation.data_key, preparation.keys.salt, new=True)
    child, plan = uuid4(), uuid4()
    with engine.writing(store) as connection:
        config = Config()
        config.set_main_option("script_location", str(paths.migrations()))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        newest = _written(connection, preparation, child, plan)
        for name, sql in append_only.wanted().items():
            if name.startswith(("facts", "identities", "doses")):
                connection.execute(text(sql))
    store.dispose()
    write_whole(folder / "head", canonical({"number": newest[0], "seal": newest[1]}).encode())
    write_keys(folder, preparation.keys, preparation.data_key)
    return child, plan


def _written(connection: Connection, preparation: Preparation, child: UUID, plan: UUID) -> tuple[int, str]:
    """Facts and dose rows put in by the columns that there were."""
    told = preparation.author
    entries = [
        *making._first_facts(preparation),
        Entry(uuid4(), "child_registered", child, told, NOW, {}),
        Entry(plan, "plan_signed", child, told, NOW, {"mg": "96"}),
    ]
    dose = rows.dose_row(DoseRow(uuid4(), child, plan, "etoposide", None, 0, NOW), 1)
    dose = {name: value for name, value in dose.items() if value is not None}
    last: dict[str, tuple[int, str]] = {}
    seal = ""
    for number, entry_ in enumerate(entries, 1):
        row = rows.fact_row(entry_, preparation.keys.ward, to_text(NOW))
        row["beside"] = canonical({"doses": rows.doses_digest([dose])} if entry_.id == plan else {})
        row["sequence"], row["previous"] = last.get(row["chain"], (0, ""))
        row["sequence"] += 1
        row["hash"] = rows.fact_hash(row)
        row["number"], row["seal"] = number, rows.fact_seal(seal, number, row["hash"])
        last[row["chain"]], seal = (row["sequence"], row["hash"]), row["seal"]
        connection.execute(insert(tables.facts), row)
    names = ", ".join(dose)
    connection.execute(text(f"INSERT INTO doses ({names}) VALUES ({', '.join(f':{name}' for name in dose)})"), dose)
    return len(entries), seal


def test_a_ward_of_before_the_dose_log_keeps_all_that_it_has(
    folder: Path, of_before_the_log: tuple[UUID, UUID]
) -> None:
    child, plan = of_before_the_log
    head = read_head(folder)
    with wards.reopen(folder) as opened:
        found = opened.check()
        assert (found.whole, found.facts, found.head_behind, found.chain_behind) == (True, 4, False, False)
        assert head is not None
        assert opened.seal() == head.seal, "no fact was written anew"
        (dose,) = opened.doses(plan)
        assert (dose.line, dose.due, dose.drug, dose.amount, dose.place) == ("etoposide", NOW, None, None, None)
        wards.strike(opened, wards.give(opened, child, dose.id))
        wards.end(opened, *wards.report(opened, child))
        assert opened.check().whole
        with engine.reading(opened._engine) as connection:
            assert schema.revision(connection) == tables.REVISIONS[-1]
            assert append_only.missing(connection) == ()
            assert sum(name.startswith("trigger ") for name in described(connection)) == 21
    assert (folder / "ward-0001.db").is_file()
    assert read_head(folder) != head


def test_the_program_knows_every_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == tables.REVISIONS


def test_no_step_ever_recreates_or_drops_a_table() -> None:
    for step in (paths.migrations() / "versions").glob("*.py"):
        source = step.read_text(encoding="utf-8")
        assert "batch_alter_table" not in source
        assert "drop_" not in source


def test_bringing_up_to_date_twice_changes_nothing(opened: Store) -> None:
    with engine.writing(opened._engine) as connection:
        before = described(connection)
        schema.upgrade(connection, paths.migrations())
        assert described(connection) == before
    assert opened.check().whole


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this the program of a year from now, which has one step more."""

    def install(then: str = "pass") -> None:
        steps = tmp_path / "migrations"
        shutil.copytree(paths.migrations(), steps, ignore=shutil.ignore_patterns("__pycache__"))
        (steps / "versions" / "fourth.py").write_text(NEXT.format(then=then))
        monkeypatch.setattr(paths, "migrations", lambda: steps)
        monkeypatch.setattr(tables, "REVISIONS", (*tables.REVISIONS, "0004"))

    return install


def test_an_older_ward_is_copied_and_then_brought_up_to_date(
    opened: Store, folder: Path, later: Callable[[str], None]
) -> None:
    opened.append(entry(opened), now=NOW)
    before = opened.facts()
    opened.close()
    later("pass")
    with wards.reopen(folder) as again:
        assert again.facts() == before
        assert again.check().whole
        with engine.reading(again._engine) as connection:
            assert schema.revision(connection) == "0004"
            assert append_only.missing(connection) == ()
            assert "reason" in str(described(connection)["table_xinfo facts"])
        again.append(entry(again), now=NOW)
    copy = folder / "ward-0003.db"
    copy.rename(folder / engine.NAME)
    (folder / "head").unlink()
    old = engine.open_engine(folder, wards.data_key(folder), read_keys(folder).salt)
    with engine.reading(old) as connection:
        assert schema.revision(connection) == "0003"
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar() == len(before)
    old.dispose()
    assert engine.starts_with(folder) == read_keys(folder).salt


def test_a_step_that_fails_leaves_the_ward_as_it_was(opened: Store, folder: Path, later: Callable[[str], None]) -> None:
    before = opened.facts()
    opened.close()
    later("raise RuntimeError")
    with pytest.raises(RuntimeError):
        wards.reopen(folder)
    untouched = engine.open_engine(folder, wards.data_key(folder), read_keys(folder).salt)
    with engine.reading(untouched) as connection:
        assert schema.revision(connection) == "0003"
        assert append_only.missing(connection) == ()
        assert "reason" not in str(described(connection)["table_xinfo facts"])
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar() == len(before)
    untouched.dispose()


def test_no_copy_no_step(opened: Store, folder: Path, later: Callable[[str], None]) -> None:
    opened.close()
    (folder / "ward-0003.db").mkdir()
    later("pass")
    with pytest.raises(Trouble) as caught:
        wards.reopen(folder)
    assert caught.value.code == "not_writable"
    (folder / "ward-0003.db").rmdir()
    with wards.reopen(folder) as again:
        assert again.check().whole


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE alembic_version SET version_num = '0099'", "ward_newer"),
        ("DELETE FROM alembic_version", "ward_damaged"),
        ("INSERT INTO alembic_version VALUES ('0000')", "ward_damaged"),
        ("DROP TABLE alembic_version", "ward_damaged"),
    ],
)
def test_a_newer_or_unknown_schema_is_left_alone(opened: Store, folder: Path, sql: str, code: str) -> None:
    opened.close()
    raw = wards.raw(folder, wards.data_key(folder), read_keys(folder).salt)
    raw.execute(sql)
    raw.close()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(Trouble) as caught:
        wards.reopen(folder)
    assert (caught.value.code, caught.value.path) == (code, folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
