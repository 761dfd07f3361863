"""Weight and height taken on the ward: the impossible is refused, the rare asks for a reason, then it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4, uuid5

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.measuring import Confirmed, Scale, Weighed, weighed
from hlh_desktop.domain.log.weight import awaits_revision
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed
from hlh_desktop.exchange.case_text import part_object
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import children, plans

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.growth.tables import Sex
    from hlh_desktop.domain.log.weight import Revision
    from hlh_desktop.domain.wizard.values import Doubt
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

CONFIRMED = "measure_confirmed"
UNCONFIRMED = Confirmed()
# What two entries have in common when they are the same weight and height.
SAME = ("on", "weight_kg", "height_cm", "weight_source", "lying")


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One weight and height in the record; `struck_by` and `reason` where it was struck out as wrong."""

    id: UUID
    row: Measurement
    saved: datetime
    by: str
    struck_by: str | None = None
    reason: str = ""


def scale(desk: OpenWard, child: UUID) -> Scale:
    """Whose weight and height they are, with all that was measured before. Trouble no_child."""
    with desk.store.reading() as reading:
        return _scale(desk, reading, child)


def _scale(desk: OpenWard, reading: Reading, child: UUID) -> Scale:
    identity = reading.identities().get(child)
    if identity is None:
        raise Trouble("no_child")
    standing = plans.standing_in(reading, child)
    patient: dict[str, Any] = {} if standing is None else plans.case_of(desk, standing.id)["patient"]
    known = children.measured_of(reading.facts(child, children.OF_MEASURES))
    return Scale(cast("Sex | None", identity.sex), identity.date_of_birth, patient.get("gestation_weeks"), known)


def look(desk: OpenWard, on: Scale, row: Measurement, now: datetime, confirmed: Confirmed = UNCONFIRMED) -> Weighed:
    """What is to be said of a row while it is typed; nothing is written."""
    return weighed(on, row, confirmed, desk.ward.knowledge, desk.here(now).date())


def measure(
    desk: OpenWard, child: UUID, row: Measurement, now: datetime, confirmed: Confirmed = UNCONFIRMED
) -> tuple[Doubt, ...]:
    """Writes down a weight, a height or both; empty once they stand. What is rare is answered and nothing written.

    Each doubt wants the value typed again and a reason. The same row again adds nothing. Trouble not_allowed,
    no_child, measure_impossible.
    """
    desk.require("measure")
    doubts: list[Doubt] = []
    here = desk.here(now)
    # Of today it counts from now on: doses of this morning do not rest on it when the plan is revised.
    at = here.time().replace(second=0, microsecond=0, tzinfo=None) if row.on == here.date() else None
    named = row.model_copy(update={"by": desk.person.name, "time": at})

    def decide(reading: Reading) -> Writing | None:
        on = _scale(desk, reading, child)
        if any(_same(one, named) for one in on.known):
            return None
        found = look(desk, on, named, now, confirmed)
        if found.wrong:
            raise Trouble("measure_impossible", what=listed(found.wrong.values()))
        if not found.ready:
            doubts.extend(found.doubts)
            return None
        return Writing(_entries(desk, child, named, found.doubts, now))

    desk.store.decide(decide, now)
    return tuple(doubts)


def _same(one: Measurement, other: Measurement) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAME)


def _entries(
    desk: OpenWard, child: UUID, row: Measurement, doubts: tuple[Doubt, ...], now: datetime
) -> list[Entry]:  # fmt: skip
    """The measurement, and beside it why a rare value is right."""
    id_ = uuid4()
    body = {**dict.fromkeys(type(row).model_fields), **part_object(row)}
    entries = [Entry(id_, children.MEASURED, child, desk.author, now, body)]
    if doubts:
        reasons = {doubt.name: doubt.reason for doubt in doubts}
        told = listed(f"{name} {reason}" for name, reason in reasons.items())
        beside = {"measured": str(id_), "on": row.on.isoformat(), "reasons": reasons, "told": told}
        entries.append(Entry(uuid5(id_, CONFIRMED), CONFIRMED, child, desk.author, now, beside))
    return entries


def lines(desk: OpenWard, child: UUID) -> tuple[MeasureLine, ...]:
    """Every weight and height of a child by day, those that were struck out too."""
    facts = desk.store.facts(child, children.OF_MEASURES)
    struck = {fact.body["measured"]: fact for fact in facts if fact.kind == children.MEASURE_STRUCK}
    found = [_line(fact, struck.get(str(fact.id))) for fact in facts if fact.kind == children.MEASURED]
    return tuple(sorted(found, key=lambda line: line.row.on))


def _line(fact: Fact, struck: Fact | None) -> MeasureLine:
    row = Measurement.model_validate(fact.body)
    if struck is None:
        return MeasureLine(fact.id, row, fact.saved, fact.author.name)
    return MeasureLine(fact.id, row, fact.saved, fact.author.name, struck.author.name, struck.body["reason"])


def strike_measure(desk: OpenWard, child: UUID, measured: UUID, reason: str, now: datetime) -> None:
    """Strikes out a wrong weight or height. Trouble not_allowed, measure_reason, no_measure, measure_struck."""
    desk.require("measure")
    if not reason.strip():
        raise Trouble("measure_reason")

    def decide(reading: Reading) -> Writing | None:
        fact = reading.fact(measured)
        if fact is None or fact.kind != children.MEASURED or fact.child != child:
            raise Trouble("no_measure")
        id_ = uuid5(measured, children.MEASURE_STRUCK)
        gone = reading.fact(id_)
        if gone is not None:
            raise Trouble("measure_struck", by=gone.author.name)
        told = {name: fact.body[name] for name in ("on", "weight_kg", "height_cm")}
        body = {"measured": str(measured), **told, "reason": reason.strip()}
        return Writing([Entry(id_, children.MEASURE_STRUCK, child, desk.author, now, body)])

    desk.store.decide(decide, now)


def revision(desk: OpenWard, child: UUID) -> Revision | None:
    """What the newest weight says against the plan that stands; None while there is nothing to revise."""
    standing = plans.standing(desk, child)
    if standing is None:
        return None
    percent = desk.ward.knowledge.giving.gates["revision"].numbers["percent"]
    measures = standing.measures
    return awaits_revision(measures.weight_kg, measures.weighed_on, children.measurements(desk, child), percent)
