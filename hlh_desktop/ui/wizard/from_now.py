"""A line's factor while its course goes on: it may count from now on, and what counts so already can be taken back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.revision.onward import from_now_on, offer_of, standing, taken_back
from hlh_desktop.domain.working import percent
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.wizard.card import beside
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ui.wizard.statements import empty

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hlh_desktop.domain.revision.onward import Key, Offer, Standing
    from hlh_desktop.domain.telling import Telling
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look


class FromNow(QWidget):
    """Follows one line of a draft. It writes only when a person presses From now on or Take back."""

    def __init__(self, title: str, tell: Telling, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._tell = title, tell
        self._entry: Entry | None = None
        self._key: Key = ("", None)
        self._offer: Offer | None = None
        self._shown: object = None
        self.note = Note("critical")
        self.take = button(
            self.tr("From now on"), "main", "check", name=self.tr("%1, from now on").replace("%1", title)
        )
        self.take.clicked.connect(self._take)
        # Beside a factor the form of the line asks for the reason; where the full dose comes back it does not.
        self.reason = ReasonField(self.tr("Reason, needed"), reasons)
        self.reason.typed.connect(lambda _: self._ready())
        self.reason.entered.connect(self.take.click)
        self._list = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().tokens.px(6))
        column.addWidget(self.note)
        column.addWidget(self.reason)
        column.addLayout(beside(self.take))
        column.addLayout(self._list)

    def follow(self, entry: Entry, key: Key) -> None:
        """The draft and the line that it is about."""
        self._entry, self._key = entry, key

    def show_look(self, look: Look) -> None:
        """The line as it stands in a look at the draft."""
        if self._entry is not None:
            now = self._entry.desk.ward.here(self._entry.desk.now())
            self.show_factors(
                offer_of(self._key, self._entry.revises, look.plan, now), standing(self._key, look.plan, now)
            )

    def _take(self) -> None:
        """A factor typed for the whole line counts for the doses to come alone: none of the past is rewritten."""
        entry, offer = self._entry, self._offer
        if entry is not None and offer is not None and (course := entry.revises) is not None:
            found = replace(offer, reason=offer.reason or self.reason.value)
            entry.edit(lambda case: from_now_on(case, course, found))

    def _ready(self) -> None:
        self.take.setEnabled(self._offer is not None and bool(self._offer.reason or self.reason.value))

    def _back(self, one: Standing) -> None:
        if self._entry is not None:
            self._entry.edit(lambda case: taken_back(case, one))

    def show_factors(self, offer: Offer | None, factors: Sequence[Standing]) -> None:
        """What may be chosen now, and every factor that counts from a dose on."""
        if (offer, factors) == self._shown:
            return
        self._shown, self._offer = (offer, factors), offer
        self.reason.setVisible(offer is not None and offer.unexplained)
        self.note.setVisible(offer is not None)
        self.take.setVisible(offer is not None)
        if offer is not None:
            self.note.say("critical", self._offered(offer))
        self._ready()
        empty(self._list)
        for one in factors:
            self._list.addWidget(self._row(one))
        self.setVisible(offer is not None or bool(factors))

    def _offered(self, offer: Offer) -> str:
        one = self.tr("One dose has passed and keeps its amount.")
        more = self.tr("%1 doses have passed and keep their amounts.")
        passed = (one if offer.passed == 1 else more).replace("%1", str(offer.passed))
        words = self.tr("%2 of the standard dose can count from the dose of %3 on: each dose before stays as it is.")
        said = words.replace("%2", _percent(offer.factor)).replace("%3", self._tell.moment(offer.since))
        return f"{passed} {said}" if offer.reason else f"{passed} {said} {self.tr('Give the reason first.')}"

    def _row(self, one: Standing) -> QWidget:
        factor = one.change.factor
        assert factor is not None
        words = self.tr("From the dose of %1 on: %2 of the standard dose. Reason: %3")
        said = words.replace("%1", self._tell.moment(one.since)).replace("%2", _percent(factor))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Note("info", said.replace("%3", one.change.reason), plain=True))
        if not one.begun:
            name = self.tr("Take back: %1").replace("%1", f"{self._title}, {said.replace('%3', one.change.reason)}")
            back = button(self.tr("Take back"), "quiet", "undo-2", name=name)
            back.clicked.connect(lambda: self._back(one))
            column.addLayout(beside(back))
        return made


def _percent(factor: Decimal) -> str:
    return f"{percent(Fraction(factor))}\N{NO-BREAK SPACE}%"
