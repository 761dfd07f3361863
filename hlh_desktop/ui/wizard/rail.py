"""The seven steps at the left: icon, title and note of each, and the way to any of them at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from hlh_desktop.domain.wizard.values import StepMark, StepState

STEPS = 7
MARKS: dict[StepMark, tuple[str, str]] = {
    "done": ("circle-check", "ok"),
    "open": ("circle", "muted"),
    "attention": ("triangle-alert", "warning"),
}
# Widths in px of the design: with room, and on a narrow screen.
WIDE, NARROW = 196, 156
# The least height of a step with its note, and without.
HIGH, LOW = 44, 36


class RailStep(QPushButton):
    """One step: how it stands as an icon, its number and title, and a short note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setProperty("kind", "step")
        self._icon = Icon("circle", "muted")
        self._title, self._note = text(wrap=True), text(role="small", wrap=True)
        for label in (self._icon, self._title, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._note)
        words.addStretch()
        row.addLayout(words, 1)

    def show_state(self, state: StepState, words: str, *, current: bool) -> None:
        """Draws how the step stands; the one that is open wears a pencil until it needs attention."""
        icon, colour = MARKS[state.state]
        if current and state.state == "open":
            icon, colour = "pencil", "accent"
        self._icon.show_icon(icon, colour)
        self._title.setText(f"{state.number} {state.title}")
        self._title.setProperty("role", "strong" if current else "body")
        self._title.style().polish(self._title)
        self._note.setText(state.note)
        self.setAccessibleName(f"{state.number} {state.title}, {words}")
        self.setAccessibleDescription(state.note)
        self.setToolTip(state.note)
        self.setChecked(current)

    def show_note(self, shown: bool) -> None:
        """With or without the note, where there is no height for it."""
        self._note.setVisible(shown)

    def height_in(self, width: int) -> int:
        """The height that all its words need."""
        least = LOW if self._note.isHidden() else HIGH
        return max(self._row.totalHeightForWidth(width), look().tokens.px(least))

    def sizeHint(self) -> QSize:
        return QSize(look().tokens.px(NARROW), self.height_in(self.width() or look().tokens.px(NARROW)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Rail(QFrame):
    """All steps in order. `chosen` tells the number of the pressed one, from 1."""

    chosen = Signal(int)
    undone = Signal()
    redone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "rail")
        self.setAccessibleName(self.tr("Steps"))
        self._group = QButtonGroup(self)
        self.undo = button(self.tr("Undo"), "quiet", "undo-2", name=self.tr("Undo the last change"))
        self.redo = button(self.tr("Redo"), "quiet", "redo-2", name=self.tr("Make the change again"))
        self.undo.setToolTip(self.tr("Undo the last change (Ctrl+Z)"))
        self.redo.setToolTip(self.tr("Make the change again (Ctrl+Y)"))
        self.undo.clicked.connect(self.undone)
        self.redo.clicked.connect(self.redone)
        self._rows = [RailStep() for _ in range(STEPS)]
        self._place()
        self._group.idClicked.connect(lambda place: self.chosen.emit(place + 1))

    def _place(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(0)
        for place, row in enumerate(self._rows):
            self._group.addButton(row, place)
            rows.addWidget(row)
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 4)
        column.setSpacing(0)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)
        foot.setSpacing(0)
        foot.addWidget(self.undo)
        foot.addWidget(self.redo)
        column.addLayout(foot)
        self._inner = inner

    def step(self, number: int) -> RailStep:
        """The row of a step, from 1."""
        return self._rows[number - 1]

    def show_states(self, states: Sequence[StepState], current: int) -> None:
        """Draws all steps; `current` is the open one."""
        words = {"done": self.tr("done"), "open": self.tr("open"), "attention": self.tr("needs attention")}
        for state in states:
            self.step(state.number).show_state(state, words[state.state], current=state.number == current)
        self.step(current).setChecked(True)
        self._fit()

    def show_undo(self, *, undo: bool, redo: bool) -> None:
        """Whether there is something to take back or to make again."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def widen(self, wide: bool) -> None:
        """As wide as the page allows."""
        self.setFixedWidth(look().tokens.px(WIDE if wide else NARROW))
        self.undo.setText(self.tr("Undo") if wide else "")
        self.redo.setText(self.tr("Redo") if wide else "")

    def _fit(self) -> None:
        """Notes are left out where the page is too low for them; a screen reader and the tooltip still tell them."""
        width = self.width() - 1
        for row in self._rows:
            row.show_note(True)
        room = self.height() - self.undo.sizeHint().height() - look().tokens.px(16)
        fits = sum(row.height_in(width) for row in self._rows) <= room
        for row in self._rows:
            row.show_note(fits)
            row.setFixedHeight(row.height_in(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows are fitted into the new height."""
        super().resizeEvent(event)
        self._fit()
