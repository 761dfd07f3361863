"""Stops of a line, and orders by voice: only hold and stop, naming who ordered, to be countersigned in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    `signed_by` and `signed_at` None while it waits; `reason` is why another than the one who ordered signed it.
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
    signed_at: datetime | None = None
    reason: str = ""

    def is_by(self, name: str) -> bool:
        """Whether somebody of this name is the one who gave the order."""
        return _same_name(self.directed_by, name)

    def in_view(self, now: datetime) -> bool:
        """Whether it is still shown: while it waits, and signed for another as long as an order has to be signed."""
        if self.signed_at is None:
            return True
        return bool(self.reason) and now.astimezone(UTC) - self.signed_at <= self.until - self.at


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


def countersign(desk: OpenWard, order: UUID, password: str, now: datetime, *, reason: str = "") -> None:
    """Signs an order given by voice. Another prescriber than the one who gave it says why, and the log keeps both.

    Trouble not_allowed, wrong_password, no_entry, countersigned_meanwhile, countersign_reason.
    """
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
        ordered_by = fact.body["directed_by"]
        body = {"order": str(order), "drug": fact.body["drug"], "directed_by": ordered_by}
        if not _same_name(ordered_by, desk.person.name):
            if not reason.strip():
                raise Trouble("countersign_reason", by=ordered_by)
            body |= {"by": desk.person.name, "reason": reason.strip()}
        return Writing([Entry(id_, kinds.COUNTERSIGNED, fact.child, desk.author, now, body)])

    desk.store.decide(decide, now)


def _same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def voice_orders(desk: OpenWard, reading: Reading, child: UUID) -> tuple[VoiceOrder, ...]:
    """Every order by voice of a child, oldest first."""
    hours = desk.ward.knowledge.giving.numbers["voice_hours"]
    facts = reading.facts(child, (kinds.OUTCOME, kinds.STOPPED, kinds.COUNTERSIGNED))
    signed = {fact.body["order"]: fact for fact in facts if fact.kind == kinds.COUNTERSIGNED}
    return tuple(
        _order(fact, timedelta(hours=int(hours)), signed.get(str(fact.id)))
        for fact in facts
        if fact.body.get("directed_by") and fact.kind != kinds.COUNTERSIGNED
    )


def _order(fact: Fact, patience: timedelta, signed: Fact | None) -> VoiceOrder:
    assert fact.child is not None
    at = fact.taken.astimezone(UTC)
    what = "stop" if fact.kind == kinds.STOPPED else "hold"
    body = fact.body
    made = VoiceOrder(
        fact.id, fact.child, what, body["drug"], body["directed_by"], fact.author.name, at, at + patience, None
    )
    if signed is None:
        return made
    when, why = signed.taken.astimezone(UTC), signed.body.get("reason", "")
    return replace(made, signed_by=signed.author.name, signed_at=when, reason=why)
