"""The questions of a short form: a choice, a time, a number, words, or an item that is answered with its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ward.log.bedside import time_key
from hlh_desktop.ward.log.typed import show_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.bedside import FieldWords

WIDE, TIME = 330, 190


class BedsideFields(QWidget):
    """`changed` tells each answer; `fields` are the widgets by the key of their question."""

    changed = Signal()

    def __init__(self, desk: Desk, asked: Iterable[FieldWords]) -> None:
        super().__init__()
        self._desk = desk
        self.fields: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one in asked:
            if one.kind == "timed":
                column.addLayout(self._timed(one))
            else:
                self.fields[one.key] = made = self._field(one)
                column.addWidget(made)

    def _field(self, one: FieldWords) -> QWidget:
        if one.choices:
            return self._choice(one)
        field = (
            self._moment(one.label, now=True)
            if one.kind == "moment"
            else Field("", one.label, unit=one.unit, number=one.kind == "number")
        )
        field.typed.connect(lambda _: self.changed.emit())
        return field

    def _moment(self, label: str, *, now: bool) -> MomentField:
        return MomentField(self._desk, label, self._desk.now() if now else None)

    def _choice(self, one: FieldWords) -> QWidget:
        made, choice = QWidget(), Choice(one.label, [(words, _begun(words)) for words in one.choices])
        choice.changed.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text(one.label, "label", wrap=True))
        column.addWidget(choice)
        return made

    def _timed(self, one: FieldWords) -> Abreast:
        """The answer with its time beside it, which is now once it is chosen until another is typed."""
        row, answer = Abreast(), self._choice(one)
        at = self._moment(self.tr("At"), now=False)
        at.name(self.tr("%1: at").replace("%1", one.label))
        at.typed.connect(lambda _: self.changed.emit())
        self.fields[one.key], self.fields[time_key(one.key)] = answer, at
        choice = answer.findChild(Choice)
        assert choice is not None
        choice.changed.connect(lambda _: self._stamp(at))
        row.put(answer, 2, WIDE)
        at.line.setPlaceholderText("14:05")  # all that its narrow place shows whole
        row.put(at, 1, TIME)
        return row

    def _stamp(self, at: MomentField) -> None:
        if not at.value.strip():
            now = self._desk.now()
            at.show_value(show_moment(self._desk.ward, now, now))
            self.changed.emit()

    def answers(self) -> dict[str, str]:
        """What was answered, by the keys of the questions."""
        found: dict[str, str] = {}
        for key, widget in self.fields.items():
            if isinstance(widget, Field):
                found[key] = widget.value
            else:
                choice = widget.findChild(Choice)
                found[key] = str(choice.value or "") if choice is not None else ""
        return found

    def start(self) -> None:
        """Where the cursor stands."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()


def _begun(words: str) -> str:
    """An answer as it stands on its button; in the record it goes on in a sentence."""
    return words[:1].upper() + words[1:]
