"""A form of response filled from the results: each item answered, overridden or unknown; each definition by itself.

A definition is met, not met or open; none of them is added to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.logic import tally
from hlh_desktop.domain.results.response.items import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.logic import Tally, Truth
    from hlh_desktop.domain.results.response.items import Answer
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.domain.results.response.rules import DefinitionRule, ItemRule, ResponseRules

State = Literal["met", "not_met", "unknown"]
STATES: dict[Truth, State] = {True: "met", False: "not_met", None: "unknown"}
TRUTHS: dict[str, Truth] = {state: truth for truth, state in STATES.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """What the clinician says of an item; `reason` is needed where the results said something else."""

    truth: Truth
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what the results answer, and what the clinician says instead, if anything."""

    code: str
    rule: ItemRule
    answer: Answer
    said: Said | None = None

    @property
    def truth(self) -> Truth:
        """What counts: the clinician's word before the results'."""
        return self.answer.truth if self.said is None else self.said.truth

    @property
    def state(self) -> State:
        """The same as a word."""
        return STATES[self.truth]

    @property
    def asked(self) -> bool:
        """Whether only the clinician can answer it."""
        return self.rule.rule == "asked"

    @property
    def overridden(self) -> bool:
        """Whether the clinician says something else than results that answer: that needs a reason."""
        return self.said is not None and not self.asked and self.said.truth is not self.answer.truth


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition on the items of a form. `counts` are its own items, met, unknown and not met."""

    code: str
    rule: DefinitionRule
    counts: Tally
    truth: Truth

    @property
    def state(self) -> State:
        """Whether it is met; unknown is open."""
        return STATES[self.truth]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A form at a moment."""

    form: str
    items: tuple[Item, ...]
    definitions: tuple[Definition, ...]

    @property
    def unknown(self) -> tuple[Item, ...]:
        """What is not assessed."""
        return tuple(one for one in self.items if one.truth is None)

    @property
    def unreasoned(self) -> tuple[Item, ...]:
        """What the clinician says against the results, or without any, and has given no reason for."""
        return tuple(one for one in self.items if one.overridden and one.said and not one.said.reason.strip())

    @property
    def signature(self) -> tuple[tuple[str, State, tuple[str, ...]], ...]:
        """What the results answer and by which of them: the same as long as nothing new came."""
        return tuple(
            (one.code, STATES[one.answer.truth], tuple(f"{seen.id.number}.{seen.id.place}" for seen in one.answer.seen))
            for one in self.items
        )


def assess(form: str, known: Known, said: Mapping[str, Said]) -> Assessment:
    """A form filled from what is known; `said` is by item."""
    rules = known.rules
    rule = rules.forms[form]
    items = tuple(
        Item(code, rules.items[code], answer(rules.items[code], known, rule.window_hours), said.get(code))
        for code in items_of(form, rules)
    )
    truths = {one.code: one.truth for one in items}
    return Assessment(form, items, tuple(_definition(code, rules, truths) for code in rule.definitions))


def items_of(form: str, rules: ResponseRules) -> tuple[str, ...]:
    """The items of a form in the order of its definitions, each once."""
    rule = rules.forms[form]
    listed = (code for name in rule.definitions for code in rules.definitions[name].items)
    return tuple(dict.fromkeys((*listed, *rule.further)))


def _definition(code: str, rules: ResponseRules, truths: Mapping[str, Truth]) -> Definition:
    rule = rules.definitions[code]
    counts = tally(truths[item] for item in rule.items)
    return Definition(code, rule, counts, counts.at_least(rule.need))
