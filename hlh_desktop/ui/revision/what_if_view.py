"""What-if on a signed plan: other measures or doses as a trial, what they would change and raise; nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.ui.revision.difference_table import changes_table, difference_table
from hlh_desktop.ui.revision.figures import Figures
from hlh_desktop.ui.revision.inputs import TrialInputs
from hlh_desktop.ui.revision.raised import RaisedCard
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.ui.revision.trying import Trying

# The least widths of the table and of what stands beside it, in px at 100 %.
TABLE, BESIDE = 690, 280
PAUSE = 150  # milliseconds


class WhatIfView(QWidget):
    """`left` when the trial is discarded, `draft_wanted` when it is to become a draft."""

    left = Signal()
    draft_wanted = Signal()

    def __init__(self, trying: Trying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trying, version = trying, str(trying.version)
        self.setAccessibleName(self.tr("What-if on v%1").replace("%1", version))
        self.inputs = TrialInputs(trying.choices, trying.measures, trying.tell, trying.refused)
        self.table = difference_table(
            self.tr("What the trial changes"), self.tr("Line, what is still to come"),
            self.tr("Signed v%1").replace("%1", version), self.tr("What-if"),
        )  # fmt: skip
        self.doses = changes_table(
            self.tr("Single doses that change"), self.tr("Dose"), self.tr("Signed v%1").replace("%1", version),
            self.tr("What-if"),
        )  # fmt: skip
        self.raised = RaisedCard(self.tr("What it would raise"), self.tr("Nothing new, nothing gone."))
        self.figures, self.stays = Figures(), Note("info")
        self.problem = Note("critical")
        self.clear = button(self.tr("Clear all"), "link")
        self.discard = button(self.tr("Discard what-if"), icon="x")
        self.make = button(
            self.tr("Make draft v%1 of this...").replace("%1", str(trying.version + 1)), "main", "pencil"
        )
        self._lay(version)
        # Trying costs a plan: one waits until nobody types.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.refresh)
        self.inputs.changed.connect(self._later.start)
        self.clear.clicked.connect(self.inputs.clear)
        self.discard.clicked.connect(self.left)
        self.make.clicked.connect(self._draft)
        self.refresh()

    # --- laying out

    def _lay(self, version: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(text(self.tr("What-if on v%1").replace("%1", version), "heading"))
        head.addWidget(Badge("warning", self.tr("Trial only, nothing is ordered"), "arrow-right-left"))
        head.addStretch(1)
        head.addWidget(self.clear)
        column.addLayout(head)
        column.addWidget(self._scrolled(), 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.discard)
        gates = text(self.tr("A draft is not an order; it goes through all gates again."), "small", wrap=True)
        gates.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(gates, 1)
        foot.addWidget(self.make)
        column.addLayout(foot)

    def _scrolled(self) -> QScrollArea:
        """The trial and what it changes, with what it raises beside it, or below it in a narrow window."""
        area, inner = QScrollArea(), QWidget()
        inner.setProperty("ground", "clear")
        both = Abreast(inner)
        both.put(column_of(self.inputs, self.problem, self.table, self.doses), 20, TABLE)
        both.put(column_of(self.raised, self.figures, self.stays), 1, BESIDE)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        return area

    # --- trying

    def refresh(self) -> None:
        """Tries what stands there, and says what it would change or why it can't be."""
        self._later.stop()
        found = self._trying.look(self.inputs.wished)
        for name, field in (("weight_kg", self.inputs.weight_kg), ("height_cm", self.inputs.height_cm)):
            words = found.wrong.get(name, "")
            field.say("critical" if words else None, words)
        self.problem.setVisible(bool(found.problem))
        self.problem.say("critical", found.problem)
        self.make.setEnabled(found.words is not None)
        if found.words is None or found.figures is None:
            return
        self.table.show_rows(found.words.lines)
        self.doses.show_rows(found.words.doses)
        self.doses.setVisible(bool(found.words.doses))
        self.raised.show_rows(found.words.raised)
        self.figures.show_figures(*found.figures)
        self.stays.say("info", found.stays)

    def _draft(self) -> None:
        """What stands there now, also where it was typed just before."""
        self.refresh()
        if self.make.isEnabled():
            self.draft_wanted.emit()

    def start(self) -> None:
        """The cursor stands in the weight, the number to be tried."""
        self.inputs.weight_kg.line.setFocus()
        self.inputs.weight_kg.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape discards the trial: nothing of it was kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def column_of(*widgets: QWidget) -> QWidget:
    """Widgets under each other, at the top of their room."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made
