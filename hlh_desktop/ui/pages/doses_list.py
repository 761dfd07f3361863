"""The doses of a day as rows: due time, dose, state as icon and word, and the button of what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon, colour_of
from hlh_desktop.ui.widgets.texts import button, repaint, rule, styled, text
from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ward.log.words import DayList, DayRow, Group

DUE, STATE, BUTTON = 58, 136, 98
GROUPS: tuple[Group, ...] = ("now", "open", "later", "done", "next")


class Row(QFrame):
    """One dose. `wanted` when its button is pressed; Enter on the row is Enter on the button."""

    wanted = Signal(object, str)  # UUID of the dose, deed

    def __init__(self, row: DayRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setProperty("frame", "row")
        self.go = button(row.button, "plain")
        self.due, self.title = text(row.due, "number"), text(row.title, "strong", wrap=True)
        self.detail = text(row.detail, "small", wrap=True)
        self.icon, self.state = (
            Icon(row.state.icon, colour_of(row.state.tone)),
            text(row.state.words, "strong", wrap=True),
        )
        self._lay()
        self.show_row(row)
        self.go.clicked.connect(lambda: self.wanted.emit(self.row.dose, self.row.deed))

    def _lay(self) -> None:
        line = self._line = QHBoxLayout(self)
        line.addWidget(self.due)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addStretch(1)
        middle.addWidget(self.title)
        middle.addWidget(self.detail)
        middle.addStretch(1)
        line.addLayout(middle, 1)
        self._state = QWidget()
        beside = QHBoxLayout(self._state)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(self.state, 1)
        line.addWidget(self._state)
        line.addWidget(self.go)
        self.go.setProperty("tall", True)
        repaint(self, self._size)
        self._size()

    def _size(self) -> None:
        px = look().tokens.px
        self._line.setContentsMargins(px(12), px(6), px(8), px(6))
        self._line.setSpacing(px(10))
        self.due.setFixedWidth(px(DUE))
        self._state.setFixedWidth(px(STATE))
        self.go.setMinimumWidth(px(BUTTON))

    def show_row(self, row: DayRow) -> None:
        """The dose as it stands now."""
        self.row = row
        for label, words in ((self.due, row.due), (self.title, row.title), (self.detail, row.detail)):
            label.setText(words)
        self.state.setText(row.state.words)
        styled(self.state, state=row.state.tone if row.state.tone != "none" else "")
        self.icon.show_icon(row.state.icon, colour_of(row.state.tone))
        self.go.setText(row.button)
        self.go.setAccessibleName(f"{row.button.rstrip('.')}: {row.words}")

    def choose(self, *, chosen: bool) -> None:
        """Marks the row whose panel is open."""
        styled(self, chosen=chosen)


class DoseRows(QFrame):
    """All rows under their headings. Up and Down lead from row to row; `wanted` asks for a deed on a dose.

    After a deed it takes no press for as long as a double click lasts: who presses Enter twice opens nothing more.
    """

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "table")
        self.rows: list[Row] = []
        self.chosen: UUID | None = None
        self._since = QElapsedTimer()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.empty = text(wrap=True)
        self.empty.setMargin(16)

    def show_list(self, found: DayList) -> None:
        """The rows as they stand; those that stay keep their widgets, and with them the cursor."""
        if [one.row.dose for one in self.rows] == [row.dose for row in found.rows] and self._same_groups(found):
            for made, row in zip(self.rows, found.rows, strict=True):
                made.show_row(row)
        else:
            self._make(found)
        self.choose(self.chosen)

    def _same_groups(self, found: DayList) -> bool:
        return [one.row.group for one in self.rows] == [row.group for row in found.rows]

    def _make(self, found: DayList) -> None:
        here = next((one.row.dose for one in self.rows if one.go.hasFocus()), None)
        self._clear()
        self.rows = []
        for group in GROUPS:
            rows = found.of(group)
            if rows and group != "now":
                self._column.addWidget(self._heading(group, today=found.today))
            for place, row in enumerate(rows):
                self._add(row, ruled=place > 0)
        self._column.addWidget(self.empty)
        self.empty.setVisible(not found.rows)
        self.empty.setText(self.tr("No dose is planned for this day."))
        if here is not None:
            self.go_to(here)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.empty:
                widget.hide()
                widget.deleteLater()

    def _heading(self, group: Group, *, today: bool) -> QWidget:
        words = {
            "open": self.tr("Not closed"), "later": self.tr("Later today") if today else self.tr("Planned"),
            "done": self.tr("Done today") if today else self.tr("Done"), "next": self.tr("Next"),
        }[group]  # fmt: skip
        made = QFrame()
        made.setProperty("frame", "table_head")
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 6, 12, 6)
        label = text(words)
        label.setProperty("role", "table_head")
        column.addWidget(label)
        return made

    def _add(self, row: DayRow, *, ruled: bool) -> None:
        if ruled:
            self._column.addWidget(rule())
        made = Row(row)
        made.wanted.connect(self._pressed)
        self.rows.append(made)
        self._column.addWidget(made)

    def _pressed(self, dose: UUID, deed: str) -> None:
        if self._since.isValid() and self._since.elapsed() < QApplication.doubleClickInterval():
            return
        self._since.invalidate()
        self.wanted.emit(dose, deed)

    def rest(self) -> None:
        """A deed was just done: the second press of a double one must not open the next dose."""
        self._since.start()

    # --- where one is

    def choose(self, dose: UUID | None) -> None:
        """Marks the dose whose panel is open."""
        self.chosen = dose
        for one in self.rows:
            one.choose(chosen=one.row.dose == dose)

    def go_to(self, dose: UUID | None) -> None:
        """The cursor on the row of a dose, else on the first one."""
        found = next((one for one in self.rows if one.row.dose == dose), None) or self.first()
        if found is not None:
            found.go.setFocus()
            bring_into_view(found)

    def first(self) -> Row | None:
        """The first dose that waits, else the first one of all."""
        return next((one for one in self.rows if one.row.group == "now"), self.rows[0] if self.rows else None)

    def button_of(self, dose: UUID) -> QPushButton | None:
        """The button of a dose."""
        return next((one.go for one in self.rows if one.row.dose == dose), None)
