"""Weight and height of one day: typed in kg and cm only, with how, by whom, and what is doubted about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.draft import value_at
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.date_field import DateField
from hlh_desktop.ui.widgets.doubt_box import DoubtBox
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hlh_desktop.domain.day_entry import DayEntry
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ui.wizard.step import Step
    from hlh_desktop.ward.look import Look


class MeasureRow(QWidget):
    """One row of `measurements`; its fields are bound by the step that it stands on."""

    def __init__(self, step: Step, number: int, days: DayEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step, self.number = step, number
        self.path = f"measurements[{number}]"
        self.on = DateField(self._at("on"), self.tr("Measured on"), days, self._today)
        self.today = button(self.tr("Today"), name=self.tr("Measured today"))
        self.weight_kg = Field(self._at("weight_kg"), self.tr("Weight"), unit="kg", number=True)
        self.height_cm = Field(self._at("height_cm"), self.tr("Height or length"), unit="cm", number=True)
        self.by = Field(self._at("by"), self.tr("Measured by"), hint=self.tr("name, or parents"))
        self.source = Choice(self.tr("The weight was"), self._sources())
        self.lying = Choice(self.tr("Height taken"), ((True, self.tr("Lying")), (False, self.tr("Standing"))))
        self.doubts = {field.path: DoubtBox() for field in (self.weight_kg, self.height_cm)}
        self.notes = {field.path: Note("critical", plain=True) for field in (self.weight_kg, self.height_cm)}
        self._place()
        self._bind()

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}"

    def _today(self) -> date:
        return self._step.entry.desk.now().date()

    def _sources(self) -> tuple[tuple[str, str], ...]:
        return (
            ("measured", self.tr("Measured")), ("stated", self.tr("Stated")), ("estimated", self.tr("Estimated")),
            ("dry", self.tr("Dry weight")),
        )  # fmt: skip

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        first = Abreast()
        first.put(self._dated(), share=0)
        first.put(self.weight_kg, share=1, least=100)
        first.put(self.height_cm, share=1, least=100)
        column.addLayout(first)
        for path, box in self.doubts.items():
            self.notes[path].hide()
            column.addWidget(self.notes[path])
            column.addWidget(box)
        column.addWidget(labelled(self.tr("The weight was"), self.source))
        how = Abreast()
        how.put(labelled(self.tr("Height taken"), self.lying), share=0)
        how.put(self.by, share=1, least=160)
        column.addLayout(how)

    def _dated(self) -> QWidget:
        made = QWidget()
        row = Abreast(made, gap=6)
        row.put(self.on, share=1, least=136)
        row.put(labelled("", self.today), share=0)
        return made

    def _bind(self) -> None:
        for field in (self.on, self.weight_kg, self.height_cm, self.by):
            self._step.bind_field(field)
        self._step.bind_choice(self._at("weight_source"), self.source)
        self._step.bind_choice(self._at("lying"), self.lying)
        self.today.clicked.connect(lambda: self._step.entry.write(self.on.path, self._today().isoformat()))
        entry = self._step.entry
        for box in self.doubts.values():
            box.again.connect(lambda path, typed: entry.change(entry.draft.with_again(path, typed), typing=True))
            box.field.line.editingFinished.connect(entry.settle)
            box.reasoned.connect(lambda key, reason: entry.change(entry.draft.with_reason(key, reason)))

    def show_doubts(self, look: Look) -> None:
        """Asks again about a weight or height that is rare."""
        for path, box in self.doubts.items():
            doubt = next((one for one in look.doubts if one.path == path), None)
            box.show_doubt(doubt, self._step.entry.draft.again.get(path, ""))

    def show_notes(self, notes: Mapping[str, tuple[State, str]]) -> None:
        """What is wrong with weight or height, across the row: there is no room for a sentence under a number.

        What is doubted is said in the box that asks about it.
        """
        for field in (self.weight_kg, self.height_cm):
            field.note.hide()
            state, words = notes.get(field.path, (None, ""))
            self.notes[field.path].setVisible(state == "critical")
            if state == "critical":
                self.notes[field.path].say(state, words, strong=self.tr("%s:") % field.label.text())

    @property
    def filled(self) -> bool:
        """Whether anything stands in the row."""
        row = value_at(self._step.entry.case, self.path)
        return isinstance(row, dict) and any(value not in (None, "") for value in row.values())


def labelled(label: str, widget: QWidget) -> QWidget:
    """A widget with its label above, as high as a field beside it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(text(label, "label"))
    column.addWidget(widget)
    column.addStretch(1)
    return made
