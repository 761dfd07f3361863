"""How screens say things: sentences of the program with numbers, units, dates and drugs as readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.sources import Cites


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of the wording: under "screen." what only a screen says, months and the like as on paper."""

    knowledge: Knowledge

    def screen(self, key: str, **values: Any) -> str:
        """A sentence or label of the screen."""
        return self.knowledge.wording.say(f"screen.{key}", **values)

    def has(self, key: str) -> bool:
        """Whether the screen has a sentence of that key."""
        return self.knowledge.wording.has(f"screen.{key}")

    def named(self, family: str, name: str) -> str:
        """A word of a family, or the name itself where there is none."""
        return self.screen(f"{family}.{name}") if self.has(f"{family}.{name}") else name

    def of(self, words: Mapping[str, str], **values: Any) -> str:
        """A sentence that stands beside its rule."""
        return self.text(words[self.knowledge.wording.language].format_map(values))

    def each(self, reasons: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
        """The sentences of a list to choose from."""
        return tuple(words[self.knowledge.wording.language] for words in reasons)

    def text(self, sentence: str) -> str:
        """A sentence with its numbers, units and ISO dates as readers see them."""
        return self.tell.sentence(sentence)

    @property
    def tell(self) -> Telling:
        """How dates, clock times, ages and days are told on screen and paper alike."""
        return Telling(self.knowledge.wording)

    def day(self, day: date) -> str:
        """A date, e.g. "22 Nov 2026"."""
        return self.tell.day(day)

    def moment(self, at: datetime) -> str:
        """A date with its clock time, e.g. "22 Nov 2026 14:00"."""
        return NON_BREAKING.join((self.tell.day(at.date()), clock(at)))

    def sources(self, cites: Cites) -> tuple[str, ...]:
        """Each source by its title with the evidence tag of the datum."""
        titles = ((self.knowledge.sources[cite.source].title, cite.evidence) for cite in cites)
        return tuple(self.screen("source", title=title, evidence=evidence) for title, evidence in titles)

    def joined(self, parts: Iterable[str]) -> str:
        """Parts with a comma between them."""
        return listed(parts)

    def route(self, route: str) -> str:
        """A route in words."""
        return (
            self.knowledge.wording.say(f"paper.by.{route}")
            if route != "intrathecal"
            else self.screen("intrathecal.route")
        )

    def drug(self, name: str) -> str:
        """A drug in its tall-man letters, and of a compound which part its amounts count."""
        return drug_name(self.knowledge, name)

    def line(self, protocol: str | None, name: str) -> str:
        """The title of a line, or its name where the knowledge has none."""
        known = self.knowledge.protocols
        rule = self.knowledge.line(protocol if protocol in known else next(iter(known)), name)
        return name if rule is None else rule.title
