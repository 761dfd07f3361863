"""How often each rule of the alerts was raised, and passed over: what the ward sees of itself, beside its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from hlh_desktop.ui import work
from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import rule, text
from hlh_desktop.ward.results.alert_rates import rate_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.results.alert_rates import AlertRateLine


class AlertRates(Panel):
    """The figures of all children, reckoned anew on another thread whenever the page comes on the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.column.addWidget(rule())
        self.column.addWidget(text(self.tr("Alerts of results"), "heading"))
        note = self.tr("A rule that is mostly acknowledged without action warns of too much, and is to be mended.")
        self.column.addWidget(text(note, "label", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.column.addWidget(self.answer)
        self.lines: tuple[AlertRateLine, ...] = ()

    def refresh(self) -> None:
        """The figures as the record has them now."""
        ward = self.desk.ward
        work.run(self, lambda: rate_lines(ward), self.show_lines, self._failed)

    def show_lines(self, lines: Iterable[AlertRateLine]) -> None:
        """One line a rule, as text that can be read aloud."""
        self.lines = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, line in enumerate(self.lines):
            value = Note("warning", line.value, plain=True) if line.defect else text(line.value, "strong", wrap=True)
            value.setAccessibleName(f"{line.label} {line.value}")
            self._grid.addWidget(text(line.label, "muted"), row, 0)
            self._grid.addWidget(value, row, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
