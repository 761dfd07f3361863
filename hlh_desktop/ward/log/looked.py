"""What a prescriber looks at before a release, in words with unit and moment; what is not known today is None.

Counts, creatinine and temperature come from what the ward has of the last hours for which a release holds; a value that
is older is not that day's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import number, quantity, with_unit
from hlh_desktop.ward import children
from hlh_desktop.ward.log.releasing import SEEN

if TYPE_CHECKING:
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard

# The analytes of the catalogue behind four of the values.
ANALYTES = {"neutrophils": "anc", "platelets": "plt", "creatinine": "crea", "temperature": "temp"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a release: its name, what is known of it today, and what is known of before, both in words."""

    key: str
    name: str
    today: str | None
    before: str = ""


def values(desk: OpenWard, child: ChildDay, now: datetime) -> tuple[Value, ...]:
    """Every value that a release looks at, as far as this ward knows it now."""
    say = desk.ward.wording.say
    results = desk.labs.results(child.child, tuple(ANALYTES.values()))
    found = {key: _lab(desk, results, analyte, now) for key, analyte in ANALYTES.items()}
    found["weight"] = _weight(desk, child, now)
    found["cumulative"] = (_cumulative(desk, child), "")
    return tuple(Value(key, say(f"doses.seen.{key}"), *found.get(key, (None, ""))) for key in SEEN)


def _fresh(desk: OpenWard, at: datetime, now: datetime) -> bool:
    hours = int(desk.ward.knowledge.giving.numbers["release_hours"])
    return now.astimezone(UTC) - at.astimezone(UTC) <= timedelta(hours=hours)


def _lab(desk: OpenWard, results: tuple[LabResult, ...], analyte: str, now: datetime) -> tuple[str | None, str]:
    """The newest number of an analyte in the log, as it was reported."""
    valued = [one for one in results if one.analyte == analyte and one.reported.valued]
    if not valued:
        return None, ""
    newest = max(valued, key=lambda one: (one.at, one.id))
    assert newest.value is not None
    words = with_unit(f"{newest.reported.comparator or ''}{number(newest.value)}", newest.unit)
    return _dated(desk, words, newest.at, now)


def _dated(desk: OpenWard, words: str, at: datetime, now: datetime) -> tuple[str | None, str]:
    told = desk.ward.wording.say("doses.dated", value=words, at=Telling(desk.ward.wording).moment(desk.here(at)))
    return (told, "") if _fresh(desk, at, now) else (None, told)


def _weight(desk: OpenWard, child: ChildDay, now: datetime) -> tuple[str | None, str]:
    rows = [row for row in children.measurements(desk, child.child) if row.weight_kg is not None]
    if not rows:
        return None, ""
    newest = max(reversed(rows), key=lambda row: row.on)
    assert newest.weight_kg is not None
    day = Telling(desk.ward.wording).weekday(newest.on)
    words = desk.ward.wording.say("doses.dated", value=quantity(Quantity(newest.weight_kg, "kg")), at=day)
    fresh = (desk.here(now).date() - newest.on).days * 24 <= int(desk.ward.knowledge.giving.numbers["release_hours"])
    return (words, "") if fresh else (None, words)


def _cumulative(desk: OpenWard, child: ChildDay) -> str | None:
    """The sum that was given; None while amounts are hidden, where a dose cannot be counted, or what came before."""
    if child.given is None:
        return desk.ward.wording.say("doses.seen.none_given")
    before_known = child.signed is None or child.signed.before is not None
    if child.hidden or child.given.uncounted or not before_known:
        return None
    total = with_unit(number(child.given.total, 1), "mg/m2")
    twice = child.overlap(desk.ward.knowledge.settings.cumulative_drug)
    if twice is None:
        return total
    told, logged = (with_unit(number(one, 1), "mg/m2") for one in (twice.told, twice.logged))
    return desk.ward.wording.say("doses.seen.overlap", total=total, told=told, logged=logged)
