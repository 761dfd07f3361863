"""Where a child is, written down: admitted to a bed, at home, gone. A wrong entry is struck out and stays readable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from hlh_desktop.domain.log.stay import where
from hlh_desktop.domain.log.values import Stay
from hlh_desktop.domain.names import plain_number
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward.log import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hlh_desktop.domain.log.values import StayKind
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

OF_STAY = (kinds.STAY, kinds.STAY_STRUCK)
ADMITTED, DIED = "admitted", "died"


@dataclass(frozen=True, slots=True)
class StayLine:
    """One entry about where a child is; `struck_by` and `reason` where it was struck out as wrong."""

    stay: Stay
    saved: datetime
    note: str
    struck_by: str | None = None
    reason: str = ""


def stays_of(facts: Iterable[Fact]) -> tuple[Stay, ...]:
    """The entries among facts that stand, in the order they were written, moments in UTC."""
    return tuple(line.stay for line in lines_of(facts) if line.struck_by is None)


def lines_of(facts: Iterable[Fact]) -> tuple[StayLine, ...]:
    """Every entry among facts in the order they were written, those that were struck out too."""
    found = [fact for fact in facts if fact.kind in OF_STAY]
    struck = {UUID(fact.body["stay"]): fact for fact in found if fact.kind == kinds.STAY_STRUCK}
    return tuple(_line(fact, struck.get(fact.id)) for fact in found if fact.kind == kinds.STAY)


def _line(fact: Fact, struck: Fact | None) -> StayLine:
    body = fact.body
    stay = Stay(fact.id, body["kind"], fact.taken.astimezone(UTC), body["bed"], fact.author.name)
    if struck is None:
        return StayLine(stay, fact.saved, body["note"])
    return StayLine(stay, fact.saved, body["note"], struck.author.name, struck.body["reason"])


def stay_at(stays: Iterable[Stay], moment: datetime) -> Stay | None:
    """Where a child is at a moment; None: admitted, the bed not known."""
    return where(stays, moment)


def entries(desk: OpenWard, child: UUID) -> tuple[StayLine, ...]:
    """Every entry about where a child is, in the order they were written."""
    return lines_of(desk.store.facts(child, OF_STAY))


def change_stay(
    desk: OpenWard, child: UUID, kind: StayKind, at: datetime, now: datetime, bed: str = "", note: str = ""
) -> None:
    """Writes down where a child is from a moment on; what is so already is not written again.

    Trouble not_allowed, stay_future, no_child, stay_died, stay_later, bed_taken.
    """
    desk.require("stay")
    if at.astimezone(UTC) > now.astimezone(UTC):
        raise Trouble("stay_future")
    place = " ".join(bed.split()) if kind == ADMITTED else ""

    def decide(reading: Reading) -> Writing | None:
        if child not in reading.identities():
            raise Trouble("no_child")
        stays = stays_of(reading.facts(child, OF_STAY))
        if _is_so(stays, kind, place, at):
            return None
        _refuse_order(stays, kind, at)
        _refuse_taken(reading, child, place, now)
        body = {"kind": kind, "bed": place, "note": note.strip()}
        return Writing([Entry(uuid4(), kinds.STAY, child, desk.author, at, body)])

    desk.store.decide(decide, now)


def _is_so(stays: Iterable[Stay], kind: StayKind, bed: str, at: datetime) -> bool:
    """Whether the child is there already at that moment, by an entry of anybody's."""
    found = where(stays, at)
    return found is not None and (found.kind, plain_number(found.bed)) == (kind, plain_number(bed))


def _refuse_order(stays: Iterable[Stay], kind: StayKind, at: datetime) -> None:
    """Nothing follows a death: neither this entry an earlier one, nor a later one this."""
    if any(stay.kind == DIED and stay.since <= at for stay in stays):
        raise Trouble("stay_died")
    if kind == DIED and any(stay.since > at for stay in stays):
        raise Trouble("stay_later")


def _refuse_taken(reading: Reading, child: UUID, bed: str, now: datetime) -> None:
    """Trouble bed_taken where another child lies in that bed; it names the bed, never the child."""
    if not bed:
        return
    others: dict[UUID, list[Fact]] = {}
    for fact in reading.facts(..., OF_STAY):
        if fact.child is not None and fact.child != child:
            others.setdefault(fact.child, []).append(fact)
    for facts in others.values():
        there = where(stays_of(facts), now)
        if there is not None and there.kind == ADMITTED and plain_number(there.bed) == plain_number(bed):
            raise Trouble("bed_taken", bed=there.bed)


def strike_stay(desk: OpenWard, child: UUID, stay: UUID, reason: str, now: datetime) -> None:
    """Strikes out a wrong entry; what stood before holds again.

    Trouble not_allowed, stay_reason, no_stay, stay_struck.
    """
    desk.require("stay")
    if not reason.strip():
        raise Trouble("stay_reason")

    def decide(reading: Reading) -> Writing | None:
        found = next((one for one in lines_of(reading.facts(child, OF_STAY)) if one.stay.id == stay), None)
        if found is None:
            raise Trouble("no_stay")
        if found.struck_by is not None:
            raise Trouble("stay_struck", by=found.struck_by)
        body = {"stay": str(stay), "kind": found.stay.kind, "bed": found.stay.bed, "reason": reason.strip()}
        return Writing([Entry(uuid5(stay, kinds.STAY_STRUCK), kinds.STAY_STRUCK, child, desk.author, now, body)])

    desk.store.decide(decide, now)
