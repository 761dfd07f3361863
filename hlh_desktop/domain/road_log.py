"""What the road map is told of what happened: a mark for each dose of the log, and the sum that was given.

Whoever keeps the log hands it over as these values. The map asks for nothing else, and reads no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.log.values import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.road_total import Rise
    from hlh_desktop.domain.wizard.day_doses import DayDose

# The drug is in the child, as far as anybody knows.
TAKEN: tuple[State, ...] = ("given", "partly_given", "elsewhere", "home")
# The dose was not given, and nobody waits for it any more (of a held one: for now).
NOT_TAKEN: tuple[State, ...] = ("held", "refused", "omitted", "missed", "stopped", "ended")
# The dose is still to come.
TO_COME: tuple[State, ...] = ("planned", "awaiting_release", "due", "late", "visit")
# Of a day with several doses the first of these is shown, because somebody has to act on it.
FIRST: tuple[State, ...] = ("late", "due", "visit", "running", "held")


@dataclass(frozen=True, slots=True)
class LogMark:
    """What became of a planned dose. `day` is the course day on which it was planned first, as in a `DoseKey`.

    `slot` orders the doses of a day. `amount` is what was given, in the unit of the plan, None where nothing was or
    it is not known. `text` says in words what differs from the plan. `on` is the course day on which it came about,
    None where that is the day on which the dose stands. A dose may have several marks (held, then given a day
    later): the last one of a slot and a day counts there.
    """

    line: str
    part: str | None
    day: int
    slot: int
    state: State
    dose_id: UUID
    amount: Decimal | None = None
    text: str = ""
    on: int | None = None


@dataclass(frozen=True, slots=True)
class RoadLog:
    """Everything of the log that the map draws.

    `given` is cumulative etoposide after each dose that was given, with all that came before this plan, in order of
    time. `deviations` are whole sentences; () to have them made from the texts of the marks. `reviews_done` are the
    codes of tasks.
    """

    marks: tuple[LogMark, ...] = ()
    given: tuple[Rise, ...] = ()
    deviations: tuple[str, ...] = ()
    reviews_done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Logged:
    """The marks of a log, found by the dose of a plan that they are of."""

    marks: Mapping[tuple[str, str | None, int], tuple[LogMark, ...]]
    days: Collection[tuple[str, str | None, int]]

    def of(self, one: DayDose) -> tuple[LogMark, ...]:
        """The marks of a day's doses of a line; () for a dose that the log does not know.

        A first dose that was typed for after midnight is found by the day on which it stands.
        """
        key = (one.key.line, one.key.part, one.key.day)
        after = (one.key.line, one.key.part, one.planned_day)
        found = self.marks.get(key) or (() if after in self.days else self.marks.get(after, ()))
        return found if one.slots is None else tuple(mark for mark in found if mark.slot in one.slots)


def logged(log: RoadLog | None, doses: Iterable[DayDose]) -> Logged:
    """A log ready to be asked for the doses of a plan."""
    found: dict[tuple[str, str | None, int], list[LogMark]] = {}
    for mark in log.marks if log is not None else ():
        found.setdefault((mark.line, mark.part, mark.day), []).append(mark)
    days = frozenset((one.key.line, one.key.part, one.key.day) for one in doses)
    return Logged({key: tuple(marks) for key, marks in found.items()}, days)


def last_of_slots(marks: Iterable[LogMark]) -> tuple[LogMark, ...]:
    """The mark that counts of each slot: the last one; in order of the slots."""
    last = {mark.slot: mark for mark in marks}
    return tuple(last[slot] for slot in sorted(last))


def state_of_day(marks: Collection[LogMark]) -> State:
    """One state for the doses of a line on one day: what waits for somebody first, else how much of it was taken."""
    states = {mark.state for mark in marks}
    if len(states) == 1:
        return states.pop()
    if (urgent := next((state for state in FIRST if state in states), None)) is not None:
        return urgent
    if states & set(TAKEN):
        return "given" if states <= {"given", "elsewhere", "home"} else "partly_given"
    return next(state for state in get_args(State) if state in states)
