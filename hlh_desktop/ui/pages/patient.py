"""The page of one child: overview, doses, labs, trends, tasks, plan, history as tabs; Alt and a number opens each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_patient import Ui_Patient
from hlh_desktop.ui.importing.way import ImportWay
from hlh_desktop.ui.labs.labs_tab import LabsTab
from hlh_desktop.ui.pages.doses_tab import DosesTab
from hlh_desktop.ui.pages.history_page import HistoryTab
from hlh_desktop.ui.pages.overview import OverviewTab
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.pages.tasks_tab import TasksTab
from hlh_desktop.ui.trends.trends_tab import TrendsTab
from hlh_desktop.ui.widgets.texts import dress, hold_width
from hlh_desktop.ward import banner
from hlh_desktop.ward.blind import in_check
from hlh_desktop.ward.log.arisen import arisen
from hlh_desktop.ward.stay import OF_STAY, stay_at, stays_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.domain.log.tasks import Arisen
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.giving.held import Held
    from hlh_desktop.ward.values import ChildRecord, SignedPlan

IN_CHECK = "in_check"
TABS = ("overview", "doses", "labs", "trends", "tasks", "plan", "history")
# What tells no amount of a dose, and may hold what somebody is typing, while a dose is in its second check.
TELLS_NO_AMOUNT = ("labs",)
# Whether a second check of the child has begun anywhere is looked at every so many milliseconds.
WATCH = 3_000


class PatientPage(QWidget):
    """One child. Trouble no_child where there is none of that id."""

    def __init__(self, desk: Desk, child: UUID, tab: str = "overview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.child = desk, child
        self.record: ChildRecord = desk.ward.child(child, desk.now())
        self.signed: SignedPlan | None = None
        self.closed: Trouble | None = None
        self._blind = False
        self._read_plan()
        self.show_banner()
        self.ui = Ui_Patient()
        self.ui.setupUi(self)
        self.tabs: dict[str, QWidget] = {}
        self.buttons: dict[str, QPushButton] = {name: getattr(self.ui, name) for name in TABS}
        for number, (name, button) in enumerate(self.buttons.items(), 1):
            dress(button, "tab")
            hold_width(button)
            button.clicked.connect(lambda _=False, name=name: self.go(name))
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(button.click)
        self.go(tab if tab in TABS else TABS[0])
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH)
        self._watch.timeout.connect(self.watch)
        self._watch.start()

    def watch(self) -> None:
        """A check that anybody has begun, in this window or at another workstation, closes every amount here too."""
        if self._in_check() == self._blind:
            return
        doses = self.tabs.get("doses")
        if isinstance(doses, DosesTab):
            doses.refresh()
        if self._in_check() != self._blind:
            self.blinded(doses)

    def _in_check(self) -> bool:
        return in_check(self.desk.ward, self.child, self.desk.now()) is not None

    def _read_plan(self) -> None:
        """The plan that stands; one that can't be read is told, and the versions are still listed.

        While a dose is in its second check the plan stays closed, for it tells the amount.
        """
        head = self.record.plan
        self.signed = self.closed = None
        self._blind = self._in_check()
        if head is not None:
            try:
                self.signed = self.desk.ward.plan(head.id, self.desk.now())
            except Trouble as trouble:
                self.closed = trouble
                if trouble.code != IN_CHECK:
                    self.desk.troubled.emit(trouble)

    def show_banner(self) -> None:
        """Says who this is before anything of the child is on the screen."""
        case = self.signed.plan.case if self.signed else None
        ward, now = self.desk.ward, self.desk.now()
        here = stay_at(stays_of(ward.store.facts(self.child, OF_STAY)), now)
        facts = banner.of_child(self.record, case, ward.ward.wording, ward.here(now), here)
        self.desk.child_changed.emit(facts)

    def go(self, name: str) -> None:
        """To a tab, which is made when it is first wanted."""
        if name not in self.tabs:
            makers: dict[str, Callable[[], QWidget]] = {
                "overview": lambda: OverviewTab(self),
                "doses": lambda: DosesTab(self),
                "labs": self._labs,
                "trends": lambda: TrendsTab(self),
                "tasks": lambda: TasksTab(self, self.arisen, self.ui.pages),
                "plan": lambda: PlanTab(self),
                "history": lambda: HistoryTab(self.desk, self.child, self.ui.pages),
            }
            self.tabs[name] = makers[name]()
            self.ui.pages.addWidget(self.tabs[name])
        self.ui.pages.setCurrentWidget(self.tabs[name])
        self.buttons[name].setChecked(True)
        self.tab = name

    def _labs(self) -> LabsTab:
        made = LabsTab(self.desk, self.child, self.ui.pages)
        self.imports = ImportWay(self.desk, self.child, made, self.ui.pages)
        return made

    def open_results(self, path: Path) -> None:
        """A laboratory's file, to be looked at for this child."""
        self.go("labs")
        self.imports.open(path)

    def show_view(self, view: str) -> None:
        """To a view of the plan: its findings, tasks or intrathecal doses."""
        self.go("plan")
        tab = self.tabs["plan"]
        if isinstance(tab, PlanTab):
            tab.open_view(view)

    def assess(self) -> None:
        """To the form of response that is due next, among the tasks."""
        self.go("tasks")
        tab = self.tabs["tasks"]
        if isinstance(tab, TasksTab):
            tab.assess()

    def show_dose(self, dose: UUID, deed: str = "") -> None:
        """To a dose in its day; with a deed, to what is to be done about it."""
        self.go("doses")
        tab = self.tabs["doses"]
        if isinstance(tab, DosesTab):
            tab.show_dose(dose, deed)

    def arisen(self) -> tuple[Arisen, ...]:
        """Tasks that arose in the log of this child."""
        return arisen(self.desk.ward, self.child)

    def read_again(self) -> None:
        """The record as it stands now, for example after a draft was thrown away."""
        self.record = self.desk.ward.child(self.child, self.desk.now())

    def blinded(self, kept: QWidget | None) -> None:
        """A second check began or ended: every other tab is gone for good, with the amounts that stood in it.

        The one that is on the screen is made anew.
        """
        shown = self.ui.pages.currentWidget()
        again = next((name for name, tab in self.tabs.items() if tab is shown and tab is not kept), None)
        for name in [name for name, tab in self.tabs.items() if tab is not kept and name not in TELLS_NO_AMOUNT]:
            gone = self.tabs.pop(name)
            self.ui.pages.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.read_again()
        self._read_plan()
        self.show_banner()
        if isinstance(labs := self.tabs.get("labs"), LabsTab):
            labs.refresh()
        if again is not None:
            self.go(again)

    # --- what is typed in the doses and no fact yet

    @property
    def held(self) -> Held | None:
        """What was typed in an open panel of the doses, for the same person to go on with."""
        doses = self.tabs.get("doses")
        return doses.held if isinstance(doses, DosesTab) else None

    def give_back(self, held: Held) -> None:
        """The same again, in the doses."""
        self.go("doses")
        doses = self.tabs["doses"]
        if isinstance(doses, DosesTab):
            doses.give_back(held)

    def scanned(self, text: str) -> bool:
        """What a code reader sent; False where nothing on the page asks for the child."""
        doses = self.tabs.get("doses")
        return self.tab == "doses" and isinstance(doses, DosesTab) and doses.scanned(text)

    @property
    def first(self) -> QWidget:
        """Where the cursor stands when the page opens: on the first dose that waits, else on the tab."""
        tab = self.tabs[self.tab]
        return tab.first if isinstance(tab, DosesTab) else self.buttons[self.tab]

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin at the tab that is open."""
        super().showEvent(event)
        self.first.setFocus()
