"""The steps of a check in one line: identity, first person, second person, compare, give."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import styled, text

STEPS = 5


class StepMarks(QWidget):
    """Done steps have a tick, the one that is open is strong, those to come are empty circles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (
            self.tr("Identity"), self.tr("First person"), self.tr("Second person"), self.tr("Compare"), self.tr("Give"),
        )  # fmt: skip
        self._names = names
        self._marks: list[tuple[Icon, QLabel]] = []
        flow = Flow(16, 4, self)
        for name in names:
            box = QWidget()
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            icon, label = Icon("circle", "muted", 18), text(name)
            row.addWidget(icon)
            row.addWidget(label)
            flow.addWidget(box)
            self._marks.append((icon, label))
        self.show_step(0)

    def show_step(self, now: int, *, stopped: bool = False) -> None:
        """Which step is open; `stopped` where it did not agree."""
        for place, (icon, label) in enumerate(self._marks):
            done, here = place < now, place == now
            name = "circle-check" if done else "circle-x" if here and stopped else "circle-dot" if here else "circle"
            colour = "ok" if done else "critical" if here and stopped else "accent" if here else "muted"
            icon.show_icon(name, colour)
            styled(label, role="strong" if here else "body" if done else "muted")
        words = self.tr("Step %1 of %2: %3").replace("%1", str(now + 1)).replace("%2", str(STEPS))
        self.setAccessibleName(words.replace("%3", self._names[now]))
