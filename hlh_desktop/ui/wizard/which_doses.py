"""Which of the doses that a line gives on one day are meant: all of them, one alone, or one and the rest of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from hlh_desktop.domain.edits import From
from hlh_desktop.domain.telling import clock
from hlh_desktop.domain.wizard.placing import clock_of, starts_of
from hlh_desktop.ui.revision.choosing import narrow
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.pick import Pick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.wizard.day_doses import DayDose, DoseKey


@dataclass(frozen=True, slots=True)
class Some:
    """Doses of a day by the place of the first of them: that one alone, or it and the later ones."""

    place: int
    reach: Literal["dose", "day"]


class WhichDoses(Leading):
    """Asks only where a day has several doses that stand together. Of a day that has begun those to come are meant."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pick = Pick("", self.tr("Which doses of the day"), (), nothing="")
        narrow(self.pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pick)
        self.lead_to(self.pick.box)
        self.pick.changed.connect(self.changed)

    def show_dose(self, dose: DayDose, now: datetime) -> None:
        """Another day's doses; what has passed at `now` is left out of what is meant first."""
        self.pick.box.clear()
        self.pick.box.addItem(self.tr("All %1 doses").replace("%1", str(len(dose.times))), None)
        for some, words in self._answers(dose):
            self.pick.box.addItem(words, some)
        passed = sum(at < now for at in dose.times)
        if 0 < passed < len(dose.times):
            wanted = Some(passed, "day" if passed < len(dose.times) - 1 else "dose")
            found = [self.pick.box.itemData(row) for row in range(self.pick.box.count())]
            self.pick.box.setCurrentIndex(found.index(wanted))

    def _answers(self, dose: DayDose) -> Iterator[tuple[Some, str]]:
        last = len(dose.times) - 1
        for place, at in enumerate(dose.times):
            yield Some(place, "dose"), self.tr("%1 alone").replace("%1", clock(at))
            if 0 < place < last:
                yield Some(place, "day"), self.tr("%1 and later").replace("%1", clock(at))

    @property
    def asks(self) -> bool:
        """Whether there is anything to choose between."""
        return self.pick.box.count() > 2

    @property
    def _some(self) -> Some | None:
        value = self.pick.value
        return value if isinstance(value, Some) and self.asks else None

    @property
    def said(self) -> str:
        """Which of them are meant, in words; nothing where it is all of them."""
        return "" if self._some is None else self.pick.box.currentText()

    def first(self, dose: DayDose) -> int:
        """The place of the first dose that is meant."""
        return 0 if self._some is None else min(self._some.place, len(dose.times) - 1)

    def starts(self, dose: DayDose) -> tuple[From | None, ...]:
        """Where the changes begin, as a case names it."""
        some = self._some
        if some is None:
            return starts_of(dose)
        ones = dose.firsts[some.place :] if some.reach == "day" else dose.firsts[some.place : some.place + 1]
        if dose.slots is None:
            return (From(clock_of(ones[0]), some.reach),)
        return tuple(From(clock_of(at)) for at in ones)

    def key(self, dose: DayDose) -> DoseKey:
        """What the doses that are meant are called once they stand apart."""
        return dose.key if self._some is None else replace(dose.key, time=dose.firsts[self._some.place].time())
