"""Many cases in one run: in order, one after the other, a bad one in its place, and whole files or none."""

from __future__ import annotations

import json
import tracemalloc
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.json_text import LARGEST
from hlh_desktop.report.printing import Printing
from hlh_desktop.ward.batch import Doors, Wanted, make_plans
from hlh_desktop.ward.ward import Ward
from tests.builders import case_data, knowledge, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.plan import Plan


class Room:
    """A folder with case files, and what a run says, writes and tells of its advance."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.said, self.shown, self.passed = folder, [], [], []
        self.ward = Ward(knowledge())

    def file(self, name: str, *cases: dict[str, Any] | str, end: str = "\n") -> Path:
        lines = [case if isinstance(case, str) else json.dumps(case) for case in cases]
        path = self.folder / name
        path.write_text(end.join(lines), encoding="utf-8", newline="")
        return path

    def plan(self, *files: Path, json: Path | None = None, pdf: Path | None = None) -> bool:
        doors = Doors(self.shown.append, self.said.append, lambda path, offset: self.passed.append((path, offset)))
        return make_plans(self.ward, Wanted(files, json, pdf, self.printing), doors)

    @staticmethod
    def printing(plan: Plan) -> Printing:
        return Printing(at=datetime(2026, 11, 22, 7, 5), by="A", workstation="B", paper="A4")

    def files(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def case(mrn: str, **parts: Any) -> dict[str, Any]:
    return case_data(patient={"mrn": mrn}, **parts)


def bad(mrn: str) -> dict[str, Any]:
    return case(mrn, day_one="2026-02-30")


def rows(raw: Path | list[bytes]) -> list[dict[str, Any]]:
    text = raw.read_bytes() if isinstance(raw, Path) else b"".join(raw)
    return [json.loads(line) for line in text.decode().splitlines()]


def mrns(raw: Path | list[bytes]) -> list[str | None]:
    return [row["mrn"] for row in rows(raw)]


def test_one_case_without_a_place_goes_to_the_screen(room: Room) -> None:
    assert room.plan(room.file("a.json", case("A")))
    assert json.loads(b"".join(room.shown))["mrn"] == "A"
    assert len(room.shown[0].splitlines()) > 50
    assert room.files() == {"a.json"}


def test_one_case_goes_to_the_files_that_are_named(room: Room) -> None:
    room.plan(room.file("a.json", case("A")), json=room.folder / "x.json", pdf=room.folder / "x.pdf")
    assert mrns([(room.folder / "x.json").read_bytes().replace(b"\n", b"")]) == ["A"]
    assert (room.folder / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert room.shown == room.said == []


def test_several_cases_go_to_a_folder_by_their_numbers(room: Room) -> None:
    files = [room.file(f"{n}.json", case(mrn)) for n, mrn in enumerate(("A", "B", "A", "../C"))]
    room.plan(*files, json=room.folder / "out", pdf=room.folder / "out")
    names = {"A-plan", "B-plan", "A-plan-2", "_C-plan"}
    assert {path.stem for path in (room.folder / "out").iterdir()} == names
    assert len(room.files()) == 4 + 2 * len(names)


def test_several_cases_without_a_place_go_to_the_screen_line_by_line(room: Room) -> None:
    room.plan(room.file("a.json", case("A")), room.file("b.json", case("B")))
    assert mrns(room.shown) == ["A", "B"]


def test_a_paper_without_json_shows_nothing(room: Room) -> None:
    room.plan(room.file("a.jsonl", case("A"), bad("B")), pdf=room.folder / "out")
    assert room.shown == []
    assert room.files() == {"a.jsonl", "out/A-plan.pdf"}


def test_lines_are_planned_in_order_and_a_bad_one_gives_its_errors_in_its_place(room: Room) -> None:
    path = room.file("a.jsonl", case("A"), bad("B"), case("C"), '{"patient": {"mrn": "D"}', "[]", case("E"))
    assert not room.plan(path, json=room.folder / "out.jsonl")
    found = rows(room.folder / "out.jsonl")
    assert [row["mrn"] for row in found] == ["A", "B", "C", None, None, "E"]
    assert [sorted(row) for row in found if "error" in row] == [["error", "mrn"]] * 3
    assert found[1]["error"] == ['day_one: "2026-02-30": expected a day from 1900 to 2199, such as "2026-11-22"']
    assert room.said[0] == f"{path}:2: {found[1]['error'][0]}"
    assert [line.split(": ")[0] for line in room.said] == [f"{path}:{number}" for number in (2, 4, 5)]


def test_all_problems_of_a_line_stand_in_its_error(room: Room) -> None:
    room.plan(room.file("a.jsonl", {**bad("A"), "time_zone": "Mars/Base", "colour": "blue"}))
    assert [line.split(": ")[0] for line in rows(room.shown)[0]["error"]] == ["day_one", "time_zone", "colour"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n  \r\n\t\n"])
def test_lines_end_as_they_like_and_blank_ones_are_passed_over(room: Room, end: str) -> None:
    path = room.file("a.jsonl", case("A"), bad("B"), case("C"), end=end)
    room.plan(path)
    assert mrns(room.shown) == ["A", "B", "C"]
    assert room.said[0].startswith(f"{path}:{1 + end.count(chr(10))}: ")


def test_a_file_of_lines_without_a_case_gives_an_empty_file(room: Room) -> None:
    assert room.plan(room.file("a.jsonl", "", ""), json=room.folder / "out.jsonl")
    assert (room.folder / "out.jsonl").read_bytes() == b""


def test_the_case_of_the_suffix_does_not_matter(room: Room) -> None:
    assert room.plan(room.file("A.JSONL", case("A"), case("B")))
    assert mrns(room.shown) == ["A", "B"]


def test_files_of_both_kinds_give_one_file_of_lines_in_order(room: Room) -> None:
    files = room.file("1.jsonl", case("A"), bad("B")), room.file("2.json", case("C")), room.file("3.jsonl", case("D"))
    assert not room.plan(*files, json=room.folder / "out.jsonl", pdf=room.folder / "out")
    assert mrns(room.folder / "out.jsonl") == ["A", "B", "C", "D"]
    assert {path.name for path in (room.folder / "out").iterdir()} == {f"{mrn}-plan.pdf" for mrn in "ACD"}


def test_one_bad_json_file_stops_everything_before_anything_is_written(room: Room) -> None:
    files = [
        room.file("a.json", case("A")),
        room.file("b.json", bad("B")),
        room.file("c.json", {}),
        room.folder / "d.json",
    ]
    lines = room.file("e.jsonl", case("E"))
    before = room.files()
    assert not room.plan(*files, lines, json=room.folder / "out", pdf=room.folder / "pdf")
    assert {Path(line.split(": ")[0]).name for line in room.said} == {"b.json", "c.json", "d.json"}
    assert room.files() == before
    assert room.shown == []


def test_a_file_of_lines_that_is_not_there_stops_everything(room: Room) -> None:
    assert not room.plan(room.file("a.json", case("A")), room.folder / "b.jsonl", json=room.folder / "out.jsonl")
    assert room.said == [f"{room.folder / 'b.jsonl'}: expected a file that can be read (No such file or directory)"]
    assert room.files() == {"a.json"}


def test_an_overlong_line_is_refused_and_the_next_one_planned(room: Room) -> None:
    long = " " * LARGEST + json.dumps(case("B"))
    room.plan(room.file("a.jsonl", case("A"), f"1{long * 3}", case("C")))
    assert mrns(room.shown) == ["A", None, "C"]
    assert room.said[0].endswith(f":2: expected a case of at most {LARGEST} bytes")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize(("more", "good"), [(0, True), (1, False)])
def test_a_line_may_be_exactly_as_long_as_a_case(room: Room, end: str, more: int, good: bool) -> None:
    line = json.dumps(case("A"))
    line = line.replace("{", "{" + " " * (LARGEST - len(line) + more), 1)
    path = room.folder / "a.jsonl"
    path.write_bytes(f"{line}{end}{json.dumps(case('B')) if end else ''}".encode())
    room.plan(path)
    assert mrns(room.shown) == (["A"] if good else [None]) + (["B"] if end else [])


def test_a_line_without_end_is_refused_without_being_kept(room: Room) -> None:
    path = room.folder / "a.jsonl"
    with path.open("wb") as file:
        file.truncate(100 * LARGEST)  # zeros, not one line break
    tracemalloc.start()
    try:
        room.plan(path)
        assert tracemalloc.get_traced_memory()[1] < 5 * LARGEST
    finally:
        tracemalloc.stop()
    assert "error" in rows(room.shown)[0]


def test_memory_does_not_grow_with_the_number_of_cases(room: Room) -> None:
    def peak(count: int) -> int:
        path = room.file("a.jsonl", *[case("A", regimen=regimen("etoposide")), bad("B")] * (count // 2))
        tracemalloc.start()
        try:
            silent = Doors(bool, bool, lambda path, offset: None)
            make_plans(room.ward, Wanted([path], room.folder / "out.jsonl", None, Room.printing), silent)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(200) < peak(50) + LARGEST  # thirty kept plans would be more


def test_the_advance_is_told_in_bytes(room: Room) -> None:
    path = room.file("a.jsonl", case("A"), "x" * (2 * LARGEST), case("B"))
    room.plan(path)
    assert [at for at, _ in room.passed] == [path] * 3
    assert room.passed[-1][1] == path.stat().st_size


@pytest.mark.parametrize("outs", [("a.json", None), (None, "a.json"), ("x", "x")])
def test_a_plan_never_takes_the_place_of_its_case_or_of_another_plan(room: Room, outs: tuple[str | None, ...]) -> None:
    path = room.file("a.json", case("A"))
    before = path.read_bytes()
    json_out, pdf_out = (room.folder / out if out else None for out in outs)
    assert not room.plan(path, json=json_out, pdf=pdf_out)
    assert room.said[0].endswith("expected a place of its own, neither a case nor named twice")
    assert room.files() == {"a.json"}
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["folder", "a.jsonl/out"])
def test_lines_for_a_place_that_cannot_be_written_leave_nothing(room: Room, place: str) -> None:
    (room.folder / "folder").mkdir()
    with pytest.raises(Trouble):
        room.plan(room.file("a.jsonl", case("A")), json=room.folder / place)
    assert room.files() == {"a.jsonl"}


def test_without_its_paper_no_plan_is_written(room: Room) -> None:
    with pytest.raises(Trouble):
        room.plan(room.file("a.jsonl", case("A")), json=room.folder / "out.jsonl", pdf=room.folder / "a.jsonl")
    assert room.files() == {"a.jsonl"}


def test_an_interruption_leaves_no_half_written_file(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter([True, False])

    def interrupted(ward: Ward, case: Any) -> Any:
        if not next(made):
            raise KeyboardInterrupt
        return original(ward, case)

    original = Ward.propose
    monkeypatch.setattr(Ward, "propose", interrupted)
    (room.folder / "out.jsonl").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        room.plan(room.file("a.jsonl", case("A"), case("B")), json=room.folder / "out.jsonl")
    assert (room.folder / "out.jsonl").read_text() == "old"
    assert room.files() == {"a.jsonl", "out.jsonl"}


@pytest.mark.parametrize("where", ["propose", "read"])
def test_a_defect_of_the_program_spoils_one_case_and_not_the_others(
    room: Room, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    original = getattr(Ward, where)

    def defective(ward: Ward, what: Any) -> Any:
        if (b'"B"' in what) if where == "read" else (what.patient.mrn == "B"):
            raise ZeroDivisionError
        return original(ward, what)

    monkeypatch.setattr(Ward, where, defective)
    assert not room.plan(room.file("a.jsonl", case("A"), case("B"), case("C")))
    assert ["error" in row for row in rows(room.shown)] == [False, True, False]
    assert "met a defect of this program: ZeroDivisionError in test_batch.py, line " in room.said[0]
    assert not room.plan(room.file("b.json", case("B")), json=room.folder / "out.json")
    assert room.files() == {"a.jsonl", "b.json"}


def test_half_a_surrogate_pair_in_a_refused_number_stays_what_it_is(room: Room) -> None:
    room.plan(room.file("a.jsonl", case("A\ud800")))
    assert mrns(room.shown) == ["A\ud800"]
    assert room.said[0].isprintable()
