"""A form of response in words: items with value, date and direction, definitions counted; and as it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.approval.words import own_notes
from hlh_desktop.domain.results.response.direction_words import ResultWords
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, number, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.response.assess import Assessment, Definition, Item
    from hlh_desktop.domain.results.response.rules import DefinitionRule, FormRule
    from hlh_desktop.domain.sources import Cites, Statements

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as its row shows it: `state` in a word, `seen` the values with their dates, `why` what to know of it."""

    code: str
    text: str
    state: str
    seen: str
    why: str
    sources: str


def sources(tell: Telling, cites: Cites, statements: Statements = ()) -> str:
    """Rows of the article and sources."""
    return listed((*statements, tell.cites(cites)))


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of one form."""

    knowledge: Knowledge
    zone: ZoneInfo
    form: str

    @property
    def rule(self) -> FormRule:
        """The form as data."""
        return self.knowledge.response.forms[self.form]

    @property
    def tell(self) -> Telling:
        """How readers see numbers and dates."""
        return Telling(self.knowledge.wording)

    @property
    def results(self) -> ResultWords:
        """How results read."""
        return ResultWords(self.knowledge.wording, self.knowledge.catalogue, self.zone)

    def _say(self, key: str, **values: object) -> str:
        return self.knowledge.wording.say(f"response.{key}", **values)

    def _in(self, words: dict[str, str]) -> str:
        return self.tell.sentence(words[self.knowledge.wording.language])

    @property
    def title(self) -> str:
        """What the form is."""
        return self._in(self.rule.title)

    @property
    def note(self) -> str:
        """What to know before it is filled in."""
        return self._in(self.rule.note)

    @property
    def sources(self) -> str:
        """Where the form comes from."""
        return sources(self.tell, self.rule.cites, self.rule.statements)

    @property
    def own(self) -> tuple[str, ...]:
        """Which of the numbers that the form rests on are the ward's own, each with what was shipped."""
        items = dict.fromkeys(code for name in self.rule.definitions for code in self._definition(name).items)
        places = (f"response.forms.{self.form}", *(f"response.items.{code}" for code in (*items, *self.rule.further)))
        return tuple(self.tell.sentence(note) for place in places for note in own_notes(self.knowledge, place))

    def _definition(self, name: str) -> DefinitionRule:
        return self.knowledge.response.definitions[name]

    @property
    def conclusions(self) -> tuple[tuple[str, str], ...]:
        """What may be concluded, by code."""
        return tuple((code, self._in(words)) for code, words in self.rule.conclusions.items())

    @property
    def reasons(self) -> tuple[str, ...]:
        """Usual reasons for another answer."""
        return tuple(self._in(words) for words in self.knowledge.response.reasons)

    def names(self, items: Iterable[Item]) -> str:
        """Items by their questions."""
        return listed(self._in(one.rule.text) for one in items)

    def row(self, item: Item) -> ItemRow:
        """One item."""
        state = self._say(f"state_{item.state}")
        cites = sources(self.tell, item.rule.cites)
        return ItemRow(item.code, self._in(item.rule.text), state, self.seen(item), self.why(item), cites)

    def seen(self, item: Item) -> str:
        """The values that it rests on, with their dates; a change with both ends and its direction."""
        answer, words = item.answer, self.results
        if answer.difference is not None:
            change = item.rule.change
            against = None if change is None else Fraction(change.part) / Fraction(change.of) * HUNDRED
            first, last = (words.when(one.at) for one in (answer.difference.first, answer.difference.last))
            went = words.direction(answer.difference, against)
            return self._say("went", direction=went, first=first, last=last)
        return listed(words.value_on(one) for one in answer.seen)

    def why(self, item: Item) -> str:
        """Why it stands as it does, where the values alone do not say so."""
        code, last = item.answer.why, item.answer.seen[-1] if item.answer.seen else None
        if code == "results":
            return ""
        if code == "old":
            return self._say("why.old", hours=item.rule.hours or self.rule.window_hours)
        if code == "stand_in" and item.rule.limit is not None:
            unit, value = next(iter(item.rule.limit.values.items()))
            return self._say("why.stand_in", limit=with_unit(number(value), unit))
        if code == "range" and last is not None:
            return self._range(last.reported.low, last.reported.high)
        return self._say(f"why.{code}")

    def _range(self, low: Any, high: Any) -> str:
        key = "range" if low is not None and high is not None else "range_from" if high is None else "range_to"
        ends = {name: "" if end is None else number(end) for name, end in (("low", low), ("high", high))}
        return self._say(f"why.{key}", **ends)

    def definition(self, found: Definition) -> str:
        """A definition by its name with its counts; never a bare word for the child."""
        counts = found.counts
        total = len(found.rule.items)
        said = self._say(
            "counts", title=self._in(found.rule.title), state=self._say(f"definition_{found.state}"), met=counts.met,
            all=total, unknown=counts.unknown,
        )  # fmt: skip
        return said + (self._say("need", need=found.rule.need) if found.rule.need < total else "")

    def definition_note(self, found: Definition) -> str:
        """What to know of a definition, with its source."""
        return " ".join((self._in(found.rule.note), sources(self.tell, found.rule.cites)))


def body_of(made: Assessment, words: FormWords, conclusion: str, text: str) -> dict[str, Any]:
    """An assessment as it is stored: every question, answer and value in the words of this edition."""
    return {
        "form": made.form,
        "title": words.title,
        "items": [_item_body(one, words) for one in made.items],
        "definitions": [_definition_body(one, words) for one in made.definitions],
        "conclusion": conclusion,
        "conclusion_text": dict(words.conclusions)[conclusion],
        "text": text.strip(),
        "own": list(words.own),
    }


def _item_body(item: Item, words: FormWords) -> dict[str, Any]:
    row = words.row(item)
    return {
        "code": item.code,
        "text": row.text,
        "state": item.state,
        "answered": "clinician" if item.said is not None else "results",
        "results_say": {True: "met", False: "not_met", None: "unknown"}[item.answer.truth],
        "why": item.answer.why,
        "results": [[one.id.number, one.id.place] for one in item.answer.seen],
        "seen": row.seen,
        "reason": "" if item.said is None else item.said.reason.strip(),
    }


def _definition_body(found: Definition, words: FormWords) -> dict[str, Any]:
    counts = found.counts
    return {
        "code": found.code, "state": found.state, "met": counts.met, "unknown": counts.unknown,
        "not_met": counts.not_met, "need": found.rule.need, "told": words.definition(found),
    }  # fmt: skip
