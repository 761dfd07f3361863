"""The chart of one dose as the record has it at this moment: everything that its gates look at, read in one state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.gates.every import PAST
from hlh_desktop.domain.log.gates.values import Chart, InForce
from hlh_desktop.domain.log.ledger import Ledger, standing_of, stop_of
from hlh_desktop.domain.log.records import record_of, window_of
from hlh_desktop.domain.log.states import span_of
from hlh_desktop.domain.log.stay import where
from hlh_desktop.domain.log.weight import awaits_revision
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import children, dose_rows, plans
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.checks import check_of
from hlh_desktop.ward.log.read import logged, procedures_of, releases_of, stops_of
from hlh_desktop.ward.stay import stays_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.domain.log.weight import Revision
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import DoseRow, Fact
    from hlh_desktop.ward.open_ward import OpenWard

# What is read of a child's day, besides outcomes and ends.
WANTED = (*kinds.OF_DAY, plans.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Signed:
    """What the newest signature says, for whoever gives: plan, version, BSA, weight with its date, allergies.

    `before` is cumulative etoposide of before this plan in mg/m2; None where it was not asked. `told` is when it was
    first signed: nothing that was given later can be in it.
    """

    plan: UUID
    version: int
    bsa_m2: Decimal
    weight_kg: Decimal
    weighed_on: date
    allergies: tuple[str, ...] | None
    before: Fraction | None
    told: datetime | None = None


def signed_of(facts: tuple[Fact, ...], desk: OpenWard) -> Signed | None:
    """The version that stands; None for a child without one."""
    signatures = _signatures(facts)
    return _signed(signatures[-1], desk, signatures) if signatures else None


def _signatures(facts: tuple[Fact, ...]) -> list[Fact]:
    """Every version that was signed, the newest last."""
    return sorted((fact for fact in facts if fact.kind == plans.SIGNATURE), key=_version)


def _version(fact: Fact) -> int:
    found: int = fact.body["version"]
    return found


def in_force(facts: tuple[Fact, ...], desk: OpenWard, at: datetime) -> Signed:
    """The version that was in force at a moment; before the first signature that one, which is the nearest known."""
    signatures = _signatures(facts)
    by_then = [fact for fact in signatures if fact.taken.astimezone(UTC) <= at.astimezone(UTC)]
    return _signed(by_then[-1] if by_then else signatures[0], desk, signatures)


def _signed(fact: Fact, desk: OpenWard, signatures: list[Fact]) -> Signed:
    body, measures = fact.body, fact.body["measures"]
    before = before_of(body, desk)
    allergies = measures["allergies"]
    return Signed(
        UUID(body["plan"]), body["version"], Decimal(measures["bsa_m2"]), Decimal(measures["weight_kg"]),
        date.fromisoformat(measures["weighed_on"]), None if allergies is None else tuple(allergies),
        before, _told(fact, before, desk, signatures) if before else None,
    )  # fmt: skip


def _told(fact: Fact, before: Fraction, desk: OpenWard, signatures: list[Fact]) -> datetime:
    """When an earlier amount was signed first, of versions one after the other that tell the same."""
    found = fact
    for one in reversed(signatures):
        if one.body["version"] < found.body["version"]:
            if before_of(one.body, desk) != before:
                break
            found = one
    return found.taken


def before_of(body: Mapping[str, Any], desk: OpenWard) -> Fraction | None:
    """Cumulative etoposide of before the plan: from the signature, for older ones from the plan itself."""
    if "before" in body:
        return None if body["before"] is None else Fraction(body["before"])
    total = plans.signed(desk, UUID(body["plan"])).plan.cumulative
    return total.overall - total.planned


def chart_of(
    desk: OpenWard, reading: Reading, dose_id: UUID, at: datetime | None = None, now: datetime | None = None
) -> Chart:  # fmt: skip
    """The chart of a dose; stay, stop and wall are those of the moment `at`, else of the due one. Trouble no_dose.

    What is entered so long after `at` that it is a late entry is held against the version that was in force then.
    """
    newest = _newest_row(reading, dose_id)
    facts, knowledge = reading.facts(newest.child, WANTED), desk.ward.knowledge
    signed, held = _held_against(desk, reading, facts, newest, at if _late_entry(at, now, knowledge) else None)
    dose = logged(held.row, dose_rows.details(desk))
    written, mine = _written(reading, held.row, dose, knowledge), _of_dose(facts, dose_id)
    stops = stops_of(facts, signed.plan)
    return Chart(
        dose=dose,
        stands=newest.plan == signed.plan,
        version=signed.version,
        span=span_of(dose, window_of(dose, knowledge)),
        record=record_of(dose, knowledge),
        outcome=written.standing.get(dose_id),
        release=releases_of(mine).get(dose_id),
        stop=stop_of(dose, stops, at),
        stay=where(stays_of(facts), at or dose.due),
        taken=written.taken(dose.drug),
        before=signed.before,
        told=signed.told,
        bsa_m2=held.version.bsa_m2,
        weighed_on=held.weighed_on,
        allergies=signed.allergies,
        others=knowledge.formulary[dose.drug].names,
        cap=held.row.cap,
        least_hours=held.row.least_hours,
        open_cytotoxics=_wall(desk, reading, dose, Ledger(stops=stops), at),
        cumulative=dose.drug == knowledge.settings.cumulative_drug,
        check=check_of(dose_id, mine, written.outcomes),
        revision=_revision(held.newest_weight, signed, knowledge),
        home=dose.route in knowledge.stay.home_routes,
        in_force=None if held.version is signed else held.in_force,
        procedures=procedures_of(facts, knowledge),
    )


def _newest_row(reading: Reading, dose: UUID) -> DoseRow:
    row = reading.dose(dose)
    if row is None:
        raise Trouble("no_dose")
    return row


def _of_dose(facts: tuple[Fact, ...], dose: UUID) -> list[Fact]:
    wanted = str(dose)
    return [fact for fact in facts if fact.body.get("dose") == wanted]


def _late_entry(at: datetime | None, now: datetime | None, knowledge: Knowledge) -> bool:
    """Whether the entry comes so long after the deed that it only tells of it: nothing is decided by it any more."""
    if at is None or now is None:
        return False
    minutes = int(knowledge.giving.gates[PAST].numbers["minutes"])
    return now.astimezone(UTC) - at.astimezone(UTC) > timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a dose is held against: a version with its row of the dose, the child's weight of then and the newest."""

    version: Signed
    row: DoseRow
    weight: Measurement | None
    newest_weight: Measurement | None

    @property
    def weighed_on(self) -> date:
        """The day of the last weight that was known."""
        on = self.version.weighed_on
        return on if self.weight is None else max(on, self.weight.on)

    @property
    def in_force(self) -> InForce:
        """The version in numbers."""
        return InForce(self.version.version, self.version.weight_kg, self.version.bsa_m2)


def _held_against(
    desk: OpenWard, reading: Reading, facts: tuple[Fact, ...], newest: DoseRow, late: datetime | None
) -> tuple[Signed, _Held]:
    """The version that stands, and what the dose is held against: of a `late` entry, what was in force then."""
    signed, measures = signed_of(facts, desk), reading.facts(newest.child, children.OF_MEASURES)
    assert signed is not None  # a row of a dose comes with the signature of its plan
    weight = newest_weight(measures)
    if late is None:
        return signed, _Held(signed, newest, weight, weight)
    then, row = _then(desk, reading, facts, newest, signed, late)
    return signed, _Held(then, row, newest_weight(measures, desk.here(late).date()), weight)


def _then(
    desk: OpenWard, reading: Reading, facts: tuple[Fact, ...], newest: DoseRow, signed: Signed, at: datetime
) -> tuple[Signed, DoseRow]:  # fmt: skip
    """The version in force at a moment with its row of the dose; the newest of both where that version had no such."""
    then = in_force(facts, desk, at)
    if then.plan == signed.plan:
        return signed, newest
    row = next((one for one in reading.doses(then.plan) if one.id == newest.id), None)
    return (signed, newest) if row is None else (then, row)


def _written(reading: Reading, row: DoseRow, dose: LoggedDose, knowledge: Knowledge) -> Ledger:
    """What was written of the dose, and of the whole drug where other doses of it matter."""
    ended = {one.outcome: one for one in reading.ends(row.child)}
    wide = _sums_up(dose, row, knowledge)
    outcomes = reading.outcomes(row.child, drug=dose.drug) if wide else reading.outcomes(dose=row.id)
    return Ledger(outcomes=outcomes, ended=ended, standing=standing_of(outcomes, ended))


def _wall(
    desk: OpenWard, reading: Reading, dose: LoggedDose, ledger: Ledger, at: datetime | None
) -> tuple[str, ...]:  # fmt: skip
    """What keeps an intrathecal dose locked; nothing for any other."""
    return _open_cytotoxics(desk, reading, dose, ledger, at) if dose.kind == "intrathecal" else ()


def _sums_up(dose: LoggedDose, row: DoseRow, knowledge: Knowledge) -> bool:
    """Whether other doses of the drug matter: for its sum, or for the time between two."""
    return dose.drug == knowledge.settings.cumulative_drug or row.least_hours is not None


def newest_weight(facts: Sequence[Fact], until: date | None = None) -> Measurement | None:
    """The row of the newest weight that stands (up to a day), of one day the last that was written; None without any.

    Whoever gives waits for it, so that only this one is read as a whole.
    """
    struck: set[str] = set()
    newest: Fact | None = None
    for fact in reversed(facts):  # what strikes a row out was written after it
        if fact.kind == children.MEASURE_STRUCK:
            struck.add(fact.body["measured"])
        elif until is not None and fact.body["on"] > until.isoformat():
            continue
        elif fact.body["weight_kg"] is not None and (newest is None or fact.body["on"] > newest.body["on"]):
            newest = newest if str(fact.id) in struck else fact
    return None if newest is None else Measurement.model_validate(newest.body)


def _revision(weight: Measurement | None, signed: Signed, knowledge: Knowledge) -> Revision | None:
    percent = knowledge.giving.gates["revision"].numbers["percent"]
    return awaits_revision(signed.weight_kg, signed.weighed_on, [] if weight is None else [weight], percent)


def _open_cytotoxics(
    desk: OpenWard, reading: Reading, dose: LoggedDose, ledger: Ledger, at: datetime | None
) -> tuple[str, ...]:  # fmt: skip
    """The drugs of that ward day's intravenous cytotoxics that are neither finished nor decided against.

    That day is the one on which the dose is due, and the one on which it is given where that is another.
    """
    zone = desk.zone
    days = {moment.astimezone(zone).date() for moment in (dose.due, at or dose.due)}
    details = dose_rows.details(desk)
    same_day = [logged(row, details) for row in reading.doses(dose.plan) if row.due.astimezone(zone).date() in days]
    wanted = [one for one in same_day if one.kind == "cytotoxic" and one.route == "intravenous"]
    return tuple(one.drug for one in wanted if not _closed(reading, one, ledger))


def _closed(reading: Reading, dose: LoggedDose, ledger: Ledger) -> bool:
    """Finished, held, or not to be given: then the wall opens."""
    outcomes = reading.outcomes(dose=dose.id)
    ended = {one.outcome: one for one in reading.ends(dose.child)}
    found = standing_of(outcomes, ended).get(dose.id)
    return (found is not None and found.became != "running") or stop_of(dose, ledger.stops) is not None


def now_utc(now: datetime) -> datetime:
    """A moment as an instant."""
    return now.astimezone(UTC)
