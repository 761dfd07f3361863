"""The independent second check in the record: begun, entered by one, entered by another, compared, kept for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from hlh_desktop.domain.log.checks import CheckEntry, CheckNow, CheckOpened
from hlh_desktop.domain.log.records import infused
from hlh_desktop.domain.log.second_check import Seen, compare, measures_of, own_of
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Author, Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import stands_already, who_and_when
from hlh_desktop.ward.log.own_dose import own_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.log.gates.values import Chart
    from hlh_desktop.domain.log.second_check import Measure
    from hlh_desktop.domain.log.values import Outcome
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact, Person
    from hlh_desktop.ward.open_ward import OpenWard

OF_CHECK = (kinds.CHECK_BEGUN, kinds.CHECK_ENTERED, kinds.CHECK_LEFT)
MEASURES = ("weight_kg", "dose", "volume_ml", "rate_ml_per_h")


def check_of(dose: UUID, facts: Iterable[Fact], outcomes: Iterable[Outcome] = ()) -> CheckNow | None:
    """The newest check of a dose; one that was left counts no more."""
    found, wanted = None, str(dose)
    for fact in facts:
        if fact.kind in OF_CHECK and fact.body["dose"] == wanted:
            found = _step(found, fact)
    if found is None or found.second is None:
        return found
    use = use_of(found)
    return replace(found, used=True) if any(one.id == use for one in outcomes) else found


def use_of(check: CheckNow) -> UUID:
    """The id of the one entry that can be made on a check."""
    return uuid5(check.id, "used")


def _step(before: CheckNow | None, fact: Fact) -> CheckNow | None:
    if fact.kind == kinds.CHECK_LEFT:
        return None
    if fact.kind == kinds.CHECK_BEGUN:
        return CheckNow(fact.id, UUID(fact.body["dose"]), "begun", fact.taken.astimezone(UTC), fact.author.name)
    if before is None or fact.body["check"] != str(before.id):
        return before
    entry = _entry(fact)
    if before.first is None:
        return replace(before, phase="first", first=entry)
    result = fact.body["result"]
    amount = Decimal(fact.body["seen"]["dose"]) if result == "agrees" else None
    return replace(before, phase=result, second=entry, dose_amount=amount)


def _entry(fact: Fact) -> CheckEntry:
    begun = datetime.fromisoformat(fact.body["begun"]).astimezone(UTC)
    return CheckEntry(fact.author.name, fact.author.id, begun, fact.taken.astimezone(UTC), fact.workstation)


def expired(check: CheckNow, now: datetime, minutes: Decimal) -> bool:
    """Whether an open check was forgotten: after so long the amounts are shown again and it has to be begun anew."""
    return check.open and now.astimezone(UTC) - check.begun > timedelta(minutes=int(minutes))


# --- deeds


def begin(desk: OpenWard, dose: UUID, id_: UUID, now: datetime) -> CheckNow:
    """Opens a check: from now on the amounts of the child are hidden. Trouble no_dose, not_checked, check_running."""
    from hlh_desktop.ward.log.chart import chart_of

    desk.require("give")
    minutes = desk.ward.knowledge.giving.gates["check_old"].numbers["minutes"]

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.CHECK_BEGUN, dose=str(dose)):
            return None
        chart = chart_of(desk, reading, dose)
        if chart.record is None or not chart.record.second_check:
            raise Trouble("not_checked")
        if chart.check is not None and chart.check.open and not expired(chart.check, now, minutes):
            raise Trouble("check_running", **who_and_when(desk, chart.check.begun_by, chart.check.begun))
        body = {"dose": str(dose), "plan": str(chart.dose.plan)}
        return Writing([Entry(id_, kinds.CHECK_BEGUN, chart.dose.child, desk.author, now, body)])

    desk.store.decide(decide, now)
    return _now(desk, dose)


def enter(
    desk: OpenWard, dose: UUID, seen: Seen, *, begun: datetime, person: Person, id_: UUID, now: datetime
) -> CheckNow:
    """One person's entry; the second one must be another person, and with it the three are compared and kept.

    `person` has proved who they are (`OpenWard.identify`). Trouble check_none, check_done, check_expired,
    check_incomplete, check_same, not_allowed.
    """
    from hlh_desktop.ward.log.chart import chart_of

    minutes = desk.ward.knowledge.giving.gates["check_old"].numbers["minutes"]

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.CHECK_ENTERED, dose=str(dose)):
            return None
        chart = chart_of(desk, reading, dose)
        check = chart.check
        if check is None:
            raise Trouble("check_none")
        if check.second is not None:
            raise Trouble("check_done", **who_and_when(desk, check.second.by, check.second.entered))
        if expired(check, now, minutes):
            raise Trouble("check_expired", minutes=int(minutes))
        if not _whole(seen, measures_of(chart.dose, runs=infused(chart.dose, desk.ward.knowledge))):
            raise Trouble("check_incomplete")
        desk.require("give" if check.first is None else "check", person)
        if check.first is not None and check.first.by_id == person.id:
            raise Trouble("check_same")
        body: dict[str, Any] = {
            "dose": str(dose), "check": str(check.id), "seen": _body(seen), "begun": begun.isoformat(),
            "part": 1 if check.first is None else 2,
        }  # fmt: skip
        if check.first is not None:
            body |= _compared(desk, reading, chart, check, seen)
        entry = Entry(id_, kinds.CHECK_ENTERED, chart.dose.child, Author(person, desk.workstation), now, body)
        return Writing([entry])

    desk.store.decide(decide, now)
    return _now(desk, dose)


def leave(desk: OpenWard, dose: UUID, reason: str, now: datetime) -> None:
    """Ends an open check without a result; it stays in the history. Trouble reason_needed, check_none."""
    from hlh_desktop.ward.log.chart import chart_of

    desk.require("give")
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing | None:
        chart = chart_of(desk, reading, dose)
        if chart.check is None or not chart.check.open:
            raise Trouble("check_none")
        body = {"dose": str(dose), "check": str(chart.check.id), "reason": reason}
        id_ = uuid5(chart.check.id, "left")
        return Writing([Entry(id_, kinds.CHECK_LEFT, chart.dose.child, desk.author, now, body)])

    desk.store.decide(decide, now)


def _compared(desk: OpenWard, reading: Reading, chart: Chart, check: CheckNow, second: Seen) -> dict[str, Any]:
    """The result of the three, with the program's own values, as they are kept."""
    first = seen_of(_first_fact(reading, chart, check))
    own = own_of(*own_amount(desk, chart), chart.record)
    agrees = compare(first, second, own).agrees
    return {
        "result": "agrees" if agrees else "differs",
        "own": {"weight_kg": str(own.weight_kg), "dose": str(own.dose)},
    }


def _first_fact(reading: Reading, chart: Chart, check: CheckNow) -> Fact:
    facts = reading.facts(chart.dose.child, (kinds.CHECK_ENTERED,))
    return next(fact for fact in facts if fact.body["check"] == str(check.id) and fact.body["part"] == 1)


def opened(desk: OpenWard, dose: UUID, now: datetime) -> CheckOpened | None:
    """The newest whole check of a dose with its values; None while not both are in: nothing is shown before.

    None too while another dose of the drug is in check, which may well have the same amount.
    """
    from hlh_desktop.ward.log.chart import chart_of

    with desk.store.reading() as reading:
        chart = chart_of(desk, reading, dose)
        check = chart.check
        if check is None or check.second is None or _another(desk, reading, chart, now):
            return None
        facts = [f for f in reading.facts(chart.dose.child, (kinds.CHECK_ENTERED,)) if f.body["check"] == str(check.id)]
    first, second = seen_of(facts[0]), seen_of(facts[1])
    stored = facts[1].body["own"]
    own = own_of(Decimal(stored["weight_kg"]), Decimal(stored["dose"]), chart.record)
    return CheckOpened(check, first, second, own, compare(first, second, own))


def _another(desk: OpenWard, reading: Reading, chart: Chart, now: datetime) -> bool:
    """Whether another dose of this drug is in its second check."""
    minutes = desk.ward.knowledge.giving.gates["check_old"].numbers["minutes"]
    facts = reading.facts(chart.dose.child, OF_CHECK)
    others = {fact.body["dose"] for fact in facts} - {str(chart.dose.id)}
    checks = [check for dose in others if (check := check_of(UUID(dose), facts)) is not None and check.open]
    running = [check.dose for check in checks if not expired(check, now, minutes)]
    return any((row := reading.dose(dose)) is not None and row.drug == chart.dose.drug for dose in running)


def seen_of(fact: Fact) -> Seen:
    """What somebody saw, of their fact."""
    body: Mapping[str, str | None] = fact.body["seen"]
    values = {name: None if (text := body[name]) is None else Decimal(text) for name in MEASURES}
    weight, dose = values["weight_kg"], values["dose"]
    assert weight is not None
    assert dose is not None
    return Seen(weight, dose, values["volume_ml"], values["rate_ml_per_h"])


def _whole(seen: Seen, asked: Iterable[Measure]) -> bool:
    """Whether everything that is asked of the dose was entered: what two people leave out agrees with nothing."""
    values = {
        "weight": seen.weight_kg, "dose": seen.dose, "volume": seen.volume_ml, "rate": seen.rate_ml_per_h,
    }  # fmt: skip
    return all((value := values[name]) is not None and value > 0 for name in asked)


def _body(seen: Seen) -> dict[str, str | None]:
    return {name: None if (value := getattr(seen, name)) is None else str(value) for name in MEASURES}


def _now(desk: OpenWard, dose: UUID) -> CheckNow:
    from hlh_desktop.ward.log.chart import chart_of

    with desk.store.reading() as reading:
        found = chart_of(desk, reading, dose).check
    if found is None:
        raise Trouble("check_none")
    return found
