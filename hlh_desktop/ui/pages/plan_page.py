"""The plan as one reads it: its versions, every line and dose with its proof, findings, tasks, and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from hlh_desktop.domain.proof import dose_proof
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_plan_page import Ui_PlanPage
from hlh_desktop.ui.pages.plan_paper import PlanPaper
from hlh_desktop.ui.pages.plan_versions import Versions
from hlh_desktop.ui.pages.plan_views import PlanViews
from hlh_desktop.ui.revision.plan_life import PlanLife
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.proof_card import ProofCard
from hlh_desktop.ui.widgets.texts import dress, repaint, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from hlh_desktop.domain.proof_values import Proof
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ui.pages.plan_views import Pressed
    from hlh_desktop.ward.values import PlanHead, SignedPlan

# At 100 %, in pixels: the versions, and the least that a table of lines is good in beside a card.
LEFT, TABLE = 216, 400


class PlanTab(QWidget):
    """One version at a time. A signed plan is only read here; a change begins a draft."""

    def __init__(self, page: PatientPage) -> None:
        super().__init__(page.ui.pages)
        self._page, self.desk = page, page.desk
        self.signed: SignedPlan | None = None
        self.views: PlanViews | None = None
        self.switch: Choice | None = None
        self.ui = Ui_PlanPage()
        self.ui.setupUi(self)
        self.paper = PlanPaper(self.desk, self)
        self._begin()
        if page.record.plans:
            self.versions.choose(page.record.plans[0].id)
        else:
            self._show_none()

    def _begin(self) -> None:
        wording = self.desk.ward.ward.wording
        self.versions = Versions(self.desk, self._page.record.plans)
        self.versions.chosen.connect(self.show_version)
        self.ui.versions.addWidget(self.versions)
        never = self.tr("A signed plan is never changed. Every change is a new version, signed again.")
        self.ui.never.addWidget(Note("info", never))
        dress(self.ui.print_plan, "plain", "printer")
        dress(self.ui.save_plan, "plain", "download")
        dress(self.ui.compare, "plain", "arrow-right-left")
        dress(self.ui.what_if, "plain", "arrow-right-left")
        dress(self.ui.new_version, "main", "pencil")
        self.ui.print_plan.clicked.connect(self.paper.print_plan)
        self.ui.save_plan.clicked.connect(self.paper.save_plan)
        self.ui.new_version.clicked.connect(self._new_version)
        self.life = PlanLife(self, self._page)
        self._switches = Flow(12, 6, self.ui.switches)
        row = QHBoxLayout(self.ui.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.left = self._scrolled_left()
        self._stack = QStackedWidget()
        self._stack.setProperty("ground", "canvas")
        self._stack.addWidget(self.paper.panel)
        self.proof = ProofCard(wording)
        self.proof.closed.connect(self._put_away)
        self._beside = QScrollArea()
        self._beside.setWidgetResizable(True)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside.setWidget(held(self.proof))
        self._beside.hide()
        row.addWidget(self._stack, 1)
        row.addWidget(self._beside)
        self.ui.body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # An open card takes its room from the table and never makes the window wider.
        for widget in (self.ui.body, self._stack):
            widget.setMinimumWidth(1)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.ui.print_plan.click)
        repaint(self, self._size)
        self._size()

    def _scrolled_left(self) -> QScrollArea:
        """Versions and buttons: in a low window they scroll."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ui.row.replaceWidget(self.ui.left, area)
        self.ui.left.setProperty("ground", "clear")
        area.setWidget(self.ui.left)
        return area

    def _size(self) -> None:
        bar = self.left.verticalScrollBar().sizeHint().width()
        self.ui.left.setFixedWidth(look().tokens.px(LEFT))
        self.left.setFixedWidth(look().tokens.px(LEFT) + bar)
        bar = self._beside.verticalScrollBar().sizeHint().width()
        self._beside.setFixedWidth(self.proof.width() + bar + 2)

    # --- versions

    def _show_none(self) -> None:
        for widget in (self.ui.print_plan, self.ui.save_plan, self.ui.hint, self.ui.compare, self.ui.what_if):
            widget.hide()
        self.ui.title.setText(self.tr("No plan is signed for this child yet"))
        self._stack.addWidget(text(self.tr("A draft is not an order: it becomes a plan when it is signed."), wrap=True))

    def show_version(self, head: PlanHead) -> None:
        """Another version; a proof of the one before does not stay."""
        self.proof.close_card()
        number = str(head.version)
        self.ui.print_plan.setText(self.tr("Print plan v%1").replace("%1", number))
        self.ui.title.setText(
            self._say("page.version.title", protocol=head.protocol or self.tr("Options"), version=number)
        )
        try:
            self.signed = self.desk.ward.plan(head.id, self.desk.now())
        except Trouble as trouble:
            self.signed = None
            self.desk.troubled.emit(trouble)
        self.ui.print_plan.setEnabled(self.signed is not None)
        self.ui.save_plan.setEnabled(self.signed is not None)
        self.paper.show_plan(self.signed)
        self.life.show_version(head, self.signed)
        self._show_views()

    def _say(self, key: str, **values: object) -> str:
        return self.desk.ward.ward.wording.say(key, **values)

    def _show_views(self) -> None:
        """The views of the version, the one that was open before first."""
        wanted = self.switch.value if self.switch is not None else None
        for old in (self.views, self.switch):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.views = self.switch = None
        if self.signed is None:
            return
        self.views = PlanViews(self.signed.plan, self.desk.ward.ward.knowledge)
        self.views.pressed.connect(self._prove)
        self.views.proved.connect(self.show_proof)
        names = self.views.names
        self.switch = Choice(self.tr("Show"), names, wanted or names[0][0])
        self.switch.changed.connect(self._switch)
        self._switches.addWidget(self.switch)
        for number in self.views.numbers:
            self._switches.addWidget(number)
        self._stack.addWidget(self.views)
        self._stack.setCurrentWidget(self.views)
        self._switch(self.switch.value)

    def open_view(self, view: str) -> None:
        """Presses the switch of a view."""
        if self.switch is not None:
            self.switch.button(view).click()
            self.switch.button(view).setFocus()

    def _switch(self, name: object) -> None:
        if self.views is None:
            return
        paper = name == "paper"
        self._stack.setCurrentWidget(self.paper.panel if paper else self.views)
        if paper:
            self.proof.close_card()
            self.paper.preview()
        else:
            self.views.show_view(str(name))

    def _new_version(self) -> None:
        try:
            self.desk.new_plan(self._page.child)
        except Trouble as trouble:
            self.desk.troubled.emit(trouble)

    # --- proofs

    def _prove(self, pressed: Pressed) -> None:
        if self.signed is not None:
            plan, knowledge = self.signed.plan, self.desk.ward.ward.knowledge
            self.show_proof(dose_proof(plan, knowledge, pressed.line, pressed.part, pressed.dose))

    def show_proof(self, proof: Proof) -> None:
        """Opens the card beside the table; the pressed number stays in view."""
        head, who = self.signed.head if self.signed else None, self._page.record.identity
        if head is not None:
            self.proof.whose = self._say(
                "page.version.whose", name=who.name or who.mrn, mrn=who.mrn, version=head.version
            )
        self.proof.show_proof(proof)
        self._make_room(beside=True)
        self._beside.show()
        self._beside.verticalScrollBar().setValue(0)
        if self.views is not None:
            self.views.narrow(narrow=True)

    def _make_room(self, *, beside: bool) -> None:
        """In a narrow window the versions step back while a card is open, so that the pressed number stays in view."""
        if self.life.view is not None:
            self.life.make_room()
            return
        needed = self.left.width() + self._beside.width() + look().tokens.px(TABLE)
        self.left.setVisible(not beside or self.width() >= needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room(beside=self._beside.isVisible())

    def _put_away(self) -> None:
        self._beside.hide()
        self._make_room(beside=False)
        if self.views is not None:
            self.views.narrow(narrow=False)
            self.views.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._beside.isVisible():
            self.proof.close_card()
        else:
            super().keyPressEvent(event)


def held(card: QWidget) -> QWidget:
    """A card at the top of what scrolls."""
    made = QWidget()
    made.setProperty("ground", "clear")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    # In a row of its own the card is asked for its height at its own width, not at the width of what scrolls.
    row = QHBoxLayout()
    row.addWidget(card)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return made
