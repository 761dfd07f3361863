"""The fields of an entry: when, how much, and what the drug's record asks for; what stands against each beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.ui.giving.gate_notes import GateNotes
from hlh_desktop.ui.giving.infusion_fields import InfusionEnd
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ward.log.typed import read_amount, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.log.gates.values import Gate, Known
    from hlh_desktop.domain.log.values import Became
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet

# Where each gate is told; one that is not named here stands above the fields.
PLACES = {
    "future": "when", "far_past": "when", "early": "when", "late": "when", "ended_before_begun": "when",
    "interval_etoposide": "when", "interval_line": "when", "release_old": "when",
    "release_after": "when", "check_after": "when", "in_force": "when", "cumulative_unknown": "amount",
    "cumulative_overlap": "amount",
    "amount_above_limit": "amount", "amount_deviates": "amount", "cumulative_above": "amount",
    "cumulative_limit": "amount", "check_amount": "amount", "revision": "amount", "expired": "asked",
}  # fmt: skip
# What only says that a field is empty is told at the button.
EMPTY = ("identity", "amount_missing", "site_missing", "batch_missing", "expiry_missing", "reason_missing")
TIME, AMOUNT, ASKED = 170, 150, 140


class EntryFields(QWidget):
    """`changed` tells each change of a field, `entered` that Enter was pressed in one."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self, desk: Desk, sheet: DoseSheet, *, began: datetime | None = None, ends: bool = False,
        amount: str | None = None,
    ) -> None:  # fmt: skip
        """`began` is when an infusion that now ends was begun; `ends` whether its end is asked."""
        super().__init__()
        self._desk, self._sheet, self._began = desk, sheet, began
        label = self.tr("Infusion begun") if sheet.infused else self.tr("Given at")
        self.taken = MomentField(desk, label, began or desk.now())
        self.taken.line.setReadOnly(began is not None)
        self.amount = Field("", self.tr("Amount given"), unit=sheet.unit, number=True)
        self.amount.show_value(sheet.amount if amount is None else amount)
        if sheet.hidden and not self.amount.value:
            self.amount.line.setPlaceholderText(self.tr("from the label"))
        names = {"site": self.tr("Site"), "batch": self.tr("Batch"), "expiry": self.tr("Expiry date")}
        self.asked = {} if ends else {name: Field("", names[name]) for name in sheet.asks}
        if "expiry" in self.asked:
            self.asked["expiry"].line.setPlaceholderText(self.tr("e.g. 30 Jun 2027"))
        self.end = InfusionEnd(desk) if ends else None
        wording = desk.ward.ward.wording
        self.notes = {place: GateNotes(wording) for place in ("above", "when", "amount", "asked")}
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.notes["above"])
        row = Abreast()
        row.put(self.taken, 1, TIME)
        row.put(self.amount, 1, AMOUNT)
        row.put(self._route(), 1, AMOUNT)
        column.addLayout(row)
        if self.end is not None:
            column.addWidget(self.end)
            self.end.changed.connect(self.changed)
        column.addWidget(self.notes["when"])
        column.addWidget(self.notes["amount"])
        if self.asked:
            asked = Abreast()
            for field in self.asked.values():
                asked.put(field, 1, ASKED)
            column.addLayout(asked)
        column.addWidget(self.notes["asked"])
        for field in (self.taken, self.amount, *self.asked.values()):
            field.typed.connect(lambda _: self.changed.emit())
            field.line.returnPressed.connect(self.entered)
        for notes in self.notes.values():
            notes.reasoned.connect(self.changed)
            notes.entered.connect(self.entered)

    def _route(self) -> QWidget:
        """The route in words, which is the order's and no field (safety rule V4)."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text(self.tr("Route"), "label"))
        words = text(self._sheet.route, "strong")
        words.setMinimumHeight(self.taken.line.sizeHint().height())
        if self._sheet.intrathecal:
            words.setProperty("state", "intrathecal")
        column.addWidget(words)
        column.addStretch(1)
        return made

    # --- what was typed

    def attempt(self, became: Became, known: Known | None) -> Attempt | None:
        """The entry as it stands in the fields; None where a field is not legible."""
        taken = self._began or self.taken.moment
        if taken is None or self.problem:
            return None
        asked = {name: field.value.strip() for name, field in self.asked.items()}
        expiry = read_day(self._desk.ward, asked.get("expiry", ""), self._desk.now())
        return Attempt(
            became, taken, amount=read_amount(self.amount.value), route=self._sheet.now.dose.route,
            site=asked.get("site", ""), batch=asked.get("batch", ""), expiry=expiry, known=known,
            ended=None if self.end is None else self.end.ended.moment, reasons=self.reasons(),
            note=(self.end.note or "") if self.end is not None else "",
        )  # fmt: skip

    @property
    def problem(self) -> str:
        """What is not legible, in a sentence; empty where everything is."""
        if self._began is None and self.taken.moment is None:
            return self.tr("The time cannot be read.")
        if self.amount.value.strip() and read_amount(self.amount.value) is None:
            return self.tr("The amount is a plain number with a point, such as 5.9.")
        expiry = self.asked.get("expiry")
        if (
            expiry is not None
            and expiry.value.strip()
            and read_day(self._desk.ward, expiry.value, self._desk.now()) is None
        ):
            return self.tr("The expiry date is a day with its month and year, such as 30 Jun 2027.")
        if self.end is not None and (self.end.ended.moment is None or self.end.note is None):
            return self.tr("End and interruptions need times that can be read, and a reason for each.")
        return ""

    def reasons(self) -> dict[str, str]:
        """Every reason that was typed, by its gate."""
        return {code: words for notes in self.notes.values() for code, words in notes.reasons().items()}

    def show_gates(self, gates: tuple[Gate, ...]) -> None:
        """What stands against the entry, each beside its field."""
        for place, notes in self.notes.items():
            mine = [gate for gate in gates if PLACES.get(gate.code, "above") == place]
            told = [gate for gate in mine if gate.code not in EMPTY or gate.need == "reason"]
            notes.show_gates(told, hidden=self._sheet.hidden)

    def first_empty(self) -> QWidget | None:
        """The first field or reason that waits for something, as they stand from above."""
        notes, asked = self.notes, self.asked.values()
        fields: tuple[GateNotes | Field, ...] = (
            notes["above"], self.taken, self.amount, notes["when"], notes["amount"], *asked, notes["asked"],
        )  # fmt: skip
        waiting = (one.first_empty() if isinstance(one, GateNotes) else _empty(one) for one in fields)
        return next((one for one in waiting if one is not None), None)

    # --- what is kept over a lock

    def typed(self) -> dict[str, str]:
        """Everything that was typed, by the names of the fields."""
        fields = {"taken": self.taken, "amount": self.amount, **self.asked}
        return {**{name: field.value for name, field in fields.items()}, **self._prefixed()}

    def _prefixed(self) -> dict[str, str]:
        return {f"reason {code}": words for code, words in self.reasons().items()}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """The same again. Call it once the gates speak, for the reasons to have their fields."""
        for name, field in {"taken": self.taken, "amount": self.amount, **self.asked}.items():
            if name in typed:
                field.show_value(typed[name])
        self.changed.emit()
        for notes in self.notes.values():
            notes.show_reasons({code.removeprefix("reason "): words for code, words in typed.items()})
        self.changed.emit()


def _empty(field: Field) -> QWidget | None:
    return None if field.value.strip() else field
