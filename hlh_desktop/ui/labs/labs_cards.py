"""The cards beside the flowsheet: what stands against a value, what is stored, the sample, the value, the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hlh_desktop.domain.result_entry import unit_choices
from hlh_desktop.ui.labs.cell_card import CellCard
from hlh_desktop.ui.labs.correction import Correction
from hlh_desktop.ui.labs.keys_card import KeysCard, MarksCard
from hlh_desktop.ui.labs.sample_card import SampleCard
from hlh_desktop.ui.labs.stop_card import StopCard
from hlh_desktop.ui.labs.value_card import ValueCard
from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.flowsheet.values import Cell, Row
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.forms.ui_labs import Ui_Labs
    from hlh_desktop.ui.labs.entry import SampleEntry
    from hlh_desktop.ui.labs.typing import TypedSample

# The side in px at 100 %, and its greatest share of a page.
SIDE, SHARE = 330, 0.37


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is: its row, and whether it is on a value that is typed, or on what is stored of a moment."""

    row: Row | None = None
    entered: bool = False
    cell: Cell | None = None
    at: datetime | None = None
    title: str = ""


class LabsCards(QObject):
    """`solved` once nothing stands against a value any more, `retype_wanted` and `emptied` of the value in the table.

    `to_table`: the cursor goes back.
    """

    solved = Signal()
    retype_wanted = Signal()
    emptied = Signal()
    to_table = Signal()

    def __init__(self, desk: Desk, child: UUID, ui: Ui_Labs, entry: SampleEntry) -> None:
        super().__init__(entry)
        knowledge, language = desk.ward.ward.knowledge, desk.ward.ward.wording.language
        self._desk, self._ui, self._entry, self.at = desk, ui, entry, Spot()
        self.catalogue: Mapping[str, Analyte] = {}
        self.stop, self.cell = StopCard([words[language] for words in knowledge.result_stops.reasons]), CellCard()
        self.sample, self.value, self.keys, self.marks = SampleCard(desk), ValueCard(), KeysCard(), MarksCard()
        self.correction = Correction(desk, child, self.cell)
        cards: tuple[QWidget, ...] = (self.stop, self.cell, self.sample, self.value, self.keys, self.marks)
        for place, card in enumerate(cards):
            ui.cards.insertWidget(place, card)
        self._listen()

    def _listen(self) -> None:
        self.sample.changed.connect(self._sample_changed)
        self.value.changed.connect(self._value_changed)
        self.stop.unit_taken.connect(lambda unit: self._answer("unit", unit))
        self.stop.again.connect(lambda words: self._answer("again", words))
        self.stop.reasoned.connect(lambda reason: self._answer("reason", reason))
        self.stop.retype.connect(self._retype)
        self.stop.empty.connect(self._empty)
        self.stop.settled.connect(self._settle)
        self.stop.left.connect(self.to_table)
        self.correction.judged.connect(self.show_stops)
        self.correction.left.connect(self.to_table)

    def arrange(self, width: int, *, low: bool) -> None:
        """As wide as is good to read, and never the greater part of the page; `low`: the legend stands here."""
        self.marks.setVisible(low)
        self._ui.side.setFixedWidth(min(look().tokens.px(SIDE), int(width * SHARE)))

    # --- what is shown

    def go_to(self, at: Spot) -> None:
        """The cursor came to another place. Troubles of reading its history."""
        self.at = at
        if at.cell is None or at.row is None or at.at is None:
            self.correction.hide()
        else:
            self.correction.show_cell(at.title, at.row.analyte, at.at, at.cell, self.catalogue)
        self.show_all()

    def show_all(self) -> None:
        """The sample as it is typed, and what belongs to the place of the cursor."""
        sample = self._entry.sample
        typing = sample is not None and self.at.entered and self.at.row is not None
        self.sample.setVisible(sample is not None)
        self.value.setVisible(typing)
        if sample is not None:
            self._show_sample(sample)
        if sample is not None and self.at.entered and self.at.row is not None:
            row, value = self.at.row, sample.value(self.at.row.analyte)
            units = unit_choices((row.analyte,), self.catalogue, self._desk.ward.ward.wording)
            self.value.show_value(row.name, units, value, value.unit or row.unit)
        self.show_stops()

    def _show_sample(self, sample: TypedSample) -> None:
        self.sample.show_sample(sample, self._entry.said())
        against = next((stop.text for stop in self._entry.against.of_sample if not stop.met), "")
        if self._entry.moment is not None:
            self.sample.at.say("critical" if against else None, against)

    def show_stops(self) -> None:
        """What stands against the value that the cursor is on, or against the correction that is being typed."""
        sample, row = self._entry.sample, self.at.row
        name = "" if row is None else row.name
        if self.correction.open_:
            self.stop.show_stops(self.correction.stops, name, self.correction.typed)
        elif sample is not None and row is not None and self.at.entered:
            where = ", ".join(part for part in (name, self._entry.column()[1]) if part)
            self.stop.show_stops(self._entry.against.stops.get(row.analyte, ()), where, sample.value(row.analyte))
        else:
            self.stop.show_stops((), "", self.correction.typed)

    # --- what a person does in them

    def _sample_changed(self, sample: TypedSample) -> None:
        self._entry.put(sample)

    def _value_changed(self, part: str, words: str) -> None:
        sample, row = self._entry.sample, self.at.row
        if sample is not None and row is not None:
            usual = {"unit": sample.value(row.analyte).unit or row.unit}
            self._entry.put(sample.with_value(row.analyte, **{**usual, part: words}))

    def _answer(self, part: str, words: str) -> None:
        """What a person answered to what stands against a value; once a unit was chosen, the cursor goes on."""
        if self.correction.open_:
            deeds = {"unit": self.correction.take_unit, "again": self.correction.say_again}
            deeds.get(part, self.correction.give_reason)(words)
            return
        self._value_changed(part, words)
        if part == "unit":
            self._settle()

    def _settle(self) -> None:
        """On to the next value, once nothing stands against this one."""
        if self.correction.open_:
            self.cell.reason.setFocus()
        elif self.at.row is not None and not self._entry.against.open(self.at.row.analyte):
            self.solved.emit()

    def _retype(self) -> None:
        if self.correction.open_:
            self.correction.retype()
        else:
            self.retype_wanted.emit()

    def _empty(self) -> None:
        if self.correction.open_:
            self.correction.empty()
        else:
            self.emptied.emit()
