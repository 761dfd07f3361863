"""A stored value on its card: its history read, a correction typed and judged, or the value struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from hlh_desktop.domain.result_entry import shown_result, unit_choices
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed
from hlh_desktop.ui.labs.cell_card import CORRECT, CellCard, Line
from hlh_desktop.ui.labs.entry import illegible_stop
from hlh_desktop.ui.labs.typing import TypedValue, confirmed_of, corrected, read_value
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ward.results import entering, flowsheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.flowsheet.values import Cell
    from hlh_desktop.domain.results.stops.values import Stop
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ui.desk import Desk


class Correction(QObject):
    """`judged` whenever what stands against the new value may be another; `done` tells in words what was written."""

    judged = Signal()
    done = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, child: UUID, card: CellCard) -> None:
        super().__init__(card)
        self._desk, self._child, self.card = desk, child, card
        self._result: LabResult | None = None
        self._catalogue: Mapping[str, Analyte] = {}
        self._id = uuid4()
        self.stops: tuple[Stop, ...] = ()
        self.typed = TypedValue()
        card.opened.connect(self.open)
        card.changed.connect(self.put)
        card.written.connect(self.write)
        card.left.connect(self._leave)

    @property
    def open_(self) -> bool:
        """Whether a value is being typed, or a reason."""
        return bool(self.card.mode)

    def show_cell(
        self, title: str, analyte: str, at: datetime, cell: Cell, catalogue: Mapping[str, Analyte]
    ) -> None:  # fmt: skip
        """The cell that the cursor came to, with everything that stood there. Trouble no_child."""
        self._result, self._catalogue, self.stops = cell.result, catalogue, ()
        history = () if cell.empty else flowsheet.cell_history(self._desk.ward, self._child, analyte, at)
        lines = [self._line(one) for one in reversed(history)]
        self.card.show_cell(title, lines, self._desk.ward.refusal("result"), stored=cell.result is not None)

    def _line(self, one: flowsheet.CellLine) -> Line:
        ward = self._desk.ward
        saved = Telling(ward.ward.wording).moment(ward.here(one.saved))
        return f"{one.value}, {one.how_words}", ", ".join((one.by, saved)), listed((one.why, one.file))

    def hide(self) -> None:
        """The cursor is on no stored value."""
        self._result, self.stops = None, ()
        self.card.close_form()
        self.card.hide()

    def open(self, mode: str) -> None:
        """The form of a correction or of striking out, unless who works here may do neither."""
        result, ward = self._result, self._desk.ward
        if result is None or not ward.may("result"):
            return
        self._id, self.stops = uuid4(), ()
        reported = result.reported
        text = reported.text if reported.value is None else shown_result(reported.comparator, reported.value)
        self.typed = TypedValue(text, reported.unit)
        units = unit_choices((result.analyte,), self._catalogue, ward.ward.wording)
        self.card.open_form(mode, units, self.typed)
        self.judged.emit()

    # --- what is typed

    def put(self, typed: TypedValue) -> None:
        """The new value as it stands, and what stands against it now."""
        self.typed = typed
        self.stops = self._judge()
        self.card.show_typed(typed, savable=all(stop.met for stop in self.stops))
        self.judged.emit()

    def _judge(self) -> tuple[Stop, ...]:
        result, wording = self._result, self._desk.ward.ward.wording
        if result is None or not self.typed.text.strip():
            return ()
        reported, wrong = read_value(result.analyte, self.typed, wording)
        if wrong or reported is None:
            return (illegible_stop(wrong, wording),) if wrong else ()
        found = entering.look_correction(
            self._desk.ward, self._child, result.id, corrected(result.reported, reported), confirmed_of([self.typed]),
            self._desk.now(),
        )  # fmt: skip
        return found.stops

    def write(self) -> None:
        """Stores what the form holds; what keeps it from being stored is said in the card."""
        try:
            words = self._write()
        except Trouble as trouble:
            self.card.say(sentence(trouble))
            return
        if words:
            self._desk.kept.emit(self._desk.now())
            self.card.close_form()
            self.done.emit(words)

    def _write(self) -> str:
        result, ward, now = self._result, self._desk.ward, self._desk.now()
        reason = self.card.reason.value.strip()
        if result is None:
            return ""
        if self.card.mode != CORRECT:
            ward.labs.strike(self._child, result.id, reason, now)
            return self.tr("Struck out; the value stays readable in the history.")
        reported, _ = read_value(result.analyte, self.typed, ward.ward.wording)
        if reported is None:
            return ""
        stops = entering.correct(
            ward, self._child, result.id, corrected(result.reported, reported), reason, confirmed_of([self.typed]),
            self._id, now,
        )  # fmt: skip
        if stops:
            self.stops = stops
            self.judged.emit()
            return ""
        return self.tr("Corrected; the value before stays readable.")

    def _leave(self) -> None:
        self.stops = ()
        self.card.close_form()
        self.judged.emit()
        self.left.emit()

    # --- what a person answers to what stands against it

    def take_unit(self, unit: str) -> None:
        """The unit that the report says."""
        self.put(self.typed.changed(unit=unit))

    def say_again(self, words: str) -> None:
        """The value typed a second time."""
        self.put(self.typed.changed(again=words))

    def give_reason(self, reason: str) -> None:
        """Why the rare value is right."""
        self.put(self.typed.changed(reason=reason))

    def retype(self) -> None:
        """The cursor in the value, to type it again."""
        self.card.value.setFocus()
        self.card.value.line.selectAll()

    def empty(self) -> None:
        """The value stays as it was."""
        self._leave()
