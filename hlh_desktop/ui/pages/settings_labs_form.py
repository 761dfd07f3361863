"""The form for an analyte of the ward's own: name and unit, what is possible, what is healthy, how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.results.own_analytes import OwnAnalyte

if TYPE_CHECKING:
    from decimal import Decimal

RANGES = ("reject", "reference")
ENDS = ("low", "high")


class OwnForm(QWidget):
    """What is typed of one analyte; `analyte` answers it, or what is wrong with it in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.unit = Field("name", self.tr("Name")), Field("unit", self.tr("Unit, as reported"))
        titles = {
            "reject": (self.tr("Taken from"), self.tr("Taken up to")),
            "reference": (self.tr("Healthy from"), self.tr("Healthy up to")),
        }
        self.ends = {
            (name, end): Field(f"{name}_{end}", title, number=True)
            for name, both in titles.items()
            for end, title in zip(ENDS, both, strict=True)
        }
        axes = (("linear", self.tr("Linear")), ("log", self.tr("Logarithmic")))
        self.axis = Choice(self.tr("Axis of its chart"), axes, "linear")
        self.add = button(self.tr("Add this analyte"), "main")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for pair in ((self.name, self.unit), *(tuple(self.ends[name, end] for end in ENDS) for name in RANGES)):
            row = Abreast()
            for field in pair:
                row.put(field, 1, 150)
            column.addLayout(row)
        column.addWidget(text(self.tr("Axis of its chart"), "label"))
        column.addWidget(self.axis)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(self.add)
        column.addLayout(end)

    def analyte(self) -> OwnAnalyte | str:
        """The analyte as typed; a sentence where it is none."""
        reject, reference = (self._range(name) for name in RANGES)
        if not self.name.value.strip():
            self.name.setFocus()
            return self.tr("Say what it is called.")
        if not self.unit.value.strip():
            self.unit.setFocus()
            return self.tr("Say the unit, as the laboratory writes it.")
        if isinstance(reject, str) or isinstance(reference, str):
            return self.tr("A range is two plain numbers, such as 0 and 250.5, or empty.")
        axis = self.axis.value
        return OwnAnalyte(
            self.name.value, self.unit.value, axis="log" if axis == "log" else "linear", reject=reject,
            reference=reference,
        )  # fmt: skip

    def _range(self, name: str) -> tuple[Decimal, Decimal] | str | None:
        """Two numbers as typed; None where both are empty, "" where they are no range."""
        typed = [self.ends[name, end].value.strip() for end in ENDS]
        if not any(typed):
            return None
        low, high = (parse_decimal(one) for one in typed)
        return "" if low is None or high is None else (low, high)


class DropForm(QWidget):
    """Why an analyte is offered no more."""

    def __init__(self, name: str) -> None:
        super().__init__()
        words = self.tr("Why %1 is offered no more").replace("%1", name)
        self.reason = Field("reason", words)
        self.drop = button(self.tr("Offer it no more"), "danger")
        self.keep = button(self.tr("Keep it"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        column.addLayout(row)
