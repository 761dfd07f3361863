"""The head of the trends: what stretch is shown, as charts or as a table, on which scale, to a file or to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, repaint, text

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.values import Trend

CHART, TABLE = "chart", "table"
HIGH = 32


class TrendsHead(QWidget):
    """`wanted` asks for another window or scale, `view_chosen` for chart or table; the rest for a file or for paper."""

    wanted = Signal()
    view_chosen = Signal(str)
    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.dates = text(self.tr("Trends"), "title"), text(role="muted")
        self.window_choice = Choice(
            self.tr("Shown"), (("short", self.tr("2 weeks")), ("course", self.tr("Whole course"))), "course"
        )
        self.scale = Choice(self.tr("Scale"), ((True, self.tr("Log")), (False, self.tr("Linear"))), True)
        self.view = Choice(self.tr("View"), ((CHART, self.tr("Chart")), (TABLE, self.tr("Table"))), CHART)
        self.export = button(self.tr("Export..."), "plain", "download")
        self.export.setToolTip(self.tr("The charts as a picture (PNG, SVG) or as PDF"))
        self.print = button(self.tr("Print"), "main", "printer")
        self.print.setToolTip(self.tr("One page for the round: criteria, last values, charts, doses, tasks"))
        self._lay()
        self._connect()

    def _lay(self) -> None:
        named, controls = QWidget(), QWidget()
        naming = Flow(8, 0, named)
        for label in (self.title, self.dates):
            naming.addWidget(label)
        flow = Flow(8, 6, controls)
        for widget in (self.window_choice, self.scale, self.view, self.export, self.print):
            flow.addWidget(widget)
        row = Abreast(self)
        row.put(named, 1)
        row.put(controls, 0)
        repaint(self, self._size)
        self._size()

    def _size(self) -> None:
        """Words stand in the middle of the buttons beside them."""
        for label in (self.title, self.dates):
            label.setMinimumHeight(look().tokens.px(HIGH))

    def _connect(self) -> None:
        self.window_choice.changed.connect(lambda _: self.wanted.emit())
        self.scale.changed.connect(lambda _: self.wanted.emit())
        self.view.changed.connect(lambda view: self.view_chosen.emit(str(view)))
        self.export.clicked.connect(self.export_wanted)
        self.print.clicked.connect(self.print_wanted)

    def show_trend(self, trend: Trend) -> None:
        """From when to when."""
        self.dates.setText(trend.dates)
