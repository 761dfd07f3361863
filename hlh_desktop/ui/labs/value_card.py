"""What belongs to one value of the sample: its unit, its assay, and the range that the laboratory printed beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.result_entry import UnitChoice
    from hlh_desktop.ui.labs.typing import TypedValue

LEAST = 100


class ValueCard(QFrame):
    """`changed` tells which part of the value was changed and how it stands: "unit", "method", "low" or "high"."""

    changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.title = text(role="strong", wrap=True)
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Unit of this value"))
        self.method = Field("", self.tr("Assay or method"), hint=self.tr("not said"))
        self.low = Field("", self.tr("Range from"), number=True)
        self.high = Field("", self.tr("to"), number=True)
        self.note = text(self.tr("As printed on the report; empty where it prints none."), "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        label = text(self.tr("Unit"), "label")
        label.setBuddy(self.unit)
        column.addWidget(label)
        column.addWidget(self.unit)
        column.addWidget(self.method)
        pair = Abreast()
        pair.put(self.low, 1, LEAST)
        pair.put(self.high, 1, LEAST)
        column.addLayout(pair)
        column.addWidget(self.note)
        self.unit.activated.connect(lambda _: self._unit())
        self.method.typed.connect(lambda words: self.changed.emit("method", words))
        self.low.typed.connect(lambda words: self.changed.emit("low", words.strip()))
        self.high.typed.connect(lambda words: self.changed.emit("high", words.strip()))

    def _unit(self) -> None:
        self.changed.emit("unit", str(self.unit.currentData()))

    def show_value(self, name: str, units: Sequence[UnitChoice], typed: TypedValue, unit: str) -> None:
        """The value that the cursor is on; `unit` is the one that stands for it now."""
        self.title.setText(self.tr("%1, this value").replace("%1", name))
        if [self.unit.itemData(at) for at in range(self.unit.count())] != [one.unit for one in units]:
            self.unit.clear()
            for one in units:
                self.unit.addItem(one.words, one.unit)
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit)))
        for field, words in ((self.method, typed.method), (self.low, typed.low), (self.high, typed.high)):
            field.show_value(words)
            field.name(f"{field.label.text()}, {name}")

    def ask_unit(self) -> None:
        """The cursor goes to the unit, and its list opens."""
        bring_into_view(self)
        self.unit.setFocus()
        self.unit.showPopup()
