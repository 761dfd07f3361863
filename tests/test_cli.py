"""The command line as a person or another program meets it: what it prints, writes and answers."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop import app
from hlh_desktop.cli import doors, planning, run
from hlh_desktop.ward.ward import Ward
from tests.builders import case_data, knowledge, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.plan import Plan

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Each test works in a folder of its own, and with the knowledge that is loaded already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doors, "open_knowledge", lambda: Ward(knowledge()))
    monkeypatch.setattr(app, "draw_pictures", lambda out, ward: ())


def file(name: str, *cases: Any) -> str:
    text = "\n".join(case if isinstance(case, str) else json.dumps(case) for case in cases)
    Path(name).write_text(text, encoding="utf-8")
    return name


def case(mrn: str = "A", **parts: Any) -> dict[str, Any]:
    return case_data(patient={"mrn": mrn}, **parts)


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


def refused(capsys: Capture, *arguments: str) -> list[str]:
    """The lines on standard error of a run that must end with 2, print no plan and leave no file."""
    before = files()
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert files() == before
    return printed.err.splitlines()


# --- usage


def test_help_is_no_mistake(capsys: Capture) -> None:
    assert run(["--help"]) == 0
    assert run(["plan", "--help"]) == 0
    printed = capsys.readouterr()
    assert all(word in printed.out for word in ("plan", "check", "demo", "--json", "--pdf", ".jsonl"))
    assert printed.err == ""


def test_without_a_command_the_commands_are_shown(capsys: Capture) -> None:
    lines = refused(capsys)
    assert any(line.strip().startswith("plan ") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["plan"], "hlh-desktop plan: Missing argument 'CASE'. See hlh-desktop plan --help."),
        (["paln"], "hlh-desktop: No such command 'paln'."),
        (["--version"], "hlh-desktop: No such option: --version See hlh-desktop --help."),
        (["plan", "--jsno", "x", "a.json"], "hlh-desktop plan: No such option: --jsno"),
        (["plan", "a.json", "--json"], "Option '--json' requires an argument."),
        (["plan", "a.json", "--paper", "A5"], "'A5' is not one of 'A4', 'Letter'."),
        (["check", "a.json"], "hlh-desktop check: Got unexpected extra argument"),
    ],
)
def test_a_mistyped_command_is_told_in_one_line(capsys: Capture, arguments: list[str], line: str) -> None:
    (found,) = refused(capsys, *arguments)
    assert line in found


@pytest.mark.parametrize(
    "moment", ["yesterday", "2026-11-22", "2026-13-01T00:00", "2026-11-22T24:00", "9999-12-31T00:00", ""]
)
def test_a_printing_time_is_a_moment(capsys: Capture, moment: str) -> None:
    (line,) = refused(capsys, "plan", file("a.json", case()), "--pdf", "a.pdf", "--printed-at", moment)
    assert line.startswith(f'--printed-at: "{moment}": expected a day and a time')


# --- plan


def test_the_plan_of_a_case_is_printed(capsys: Capture) -> None:
    assert run(["plan", file("a.json", case("M\xfcller \u65e5\u672c", regimen=regimen("etoposide")))]) == 0
    printed = capsys.readouterr()
    plan = json.loads(printed.out)
    assert (plan["schema"], plan["mrn"]) == ("hlh-plan/1", "M\xfcller \u65e5\u672c")
    assert printed.err == ""
    assert files() == {"a.json"}


def test_the_plan_of_a_case_is_written(capsys: Capture) -> None:
    assert run(["plan", file("a.json", case()), "--json", "out/a.json", "--pdf", "out/a.pdf"]) == 0
    assert capsys.readouterr() == ("", "")
    assert json.loads(Path("out/a.json").read_text(encoding="utf-8"))["mrn"] == "A"
    assert Path("out/a.pdf").read_bytes().startswith(b"%PDF-")
    assert files() == {"a.json", "out/a.json", "out/a.pdf"}


def test_what_is_printed_and_what_is_written_are_the_same_bytes(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["plan", file("a.json", case("\xe9"))])
    run(["plan", "a.json", "--json", "out.json"])
    assert capsysbinary.readouterr().out == Path("out.json").read_bytes()


def test_a_refused_line_is_a_finding_and_no_failure(capsys: Capture) -> None:
    infant = case_data(
        measurements=[{"on": "2026-11-21", "weight_kg": "7.4", "height_cm": "66"}],
        patient={"date_of_birth": "2026-05-01"}, regimen=regimen("etoposide"),
    )  # fmt: skip
    assert run(["plan", file("a.json", infant)]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["orders"] == []
    assert "under_10_kg_rule_needed" in {finding["code"] for finding in plan["findings"]}


def test_every_problem_of_every_file_is_told_before_anything_is_written(capsys: Capture) -> None:
    wrong = case(
        day_one="2026-02-30", labs=[{"analyte": "plt", "value": "28", "unit": "g/L", "at": "2026-11-21T06:10"}]
    )
    lines = refused(capsys, "plan", file("a.json", case()), file("b.json", wrong), "none.json", "--json", "out")
    assert [line.split(": ")[:2] for line in lines] == [
        ["none.json", "expected a file that can be read (No such file or directory)"],
        ["b.json", "day_one"],
        ["b.json", "labs[0].unit"],
    ]


def test_a_problem_names_file_field_value_and_what_is_expected(capsys: Capture) -> None:
    assert refused(capsys, "plan", file("a.json", case(day_one="2026-02-30"))) == [
        'a.json: day_one: "2026-02-30": expected a day from 1900 to 2199, such as "2026-11-22"'
    ]


def test_a_problem_in_a_file_of_lines_names_the_line(capsys: Capture) -> None:
    assert run(["plan", file("a.jsonl", case("A"), "", case("B", day_one=1), case("C"))]) == 2
    printed = capsys.readouterr()
    assert printed.err == 'a.jsonl:3: day_one: 1: expected a day from 1900 to 2199, such as "2026-11-22"\n'
    assert [json.loads(line)["mrn"] for line in printed.out.splitlines()] == ["A", "B", "C"]


@pytest.mark.parametrize("name", ["a\nb.json", "\x1b[31m.json"])
def test_the_name_of_a_file_cannot_forge_lines(capsys: Capture, name: str) -> None:
    (line,) = refused(capsys, "plan", name)
    assert line.isprintable()


@pytest.mark.parametrize("name", ["folder", "folder.json", "folder.jsonl"])
def test_a_folder_is_no_case(capsys: Capture, name: str) -> None:
    Path(name).mkdir()
    assert refused(capsys, "plan", name) == [f"{name}: expected a file that can be read (Is a directory)"]


@pytest.mark.parametrize("out", ["folder", "a.json/out", "x" * 300])
@pytest.mark.parametrize("option", ["--json", "--pdf"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(capsys: Capture, option: str, out: str) -> None:
    Path("folder").mkdir()
    (line,) = refused(capsys, "plan", file("a.json", case()), option, out)
    assert line.startswith(f"{out}: expected a place that can be written (")


@pytest.mark.parametrize("name", ["x" * 300 + ".json", "x" * 300 + ".jsonl", "a.json/b.json"])
def test_a_name_that_no_file_can_have_is_told_in_one_line(capsys: Capture, name: str) -> None:
    (line,) = refused(capsys, "plan", name, file("a.json", case()), "--json", "out")
    assert line.startswith(f"{name}: expected a file that can be read (")


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_file_that_may_not_be_read_is_told_in_one_line(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse(path: Path, mode: str) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    file(name, case())
    monkeypatch.setattr(Path, "open", refuse)
    assert refused(capsys, "plan", name) == [f"{name}: expected a file that can be read (Permission denied)"]


def test_a_case_may_be_given_twice(capsys: Capture) -> None:
    assert run(["plan", file("a.json", case()), "a.json", "--json", "out"]) == 0
    assert files() == {"a.json", "out/A-plan.json", "out/A-plan-2.json"}


def test_the_printing_stands_in_the_ward_time_of_its_case() -> None:
    printing = planning.printing_of("A4", "2026-11-22T06:05Z", "A. Example", "WS-04")(_plan(case()))
    assert (printing.at.isoformat(), printing.by, printing.workstation) == (
        "2026-11-22T07:05:00+01:00",
        "A. Example",
        "WS-04",
    )


def test_a_user_without_a_name_can_print(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(doors.getpass, "getuser", nobody)
    assert planning.printing_of("A4", None, None, None)(_plan(case())).by == "unknown user"


def _plan(data: dict[str, Any]) -> Plan:
    found = Ward(knowledge()).read(json.dumps(data).encode()).case
    assert found is not None
    return Ward(knowledge()).propose(found)


# --- demo


def test_the_demonstration_writes_its_plan_and_says_where(capsys: Capture) -> None:
    assert run(["demo", "--out", "out", "--no-window"]) == 0
    printed = capsys.readouterr()
    assert {path for path in files() if path.endswith(("plan.json", "plan.pdf"))} >= {
        "out/TV04-plan.json",
        "out/TV04-plan.pdf",
    }
    assert "out" in printed.out
    assert printed.err == ""
