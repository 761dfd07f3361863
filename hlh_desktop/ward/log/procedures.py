"""Procedures of a child in the record: plasma exchange, adsorption and others. Amended or struck out, never deleted.

A session that is planned is noted before it begins, so that antibodies are given after it and not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import stands_already
from hlh_desktop.ward.log.read import procedures_of

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.log.procedures import Procedure
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard

OF_PROCEDURES = (kinds.PROCEDURE, kinds.PROCEDURE_STRUCK)


@dataclass(frozen=True, slots=True)
class ProcedureEntry:
    """What somebody writes down of a procedure: its kind of the resources, `what` in own words where that is another.

    `volume_ml` None not known; `begun` may lie ahead; `ended` None is not over.
    """

    kind: str
    begun: datetime
    what: str = ""
    device: str = ""
    volume_ml: Decimal | None = None
    ended: datetime | None = None
    done_by: str = ""
    note: str = ""


def procedures(desk: OpenWard, child: UUID) -> tuple[Procedure, ...]:
    """The procedures of a child that stand, by when they begin."""
    return procedures_of(desk.store.facts(child, OF_PROCEDURES), desk.ward.knowledge)


def note_procedure(desk: OpenWard, child: UUID, entry: ProcedureEntry, id_: UUID, now: datetime) -> None:
    """Writes a procedure down, done or planned; pressed twice it stands once.

    Trouble not_allowed, no_child, procedure_kind, procedure_end, procedure_volume.
    """
    _sound(desk, entry, now)

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.PROCEDURE, procedure=str(id_), begun=desk.here(entry.begun).isoformat()):
            return None
        if child not in reading.identities():
            raise Trouble("no_child")
        return Writing([_fact(desk, child, entry, (id_, id_), "", now)])

    desk.store.decide(decide, now)


def amend_procedure(
    desk: OpenWard, child: UUID, procedure: UUID, entry: ProcedureEntry, reason: str, id_: UUID, now: datetime
) -> None:  # fmt: skip
    """Writes a procedure down anew, such as with its end; what stood before stays in the history.

    Trouble reason_needed, procedure_gone and those of `note_procedure`.
    """
    if not reason.strip():
        raise Trouble("reason_needed")
    _sound(desk, entry, now)

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.PROCEDURE, procedure=str(procedure), reason=reason.strip()):
            return None
        _standing(desk, reading, child, procedure)
        return Writing([_fact(desk, child, entry, (procedure, id_), reason, now)])

    desk.store.decide(decide, now)


def strike_procedure(desk: OpenWard, child: UUID, procedure: UUID, reason: str, now: datetime) -> None:
    """Strikes out a procedure that was written down wrongly, or a planned one that is not done; it stays readable.

    Trouble not_allowed, reason_needed, procedure_gone.
    """
    desk.require("give")
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing | None:
        found = _standing(desk, reading, child, procedure)
        body = {"procedure": str(procedure), "what": found.what, "reason": reason.strip()}
        id_ = uuid5(procedure, kinds.PROCEDURE_STRUCK)
        return Writing([Entry(id_, kinds.PROCEDURE_STRUCK, child, desk.author, desk.here(now), body)])

    desk.store.decide(decide, now)


def _sound(desk: OpenWard, entry: ProcedureEntry, now: datetime) -> None:
    """Whether it can have been so: a known kind, an end after the beginning that is past, a volume above nothing."""
    desk.require("give")
    if entry.kind not in desk.ward.knowledge.giving.procedures:
        raise Trouble("procedure_kind")
    if entry.ended is not None:
        ended = entry.ended.astimezone(UTC)
        if ended > now.astimezone(UTC) or ended < entry.begun.astimezone(UTC):
            raise Trouble("procedure_end")
    if entry.volume_ml is not None and entry.volume_ml <= 0:
        raise Trouble("procedure_volume")


def _standing(desk: OpenWard, reading: Reading, child: UUID, procedure: UUID) -> Procedure:
    found = procedures_of(reading.facts(child, OF_PROCEDURES), desk.ward.knowledge)
    one = next((one for one in found if one.id == procedure), None)
    if one is None:
        raise Trouble("procedure_gone")
    return one


def _fact(
    desk: OpenWard, child: UUID, entry: ProcedureEntry, ids: tuple[UUID, UUID], reason: str, now: datetime
) -> Entry:  # fmt: skip
    """The fact of a procedure. Nothing is taken in the future: a planned session is noted now."""
    procedure, id_ = ids
    title = desk.ward.knowledge.giving.procedures[entry.kind].title[desk.ward.wording.language]
    taken = min(entry.begun.astimezone(UTC), now.astimezone(UTC))
    body: dict[str, Any] = {
        "procedure": str(procedure), "kind": entry.kind, "what": entry.what.strip() or title,
        "device": entry.device.strip(), "volume_ml": None if entry.volume_ml is None else str(entry.volume_ml),
        "begun": desk.here(entry.begun).isoformat(),
        "ended": None if entry.ended is None else desk.here(entry.ended).isoformat(),
        "done_by": entry.done_by.strip(), "note": entry.note.strip(), "reason": reason.strip(),
    }  # fmt: skip
    return Entry(id_, kinds.PROCEDURE, child, desk.author, desk.here(taken), body)
