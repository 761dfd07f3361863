"""The overview of a child: what is due, alarming and written this shift, the whole course, where the child is, weight.

It is looked at anew every half a minute, after each deed and whenever it comes on the screen; the cursor stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.planned_doses import planned_doses
from hlh_desktop.domain.proof import dose_proof
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_overview import Ui_Overview
from hlh_desktop.ui.pages.draft_row import DraftRow
from hlh_desktop.ui.pages.overview_cards import AlarmCard, DueCard, SinceCard, TaskCard
from hlh_desktop.ui.pages.overview_course import CourseCard
from hlh_desktop.ui.pages.overview_paper import ChildPaper
from hlh_desktop.ui.pages.stay_panel import StayPanel
from hlh_desktop.ui.pages.weigh_panel import WeighPanel
from hlh_desktop.ui.response.alert_panel import AlertPanel
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.proof_card import ProofCard
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.wizard.step import bring_into_view
from hlh_desktop.ward import tasks
from hlh_desktop.ward.alarms import alarms
from hlh_desktop.ward.due_now import due_now
from hlh_desktop.ward.log.delay import delay_words
from hlh_desktop.ward.log.elsewhere import linked_numbers
from hlh_desktop.ward.log.road import child_road, total_words
from hlh_desktop.ward.results.alerts import look
from hlh_desktop.ward.since import since
from hlh_desktop.ward.task_words import task_rows

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ui.widgets.road_layout import Spot
    from hlh_desktop.ui.widgets.road_map import RoadMapView
    from hlh_desktop.ward.log.day import ChildDay

# The plan is closed because a dose is in its second check.
IN_CHECK = "in_check"
AGAIN = 30_000  # milliseconds


class OverviewTab(QWidget):
    """Everything that one looks at first."""

    def __init__(self, page: PatientPage) -> None:
        super().__init__(page.ui.pages)
        self._page, self._desk = page, page.desk
        self._hid: bool | None = None
        self.course: CourseCard | None = None
        self.ui = Ui_Overview()
        self.ui.setupUi(self)
        self.due, self.alarms, self.since, self.tasks = DueCard(), AlarmCard(), SinceCard(), TaskCard()
        self.stay, self.weigh = StayPanel(self._desk, page.child), WeighPanel(self._desk, page.child)
        self.results = AlertPanel(self._desk, page.child)
        self.paper = ChildPaper(self._desk, page.child, self)
        self.proof = ProofCard(self._desk.ward.ward.wording, self._whose(), self)
        self._lay()
        self._connect()
        self.show_drafts()
        self._show_links()
        self._show_course()
        self.refresh()

    def _lay(self) -> None:
        self.ui.notes.addWidget(self.results)
        cards, beside = Abreast(self.ui.cards), Abreast(self.ui.beside)
        for card in (self.due, self.alarms, self.since):
            cards.put(card, 1, 330)
        for panel in (self.tasks, self.stay, self.weigh):
            beside.put(panel, 1, 330)

    def _connect(self) -> None:
        self.due.wanted.connect(self._page.show_dose)
        self.alarms.wanted.connect(self._lead)
        self.results.changed.connect(self.refresh)
        self.results.closed.connect(self.alarms.more.setFocus)
        self.since.wanted.connect(lambda: self._page.go("history"))
        self.tasks.wanted.connect(lambda: self._page.go("tasks"))
        self.proof.closed.connect(self._back)
        self.stay.changed.connect(self._moved)
        self.weigh.measured.connect(self._moved)
        self.weigh.revise.connect(lambda: self._desk.new_plan(self._page.child))
        # Off the screen it waits: it is looked at anew when it comes on.
        self._desk.kept.connect(self._tick)
        self._desk.switched.connect(self._tick)
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def map(self) -> RoadMapView | None:
        """The road map; None where no dose is ordered, or the plan is closed."""
        return None if self.course is None else self.course.map

    def _whose(self) -> str:
        record = self._page.record
        if record.plan is None:
            return ""
        say = self._desk.ward.ward.wording.say
        who = record.identity
        return say("page.version.whose", name=who.name or who.mrn, mrn=who.mrn, version=record.plan.version)

    # --- drafts, and charts of the same child

    def show_drafts(self) -> None:
        """The drafts of this child, each with the way on and the way out."""
        while (item := self.ui.drafts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for head in self._page.record.drafts:
            row = DraftRow(self._desk, head)
            row.discarded.connect(self._discarded)
            self.ui.drafts.addWidget(row)

    def _discarded(self) -> None:
        self._page.read_again()
        self.show_drafts()

    def _show_links(self) -> None:
        """The other charts of this child, each with the way to it."""
        for child, mrn in linked_numbers(self._desk.ward, self._page.child):
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Note("info", self._desk.ward.ward.wording.say("overview.linked", mrn=mrn)), 1)
            go = button(self.tr("Open No. %1").replace("%1", mrn), "plain", "arrow-right")
            go.clicked.connect(lambda _=False, child=child: self._desk.go_to_child(child))
            row.addWidget(go)
            self.ui.notes.addWidget(made)

    # --- the plan

    def _show_course(self) -> None:
        """The course of the plan that stands, or why there is none to see."""
        place = QHBoxLayout(self.ui.course)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(12)
        signed = self._page.signed
        if signed is None:
            place.addLayout(self._none())
            return
        now = self._desk.now()
        day, found = self._read(now)
        self.course = CourseCard(child_road(self._desk.ward, signed.plan, day, found, now))
        self.course.opened.connect(self._open)
        self.course.proved.connect(self._prove)
        self.course.map_printed.connect(self.paper.print_road_map)
        self.course.labels_printed.connect(self.paper.print_labels)
        place.addWidget(self.course, 1, Qt.AlignmentFlag.AlignTop)
        place.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignTop)

    def _none(self) -> QVBoxLayout:
        """A child without a readable plan: what to do next."""
        column = QVBoxLayout()
        if self._page.closed is not None and self._page.closed.code == IN_CHECK:
            column.addWidget(Note("info", sentence(self._page.closed)))
            return column
        words = self.tr("No signed plan can be shown for this child. Begin one, or go on with a draft.")
        column.addWidget(Note("info", words))
        begin = button(self.tr("New plan"), "main", "plus")
        begin.clicked.connect(lambda: self._desk.new_plan(self._page.child))
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    # --- how it stands now

    def _read(self, now: datetime) -> tuple[ChildDay, tuple[TaskState, ...]]:
        ward, child = self._desk.ward, self._page.child
        return ward.log.day(child, now), tasks.tasks(ward, child, now, self._page.arisen())

    def refresh(self) -> None:
        """Everything as it stands in the record now."""
        now = self._desk.now()
        try:
            day, found = self._read(now)
            hidden, before = bool(day.hidden), self._hid
            self._hid = hidden
            if before in (None, hidden):
                self._show(day, found, now)
            else:
                self._page.blinded(None)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _show(self, day: ChildDay, found: tuple[TaskState, ...], now: datetime) -> None:
        ward, signed = self._desk.ward, self._page.signed
        self.due.show_due(due_now(ward, day, now))
        # An order by voice that waits is told as such, and not once more as a task.
        mine = tuple(task for task in found if task.about is None)
        found_alerts, findings = look(ward, self._page.child, now), signed.plan.findings if signed else ()
        self.results.show_alerts(found_alerts)
        self.alarms.show_alarms(alarms(ward, day, findings, mine, now, found_alerts.all))
        self.since.show_since(since(ward, self._page.child, now, hidden=bool(day.hidden)))
        self.tasks.show_tasks(task_rows(ward, found, now))
        if self.course is not None and signed is not None:
            road = child_road(ward, signed.plan, day, found, now)
            told = delay_words(ward, signed.plan.case, day.ledger)
            self.course.show_road(road, total_words(road, ward.ward.wording), told)

    def _tick(self, *_: object) -> None:
        if self.isVisible():
            self.refresh()

    def _moved(self) -> None:
        """Where the child is, or its weight, was written down: the banner says so too."""
        self._page.read_again()
        self._page.show_banner()

    # --- ways on

    def _lead(self, where: str) -> None:
        if where == "findings":
            self._page.show_view(where)
        elif where == "results":
            self.results.open_panel()
        elif where == "weight":
            bring_into_view(self.weigh)
            self.weigh.plan_anew.setFocus()
        else:
            self._page.go(where)

    def _open(self, spot: Spot) -> None:
        """To the dose of a mark; intrathecal doses have a page of their own, what stands for several its proof."""
        if spot.kind == "intrathecal":
            self._page.show_view("intrathecal")
        elif spot.dose_id is not None:
            self._page.show_dose(spot.dose_id)
        else:
            self._prove(spot)

    def _prove(self, spot: Spot) -> None:
        """Opens the proof of a mark beside the map."""
        signed, course = self._page.signed, self.course
        if signed is None or course is None:
            return
        if spot.kind == "intrathecal":
            self._page.show_view("intrathecal")
            return
        knowledge = self._desk.ward.ward.knowledge
        rows = [row for row in planned_doses(signed.plan, knowledge) if (row.line, row.part) == (spot.line, spot.part)]
        doses = [row for row in rows if row.dose is not None]
        # A dose that was given on another day than planned is found by its number.
        numbered = doses[spot.number - 1 : spot.number] if spot.number else []
        found = next((row for row in doses if row.day == spot.day), None) or next(iter(numbered), None)
        if found is None or found.dose is None:
            course.say(spot.text)
            return
        self.proof.show_proof(dose_proof(signed.plan, knowledge, found.line, found.part, found.dose))

    def _back(self) -> None:
        if self.map is not None:
            self.map.setFocus()

    # --- what Qt tells

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.proof.isVisible():
            self.proof.close_card()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What was done since on another tab stands here too."""
        super().showEvent(event)
        self.refresh()
