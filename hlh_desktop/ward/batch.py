"""Plans of many cases: read one after the other, written one after the other, nothing kept in memory."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from hlh_desktop.ward.cases import Placed, is_lines, problem_line, read_cases, sentence
from hlh_desktop.ward.outputs import Names, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.report.printing import Printing
    from hlh_desktop.ward.ward import Ward

INDENT = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: case files, places for JSON (None: the screen) and PDF (None: none), the printing."""

    files: Sequence[Path]
    json: Path | None
    pdf: Path | None
    printing: Callable[[Plan], Printing]

    @property
    def by_lines(self) -> bool:
        """Whether JSON is one plan a line: as soon as one of the files is."""
        return any(is_lines(path) for path in self.files)

    @property
    def several(self) -> bool:
        """Whether there may be more than one plan."""
        return self.by_lines or len(self.files) > 1


@dataclass(frozen=True, slots=True)
class Doors:
    """How a run speaks: plans without a place to `screen`, problems to `complain`, bytes read to `progress`."""

    screen: Callable[[str], None]
    complain: Callable[[str], None]
    progress: Callable[[Path, int], None]


def make_plans(ward: Ward, wanted: Wanted, doors: Doors) -> bool:
    """Plans of all files; True if every case was good.

    A .json file with a problem stops everything before anything is written; a bad line of a .jsonl file
    gives an error object in its place and the rest goes on. Raises OSError where a place can't be written.
    """
    if not _all_whole(ward, wanted, doors):
        return False
    with ExitStack() as stack:
        lines = stack.enter_context(whole_file(wanted.json)) if wanted.json and not _json_folder(wanted) else None
        sink = Sink(ward, wanted, doors, lines)
        good = True
        for path in wanted.files:
            for placed in _advancing(ward, path, doors):
                good = sink.take(placed) and good
        return good


def _all_whole(ward: Ward, wanted: Wanted, doors: Doors) -> bool:
    """Reads every .json file once for its problems alone, and says them all."""
    good = True
    for path in wanted.files:
        if not is_lines(path):
            for placed in read_cases(ward, path):
                good = _say(placed, ward, doors) and good
    return good


def _say(placed: Placed, ward: Ward, doors: Doors) -> bool:
    for found in placed.reading.problems:
        doors.complain(problem_line(placed.place, found, ward.wording))
    return not placed.reading.problems


def _advancing(ward: Ward, path: Path, doors: Doors) -> Iterator[Placed]:
    for placed in read_cases(ward, path):
        yield placed
        doors.progress(path, placed.offset)


def _json_folder(wanted: Wanted) -> bool:
    return len(wanted.files) > 1 and not wanted.by_lines


class Sink:
    """Takes cases one by one and writes what becomes of each."""

    def __init__(self, ward: Ward, wanted: Wanted, doors: Doors, lines: BinaryIO | None) -> None:
        self._ward, self._wanted, self._doors, self._lines = ward, wanted, doors, lines
        folder = wanted.json if wanted.json and _json_folder(wanted) else None
        self._json = Names(folder, ".json") if folder else None
        self._pdf = Names(wanted.pdf, ".pdf") if wanted.pdf and wanted.several else None

    def take(self, placed: Placed) -> bool:
        """Writes the plan of a case, or its problems; True if there were none."""
        case = placed.reading.case
        if case is None:
            errors = [sentence(found, self._ward.wording) for found in placed.reading.problems]
            self._write(json.dumps({"mrn": placed.reading.mrn, "error": errors}, ensure_ascii=False), None)
            return _say(placed, self._ward, self._doors)
        plan = self._ward.propose(case)
        indent = None if self._wanted.several else INDENT
        self._write(self._ward.as_json(plan, indent=indent), case.patient.mrn)
        self._print(plan)
        return True

    def _write(self, text: str, mrn: str | None) -> None:
        """One plan or error object, to its own file, to the file of lines, or to the screen if no place was named."""
        if self._lines is not None:
            self._lines.write(f"{text}\n".encode())
        elif self._json is not None and mrn is not None:
            with whole_file(self._json.path(mrn)) as file:
                file.write(f"{text}\n".encode())
        elif self._wanted.json is None and self._wanted.pdf is None:
            self._doors.screen(text)

    def _print(self, plan: Plan) -> None:
        if self._wanted.pdf is None:
            return
        path = self._wanted.pdf if self._pdf is None else self._pdf.path(plan.case.patient.mrn)
        with whole_file(path) as file:
            self._ward.print_plan(plan, self._wanted.printing(plan), file)
