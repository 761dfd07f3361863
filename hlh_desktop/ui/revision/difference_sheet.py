"""What two plans do not have alike, from lines to tasks: the same for two signed versions and for a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.revision.difference_table import changes_table, difference_table
from hlh_desktop.ui.revision.raised import RaisedCard
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from hlh_desktop.domain.revision.rows import DifferenceWords


class DifferenceSheet(QWidget):
    """Tables under each other, each only where it has rows; findings at the end. `heads` name both plans."""

    def __init__(self, found: DifferenceWords, heads: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        before, after = heads
        self.setProperty("ground", "clear")
        self.lines = difference_table(self.tr("Lines"), self.tr("Line"), before, after)
        self.doses = changes_table(self.tr("Single doses"), self.tr("Dose"), before, after)
        self.tasks = changes_table(self.tr("Tasks"), self.tr("Task"), before, after)
        self.raised = RaisedCard(self.tr("Findings"), self.tr("Nothing new, nothing gone."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, table, rows in (
            (self.tr("Lines"), self.lines, found.lines),
            (self.tr("Single doses"), self.doses, found.doses),
            (self.tr("Tasks"), self.tasks, found.tasks),
        ):
            table.setVisible(bool(rows))
            column.addWidget(text(title if rows else self.tr("%1: no difference").replace("%1", title), "strong"))
            column.addWidget(table)
            table.show_rows(rows)
        self.raised.show_rows(found.raised)
        column.addWidget(self.raised)
        column.addStretch(1)
