"""The ward board: one row a child, most urgent first. Enter opens the child; what is due this shift is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import spelt
from hlh_desktop.ui import dates
from hlh_desktop.ui.forms.ui_ward_list import Ui_WardList
from hlh_desktop.ui.pages.ward_list_filters import Filters, belongs
from hlh_desktop.ui.pages.ward_list_paper import DuePaper
from hlh_desktop.ui.pages.ward_list_table import BoardTable
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.texts import dress, repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.board import BoardRow

FIELD = 260


class WardListPage(QWidget):
    """Every child of the ward with what is due now, what comes next and what changed since the shift began."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._watch = desk, desk.board
        self.ui = Ui_WardList()
        self.ui.setupUi(self)
        self.setAccessibleName(self.ui.title.text())
        self.table, self.filters, self.paper = BoardTable(self._since()), Filters(), DuePaper(desk, self)
        self.model = self.table.board
        self.old = Note("warning")
        self.old.hide()
        self.ui.table_place.addWidget(self.table)
        self.ui.filter_place.addWidget(self.filters)
        self.ui.note_place.addWidget(self.old)
        self.ui.empty_icon.addWidget(Icon("bed-single", "muted", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        self.ui.foot.setText(self._foot())
        self._dress()
        self._connect()
        desk.child_changed.emit(None)
        self._show()
        self.refresh()

    def _dress(self) -> None:
        dress(self.ui.due_list, "main", "printer")
        dress(self.ui.new_plan, "plain", "plus")
        dress(self.ui.wall, "plain", "eye")
        dress(self.ui.first_plan, "main", "plus")
        dress(self.ui.show_all, "plain", "x")
        repaint(self, self._size)
        self._size()

    def _size(self) -> None:
        tokens = look().tokens
        self.ui.wanted.setMinimumWidth(tokens.px(FIELD))
        self.ui.first_plan.setMinimumHeight(tokens.px(44))

    def _connect(self) -> None:
        self._watch.came.connect(self._show)
        self._watch.failed.connect(self._show_old)
        self.table.opened.connect(self._open)
        self.filters.changed.connect(self._show)
        self.ui.wall.toggled.connect(self._wall)
        self.ui.new_plan.clicked.connect(self._begin)
        self.ui.first_plan.clicked.connect(self._begin)
        self.ui.due_list.clicked.connect(self.paper.print_list)
        self.ui.wanted.textChanged.connect(self._show)
        self.ui.show_all.clicked.connect(self._all)
        keys = {"Ctrl+N": self._begin, "Ctrl+F": self._find, "F5": self.refresh, "F11": self.ui.wall.toggle,
                "Ctrl+P": self.paper.print_list}  # fmt: skip
        for key, deed in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(deed)

    def _since(self) -> str:
        """When the shift began, since which changes are told."""
        begin = self._watch.board.shift(self._watch.at or self._desk.now()).begin
        return dates.clock(self._desk.ward.here(begin))

    def _foot(self) -> str:
        ferritin, platelets = (self._desk.ward.ward.knowledge.catalogue[name].unit for name in ("ferritin", "plt"))
        said = self.tr(
            "Enter opens the child; a draft without a plan opens where it was left. Ferritin in {0}, platelets in {1}: "
            "the newest values of the signed plan, arrows against the value before."
        )
        return said.format(spelt(ferritin), spelt(platelets))

    # --- rows

    def refresh(self) -> None:
        """Looks at the ward again, elsewhere; the rows stay until it is done."""
        self._watch.begin()

    def _show(self) -> None:
        """The rows that belong here and hold what is looked for; the one that was chosen stays chosen."""
        rows, wanted = self._watch.rows, self.ui.wanted.text()
        self.filters.count(rows)
        shown = tuple(row for row in rows if belongs(row, self.filters.value) and row.holds(wanted))
        self.table.show_rows(shown, self._since())
        self.ui.count.setText(self._counted())
        self.ui.tools.setVisible(bool(rows) and not self.ui.wall.isChecked())
        self.ui.new_plan.setVisible(bool(rows) and not self.ui.wall.isChecked())
        for button in (self.ui.wall, self.ui.due_list):
            button.setVisible(bool(rows))
        self.ui.none_title.setText(self._none(wanted))
        self._turn(bool(shown))
        self.old.setVisible(self._watch.trouble is not None)

    def _turn(self, shown: bool) -> None:
        before = self.ui.pages.currentWidget()
        page = self.ui.list_page if shown else self.ui.none_page if self._watch.rows else self.ui.empty_page
        if self._watch.at is None:
            page = self.ui.wait_page
        self.ui.pages.setCurrentWidget(page)
        if before is not page and before is self.ui.wait_page:
            self._focus()

    def _none(self, wanted: str) -> str:
        if wanted:
            return self.tr('No row here holds "%1".').replace("%1", wanted)
        return self.tr("No child belongs here now.")

    def _show_old(self, trouble: Trouble) -> None:
        """The rows could not be read again: they stay, and it is said that they may be old."""
        at = self._watch.at
        if at is None:
            self._desk.troubled.emit(trouble)
            return
        words = sentence(trouble)
        strong = self.tr("These rows are of {0} and may be old.").format(dates.clock(self._desk.ward.here(at)))
        self.old.say("warning", words, strong=strong)
        self.old.show()

    def _counted(self) -> str:
        at, count = self._watch.at, sum(not row.left for row in self._watch.rows)
        if at is None or not count:
            return ""
        counted = self.tr("1 child") if count == 1 else self.tr("{0} children").format(count)
        refreshed = self.tr("refreshed {0}").format(dates.clock(self._desk.ward.here(at)))
        return f"{counted}, {self.tr('most urgent first')} · {refreshed}"

    def _all(self) -> None:
        self.filters.choose("all")
        self.ui.wanted.clear()
        self._show()
        self.table.setFocus()

    def _wall(self, wall: bool) -> None:
        """Large letters for a screen on the wall: the board alone, every row."""
        self.table.enlarge(wall)
        self.ui.foot.setVisible(not wall)
        if wall:
            self._all()
        self._show()

    # --- ways

    def _find(self) -> None:
        self.ui.wall.setChecked(False)
        self.ui.wanted.setFocus()

    def _begin(self) -> None:
        try:
            self._desk.new_plan()
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _open(self, row: BoardRow) -> None:
        """A child of the record opens; one of whom there is only a draft goes on where it was left."""
        if row.child is not None:
            self._desk.go_to_child(row.child)
        elif row.draft is not None:
            self._desk.go_to_draft(row.draft)

    def _focus(self) -> None:
        (self.table if self._watch.rows else self.ui.first_plan).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Where there are children, the keys move in the list at once."""
        super().showEvent(event)
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search into the list; Esc ends the search, and then the wall."""
        if event.key() == Qt.Key.Key_Down and self.ui.wanted.hasFocus():
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.ui.wanted.text():
            self._all()
        elif event.key() == Qt.Key.Key_Escape and self.ui.wall.isChecked():
            self.ui.wall.setChecked(False)
        else:
            super().keyPressEvent(event)
