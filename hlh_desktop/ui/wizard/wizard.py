"""The frame of the wizard: the steps at the left, the open one in the middle, the summary at the right."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_wizard import Ui_WizardPage
from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.proof_over import ProofOver
from hlh_desktop.ui.widgets.texts import dress
from hlh_desktop.ui.wizard.entry import Entry
from hlh_desktop.ui.wizard.rail import STEPS, Rail
from hlh_desktop.ui.wizard.side import FOLDS_BELOW, Side
from hlh_desktop.ui.wizard.step import Step
from hlh_desktop.ui.wizard.summary import Summary
from hlh_desktop.ui.wizard.undo import UndoKeys
from hlh_desktop.ward.blind import in_check

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.wizard.step import Onward
    from hlh_desktop.ward.look import Look
    from hlh_desktop.ward.values import PlanHead

# The module and class of each step; a step is only made when it is first opened.
PLACES = (
    ("patient_step", "PatientStep"), ("diagnosis_step", "DiagnosisStep"), ("etiology_step", "EtiologyStep"),
    ("severity_step", "SeverityStep"), ("regimen_step", "RegimenStep"), ("schedule_step", "ScheduleStep"),
    ("review_step", "ReviewStep"),
)  # fmt: skip
# Whether a second check of the child has begun anywhere is looked at every so many milliseconds.
WATCH = 3_000


class WizardPage(QWidget):
    """Seven steps on one draft. Any step may be opened at any time; what was entered stays in each.

    Raises Trouble no_draft where the record has no such draft.
    """

    def __init__(self, desk: Desk, draft_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.entry = Entry(desk, desk.ward.draft(draft_id, desk.now()), self)
        self.ui = Ui_WizardPage()
        self.ui.setupUi(self)
        self.rail = Rail()
        self.ui.rail_place.addWidget(self.rail)
        self.side = Side(self.ui.side_place, self.ui.body)
        self.summary = Summary(self.entry)
        self.proof = ProofOver(desk.ward.ward.wording, self.ui.body)
        self._made: dict[int, Step] = {}
        self._areas: dict[int, QScrollArea] = {}
        self._current = 0
        self._onward: Onward | None = None
        self._new = True
        self._dress()
        self._connect()
        self._keys()
        self._looked(self.entry.look)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH)
        self._watch.timeout.connect(self.watch)
        self._watch.start()

    def watch(self) -> None:
        """A second check of the child that anybody has begun closes the draft, which tells amounts; it is kept."""
        child = self.entry.opened.child
        found = None if child is None else in_check(self.desk.ward, child, self.desk.now())
        if found is not None:
            self._watch.stop()
            self.close_draft()
            self.desk.troubled.emit(Trouble("in_check", by=found.begun_by))

    def _dress(self) -> None:
        self.setAccessibleName(self.tr("New plan"))
        dress(self.ui.back_button, "plain", "chevron-left")
        dress(self.ui.side_button, "plain", "list-checks")
        dress(self.ui.next_button, "main")
        dress(self.ui.close_button, "plain")

    def _connect(self) -> None:
        self.entry.looked.connect(self._looked)
        self.rail.chosen.connect(self.go_to)
        self.rail.undone.connect(self.entry.undo)
        self.rail.redone.connect(self.entry.redo)
        self.ui.close_button.clicked.connect(self.close_draft)
        self.ui.back_button.clicked.connect(self.back)
        self.ui.next_button.clicked.connect(self.next)
        self.ui.side_button.toggled.connect(self.side.unfold)
        self.summary.proved.connect(self.proof.show_proof)
        self.side.closed.connect(lambda: self.ui.side_button.setChecked(False))

    def _keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {"Alt+Left": self.back, "Alt+Right": self.next}
        keys |= {f"Ctrl+{number}": partial(self.go_to, number) for number in range(1, STEPS + 1)}
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        UndoKeys(self, self.entry.undo, self.entry.redo)

    # --- going about

    def step(self, number: int) -> Step:
        """A step, from 1; made when it is first asked for."""
        if number not in self._made:
            module, name = PLACES[number - 1]
            area = self._areas[number] = self._area()
            made = getattr(import_module(f"hlh_desktop.ui.wizard.{module}"), name)(self.entry, area.viewport())
            assert isinstance(made, Step)
            self._made[number] = made
            made.setProperty("ground", "clear")
            area.setWidget(made)
            made.jump_wanted.connect(self.jump)
            made.signed.connect(self._signed)
            made.proved.connect(self.proof.show_proof)
            made.framed.connect(lambda: self._frame(self.entry.look))
            made.side_wanted.connect(lambda: self.ui.side_button.setChecked(True))
        return self._made[number]

    def _area(self) -> QScrollArea:
        """Where a step goes, in its place before there is one: Qt dresses all that moves to another parent."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ui.steps.addWidget(area)
        return area

    def go_to(self, number: int) -> None:
        """Opens a step; the cursor goes to its first field."""
        if number == self.entry.draft.step:
            self._focus_first()
        else:
            self.entry.open_step(number)

    def jump(self, number: int, path: str) -> None:
        """Opens a step with the cursor where a place of the case is answered."""
        self.go_to(number)
        if path:
            self.step(number).jump_to(path)

    def back(self) -> None:
        """To the step before."""
        self.go_to(max(self._current - 1, 1))

    def next(self) -> None:
        """To the next step, or what the open one has in its place."""
        if self._onward is not None:
            self._onward.do()
        elif self._current < STEPS:
            self.go_to(self._current + 1)

    def close_draft(self) -> None:
        """Leaves the wizard; the draft is kept."""
        self.entry.settle()
        if self.entry.opened.child is None:
            self.desk.go_to_ward()
        else:
            self.desk.go_to_child(self.entry.opened.child)

    def _signed(self, head: PlanHead) -> None:
        self.desk.go_to_child(head.child, "plan")

    # --- drawing

    def _looked(self, look: Look) -> None:
        number = self.entry.draft.step
        if number != self._current:
            self._open(number)
        self.rail.show_states(look.steps, number)
        self.rail.show_undo(undo=self.entry.can_undo, redo=self.entry.can_redo)
        self._frame(look)
        self._tell_banner(look)

    def _open(self, number: int) -> None:
        self._current = number
        self.proof.hide()
        step = self.step(number)
        self.ui.steps.setCurrentWidget(self._areas[number])
        self.ui.side_button.setChecked(False)
        self.side.show_page(step.side() or self.summary)
        self._focus_first()

    def _frame(self, look: Look) -> None:
        """What stands at the foot, and at the right."""
        step = self.step(self._current)
        side = step.side() or self.summary
        self.side.show_page(side)
        self.ui.side_button.setText(side.accessibleName())
        self.ui.hint.setText(step.hint(look))
        self._onward = step.onward(look)
        self.ui.back_button.setVisible(self._current > 1)
        self.ui.back_button.setText(self.tr("Back: %s") % self._title(look, self._current - 1))
        following = self.tr("Next: %s") % self._title(look, self._current + 1)
        self.ui.next_button.setText(self._onward.words if self._onward else following)
        self.ui.next_button.setVisible(self._onward is not None or self._current < STEPS)

    def _title(self, look: Look, number: int) -> str:
        return next((state.title for state in look.steps if state.number == number), str(number))

    def _tell_banner(self, look: Look) -> None:
        from hlh_desktop.ward.banner import of_draft

        wording = self.desk.ward.ward.wording
        self.desk.child_changed.emit(of_draft(self.entry.opened, look, wording, self.desk.now()))

    def _focus_first(self) -> None:
        """The cursor goes to the first field of the open step."""
        self._areas[self._current].verticalScrollBar().setValue(0)
        found = first_field(self.step(self._current))
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side folds where there is no room for it, and the rail gets narrower."""
        super().resizeEvent(event)
        self.rail.widen(self.width() >= theme().tokens.px(FOLDS_BELOW - 344))
        self.side.fit(self.ui.body.width(), self.ui.body.height())
        self.ui.side_button.setVisible(self.side.folding)

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands in the first field when the wizard opens, and the banner names the child of the draft."""
        super().showEvent(event)
        if self._new:  # it was looked at when it was made, just now
            self._tell_banner(self.entry.look)
        else:
            self.entry.look_again()
        self._new = False
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is kept before another page comes."""
        self.entry.settle()
        super().hideEvent(event)


def first_field(page: QWidget) -> QWidget | None:
    """The first widget of a page that Tab comes to."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if tabbed and page.isAncestorOf(widget) and widget.isEnabledTo(page) and widget.isVisibleTo(page):
            return widget
        widget = widget.nextInFocusChain()
    return None
