"""What one person enters of a second check: weight seen, dose on the label, volume, pump rate, and what they looked at.

Nothing of it may be left anywhere once it is entered: its fields take no part in copying and are emptied for good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QClipboard, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import repaint, text
from hlh_desktop.ward.log.typed import read_amount

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject

    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.values import Who

FIELD = 165
COPYING = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class BlindField(Field):
    """A number that can be typed and corrected, and neither copied, dragged nor undone once it is gone."""

    def __init__(self, label: str, unit: str) -> None:
        super().__init__("", label, unit=unit, number=True)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.line.setDragEnabled(False)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copy and cut go nowhere."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in COPYING):
            return True
        return super().eventFilter(watched, event)

    def forget(self) -> None:
        """Empties the field and all that could bring its text back."""
        gone = self.line.text()
        self.line.setText("")
        board = QApplication.clipboard()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if gone and board.text(mode) == gone:
                board.clear(mode)


class CheckEntry(QWidget):
    """`changed` tells each change, `entered` that Enter was pressed in the last field that waited.

    `ticked` tells that the last tick was set and nothing waits any more.
    """

    changed = Signal()
    entered = Signal()
    ticked = Signal()

    def __init__(self, sheet: DoseSheet, who: Who) -> None:
        super().__init__()
        words = {
            "weight": (self.tr("Weight seen"), "kg"), "dose": (self.tr("Dose on the label"), sheet.unit),
            "volume": (self.tr("Volume"), "mL"), "rate": (self.tr("Pump rate"), self.tr("mL per hour")),
        }  # fmt: skip
        self.fields = {name: BlindField(*words[name]) for name in sheet.measures}
        seen = (
            self.tr("Name and No. %1 on wristband and label").replace("%1", who.mrn),
            self.tr("Drug and route: %1").replace("%1", sheet.route), self.tr("Expiry not passed, looks as it should"),
        )  # fmt: skip
        self.ticks = [QCheckBox(one) for one in seen]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        pairs = list(self.fields.values())
        for place in range(0, len(pairs), 2):
            row = Abreast()
            for field in pairs[place : place + 2]:
                row.put(field, 1, FIELD)
            column.addLayout(row)
        for field in pairs:
            field.typed.connect(lambda _: self.changed.emit())
            field.line.returnPressed.connect(self._enter)
        column.addWidget(text(self.tr("Seen by me"), "label"))
        for tick in self.ticks:
            column.addWidget(tick)
            tick.toggled.connect(self._tick)
        repaint(self, self._align)
        self._align()

    def _align(self) -> None:
        """Fields that stand over each other end at the same place, whatever their units."""
        units = [field.unit for field in self.fields.values() if field.unit is not None]
        for unit in units:
            unit.setMinimumWidth(0)
        most = max((unit.sizeHint().width() for unit in units), default=0)
        for unit in units:
            unit.setMinimumWidth(most)

    def _tick(self) -> None:
        self.changed.emit()
        if not self.problem:
            self.ticked.emit()

    @property
    def seen(self) -> Seen | None:
        """What was entered; None while something is missing or not legible."""
        values = {name: read_amount(field.value) for name, field in self.fields.items()}
        weight, dose = values.get("weight"), values.get("dose")
        if weight is None or dose is None or None in values.values():
            return None
        return Seen(weight, dose, values.get("volume"), values.get("rate"))

    @property
    def problem(self) -> str:
        """What still waits, in a sentence; empty where nothing does."""
        for field in self.fields.values():
            if field.value.strip() and read_amount(field.value) is None:
                return self.tr("%1: a plain number with a point, such as 5.9.").replace("%1", field.label.text())
        empty = [field.label.text() for field in self.fields.values() if not field.value.strip()]
        if empty:
            return self.tr("To enter: %1").replace("%1", ", ".join(empty))
        return "" if all(tick.isChecked() for tick in self.ticks) else self.tr("Tick what you have looked at.")

    def _enter(self) -> None:
        """Enter goes to what still waits, and enters from the last."""
        empty = [field for field in self.fields.values() if not field.value.strip()]
        unticked = [tick for tick in self.ticks if not tick.isChecked()]
        if empty:
            empty[0].setFocus()
        elif unticked:
            unticked[0].setFocus()
        else:
            self.entered.emit()

    def start(self) -> None:
        """The cursor in the first field."""
        next(iter(self.fields.values())).setFocus()

    def forget(self) -> None:
        """Nothing of what was typed is left in this window."""
        for field in self.fields.values():
            field.forget()
