"""Stops of a line, and orders by voice: only hold and stop, naming who ordered, to be countersigned in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import plans
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import stands_already, who_and_when

if TYPE_CHECKING:
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class VoiceOrder:
    """A hold or stop that was ordered by voice: its fact, what, who ordered, who noted, until when to countersign.

    `signed_by` None while it waits.
    """

    fact: UUID
    child: UUID
    what: str
    drug: str
    directed_by: str
    noted_by: str
    at: datetime
    until: datetime
    signed_by: str | None


def stop(
    desk: OpenWard, child: UUID, line: str, part: str | None, *, reason: str, directed_by: str, id_: UUID,
    now: datetime,
) -> None:  # fmt: skip
    """Stops a line from now on. A prescriber stops on their own; anybody else names who ordered it.

    Trouble not_allowed, reason_needed, directed_by_needed, no_plan, no_line.
    """
    if not reason.strip():
        raise Trouble("reason_needed")
    if not desk.may("stop"):
        desk.require("voice")
        if not directed_by.strip():
            raise Trouble("directed_by_needed")

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.STOPPED, line=line, part=part):
            return None
        plan = plans.standing_in(reading, child)
        if plan is None:
            raise Trouble("no_plan")
        drug = next((row.drug for row in reading.doses(plan.id) if (row.line, row.part) == (line, part)), None)
        if drug is None:
            raise Trouble("no_line")
        body = {"line": line, "part": part, "drug": drug, "plan": str(plan.id), "version": plan.version,
                "reason": reason, "directed_by": directed_by.strip()}  # fmt: skip
        return Writing([Entry(id_, kinds.STOPPED, child, desk.author, now, body)])

    desk.store.decide(decide, now)


def lift_stop(desk: OpenWard, child: UUID, stop_id: UUID, reason: str, now: datetime) -> None:
    """Ends a stop. Trouble not_allowed, reason_needed, no_entry."""
    desk.require("lift")
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing | None:
        fact = reading.fact(stop_id)
        if fact is None or fact.kind != kinds.STOPPED or fact.child != child:
            raise Trouble("no_entry")
        id_ = uuid5(stop_id, kinds.STOP_LIFTED)
        body = {"stop": str(stop_id), "line": fact.body["line"], "drug": fact.body["drug"], "reason": reason}
        return None if reading.fact(id_) else Writing([Entry(id_, kinds.STOP_LIFTED, child, desk.author, now, body)])

    desk.store.decide(decide, now)


def countersign(desk: OpenWard, order: UUID, password: str, now: datetime) -> None:
    """Signs an order given by voice. Trouble not_allowed, wrong_password, no_entry, countersigned_meanwhile."""
    desk.require("countersign")
    desk.identify(desk.person.id, password=password, now=now)

    def decide(reading: Reading) -> Writing | None:
        fact = reading.fact(order)
        if fact is None or fact.child is None or not fact.body.get("directed_by"):
            raise Trouble("no_entry")
        id_ = uuid5(order, kinds.COUNTERSIGNED)
        before = reading.fact(id_)
        if before is not None:
            raise Trouble("countersigned_meanwhile", **who_and_when(desk, before.author.name, before.saved))
        body = {"order": str(order), "drug": fact.body["drug"], "directed_by": fact.body["directed_by"]}
        return Writing([Entry(id_, kinds.COUNTERSIGNED, fact.child, desk.author, now, body)])

    desk.store.decide(decide, now)


def voice_orders(desk: OpenWard, reading: Reading, child: UUID) -> tuple[VoiceOrder, ...]:
    """Every order by voice of a child, oldest first."""
    hours = desk.ward.knowledge.giving.numbers["voice_hours"]
    facts = reading.facts(child, (kinds.OUTCOME, kinds.STOPPED, kinds.COUNTERSIGNED))
    signed = {fact.body["order"]: fact.author.name for fact in facts if fact.kind == kinds.COUNTERSIGNED}
    return tuple(
        _order(fact, timedelta(hours=int(hours)), signed.get(str(fact.id)))
        for fact in facts
        if fact.body.get("directed_by") and fact.kind != kinds.COUNTERSIGNED
    )


def _order(fact: Fact, patience: timedelta, signed: str | None) -> VoiceOrder:
    assert fact.child is not None
    at = fact.taken.astimezone(UTC)
    what = "stop" if fact.kind == kinds.STOPPED else "hold"
    body = fact.body
    return VoiceOrder(
        fact.id, fact.child, what, body["drug"], body["directed_by"], fact.author.name, at, at + patience, signed
    )
