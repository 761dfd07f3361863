"""Analytes that the ward adds to the catalogue: a line each, a form for one more, and one to offer it no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hlh_desktop.ui.pages.settings_labs_form import DropForm, OwnForm
from hlh_desktop.ui.pages.settings_panel import OneForm
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.results.own_analytes import OWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ui.desk import Desk


class OwnAnalytes(OneForm):
    """`changed` once an analyte was added, or is offered no more."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        note = self.tr(
            "For what the catalogue does not have. Such results are never joined with those of the catalogue."
        )
        open_form = button(self.tr("Add an analyte..."), icon="plus")
        super().__init__(desk, "analytes", self.tr("The ward's own analytes"), note, open_form)
        self.lines.setSpacing(2)
        self.ways.addStretch(1)
        self.open_form.clicked.connect(self._adding)
        self.begin()

    # --- what is shown

    def begin(self) -> None:
        """As it stands for who works here now."""
        self.answer.hide()
        self.put(None)
        self._show_lines()

    def _adding(self) -> None:
        made = OwnForm()
        self.put(made)
        made.add.clicked.connect(lambda: self._add(made))
        made.name.setFocus()

    def _dropping(self, key: str, name: str) -> None:
        made = DropForm(name)
        self.put(made)
        made.drop.clicked.connect(lambda: self._drop(made, key))
        made.keep.clicked.connect(self.begin)
        made.reason.setFocus()

    def _show_lines(self) -> None:
        own = {key: one for key, one in self.desk.ward.labs.catalogue().items() if key.startswith(OWN)}
        lines = (self._line(key, one.name, one.unit) for key, one in own.items())
        self.show_lines(lines, self.tr("None so far."))

    def _line(self, key: str, name: str, unit: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text(name, wrap=True), 1)
        row.addWidget(text(unit, "unit"))
        retire = button(self.tr("Retire..."), "link", name=self.tr("Retire {0}").format(name))
        retire.setEnabled(self.desk.ward.may("analytes"))
        retire.clicked.connect(lambda: self._dropping(key, name))
        row.addWidget(retire)
        return made

    # --- what is done

    def _add(self, form: OwnForm) -> None:
        own = form.analyte()
        if isinstance(own, str):
            self.say(own)
            return
        said = self.tr("{0} is there.").format(own.name.strip())
        labs, now = self.desk.ward.labs, self.desk.now()
        self._store(lambda: labs.add_analyte(own, now), said)

    def _drop(self, form: DropForm, key: str) -> None:
        reason = form.reason.value
        if not reason.strip():
            self.say(self.tr("Say why."))
            form.reason.setFocus()
            return
        said = self.tr("It is offered no more. Its results stay readable.")
        labs, now = self.desk.ward.labs, self.desk.now()
        self._store(lambda: labs.drop_analyte(key, reason, now), said)

    def _store(self, deed: Callable[[], Any], said: str) -> None:
        def done(_: Any) -> None:
            self.begin()
            self.desk.kept.emit(self.desk.now())
            self.say(said, good=True)
            self.changed.emit()

        self.do(deed, done)
