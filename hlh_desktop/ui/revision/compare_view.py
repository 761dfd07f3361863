"""Two versions of a plan side by side: lines, single doses, tasks and findings; any two can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.ui.revision.choosing import chosen_pick
from hlh_desktop.ui.revision.difference_sheet import DifferenceSheet
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.revision.rows import DifferenceWords

    # The words of the difference between two versions, by their places in the list; a sentence where one can't be read.
    Compare = Callable[[int, int], DifferenceWords | str]


class CompareView(QWidget):
    """The earlier version at the left of the later one, whichever is chosen first. `left` closes it."""

    left = Signal()

    def __init__(
        self, versions: Sequence[int], older: int, newer: int, compare: Compare, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._compare = compare
        self.setAccessibleName(self.tr("Two versions compared"))
        named: list[tuple[object, str]] = [(version, f"v{version}") for version in sorted(versions)]
        self.older, self.newer = chosen_pick(self.tr("Compare"), named), chosen_pick(self.tr("With"), named)
        self.older.choose(older)
        self.newer.choose(newer)
        self.title, self.problem = text(role="heading"), Note("critical")
        self.sheet: DifferenceSheet | None = None
        self.close_button = button(self.tr("Back to the plan"), icon="chevron-left")
        self._lay()
        for choice in (self.older, self.newer):
            choice.changed.connect(lambda _: self.refresh())
        self.close_button.clicked.connect(self.left)
        self.refresh()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        chosen = QHBoxLayout()
        chosen.setSpacing(12)
        for pick in (self.older, self.newer):
            chosen.addWidget(pick)
        chosen.addStretch(1)
        column.addLayout(chosen)
        column.addWidget(self.problem)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self._area, 1)

    def refresh(self) -> None:
        """The difference of the two that are chosen."""
        first, second = sorted((int(str(self.older.value)), int(str(self.newer.value))))
        title = self.tr("v%1 compared with v%2").replace("%1", str(first)).replace("%2", str(second))
        self.title.setText(title)
        found = self._compare(first, second)
        self.problem.setVisible(isinstance(found, str))
        self._area.setVisible(not isinstance(found, str))
        if isinstance(found, str):
            self.sheet = None
            self.problem.say("critical", found)
        else:
            self.sheet = DifferenceSheet(found, (f"v{first}", f"v{second}"))
            self._area.setWidget(self.sheet)

    def start(self) -> None:
        """The cursor stands on the earlier version."""
        self.older.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the plan."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
