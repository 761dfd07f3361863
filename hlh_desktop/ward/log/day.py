"""A child's day for who gives: every dose with its state, the check that hides amounts, what was written of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.domain.log.given import given_total, overlap_of
from hlh_desktop.domain.log.records import needs_release, window_of
from hlh_desktop.domain.log.states import dose_now
from hlh_desktop.ward import dose_rows
from hlh_desktop.ward.log.chart import WANTED, signed_of
from hlh_desktop.ward.log.checks import OF_CHECK, check_of, expired
from hlh_desktop.ward.log.read import ledger_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.domain.log.given import GivenTotal, Overlap
    from hlh_desktop.domain.log.ledger import Ledger
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.values import LoggedDose, Outcome
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.log.chart import Signed
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class ChildDay:
    """The log of one child at a moment. `doses` by due moment; `written` every outcome of a dose, oldest first.

    `hidden` are the doses in check: while there is one, no amount of the child is shown anywhere. `given` is the sum of
    the cumulative drug from what was given; None where nothing of it is planned or given.
    """

    child: UUID
    signed: Signed | None
    ledger: Ledger
    doses: tuple[DoseNow, ...]
    written: Mapping[UUID, tuple[Outcome, ...]]
    checks: Mapping[UUID, CheckNow]
    hidden: frozenset[UUID]
    given: GivenTotal | None

    def overlap(self, drug: str) -> Overlap | None:
        """Whether the earlier amount of the cumulative drug may contain doses of this ward's log."""
        signed = self.signed
        return None if signed is None else overlap_of(self.ledger.taken(drug), signed.before, signed.told)

    def dose(self, dose: UUID) -> DoseNow | None:
        """One dose of the plan that stands."""
        return next((one for one in self.doses if one.dose.id == dose), None)


def child_day(desk: OpenWard, child: UUID, now: datetime) -> ChildDay:
    """The log of one child at a moment, read in one state of the record."""
    with desk.store.reading() as reading:
        return day_in(desk, reading, child, now)


def day_in(desk: OpenWard, reading: Reading, child: UUID, now: datetime) -> ChildDay:
    """The same in a state of the record that is being read."""
    facts = reading.facts(child, WANTED)
    signed = signed_of(facts, desk)
    ledger = ledger_of(reading, child, signed.plan if signed else None, dose_rows.details(desk), facts)
    return of_ledger(desk.ward.knowledge, child, ledger, facts, signed, now)


def of_ledger(
    knowledge: Knowledge, child: UUID, ledger: Ledger, facts: Iterable[Fact], signed: Signed | None, now: datetime
) -> ChildDay:
    """A child's day from what was read of it."""
    found, now = tuple(facts), now.astimezone(UTC)
    states = tuple(state_in(dose, ledger, knowledge, now) for dose in ledger.doses)
    written = _written(ledger)
    checks = checks_of(found, written)
    minutes = knowledge.giving.gates["check_old"].numbers["minutes"]
    hidden = frozenset(dose for dose, check in checks.items() if check.open and not expired(check, now, minutes))
    return ChildDay(child, signed, ledger, states, written, checks, hidden, _given(knowledge, ledger, signed))


def state_in(dose: LoggedDose, ledger: Ledger, knowledge: Knowledge, now: datetime) -> DoseNow:
    """One dose at a moment by the knowledge of its drug."""
    return dose_now(
        dose, ledger, window_of(dose, knowledge), now, needs_release=needs_release(dose),
        partly=knowledge.giving.gates["amount_deviates"].numbers["percent"], home_routes=knowledge.stay.home_routes,
    )  # fmt: skip


def checks_of(facts: Iterable[Fact], written: Mapping[UUID, Sequence[Outcome]]) -> dict[UUID, CheckNow]:
    """The newest check of each dose that has one. `written` is what was written of each dose."""
    of_dose: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in OF_CHECK:
            of_dose.setdefault(fact.body["dose"], []).append(fact)
    named = ((UUID(dose), mine) for dose, mine in of_dose.items())
    checks = {dose: check_of(dose, mine, written.get(dose, ())) for dose, mine in named}
    return {dose: check for dose, check in checks.items() if check is not None}


def _written(ledger: Ledger) -> dict[UUID, tuple[Outcome, ...]]:
    found: dict[UUID, tuple[Outcome, ...]] = {}
    for one in ledger.outcomes:
        if one.dose is not None:
            before = found.get(one.dose)
            found[one.dose] = (one,) if before is None else (*before, one)
    return found


def _given(knowledge: Knowledge, ledger: Ledger, signed: Signed | None) -> GivenTotal | None:
    drug = knowledge.settings.cumulative_drug
    taken = ledger.taken(drug)
    if not taken and not any(dose.drug == drug for dose in ledger.doses):
        return None
    return given_total(taken, (signed.before if signed else None) or given_total(()).before)
