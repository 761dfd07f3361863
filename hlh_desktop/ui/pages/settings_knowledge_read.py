"""What is signed, to be read: what changed since the edition approved last, and every part in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.table import ROW_HEIGHT, Column, TableModel, TextTable
from hlh_desktop.ui.widgets.texts import repaint, text
from hlh_desktop.ward.approval.words import change_rows, part_word, what_changed

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.approval.log import ApprovalLook
    from hlh_desktop.ward.approval.words import ChangeRow

MOST_ROWS, LINES = 7, 260


class Reading(QWidget):
    """The changed lines in a table, shown in full below it; and a part that is chosen, as plain text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look: ApprovalLook | None = None
        self.changed, self.line = text(role="strong", wrap=True), text(role="label", wrap=True)
        columns: tuple[Column[ChangeRow], ...] = (
            Column(self.tr("Part"), lambda row: row.part),
            Column(self.tr("Where"), lambda row: row.where),
            Column(self.tr("Approved"), lambda row: row.before),
            Column(self.tr("Now"), lambda row: row.after),
        )
        self.model = TableModel(columns, self)
        self.table = TextTable(self.model, self.tr("What changed"))
        self.part = Pick("", self.tr("Read a part of the knowledge"), (), nothing=self.tr("Choose a part"))
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(self.tr("The part of the knowledge that is chosen"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.changed, self.table, self.line, self.part, self.whole):
            column.addWidget(widget)
        column.addStretch(1)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show_line(now.row()))
        self.part.changed.connect(self._read)
        repaint(self, self._size)
        for widget in (self.table, self.line, self.whole):
            widget.hide()

    def show_look(self, look: ApprovalLook) -> None:
        """Another state of the knowledge; the part that is read stays open."""
        self._look, wording = look, self._desk.ward.ward.wording
        rows = tuple(change_rows(look.changed, wording))
        self.changed.setText(what_changed(look, wording))
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.line.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        chosen = self.part.value
        while self.part.box.count() > 1:
            self.part.box.removeItem(1)
        for name in sorted(look.texts):
            self.part.box.addItem(part_word(name, wording), name)
        self.part.choose(chosen)
        self._read(self.part.value)
        self._size()

    def _show_line(self, row: int) -> None:
        """A changed line in full: in the table long sentences are cut."""
        if not 0 <= row < self.model.rowCount():
            return
        one, nothing = self.model.row(row), self.tr("(not there)")
        words = self.tr("{0}: approved {1}; now {2}")
        self.line.setText(words.format(one.where or one.part, one.before or nothing, one.after or nothing))

    def _read(self, name: object) -> None:
        texts = self._look.texts if self._look is not None else {}
        self.whole.setVisible(name in texts)
        if isinstance(name, str) and name in texts and self.whole.toPlainText() != texts[name]:
            self.whole.setPlainText(texts[name])

    def _size(self) -> None:
        tokens = theme().tokens
        rows = min(self.model.rowCount(), MOST_ROWS) + 2
        self.table.setFixedHeight(tokens.px(ROW_HEIGHT * rows))
        self.whole.setFixedHeight(tokens.px(LINES))
