"""What a draft changes of the plan that stands, seen before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.domain.revision.telling import difference_words
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.revision.difference_sheet import DifferenceSheet
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ward import revising

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.rows import DifferenceWords
    from hlh_desktop.ui.desk import Desk


class AgainstStanding(QFrame):
    """The difference to the version that stands; hidden for a first plan, and while the draft makes none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.wanted = False
        self._shown: tuple[Plan, int] | None = None
        self.title, self._problem = text(role="heading"), text(role="muted", wrap=True)
        self.sheet: DifferenceSheet | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)
        self._column.addWidget(self._problem)
        self.hide()

    def show_draft(self, desk: Desk, child: UUID | None, plan: Plan | None, version: int) -> None:
        """The plan of a draft against version `version`, the one that stands; 0 where none does."""
        if child is None or plan is None or not version:
            self.wanted, self._shown = False, None
            self.hide()
            return
        if self._shown == (plan, version):
            return
        self._shown = (plan, version)
        self.title.setText(self.tr("What changes against v%1").replace("%1", str(version)))
        self._put(self._found(desk, child, plan), version)

    def _found(self, desk: Desk, child: UUID, plan: Plan) -> DifferenceWords | str:
        try:
            found = revising.against(desk.ward, child, plan, desk.now())
        except Trouble as trouble:
            return sentence(trouble)
        if found is None:
            return self.tr("The draft begins another course: day one is another. Nothing is compared.")
        return difference_words(found, desk.ward.ward.knowledge)

    def _put(self, found: DifferenceWords | str, version: int) -> None:
        if self.sheet is not None:
            self.sheet.hide()
            self._column.removeWidget(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None
        self._problem.setVisible(isinstance(found, str))
        if isinstance(found, str):
            self._problem.setText(found)
        else:
            self.sheet = DifferenceSheet(found, (f"v{version}", self.tr("This draft")))
            self._column.addWidget(self.sheet)
        self.wanted = True
        self.show()
