"""What stands against an entry, beside the field it is about: refused, a reason, a second prescriber, or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.telling import Telling
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.log.gates.values import Gate
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ui.widgets.marks import State

# The level in which each need is told.
LEVELS: dict[str, State] = {"refused": "critical", "second": "warning", "reason": "warning", "told": "info"}
# These say what is planned: while amounts are hidden another sentence stands for them.
TELL_AMOUNTS = {
    "amount_deviates": "gate_hidden", "amount_above_limit": "gate_hidden", "cumulative_overlap": "overlap_hidden",
}  # fmt: skip


class GateNotes(QWidget):
    """The gates of one place. A reason keeps its words while its gate comes and goes.

    `reasoned` as it is typed, `entered` when Enter is pressed on it.
    """

    reasoned = Signal()
    entered = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording, self._tell = wording, Telling(wording)
        self._notes: dict[str, Note] = {}
        self._reasons: dict[str, ReasonField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_gates(self, gates: Iterable[Gate], *, hidden: bool) -> None:
        """The gates that speak now; `hidden` whether no amount may be told."""
        found = {gate.code: gate for gate in gates}
        for code in self._notes.keys() | self._reasons.keys():
            for widget in (self._notes.get(code), self._reasons.get(code)):
                if widget is not None:
                    widget.setVisible(code in found)
        for gate in found.values():
            self._show(gate, hidden=hidden)
        self.setVisible(bool(found))

    def _show(self, gate: Gate, *, hidden: bool) -> None:
        if gate.code not in self._notes:
            note = self._notes[gate.code] = Note("info")
            self._column.addWidget(note)
        words = self.words(gate, hidden=hidden)
        self._notes[gate.code].say("ok" if gate.met and gate.need != "told" else LEVELS[gate.need], words)
        if gate.need == "reason":
            self._reason(gate)
        elif gate.code in self._reasons:
            self._reasons[gate.code].hide()

    def _reason(self, gate: Gate) -> None:
        if gate.code not in self._reasons:
            made = self._reasons[gate.code] = ReasonField(self.tr("Reason"), gate.reasons)
            name = self.tr("Reason: %1").replace("%1", self.words(gate, hidden=True))
            made.line.setAccessibleName(name)
            made.box.setAccessibleName(name)
            made.typed.connect(lambda _: self.reasoned.emit())
            made.entered.connect(self.entered)
            self._column.insertWidget(self._column.indexOf(self._notes[gate.code]) + 1, made)
        self._reasons[gate.code].show()

    def words(self, gate: Gate, *, hidden: bool) -> str:
        """The sentence of a gate as readers see it."""
        if hidden and gate.code in TELL_AMOUNTS:
            return self._wording.say(f"doses.{TELL_AMOUNTS[gate.code]}")
        return self._tell.sentence(gate.text)

    def first_empty(self) -> QWidget | None:
        """The first reason that is asked and not said."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        asked = (item.widget() for item in items if item is not None)
        fields = (one for one in asked if isinstance(one, ReasonField))
        return next((one for one in fields if not one.isHidden() and not one.value), None)

    def reasons(self) -> dict[str, str]:
        """The reasons that were typed for gates that speak now, by their codes."""
        return {code: field.value for code, field in self._reasons.items() if field.value and not field.isHidden()}

    def show_reasons(self, reasons: dict[str, str]) -> None:
        """Puts back what was typed, once its gate speaks."""
        for code, words in reasons.items():
            if code in self._reasons:
                self._reasons[code].show_value(words)
