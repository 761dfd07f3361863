"""What to read beside a child's charts: a review that is asked for, and early signs, each by itself with its source."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.response.direction_words import ResultWords
from hlh_desktop.domain.results.response.signs import signs, worse
from hlh_desktop.domain.results.trend.values import Note
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, number, with_unit
from hlh_desktop.ward.results.response_words import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.domain.results.response.signs import Reads, Sign
    from hlh_desktop.domain.results.trend.values import NoteMark

MARKS: dict[Reads, NoteMark] = {
    "good": "ok", "between": "info", "bad": "warning", "shown": "info", "unknown": "unknown",
}  # fmt: skip
HUNDRED = 100


def notes_of(known: Known, knowledge: Knowledge) -> tuple[Note, ...]:
    """The review first, then the signs in the order of the rules."""
    words = _Words(known, knowledge)
    return (*words.review(), *(words.sign(one) for one in signs(known)))


def review_of(known: Known, knowledge: Knowledge) -> tuple[Note, ...]:
    """The review alone: the markers that are worse, then what each side says of it; () where none is asked for."""
    return tuple(_Words(known, knowledge).review())


@dataclass(frozen=True, slots=True)
class _Words:
    known: Known
    knowledge: Knowledge

    @property
    def results(self) -> ResultWords:
        return ResultWords(self.knowledge.wording, self.known.catalogue, self.known.zone)

    @property
    def tell(self) -> Telling:
        return Telling(self.knowledge.wording)

    def _in(self, words: dict[str, str], **values: object) -> str:
        return self.tell.sentence(words[self.knowledge.wording.language].format_map(values))

    def review(self) -> Iterator[Note]:
        """Markers that are worse within the hours, where they are as many as ask for a review; both sides after it."""
        found, rules = worse(self.known), self.known.rules.worsening
        if len(found) < rules.need:
            return
        names = listed(self.results.direction(one.difference) for one in found)
        text = self._in(rules.text, count=len(found), hours=rules.hours, names=names)
        head = self.knowledge.wording.say("response.reconsider")
        yield Note("warning", text, sources(self.tell, rules.cites, rules.statements), head)
        for one in rules.says:
            yield Note("info", self._in(one.text), sources(self.tell, one.cites))

    def sign(self, sign: Sign) -> Note:
        """One sign: what was measured in bold, then what its cohort says of it."""
        say, cites = self.knowledge.wording.say, sources(self.tell, sign.rule.cites)
        if sign.reads == "unknown":
            head = say("response.sign_unknown", name=self._name(sign))
            return Note("unknown", say("response.sign_unknown_text"), cites, head)
        values = self._values(sign)
        head = self._in(sign.rule.head, **values)
        return Note(MARKS[sign.reads], self._in(sign.rule.texts[sign.reads], **values), cites, head)

    def _name(self, sign: Sign) -> str:
        name = self.results.name(sign.rule.analyte)
        if sign.rule.day is None:
            return name[:1].upper() + name[1:]
        return self.knowledge.wording.say("response.sign_day", day=sign.rule.day, name=name)

    def _values(self, sign: Sign) -> dict[str, str]:
        last, rule = sign.seen[-1], sign.rule
        values = {"value": self.results.value(last), "when": self.results.when(last.at), "day": ""}
        if self.known.start is not None:
            values["day"] = str((self.known.day(last) - self.known.start).days)
        if sign.difference is not None and rule.change is not None:
            against = Fraction(rule.change.part) / Fraction(rule.change.of) * HUNDRED
            values["change"] = self.results.change(sign.difference, against)
        high = last.reported.high
        if high and last.reported.value is not None:
            values["times"] = number(Fraction(last.reported.value) / Fraction(high), 2)
            values["upper"] = with_unit(number(high), last.unit)
        return values
