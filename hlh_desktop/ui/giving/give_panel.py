"""Giving a dose: the child identified, the fields as planned, one press. An infusion is begun, then finished."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.log.gates.every import passes
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.entry_fields import EMPTY, EntryFields
from hlh_desktop.ui.giving.identity import Identity
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.giving.signer import Signer
from hlh_desktop.ui.giving.step_marks import STEPS, StepMarks
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ward.log.entries import confirmation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.log.gates.values import Attempt, Gate
    from hlh_desktop.domain.log.values import Became
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.values import Who


class GivePanel(Panel):
    """One dose to be given. What stands against it is asked again at every change, and again as it is stored."""

    def __init__(self, desk: Desk, sheet: DoseSheet, who: Who, amount: str | None = None) -> None:
        self.finishing = sheet.now.state == "running"
        title = (self.tr("Finish %1") if self.finishing else self.tr("Give %1")).replace("%1", sheet.title)
        super().__init__(desk, title, self.tr("Finish") if self.finishing else self.tr("Give"))
        self.sheet, self._id = sheet, uuid4()
        self.gates: tuple[Gate, ...] = ()
        outcome = sheet.now.outcome
        self.identity = Identity(desk, sheet.now.dose.child, who.name or who.mrn, who.mrn)
        self.fields = EntryFields(
            desk, sheet, began=outcome.taken if self.finishing and outcome else None,
            ends=self.finishing, amount=amount,
        )  # fmt: skip
        prescribers = [one for one in desk.ward.staff() if "physician" in one.roles and one.id != desk.ward.person.id]
        self.second = Signer(self.tr("A second prescriber signs for this"), prescribers, self.tr("Password"))
        self.whether = Choice(self.tr("Infusion"), self._answers(), "running")
        self._mark_kind()
        self._lay()
        self._listen()
        self.look()

    def _answers(self) -> tuple[tuple[object, str], ...]:
        return (("running", self.tr("Start now")), ("given", self.tr("Already finished")))

    def _mark_kind(self) -> None:
        if self.sheet.checked and not self.finishing:
            steps = StepMarks()
            steps.show_step(STEPS - 1)
            self.ui.steps.addWidget(steps)
        if self.sheet.intrathecal:
            self.mark(Badge("intrathecal", self.sheet.route))
        elif self.sheet.now.dose.kind == "cytotoxic":
            self.mark(Badge("critical", self.tr("Cytotoxic"), "octagon-alert"))

    def _lay(self) -> None:
        for widget in (self.identity, self.whether, self.fields, self.second):
            self.put(widget)
        self.identity.setVisible(not self.finishing)
        self.whether.setVisible(self.sheet.infused and not self.finishing)
        self.second.hide()
        self.hold = self.add_apart(button(self.tr("Hold..."), "plain", "circle-pause"))
        self.refuse_it = self.add_apart(button(self.tr("Not given..."), "plain", "circle-x"))
        self.stop = self.add_apart(button(self.tr("Stop the line..."), "plain", "ban"))
        self.withdraw = self.add_apart(button(self.tr("Withdraw the release..."), "plain", "undo-2"))
        self.again = self.add_apart(button(self.tr("New second check..."), "plain", "refresh-cw"))
        names = (
            (self.hold, "hold"), (self.refuse_it, "not_given"), (self.stop, "stop"), (self.withdraw, "withdraw"),
            (self.again, "recheck"),
        )  # fmt: skip
        for made, name in names:
            made.clicked.connect(lambda _=False, name=name: self.turned.emit(name))
            made.setVisible(not self.finishing)
        self.show_apart(shown=not self.finishing)
        if not self.sheet.now.released or not self.desk.ward.may("release"):
            self.withdraw.hide()
        if not self.sheet.checked:
            self.again.hide()

    def _listen(self) -> None:
        self.identity.changed.connect(self.look)
        self.identity.answered.connect(self.go_on)
        self.fields.changed.connect(self.look)
        self.fields.entered.connect(self.go_on)
        self.second.typed.connect(self.look)
        self.second.entered.connect(self._pressed)
        self.whether.changed.connect(lambda _: self.look())

    # --- what stands against it

    @property
    def became(self) -> Became:
        """What is about to be written: an infusion begins, everything else was given."""
        starts = self.sheet.infused and not self.finishing and self.whether.value == "running"
        return "running" if starts else "given"

    def attempt(self) -> Attempt | None:
        """The entry as it stands; None where a field is not legible."""
        # Nobody is asked again who the child is when an infusion ends, and the log says nothing else.
        known = None if self.finishing else self.identity.known
        return self.fields.attempt(self.became, known)

    def look(self) -> None:
        """Asks every gate of the entry as it stands, and says what still keeps it from being given."""
        self.name_main(self._act_words())
        self.main.setAccessibleName(f"{self._act_words()}: {self.sheet.title}")
        attempt = self.attempt()
        if attempt is None:
            self.allow(self.fields.problem)
            return
        try:
            self.gates = self.desk.ward.log.gates(self.sheet.id, attempt, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.fields.show_gates(self.gates)
        self.second.setVisible(any(gate.need == "second" for gate in self.gates))
        self.allow(self.against())

    def _act_words(self) -> str:
        if self.finishing:
            return self.tr("Finish")
        return self.tr("Start now") if self.became == "running" else self.tr("Give")

    def against(self) -> str:
        """Why it cannot be given yet, in one sentence; empty where it can."""
        if self.identity.mismatch:
            return self.tr("The wristband that was scanned is not this child's.")
        waiting = [gate for gate in self.gates if not gate.met and not (gate.need == "second" and self.second.complete)]
        if not waiting:
            return ""
        first = min(waiting, key=lambda gate: (gate.code in EMPTY, gate.code != "identity"))
        if first.need == "reason":
            return self.tr("A reason is asked above.")
        if first.need == "second":
            return self.tr("A second prescriber has to sign above.")
        return self.fields.notes["above"].words(first, hidden=self.sheet.hidden)

    def go_on(self) -> None:
        """After the child was identified: to the button, or to the first field that still waits."""
        self.look()
        if self.main.isEnabled():
            self.main.setFocus()
        else:
            (self.fields.first_empty() or self.fields).setFocus()

    def start(self) -> None:
        (self.main if self.finishing else self.identity).setFocus()

    # --- giving it

    def act(self) -> None:
        attempt = self.attempt()
        if attempt is None:
            return
        wants = any(gate.need == "second" for gate in self.gates)
        try:
            written = self.desk.ward.log.write(
                self.sheet.id, attempt, self._id, self.desk.now(), second=self.second.take() if wants else None
            )
        except Trouble as trouble:
            self.refuse(trouble)
            self.look()
            return
        if written.outcome is None:
            self._stopped(written.gates)
            return
        self.desk.kept.emit(self.desk.now())
        self.done.emit(confirmation(self.desk.ward, written.outcome, self.desk.now(), hidden=self.sheet.hidden))

    def _stopped(self, gates: tuple[Gate, ...]) -> None:
        """Another window was quicker, or time went by: what stands now is said, and nothing was written."""
        self.gates = gates
        self.fields.show_gates(gates)
        self.allow(self.against())
        stopped = next((gate for gate in gates if not gate.met), None)
        if stopped is not None and not passes(gates):
            self.say("critical", self.fields.notes["above"].words(stopped, hidden=self.sheet.hidden))
        if any(gate.code == "standing" for gate in gates):
            self.turned.emit("refresh")

    # --- what is kept over a lock

    def typed(self) -> Mapping[str, str]:
        """What was typed and is no fact yet."""
        return self.fields.typed()

    def put_back(self, typed: Mapping[str, str]) -> None:
        """The same again; the child has to be identified anew."""
        self.fields.put_back(typed)
