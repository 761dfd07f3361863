"""The overview of a child: what is planned next, what is alarming, what to do next, and the whole course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.domain.planned_doses import planned_doses
from hlh_desktop.domain.proof import dose_proof
from hlh_desktop.domain.road_map import road_map
from hlh_desktop.ui.forms.ui_overview import Ui_Overview
from hlh_desktop.ui.pages.draft_row import DraftRow
from hlh_desktop.ui.pages.overview_cards import alarming, next_doses_card, to_do
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.proof_card import ProofCard
from hlh_desktop.ui.widgets.road_legend import Deviations, legend
from hlh_desktop.ui.widgets.road_map import RoadMapView
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.road_map import RoadMap
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ui.widgets.road_layout import Spot
    from hlh_desktop.ward.values import SignedPlan

# The plan is closed because a dose is in its second check.
IN_CHECK = "in_check"


class OverviewTab(QWidget):
    """Everything that one looks at first."""

    def __init__(self, page: PatientPage) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.ui = Ui_Overview()
        self.ui.setupUi(self)
        self.map: RoadMapView | None = None
        self.proof = ProofCard(self._desk.ward.ward.wording, self._whose())
        self.proof.closed.connect(self._back)
        self.show_drafts()
        if page.signed is not None:
            self._show_plan(page.signed)
        else:
            self.ui.cards.hide()
            self._show_none()

    def _whose(self) -> str:
        record = self._page.record
        if record.plan is None:
            return ""
        say = self._desk.ward.ward.wording.say
        who = record.identity
        return say("page.version.whose", name=who.name or who.mrn, mrn=who.mrn, version=record.plan.version)

    # --- drafts

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

    # --- the plan

    def _show_none(self) -> None:
        """A child without a readable plan: what to do next."""
        words = self.tr("No signed plan can be shown for this child. Begin one, or go on with a draft.")
        course = QVBoxLayout(self.ui.course)
        course.setContentsMargins(0, 0, 0, 0)
        if self._page.closed is not None and self._page.closed.code == IN_CHECK:
            course.addWidget(Note("info", sentence(self._page.closed)))
            return
        course.addWidget(Note("info", words))
        begin = button(self.tr("New plan"), "main", "plus")
        begin.clicked.connect(lambda: self._desk.new_plan(self._page.child))
        course.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_plan(self, signed: SignedPlan) -> None:
        knowledge, now = self._desk.ward.ward.knowledge, self._desk.now()
        cards = Abreast(self.ui.cards)
        cards.put(next_doses_card(signed.plan, knowledge, now), 1, 330)
        cards.put(alarming(signed.plan, knowledge, lambda: self._page.show_view("findings")), 1, 330)
        cards.put(to_do(signed.plan, knowledge, now, lambda: self._page.show_view("tasks")), 1, 330)
        today = self._desk.ward.here(now).date()
        row = QHBoxLayout(self.ui.course)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._course(road_map(signed.plan, knowledge, today)), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignTop)

    def _course(self, road: RoadMap) -> QFrame:
        made = QFrame()
        made.setProperty("frame", "card")
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        if not road.weeks:
            column.addWidget(text(self.tr("Course"), "heading"))
            column.addWidget(text(self.tr("No doses are ordered in this plan: options only."), wrap=True))
            return made
        column.addWidget(self._head(road))
        self.map = RoadMapView(road)
        self.map.chosen.connect(self._prove)
        self.said = text(
            self.tr("Arrow keys walk from mark to mark; Enter shows the proof of a dose."), "small", wrap=True
        )
        self.map.walked.connect(self._say)
        column.addWidget(self.map)
        column.addWidget(self.said)
        if road.deviations:
            column.addWidget(Deviations(self.tr("What differs from the plan"), road.deviations))
        return made

    def _head(self, road: RoadMap) -> QWidget:
        made = QWidget()
        flow = Flow(16, 4, made)
        for label in (text(self.tr("Course, %1").replace("%1", road.title), "heading"), text(road.dates, "muted")):
            flow.addWidget(label)
        for sample in legend(road.legend):
            flow.addWidget(sample)
        return made

    def _say(self, words: str) -> None:
        self.said.setText(words or self.tr("Arrow keys walk from mark to mark; Enter shows the proof of a dose."))

    # --- proofs

    def _prove(self, spot: Spot) -> None:
        """Opens the proof of a mark beside the map; intrathecal doses have a page of their own."""
        signed = self._page.signed
        if signed is None:
            return
        if spot.kind == "intrathecal":
            self._page.show_view("intrathecal")
            return
        knowledge = self._desk.ward.ward.knowledge
        rows = [row for row in planned_doses(signed.plan, knowledge) if (row.line, row.part) == (spot.line, spot.part)]
        found = next((row for row in rows if row.day == spot.day and row.dose is not None), None)
        if found is None or found.dose is None:
            self._say(spot.text)
            return
        self.proof.show_proof(dose_proof(signed.plan, knowledge, found.line, found.part, found.dose))

    def _back(self) -> None:
        if self.map is not None:
            self.map.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.proof.isVisible():
            self.proof.close_card()
        else:
            super().keyPressEvent(event)
