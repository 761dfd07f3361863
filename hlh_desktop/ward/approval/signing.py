"""Signatures under an edition of the knowledge: facts of the ward, each by password, counted for that edition alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hlh_desktop.domain.approval.standing import (
    Approval,
    Edition,
    KnowledgeStanding,
    edition_of,
    last_approved,
    of_edition,
    role_for,
    standing,
)
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.approval import kinds
from hlh_desktop.ward.approval.own_values import holding
from hlh_desktop.ward.approval.texts import packed, signed_texts, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hlh_desktop.domain.people import Role, Staff
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


def approvals_of(facts: Iterable[Fact]) -> tuple[Approval, ...]:
    """Every signature, in the order of their saving."""
    return tuple(
        Approval(
            Edition(fact.body["edition"], fact.body["digest"]), fact.author.id, fact.author.name, fact.body["role"],
            fact.taken,
        )
        for fact in facts
    )  # fmt: skip


def approvals(record: Store | Reading) -> tuple[Approval, ...]:
    """The same of the record as it stands."""
    return approvals_of(record.facts(None, (kinds.APPROVED,)))


def texts_now(desk: OpenWard, record: Store | Reading) -> dict[str, str]:
    """What would be signed now."""
    return signed_texts(desk.ward.as_shipped, holding(desk, record))


def edition_now(desk: OpenWard, record: Store | Reading) -> Edition:
    """The edition that is in force now, by the record."""
    return edition_of(desk.ward.as_shipped.edition, texts_now(desk, record))


def standing_now(desk: OpenWard, record: Store | Reading | None = None) -> KnowledgeStanding:
    """How the knowledge stands: who has signed exactly what is in force, and how many values are the ward's own."""
    source = desk.store if record is None else record
    edition, every = edition_now(desk, source), approvals(source)
    found = of_edition(every, edition)
    return KnowledgeStanding(edition.name, standing(every, edition), found, len(desk.ward.knowledge.own))


def texts_before(desk: OpenWard) -> tuple[Edition, Mapping[str, str]] | None:
    """The edition that was approved last with its texts; None where none ever was."""
    facts = desk.store.facts(None, (kinds.APPROVED,))
    edition = last_approved(approvals_of(facts))
    kept = (fact.body["texts"] for fact in facts if edition is not None and fact.body["digest"] == edition.digest)
    texts = next((one for one in kept if one is not None), None)
    return None if edition is None or texts is None else (edition, unpacked(texts))


def approve(desk: OpenWard, seen: Edition, secret: str, now: datetime) -> None:
    """See `ApprovalLog.approve`."""
    people.authorise(desk, "approve", secret, now)

    def decide(reading: Reading) -> Writing:
        staff = people.require(desk, "approve", reading=reading)
        if edition_now(desk, reading) != seen:
            raise Trouble("edition_changed")
        before = of_edition(approvals(reading), seen)
        role = _role(desk, staff, before)
        body: dict[str, Any] = {
            "edition": seen.name, "digest": seen.digest, "role": role, "own": len(holding(desk, reading)),
            # The first signature keeps what was signed; those after it are under the same digest.
            "texts": None if before else packed(texts_now(desk, reading)),
        }  # fmt: skip
        return Writing([Entry(uuid4(), kinds.APPROVED, None, desk.author, now, body)])

    desk.store.decide(decide, now)


def _role(desk: OpenWard, staff: Staff, before: tuple[Approval, ...]) -> Role:
    """The role in which somebody signs. Trouble approved_already, approval_role_done."""
    if any(one.by == staff.id for one in before):
        raise Trouble("approved_already", name=staff.name)
    role = role_for(staff.roles, before)
    if role is None:
        done = KnowledgeStanding("", "half", before)
        raise Trouble("approval_role_done", name=staff.name, missing=people.role_words(desk, done.missing))
    return role
