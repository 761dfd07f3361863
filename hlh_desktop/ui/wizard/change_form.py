"""The form of any line, built from its parameters: ranges, choices, factor with its reason, doses, days, route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Note, State
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ui.wizard.statements import empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hlh_desktop.domain.wizard.lines import ParameterField

Notes = dict[str, tuple[State, str]]
NUMBER_WIDTH, TEXT_WIDTH = 210, 380
# Several choices stand beside each other up to this number of letters in all, else under each other.
BESIDE = 46


@dataclass(slots=True)
class Cell:
    """A parameter in the form: its widget, and where the cursor goes."""

    widget: QWidget
    entry: Field | ReasonField | Choice | Pick
    note: Note | None = None
    none: QCheckBox | None = None


class ChangeForm(QWidget):
    """`typed` tells a parameter's name and raw value: a text as typed, a whole number, or None for null.

    Its last argument is True while letters may follow. `dropped` tells the name of one whose field is empty again:
    then the line's own value holds.
    """

    typed = Signal(str, object, bool)
    dropped = Signal(str)

    def __init__(self, title: str, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Change {title}").format(title=title))
        self._title, self._reasons = title, reasons
        self._built: tuple[object, ...] = ()
        self.cells: dict[str, Cell] = {}
        px = look().tokens.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._gaps = (px(16), px(10))

    def show_parameters(self, parameters: Sequence[ParameterField], typed: Mapping[str, object], notes: Notes) -> None:
        """Draws the parameters that are asked for now; what a person is typing stays."""
        asked = [one for one in parameters if one.active or one.name in typed]
        wanted = tuple((one.name, one.kind, one.choices, one.label) for one in asked)
        if wanted != self._built:
            self._build(asked)
            self._built = wanted
        for one in asked:
            self._show(one, self.cells[one.name], typed, notes.get(one.path))

    def focus_first(self, names: Sequence[str]) -> None:
        """Puts the cursor into the first of these parameters, else into the first of the form."""
        for name in (*names, *self.cells):
            if name in self.cells:
                entry = self.cells[name].entry
                (entry.focusProxy() or entry).setFocus()
                return

    # --- building

    def _build(self, asked: Sequence[ParameterField]) -> None:
        focused = self._focused()
        empty(self._column)
        self.cells = {}
        flow = Flow(*self._gaps)
        holder = QWidget()
        holder.setLayout(flow)
        for one in asked:
            self.cells[one.name] = self._cell(one)
            flow.addWidget(self.cells[one.name].widget)
        self._column.addWidget(holder)
        if focused in self.cells:
            self.focus_first([focused])

    def _focused(self) -> str | None:
        """The parameter in which the cursor stands."""
        here = QApplication.focusWidget()
        if here is None or not self.isAncestorOf(here):
            return None
        return next((name for name, cell in self.cells.items() if cell.widget.isAncestorOf(here)), None)

    def _cell(self, one: ParameterField) -> Cell:
        if one.kind == "choice":
            return self._pick(one) if sum(len(words) for _, words in one.choices) > BESIDE else self._choice(one)
        if one.kind == "text":
            return self._reason(one)
        return self._number(one)

    def _number(self, one: ParameterField) -> Cell:
        label = one.label if not one.range else self.tr("{label}, {range}").format(label=one.label, range=one.range)
        field = Field(one.path, label, unit=one.unit, number=True, hint=one.default)
        field.name(f"{self._title}, {label}, {one.unit}".rstrip(", "))
        field.typed.connect(lambda words: self._type(one, words))
        if not one.nullable:
            _least(field, NUMBER_WIDTH)
            return Cell(field, field)
        made, none = QWidget(), QCheckBox(self.tr("None"))
        none.setAccessibleName(self.tr("{title}, no {label}").format(title=self._title, label=one.label))
        none.clicked.connect(lambda on: self.typed.emit(one.name, None, False) if on else self.dropped.emit(one.name))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(none)
        _least(made, NUMBER_WIDTH)
        return Cell(made, field, none=none)

    def _type(self, one: ParameterField, words: str) -> None:
        """A whole number is a number in the case; whatever else was typed stays as typed and is refused there."""
        if not words.strip():
            self.dropped.emit(one.name)
        elif one.kind == "whole" and words.isascii() and words.isdecimal() and str(int(words)) == words:
            self.typed.emit(one.name, int(words), True)
        else:
            self.typed.emit(one.name, words, True)

    def _choice(self, one: ParameterField) -> Cell:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        choice = Choice(f"{self._title}, {one.label}", one.choices)
        choice.changed.connect(lambda key: self.typed.emit(one.name, key, False))
        note = Note("critical", plain=True)
        note.hide()
        column.addWidget(text(one.label, "label"))
        column.addWidget(choice)
        column.addWidget(note)
        return Cell(made, choice, note=note)

    def _pick(self, one: ParameterField) -> Cell:
        pick = Pick(one.path, one.label, one.choices, nothing=self.tr("Choose"))
        pick.box.setAccessibleName(f"{self._title}, {one.label}")
        pick.changed.connect(
            lambda key: self.dropped.emit(one.name) if key is None else self.typed.emit(one.name, key, False)
        )
        _least(pick, TEXT_WIDTH)
        return Cell(pick, pick)

    def _reason(self, one: ParameterField) -> Cell:
        field = ReasonField(one.label, self._reasons)
        field.line.setAccessibleName(f"{self._title}, {one.label}")
        field.typed.connect(
            lambda words: self.typed.emit(one.name, words, True) if words.strip() else self.dropped.emit(one.name)
        )
        _least(field, TEXT_WIDTH)
        return Cell(field, field)

    # --- drawing

    def _show(
        self, one: ParameterField, cell: Cell, typed: Mapping[str, object], note: tuple[State, str] | None
    ) -> None:
        value = typed.get(one.name)
        state, words = note or (None, "")
        if isinstance(cell.entry, Choice):
            cell.entry.choose(value if value is not None else (one.default or None))
            assert cell.note is not None
            cell.note.setVisible(state is not None)
            if state is not None:
                cell.note.say(state, words)
            return
        if isinstance(cell.entry, Pick):
            cell.entry.choose(value if value is not None else (one.default or None))
            cell.entry.say(state, words)
            return
        cell.entry.show_value("" if value is None else str(value))
        cell.entry.say(state, words)
        if cell.none is not None:
            without = one.name in typed and value is None
            cell.none.setChecked(without)
            cell.entry.setEnabled(not without)


def _least(widget: QWidget, width: int) -> None:
    widget.setMinimumWidth(look().tokens.px(width))
    widget.setMaximumWidth(look().tokens.px(width * 2))
