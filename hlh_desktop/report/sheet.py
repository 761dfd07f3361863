"""What every part of a sheet needs: the plan, the knowledge, the printing, and how paper says things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.sources import Cites
    from hlh_desktop.report.printing import Printing

__all__ = ["Sheet", "clock"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan on its way to paper."""

    plan: Plan
    knowledge: Knowledge
    printing: Printing

    def say(self, key: str, **values: Any) -> str:
        """A sentence or label of the paper as plain text."""
        return self.knowledge.wording.say(f"paper.{key}", **values)

    def markup(self, key: str, **values: Any) -> str:
        """A sentence as a paragraph's markup: its own marks count, those in its values are printed as they stand."""
        return self.say(key, **{name: escape(str(value)) for name, value in values.items()})

    def text(self, words: str) -> str:
        """A sentence of a rule as a paragraph's markup, its numbers and dates written as paper writes them."""
        return escape(self.tell.sentence(words))

    @property
    def tell(self) -> Telling:
        """How dates and doses are told, here as on the screen."""
        return Telling(self.knowledge.wording)

    def day(self, day: date) -> str:
        """A date, e.g. "22 Nov 2026"."""
        return self.tell.day(day)

    def short(self, day: date) -> str:
        """A date of a year that stands near by, e.g. "22 Nov"."""
        return self.tell.short(day)

    def from_to(self, first: date, last: date) -> str:
        """From one date to another, the year once where both have the same."""
        return self.tell.from_to(first, last)

    def weekday(self, day: date) -> str:
        """A date with its day of the week, e.g. "Sun 22 Nov 2026"."""
        return self.tell.weekday(day)

    def moment(self, at: datetime) -> str:
        """A date with day of the week and clock time, e.g. "Sun 22 Nov 2026 14:00"."""
        return self.tell.moment(at)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts with commas and a last "and"."""
        return self.tell.joined(parts)

    def drug(self, name: str) -> Drug:
        """A drug of the formulary."""
        return self.knowledge.formulary[name]

    def cites(self, cites: Cites) -> str:
        """Sources as they stand behind a datum, e.g. "T1 R, T4 M"."""
        return self.tell.cites(cites)

    @property
    def protocol(self) -> str:
        """The title of the protocol decided for, or that there is none."""
        regimen = self.plan.case.regimen
        return self.say("no_regimen") if regimen is None else self.knowledge.protocols[regimen.protocol].title

    def line(self, name: str) -> str:
        """The title of a line of treatment under the protocol decided for; its name where the knowledge has none."""
        regimen = self.plan.case.regimen
        rule = None if regimen is None else self.knowledge.line(regimen.protocol, name)
        return name if rule is None else rule.title
