"""A child's trend, read from the record: results, weights and doses put together as screen and paper draw them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.log.values import TAKEN
from hlh_desktop.domain.protocol import IntrathecalLine
from hlh_desktop.domain.results.trend.dosing import entries_of
from hlh_desktop.domain.results.trend.making import Asked, Material, trend_of
from hlh_desktop.domain.results.trend.words import Subject, Words
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import dose_rows, plans
from hlh_desktop.ward.children import measurements
from hlh_desktop.ward.log.read import logged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.values import DoseKind, Outcome
    from hlh_desktop.domain.results.trend.dosing import Entry
    from hlh_desktop.domain.results.trend.values import Note, Trend
    from hlh_desktop.domain.results.trend.window import Window
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead


def trend(
    desk: OpenWard, child: UUID, now: datetime, window: Window = "course", *, log: bool = True,
    analytes: tuple[str, ...] | None = None, notes: tuple[Note, ...] = (),
) -> Trend:  # fmt: skip
    """What is drawn of a child: "course", "short" or two moments; small charts of these analytes, None for the usual.

    While a dose of the child is in its second check no lane tells an amount. Trouble no_child, trend_range.
    """
    made = trend_of(material(desk, child, now), Asked(window, log, analytes), now, words(desk, child))
    return replace(made, notes=notes)


def words(desk: OpenWard, child: UUID) -> Words:
    """The words of a child's trend, with the ward's own analytes. Trouble no_child."""
    identity = desk.store.identities().get(child)
    if identity is None:
        raise Trouble("no_child")
    head = plans.standing(desk, child)
    known = replace(desk.ward.knowledge, catalogue=dict(desk.labs.catalogue(dropped=True)))
    return Words(known, subject(identity.date_of_birth, head, {} if head is None else _case(desk, head), desk))


def subject(born: date | None, head: PlanHead | None, case: Mapping[str, Any], desk: OpenWard) -> Subject:
    """Whose lines are drawn: those of MAS only where the plan's case says that sJIA is known or suspected."""
    signs = case.get("signs") or {}
    return Subject(desk.zone, born, None if head is None else head.day_one, sjia=signs.get("sjia") is True)


def material(desk: OpenWard, child: UUID, now: datetime) -> Material:
    """Everything that a trend is made of, as it stands."""
    day = desk.log.day(child, now)
    hidden = desk.ward.wording.say("doses.hidden") if day.hidden else ""
    return Material(desk.labs.results(child), measurements(desk, child), doses(desk, day), hidden)


def _case(desk: OpenWard, head: PlanHead) -> Mapping[str, Any]:
    return plans.case_of(desk, head.id)


def doses(desk: OpenWard, day: ChildDay) -> tuple[Entry, ...]:
    """The doses of the plan that stands, and what was given beside it: of earlier versions, or by another place."""
    mine = {one.dose.id for one in day.doses}
    ledger = day.ledger
    standing = [one for one in ledger.outcomes if one.became in TAKEN and one.id not in ledger.ended]
    still = [one for one in standing if one.dose is None or ledger.standing.get(one.dose) is one]
    beside = [one for one in still if one.dose is None or one.dose not in mine]
    return entries_of(day.doses, _kinds(desk, day.child, beside))


def _kinds(desk: OpenWard, child: UUID, beside: list[Outcome]) -> Iterator[tuple[Outcome, DoseKind]]:
    """Each with the kind of its dose."""
    former: dict[UUID, DoseKind] = {}
    if any(one.dose is not None for one in beside):
        details = dose_rows.details(desk)
        with desk.store.reading() as reading:
            for head in plans.heads(desk, child).get(child, ()):
                former |= {row.id: logged(row, details).kind for row in reading.doses(head.id)}
    for one in beside:
        known = former.get(one.dose) if one.dose is not None else None
        yield one, known or kind_of(one.drug, desk.ward.knowledge)


def intrathecal_drugs(knowledge: Knowledge) -> frozenset[str]:
    """The drugs that some protocol gives intrathecally."""
    lines = (line for protocol in knowledge.protocols for line in knowledge.lines(protocol).values())
    return frozenset(drug for line in lines if isinstance(line, IntrathecalLine) for drug in line.drugs)


def kind_of(drug: str, knowledge: Knowledge) -> DoseKind:
    """The kind of a drug of which no plan tells the route: where it may have been intrathecal, it counts as that."""
    known = knowledge.formulary.get(drug)
    if drug in intrathecal_drugs(knowledge):
        return "intrathecal"
    if known is None:
        return "other"
    return "cytotoxic" if known.cytotoxic else "antibody" if known.antibody else "other"
