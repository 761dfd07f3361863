"""Analytes that the ward adds to the catalogue: a line each, a form for one more, and one to offer it no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.results.own_analytes import OWN, OwnAnalyte

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.ui.desk import Desk

RANGES = ("reject", "reference")
ENDS = ("low", "high")


class OwnAnalytes(Panel):
    """`changed` once an analyte was added, or is offered no more. Who may not, is told who may."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._dropping = ""
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.who_may = Note("info")
        self.open_form = button(self.tr("Add an analyte..."), icon="plus")
        self.form, self.drop_form = QWidget(), QWidget()
        self._make_form()
        self._make_drop_form()
        self.add = button(self.tr("Add this analyte"), "main")
        self.column.addWidget(text(self.tr("The ward's own analytes"), "strong"))
        note = self.tr(
            "For what the catalogue does not have. Such results are never joined with those of the catalogue."
        )
        self.column.addWidget(text(note, "label", wrap=True))
        self.column.addLayout(self.lines)
        self.column.addWidget(self.who_may)
        first = QHBoxLayout()
        first.addWidget(self.open_form)
        first.addStretch(1)
        self.column.addLayout(first)
        for form in (self.form, self.drop_form):
            self.column.addWidget(form)
        self.end(self.add)
        self.open_form.clicked.connect(lambda: self._open(form=True))
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.keep.clicked.connect(self.begin)
        self.begin()

    def _make_form(self) -> None:
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
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        pairs = ((self.name, self.unit), *(tuple(self.ends[name, end] for end in ENDS) for name in RANGES))
        for pair in pairs:
            row = Abreast()
            for field in pair:
                row.put(field, 1, 150)
            column.addLayout(row)
        column.addWidget(text(self.tr("Axis of its chart"), "label"))
        column.addWidget(self.axis)

    def _make_drop_form(self) -> None:
        self.reason = Field("reason", self.tr("Why it is offered no more"))
        self.drop = button(self.tr("Offer it no more"), "danger")
        self.keep = button(self.tr("Keep it"), "quiet")
        column = QVBoxLayout(self.drop_form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        column.addLayout(row)

    # --- what is shown

    def begin(self) -> None:
        """As it stands for who works here now."""
        self.answer.hide()
        for field in (self.name, self.unit, self.reason, *self.ends.values()):
            field.show_value("")
        self.axis.choose("linear")
        self._open()
        self._show_lines()

    def _open(self, *, form: bool = False, dropping: str = "") -> None:
        """One form at a time; none at first."""
        may, self._dropping = self.desk.ward.may("analytes"), dropping
        self.form.setVisible(form)
        self.add.setVisible(form)
        self.drop_form.setVisible(bool(dropping))
        self.open_form.setVisible(may and not form and not dropping)
        self.who_may.setVisible(not may)
        self.who_may.say("info", self.desk.ward.refusal("analytes"))
        if form or dropping:
            self.answer.hide()
            (self.name if form else self.reason).setFocus()

    def _show_lines(self) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        own = {key: one for key, one in self.desk.ward.labs.catalogue().items() if key.startswith(OWN)}
        for key, one in own.items():
            self.lines.addWidget(self._line(key, one.name, one.unit))
        if not own:
            self.lines.addWidget(text(self.tr("None so far."), "muted"))

    def _line(self, key: str, name: str, unit: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text(name, wrap=True), 1)
        row.addWidget(text(unit, "unit"))
        drop = button(self.tr("Retire..."), "link", name=self.tr("Retire {0}").format(name))
        drop.setEnabled(self.desk.ward.may("analytes"))
        drop.clicked.connect(lambda: self._open(dropping=key))
        row.addWidget(drop)
        return made

    # --- what is done

    def _add(self) -> None:
        ranges = {name: self._range(name) for name in RANGES}
        if not self.name.value.strip():
            self.say(self.tr("Say what it is called."))
            self.name.setFocus()
        elif not self.unit.value.strip():
            self.say(self.tr("Say the unit, as the laboratory writes it."))
            self.unit.setFocus()
        elif "" in ranges.values():
            self.say(self.tr("A range is two plain numbers, such as 0 and 250.5, or empty."))
        else:
            axis = "log" if self.axis.value == "log" else "linear"
            own = OwnAnalyte(
                self.name.value, self.unit.value, axis=axis, reject=_pair(ranges["reject"]),
                reference=_pair(ranges["reference"]),
            )  # fmt: skip
            ward, now, name = self.desk.ward, self.desk.now(), self.name.value.strip()
            self.do(
                lambda: ward.labs.add_analyte(own, now), lambda _: self._done(self.tr("{0} is there.").format(name))
            )

    def _range(self, name: str) -> tuple[Decimal, Decimal] | str | None:
        """Two numbers as typed; None where both are empty, "" where they are no range."""
        typed = [self.ends[name, end].value.strip() for end in ENDS]
        if not any(typed):
            return None
        low, high = (parse_decimal(one) for one in typed)
        return "" if low is None or high is None else (low, high)

    def _drop(self) -> None:
        ward, now, key, reason = self.desk.ward, self.desk.now(), self._dropping, self.reason.value
        if not reason.strip():
            self.say(self.tr("Say why."))
            self.reason.setFocus()
            return
        said = self.tr("It is offered no more. Its results stay readable.")
        self.do(lambda: ward.labs.drop_analyte(key, reason, now), lambda _: self._done(said))

    def _done(self, said: str) -> None:
        self.begin()
        self.desk.kept.emit(self.desk.now())
        self.say(said, good=True)
        self.changed.emit()


def _pair(found: tuple[Decimal, Decimal] | str | None) -> tuple[Decimal, Decimal] | None:
    return None if isinstance(found, str) else found
