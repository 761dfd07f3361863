"""The page of one child: overview, plan and history as tabs; Alt and a number leads to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_patient import Ui_Patient
from hlh_desktop.ui.pages.history_page import HistoryTab
from hlh_desktop.ui.pages.overview import OverviewTab
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.widgets.texts import dress, hold_width
from hlh_desktop.ward import banner

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtGui import QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.values import ChildRecord, SignedPlan

TABS = ("overview", "plan", "history")


class PatientPage(QWidget):
    """One child. Trouble no_child where there is none of that id."""

    def __init__(self, desk: Desk, child: UUID, tab: str = "overview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.child = desk, child
        self.record: ChildRecord = desk.ward.child(child, desk.now())
        self.signed: SignedPlan | None = None
        self._read_plan()
        self.show_banner()
        self.ui = Ui_Patient()
        self.ui.setupUi(self)
        self.tabs: dict[str, QWidget] = {}
        buttons = (self.ui.overview, self.ui.plan, self.ui.history)
        for number, (name, button) in enumerate(zip(TABS, buttons, strict=True), 1):
            dress(button, "tab")
            hold_width(button)
            button.clicked.connect(lambda _=False, name=name: self.go(name))
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(button.click)
        self.go(tab if tab in TABS else TABS[0])

    def _read_plan(self) -> None:
        """The plan that stands; one that can't be read is told, and the versions are still listed."""
        head = self.record.plan
        if head is not None:
            try:
                self.signed = self.desk.ward.plan(head.id)
            except Trouble as trouble:
                self.desk.troubled.emit(trouble)

    def show_banner(self) -> None:
        """Says who this is before anything of the child is on the screen."""
        case = self.signed.plan.case if self.signed else None
        ward = self.desk.ward
        facts = banner.of_child(self.record, case, ward.ward.wording, ward.here(self.desk.now()))
        self.desk.child_changed.emit(facts)

    def go(self, name: str) -> None:
        """To a tab, which is made when it is first wanted."""
        if name not in self.tabs:
            makers: dict[str, Callable[[], QWidget]] = {
                "overview": lambda: OverviewTab(self),
                "plan": lambda: PlanTab(self),
                "history": lambda: HistoryTab(self.desk, self.child),
            }
            self.tabs[name] = makers[name]()
            self.ui.pages.addWidget(self.tabs[name])
        self.ui.pages.setCurrentWidget(self.tabs[name])
        {"overview": self.ui.overview, "plan": self.ui.plan, "history": self.ui.history}[name].setChecked(True)
        self.tab = name

    def show_view(self, view: str) -> None:
        """To a view of the plan: its findings, tasks or intrathecal doses."""
        self.go("plan")
        tab = self.tabs["plan"]
        if isinstance(tab, PlanTab):
            tab.open_view(view)

    def read_again(self) -> None:
        """The record as it stands now, for example after a draft was thrown away."""
        self.record = self.desk.ward.child(self.child, self.desk.now())

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin at the tab that is open."""
        super().showEvent(event)
        {"overview": self.ui.overview, "plan": self.ui.plan, "history": self.ui.history}[self.tab].setFocus()
