"""The values of a proof card, and the card as plain text for a screen reader, the clipboard and a printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.wording import Wording

LimitState = Literal["ok", "info", "warning", "critical", "refuse"]
# What a card is about: a number and its sum, or something that a rule says.
ProofKind = Literal["number", "rule"]


@dataclass(frozen=True, slots=True)
class SumRow:
    """One step of the sum: what it is called, the step with its numbers, what it comes to. The last is the dose."""

    label: str
    text: str
    result: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """A value that went in: its unit apart, when it was measured, by whom and how."""

    name: str
    value: str
    unit: str
    when: str
    by: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit that the number was held against, and what came of it."""

    state: LimitState
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source by its id and title, with its evidence tag and what the tag means."""

    id: str
    title: str
    evidence: str
    tag: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """What another source says, or the article elsewhere."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything behind one number, in the order in which it is checked."""

    title: str
    where: str
    sums: tuple[SumRow, ...]
    inputs: tuple[InputRow, ...]
    limits: tuple[LimitRow, ...]
    sources: tuple[SourceRow, ...]
    others: tuple[OtherRow, ...]
    edition: str
    # The rows of the article that it answers, each with its verdict.
    rows: tuple[OtherRow, ...] = ()
    kind: ProofKind = "number"

    def heading(self, part: str, wording: Wording) -> str:
        """What a part of the card is called: a rule has no sum."""
        own = f"proof.{self.kind}.{part}"
        return wording.say(own if wording.has(own) else f"proof.{part}")

    def as_text(self, wording: Wording) -> str:
        """The whole card line by line."""
        return "\n".join(_lines(self, wording))


def _lines(proof: Proof, wording: Wording) -> Iterator[str]:
    yield from (proof.title, proof.where)
    parts: tuple[tuple[str, list[tuple[str, ...]]], ...] = (
        ("sum", [(row.label, row.text, row.result) for row in proof.sums]),
        ("inputs", [(row.name, row.value, row.unit, row.when, row.by) for row in proof.inputs]),
        ("limits", [(wording.say(f"proof.state.{row.state}"), row.title, row.text) for row in proof.limits]),
        ("rows", [(row.title, row.text) for row in proof.rows]),
        ("sources", [(row.id, row.title, row.tag, row.evidence) for row in proof.sources]),
        ("others", [(row.title, row.text) for row in proof.others]),
    )
    for name, rows in parts:
        if rows:
            yield from ("", proof.heading(name, wording))
            yield from (_line(row, wording) for row in rows)
    yield from ("", proof.edition)


def _line(cells: tuple[str, ...], wording: Wording) -> str:
    first, *others = (cell for cell in cells if cell)
    return wording.say("proof.column", first=first, second=", ".join(others)) if others else first
