"""The independent second check, step by step: the child, the first person, the second, the comparison, the giving.

The values of the first person live in the record only, from the moment they are entered until both are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.check_entry import CheckEntry
from hlh_desktop.ui.giving.check_result import CheckResult
from hlh_desktop.ui.giving.check_second import SecondPerson
from hlh_desktop.ui.giving.identity import Identity
from hlh_desktop.ui.giving.leave_form import LeaveForm
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.giving.step_marks import StepMarks
from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.log.sheet import against_check, reasons_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.values import Who

IDENTITY, FIRST, SECOND, COMPARE = range(4)


class CheckPanel(Panel):
    """One dose in its second check. `anew` begins another check where one is complete already."""

    def __init__(self, desk: Desk, sheet: DoseSheet, who: Who, *, anew: bool = False) -> None:
        super().__init__(desk, self.tr("Give %1").replace("%1", sheet.title), self.tr("Begin the check"))
        self.sheet, self.who = sheet, who
        self.check: CheckNow | None = None if anew and not _open(sheet.check) else sheet.check
        self.step, self._id = IDENTITY, uuid4()
        self.identity = Identity(desk, sheet.now.dose.child, who.name or who.mrn, who.mrn)
        self.entry: CheckEntry | None = None
        self.second: SecondPerson | None = None
        self.result: CheckResult | None = None
        self.steps = StepMarks()
        self.leaving = LeaveForm(reasons_for(desk.ward, "left"))
        self._begun = desk.now()
        self._lay()
        self._connect()
        self._show(self._first_step())

    def _lay(self) -> None:
        words = self.tr("INTRATHECAL: second check") if self.sheet.intrathecal else self.tr("Second check")
        self.mark(Badge("intrathecal" if self.sheet.intrathecal else "critical", words, "octagon-alert"))
        self.ui.steps.addWidget(self.steps)
        self.put(self.leaving)
        self.put(self.identity)
        self.about = Note("info", plain=True)
        self.put(self.about)
        words = self.tr("Order for your own sum: %1. Weight, height and body surface stand in the banner.")
        self.order = text(words.replace("%1", self.sheet.order), wrap=True)
        self.put(self.order)
        self.hold = self.add_apart(button(self.tr("Hold..."), "plain", "circle-pause"))
        self.refuse_it = self.add_apart(button(self.tr("Not given..."), "plain", "circle-x"))
        self.stop = self.add_apart(button(self.tr("Stop the line..."), "plain", "ban"))
        self.late = self.add_apart(button(self.tr("Given earlier, on paper..."), "plain", "clock"))

    def _connect(self) -> None:
        names = ((self.hold, "hold"), (self.refuse_it, "not_given"), (self.stop, "stop"), (self.late, "late"))
        for made, name in names:
            made.clicked.connect(lambda _=False, name=name: self.turned.emit(name))
        self.identity.changed.connect(self._look)
        self.identity.answered.connect(self._identified)
        self.leaving.ended.connect(self._end)
        self.leaving.kept.connect(self.left)
        self.leaving.stayed.connect(self._stay)

    # --- the steps

    def _first_step(self) -> int:
        if self.check is not None and self.check.phase == "differs":
            return COMPARE
        return SECOND if self.check is not None and self.check.phase == "first" else IDENTITY

    @property
    def unfinished(self) -> bool:
        """Whether a check is open here, so that leaving asks."""
        return _open(self.check)

    def _show(self, step: int) -> None:
        """Brings a step on, and takes the one before out of the window for good."""
        self.step = step
        self._clear()
        self.identity.setVisible(step == IDENTITY)
        for made in (self.hold, self.refuse_it, self.stop, self.late):
            made.setVisible(not self.unfinished)
        self.show_apart(shown=not self.unfinished)
        self.order.setVisible(step in (FIRST, SECOND))
        if step == FIRST:
            self._show_first()
        elif step == SECOND and self.check is not None:
            self.second = SecondPerson(self.desk, self.sheet, self.who, self.check)
            self._take(self.second, self.tr("Compare both"))
        elif step == COMPARE:
            self._show_result()
        self.steps.show_step(step, stopped=self.result is not None and not self.result.agrees)
        self._look()

    def _clear(self) -> None:
        """Nothing of an entry outlives its step."""
        entries = (self.entry, self.second.entry if self.second else None)
        for entry in entries:
            if entry is not None:
                entry.forget()
        for widget in (self.entry, self.second, self.result):
            if widget is not None:
                self.ui.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.entry = self.second = self.result = None

    def _take(self, widget: QWidget, act: str) -> None:
        self.name_main(act)
        self.ui.body.addWidget(widget)
        for name, deed in (("changed", self._look), ("entered", self._pressed), ("ticked", self.main.setFocus)):
            signal = getattr(widget, name, None)
            if signal is not None:
                signal.connect(deed)

    def _show_first(self) -> None:
        self.entry, self._begun = CheckEntry(self.sheet, self.who), self.desk.now()
        words = self.tr("First person, %1: read from the label and the pump, and reckon yourself.")
        self.about.say("info", words.replace("%1", self.desk.ward.person.name))
        self._take(self.entry, self.tr("Enter, then the second person"))
        self.entry.start()

    def _show_result(self) -> None:
        opened = self.desk.ward.log.opened_check(self.sheet.id, self.desk.now())
        if opened is not None:
            self.result = CheckResult(self.desk, opened, self.sheet.unit)
            act = self.tr("Go on to giving") if self.result.agrees else self.tr("Begin a new check")
            self._take(self.result, act)

    # --- what still waits

    def _look(self) -> None:
        self.about.setVisible(self.step == FIRST)
        if self.step == IDENTITY:
            self.name_main(self.tr("Begin the check"))
            self.allow(self._against_begin())
        elif self.step == FIRST and self.entry is not None:
            self.allow(self.entry.problem)
        elif self.step == SECOND and self.second is not None:
            self.allow(self.second.problem)
        elif self.result is None:
            self.allow(self.tr("Another dose of this drug is in its second check: the values are shown after it."))
        else:
            self.allow("")
        self.main.setAccessibleName(f"{self.main.text()}: {self.sheet.title}")

    def _against_begin(self) -> str:
        """What refuses the dose itself: then nobody needs to check it."""
        if self.identity.mismatch:
            return self.tr("The wristband that was scanned is not this child's.")
        refused = against_check(self.desk.ward, self.sheet, self.desk.now())
        if refused:
            return refused
        return "" if self.identity.known else self.tr("Identify the child first.")

    def _identified(self) -> None:
        self._look()
        if self.main.isEnabled():
            self.main.setFocus()

    def start(self) -> None:
        if self.step == IDENTITY:
            self.identity.setFocus()
        elif self.entry is not None:
            self.entry.start()
        elif self.second is not None:
            self.second.start()
        else:
            self.main.setFocus()

    # --- what is written

    def act(self) -> None:
        self.hush()
        deeds = {FIRST: self._enter_first, SECOND: self._enter_second, COMPARE: self._go_on}
        try:
            deeds.get(self.step, self._begin)()
        except Trouble as trouble:
            self.refuse(trouble)

    def _begin(self) -> None:
        """From here on every amount of the child is hidden, in every page."""
        if not _open(self.check):
            self.check = self.desk.ward.log.begin_check(self.sheet.id, self._id, self.desk.now())
        self.turned.emit("refresh")
        self._show(FIRST)
        if self.entry is not None:
            self.entry.start()

    def _enter_first(self) -> None:
        seen = None if self.entry is None else self.entry.seen
        if seen is None:
            return
        self.check = self.desk.ward.log.enter_check(
            self.sheet.id, seen, begun=self._begun, person=self.desk.ward.person, id_=uuid4(), now=self.desk.now()
        )
        self.desk.kept.emit(self.desk.now())
        self.turned.emit("refresh")
        self._show(SECOND)
        self.start()

    def _enter_second(self) -> None:
        second = self.second
        seen = None if second is None else second.entry.seen
        if second is None or seen is None or second.person is None:
            return
        self.check = self.desk.ward.log.enter_check(
            self.sheet.id, seen, begun=second.begun, person=second.person, id_=uuid4(), now=self.desk.now()
        )
        self.desk.kept.emit(self.desk.now())
        self._show(COMPARE)
        self.turned.emit("refresh")
        self.main.setFocus()

    def _go_on(self) -> None:
        self.turned.emit("give" if self.result is not None and self.result.agrees else "recheck")

    # --- leaving

    def leave(self) -> None:
        """An open check is not left without a word."""
        if self.unfinished:
            self.leaving.ask(may_keep=self.check is not None and self.check.phase == "first")
        else:
            super().leave()

    def _end(self, reason: str) -> None:
        try:
            self.desk.ward.log.leave_check(self.sheet.id, reason, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self._clear()
        self.left.emit()

    def _stay(self) -> None:
        self.leaving.hide()
        self.start()


def _open(check: CheckNow | None) -> bool:
    return check is not None and check.open
