"""Values to rows and back. What a row's hash covers is its texts as stored, so that no byte can change unseen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.record.canonical import canonical, digest, read_object
from hlh_desktop.record.instants import from_text, to_text
from hlh_desktop.record.values import DoseRow, Entry, Fact, Identity, KeptDraft, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Row

# The chain of what concerns the ward and no child.
WARD = "ward"
# What a fact's hash can't cover: itself, its place in the ward, which the seal covers, and the seal.
NOT_HASHED = {"number", "hash", "seal"}


def fact_row(entry: Entry, ward: str, saved: str, beside: Mapping[str, str]) -> dict[str, Any]:
    """A fact's row but for its place in the chains. `beside` are digests of what other tables hold of it."""
    return {
        "id": entry.id.hex,
        "ward": ward,
        "chain": WARD if entry.child is None else entry.child.hex,
        "kind": entry.kind,
        "child": None if entry.child is None else entry.child.hex,
        "author": entry.author.person.id,
        "author_name": entry.author.person.name,
        "workstation": entry.author.workstation,
        "taken": to_text(entry.taken),
        "saved": saved,
        "supersedes": None if entry.supersedes is None else entry.supersedes.hex,
        "body": canonical(entry.body),
        "beside": canonical(beside),
    }


def fact_hash(row: Mapping[str, Any]) -> str:
    """The hash of a fact's row, with the hash before it in its chain."""
    return digest(_filled(row, NOT_HASHED))


def fact_seal(previous: str, number: int, fact: str) -> str:
    """The seal of the ward up to a fact: every head of every chain went into it in its turn."""
    return digest([previous, number, fact])


def to_fact(row: Row[Any]) -> Fact:
    """A fact of its row."""
    return Fact(
        id=UUID(row.id),
        chain=row.chain,
        sequence=row.sequence,
        kind=row.kind,
        child=_uuid(row.child),
        author=Person(row.author, row.author_name),
        workstation=row.workstation,
        taken=from_text(row.taken),
        saved=from_text(row.saved),
        supersedes=_uuid(row.supersedes),
        body=read_object(row.body),
        hash=row.hash,
        number=row.number,
        seal=row.seal,
    )


def identity_row(identity: Identity, child: UUID, salt: str) -> dict[str, Any]:
    """An identity's row but for its number; the salt keeps its digest from being guessed."""
    return {
        "child": child.hex,
        "mrn": identity.mrn,
        "family_name": identity.family_name,
        "given_name": identity.given_name,
        "date_of_birth": identity.date_of_birth.isoformat(),
        "sex": identity.sex,
        "salt": salt,
    }


def identity_digest(row: Mapping[str, Any]) -> str:
    """The digest of an identity's row that stands in its fact."""
    return digest(_filled(row, {"number"}))


def child_of(row: Row[Any]) -> UUID:
    """The child of an identity's row."""
    return UUID(row.child)


def to_identity(row: Row[Any]) -> Identity:
    """An identity of its row."""
    return Identity(row.mrn, row.family_name, row.given_name, date.fromisoformat(row.date_of_birth), row.sex)


def dose_row(dose: DoseRow, number: int) -> dict[str, Any]:
    """A planned dose's row."""
    return {
        "number": number,
        "id": dose.id.hex,
        "child": dose.child.hex,
        "plan": dose.plan.hex,
        "line": dose.line,
        "part": dose.part,
        "slot": dose.slot,
        "due": to_text(dose.due),
    }


def doses_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """The digest of a plan's dose rows, in the order of their numbers, that stands in the plan's fact."""
    return digest([_filled(row) for row in rows])


def to_dose(row: Row[Any]) -> DoseRow:
    """A planned dose of its row."""
    return DoseRow(
        UUID(row.id), UUID(row.child), UUID(row.plan), row.line, row.part, row.slot, from_text(row.due)
    )  # fmt: skip


def draft_row(draft: KeptDraft) -> dict[str, Any]:
    """A draft's row."""
    return {
        "id": draft.id.hex,
        "child": None if draft.child is None else draft.child.hex,
        "author": draft.author.id,
        "author_name": draft.author.name,
        "begun": to_text(draft.begun),
        "kept": to_text(draft.kept),
        "body": canonical(draft.body),
    }


def to_draft(row: Row[Any]) -> KeptDraft:
    """A draft of its row."""
    author = Person(row.author, row.author_name)
    begun, kept = from_text(row.begun), from_text(row.kept)
    return KeptDraft(UUID(row.id), _uuid(row.child), author, begun, kept, read_object(row.body))


def _filled(row: Mapping[str, Any], without: Collection[str] = ()) -> dict[str, Any]:
    """What a digest covers: what is filled, so that a column that is added later changes no older row's digest."""
    return {name: value for name, value in row.items() if value is not None and name not in without}


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
