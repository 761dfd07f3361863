"""What a change of a plan would raise: findings that are new, of another level, or gone: icon, word and sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.statements import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.revision.rows import RaisedRow


class RaisedCard(QFrame):
    """A heading and a sentence a finding; says so where nothing changes."""

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self.setProperty("frame", "card")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(text(title, "strong"))
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        column.addLayout(self._column)

    def show_rows(self, rows: Sequence[RaisedRow]) -> None:
        """What comes, changes its level, and goes."""
        empty(self._column)
        for row in rows:
            self._column.addWidget(Note(row.state, row.text, strong=row.word, plain=True))
        if not rows:
            self._column.addWidget(text(self._nothing, "muted", wrap=True))

    @property
    def said(self) -> tuple[str, ...]:
        """Each sentence with its word, as a screen reader says it."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        found = (item.widget() for item in items if item is not None)
        return tuple(note.accessibleName() for note in found if isinstance(note, Note))
