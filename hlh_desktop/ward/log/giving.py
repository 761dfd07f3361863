"""Writing down what became of a dose: every gate is asked on the record as it stands, as it is stored.

Nothing is written twice: the caller makes the id of the entry once, when the form is opened, and a dose has one
outcome a turn, whoever else writes at the same moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.log.gates.every import gates_of, passes
from hlh_desktop.domain.log.ledger import next_turn
from hlh_desktop.domain.log.values import Outcome
from hlh_desktop.domain.people import may
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import outcome_of
from hlh_desktop.ward.log.chart import chart_of
from hlh_desktop.ward.log.checks import use_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.gates.values import Attempt, Chart, Gate
    from hlh_desktop.domain.log.values import Became
    from hlh_desktop.domain.people import Deed, Staff
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.open_ward import OpenWard

# The right that each deed needs.
DEEDS: dict[Became, Deed] = {
    "running": "give", "given": "give", "held": "hold", "refused": "give", "omitted": "hold", "missed": "give",
    "elsewhere": "give", "home": "give",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an attempt: the outcome as it stands, or the gates that stopped it (`outcome` None then).

    `gates` are all that spoke, met ones too; an attempt that was stored has only met ones.
    """

    outcome: Outcome | None
    gates: tuple[Gate, ...]


def gates(desk: OpenWard, dose: UUID, attempt: Attempt, now: datetime) -> tuple[Gate, ...]:
    """What stands against an attempt now; nothing is written. Trouble no_dose."""
    with desk.store.reading() as reading:
        chart = chart_of(desk, reading, dose, attempt.taken, now)
        who = people.one(desk, desk.person.id, reading)
        return spoken(desk, chart, in_ward_time(desk, attempt, who), now)


def write(
    desk: OpenWard, dose: UUID, attempt: Attempt, id_: UUID, *, second: tuple[str, str] | None, now: datetime
) -> Written:
    """Stores an outcome of a dose, or answers the gates that stop it. Stored again by its id, it stands once.

    `second` is id and password of another prescriber where two must sign. Trouble not_allowed, no_dose,
    voice_only_hold, wrong_password, second_same, entry_differs.
    """
    if attempt.directed_by and attempt.became != "held":
        raise Trouble("voice_only_hold")
    other = _second(desk, attempt, second, now) if second is not None else None
    found: list[Written] = []

    def decide(reading: Reading) -> Writing | None:
        who = people.require(desk, DEEDS[attempt.became], reading=reading)
        chart = chart_of(desk, reading, dose, attempt.taken, now)
        before = outcome_of(reading, dose, id_)
        if before is not None:
            found.append(Written(before, ()))
            return None
        here = replace(in_ward_time(desk, attempt, who), second=other is not None)
        heard, used = spoken(desk, chart, here, now), entry_id(chart, id_)
        if not passes(heard):
            found.append(Written(None, heard))
            return None
        made = writing(desk, reading, chart, here, (used, id_), other, now)
        found.append(Written(made.outcomes[used], heard))
        return made

    desk.store.decide(decide, now)
    return found[-1]


def entry_id(chart: Chart, id_: UUID) -> UUID:
    """The id of the outcome: of a dose that was checked it comes of the check, which is so marked as used."""
    check = chart.check
    return use_of(check) if check is not None and check.phase == "agrees" and not check.used else id_


def spoken(desk: OpenWard, chart: Chart, attempt: Attempt, now: datetime) -> tuple[Gate, ...]:
    """The gates that speak of an attempt, by the chart as it was read."""
    knowledge = desk.ward.knowledge
    return gates_of(attempt, chart, knowledge.giving.gates, knowledge.wording.language, now)


def in_ward_time(desk: OpenWard, attempt: Attempt, who: Staff) -> Attempt:
    """The attempt in ward time, with what is known of who makes it."""
    ended = None if attempt.ended is None else desk.here(attempt.ended)
    trained = may(who, "give_intrathecal", desk.ward.knowledge.people)
    return replace(attempt, taken=desk.here(attempt.taken), ended=ended, trained=trained)


def _second(desk: OpenWard, attempt: Attempt, second: tuple[str, str], now: datetime) -> Person:
    """Another person who signs too, a prescriber. Trouble wrong_password, second_same, not_allowed."""
    desk.require(DEEDS[attempt.became])
    person_id, password = second
    person = desk.identify(person_id, password=password, now=now)
    if person == desk.person:
        raise Trouble("second_same")
    desk.require("release", person)
    return person


def writing(
    desk: OpenWard, reading: Reading, chart: Chart, attempt: Attempt, ids: tuple[UUID, UUID], other: Person | None,
    now: datetime, moved_from: UUID | None = None,
) -> Writing:  # fmt: skip
    """The outcome with its fact; `ids` are that of the outcome and that of the form it was entered in."""
    dose, (id_, entry) = chart.dose, ids
    outcome = Outcome(
        id=id_, child=dose.child, dose=dose.id, turn=next_turn(dose.id, reading.outcomes(dose=dose.id)),
        became=attempt.became, drug=dose.drug, amount=attempt.amount if attempt.into_child else None, unit=dose.unit,
        bsa_m2=chart.bsa_m2, planned_amount=dose.amount, due=dose.due, taken=attempt.taken, saved=now,
        by=desk.person.name, by_id=desk.person.id, ended=attempt.ended,
        reason=_why(attempt),
    )  # fmt: skip
    body = {**_body(chart, attempt, other), "entry": str(entry)}
    if moved_from is not None:
        body["moved_from"] = str(moved_from)
    return Writing(
        [Entry(id_, kinds.OUTCOME, dose.child, desk.author, attempt.taken, body)], outcomes={id_: outcome}
    )  # fmt: skip


def _why(attempt: Attempt) -> str:
    """Why it was not given, or not as planned, in one line."""
    return listed(dict.fromkeys(one.strip() for one in (attempt.reason, *attempt.reasons.values())))


def _body(chart: Chart, attempt: Attempt, other: Person | None) -> dict[str, Any]:
    """What the row of the outcome does not hold."""
    dose, version = chart.dose, chart.version if chart.in_force is None else chart.in_force.version
    return {
        "dose": str(dose.id), "plan": str(dose.plan), "version": version, "became": attempt.became,
        "drug": dose.drug, "amount": None if attempt.amount is None else str(attempt.amount), "unit": dose.unit,
        "route": attempt.route or dose.route, "planned": dose.planned.isoformat(), "due": dose.due.isoformat(),
        "ended": None if attempt.ended is None else attempt.ended.isoformat(),
        "site": attempt.site, "batch": attempt.batch,
        "expiry": None if attempt.expiry is None else attempt.expiry.isoformat(), "known": attempt.known,
        "reason": attempt.reason, "reasons": dict(attempt.reasons), "directed_by": attempt.directed_by,
        "note": attempt.note, "second": None if other is None else other.name,
        "check": None if chart.check is None else str(chart.check.id), "place": dose.place, "of": dose.of,
    }  # fmt: skip
