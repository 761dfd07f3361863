"""The ward's own values, each beside the shipped one; a form to set one, and a form to go back to the shipped value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.pages.settings_knowledge_form import BackForm, ValueForm, ask_where
from hlh_desktop.ui.pages.settings_panel import OneForm
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.approval.words import own_row
from hlh_desktop.ward.outputs import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.approval.log import ApprovalLook
    from hlh_desktop.ward.approval.words import OwnRow
    from hlh_desktop.ward.open_ward import OpenWard


class OwnValues(OneForm):
    """`changed` once a value was set or withdrawn."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        note = self.tr(
            "A ward may use a value of its own for times, intervals and limits of warnings. It holds at once; "
            "the edition is a draft until it is signed again."
        )
        open_form = button(self.tr("Set a value..."), icon="pencil")
        super().__init__(desk, "own_value", self.tr("The ward's own values"), note, open_form)
        self._rows: tuple[OwnRow, ...] = ()
        self.lines.setSpacing(8)
        self.save = button(self.tr("Save as a file..."), "quiet", "save")
        self.ways.addWidget(self.save)
        self.ways.addStretch(1)
        self.open_form.clicked.connect(lambda: self._setting(""))
        self.save.clicked.connect(self._save)
        self.begin()

    # --- what is shown

    def begin(self) -> None:
        """As it stands for who works here now."""
        self.answer.hide()
        self.put(None)

    def show_look(self, look: ApprovalLook) -> None:
        """The values as they stand in the record."""
        self._rows = tuple(own_row(line, self.desk.ward.ward.wording) for line in look.own)
        self._show_lines()

    def put(self, form: QWidget | None) -> None:
        """While a form is open no line can be changed."""
        super().put(form)
        self._show_lines()

    def _show_lines(self) -> None:
        self.show_lines(map(self._line, self._rows), self.tr("None: every number is as it was shipped."))
        self.save.setVisible(bool(self._rows) and self.form is None)

    def _line(self, row: OwnRow) -> QWidget:
        """A value with what was shipped, why and by whom, and whether it holds."""
        made, ways = QWidget(), QHBoxLayout()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(text(row.title, wrap=True))
        column.addWidget(text(row.value, "strong", wrap=True))
        column.addWidget(text(row.why, "label", wrap=True))
        state = Badge("ok" if row.holds else "warning", row.state)
        if row.holds:
            ways.addWidget(state)
        else:
            column.addWidget(state, 0, Qt.AlignmentFlag.AlignLeft)
        ways.addStretch(1)
        may = self.desk.ward.may("own_value") and self.form is None
        change = button(self.tr("Change..."), "link", name=self.tr("Change {0}").format(row.title))
        back = button(self.tr("Withdraw..."), "link", name=self.tr("Withdraw {0}").format(row.title))
        change.clicked.connect(lambda: self._setting(row.path))
        back.clicked.connect(lambda: self._going_back(row))
        for way in (change, back):
            way.setEnabled(may)
            ways.addWidget(way)
        column.addLayout(ways)
        return made

    # --- what is done

    def _setting(self, path: str) -> None:
        made = ValueForm(self.desk.ward, path)
        self.put(made)
        made.leave.clicked.connect(self.begin)
        made.set_it.clicked.connect(lambda: self._set(made))
        made.first.setFocus()

    def _going_back(self, row: OwnRow) -> None:
        made = BackForm(self.desk.ward, row.title)
        self.put(made)
        made.leave.clicked.connect(self.begin)
        made.back.clicked.connect(lambda: self._withdraw(made, row.path))
        made.reason.setFocus()

    def _set(self, form: ValueForm) -> None:
        missing = form.missing()
        if missing:
            self.say(missing)
            return
        path, value, reason, secret = str(form.number.value), form.value.value, form.reason.value, form.password.value
        approval, now = self.desk.ward.approval, self.desk.now()
        said = self.tr("The value holds from now on. Other windows take it when the ward is opened again.")
        self._store(lambda: approval.set_value(path, value, reason, secret, now), said)

    def _withdraw(self, form: BackForm, path: str) -> None:
        missing = form.missing()
        if missing:
            self.say(missing)
            return
        reason, secret = form.reason.value, form.password.value
        approval, now = self.desk.ward.approval, self.desk.now()
        said = self.tr("The shipped value holds again.")
        self._store(lambda: approval.withdraw(path, reason, secret, now), said)

    def _store(self, deed: Callable[[], OpenWard], said: str) -> None:
        def done(ward: OpenWard) -> None:
            self.desk.hand_over(ward)
            self.desk.kept.emit(self.desk.now())
            self.say(said, good=True)
            self.desk.knowledge_changed.emit()
            self.changed.emit()
            self.open_form.setFocus()

        self.do(deed, done)

    def _save(self) -> None:
        path = ask_where(self, self.tr("Save the ward's own values"))
        if path is None:
            return
        try:
            with whole_file(path) as file:
                file.write(self.desk.ward.approval.file().encode())
        except Trouble as trouble:
            self.say(sentence(trouble))
        else:
            self.say(self.tr("Saved: {0}").format(path.name), good=True)
