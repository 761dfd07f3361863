"""Amending: what was written of a dose, a wrong entry struck out with its reason, a hold lifted.

Nothing is ever removed: what was struck out stays readable under its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.entries import entries, struck_words
from hlh_desktop.ward.log.sheet import reasons_for

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.entries import EntryWords
    from hlh_desktop.ward.log.sheet import DoseSheet


class EntryRow(QWidget):
    """One entry: struck through where it stands no more, with who, when and why below."""

    def __init__(self, entry: EntryWords) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, colour = ("circle-check", "ok") if entry.gone is None else ("pencil", "muted")
        row.addWidget(Icon(icon, colour), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.words = text(entry.words, "strong" if entry.gone is None else "body", wrap=True)
        strike(self.words, struck=entry.gone == "struck")
        column.addWidget(self.words)
        if entry.why:
            column.addWidget(text(entry.why, "small", wrap=True))
        row.addLayout(column, 1)
        self.setAccessibleName(f"{entry.words}. {entry.why}".strip())


def strike(label: QLabel, *, struck: bool) -> None:
    """A line through the words, which stay readable."""
    font = label.font()
    font.setStrikeOut(struck)
    label.setFont(font)


class AmendPanel(Panel):
    """What stands can be struck out, moved to the right child, or, of a hold, lifted; then it is entered again."""

    def __init__(self, desk: Desk, sheet: DoseSheet, *, lift: bool = False) -> None:
        super().__init__(desk, self.tr("Amend %1").replace("%1", sheet.title), self.tr("Strike out"))
        self.sheet, self._lift = sheet, lift
        found = entries(desk.ward, sheet.now.dose.child, sheet.id, desk.now(), hidden=sheet.hidden)
        self.rows = [EntryRow(one) for one in found]
        self.standing = next((one for one in reversed(found) if one.gone is None), None)
        lifts = "lifted" if lift else "struck"
        self.reason = ReasonField(self.tr("Reason"), reasons_for(desk.ward, lifts))
        self._lay()
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.look()

    def _lay(self) -> None:
        for row in self.rows:
            self.put(row)
        if not self.rows:
            self.put(Note("info", self.tr("Nothing was written of this dose yet.")))
        stays = self.tr("The old entry stays readable, struck through, with your name and the reason.")
        ends = self.tr("The dose is open again once the hold is lifted.")
        self.put(Note("info", ends if self._lift else stays, plain=True))
        self.put(self.reason)
        if self._lift:
            self.name_main(self.tr("Lift the hold"))
            self.other = self.add_apart(button(self.tr("Strike out instead..."), "plain", "pencil"))
            self.other.clicked.connect(lambda: self.turned.emit("amend"))
        else:
            self.wrong_child = self.add_apart(button(self.tr("Wrong child..."), "plain", "arrow-right-left"))
            self.wrong_child.clicked.connect(lambda: self.turned.emit("wrong_child"))
            self.wrong_child.setVisible(self.standing is not None)
        self.main.setAccessibleName(f"{self.main.text()}: {self.sheet.title}")

    def look(self) -> None:
        """What still waits."""
        if self.standing is None:
            self.allow(self.tr("Nothing stands that could be struck out."))
        else:
            self.allow("" if self.reason.value else self.tr("Say why."))

    def start(self) -> None:
        self.reason.setFocus()

    def act(self) -> None:
        if self.standing is None:
            return
        log, now = self.desk.ward.log, self.desk.now()
        try:
            (log.lift if self._lift else log.strike)(self.standing.outcome, self.reason.value, now)
        except Trouble as trouble:
            self.refuse(trouble)
            self.turned.emit("refresh")
            return
        self.desk.kept.emit(now)
        if self._lift:
            self.done.emit(struck_words(self.desk.ward, self.standing, lifted=True))
        else:
            self._again()

    def _again(self) -> None:
        """Struck out: the line through it is seen, and the way on is to enter it again."""
        found = entries(
            self.desk.ward, self.sheet.now.dose.child, self.sheet.id, self.desk.now(), hidden=self.sheet.hidden
        )
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [EntryRow(one) for one in found]
        for place, row in enumerate(self.rows):
            self.ui.body.insertWidget(place + 1, row)
        self.reason.hide()
        self.main.hide()
        self.wrong_child.hide()
        self.again = self.add_apart(button(self.tr("Enter again"), "main", "pencil"))
        self.again.clicked.connect(lambda: self.turned.emit("give"))
        self.turned.emit("refresh")
        self.again.setFocus()
