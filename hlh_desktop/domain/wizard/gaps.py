"""The time around a dose: how far the doses of the same drug lie from it, and whether the least time is kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.wizard.day_doses import doses_of_days

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.day_doses import DayDose, DoseKey

Kept = Literal["kept", "short", "too_short"]


@dataclass(frozen=True, slots=True)
class Gap:
    """The dose of the same drug before or after one, and the time between the two by the ward's clock."""

    dose: DayDose
    time: timedelta


@dataclass(frozen=True, slots=True)
class Gaps:
    """What lies around a dose that is given.

    `least` is the time that should lie between two doses; None where the line has no second one. too_short: nearer
    than must be.
    """

    before: Gap | None
    after: Gap | None
    least: timedelta | None
    kept: Kept


def gaps(plan: Plan, knowledge: Knowledge, key: DoseKey) -> Gaps | None:
    """The time around a dose of a plan; None where it is not given. Other parts of its line count as well."""
    given = [one for one in doses_of_days(plan, knowledge) if one.placement in ("planned", "moved")]
    here = next((one for one in given if one.key == key), None)
    ordered = next((one for one in plan.ordered if (one.line, one.part) == (key.line, key.part)), None)
    if here is None or ordered is None:
        return None
    same = sorted((one for one in given if one.title == here.title), key=lambda one: _wall(one.at))
    before = next((one for one, after in pairwise(same) if after is here), None)
    after = next((one for before_it, one in pairwise(same) if before_it is here), None)
    early = None if before is None else Gap(before, _wall(here.at) - _wall(before.times[-1]))
    late = None if after is None else Gap(after, _wall(after.at) - _wall(here.times[-1]))
    nearest = min((gap.time for gap in (early, late) if gap is not None), default=None)
    return Gaps(early, late, None if nearest is None else ordered.least, _kept(nearest, ordered))


def _kept(nearest: timedelta | None, ordered: Ordered) -> Kept:
    if nearest is None or nearest >= ordered.least:
        return "kept"
    return "too_short" if nearest < ordered.critical else "short"


def _wall(at: datetime) -> datetime:
    """A moment by the ward's clock, which a clock change does not bend."""
    return at.replace(tzinfo=None)
