"""Opening a ward when something is wrong with it: each a trouble with a sentence, and nothing made worse."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import engine, store
from hlh_desktop.record.key_file import read_keys
from tests.builders import knowledge
from tests.record import wards
from tests.record.other_program import run
from tests.record.wards import NOW, draft, entry

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store

PAGE = 4096


def trouble(folder: Path, password: str = wards.PASSWORD, person: str | None = None) -> str:
    """The trouble that a ward opens with, which must have a sentence."""
    with pytest.raises(Trouble) as caught:
        store.open_ward(folder, person or read_keys(folder).holders[0].person.id, password).facts()
    found = caught.value
    assert knowledge().wording.say(f"problem.{found.code}", reason=found.reason, **found.values)
    return found.code


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_wrong_password_changes_nothing(opened: Store, folder: Path) -> None:
    opened.close()
    before = contents(folder)
    assert {trouble(folder, wrong) for wrong in ("", "x", wards.PASSWORD.upper())} == {"wrong_password"}
    assert contents(folder) == before


def test_a_stranger_is_no_person_of_the_ward(opened: Store, folder: Path) -> None:
    assert trouble(folder, person="f" * 32) == "no_such_person"


def test_a_folder_without_a_ward_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(Trouble) as caught:
            store.open_ward(place, "x", "x")
        assert (caught.value.code, caught.value.path) == ("no_ward", place)
        assert not list(tmp_path.iterdir())


def test_the_key_file_of_another_ward_is_told(opened: Store, folder: Path, tmp_path: Path) -> None:
    wards.make(tmp_path / "other").close()
    opened.close()
    shutil.copy(tmp_path / "other" / "keys.json", folder)
    assert trouble(folder) == "keys_of_another_ward"


def test_a_ward_without_its_record_is_told_and_none_is_made(opened: Store, folder: Path) -> None:
    opened.close()
    (folder / engine.NAME).unlink()
    assert trouble(folder) == "ward_damaged"
    assert not (folder / engine.NAME).exists()


@pytest.mark.parametrize("left", [0, 1, 15, 16, 100, PAGE, PAGE + 1, 3 * PAGE, -PAGE, -1])
def test_a_record_that_was_cut_short_is_told(opened: Store, folder: Path, left: int) -> None:
    opened.close()
    whole = (folder / engine.NAME).read_bytes()
    (folder / engine.NAME).write_bytes(whole[:left])
    assert trouble(folder) == "ward_damaged"
    assert (folder / engine.NAME).read_bytes() == whole[:left]


def test_one_damaged_byte_of_any_page_is_told(opened: Store, folder: Path) -> None:
    opened.append(*(entry(opened, body={"text": "x" * 500}) for _ in range(40)), now=NOW)
    opened.close()
    whole = (folder / engine.NAME).read_bytes()
    codes = set()
    for page in range(len(whole) // PAGE):
        place = page * PAGE + 2000
        damaged = whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :]
        (folder / engine.NAME).write_bytes(damaged)
        try:
            with wards.reopen(folder) as again:
                again.check()
        except Trouble as caught:
            codes.add(caught.code)
        else:
            codes.add(f"page {page} was not read")
    assert codes == {"ward_damaged"}


def test_another_first_page_is_told(opened: Store, folder: Path) -> None:
    opened.close()
    whole = (folder / engine.NAME).read_bytes()
    (folder / engine.NAME).write_bytes(b"\0" + whole[1:])
    assert trouble(folder) == "keys_of_another_ward"
    (folder / engine.NAME).write_bytes(whole[:20] + b"\0\0\0\0" + whole[24:])
    assert trouble(folder) == "ward_damaged"


def test_a_ward_where_another_writes_for_too_long_is_busy(opened: Store, folder: Path) -> None:
    opened.close()
    with wards.reopen(folder, patience=30) as impatient:
        other = wards.raw(folder, wards.data_key(folder), read_keys(folder).salt)
        other.execute("BEGIN IMMEDIATE")
        before = impatient.facts()
        for call in (
            lambda: impatient.append(entry(impatient), now=NOW),
            lambda: impatient.keep_draft(draft(impatient)),
            lambda: impatient.add_person("Bo", "x", workstation="W", now=NOW, cost=wards.CHEAP),
        ):
            with pytest.raises(Trouble) as caught:
                call()
            assert (caught.value.code, caught.value.path) == ("ward_busy", folder)
        assert impatient.facts() == before
        other.execute("ROLLBACK")
        other.close()
        impatient.append(entry(impatient), now=NOW)
        assert impatient.check().whole


def test_a_full_disk_is_told_and_nothing_half_written(opened: Store) -> None:
    with engine.writing(opened._engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    large = {"text": "x" * 50_000}
    before = opened.facts()
    for call in (
        lambda: opened.append(entry(opened), entry(opened, body=large), now=NOW),
        lambda: opened.keep_draft(draft(opened, body=large)),
    ):
        with pytest.raises(Trouble) as caught:
            call()
        assert caught.value.code == "disk_full"
    assert opened.facts() == before
    assert opened.drafts() == ()
    assert opened.check().whole


def test_a_folder_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    assert run("read-only") == ["open not_writable", "make not_writable"]


def test_messages_hold_no_values_and_no_keys(opened: Store, folder: Path) -> None:
    with engine.writing(opened._engine) as connection, pytest.raises(Exception, match="nothing") as caught:
        connection.exec_driver_sql("SELECT nothing WHERE 1 = ?", ("Quillfeather",))
    assert "Quillfeather" not in str(caught.value)
    shown = f"{opened!r} {opened._engine!r} {opened._engine.url} {read_keys(folder)!r}"
    key = wards.data_key(folder)
    assert key.hex() not in shown
    assert repr(key) not in shown
