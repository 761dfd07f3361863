"""What is written down of the use of a ward: who came in, who failed to, what was printed, discarded, locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.record.values import Entry
from hlh_desktop.ward import attempts, plans

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.ward.open_ward import OpenWard

DOOR, SIGNING, IDENTIFYING = "door", "signing", "person"
ENTERED, FAILED = "signed_in", "sign_in_failed"


def note(
    desk: OpenWard, kind: str, now: datetime, child: UUID | None = None, body: Mapping[str, Any] | None = None
) -> None:
    """Writes one thing down, of a child or of the ward itself."""
    desk.store.append(entry(desk, kind, now, child, body), now=now)


def entry(
    desk: OpenWard, kind: str, now: datetime, child: UUID | None = None, body: Mapping[str, Any] | None = None
) -> Entry:
    """One thing to write down."""
    return Entry(uuid4(), kind, child, desk.author, now, body or {})


def note_entered(desk: OpenWard, now: datetime) -> None:
    """Writes down who came in, and before that the attempts that failed since the last time."""
    folder = desk.face.folder
    names = {person.id: person.name for person in desk.face.people}
    failed = [
        entry(desk, FAILED, one.at, body=_failed(names.get(one.person, one.person), DOOR, one.workstation))
        for one in attempts.kept(folder)
    ]
    desk.store.append(*failed, entry(desk, ENTERED, now), now=now)
    attempts.forget(folder)


def note_failed_signature(desk: OpenWard, person: str, now: datetime) -> None:
    """Writes down that name and password did not fit when a plan was to be signed."""
    note_failed(desk, person, SIGNING, now)


def note_failed(desk: OpenWard, person: str, where: str, now: datetime) -> None:
    """Writes down that somebody's password did not fit, and what it was asked for."""
    note(desk, FAILED, now, body=_failed(person, where, desk.workstation))


def _failed(person: str, where: str, workstation: str) -> dict[str, str]:
    return {"person": person, "where": where, "on": workstation}


def note_plan(desk: OpenWard, kind: str, plan: UUID, now: datetime) -> None:
    """Writes down what was done with a signed plan. Trouble no_plan."""
    head = plans.head(desk, plan)
    note(desk, kind, now, head.child, {"plan": str(plan), "version": head.version})
