"""What stands where a plan would be while there is none: what is missing for it, each with the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from hlh_desktop.ward.look import Look

REGIMEN, LINES = 5, "regimen.lines"


class NoPlan(QFrame):
    """Names each field that a plan waits for."""

    jump_wanted = Signal(int, str)

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._shown: tuple[tuple[int, str, str], ...] | None = None
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        px = theme().tokens.px
        self._column.setContentsMargins(px(16), px(14), px(16), px(14))
        self._column.setSpacing(px(8))
        self.heading = text(heading, "heading", wrap=True)
        self._column.addWidget(self.heading)

    def show_look(self, look: Look, step_titles: dict[int, str], *, doses: bool) -> None:
        """The fields of the look; where none is wrong, that nothing is ordered."""
        rows = [(note.step, note.path, f"{note.name}: {note.text}") for note in look.problems]
        if look.plan is not None and not doses:
            rows.append((REGIMEN, LINES, self.tr("No line is accepted yet: nothing is ordered.")))
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(*row, step_titles) for row in rows]
        for made in self._rows:
            self._column.addWidget(made)

    def _row(self, step: int, path: str, words: str, titles: dict[int, str]) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text(words, wrap=True), 1)
        title = f"{step} {titles.get(step, '')}".strip()
        go = button(title, icon="chevron-right", name=self.tr("Go to %1: %2").replace("%1", title).replace("%2", words))
        go.clicked.connect(lambda: self.jump_wanted.emit(step, path))
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return made
