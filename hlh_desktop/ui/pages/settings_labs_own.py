"""Analytes that the ward adds to the catalogue: a line each, a form for one more, and one to offer it no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.settings_labs_form import DropForm, OwnForm
from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.results.own_analytes import OWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ui.desk import Desk


class OwnAnalytes(Panel):
    """`changed` once an analyte was added, or is offered no more. Who may not, is told who may.

    One form at a time, made when it is wanted.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form: OwnForm | DropForm | None = None
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.who_may = text(role="label", wrap=True)
        self.open_form = button(self.tr("Add an analyte..."), icon="plus")
        self._place = QVBoxLayout()
        note = self.tr(
            "For what the catalogue does not have. Such results are never joined with those of the catalogue."
        )
        self.column.addWidget(text(self.tr("The ward's own analytes"), "strong"))
        self.column.addWidget(text(note, "label", wrap=True))
        self.column.addLayout(self.lines)
        self.column.addWidget(self.who_may)
        first = QHBoxLayout()
        first.addWidget(self.open_form)
        first.addStretch(1)
        self.column.addLayout(first)
        self.column.addLayout(self._place)
        self.end()
        self.open_form.clicked.connect(self._adding)
        self.begin()

    # --- what is shown

    def begin(self) -> None:
        """As it stands for who works here now."""
        self.answer.hide()
        self._put(None)
        self._show_lines()

    def _put(self, form: OwnForm | DropForm | None) -> None:
        """A form in the place of the one before; none at first."""
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form, refusal = form, self.desk.ward.refusal("analytes")
        self.open_form.setVisible(form is None and not refusal)
        self.who_may.setVisible(bool(refusal))
        self.who_may.setText(refusal)
        if form is not None:
            self.answer.hide()
            self._place.addWidget(form)

    def _adding(self) -> None:
        made = OwnForm()
        self._put(made)
        made.add.clicked.connect(lambda: self._add(made))
        made.name.setFocus()

    def _dropping(self, key: str, name: str) -> None:
        made = DropForm(name)
        self._put(made)
        made.drop.clicked.connect(lambda: self._drop(made, key))
        made.keep.clicked.connect(self.begin)
        made.reason.setFocus()

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
