"""Logs made up for tests of the road map: what a ward would have written of the example child by day 11."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, UUID, uuid5

from hlh_desktop.domain import edits
from hlh_desktop.domain.road_log import LogMark, RoadLog
from hlh_desktop.domain.road_map import Rise

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.log.values import State

# One dose of TV04: 89 mg on 0.59 m2.
DOSE = Fraction(89) / Fraction("0.59")
LATE = "1 h 25 min late, line blocked"


def id_of(line: str, day: int, slot: int = 0) -> UUID:
    """The id of a dose of these logs."""
    return uuid5(NAMESPACE_OID, f"{line}/{day}/{slot}")


def mark(line: str, day: int, state: State, amount: str | None = None, text: str = "", **more: Any) -> LogMark:
    """A mark of a dose by its line and day."""
    slot = more.get("slot", 0)
    part, on = more.get("part"), more.get("on")
    given = None if amount is None else Decimal(amount)
    return LogMark(line, part, day, slot, state, id_of(line, day, slot), given, text, on)


def moved(case: dict[str, Any], to: datetime) -> dict[str, Any]:
    """The example with dose 9 of etoposide moved by a day."""
    return edits.move_dose(case, "etoposide", None, 43, to, "No pharmacy")


def day_eleven() -> RoadLog:
    """Etoposide 1 to 3 given and 4 due, rituximab 2 held and given a day later, dexamethasone but for one day."""
    etoposide = [mark("etoposide", 1, "given", "89"), mark("etoposide", 4, "given", "89"),
                 mark("etoposide", 8, "given", "89", LATE), mark("etoposide", 11, "due")]  # fmt: skip
    waiting = [mark("etoposide", day, "awaiting_release") for day in (15, 22, 29, 36, 43, 50)]
    rituximab = [
        mark("rituximab", 1, "given", "221"), mark("rituximab", 8, "held", None, "fever"),
        mark("rituximab", 8, "given", "221", on=9), mark("rituximab", 15, "awaiting_release"),
        mark("rituximab", 22, "awaiting_release"),
    ]  # fmt: skip
    steroid = [mark("dexamethasone", day, "given", "5.9") for day in (*range(1, 6), *range(7, 12))]
    missed = [mark("dexamethasone", 6, "missed")]
    other = [mark("ivig", 1, "given"), mark("ivig", 2, "given")]
    given = tuple(Rise(day, number * DOSE) for number, day in enumerate((1, 4, 8), 1))
    marks = (*etoposide, *waiting, *rituximab, *steroid, *missed, *other)
    return RoadLog(marks, given, (), frozenset({"response_24_48h"}))


def every_state() -> RoadLog:
    """Each state that a dose can have, on one map."""
    single: tuple[State, ...] = ("given", "partly_given", "elsewhere", "home", "running", "due", "late", "visit",
                                 "at_home", "held")  # fmt: skip
    days = (1, 4, 8, 11, 15, 22, 29, 36, 43, 50)
    marks = [mark("etoposide", day, state) for day, state in zip(days, single, strict=True)]
    others: tuple[State, ...] = ("refused", "omitted", "missed", "awaiting_release")
    marks += [mark("rituximab", day, state) for day, state in zip((1, 8, 15, 22), others, strict=True)]
    marks += [mark("ivig", 1, "stopped"), mark("ivig", 2, "ended")]
    steroid: tuple[tuple[range, State], ...] = (
        (range(1, 8), "given"), (range(8, 10), "held"), (range(10, 15), "at_home"), (range(15, 16), "late"),
        (range(30, 57), "stopped"),
    )  # fmt: skip
    marks += [mark("dexamethasone", day, state) for run, state in steroid for day in run]
    return RoadLog(tuple(marks), (Rise(1, DOSE),))
