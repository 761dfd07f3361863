"""What a wristband and a label say: name, number, birth date, sex and allergies, as markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.report.marks import black, bold, muted
from hlh_desktop.report.writing import escape, listed, unbroken

if TYPE_CHECKING:
    from hlh_desktop.report.label_sheet import LabelledChild
    from hlh_desktop.report.printing import Printing


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words of one sheet."""

    child: LabelledChild
    printing: Printing
    tell: Telling

    def say(self, key: str, **values: Any) -> str:
        """A sentence of this sheet as plain text."""
        return self.tell.wording.say(f"label.{key}", **values)

    def markup(self, key: str, **values: Any) -> str:
        """A sentence of this sheet as markup."""
        return escape(self.say(key, **values))

    @property
    def name(self) -> str:
        """The name as every page shows it: FAMILY, Given."""
        child = self.child
        family = child.family_name.upper() if child.family_name else ""
        return listed((family, child.given_name or "")) or self.tell.say("name_unknown")

    @property
    def number(self) -> str:
        """The hospital number."""
        return self.tell.say("number", mrn=self.child.mrn)

    @property
    def born(self) -> str:
        """Birth date and sex, as markup."""
        date = self.tell.say("born", date=self.tell.day(self.child.date_of_birth))
        return listed((bold(unbroken(date)), unbroken(self.tell.say(f"sex.{self.child.sex or 'unknown'}"))))

    def allergies(self, most: int) -> str:
        """The allergies as markup, in at most so many letters: what has no room is counted, never cut."""
        known, label = self.child.allergies, muted(self.tell.say("allergies"))
        if known is None:
            said = black(self.tell.say("allergies_not_asked"))
        else:
            said = bold(escape(self._shown(known, most)) if known else self.tell.say("allergies_none"))
        return f"{label}\N{NO-BREAK SPACE}{said}"

    def _shown(self, known: tuple[str, ...], most: int) -> str:
        kept = list(known)
        while len(listed(kept)) > most:
            kept.pop()
        if not kept:
            return self.say("allergies_counted", count=len(known))
        more = len(known) - len(kept)
        return listed((*kept, self.say("allergies_more", count=more) if more else ""))

    @property
    def printed(self) -> str:
        """When, by whom and where the sheet was printed."""
        printing = self.printing
        at = NON_BREAKING.join((self.tell.weekday(printing.at.date()), clock(printing.at)))
        return self.say("foot.printed", at=at, by=printing.by, place=printing.workstation)
