"""Doses of one day placed: all of them or some, held, omitted or moved together, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain import edits
from hlh_desktop.domain.edits import From

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, time
    from typing import Literal

    from hlh_desktop.domain.wizard.day_doses import DayDose

Raw = dict[str, Any]


def starts_of(dose: DayDose) -> tuple[From | None, ...]:
    """Where changes of all these doses begin: the whole day is one change, some of its doses are one each."""
    if dose.slots is None:
        return (None,)
    return tuple(From(clock_of(at)) for at in dose.firsts)


def clock_of(at: datetime | time) -> str:
    """A clock time as changes name it, "08:00"."""
    return f"{at:%H:%M}"


def left_out(
    case: Mapping[str, Any], dose: DayDose, deed: Literal["hold", "omit"], reason: str, starts: Sequence[From | None]
) -> Raw:
    """The case with the doses at some starts held or omitted."""
    change = edits.hold_dose if deed == "hold" else edits.omit_dose
    made = dict(case)
    for start in starts:
        made = change(made, *_named(dose), reason, start)
    return made


def moved(case: Mapping[str, Any], dose: DayDose, to: datetime, reason: str, starts: Sequence[From | None]) -> Raw:
    """The case with the doses at some starts moved: the first of them to a moment, the others as far from it as now."""
    made, places = dict(case), {clock_of(first): at for first, at in zip(dose.firsts, dose.times, strict=False)}
    stands = [_wall(dose.at if start is None or start.time is None else places[start.time]) for start in starts]
    base = stands[0]
    for start, here in zip(starts, stands, strict=True):
        # Within one zone this is the wall clock's sum: a clock change does not bend it.
        made = edits.move_dose(made, *_named(dose), to + (here - base), reason, start)
    return made


def undone(case: Mapping[str, Any], dose: DayDose) -> Raw:
    """The case without the change that placed these doses; they keep their factor and route."""
    return dict(case) if dose.change is None else edits.take_back(case, dose.change)


def _named(dose: DayDose) -> tuple[str, str | None, int]:
    return dose.key.line, dose.key.part, dose.key.day


def _wall(at: datetime) -> datetime:
    return at.replace(tzinfo=None)
