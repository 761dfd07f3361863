"""The keys of the flowsheet, and what its marks mean, as cards beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.labs.key_button import keycap
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence


class KeysCard(QFrame):
    """Key and what it does, a line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Keys of the flowsheet"))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (keys, what) in enumerate(self._lines()):
            caps = QWidget()
            line = QHBoxLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            for key in keys:
                line.addWidget(keycap(key))
            line.addStretch(1)
            grid.addWidget(caps, row, 0)
            grid.addWidget(text(what, "small", wrap=True), row, 1)

    def _lines(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return (
            ((self.tr("Enter"),), self.tr("next analyte")),
            ((self.tr("Tab"),), self.tr("next sample")),
            ((self.tr("F2"),), self.tr("change")),
            ((self.tr("F4"),), self.tr("unit of this value")),
            ((">", "<"), self.tr("before a number: beyond range")),
            ((self.tr("Del"),), self.tr("leave empty")),
            ((self.tr("Ctrl+S"),), self.tr("save the sample")),
        )  # fmt: skip


class MarksCard(QFrame):
    """The legend, where the page is too low to have it below the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._words = text(role="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addWidget(self._words)
        self.hide()

    def tell(self, lines: Sequence[str]) -> None:
        """What the marks mean, a line each."""
        self._words.setText("\n".join(lines))
