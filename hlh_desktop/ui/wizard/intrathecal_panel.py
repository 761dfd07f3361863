"""Intrathecal therapy: a strip in its own colour, locked without a trigger, and ordered nowhere but in its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.card import beside
from hlh_desktop.ui.wizard.change_form import ChangeForm
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hlh_desktop.domain.wizard.lines import IntrathecalStrip, ParameterField
    from hlh_desktop.ui.wizard.change_form import Notes

LINE = "intrathecal"


class IntrathecalPanel(QFrame):
    """`ordered` tells the reason where no trigger is recorded, else nothing; no drug and no amount stands here."""

    trigger_wanted = Signal()
    ordered = Signal(str)
    taken_out = Signal()
    typed = Signal(str, object, bool)
    dropped = Signal(str)

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "intrathecal")
        self._state = "locked"
        px = look().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(8))
        column.addLayout(self._strip())
        self.panel = self._panel(reasons)
        self.panel.hide()
        column.addWidget(self.panel)

    def _strip(self) -> Abreast:
        self._icon = Icon("lock", "intrathecal")
        self._title = text("", "strong")
        self._title.setProperty("state", "intrathecal")
        self._words = text("", "body", wrap=True)
        self.record = button(
            self.tr("Record a trigger"), "link", name=self.tr("Record a trigger for intrathecal therapy")
        )
        self.record.clicked.connect(self.trigger_wanted)
        self.open = button(self.tr("Open"), "plain", "chevron-down", name=self.tr("Open the intrathecal panel"))
        self.open.clicked.connect(self._toggle)
        row = Abreast(gap=10, centred=True)
        row.put(self._icon, share=0)
        row.put(self._title, share=0)
        row.put(self._words, share=1, least=220)
        row.put(self.record, share=0)
        row.put(self.open, share=0)
        return row

    def _panel(self, reasons: Sequence[str]) -> QWidget:
        made = QWidget()
        px = look().tokens.px
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._sources = text("", "small", wrap=True)
        self.reason = ReasonField(self.tr("Why without a trigger"), reasons)
        self.reason.setMaximumWidth(px(560))
        self.reason.typed.connect(lambda _: self.reason.say(None))
        self.form = ChangeForm(self.tr("intrathecal therapy"), ())
        self.form.typed.connect(self.typed)
        self.form.dropped.connect(self.dropped)
        self.order = button(self.tr("Order intrathecal therapy"), icon="lock-open")
        self.order.clicked.connect(self._order)
        self.take_out = button(self.tr("Take intrathecal therapy out"), "danger", "trash-2")
        self.take_out.clicked.connect(self.taken_out)
        for part in (self._sources, self.reason, self.form):
            column.addWidget(part)
        column.addLayout(beside(self.order, self.take_out))
        return made

    # --- drawing

    def show_strip(
        self, strip: IntrathecalStrip, parameters: Sequence[ParameterField], typed: Mapping[str, object],
        notes: Notes, reason: str, *, chosen: bool,
    ) -> None:  # fmt: skip
        """The strip as the look tells it; `chosen` whether the line stands in the draft."""
        self._state = strip.state
        self._title.setText(strip.title)
        self._words.setText(strip.text)
        self._sources.setText("; ".join(strip.sources))
        self._icon.show_icon("lock" if strip.state == "locked" and not chosen else "lock-open", "intrathecal")
        self.record.setVisible(strip.state == "locked")
        self.reason.setVisible(strip.state == "locked" or bool(reason))
        if not self.reason.line.hasFocus():
            self.reason.show_value(reason or self.reason.value)
        self.form.setVisible(chosen)
        self.form.show_parameters(parameters, typed, notes)
        self.order.setVisible(not chosen)
        self.take_out.setVisible(chosen)
        self.setAccessibleName(f"{strip.title}: {strip.text}")

    def _toggle(self) -> None:
        shown = self.panel.isHidden()
        self.panel.setVisible(shown)
        self.open.setText(self.tr("Close") if shown else self.tr("Open"))
        if shown:
            self._begin()

    def _begin(self) -> None:
        """The cursor goes to what is asked first."""
        if not self.reason.isHidden():
            self.reason.box.setFocus()
        elif not self.order.isHidden():
            self.order.setFocus()
        else:
            self.form.focus_first(())

    def _order(self) -> None:
        if self._state == "locked" and not self.reason.value:
            self.reason.say("critical", self.tr("No trigger is recorded: a reason is needed before it can be ordered."))
            self.reason.box.setFocus()
            return
        self.ordered.emit(self.reason.value if self._state == "locked" else "")
