"""Changes of a raw case, each a pure function from case to case; all else stays as it was, also where it is wrong.

Course days are those on which a dose was planned first (`Change.day`); a moved dose keeps its own day. A change is of
all doses of the day unless it says where it begins (`From`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from hlh_desktop.domain.case import Deed, Reach
from hlh_desktop.domain.draft import Draft, path_steps, value_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.wizard.values import DayOneDose

Raw = Mapping[str, Any]
Steps = tuple[str | int, ...]
Deciding = Literal["accept", "change", "decline", "undecide"]
# A dose has one place at most: where it is moved to, or none.
PLACING: tuple[Deed, ...] = ("move", "hold", "omit")
# What of a day a new change takes the place of: one that places it keeps its factor and route, the others its place.
REPLACES: dict[Deed, tuple[Deed, ...]] = {**dict.fromkeys(PLACING, PLACING), "factor": ("factor",), "route": ("route",)}
LINES, DECLINED, CHANGES = "lines", "declined", "changes"


@dataclass(frozen=True, slots=True)
class From:
    """Where a change of single doses begins: the clock time at which a dose of the day was planned first.

    `reach` as in `Change`: that dose alone, it and the rest of its day, or all later days too. No time: the first dose.
    """

    time: str | None
    reach: Reach = "dose"


def put(case: Raw, path: str, value: Any) -> dict[str, Any]:
    """The case with a value at a path such as "measurements[0].weight_kg"; missing parts and rows are made."""
    return dict(_put(case, tuple(path_steps(path)), value))


def drop(case: Raw, path: str) -> dict[str, Any]:
    """The case without the key or the row at a path."""
    *around, last = path_steps(path)
    parent = value_at(case, path_of(around)) if around else case
    if isinstance(parent, list) and isinstance(last, int):
        left: Any = [row for number, row in enumerate(parent) if number != last]
    elif isinstance(parent, Mapping):
        left = {key: value for key, value in parent.items() if key != last}
    else:
        return dict(case)
    return put(case, path_of(around), left) if around else dict(left)


def drop_row(draft: Draft, path: str) -> Draft:
    """The draft without the row at a path such as "measurements[1]"; values typed again for later rows move along."""
    *_, number = path_steps(path)
    part = path.rpartition("[")[0]
    again = {}
    for key, text in draft.again.items():
        row, rest = _row_of(key, part)
        if row is None or not isinstance(number, int) or row < number:
            again[key] = text
        elif row > number:
            again[f"{part}[{row - 1}]{rest}"] = text
    return Draft(drop(draft.case, path), draft.reasons, again, draft.step)


def choose_protocol(case: Raw, protocol: str, last_week: int) -> dict[str, Any]:
    """The case under a protocol: "hlh-94", "hlh-2004" or "none"; what was decided line by line stays."""
    return _regimen(case, protocol=protocol, last_week=last_week)


def decide(
    case: Raw, line: str, decision: Deciding, *, parameters: Raw | None = None, reason: str = "",
    part: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The case with one line accepted as it stands, changed to `parameters`, declined with a reason, or undecided.

    Accepting drops typed parameters but for those given. A line that is declined or undone loses its times, its typed
    first moment and the changes of its doses too.
    """
    declined = [row for row in _rows(case, DECLINED) if _name(row) != line]
    if decision in ("accept", "change"):
        row = {"line": line, **({} if part is None else {"part": part}), **(parameters or {})}
        return _regimen(case, lines=_with_row(_rows(case, LINES), row, line, part), declined=declined)
    lines = [row for row in _rows(case, LINES) if not _is(row, line, part)]
    if decision == "decline":
        declined = [*declined, {"line": line, "reason": reason}]
    without = _regimen(case, lines=lines, declined=declined)
    return without if any(_name(row) == line for row in lines) else _forget(without, line)


def move_dose(
    case: Raw, line: str, part: str | None, day: int, to: datetime, reason: str, start: From | None = None
) -> dict[str, Any]:
    """The case with the doses of one day of a line moved so that the first of them stands at `to`."""
    return _change(case, line, part, day, "move", reason, start, to=to.isoformat(timespec="minutes"))


def hold_dose(
    case: Raw, line: str, part: str | None, day: int, reason: str, start: From | None = None
) -> dict[str, Any]:
    """The case with the doses of one day of a line held: not in the plan, to be decided again."""
    return _change(case, line, part, day, "hold", reason, start)


def omit_dose(
    case: Raw, line: str, part: str | None, day: int, reason: str, start: From | None = None
) -> dict[str, Any]:
    """The case with the doses of one day of a line left out for good."""
    return _change(case, line, part, day, "omit", reason, start)


def reduce_dose(
    case: Raw, line: str, part: str | None, day: int, factor: str, reason: str, start: From | None = None
) -> dict[str, Any]:
    """The case with a part of the dose on one day of a line, "0.75" for three quarters, wherever that dose stands."""
    return _change(case, line, part, day, "factor", reason, start, factor=factor)


def undo_change(
    case: Raw, line: str, part: str | None, day: int, start: From | None = None, deeds: Sequence[Deed] = get_args(Deed)
) -> dict[str, Any]:  # fmt: skip
    """The case without changes of the doses of one day of a line; with a start, of those that begin there.

    What goes on over later days is another decision and stays, but for the one that is named. With `deeds` only what
    is one of them goes: a dose that is put back in its place keeps its factor and route.
    """
    rows = _rows(case, CHANGES)
    kept = [row for row in rows if value_at(row, "do") not in deeds or not _within(row, line, part, day, start)]
    return _regimen(case, changes=kept)


def take_back(case: Raw, change: Change) -> dict[str, Any]:
    """The case without one change; what else was said of the same doses stays, such as that one of them is held."""
    time = None if change.time is None else f"{change.time:%H:%M}"
    wanted = (change.line, change.part, change.day, change.do, time, change.reach)
    names = ("line", "part", "day", "do", "time", "reach")
    rows = _rows(case, CHANGES)
    return _regimen(case, changes=[row for row in rows if tuple(value_at(row, name) for name in names) != wanted])


def set_times(case: Raw, line: str, times: Sequence[str]) -> dict[str, Any]:
    """The case with the clock times of a line as typed ("08:00"); none are the ward's usual ones."""
    typed = value_at(case, "regimen.times")
    rest = {key: value for key, value in typed.items() if key != line} if isinstance(typed, Mapping) else {}
    return _regimen(case, times={**rest, line: list(times)} if times else rest)


def give_first_at(case: Raw, dose: DayOneDose, at: datetime, reason: str = "") -> dict[str, Any]:
    """The case with a first dose at a moment: now, or typed. Slots of that day before it are not given."""
    without = clear_first(case, dose)
    if dose.is_first_part:
        moment = at.isoformat(timespec="minutes")
        return put(without, f"regimen.first_dose_at.{dose.line}", moment)
    return move_dose(without, dose.line, dose.part, 1, at, reason)


def skip_first(case: Raw, dose: DayOneDose, reason: str) -> dict[str, Any]:
    """The case without the past slots of day one: the next slot of that day counts, or else the day is omitted."""
    without = clear_first(case, dose)
    if dose.next_slot is not None and dose.is_first_part:
        return give_first_at(without, dose, dose.next_slot)
    return omit_dose(without, dose.line, dose.part, 1, reason)


def clear_first(case: Raw, dose: DayOneDose) -> dict[str, Any]:
    """The case with the answer about a first dose taken back."""
    return undo_change(drop(case, f"regimen.first_dose_at.{dose.line}"), dose.line, dose.part, 1, deeds=PLACING)


def path_of(steps: Sequence[str | int]) -> str:
    """A path from its steps."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def _put(found: Any, steps: Steps, value: Any) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if isinstance(step, int):
        rows = list(found) if isinstance(found, list) else []
        rows += [{} for _ in range(step + 1 - len(rows))]
        rows[step] = _put(rows[step], tuple(rest), value)
        return rows
    table = dict(found) if isinstance(found, Mapping) else {}
    return {**table, step: _put(table.get(step), tuple(rest), value)}


def _row_of(path: str, part: str) -> tuple[int | None, str]:
    """The number of the row of a list that a path lies in, and what follows it."""
    head, _, rest = path.removeprefix(f"{part}[").partition("]")
    return (int(head), rest) if path.startswith(f"{part}[") and head.isdecimal() else (None, "")


def _regimen(case: Raw, **parts: Any) -> dict[str, Any]:
    regimen = case.get("regimen")
    return {**case, "regimen": {**(regimen if isinstance(regimen, Mapping) else {}), **parts}}


def _rows(case: Raw, name: str) -> list[Any]:
    found = value_at(case, f"regimen.{name}")
    return list(found) if isinstance(found, list) else []


def _name(row: Any) -> Any:
    return row.get("line") if isinstance(row, Mapping) else None


def _is(row: Any, line: str, part: str | None) -> bool:
    return isinstance(row, Mapping) and row.get("line") == line and row.get("part") == part


def _within(row: Any, line: str, part: str | None, day: int, start: From | None) -> bool:
    """Whether a change is of that day, and lies within what begins at a start: the whole day, or from a time on."""
    if not _is(row, line, part) or value_at(row, "day") != day:
        return False
    time, reach = value_at(row, "time"), value_at(row, "reach")
    onward = start is not None and start.reach == "onward"
    if onward or reach == "onward":
        return onward and reach == "onward" and start is not None and time == start.time
    if start is None or start.time is None:
        return True
    rest = start.reach == "day" and isinstance(time, str) and time >= start.time
    return rest or (time == start.time and reach in (None, "dose"))


def _gives_way(row: Any, line: str, part: str | None, day: int, start: From | None) -> bool:
    """Whether a change is of doses that a new one is of: from a start onward, all that begins there or later."""
    if start is None or start.reach != "onward":
        return _within(row, line, part, day, start)
    begins = value_at(row, "day"), value_at(row, "time") or ""
    return _is(row, line, part) and isinstance(begins[0], int) and begins >= (day, start.time or "")


def _with_row(rows: Sequence[Any], row: Raw, line: str, part: str | None) -> list[Any]:
    """The rows with one in the place of the line's own, or at the end."""
    if any(_is(one, line, part) for one in rows):
        return [row if _is(one, line, part) else one for one in rows]
    return [*rows, row]


def _forget(case: Raw, line: str) -> dict[str, Any]:
    """The case without anything said of the doses of a line."""
    kept = _regimen(case, changes=[row for row in _rows(case, CHANGES) if _name(row) != line])
    return drop(drop(kept, f"regimen.times.{line}"), f"regimen.first_dose_at.{line}")


def _change(
    case: Raw, line: str, part: str | None, day: int, deed: Deed, reason: str, start: From | None, **more: Any
) -> dict[str, Any]:  # fmt: skip
    """The case with one change of doses of a line; one that is moved, held or omitted keeps its factor and route.

    Such a dose may be put back: without them the full dose would come back.
    """
    replaced = REPLACES[deed]
    rest = [
        row
        for row in _rows(case, CHANGES)
        if not (_gives_way(row, line, part, day, start) and value_at(row, "do") in replaced)
    ]
    said = {"part": part, "time": start and start.time, "reach": start and start.reach}
    known = {name: value for name, value in said.items() if value is not None}
    return _regimen(case, changes=[*rest, {"line": line, **known, "day": day, "do": deed, "reason": reason, **more}])
