"""What is left of a case when its misshapen parts are cut out, so that one reading tells of the rest too."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.case_checks import problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.problem import Problem

Path = tuple[int | str, ...]

DAY = "2000-01-01"
# What a case can't be without, while the rest is looked at.
STAND_INS: dict[Path, Any] = {
    ("schema",): "hlh-case/1",
    ("patient",): {"mrn": "-", "date_of_birth": DAY},
    ("patient", "mrn"): "-",
    ("patient", "date_of_birth"): DAY,
    ("measurements",): [],
    ("day_one",): DAY,
    ("time_zone",): "UTC",
}
DATES = {"patient", "patient.date_of_birth", "day_one"}
# Problems that may come from the cutting alone.
OF_DATES = re.compile(
    "born_after|before_birth|before_day_one|first_of_all|first_from|not_after|too_late|measure_missing|impossible_.*"
)
OF_PARTS = {
    "change_of_no_line": "regimen.lines",
    "times_of_no_line": "regimen.lines",
    "measure_missing": "measurements",
}
# A wrong value is cut, then the row that misses it, its list, and the part around it.
DEPTH = 6
ROW = re.compile(r"(.+)\[([0-9]+)\](.*)")


def problems_left(
    data: dict[str, Any], refused: ValidationError, fields: Sequence[str], knowledge: Knowledge
) -> Iterator[Problem]:
    """The problems of all that is well formed in `data`, which is used up; `fields` are those already refused."""
    rows: dict[str, list[int]] = {}
    for _ in range(DEPTH):
        cut_all(data, refused, rows)
        try:
            case = Case.model_validate(data)
        except ValidationError as error:
            refused = error
            continue
        found = (_at_its_place(one, rows) for one in problems(case, knowledge))
        yield from (one for one in found if not _follows(one, fields))
        return


def cut_all(data: dict[str, Any], refused: ValidationError, rows: dict[str, list[int]]) -> None:
    """Cuts what was refused, the innermost and the last of a list first, so that places stay true meanwhile."""
    errors = refused.errors(include_url=False, include_context=False)
    paths = {_tocut(error["loc"], missing=error["type"] == "missing") for error in errors}
    for path in sorted(paths, key=lambda path: (len(path), [f"{step:>9}" for step in path]), reverse=True):
        cut(data, path, rows)


def _tocut(path: Path, *, missing: bool) -> Path:
    """What is missing can't be cut, so what misses it is."""
    return path[:-1] if missing and path not in STAND_INS else path


def cut(data: Any, path: Path, rows: dict[str, list[int]]) -> None:
    """Cuts what stands at a path, or puts in a stand-in where a case needs one; `rows` are what is left of lists."""
    *around, last = path
    for step in around:
        data = data[step]
    if path in STAND_INS:
        data[last] = STAND_INS[path]
    elif isinstance(data, list) and isinstance(last, int):
        rows.setdefault(field_path(around), list(range(len(data)))).pop(last)
        del data[last]
    elif isinstance(data, dict):
        data.pop(last, None)


def _at_its_place(found: Problem, rows: dict[str, list[int]]) -> Problem:
    """A problem with the number that its row had before others were cut."""
    row = ROW.fullmatch(found.field)
    if row is None or row[1] not in rows:
        return found
    return replace(found, field=f"{row[1]}[{rows[row[1]][int(row[2])]}]{row[3]}")


def _follows(found: Problem, fields: Sequence[str]) -> bool:
    """Whether a problem may only be there because something else was cut."""
    part = OF_PARTS.get(found.code)
    return (
        any(field.startswith(found.field) for field in fields)
        or (part is not None and any(field.startswith(part) for field in fields))
        or (OF_DATES.fullmatch(found.code) is not None and not DATES.isdisjoint(fields))
    )


def field_path(steps: Iterable[int | str]) -> str:
    """A place in a case as a person would write it: measurements[0].weight_kg."""
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".")
