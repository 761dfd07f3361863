"""Two children of one height drawn side by side: as signed, and as it would be; a second look at a typed weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.body_picture import Outlines

if TYPE_CHECKING:
    from hlh_desktop.domain.revision.words import Figure


class Figures(QFrame):
    """The outlines with weight and body mass index under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.title = text(role="strong")
        self._drawings = (Outlines(), Outlines())
        self._weights = (text(role="body"), text(role="strong"))
        self._indexes = (text(role="small"), text(role="small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(6)
        self.title.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.title)
        row = QHBoxLayout()
        for drawing, weight, index in zip(self._drawings, self._weights, self._indexes, strict=True):
            part = QVBoxLayout()
            part.setSpacing(2)
            for widget in (drawing, weight, index):
                part.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            row.addLayout(part, 1)
        column.addLayout(row)
        usual = text(self.tr("Dashed: usual at this height."), "small", wrap=True)
        usual.setContentsMargins(8, 0, 8, 0)
        column.addWidget(usual)

    def show_figures(self, now: Figure, then: Figure) -> None:
        """Both children; one whose usual weight is not known is drawn as usual."""
        self.title.setText(self.tr("Body shape, %1").replace("%1", then.height))
        names = (self.tr("Now"), self.tr("What-if"))
        for place, (one, name) in enumerate(zip((now, then), names, strict=True)):
            self._drawings[place].show_ratio(None if one.ratio is None else float(one.ratio))
            self._drawings[place].setAccessibleName(f"{name}: {one.weight}, {one.index}, {one.build}")
            self._weights[place].setText(one.weight)
            self._indexes[place].setText(one.index)
