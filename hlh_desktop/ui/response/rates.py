"""How often each rule of the alerts was raised, and passed over: what the ward sees of itself, beside its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ui.pages.settings_figures import Figures
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import rule, text
from hlh_desktop.ward.results.alert_rates import rate_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.pages.settings_figures import Line


class AlertRates(Figures):
    """Over all children; a rule that warns of too much is marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, rate_lines)
        self.column.addWidget(rule())
        self.column.addWidget(text(self.tr("Alerts of results"), "heading"))
        note = self.tr("A rule that is mostly acknowledged without action warns of too much, and is to be mended.")
        self.column.addWidget(text(note, "label", wrap=True))
        self.put_figures()

    def shown(self, line: Line) -> QWidget:
        return Note("warning", line.value, plain=True) if getattr(line, "defect", False) else super().shown(line)
