"""Signed assessments of response as they stand in the record: frozen, in the words of the day they were signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.values import ResultId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.record.values import Fact

ASSESSED = "response_assessed"
# The criteria of a day, as somebody kept them.
CRITERIA = "criteria_assessed"


@dataclass(frozen=True, slots=True)
class SignedItem:
    """An item as it was signed: its question, state in a word, the values as seen, and why the clinician said else."""

    text: str
    state: str
    seen: str
    reason: str


@dataclass(frozen=True, slots=True)
class Signed:
    """An assessment. `definitions` are sentences; `replaced_by` is who signed another one in its place, if any.

    `own` are the ward's own numbers that it rests on, each as it was told. `gone` are the items whose results were
    corrected or struck out since: it stands as it was signed, and is worth a second look.
    """

    id: UUID
    form: str
    title: str
    taken: datetime
    by: str
    conclusion: str
    text: str
    definitions: tuple[str, ...]
    items: tuple[SignedItem, ...]
    replaces: UUID | None
    replaced_by: str | None
    own: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def signed_of(facts: Iterable[Fact], ended: Collection[ResultId] = ()) -> tuple[Signed, ...]:
    """Every assessment among facts, in the order they were signed; `ended` are the results that stand no more."""
    found = [fact for fact in facts if fact.kind == ASSESSED]
    replaced = {fact.supersedes: fact.author.name for fact in found if fact.supersedes is not None}
    return tuple(_signed(fact, replaced.get(fact.id), ended) for fact in found)


def _signed(fact: Fact, replaced_by: str | None, ended: Collection[ResultId]) -> Signed:
    body = fact.body
    gone = (one["text"] for one in body["items"] if any(ResultId(*place) in ended for place in one["results"]))
    items = tuple(SignedItem(one["text"], one["state"], one["seen"], one["reason"]) for one in body["items"])
    return Signed(
        fact.id, body["form"], body["title"], fact.taken, fact.author.name, body["conclusion_text"], body["text"],
        tuple(one["told"] for one in body["definitions"]), items, fact.supersedes, replaced_by,
        tuple(body.get("own") or ()),  # one of before they were stored has none
        tuple(gone),
    )  # fmt: skip
