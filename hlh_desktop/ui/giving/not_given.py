"""A dose that is not given as planned: held, refused, left out, missed, given elsewhere or at home; a line stopped.

By voice only a hold and a stop are taken down, and then the prescriber is named (safety rule O2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.gate_notes import GateNotes
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.entries import confirmation, stopped_words
from hlh_desktop.ward.log.sheet import reasons_for
from hlh_desktop.ward.log.typed import read_amount

if TYPE_CHECKING:
    from hlh_desktop.domain.log.gates.values import Gate
    from hlh_desktop.domain.log.values import Became
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet

ELSEWHERE = ("elsewhere", "home")


class NotGivenPanel(Panel):
    """`became` is fixed for a hold; else it is chosen. The reason comes from the list of what was chosen, or typed."""

    def __init__(self, desk: Desk, sheet: DoseSheet, *, hold: bool) -> None:
        title = self.tr("Hold %1") if hold else self.tr("%1 was not given")
        super().__init__(desk, title.replace("%1", sheet.title), "")
        self.sheet, self._hold, self._id = sheet, hold, uuid4()
        self.gates: tuple[Gate, ...] = ()
        self.what = Choice(self.tr("What became of it"), self._answers(), "held" if hold else "refused")
        self.reason = ReasonField(self.tr("Reason"), ())
        self.taken = MomentField(desk, self.tr("At"), desk.now())
        self.amount = Field("", self.tr("Amount given there"), unit=sheet.unit, number=True)
        self.directed = Pick("", self.tr("Order by voice of"), directors(desk), nothing=self.tr("Nobody: own decision"))
        self.later = Note("info", self.tr("An order by voice waits for the prescriber's own signature."), plain=True)
        self.notes = GateNotes(desk.ward.ward.wording)
        for widget in (self.what, self.reason, self.taken, self.amount, self.directed, self.later, self.notes):
            self.put(widget)
        self.what.setVisible(not hold)
        self._connect()
        self._choose(self.became)

    def _answers(self) -> tuple[tuple[object, str], ...]:
        if self._hold:
            return (("held", self.tr("Held")),)
        return (
            ("refused", self.tr("Refused")), ("omitted", self.tr("Left out")), ("missed", self.tr("Missed")),
            ("elsewhere", self.tr("Given elsewhere")), ("home", self.tr("Taken at home")),
        )  # fmt: skip

    def _connect(self) -> None:
        self.what.changed.connect(self._choose)
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.notes.reasoned.connect(self.look)
        self.directed.changed.connect(lambda _: self.look())
        for field in (self.taken, self.amount):
            field.typed.connect(lambda _: self.look())
            field.line.returnPressed.connect(self._pressed)

    @property
    def became(self) -> Became:
        """What is about to be written."""
        return str(self.what.value)  # type: ignore[return-value]

    def _choose(self, became: object) -> None:
        words = self.reason.value
        self.reason.box.clear()
        self.reason.box.addItems(list(reasons_for(self.desk.ward, str(became))))
        self.reason.box.setCurrentIndex(-1)
        self.reason.show_value(words)
        self.amount.setVisible(became in ELSEWHERE)
        if became in ELSEWHERE and not self.amount.value:
            self.amount.show_value(self.sheet.amount)
        self.directed.setVisible(became == "held")
        acts = {
            "held": self.tr("Hold this dose"), "refused": self.tr("Write down: refused"),
            "omitted": self.tr("Write down: left out"), "missed": self.tr("Write down: missed"),
            "elsewhere": self.tr("Write down: given elsewhere"), "home": self.tr("Write down: taken at home"),
        }  # fmt: skip
        self.name_main(acts[str(became)])
        self.main.setAccessibleName(f"{acts[str(became)]}: {self.sheet.title}")
        self.look()

    def attempt(self) -> Attempt | None:
        """The entry as it stands; None where a field is not legible."""
        taken = self.taken.moment
        if taken is None:
            return None
        given = self.became in ELSEWHERE
        by = self.directed.value if self.became == "held" else None
        return Attempt(
            self.became, taken, amount=read_amount(self.amount.value) if given else None, reason=self.reason.value,
            reasons=self.notes.reasons(), directed_by=str(by or ""),
        )  # fmt: skip

    def look(self) -> None:
        """What still waits."""
        self.later.setVisible(self.became == "held" and self.directed.value is not None)
        attempt = self.attempt()
        if attempt is None:
            self.allow(self.tr("The time cannot be read."))
            return
        try:
            self.gates = self.desk.ward.log.gates(self.sheet.id, attempt, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        quiet = ("reason_missing", "amount_missing")
        self.notes.show_gates([gate for gate in self.gates if gate.code not in quiet], hidden=self.sheet.hidden)
        waiting = next((gate for gate in self.gates if not gate.met), None)
        self.allow("" if waiting is None else self.notes.words(waiting, hidden=self.sheet.hidden))

    def start(self) -> None:
        (self.reason if self._hold else self.what).setFocus()

    def act(self) -> None:
        attempt = self.attempt()
        if attempt is None:
            return
        try:
            written = self.desk.ward.log.write(self.sheet.id, attempt, self._id, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        if written.outcome is None:
            self.gates = written.gates
            self.look()
            self.turned.emit("refresh")
            return
        self.desk.kept.emit(self.desk.now())
        self.done.emit(confirmation(self.desk.ward, written.outcome, self.desk.now(), hidden=self.sheet.hidden))

    def typed(self) -> dict[str, str]:
        """What was typed and is no fact yet."""
        return {
            "what": self.became,
            "reason": self.reason.value,
            "taken": self.taken.value,
            "amount": self.amount.value,
        }

    def put_back(self, typed: dict[str, str]) -> None:
        """The same again."""
        self.what.choose(typed.get("what"))
        self._choose(self.became)
        self.reason.show_value(typed.get("reason", ""))
        self.taken.show_value(typed.get("taken", ""))
        self.amount.show_value(typed.get("amount", ""))
        self.look()


class StopPanel(Panel):
    """A line stopped from now on. Whoever is no prescriber names the one who said so."""

    def __init__(self, desk: Desk, sheet: DoseSheet) -> None:
        super().__init__(desk, self.tr("Stop the line of %1").replace("%1", sheet.title), self.tr("Stop the line"))
        self.sheet, self._id = sheet, uuid4()
        self.own = desk.ward.may("stop")
        about = self.tr("No dose of this line is given from now on, until the stop is lifted or a new plan is signed.")
        self.about = Note("warning", about)
        self.reason = ReasonField(self.tr("Reason"), reasons_for(desk.ward, "stopped"))
        self.directed = Pick("", self.tr("As directed by"), directors(desk), nothing=self.tr("Choose the prescriber"))
        for widget in (self.about, self.reason, self.directed):
            self.put(widget)
        self.directed.setVisible(not self.own)
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.directed.changed.connect(lambda _: self.look())
        self.look()

    def look(self) -> None:
        """What still waits."""
        against = "" if self.reason.value else self.tr("Say why.")
        if not self.own and self.directed.value is None:
            against = self.tr("Name the prescriber who said so.")
        self.allow(against)

    def start(self) -> None:
        self.reason.setFocus()

    def act(self) -> None:
        dose = self.sheet.now.dose
        try:
            self.desk.ward.log.stop(
                dose.child, dose.line, dose.part, reason=self.reason.value,
                directed_by=str(self.directed.value or ""), id_=self._id, now=self.desk.now(),
            )  # fmt: skip
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(self.desk.now())
        self.done.emit(stopped_words(self.desk.ward, dose.drug))


def directors(desk: Desk) -> list[tuple[object, str]]:
    """Everybody whose word may hold or stop, but who is at work here."""
    return [
        (one.name, one.name) for one in desk.ward.staff() if "physician" in one.roles and one.id != desk.ward.person.id
    ]
