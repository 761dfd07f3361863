"""An entry on the wrong chart: the right child and its open dose are chosen, and both charts say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.entry_fields import EMPTY
from hlh_desktop.ui.giving.gate_notes import GateNotes
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.blind import in_check
from hlh_desktop.ward.log.entries import confirmation, open_doses
from hlh_desktop.ward.log.sheet import reasons_for
from hlh_desktop.ward.log.typed import read_day

if TYPE_CHECKING:
    from hlh_desktop.domain.log.gates.values import Gate
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet

ASKED = {"batch": "batch", "expiry": "expiry", "site": "site"}


class WrongChildPanel(Panel):
    """Struck out here and entered there in one step, or not at all."""

    def __init__(self, desk: Desk, sheet: DoseSheet) -> None:
        super().__init__(desk, self.tr("%1: wrong child").replace("%1", sheet.title), self.tr("Move the entry"))
        self.sheet, self._id = sheet, uuid4()
        others = [
            (str(line.id), f"{line.identity.name or line.identity.mrn}, {line.identity.mrn}")
            for line in desk.ward.children(desk.now()) if line.id and line.id != sheet.now.dose.child and line.plan
        ]  # fmt: skip
        self.child = SearchPick("", self.tr("The right child"), others, nothing=self.tr("Type a part of the name"))
        self.dose = Pick("", self.tr("Its dose"), (), nothing=self.tr("Choose"))
        self.reason = ReasonField(self.tr("Reason"), reasons_for(desk.ward, "struck"))
        names = {"site": self.tr("Site"), "batch": self.tr("Batch"), "expiry": self.tr("Expiry date")}
        self.asked = {name: Field("", words) for name, words in names.items()}
        self.notes = GateNotes(desk.ward.ward.wording)
        self.gates: tuple[Gate, ...] = ()
        self._hidden = sheet.hidden
        about = self.tr("The entry is struck out on this chart and entered on the other; each names the other one.")
        for widget in (Note("info", about), self.child, self.dose, *self.asked.values(), self.reason, self.notes):
            self.put(widget)
        self._connect()
        self.look()

    def _connect(self) -> None:
        self.child.changed.connect(self._choose_child)
        self.dose.changed.connect(lambda _: self.look())
        self.reason.typed.connect(lambda _: self.look())
        self.notes.reasoned.connect(self.look)
        for field in self.asked.values():
            field.typed.connect(lambda _: self.look())
            field.hide()

    def _choose_child(self, child: object) -> None:
        self.dose.box.clear()
        self.dose.box.addItem(self.tr("Choose"), None)
        self._hidden = self.sheet.hidden
        if isinstance(child, str):
            # The gates tell what is planned for the other child, a dose of whom may be in its second check.
            checked = in_check(self.desk.ward, UUID(child), self.desk.now())
            self._hidden = self._hidden or checked is not None
            for dose, words in open_doses(self.desk.ward, UUID(child), self.sheet.now.dose.drug, self.desk.now()):
                self.dose.box.addItem(words, dose)
        self.look()

    def attempt(self) -> Attempt | None:
        """What was written here, as it is to stand on the other chart."""
        outcome = self.sheet.now.outcome
        if outcome is None:
            return None
        made = Attempt(
            outcome.became, outcome.taken, amount=outcome.amount, ended=outcome.ended, known="moved",
            reason=self.reason.value, reasons=self.notes.reasons(), site=self.asked["site"].value,
            batch=self.asked["batch"].value,
        )  # fmt: skip
        return replace(made, expiry=read_day(self.desk.ward, self.asked["expiry"].value, self.desk.now()))

    def look(self) -> None:
        """What still waits, and what stands against it on the other chart."""
        dose, attempt = self.dose.value, self.attempt()
        if not isinstance(dose, UUID) or attempt is None:
            self.notes.show_gates((), hidden=False)
            self.allow(self.tr("Choose the right child and its dose."))
            return
        try:
            self.gates = self.desk.ward.log.gates(dose, attempt, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        codes = {gate.code for gate in self.gates}
        for name, field in self.asked.items():
            field.setVisible(field.isVisible() or f"{name}_missing" in codes)
        told = [gate for gate in self.gates if gate.code not in EMPTY or gate.need == "reason"]
        self.notes.show_gates(told, hidden=self._hidden)
        waiting = next((gate for gate in self.gates if not gate.met), None)
        if waiting is not None:
            self.allow(self.notes.words(waiting, hidden=self._hidden))
        else:
            self.allow("" if self.reason.value else self.tr("Say why."))

    def start(self) -> None:
        self.child.setFocus()

    def act(self) -> None:
        dose, attempt, outcome = self.dose.value, self.attempt(), self.sheet.now.outcome
        if not isinstance(dose, UUID) or attempt is None or outcome is None:
            return
        now = self.desk.now()
        try:
            written = self.desk.ward.log.move_entry(outcome.id, dose, attempt, self.reason.value, self._id, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        if written.outcome is None:
            self.look()
            return
        self.desk.kept.emit(now)
        words = confirmation(self.desk.ward, written.outcome, now, hidden=self._hidden)
        name = self.child.box.currentText()
        self.done.emit(self.tr("Moved to %1: %2").replace("%1", name).replace("%2", words))
