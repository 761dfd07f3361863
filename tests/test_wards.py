"""Wards by command: made with a recovery sheet, verified from end to end, and the demonstration's example ward."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from hlh_desktop import app
from hlh_desktop.cli import doors, run, wards
from hlh_desktop.record import making, vault
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import entering
from hlh_desktop.ward.ward import Ward
from tests.builders import knowledge
from tests.report.sheets import texts
from tests.ward.wards import CHEAP

Capture = pytest.CaptureFixture[str]
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test works in a folder of its own, with knowledge that is loaded already and passwords cheap to guess."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doors, "open_knowledge", lambda: Ward(knowledge()))
    monkeypatch.setattr(app, "draw_pictures", lambda out, ward: ())
    monkeypatch.setattr(making, "Cost", lambda: CHEAP)
    monkeypatch.setattr(vault, "Cost", lambda *_: CHEAP)
    monkeypatch.setenv("TZ", "Europe/Paris")
    Path("pw").write_text(f"{PASSWORD}\nanything below the first line\n")


def create(*more: str, folder: str = "ward", name: str = "Ward 4B", password_file: str = "pw") -> int:
    words = ["ward", "create", folder, "--name", name, "--user", "Dr A. Example", "--password-file", password_file]
    return run([*words, *more])


def check(folder: str = "ward", user: str = "dr a. example", password_file: str = "pw") -> int:
    return run(["check", "--ward", folder, "--user", user, "--password-file", password_file])


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


# --- making one


def test_a_ward_is_made_with_its_recovery_sheet(capsys: Capture) -> None:
    assert create() == 0
    printed = capsys.readouterr()
    face = entering.face(Path("ward"))
    assert (face.name, face.zone, face.training, [person.name for person in face.people]) == (
        "Ward 4B", "Europe/Paris", False, ["Dr A. Example"],
    )  # fmt: skip
    assert printed.out.splitlines() == [
        f"Ward made: Ward 4B, number {face.number}, in ward. Ward time Europe/Paris.",
        "Recovery sheet: ward-recovery.pdf. Print it twice, lock the copies away, and then remove this file: whoever "
        "has it can open the ward.",
    ]
    assert printed.err == ""
    (page,) = texts(Path("ward-recovery.pdf").read_bytes())
    assert face.number in page
    assert stat.S_IMODE(Path("ward-recovery.pdf").stat().st_mode) == 0o600


def test_the_sheet_that_was_written_opens_the_ward() -> None:
    assert create("--recovery", "out/sheet.pdf", "--zone", "Asia/Kolkata", "--paper", "Letter") == 0
    (page,) = texts(Path("out/sheet.pdf").read_bytes())
    rows = [line.split(" ", 1)[1] for line in page.splitlines() if line[:2] in {f"{number} " for number in range(1, 9)}]
    rows = [row.replace(" ", "")[:17] for row in rows if row.count("-") == 3]
    assert len(rows) == 8
    face = entering.face(Path("ward"))
    desk = entering.enter_by_recovery(
        Path("ward"), " ".join(rows), person_id=face.people[0].id, new_password="another long one",
        ward=Ward(knowledge()), workstation="W", now=doors.now(), cost=CHEAP,
    )  # fmt: skip
    assert desk.face.zone == "Asia/Kolkata"
    desk.store.close()


def test_the_password_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\r\nmore"))
    assert create(password_file="-") == 0
    assert check() == 0
    assert "All whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("password", "line"),
    [
        (b"short\n", "expected a password of at least 10 characters"),
        (b"", "expected a password of at least 10 characters"),
        (b"demo-ward-only\n", "expected another password; this one is the demonstration's, and anybody can read it"),
        (b"dr a. example\n", "expected another password; this one is the name of the person or of the ward"),
        (b"\xff\xfe\x00\n", "pw: expected UTF-8 text"),
    ],
)
def test_a_password_that_is_none_makes_nothing(capsys: Capture, password: bytes, line: str) -> None:
    Path("pw").write_bytes(password)
    assert create() == 2
    assert capsys.readouterr().err.splitlines() == [line]
    assert files() == {"pw"}


def test_a_ward_is_not_made_over_another(capsys: Capture) -> None:
    assert create() == 0
    before = {name: Path(name).read_bytes() for name in files()}
    assert create("--recovery", "other.pdf") == 2
    assert "there is a ward in this one already" in capsys.readouterr().err
    assert {name: Path(name).read_bytes() for name in files()} == before


def test_a_sheet_does_not_take_the_place_of_another_file(capsys: Capture) -> None:
    Path("ward-recovery.pdf").write_text("of another ward")
    assert create() == 2
    assert capsys.readouterr().err == "ward-recovery.pdf: expected a place where no file stands yet\n"
    assert files() == {"pw", "ward-recovery.pdf"}


def test_where_no_sheet_can_be_written_no_ward_is_made(capsys: Capture) -> None:
    assert create("--recovery", "pw/sheet.pdf") == 2
    assert capsys.readouterr().err.startswith("pw/sheet.pdf: expected a place that can be written (")
    assert files() == {"pw"}


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../pw", "/etc/localtime"])
def test_a_zone_that_nobody_knows_is_refused(capsys: Capture, zone: str) -> None:
    assert create("--zone", zone) == 2
    assert "expected a time zone such as Europe/Paris" in capsys.readouterr().err
    assert files() == {"pw"}


def test_a_computer_that_does_not_tell_its_zone_asks_for_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture
) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST")
    monkeypatch.setattr(wards, "LOCAL_ZONE", tmp_path / "nothing")
    assert create() == 2
    assert "expected --zone" in capsys.readouterr().err


def test_the_zone_of_the_computer_is_read_from_its_link(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TZ")
    (tmp_path / "zoneinfo" / "Europe").mkdir(parents=True)
    (tmp_path / "zoneinfo" / "Europe" / "Rome").touch()
    (tmp_path / "localtime").symlink_to(tmp_path / "zoneinfo" / "Europe" / "Rome")
    monkeypatch.setattr(wards, "LOCAL_ZONE", tmp_path / "localtime")
    assert wards.local_zone() == "Europe/Rome"


def test_a_password_file_that_is_not_there_is_told(capsys: Capture) -> None:
    assert create(password_file="nothing") == 2
    assert capsys.readouterr().err == "nothing: expected a file that can be read (No such file or directory)\n"


@pytest.mark.parametrize("role", ["physician", "nurse", "pharmacist"])
def test_the_first_person_is_what_they_say_and_administrator(role: str, capsys: Capture) -> None:
    assert create("--role", role) == 0
    with wards.opened(doors.ward(), Path("ward"), "Dr A. Example", Path("pw")) as desk:
        assert [one.roles for one in desk.staff()] == [(role, "administrator")]


def test_a_role_that_nobody_can_have_is_refused(capsys: Capture) -> None:
    assert create("--role", "captain") == 2
    assert not Path("ward").exists()


def test_help_names_what_a_ward_needs(capsys: Capture) -> None:
    assert run(["ward", "--help"]) == 0
    assert run(["ward", "create", "--help"]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("create", "--name", "--user", "--password-file", "--zone", "--recovery"))


def test_a_new_sheet_is_made_by_who_can_sign_in(capsys: Capture) -> None:
    create()
    words = ["ward", "new-sheet", "ward", "--user", "Dr A. Example", "--password-file", "pw"]
    assert run(words) == 2
    assert "ward-recovery.pdf: expected a place where no file stands yet" in capsys.readouterr().err
    assert entering.face(Path("ward")).sheet == 1
    assert run([*words, "--recovery", "new.pdf"]) == 0
    assert capsys.readouterr().out.startswith("Sheet 1 opens the ward no more: destroy its copies.\n")
    (page,) = texts(Path("new.pdf").read_bytes())
    assert "Sheet 2 of ward" in page
    Path("pw").write_text("wrong horse battery")
    assert run([*words, "--recovery", "third.pdf"]) == 2
    assert "third.pdf" not in files()


# --- checking one


def test_a_whole_ward_passes(capsys: Capture) -> None:
    create()
    capsys.readouterr()
    assert check() == 0
    printed = capsys.readouterr()
    assert "Ward Ward 4B: 5 entries in 1 chains, signed plans: 0. All whole; seal " in printed.out
    assert "Golden cases:" in printed.out
    assert printed.err == ""


def test_the_check_tells_how_the_knowledge_stands_and_each_value_of_the_wards_own(capsys: Capture) -> None:
    create()
    capsys.readouterr()
    check()
    draft = f"Knowledge edition {knowledge().edition}: DRAFT, no local clinician has signed it."
    assert capsys.readouterr().out.splitlines()[-1] == draft
    with wards.opened(Ward(knowledge()), Path("ward"), "dr a. example", Path("pw")) as desk:
        path = "alerts.weight_stale.numbers.days"
        desk.approval.set_value(path, "10", "we weigh on Mondays and Thursdays", PASSWORD, doors.now())
        body = {"path": "x.y", "title": "", "unit": "", "shipped": "1", "value": "2", "reason": "why"}
        desk.store.append(
            Entry(uuid4(), "own_value_set", None, desk.author, doors.now(), body), now=doors.now()
        )  # fmt: skip
    assert check() == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        f"{draft} 1 value is this ward's own.",
        "A weight is asked for again after: this ward's own value, 10 days; shipped 7 days."
        " we weigh on Mondays and Thursdays (Dr A. Example).",
        "x.y: this ward's own value, 2; shipped 1. May not be set any more. Not applied.",
    ]


@pytest.mark.parametrize(("user", "password"), [("dr a. example", "wrong horse battery"), ("Nobody", PASSWORD)])
def test_who_cannot_open_it_is_told(capsys: Capture, user: str, password: str) -> None:
    create()
    Path("pw").write_text(password)
    assert check(user=user) == 2
    assert "expected" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("words", [[], ["--user", "x"], ["--password-file", "pw"]])
def test_a_ward_is_not_checked_without_user_and_password(capsys: Capture, words: list[str]) -> None:
    create()
    capsys.readouterr()
    assert run(["check", "--ward", "ward", *words]) == 2
    assert "--ward needs --user and --password-file" in capsys.readouterr().err


def test_no_ward_is_no_broken_ward(capsys: Capture) -> None:
    assert check("nowhere") == 2
    assert "expected the folder of a ward" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("ward.db", lambda raw: raw[:100] + bytes(4000) + raw[4100:]),
        ("ward.db", lambda raw: raw[: len(raw) // 2]),
        ("keys.json", lambda raw: raw[:-20]),
        ("keys.json", lambda raw: raw.replace(b"Ward 4B", b"Ward 4C")),
        ("head", lambda raw: raw.replace(b'"number": ', b'"number": 9').replace(b'"number":', b'"number":9')),
    ],
)
def test_a_damaged_ward_fails_the_check(capsys: Capture, name: str, damage: object) -> None:
    create()
    path = Path("ward", name)
    raw = path.read_bytes()
    path.write_bytes(damage(raw))  # type: ignore[operator]
    assert path.read_bytes() != raw
    capsys.readouterr()
    assert check() == 1
    printed = capsys.readouterr()
    assert printed.err
    assert "Traceback" not in printed.err
    assert "All whole" not in printed.out


# --- the demonstration


def test_the_demonstration_makes_its_ward_and_says_how_to_open_it(capsys: Capture) -> None:
    assert run(["demo", "--out", "out", "--no-window"]) == 0
    printed = capsys.readouterr()
    assert "Example ward: out/ward. It opens with user demo, password demo-ward-only.\n" in printed.out
    assert printed.err == ""
    Path("pw").write_text("demo-ward-only")
    assert check("out/ward", "demo") == 0
    assert "signed plans: 1. All whole" in capsys.readouterr().out
    plan = json.loads(Path("out/TV04-plan.json").read_text(encoding="utf-8"))
    assert plan["mrn"] == "TV04"


def test_the_demonstration_can_be_shown_again(capsys: Capture) -> None:
    assert run(["demo", "--out", "out", "--no-window"]) == 0
    assert run(["demo", "--out", "out", "--no-window"]) == 0
    assert "There was an example ward in out/ward already: it is made afresh.\n" in capsys.readouterr().out
    for paper in ("plan", "road-map", "trends"):
        assert Path(f"out/TV04-{paper}.pdf").read_bytes().startswith(b"%PDF"), paper


def test_the_demonstration_leaves_a_ward_of_patients_alone(capsys: Capture) -> None:
    create(folder="out/ward")
    before = {path.name: path.read_bytes() for path in Path("out/ward").iterdir()}
    assert run(["demo", "--out", "out", "--no-window"]) == 2
    assert "this is a ward of patients, and it is left as it is" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in Path("out/ward").iterdir()} == before


def test_a_folder_beside_the_ward_is_readable_by_its_user_alone() -> None:
    create()
    if os.name != "nt":
        assert stat.S_IMODE(Path("ward").stat().st_mode) == 0o700
