"""Values to rows and back. What a row's hash covers is its texts as stored, so that no byte can change unseen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.record.canonical import canonical, digest, read_object
from hlh_desktop.record.instants import from_text, to_text
from hlh_desktop.record.values import DoseRow, Entry, Fact, Identity, KeptDraft, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Row

# The chain of what concerns the ward and no child.
WARD = "ward"
# What a fact's hash can't cover: itself, its place in the ward, which the seal covers, and the seal.
NOT_HASHED = {"number", "hash", "seal"}


def fact_row(entry: Entry, ward: str, saved: str) -> dict[str, Any]:
    """A fact's row but for its place in the chains, and the digests of what other tables hold of it (`beside`)."""
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
    }


def fact_hash(row: Mapping[str, Any]) -> str:
    """The hash of a fact's row, with the hash before it in its chain."""
    return digest(_filled(row, NOT_HASHED))


def fact_seal(previous: str, number: int, fact: str) -> str:
    """The seal of the ward up to a fact: every head of every chain went into it in its turn."""
    return digest([previous, number, fact])


def to_fact(row: Sequence[Any]) -> Fact:
    """A fact of its row: what the columns of the table hold, in their order."""
    (
        number,
        id_,
        _,
        chain,
        sequence,
        kind,
        child,
        author,
        name,
        workstation,
        taken,
        saved,
        before,
        body,
        _,
        _,
        own,
        seal,
    ) = row
    return Fact(
        id=UUID(id_),
        chain=chain,
        sequence=sequence,
        kind=kind,
        child=_uuid(child),
        author=Person(author, name),
        workstation=workstation,
        taken=from_text(taken),
        saved=from_text(saved),
        supersedes=_uuid(before),
        body=read_object(body),
        hash=own,
        number=number,
        seal=seal,
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


def row_digest(row: Mapping[str, Any]) -> str:
    """The digest of a row that belongs to a fact by its number, such as an identity, that stands in the fact."""
    return digest(_filled(row, {"number"}))


def to_identity(row: Sequence[Any]) -> tuple[UUID, Identity]:
    """A child and its identity, of the row."""
    _, child, mrn, family, given, born, sex, _ = row
    return UUID(child), Identity(mrn, family, given, date.fromisoformat(born), sex)


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
        "planned": None if dose.planned is None else to_text(dose.planned),
        "drug": dose.drug,
        "amount": None if dose.amount is None else str(dose.amount),
        "unit": dose.unit,
        "route": dose.route,
        "kind": dose.kind,
        "place": dose.place,
        "of": dose.of,
        "cap": None if dose.cap is None else str(dose.cap),
        "least_hours": None if dose.least_hours is None else str(dose.least_hours),
    }


def doses_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """The digest of a plan's dose rows, in the order of their numbers, that stands in the plan's fact."""
    return digest([_filled(row) for row in rows])


def rows_digest(rows: Sequence[Mapping[str, Any]]) -> str:
    """The digest of rows that belong to a fact by its number, in the order of their keys, that stands in the fact.

    By columns, which for many rows takes a third of the time; a column that is empty in all of them is left out, so
    that one that is added later changes no older digest.
    """
    columns = {name: [row[name] for row in rows] for name in rows[0] if name != "number"}
    return digest({name: column for name, column in columns.items() if any(one is not None for one in column)})


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
