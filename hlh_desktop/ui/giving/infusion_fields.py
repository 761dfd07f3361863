"""The end of an infusion: when it stopped, and each interruption with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ward.log.typed import interruption

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk

TIME, REASON = 130, 200


class Interruption(QWidget):
    """From, to and why. `words` None where one of them is not legible; "" where nothing was typed at all."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        self._desk = desk
        begin, end = self.tr("Interrupted from"), self.tr("Interrupted to")
        self.begin, self.end = MomentField(desk, begin), MomentField(desk, end)
        self.reason = Field("", self.tr("Why it was interrupted"))
        row = Abreast(self)
        for field, least in ((self.begin, TIME), (self.end, TIME), (self.reason, REASON)):
            row.put(field, 1, least)
            field.name(f"{field.label.text()}, {number}")

    @property
    def words(self) -> str | None:
        """The interruption in words."""
        typed = (self.begin.value, self.end.value, self.reason.value)
        if not any(part.strip() for part in typed):
            return ""
        return interruption(self._desk.ward, *typed, self._desk.now())


class InfusionEnd(QWidget):
    """`changed` tells each change. Begins with the present moment."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.ended = MomentField(desk, self.tr("Infusion ended"), desk.now())
        self.rows: list[Interruption] = []
        self.more = button(self.tr("Add an interruption"), "plain", "plus")
        self.more.clicked.connect(self.add)
        self.ended.typed.connect(lambda _: self.changed.emit())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        row = Abreast()
        row.put(self.ended, 1, TIME)
        row.put(self.more, 0)
        self._column.addLayout(row)

    def add(self) -> Interruption:
        """One more interruption."""
        made = Interruption(self._desk, len(self.rows) + 1)
        self.rows.append(made)
        self._column.addWidget(made)
        for field in (made.begin, made.end, made.reason):
            field.typed.connect(lambda _: self.changed.emit())
        made.begin.setFocus()
        return made

    @property
    def note(self) -> str | None:
        """All interruptions in words; None where one is not legible."""
        words = [row.words for row in self.rows]
        return None if None in words else "; ".join(one for one in words if one)
