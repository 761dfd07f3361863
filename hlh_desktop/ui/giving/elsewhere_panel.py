"""A dose of another place that no plan of this ward has: it is noted with its place, and counts in the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import quantity
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from hlh_desktop.ward.log.entries import noted
from hlh_desktop.ward.log.sheet import reasons_for
from hlh_desktop.ward.log.typed import read_amount

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk

FIELD = 160


class ElsewherePanel(Panel):
    """Drug, amount in its unit, body surface of that day where it is known, when and where."""

    def __init__(self, desk: Desk, child: UUID) -> None:
        super().__init__(desk, self.tr("A dose given elsewhere"), self.tr("Note it"))
        self._child, self._id = child, uuid4()
        formulary = desk.ward.ward.knowledge.formulary
        drugs = sorted(((name, drug.tall_man) for name, drug in formulary.items()), key=lambda pair: pair[1].casefold())
        self.drug = SearchPick("", self.tr("Drug"), drugs, nothing=self.tr("Type a part of the name"))
        self.amount = Field("", self.tr("Amount given"), unit="mg", number=True)
        self.unit = "mg"
        self.bsa = Field("", self.tr("Body surface that day, if known"), unit="m²", number=True)
        self.taken = MomentField(desk, self.tr("Given at"))
        self.where = Field("", self.tr("Place that gave it"))
        about = self.tr(
            "Only for what no plan of this ward has. A planned dose given elsewhere is written down at its row."
        )
        self.put(Note("info", about))
        self.put(self.drug)
        for pair in ((self.amount, self.bsa), (self.taken, self.where)):
            row = Abreast()
            for field in pair:
                row.put(field, 1, FIELD)
            self.ui.body.addLayout(row)
        self._connect()
        self._show_noted()
        self.look()

    def _show_noted(self) -> None:
        """What was noted before, with the way to strike out what was wrong."""
        found = noted(self.desk.ward, self._child, self.desk.now())
        self.wrong = Pick("", self.tr("Noted before"), [(one.outcome, one.words) for one in found],
                          nothing=self.tr("Choose one to strike out"))  # fmt: skip
        self.reason = ReasonField(self.tr("Why it is struck out"), reasons_for(self.desk.ward, "struck"))
        self.strike = self.add_apart(button(self.tr("Strike out"), "plain", "pencil"))
        for widget in (self.wrong, self.reason, self.strike):
            widget.setVisible(bool(found))
        self.put(self.wrong)
        self.put(self.reason)
        self.strike.setEnabled(False)
        self.reason.typed.connect(lambda _: self._may_strike())
        self.wrong.changed.connect(lambda _: self._may_strike())
        self.strike.clicked.connect(self._strike)

    def _may_strike(self) -> None:
        self.strike.setEnabled(self.wrong.value is not None and bool(self.reason.value))

    def _strike(self) -> None:
        outcome = self.wrong.value
        if not isinstance(outcome, UUID):
            return
        try:
            self.desk.ward.log.strike(outcome, self.reason.value, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(self.desk.now())
        self.done.emit(self.tr("Struck out: %1").replace("%1", self.wrong.box.currentText()))

    def _connect(self) -> None:
        self.drug.changed.connect(self._choose)
        for field in (self.amount, self.bsa, self.taken, self.where):
            field.typed.connect(lambda _: self.look())
            field.line.returnPressed.connect(self._pressed)

    def _choose(self, drug: object) -> None:
        found = self.desk.ward.ward.knowledge.formulary.get(str(drug))
        if found is not None:
            self.unit = found.unit
            self.amount.label.setText(self.tr("Amount given, %1").replace("%1", self.unit))
            self.amount.name(self.amount.label.text())
        self.look()

    def look(self) -> None:
        """What still waits."""
        against = ""
        if self.drug.value is None:
            against = self.tr("Choose the drug.")
        elif read_amount(self.amount.value) is None:
            against = self.tr("The amount is a plain number, such as 5.9.")
        elif self.bsa.value.strip() and read_amount(self.bsa.value) is None:
            against = self.tr("The body surface is a plain number, such as 0.59, or stays empty.")
        elif self.taken.moment is None:
            against = self.tr("When was it given?")
        elif not self.where.value.strip():
            against = self.tr("Which place gave it?")
        self.allow(against)

    def start(self) -> None:
        self.drug.setFocus()

    def act(self) -> None:
        amount, taken = read_amount(self.amount.value), self.taken.moment
        if amount is None or taken is None:
            return
        dose = ElsewhereDose(
            str(self.drug.value), amount, self.unit, read_amount(self.bsa.value), taken, self.where.value.strip()
        )
        try:
            self.desk.ward.log.note_elsewhere(self._child, dose, self._id, self.desk.now())
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(self.desk.now())
        words = self.tr("Noted: %1 %2, given at %3").replace("%1", self.drug.box.currentText())
        self.done.emit(words.replace("%2", quantity(Quantity(amount, self.unit))).replace("%3", dose.where))
