"""How the state of the knowledge and a ward's own values are told, on screen, on paper and in findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.approval.own_values import OwnNumber
    from hlh_desktop.domain.approval.standing import Approval, KnowledgeStanding
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wording import Wording


def standing_line(found: KnowledgeStanding, wording: Wording) -> str:
    """The state in the one sentence that every page carries, with how many values are the ward's own."""
    signed = Telling(wording).joined([signer(one, wording) for one in found.approvals]) if found.approvals else ""
    day = Telling(wording).day(found.approvals[-1].at.date()) if found.approvals else ""
    missing = ", ".join(wording.say(f"people.role.{role}") for role in found.missing)
    said = wording.say(f"approval.line.{found.state}", edition=found.edition, signed=signed, day=day, missing=missing)
    return " ".join(filter(None, (said, own_count(found.own, wording))))


def signer(one: Approval, wording: Wording) -> str:
    """Who signed, with the role: "Dr A. Example (physician)"."""
    return wording.say("approval.signer", name=one.name, role=wording.say(f"people.role.{one.role}"))


def own_count(count: int, wording: Wording) -> str:
    """How many numbers are the ward's own; nothing where none is."""
    return wording.say("approval.own.one" if count == 1 else "approval.own.many", count=count) if count else ""


def own_notes(knowledge: Knowledge, below: str) -> Iterator[str]:
    """One sentence for each own value at or below a path, with the shipped value beside it."""
    for path, own in knowledge.own.items():
        if any(place == below or place.startswith(f"{below}.") for place in (path, *own.also)):
            yield own_note(own, knowledge.wording)


def own_note(own: OwnNumber, wording: Wording) -> str:
    """A value of the ward's own with what was shipped."""
    value, shipped = with_unit(own.value, own.unit), with_unit(own.shipped, own.unit)
    return wording.say("approval.own.note", title=own.title, value=value, shipped=shipped)
