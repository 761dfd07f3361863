"""The ward list: one row a child, unsigned work first. Enter opens the child; a new plan is the main action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_ward_list import Ui_WardList
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.place_table import PlaceDelegate, PlaceTable
from hlh_desktop.ui.widgets.table import Column, TableModel
from hlh_desktop.ui.widgets.texts import dress, repaint
from hlh_desktop.ward.board import Board, BoardRow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.board import Place

FIELD = 300


class WardListPage(QWidget):
    """Every child of the ward with course, measures, state of the plan and what is planned next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._board = desk, Board(desk.ward)
        self._rows: tuple[BoardRow, ...] = ()
        self.ui = Ui_WardList()
        self.ui.setupUi(self)
        self.model = TableModel(self._columns(), self)
        self.table = PlaceTable()
        self.table.begin(self.model, PlaceDelegate(place, lambda row: row.unsigned, self.table), self.tr("Children"))
        self.ui.table_place.addWidget(self.table)
        self.ui.empty_icon.addWidget(Icon("bed-single", "muted", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        dress(self.ui.new_plan, "main", "plus")
        dress(self.ui.first_plan, "main", "plus")
        dress(self.ui.show_all, "plain", "x")
        self._connect()
        repaint(self, self._size)
        self._size()
        desk.child_changed.emit(None)
        self.refresh()

    def _columns(self) -> tuple[Column[BoardRow], ...]:
        return tuple(Column(title, text) for title, text in (
            (self.tr("Child"), lambda row: row.child.words),
            (self.tr("Course"), lambda row: row.course.words),
            (self.tr("Weight, height, BSA"), lambda row: row.body.words),
            (self.tr("Plan"), lambda row: row.plan.words),
            (self.tr("Next planned dose"), lambda row: row.next.words),
            (self.tr("Open draft"), lambda row: row.draft.words),
        ))  # fmt: skip

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.ui.new_plan.clicked.connect(self._begin)
        self.ui.first_plan.clicked.connect(self._begin)
        self.ui.wanted.textChanged.connect(self._show)
        self.ui.show_all.clicked.connect(self._all)
        for keys, deed in (("Ctrl+N", self._begin), ("Ctrl+F", self.ui.wanted.setFocus), ("F5", self.refresh)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _size(self) -> None:
        tokens = look().tokens
        self.ui.wanted.setFixedWidth(tokens.px(FIELD))
        self.ui.first_plan.setMinimumHeight(tokens.px(44))

    # --- rows

    def refresh(self) -> None:
        """The list as it stands in the record now."""
        try:
            self._rows = self._board.rows(self._desk.now())
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
        self._show()

    def _show(self) -> None:
        """The rows that hold what is looked for; the row one was on stays the current one."""
        wanted = self.ui.wanted.text()
        shown = tuple(row for row in self._rows if row.holds(wanted))
        before = self.table.currentIndex().row()
        self.model.show_rows(shown)
        if shown:
            self.table.selectRow(min(max(before, 0), len(shown) - 1))
        self.ui.count.setText(self._counted())
        self.ui.wanted.setEnabled(bool(self._rows))
        self.ui.new_plan.setVisible(bool(self._rows))
        self.ui.none_title.setText(self.tr('No row holds "%1".').replace("%1", wanted))
        page = self.ui.list_page if shown else self.ui.none_page if self._rows else self.ui.empty_page
        self.ui.pages.setCurrentWidget(page)

    def _counted(self) -> str:
        count = len(self._rows)
        counted = self.tr("1 child") if count == 1 else self.tr("%1 children").replace("%1", str(count))
        order = self.tr("unsigned work first") if any(row.unsigned for row in self._rows) else self.tr("by name")
        return f"{counted}, {order}" if count else ""

    def _all(self) -> None:
        self.ui.wanted.clear()
        self.table.setFocus()

    # --- ways

    def _begin(self) -> None:
        try:
            self._desk.new_plan()
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _open(self, row: BoardRow) -> None:
        """A child with a plan opens; one of whom there is only a draft goes on where it was left."""
        if row.line.id is not None:
            self._desk.go_to_child(row.line.id)
        elif row.line.draft is not None:
            self._desk.go_to_draft(row.line.draft.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Where there are children, the keys move in the list at once."""
        super().showEvent(event)
        (self.table if self._rows else self.ui.first_plan).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search into the list; Esc ends the search."""
        if event.key() == Qt.Key.Key_Down and self.ui.wanted.hasFocus():
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.ui.wanted.text():
            self._all()
        else:
            super().keyPressEvent(event)


def place(row: BoardRow, column: int) -> Place:
    """What stands in a column of a row."""
    return (row.child, row.course, row.body, row.plan, row.next, row.draft)[column]
