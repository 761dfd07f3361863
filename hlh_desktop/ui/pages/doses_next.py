"""What stands beside the list while no dose is open: what waits or comes next, and what to mind of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.doses_notes import Chain, WhenGiving
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon, colour_of
from hlh_desktop.ui.widgets.texts import button, hold_width, styled, text

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtCore import QSize

    from hlh_desktop.ui.forms.ui_doses import Ui_Doses
    from hlh_desktop.ui.giving.panel import Panel
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.log.words import DayList, DayRow, Group

WAITING: tuple[Group, ...] = ("now", "open")
COMING: tuple[Group, ...] = (*WAITING, "later", "next")
# Below this height of the page, what to mind stands under the list and is scrolled with it.
TALL = 560
# List and panel stand side by side from BOTH on; the list is LEFT wide then.
BOTH, LEFT = 1120, 580


def next_row(found: DayList) -> DayRow | None:
    """The dose that is told of: the first that waits, else the first that is not closed, else the next one."""
    return next((row for group in COMING for row in found.of(group)), None)


class NextDose(QFrame):
    """`wanted` when its button is pressed, which only a dose has that somebody waits for."""

    wanted = Signal(object, str)  # UUID of the dose, deed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.row: DayRow | None = None
        self.when, self.title = text(role="label"), text(role="heading", wrap=True)
        self.detail, self.more = text(role="muted", wrap=True), text(role="small", wrap=True)
        self.icon, self.state = Icon("circle"), text(role="strong", wrap=True)
        self.go = button("", "main")
        self.go.setProperty("tall", True)
        self._widen = hold_width(self.go)
        self.go.clicked.connect(self._pressed)
        self._lay()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        self._state = QWidget()
        beside = QHBoxLayout(self._state)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(self.state, 1)
        beside.addWidget(self.go)
        for widget in (self.when, self.title, self.detail, self._state, self.more):
            column.addWidget(widget)

    def _pressed(self) -> None:
        if self.row is not None:
            self.wanted.emit(self.row.dose, self.row.deed)

    def show_list(self, found: DayList) -> None:
        """The dose of this day that is told of, and how many others wait."""
        self.row = row = next_row(found)
        for widget in (self.title, self.detail, self._state):
            widget.setVisible(row is not None)
        others = max(0, sum(len(found.of(group)) for group in WAITING) - 1)
        self.more.setVisible(others > 0)
        self.more.setText(self.tr("%n more at the left.", "", others))
        if row is None:
            self.when.setText(self.tr("Nothing waits on this day."))
            # No amount stays behind in what is not seen.
            for label in (self.title, self.detail, self.state):
                label.clear()
            self.go.setAccessibleName("")
            return
        self._show_row(row)

    def _show_row(self, row: DayRow) -> None:
        heads = {
            "now": self.tr("Waits now, due %1"), "open": self.tr("Not closed, due %1"),
            "later": self.tr("Nothing waits now. Next, at %1"), "next": self.tr("Nothing waits now. Next, %1"),
        }  # fmt: skip
        self.when.setText(heads[row.group].replace("%1", row.due))
        self.title.setText(row.title)
        self.detail.setText(row.detail)
        self.state.setText(row.state.words)
        styled(self.state, state=row.state.tone if row.state.tone != "none" else "")
        self.icon.show_icon(row.state.icon, colour_of(row.state.tone))
        self.go.setVisible(row.group in WAITING)
        self.go.setText(row.button)
        self.go.setAccessibleName(self.tr("%1, the first that waits: %2").replace("%1", row.button.rstrip("."))
                                  .replace("%2", row.title))  # fmt: skip
        self._widen()


class Beside(QWidget):
    """What to mind when giving, and who has verified the dose: always in sight of whoever gives."""

    def __init__(self, ui: Ui_Doses) -> None:
        super().__init__()
        self._ui = ui
        self.when, self.chain = WhenGiving(), Chain()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.when)
        column.addWidget(self.chain)

    def show_sheet(self, sheet: DoseSheet | None, drug: str) -> None:
        """Of another dose; of none it takes no room."""
        self.when.show_sheet(sheet, drug)
        self.chain.show_links(() if sheet is None else sheet.chain)

    def arrange(self, panel: Panel | None, size: QSize) -> None:
        """Side by side where there is room; else the panel takes the place of the list while it is open."""
        ui, wide = self._ui, size.width() >= look().tokens.px(BOTH)
        ui.left.setVisible(wide or panel is None)
        ui.right.setVisible(wide or panel is not None)
        self.stand(panel, wide=wide, high=size.height())
        width = min(look().tokens.px(LEFT), size.width() // 2)
        ui.left.setMinimumWidth(width if wide else 0)
        ui.left.setMaximumWidth(width if wide else 16_777_215)

    def stand(self, panel: Panel | None, *, wide: bool, high: int) -> None:
        """Under the dose that waits; while one is open, under the list, or in the panel where that has all the room."""
        ui = self._ui
        if panel is None:
            place, at = (ui.panel_place, 1) if wide else (ui.list_place, ui.list_place.count() - 1)
        elif not wide:
            place, at = panel.ui.inner, 1
        elif high < look().tokens.px(TALL):
            place, at = ui.list_place, ui.list_place.count() - 1
        else:
            place, at = ui.column, ui.column.count()
        if place.indexOf(self) < 0:
            self.leave()
            place.insertWidget(min(at, place.count()), self)

    def leave(self) -> None:
        """Out of where it stands, so that it does not go with a panel that goes."""
        parent = self.parentWidget()
        layouts = (self._ui.panel_place, self._ui.list_place, self._ui.column)
        for place in layouts:
            place.removeWidget(self)
        layout = None if parent is None else parent.layout()
        if layout is not None:
            layout.removeWidget(self)
        self.setParent(None)


def first_waiting(found: DayList) -> UUID | None:
    """The dose whose notes stand there while none is open."""
    row = next_row(found)
    return None if row is None else row.dose
