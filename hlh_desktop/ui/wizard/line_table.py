"""The lines of the regimen under each other, in columns that they share; a narrow page puts decisions below doses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import rule, text
from hlh_desktop.ui.wizard.dose_grid import SHARES, Columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from hlh_desktop.ui.wizard.dose_grid import Shape
    from hlh_desktop.ui.wizard.line_row import LineRow

# The least width of name and calculation beside each other, in px at 100 %.
NAME_AND_CALCULATION, INSET, GAPS = 360, 24, 4


class LineTable(QFrame):
    """The head and the rows; `show_rows` puts other rows under it, kept by whoever made them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "table")
        self.setAccessibleName(self.tr("Lines of treatment"))
        self._rows: tuple[LineRow, ...] = ()
        self._columns: Columns | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._head())
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._column.addLayout(self._body)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.arrange)

    def _head(self) -> QWidget:
        made = QFrame()
        made.setProperty("frame", "table_head")
        px = look().tokens.px
        self._heads = [text(words, "small") for words in (
            self.tr("Line"), self.tr("Calculation"), self.tr("Dose"), "", self.tr("Physician's decision"),
        )]  # fmt: skip
        for head in self._heads:
            head.setProperty("role", "table_head")
        self._heads[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(made)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(10))
        for place, head in enumerate(self._heads):
            row.addWidget(head, SHARES[place] if place < len(SHARES) else 0)
        return made

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Other rows in their order."""
        if tuple(rows) != self._rows:
            while self._body.count():
                item = self._body.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None and widget not in rows:
                    widget.hide()
                    widget.deleteLater()
            for place, row in enumerate(rows):
                if place:
                    self._body.addWidget(rule())
                self._body.addWidget(row)
                row.show()
            for row in rows:
                if row not in self._rows:
                    row.resized.connect(self._later.start)
            self._rows = tuple(rows)
        self._columns = None
        self.arrange()

    def arrange(self) -> None:
        """Gives all rows the same columns, as wide as the widest needs."""
        most = max((row.doses.decimals for row in self._rows), default=0)
        for row in self._rows:
            row.doses.align(most)
        widths = [row.doses.widths for row in self._rows] or [(0, 0, 0)]
        dose, unit, decision = (max(one) for one in zip(*widths, strict=True))
        dose = max(dose, self._heads[2].sizeHint().width())
        columns = Columns(self._shape(dose + unit, decision), dose, unit, decision)
        if columns == self._columns:
            return
        self._columns = columns
        for row in self._rows:
            row.doses.place(columns)
        wide, small = columns.shape == "wide", columns.shape == "small"
        for head, width in ((self._heads[2], dose), (self._heads[3], unit), (self._heads[4], decision)):
            head.setMinimumWidth(width)
        self._heads[1].setVisible(not small)
        self._heads[4].setVisible(wide)

    def _shape(self, numbers: int, decision: int) -> Shape:
        px = look().tokens.px
        room = self.width() - px(INSET) - px(10) * GAPS - numbers
        if room - decision >= px(NAME_AND_CALCULATION):
            return "wide"
        return "middle" if room >= px(NAME_AND_CALCULATION) else "small"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that gets narrower or wider puts its cells elsewhere."""
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        """It may always get narrower: then its cells stand below each other."""
        return QSize(look().tokens.px(NAME_AND_CALCULATION), super().minimumSizeHint().height())
