"""The parts that the summary is made of: pairs of words, a criteria set with its state, findings. Rows are reused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.provable import Provable
from hlh_desktop.ui.widgets.texts import rule, styled, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.ui.widgets.marks import State

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class Pairs(QWidget):
    """What something is at the left, its value at the right. Values that are not known yet are muted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_pairs(self, pairs: Sequence[tuple[str, str | None]], unknown: str) -> None:
        """Other pairs; `unknown` stands for a value that is None."""
        while len(self._rows) < len(pairs):
            self._add()
        for place, (name, value) in enumerate(self._rows):
            there = place < len(pairs)
            name.setVisible(there)
            value.setVisible(there)
            if there:
                name.setText(pairs[place][0])
                words = pairs[place][1]
                value.setText(unknown if words is None else words)
                styled(value, role="muted" if words is None else "number")
        self.setVisible(bool(pairs))

    def texts(self) -> list[tuple[str, str]]:
        """The pairs as they can be read."""
        return [(name.text(), value.text()) for name, value in self._rows if not name.isHidden()]

    def _add(self) -> None:
        name, value = text(role="muted", wrap=True), text(role="number")
        value.setAlignment(RIGHT)
        row = len(self._rows)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._rows.append((name, value))


class Verdict(QWidget):
    """A criteria set: its title, its state as a badge, and the count underneath."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = Badge()
        self._count = text(wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(text(title, "strong"), 1)
        head.addWidget(self._badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._count)

    def say(self, state: State, words: str, count: str, icon: str = "") -> None:
        """Another state."""
        self._badge.say(state, words, icon)
        self._count.setText(count)
        self._count.setVisible(bool(count))

    @property
    def words(self) -> str:
        """What can be read of it."""
        return f"{self._badge.accessibleName()}: {self._count.text()}"


class Section(QWidget):
    """A part of the summary under a hairline and a heading."""

    def __init__(self, title: str = "", *, badge: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(rule())
        self.badge = Badge(parent=self)
        self.badge.setVisible(badge)
        if title:
            head = QHBoxLayout()
            head.addWidget(text(title, "strong"), 1)
            head.addWidget(self.badge)
            self.column.addLayout(head)


class Notes(QWidget):
    """Sentences, each with its level as an icon and a word; `asked` tells the place of one whose proof is wanted."""

    asked = Signal(int, QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._notes: list[Note] = []
        self.rows: list[Provable] = []

    def show_notes(self, notes: Sequence[tuple[State, str, str]]) -> None:
        """Other sentences: state, word of the level, sentence."""
        while len(self._notes) < len(notes):
            self._add()
        for place, (row, note) in enumerate(zip(self.rows, self._notes, strict=True)):
            row.setVisible(place < len(notes))
            if place < len(notes):
                state, level, words = notes[place]
                note.say(state, words, strong=level)
                row.name(note.accessibleName())

    def _add(self) -> None:
        self._notes.append(Note(plain=True))
        row = Provable(self._notes[-1], "")
        place = len(self.rows)
        row.asked.connect(lambda: self.asked.emit(place, row))
        self.rows.append(row)
        self._column.addWidget(row)
