"""The alerts of a child's results on the overview: each with its source, acknowledged where it stands with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, hold_width, rule, text
from hlh_desktop.ui.widgets.ward_action import ward_action
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ui.wizard.step import bring_into_view
from hlh_desktop.ward.results import alerts
from hlh_desktop.ward.results.alert_words import alert_rows, not_assessed, reasons

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.results.alert_words import AlertRow
    from hlh_desktop.ward.results.alerts import Alerts

WORDS, REASON, DONE = 320, 300, 200


class AlertPanel(QFrame):
    """`changed` once an alert was acknowledged. It is opened by who follows a line of what is alarming; Esc closes."""

    changed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self._found: tuple[Alerts, bool] | None = None
        self.form: Acknowledge | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Results"))
        self.close_it = button(self.tr("Close"), "quiet", "x", name=self.tr("Close the alerts of results (Esc)"))
        self.close_it.clicked.connect(self.close_panel)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(text(self.tr("Results that ask for attention"), "heading", wrap=True), 1)
        head.addWidget(self.close_it)
        self._column.addLayout(head)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self.hide()

    def open_panel(self) -> None:
        """Shows them, the cursor on the first that waits."""
        self.setVisible(True)
        QApplication.processEvents()
        bring_into_view(self)
        first = next(iter(self.buttons.values()), self.close_it)
        first.setFocus()

    def close_panel(self) -> None:
        """Takes them away."""
        self._leave()
        self.hide()
        self.closed.emit()

    def show_alerts(self, found: Alerts) -> None:
        """As they stand now; while somebody is acknowledging one, nothing moves."""
        wanted = found, self._desk.ward.may("task")
        if self.form is not None or wanted == self._found:
            return
        self._found = wanted
        body, self.buttons = QWidget(), {}
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in alert_rows(self._desk.ward, found, self._desk.now()):
            column.addWidget(rule())
            column.addWidget(self._line(row, may=wanted[1]))
        if not found.all:
            column.addWidget(Note("ok", self.tr("None of what was measured asks for attention."), plain=True))
        if missing := not_assessed(self._desk.ward, found):
            column.addWidget(rule())
            column.addWidget(text(self.tr("Not assessed"), "label"))
            for words in missing:
                column.addWidget(Note("open", words, plain=True))
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()

    def _line(self, row: AlertRow, *, may: bool) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = Abreast(centred=True)
        level = row.alert.level if row.alert.open else "open"
        line.put(Note(level, row.text, strong=row.title, plain=True), 1, WORDS)
        if row.alert.open:
            go = button(self.tr("Acknowledge..."), "ward", name=f"{self.tr('Acknowledge')}: {row.title} {row.text}")
            go.setEnabled(may)
            hold_width(go)
            go.clicked.connect(lambda: self._ask(row, made))
            self.buttons[row.alert.key] = go
            line.put(go, 0)
        column.addLayout(line)
        column.addWidget(text(self.tr("Sources: %1").replace("%1", row.sources), "small", wrap=True))
        if row.answered:
            column.addWidget(text(row.answered, "small", wrap=True))
        return made

    def _ask(self, row: AlertRow, place: QWidget) -> None:
        self._leave()
        self.form = Acknowledge(self._desk, self._child, row)
        self.form.written.connect(self._written)
        self.form.left.connect(self._left)
        layout = place.layout()
        assert layout is not None
        layout.addWidget(self.form)
        self.form.show()
        self.form.reason.setFocus()

    def _leave(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = None

    def _left(self) -> None:
        key = self.form.row.alert.key if self.form is not None else ""
        self._leave()
        if key in self.buttons:
            self.buttons[key].setFocus()

    def _written(self) -> None:
        self._leave()
        self.changed.emit()
        next(iter(self.buttons.values()), self.close_it).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)


class Acknowledge(QFrame):
    """Why an alert is acknowledged, and whether something was done. Enter writes, Esc leaves."""

    written = Signal()
    left = Signal()

    def __init__(self, desk: Desk, child: UUID, row: AlertRow) -> None:
        super().__init__()
        self._desk, self._child, self.row = desk, child, row
        self.setProperty("frame", "inset")
        self.reason = ReasonField(self.tr("Why: %1").replace("%1", row.title), reasons(desk.ward))
        self.acted = QCheckBox(self.tr("Something was done about it"))
        self.trouble = Note("critical")
        self.trouble.hide()
        self.write = ward_action(self.tr("Acknowledge"), name=f"{self.tr('Acknowledge')}: {row.title}")
        self.cancel = button(self.tr("Cancel"), "ward", name=self.tr("Cancel: nothing is written down"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.trouble)
        fields = Abreast()
        fields.put(self.reason, 1, REASON)
        fields.put(self.acted, 0, DONE)
        column.addLayout(fields)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.write)
        column.addLayout(foot)
        self.write.clicked.connect(self._write)
        self.cancel.clicked.connect(self.left)
        self.reason.entered.connect(self._write)

    def _write(self) -> None:
        now = self._desk.now()
        try:
            alerts.acknowledge(
                self._desk.ward, self._child, self.row.alert, self.reason.value, now, acted=self.acted.isChecked()
            )
        except Trouble as trouble:
            self.trouble.say("critical", sentence(trouble))
            self.trouble.show()
            self.reason.setFocus()
            return
        self._desk.kept.emit(now)
        self.written.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
