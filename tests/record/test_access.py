"""Who may open a ward: people, passwords, the recovery code, and a program that ended between file and row."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import key_changes, store
from hlh_desktop.record.key_file import NAME, read_keys, write_keys
from tests.record import wards
from tests.record.wards import CHEAP, NOW, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.values import Person

HERE: dict[str, Any] = {"workstation": "WARD-4B-2", "now": NOW}
CHEAPLY: dict[str, Any] = {**HERE, "cost": CHEAP}


@pytest.fixture
def prepared() -> Preparation:
    return wards.prepared()


@pytest.fixture
def opened(folder: Path, prepared: Preparation) -> Store:  # type: ignore[misc]
    """A new ward whose recovery code is known."""
    with store.make(folder, prepared) as opened:
        yield opened  # type: ignore[misc]


def recover(folder: Path, rows: tuple[str, ...], person: Person, password: str = "quite another 5") -> Store:
    return store.open_by_recovery(
        folder, "\n".join(rows), person_id=person.id, new_password=password, **CHEAPLY
    )  # fmt: skip


def code_of(call: object, *words: object, **more: object) -> str:
    with pytest.raises(Trouble) as caught:
        call(*words, **more)  # type: ignore[operator]
    return caught.value.code


def told(opened: Store) -> list[str]:
    return [fact.kind for fact in opened.facts(None)]


def test_each_person_opens_with_their_own_password(opened: Store, folder: Path) -> None:
    bo = opened.add_person("Bo Lindqvist", "another 12", **CHEAPLY)
    assert [one.name for one in store.face(folder).people] == ["Ada Okafor", "Bo Lindqvist"]
    with store.open_ward(folder, bo.id, "another 12") as theirs:
        assert theirs.person == bo
        assert theirs.facts() == opened.facts()
        assert theirs.check().whole
    assert code_of(store.open_ward, folder, bo.id, PASSWORD) == "wrong_password"
    fact = opened.facts()[-1]
    assert (fact.kind, fact.body, fact.author) == (
        "person_added", {"person": bo.id, "name": "Bo Lindqvist"}, opened.person,
    )  # fmt: skip
    assert fact.workstation == "WARD-4B-2"


@pytest.mark.parametrize("name", ["Ada Okafor", "ada okafor", " Ada  Okafor ", "ADA OKAFOR", "\uff21da Okafor"])
def test_no_two_people_go_by_one_name(opened: Store, folder: Path, name: str) -> None:
    before = (folder / NAME).read_bytes()
    assert code_of(opened.add_person, name, "x", **CHEAPLY) == "name_taken"
    assert (folder / NAME).read_bytes() == before
    assert told(opened) == ["ward_made", "person_added"]


def test_a_password_is_asked_for_again(opened: Store) -> None:
    assert opened.password_fits(opened.person.id, PASSWORD)
    assert not opened.password_fits(opened.person.id, "x")
    assert code_of(opened.password_fits, "nobody", "x") == "no_such_person"


def test_a_changed_password_counts_everywhere_at_once(opened: Store, folder: Path) -> None:
    with wards.reopen(folder) as other:
        opened.change_password(PASSWORD, "new kettle 42", **CHEAPLY)
        assert other.password_fits(opened.person.id, "new kettle 42")
        assert not other.password_fits(opened.person.id, PASSWORD)
    assert code_of(store.open_ward, folder, opened.person.id, PASSWORD) == "wrong_password"
    store.open_ward(folder, opened.person.id, "new kettle 42").close()
    assert told(opened)[-1] == "password_changed"


def test_a_password_is_changed_by_who_knows_it(opened: Store) -> None:
    assert code_of(opened.change_password, "x", "new", **CHEAPLY) == "wrong_password"
    assert opened.password_fits(opened.person.id, PASSWORD)
    assert told(opened) == ["ward_made", "person_added"]


def test_the_recovery_code_opens_the_ward_and_sets_a_password(
    opened: Store, folder: Path, prepared: Preparation
) -> None:
    bo = opened.add_person("Bo", "another 12", **CHEAPLY)
    with recover(folder, prepared.recovery.rows, bo) as again:
        assert again.person == bo
        assert again.password_fits(bo.id, "quite another 5")
        assert again.password_fits(opened.person.id, PASSWORD), "others keep theirs"
        assert not again.password_fits(bo.id, "another 12")
        assert told(again)[-1] == "recovery_used"
        assert again.facts()[-1].body == {"person": bo.id, "sheet": 1}
        assert again.check().whole


def test_another_wards_code_does_not(opened: Store, folder: Path) -> None:
    before = (folder / NAME).read_bytes()
    assert code_of(recover, folder, wards.prepared().recovery.rows, opened.person) == "recovery_of_another"
    assert (folder / NAME).read_bytes() == before


def test_a_mistyped_row_is_named_before_anything_is_tried(opened: Store, folder: Path, prepared: Preparation) -> None:
    rows = list(prepared.recovery.rows)
    rows[4] = rows[4][:-1] + str((int(rows[4][-1]) + 1) % 10)
    with pytest.raises(Trouble) as caught:
        recover(folder, tuple(rows), opened.person)
    assert (caught.value.code, caught.value.values["rows"]) == ("recovery_row", "5")


def test_a_new_sheet_withdraws_the_old_one(opened: Store, folder: Path, prepared: Preparation) -> None:
    new = opened.replace_recovery(**HERE)
    assert store.face(folder).sheet == 2
    assert code_of(recover, folder, prepared.recovery.rows, opened.person) == "recovery_of_another"
    with recover(folder, new.rows, opened.person) as again:
        assert again.facts()[-1].body["sheet"] == 2
        assert told(again)[-2:] == ["recovery_replaced", "recovery_used"]
        assert again.check().whole


def test_the_recovery_code_sets_a_changed_key_file_right(opened: Store, folder: Path, prepared: Preparation) -> None:
    opened.add_person("Bo", "another 12", **CHEAPLY)
    right = store.face(folder)
    found = json.loads((folder / NAME).read_text())
    found.update(name="Ward X", number="W-0000", training=True, zone="UTC", made=found["made"].replace("2026", "2001"))
    found.update(count=77, pending={"id": "x"})
    found["people"][1]["name"] = "Mallory"
    found["recovery"]["sheet"] = 9
    (folder / NAME).write_text(json.dumps(found))
    assert code_of(wards.reopen, folder) == "keys_altered"
    with recover(folder, prepared.recovery.rows, opened.person) as again:
        assert store.face(folder) == right
        assert again.check().whole
    store.open_ward(folder, right.people[1].id, "another 12").close()


def test_a_program_that_ended_between_key_file_and_row_is_caught_up_with(
    opened: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, key = read_keys(folder), wards.data_key(folder)
    entry = key_changes.entry("password_changed", wards.author(opened.person), NOW, person=opened.person.id)
    pending = key_changes._to_object(entry)
    opened.close()
    write_keys(folder, replace(keys, count=2, pending=pending), key)
    for _ in range(2):
        with wards.reopen(folder) as again:
            (fact,) = again.facts(None)[2:]
            assert (fact.id, fact.kind, fact.body, fact.taken) == (entry.id, entry.kind, entry.body, NOW)
            assert again.check().whole


def test_another_program_adds_the_row_that_was_left_out(opened: Store, folder: Path) -> None:
    keys, key = read_keys(folder), wards.data_key(folder)
    entry = key_changes.entry("password_changed", wards.author(opened.person), NOW, person=opened.person.id)
    write_keys(folder, replace(keys, count=2, pending=key_changes._to_object(entry)), key)
    opened.add_person("Bo", "x", **CHEAPLY)
    assert told(opened) == ["ward_made", "person_added", "password_changed", "person_added"]
    opened.close()
    with wards.reopen(folder) as again:
        assert again.check().whole


def test_a_row_that_cannot_be_saved_puts_the_key_file_back(
    opened: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*words: object) -> None:
        raise Trouble("disk_full")

    before = (folder / NAME).read_bytes()
    monkeypatch.setattr(key_changes, "append", full)
    assert code_of(opened.add_person, "Bo", "x", **CHEAPLY) == "disk_full"
    assert (folder / NAME).read_bytes() == before
    monkeypatch.undo()
    opened.add_person("Bo", "x", **CHEAPLY)


def test_a_key_file_that_is_changed_meanwhile_is_not_made_genuine(opened: Store, folder: Path) -> None:
    found = json.loads((folder / NAME).read_text())
    (folder / NAME).write_text(json.dumps(found | {"training": True}))
    assert opened.tail_check().broken == opened.check().broken == ("keys_altered::",)
    assert code_of(opened.add_person, "Bo", "x", **CHEAPLY) == "keys_altered"
    assert json.loads((folder / NAME).read_text())["training"]
    (folder / NAME).unlink()
    assert opened.check().broken == ("keys_altered::",)


def test_an_old_copy_of_the_key_file_is_an_alarm(opened: Store, folder: Path) -> None:
    old = (folder / NAME).read_bytes()
    opened.change_password(PASSWORD, "new kettle 42", **CHEAPLY)
    opened.close()
    (folder / NAME).write_bytes(old)
    with wards.reopen(folder) as again:
        assert again.tail_check().broken == ("keys_older::",)
        assert not again.check().whole


def test_an_old_copy_of_the_record_is_an_alarm(opened: Store, folder: Path) -> None:
    opened.close()
    old = (folder / "ward.db").read_bytes()
    with wards.reopen(folder) as again:
        again.add_person("Bo", "x", **CHEAPLY)
        again.change_password(PASSWORD, "new kettle 42", **CHEAPLY)
    (folder / "ward.db").write_bytes(old)
    with store.open_ward(folder, again.person.id, "new kettle 42") as restored:
        found = restored.tail_check()
        assert found.broken == ("keys_ahead::",)
        assert found.chain_behind


def test_two_windows_that_add_people_lose_none(opened: Store, folder: Path) -> None:
    with wards.reopen(folder) as other:
        for n in range(4):
            (opened if n % 2 else other).add_person(f"Person {n}", "x", **CHEAPLY)
        assert len(opened.face.people) == len(other.face.people) == 5
        assert other.check().whole
    opened.close()
    with wards.reopen(folder) as again:
        assert again.check().whole


def test_a_closed_store_can_be_used_again(opened: Store) -> None:
    opened.close()
    assert len(opened.facts()) == 2
