"""The shape of resources/gates.toml: pages of the wizard, gates of signing with their reasons, lines to be decided."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from hlh_desktop.domain.sources import Cites, Datum, Statements

Words = dict[str, str]
Reasons = tuple[Words, ...]


class StepRule(Datum):
    """A page of the wizard and the parts of the case that are entered on it; the longest fitting part decides."""

    title: Words
    paths: tuple[str, ...]


class GateRule(Datum):
    """A gate of signing as data: where it is cleared, its sentences by state, its numbers, the reasons to choose from.

    `lists` are names that it looks for: lines, drugs, questions.
    """

    step: int
    path: str
    title: Words
    texts: dict[str, Words] = Field(default_factory=dict)
    reasons: Reasons = ()
    numbers: dict[str, Decimal] = Field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    statements: Statements = ()
    cites: Cites


class LineRule(Datum):
    """What brings a line to be decided: options that speak of it, a named protocol, a finding that it answers.

    `findings` are those that say what else to know of it.
    """

    options: tuple[str, ...] = ()
    of_protocol: bool = False
    answers: str | None = None
    findings: tuple[str, ...] = ()


class Asking(Datum):
    """All that the wizard asks for before a plan is signed.

    `gates` by their rule's name; `findings` are the findings that signing stops at, beside every critical one and every
    refusal; `reasons` are lists to choose from, by what is asked; `lines` in the order of the table.
    """

    steps: tuple[StepRule, ...]
    gates: dict[str, GateRule]
    findings: dict[str, GateRule]
    reasons: dict[str, Reasons]
    lines: dict[str, LineRule]
