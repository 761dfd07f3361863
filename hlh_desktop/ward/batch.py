"""Plans of many cases: read one after the other, written one after the other, nothing kept in memory."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import cases
from hlh_desktop.ward.cases import Placed, Source, is_lines, problem_line
from hlh_desktop.ward.outputs import Names, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.report.printing import Printing
    from hlh_desktop.ward.ward import Ward

INDENT = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for: case files, where JSON and PDF go (None: JSON to `screen`, no PDF), and the printing."""

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

    @property
    def case_files(self) -> frozenset[Path]:
        """The files on disk that hold the cases: no plan may take their place."""
        return frozenset(path.resolve() for path in self.files if cases.size_on_disk(path) is not None)

    def places_taken_twice(self) -> Iterator[Path]:
        """Places for one file that hold a case, or were named for JSON and for PDF."""
        json_file = self.json if self.by_lines or not self.several else None
        files = [path for path in (json_file, None if self.several else self.pdf) if path is not None]
        for path in dict.fromkeys(files):
            if path.resolve() in self.case_files or (files.count(path) > 1 and (path.is_file() or not path.exists())):
                yield path


@dataclass(frozen=True, slots=True)
class Doors:
    """How a run speaks: plans without a place to `screen`, problems to `complain`, path and bytes to `progress`."""

    screen: Callable[[bytes], None]
    complain: Callable[[str], None]
    progress: Callable[[Path, int], None]


def make_plans(ward: Ward, wanted: Wanted, doors: Doors) -> bool:
    """Plans of all files; True if every case was good.

    A file that can't be read, or a .json file with a problem, stops everything before anything is written; a bad
    line of a .jsonl file gives an error object in its place and the rest goes on. Trouble for a place that can't
    be written.
    """
    sources, good = _opened(wanted, ward, doors)
    for one in sources:
        if not is_lines(one.path):
            for placed in one.cases(ward):
                good = _say(placed.place, placed.reading.problems, ward, doors) and good
    if not good:
        return False
    with ExitStack() as stack:
        lines = stack.enter_context(whole_file(wanted.json)) if wanted.json and wanted.by_lines else None
        sink = Sink(ward, wanted, doors, lines)
        for one in sources:
            for placed in one.cases(ward):
                good = sink.take(placed) and good
                doors.progress(one.path, placed.offset)
    return good


def _opened(wanted: Wanted, ward: Ward, doors: Doors) -> tuple[list[Source], bool]:
    """The files that can be read, and whether they are all; says which can't, and which place is taken twice."""
    sources = []
    for path in wanted.files:
        try:
            sources.append(cases.source(path, hold=len(wanted.files) == 1))
        except Trouble as trouble:
            doors.complain(cases.trouble_line(trouble, ward.wording))
    twice = [*wanted.places_taken_twice()]
    for path in twice:
        _say(str(path), [problem("", None, "place_taken")], ward, doors)
    return sources, not twice and len(sources) == len(wanted.files)


def _say(place: str, problems: Sequence[Problem], ward: Ward, doors: Doors) -> bool:
    for found in problems:
        doors.complain(problem_line(place, found, ward.wording))
    return not problems


class Sink:
    """Takes cases one by one and writes what becomes of each."""

    def __init__(self, ward: Ward, wanted: Wanted, doors: Doors, lines: BinaryIO | None) -> None:
        self._ward, self._wanted, self._doors, self._lines = ward, wanted, doors, lines
        taken, several = wanted.case_files, wanted.several
        self._json = Names(wanted.json, ".json", taken) if wanted.json and several and not wanted.by_lines else None
        self._pdf = Names(wanted.pdf, ".pdf", taken) if wanted.pdf and several else None

    def take(self, placed: Placed) -> bool:
        """Writes the plan of a case, or its problems; True if there were none."""
        case, problems = placed.reading.case, placed.reading.problems
        if case is not None:
            try:
                self._plan(case)
            except (OSError, Trouble):
                raise
            except Exception as error:
                problems = (cases.defect(error),)
        if problems and placed.by_lines:
            errors = [cases.sentence(found, self._ward.wording) for found in problems]
            self._write(json.dumps({"mrn": placed.reading.mrn, "error": errors}, ensure_ascii=False), None)
        return _say(placed.place, problems, self._ward, self._doors)

    def _plan(self, case: Case) -> None:
        """Writes the plan of a case; the paper first, so that JSON never tells of a plan without one."""
        plan = self._ward.propose(case)
        text = self._ward.as_json(plan, indent=None if self._wanted.several else INDENT)
        mrn = case.patient.mrn
        if self._wanted.pdf is not None:
            with whole_file(self._pdf.path(mrn) if self._pdf else self._wanted.pdf) as file:
                self._ward.print_plan(plan, self._wanted.printing(plan), file)
        self._write(text, mrn)

    def _write(self, text: str, mrn: str | None) -> None:
        """One plan or error object, to its own file, to the file of lines, or to the screen if no place was named."""
        # Half a surrogate pair can only stand in what was refused; JSON has an escape for it and UTF-8 has not.
        raw = f"{text}\n".encode(errors="backslashreplace")
        if self._lines is not None:
            self._lines.write(raw)
        elif self._wanted.json is not None and mrn is not None:
            with whole_file(self._json.path(mrn) if self._json else self._wanted.json) as file:
                file.write(raw)
        elif self._wanted.json is None and self._wanted.pdf is None:
            self._doors.screen(raw)
