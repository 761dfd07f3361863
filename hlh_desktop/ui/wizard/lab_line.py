"""One laboratory result in a line: value with its comparator, unit, when it was taken, and what is wrong underneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.domain.result_entry import read_result, shown_result
from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.date_field import DateField
from hlh_desktop.ui.widgets.doubt_box import DoubtBox
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import button, styled, text
from hlh_desktop.ui.wizard.places import with_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from hlh_desktop.domain.day_entry import DayEntry
    from hlh_desktop.domain.result_entry import UnitChoice
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

Notes = dict[str, "tuple[State, str]"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line asks for: the analytes that share it (two assays of one thing), its name, and its units."""

    analytes: tuple[str, ...]
    name: str
    units: tuple[UnitChoice, ...]
    fasting: bool = False


class LabLine(Leading):
    """A row of `labs`, or none yet: the row is made by the first letter of a value, with the sample's time."""

    entered = Signal()  # Enter was pressed in the value

    def __init__(
        self, entry: Entry, asked: Asked, days: DayEntry, sample: Callable[[], str | None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.entry, self.asked, self._sample = entry, asked, sample
        self.number: int | None = None
        self._units = {f"{one.analyte} {one.unit}": (one.analyte, one.unit) for one in asked.units}
        units = list(zip(self._units, (one.words for one in asked.units), strict=True))
        self.value = Field("", self.tr("%s, value") % asked.name, number=True)
        self.unit = Pick("", self.tr("%s, unit") % asked.name, units, nothing=self.tr("Unit?"))
        self.taken = DateField("", self.tr("%s, taken") % asked.name, days, self._today, clock=True)
        self.more = button("", "quiet", "plus", name=self.tr("Another value: %s") % asked.name)
        styled(self.more, kind="icon")
        self.more.setToolTip(self.tr("Another value of another sample"))
        self.fasting: Choice | None = None
        self.note = Note("critical", plain=True)
        self.note.hide()
        self.doubt = DoubtBox()
        self._place()
        self._connect()
        self.unit.choose(units[0][0])
        self.lead_to(self.value)

    def _today(self) -> date:
        return self.entry.desk.now().date()

    def _place(self) -> None:
        px = theme().tokens.px
        for field in (self.value, self.unit, self.taken):
            field.label.hide()
        keep = self.more.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(keep)
        self.name = text(self.asked.name, "body", wrap=True)
        self.name.setBuddy(self.value.line)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        parts: tuple[tuple[QWidget, int, int], ...] = (
            (self.name, 5, 92),
            (self.value, 3, 76),
            (self.unit, 4, 108),
            (self.taken, 6, 156),
        )
        for part, share, least in parts:
            part.setMinimumWidth(px(least))
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(part, share)
        row.addWidget(self.more)
        self.unit.box.setMinimumContentsLength(6)
        self.unit.box.setSizeAdjustPolicy(self.unit.box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.box.view().setMinimumWidth(px(240))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        if self.asked.fasting:
            answers = ((True, self.tr("Fasting")), (False, self.tr("Not fasting")), (None, self.tr("Unknown")))
            self.fasting = Choice(self.tr("%s, taken") % self.asked.name, answers)
            column.addWidget(self.fasting)
        column.addWidget(self.note)
        column.addWidget(self.doubt)

    def _connect(self) -> None:
        self.value.typed.connect(self._valued)
        self.value.line.returnPressed.connect(self.entered)
        self.unit.changed.connect(self._united)
        self.taken.typed.connect(lambda at: self._put(typing=True, at=at or None))
        for field in (self.value, self.taken):
            field.line.editingFinished.connect(self.entry.settle)
        if self.fasting is not None:
            self.fasting.changed.connect(lambda answer: self._put(fasting=answer))
        entry = self.entry
        self.doubt.again.connect(lambda path, typed: entry.change(entry.draft.with_again(path, typed), typing=True))
        self.doubt.field.line.editingFinished.connect(entry.settle)
        self.doubt.reasoned.connect(lambda key, reason: entry.change(entry.draft.with_reason(key, reason)))

    # --- writing

    def _valued(self, words: str) -> None:
        comparator, value = read_result(words)
        if self.number is None:
            if words.strip():
                self._begin(comparator, value)
            return
        self._put(typing=True, value=value or None, comparator=comparator)

    def _begin(self, comparator: str | None, value: str) -> None:
        """The first letters of a value make its row."""
        labs = self.entry.value("labs")
        self.number = len(labs) if isinstance(labs, list | tuple) else 0
        analyte, unit = self._unit()
        at = self.taken.value or self._sample()
        row = {"analyte": analyte, "value": value, "comparator": comparator, "unit": unit, "at": at, "fasting": None}
        self.entry.edit(lambda case: with_value(case, f"labs[{self.number}]", row), typing=True)

    def _united(self, key: object) -> None:
        if key is not None:
            analyte, unit = self._unit()
            self._put(analyte=analyte, unit=unit)

    def _unit(self) -> tuple[str, str]:
        first = self.asked.units[0]
        return self._units.get(str(self.unit.value), (first.analyte, first.unit))

    def _put(self, *, typing: bool = False, **values: Any) -> None:
        """Changes the row in one step; before there is one, what was chosen waits in the widgets."""
        if self.number is None:
            return
        row = {**self._row(), **values}
        if row != self._row():
            self.entry.edit(lambda case: with_value(case, f"labs[{self.number}]", row), typing=typing)

    def _row(self) -> Mapping[str, Any]:
        row = self.entry.value(f"labs[{self.number}]")
        return row if isinstance(row, dict) else {}

    # --- drawing

    @property
    def filled(self) -> bool:
        """Whether a value stands in it."""
        return self.number is not None and bool(self.value.line.text().strip())

    def show_row(self, number: int | None, look: Look, notes: Notes) -> None:
        """Draws a row of the case, or an empty line."""
        if number is None and self.number is not None:
            self.value.show_value("")
            self.taken.show_value("")
        self.number = number
        if number is not None:
            self._show(self._row())
        if self.fasting is not None:
            self.fasting.setEnabled(number is not None)
            self.fasting.choose(self._row().get("fasting") if number is not None else None)
        self._say(notes)
        path = f"labs[{number}].value"
        doubt = next((one for one in look.doubts if one.path == path), None)
        self.doubt.show_doubt(doubt, self.entry.draft.again.get(path, ""))

    def _show(self, row: Mapping[str, Any]) -> None:
        typed = (row.get("comparator"), str(row.get("value") or ""))
        if read_result(self.value.line.text()) != typed:
            self.value.show_value(shown_result(*typed))
        analyte, unit = row.get("analyte"), str(row.get("unit"))
        listed = self.entry.desk.ward.ward.knowledge.catalogue[str(analyte)].listed(unit)
        self.unit.choose(f"{analyte} {listed}")
        self.taken.show_value(str(row.get("at") or ""))

    def _say(self, notes: Notes) -> None:
        """What is wrong with the row, said once under the line and marked at the field."""
        worst: tuple[State, str] | None = None
        for name, field in (("value", self.value), ("at", self.taken), ("unit", None)):
            found = notes.get(f"labs[{self.number}].{name}")
            if field is not None:
                styled(field.line, state=found[0] if found else "")
                field.line.setAccessibleDescription(found[1] if found else "")
            worst = worst or found
        worst = worst or notes.get(f"labs[{self.number}].analyte")
        # What is doubted is said in the box that asks about it.
        wrong = worst is not None and worst[0] == "critical"
        self.note.setVisible(wrong)
        if worst is not None:
            self.note.say(*worst)
