"""What every gate looks at, and how a gate is made: met, open, refused, or met once a reason was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.wizard.values import Gate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Course
    from hlh_desktop.domain.wizard.asking import GateRule
    from hlh_desktop.domain.wizard.known import Known
    from hlh_desktop.domain.wizard.lines import Proposal
    from hlh_desktop.domain.wizard.values import DayOneDose, Doubt, FieldNote, GateState
    from hlh_desktop.domain.wizard.words import Words

WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Scene:
    """A draft at a moment with everything that was worked out of it."""

    draft: Draft
    known: Known
    now: datetime
    words: Words
    problems: tuple[FieldNote, ...]
    doubts: tuple[Doubt, ...]
    proposals: tuple[Proposal, ...]
    day_one: tuple[DayOneDose, ...]
    revises: Course | None = None

    @property
    def case(self) -> Case:
        """The usable case."""
        return self.known.case

    @property
    def plan(self) -> Plan | None:
        """The plan of the usable case."""
        return self.known.trial

    def rule(self, name: str) -> GateRule:
        """A gate's entry."""
        return self.words.knowledge.asking.gates[name]

    def ordered(self, lines: Collection[str]) -> tuple[str, ...]:
        """Which of the lines have orders, by their titles."""
        found = dict.fromkeys(order.line for order in (self.plan.orders if self.plan else ()) if order.line in lines)
        return tuple(self.title(line) for line in found)

    def title(self, line: str) -> str:
        """The title of a line."""
        regimen = self.case.regimen
        return self.words.line(None if regimen is None else regimen.protocol, line)

    def gate(
        self, name: str, state: GateState, said: str, /, *, path: str | None = None, step: int | None = None,
        second: bool = False, **values: Any,
    ) -> Gate:  # fmt: skip
        """A gate by its rule's name, with one of its sentences."""
        rule = self.rule(name)
        text = self.words.of(rule.texts[said], **values)
        title = self.words.of(rule.title)
        sources = self.words.sources(rule.cites)
        return Gate(name, state, title, text, step or rule.step, path or rule.path, second=second, sources=sources)

    def waits(self, name: str) -> Iterator[Gate]:
        """A gate that can't be looked at yet."""
        rule = self.rule(name)
        yield Gate(name, "open", self.words.of(rule.title), self.words.screen("gate.waits"), rule.step, rule.path)

    def asks(self, name: str, said: str, about: str, /, *, path: str | None = None, **values: Any) -> Gate:
        """A gate that a reason opens; `about` is what the reason was given for, so that it holds for that alone."""
        rule = self.rule(name)
        return self.reasoned(rule, f"{name}.{about}", self.words.of(rule.texts[said], **values), path=path)

    def reasoned(self, rule: GateRule, key: str, text: str, *, path: str | None = None) -> Gate:
        """A gate with a text of its own that a reason opens."""
        reason = self.draft.reasons.get(key, "").strip() or None
        return Gate(
            key=key,
            state="reason" if reason is None else "met",
            title=self.words.of(rule.title),
            text=text,
            step=rule.step,
            path=path or rule.path,
            reasons=self.words.each(rule.reasons),
            reason=reason,
            sources=self.words.sources(rule.cites),
        )

    def placed(self, gate: Gate, step: int, state: GateState, reasons: tuple[str, ...]) -> Gate:
        """A gate on another page, in another state, with other reasons to choose from."""
        return replace(gate, step=step, state=state, reasons=reasons)
