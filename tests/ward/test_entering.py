"""The way in: what a ward shows before anybody signs in, what a password must be, and what is written down."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import attempts, entering
from hlh_desktop.ward.recovery_sheet import new_sheet_pdf, sheet_pdf
from tests.builders import ROOT, knowledge
from tests.report.sheets import texts
from tests.ward.wards import CHEAP, DOCTOR, LATER, NOW, PASSWORD, enter, known, new_ward

if TYPE_CHECKING:
    from pathlib import Path

SLOW = ("sqlalchemy", "alembic", "sqlcipher3", "reportlab", "pydantic", "hlh_desktop.knowledge", "PySide6")


def prepare(**other: object) -> object:
    usual = {"name": "Ward 4B", "zone": "Europe/Paris", "person_name": DOCTOR, "password": PASSWORD}
    return entering.prepare(**{**usual, "workstation": "W", "now": NOW, "cost": CHEAP, **other})  # type: ignore[arg-type]


def test_a_face_is_shown_without_what_is_slow_to_load(tmp_path: Path) -> None:
    new_ward(tmp_path / "ward").lock(NOW)
    code = (
        "import sys, pathlib; from hlh_desktop.ward import entering;"
        "print(entering.face(pathlib.Path(sys.argv[1])).name); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "ward")], cwd=ROOT, capture_output=True, check=True, text=True
    )
    name, loaded = done.stdout.splitlines()
    assert name == "Ward 4B"
    assert [module for module in loaded.split() if module.startswith(SLOW)] == []


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"password": "too short"}, "password_short"),
        ({"password": ""}, "password_short"),
        ({"password": "demo-ward-only"}, "password_demo"),
        ({"password": "Demo Ward Only"}, "password_demo"),
        ({"password": "Dr A. Example"}, "password_name"),
        ({"password": "dr_a_example"}, "password_name"),
        ({"password": "Ward 4B - night", "name": "Ward 4B, Night"}, "password_name"),
        ({"name": "  "}, "name_needed"),
        ({"person_name": ""}, "name_needed"),
        ({"name": "Ward \ud83d"}, "name_unwritable"),
        ({"person_name": "Dr \udc00 A."}, "name_unwritable"),
        ({"person_name": "Dr A.\nExample"}, "name_unwritable"),
        ({"zone": "Europe/Atlantis"}, "zone_unknown"),
        ({"zone": "../../etc/passwd"}, "zone_unknown"),
        ({"zone": ""}, "zone_unknown"),
    ],
)
def test_what_a_ward_may_not_be_made_with_is_refused(other: dict[str, str], code: str) -> None:
    with pytest.raises(Trouble) as refused:
        prepare(**other)
    assert refused.value.code == code
    assert knowledge().wording.say(f"problem.{code}", **refused.value.values)


def test_ten_characters_are_enough() -> None:
    prepare(password="0123456789")
    with pytest.raises(Trouble):
        prepare(password="012345678")


def test_a_training_ward_may_have_the_password_of_the_demonstration() -> None:
    prepare(password="demo-ward-only", training=True)


def test_nothing_is_stored_before_the_ward_is_made(tmp_path: Path) -> None:
    prepare()
    assert list(tmp_path.iterdir()) == []


def test_names_are_kept_without_spaces_around_them(tmp_path: Path) -> None:
    desk = entering.make(tmp_path / "ward", prepare(name=" Ward 4B ", person_name=f" {DOCTOR} "), known(), NOW)  # type: ignore[arg-type]
    assert (desk.face.name, desk.person.name) == ("Ward 4B", DOCTOR)


def test_who_made_the_ward_has_signed_in(tmp_path: Path) -> None:
    desk = new_ward(tmp_path / "ward")
    assert [event.what for event in desk.history()] == ["Signed in", "Person added", "Ward made"]
    assert desk.history()[-1].detail == f"Ward 4B, {desk.face.number}, ward time Europe/Paris"


def test_a_wrong_password_opens_nothing_and_is_written_down_later(tmp_path: Path) -> None:
    new_ward(tmp_path / "ward").lock(NOW)
    for _ in range(2):
        with pytest.raises(Trouble) as refused:
            enter(tmp_path / "ward", "wrong horse battery")
        assert refused.value.code == "wrong_password"
    desk = enter(tmp_path / "ward", now=LATER)
    found = desk.history()[:4]
    assert [event.what for event in found] == ["Signed in", "Password refused", "Password refused", "Ward locked"]
    assert found[1].detail == f"of {DOCTOR}, at the door, on WARD-4B-2"
    assert (found[1].taken, found[1].saved) == (NOW, LATER)
    assert attempts.kept(tmp_path / "ward") == ()


def test_what_was_typed_is_never_kept(tmp_path: Path) -> None:
    new_ward(tmp_path / "ward").lock(NOW)
    with pytest.raises(Trouble):
        enter(tmp_path / "ward", "wrong horse battery")
    assert all(b"horse" not in path.read_bytes() for path in (tmp_path / "ward").iterdir())


def test_damaged_notes_of_attempts_keep_nobody_out(tmp_path: Path) -> None:
    new_ward(tmp_path / "ward").lock(NOW)
    (tmp_path / "ward" / attempts.FILE).write_bytes(b'\xff{\n{"person": "x", "at": "never"}\n[]\n"x"\n{"at": 1}\n')
    assert [event.what for event in enter(tmp_path / "ward").history()[:2]] == ["Signed in", "Ward locked"]


def test_the_notes_of_attempts_do_not_fill_the_disk(tmp_path: Path) -> None:
    for _ in range(2000):
        attempts.note(tmp_path, attempts.Attempt("x" * 32, NOW, "W"))
    assert (tmp_path / attempts.FILE).stat().st_size < attempts.LARGEST + 200


def test_a_person_who_is_not_of_the_ward_is_refused(tmp_path: Path) -> None:
    new_ward(tmp_path / "ward").lock(NOW)
    with pytest.raises(Trouble) as refused:
        entering.enter(tmp_path / "ward", "0" * 32, PASSWORD, known(), workstation="W", now=NOW)
    assert refused.value.code == "no_such_person"


def test_the_recovery_sheet_opens_the_ward_and_gives_a_new_password(tmp_path: Path) -> None:
    prepared = prepare()
    rows = prepared.recovery.rows  # type: ignore[attr-defined]
    desk = entering.make(tmp_path / "ward", prepared, known(), NOW)  # type: ignore[arg-type]
    person = desk.person.id
    desk.lock(NOW)
    again = entering.enter_by_recovery(
        tmp_path / "ward", "\n".join(rows), person_id=person, new_password="another long one", ward=known(),
        workstation="W", now=LATER, cost=CHEAP,
    )  # fmt: skip
    assert [event.what for event in again.history()[:2]] == ["Signed in", "Recovery sheet used"]
    again.lock(LATER)
    enter(tmp_path / "ward", "another long one").lock(LATER)
    with pytest.raises(Trouble):
        enter(tmp_path / "ward", PASSWORD)


@pytest.mark.parametrize("password", ["short", "demo-ward-only", "Ward 4B...............", "dr a example"])
def test_a_new_password_by_the_sheet_keeps_the_rules(tmp_path: Path, password: str) -> None:
    prepared = prepare()
    desk = entering.make(tmp_path / "ward", prepared, known(), NOW)  # type: ignore[arg-type]
    with pytest.raises(Trouble, match="password_"):
        entering.enter_by_recovery(
            tmp_path / "ward", "", person_id=desk.person.id, new_password=password, ward=known(), workstation="W",
            now=NOW, cost=CHEAP,
        )  # fmt: skip


def test_the_recovery_sheet_is_printed_with_every_row() -> None:
    prepared = prepare()
    (page,) = texts(sheet_pdf(prepared, knowledge().wording, LATER))  # type: ignore[arg-type]
    assert all(row in page.replace(" ", "") for row in prepared.recovery.rows)  # type: ignore[attr-defined]
    assert "Made 22 Nov 2026 06:50" in page


def test_a_new_sheet_makes_the_one_before_worthless(tmp_path: Path) -> None:
    prepared = prepare()
    desk = entering.make(tmp_path / "ward", prepared, known(), NOW)  # type: ignore[arg-type]
    (page,) = texts(new_sheet_pdf(desk, LATER))
    assert "Sheet 2 of ward" in page
    assert desk.history()[0].detail == "sheet 2"
    person = desk.person.id
    desk.lock(LATER)
    with pytest.raises(Trouble, match="recovery_of_another"):
        entering.enter_by_recovery(
            tmp_path / "ward", "\n".join(prepared.recovery.rows), person_id=person, new_password="another long one",  # type: ignore[attr-defined]
            ward=known(), workstation="W", now=LATER, cost=CHEAP,
        )  # fmt: skip


def test_another_person_signs_in_with_a_password_of_their_own(tmp_path: Path) -> None:
    desk = new_ward(tmp_path / "ward")
    with pytest.raises(Trouble, match="password_name"):
        desk.add_person("Dr B. Other", "dr b. other", NOW, cost=CHEAP, roles=())
    with pytest.raises(Trouble, match="name_needed"):
        desk.add_person(" ", "staple correct horse", NOW, cost=CHEAP, roles=())
    desk.add_person("Dr B. Other", "staple correct horse", NOW, cost=CHEAP, roles=())
    desk.lock(NOW)
    assert enter(tmp_path / "ward", "staple correct horse", "Dr B. Other").person.name == "Dr B. Other"


def test_a_password_is_changed_by_who_knows_it(tmp_path: Path) -> None:
    desk = new_ward(tmp_path / "ward")
    with pytest.raises(Trouble, match="password_demo"):
        desk.change_password(PASSWORD, "demo-ward-only", NOW, cost=CHEAP)
    with pytest.raises(Trouble, match="wrong_password"):
        desk.change_password("wrong horse battery", "a new long one", NOW, cost=CHEAP)
    desk.change_password(PASSWORD, "a new long one", NOW, cost=CHEAP)
    desk.lock(NOW)
    assert enter(tmp_path / "ward", "a new long one").person.name == DOCTOR


def test_no_folder_is_no_ward(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no_ward"):
        entering.face(tmp_path)
