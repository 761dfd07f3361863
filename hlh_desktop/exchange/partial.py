"""As much of a case as can be used while the rest is wrong or missing: for a summary, never for a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.case_checks import problems
from hlh_desktop.domain.draft import path_steps
from hlh_desktop.exchange.json_text import strict
from hlh_desktop.exchange.remainder import DATES, DEPTH, OF_DATES, ROW, STAND_INS, Path, cut, cut_all, field_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.problem import Problem

# Of these parts a row or an entry is cut with all that is in it; of others only the field that is wrong.
WHOLE = {
    "labs", "elsewhere", "regimen.lines", "regimen.declined", "regimen.changes", "regimen.times",
    "regimen.first_dose_at", "safety",
}  # fmt: skip
# What a regimen can't be without.
OF_REGIMEN = {"regimen.protocol", "regimen.last_week"}


@dataclass(frozen=True, slots=True)
class Partial:
    """The usable part of a case, and which of its fields are only there because a case can't be without them.

    `rows` are the numbers that the rows left in a list had before others were cut.
    """

    case: Case
    unknown: frozenset[str]
    rows: Mapping[str, tuple[int, ...]]

    def before(self, path: str) -> str:
        """The place that a field had before rows were cut."""
        row = ROW.fullmatch(path)
        if row is None or row[1] not in self.rows:
            return path
        return f"{row[1]}[{self.rows[row[1]][int(row[2])]}]{row[3]}"


def usable(data: Mapping[str, Any], knowledge: Knowledge, without: Iterable[str] = ()) -> Partial | None:
    """What can be used of a case's object but for the rows `without`; None if nothing is left of it.

    `data` stays as it is.
    """
    left = {key: strict(value) for key, value in data.items()}
    rows: dict[str, list[int]] = {}
    unknown: set[str] = set()
    for row in sorted((tuple(path_steps(one)) for one in without), reverse=True):
        cut(left, row, rows)
    for _ in range(2 * DEPTH):
        try:
            case = Case.model_validate(left)
        except ValidationError as error:
            missing = {tuple(one["loc"]) for one in error.errors(include_url=False, include_context=False)}
            unknown |= {field_path(path) for path in missing if path in STAND_INS}
            cut_all(left, error, rows)
            continue
        paths = set(_paths(problems(case, knowledge), unknown))
        if not paths:
            return Partial(case, frozenset(unknown), {part: tuple(numbers) for part, numbers in rows.items()})
        unknown |= {field_path(path) for path in paths if path in STAND_INS}
        for path in sorted(paths, key=lambda path: [f"{step:>9}" for step in path], reverse=True):
            cut(left, path, rows)
    return None


def _paths(found: tuple[Problem, ...], unknown: set[str]) -> Iterator[Path]:
    """What to cut because of the problems of a well-formed case, but for those that stand-ins cause."""
    dateless = not DATES.isdisjoint(unknown)
    for one in found:
        if one.code == "measure_missing" or (dateless and OF_DATES.fullmatch(one.code)):
            continue
        steps = tuple(path_steps(one.field))
        if one.field in OF_REGIMEN:
            yield ("regimen",)
        elif one.code == "surface_range":
            yield ("measurements",)
        elif field_path(steps[:2]) in WHOLE and len(steps) > 2:
            yield steps[:3]
        elif field_path(steps[:1]) in WHOLE:
            yield steps[:2]
        elif steps[-1] == "on":
            yield steps[:-1]
        else:
            yield steps
