"""The catalogue of analytes to read: a line each, and all that is known of the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.table import ROW_HEIGHT, Column, TableModel, TextTable
from hlh_desktop.ui.widgets.texts import repaint, text
from hlh_desktop.ward.results.catalogue_words import catalogue_lines

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.results.catalogue_words import CatalogueLine

ROWS = 9


class CatalogueList(QWidget):
    """Read when the page comes on the screen. A part of a name narrows the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: tuple[CatalogueLine, ...] = ()
        self.part = Field("", self.tr("Analytes of this ward"), hint=self.tr("Type a part of a name"))
        columns: tuple[Column[CatalogueLine], ...] = (
            Column(self.tr("Analyte"), lambda line: line.name),
            Column(self.tr("Possible"), lambda line: line.possible),
            Column(self.tr("Usual"), lambda line: line.usual),
        )
        self.model = TableModel(columns, self)
        self.table = TextTable(self.model, self.tr("Analytes"))
        self.facts = text(role="label", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.part, self.table, self.facts):
            column.addWidget(part)
        column.addStretch(1)
        self.part.typed.connect(lambda _: self.show_lines())
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show(now.row()))
        repaint(self, self._size)
        self._size()

    def _size(self) -> None:
        self.table.setFixedHeight(look().tokens.px(ROW_HEIGHT * (ROWS + 1)))

    def refresh(self) -> None:
        """The catalogue as it stands now."""
        self._lines = catalogue_lines(self._desk.ward)
        self.show_lines()

    def show_lines(self) -> None:
        """The lines whose name has the typed part."""
        wanted = self.part.value.strip().casefold()
        found = [line for line in self._lines if wanted in line.name.casefold() or wanted in line.key.casefold()]
        self.model.show_rows(found)
        if found:
            self.table.selectRow(0)
        self._show(0 if found else -1)

    def _show(self, row: int) -> None:
        facts = self.model.row(row).facts if 0 <= row < self.model.rowCount() else ()
        name = self.model.row(row).name if facts else ""
        self.facts.setText("\n".join((name, *facts)) if facts else self.tr("No analyte has this in its name."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._lines:
            self.refresh()
