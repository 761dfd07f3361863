"""The trends of a child: charts or their table, what has changed, what to read beside them.

The library that draws is slow to load, so it is loaded when the tab is looked at for the first time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.results.trend.making import Asked
from hlh_desktop.domain.results.trend.window import time_axis
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_trends import Ui_Trends
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.change_table import ChangeTable
from hlh_desktop.ui.trends.criteria_card import CriteriaCard
from hlh_desktop.ui.trends.notes_list import NotesList
from hlh_desktop.ui.trends.trends_head import TABLE, TrendsHead
from hlh_desktop.ui.trends.trends_paper import TrendsPaper
from hlh_desktop.ui.trends.twin_table import TwinTable
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import repaint
from hlh_desktop.ward.results.response import notes
from hlh_desktop.ward.results.trend import trend, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from PySide6.QtGui import QImage, QResizeEvent, QShowEvent

    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ui.trends.charts_card import ChartsCard
    from hlh_desktop.ui.trends.small_cards import SmallCards

# The least width in px at 100 % of what stands at the right, and of the charts beside it.
SIDE, CHARTS = 348, 560
TABLE_HIGH = 420
# How large a chart is that nobody looks at, in px.
UNSEEN = (1000, 480)
# What Qt takes for no limit of a size.
MOST = 16_777_215


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Loading hundreds of modules takes half the time when nobody looks for rubbish meanwhile."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def timeless(found: Trend) -> Trend:
    """All that is drawn of a trend: that it is later now changes nothing of it."""
    return replace(found, time=replace(found.time, now=None))


class TrendsTab(QWidget):
    """Everything of one child over time."""

    def __init__(self, page: PatientPage) -> None:
        super().__init__(page.ui.pages)
        self._desk, self._child = page.desk, page.child
        self.trend: Trend | None = None
        # What is drawn: which trend, and whether as charts.
        self._drawn: tuple[Trend | None, bool] = None, False
        self._analytes: tuple[str, ...] | None = None
        self.card: ChartsCard | None = None
        self.small: SmallCards | None = None
        self.ui = Ui_Trends()
        self.ui.setupUi(self)
        self.head, self.changes, self.notes = TrendsHead(), ChangeTable(), NotesList()
        self.hidden, self.table = Note("info"), TwinTable()
        self.paper = TrendsPaper(self._desk, self._child, self)
        self.criteria = CriteriaCard(self._desk, self._child, self)
        self._lay()
        self.head.wanted.connect(self.show_again)
        self.head.view_chosen.connect(lambda _: self._show_view())
        self.head.print_wanted.connect(lambda: self.paper.print_page(self._asked))
        self.head.export_wanted.connect(self._export)
        self.notes.assess.clicked.connect(lambda _=False: page.assess())
        self._desk.kept.connect(self._tick)
        self._desk.switched.connect(self._tick)

    def _lay(self) -> None:
        head = QVBoxLayout(self.ui.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.head)
        self.ui.notes.addWidget(self.hidden)
        self.hidden.hide()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.ui.body)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.table, 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.changes)
        side.addWidget(self.notes, 1)
        self._beside.addWidget(self._side)
        self._below = QVBoxLayout(self.ui.below)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(12)
        self._below.addWidget(self.criteria)
        repaint(self, self._turn)

    # --- what is shown

    @property
    def charts(self) -> bool:
        """Whether charts are shown, and not their table."""
        return self.head.view.value != TABLE

    @property
    def _asked(self) -> Asked:
        """What is chosen in the head and among the small charts."""
        short = self.head.window_choice.value == "short"
        return Asked("short" if short else "course", bool(self.head.scale.value), self._analytes)

    def refresh(self) -> None:
        """Everything as it stands in the record now; where nothing is another, nothing moves."""
        ward, now, asked = self._desk.ward, self._desk.now(), self._asked
        try:
            beside = notes(ward, self._child, now)
            found = trend(
                ward, self._child, now, asked.window, log=asked.log, analytes=asked.analytes, notes=beside
            )  # fmt: skip
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        self.criteria.refresh()
        if self.trend is None or timeless(found) != timeless(self.trend):
            self.trend = found
            self._show(found)

    def show_again(self) -> None:
        """From the beginning, also where the same was asked for: the whole comes into view again."""
        self.trend, self._drawn = None, (None, False)
        self.refresh()

    def _show(self, found: Trend) -> None:
        self.head.show_trend(found)
        self.hidden.setVisible(bool(found.hidden))
        self.hidden.say("info", found.hidden)
        self.changes.show_chart(found.main)
        self.notes.show_trend(found)
        self._turn()
        self._show_view()

    def _show_view(self) -> None:
        """The charts or the table; only what is seen is drawn, and once."""
        found, charts = self.trend, self.charts
        if found is None or not self.isVisible() or (self._drawn[0] is found and self._drawn[1] == charts):
            return
        # A result more must not take away what somebody is looking at.
        before = self._drawn[0]
        keep = before is not None and before.time.first == found.time.first
        self._drawn = found, charts
        if charts:
            self._make_charts()
        self.table.setVisible(not charts)
        for made in (self.card, self.small):
            if made is not None:
                made.setVisible(charts)
        if charts and self.card is not None:
            self.card.chart.finer = self._finer()
            self.card.show_trend(found, keep=keep)
            # The large chart is seen first.
            QTimer.singleShot(0, self, self._show_small)
        else:
            self.table.setMinimumHeight(look().tokens.px(TABLE_HIGH))
            self.table.show_trend(found)

    def _finer(self) -> Callable[[datetime, datetime], TimeAxis]:
        """What answers the days of a shorter stretch, in the words of this child's course."""
        now, said = self._desk.now(), words(self._desk.ward, self._child)
        return lambda first, last: time_axis((first, last), (), (), now, said)

    def _show_small(self) -> None:
        if self.trend is not None and self.small is not None and self.charts:
            self.small.show_trend(self.trend)
            if self.card is not None:
                self._follow(*self.card.chart.view)

    def _make_charts(self) -> None:
        """The library is loaded, once a session."""
        if self.card is not None:
            return
        with uninterrupted():
            from hlh_desktop.ui.trends.charts_card import ChartsCard
            from hlh_desktop.ui.trends.small_cards import SmallCards

            self.card, self.small = ChartsCard(), SmallCards()
        self._beside.insertWidget(0, self.card, 1)
        self._below.insertWidget(0, self.small)
        self.card.chart.ranged.connect(self._follow)
        self.small.picked.connect(self._pick)
        QWidget.setTabOrder(self.head.print, self.card)

    def _follow(self, left: float, right: float) -> None:
        if self.card is not None and self.small is not None:
            self.small.follow(left, right, whole=self.card.chart.at_whole)

    def _export(self) -> None:
        """The large chart as it is shown, drawn for it where the table is looked at."""
        if self.trend is not None:
            self.paper.export(self.trend, self._picture)

    def _picture(self) -> QImage:
        """The large chart; where the table is looked at, it is drawn for this."""
        self._make_charts()
        assert self.card is not None
        assert self.small is not None
        if not self.charts and self.trend is not None:
            self.card.hide()
            self.small.hide()
            self.card.resize(*UNSEEN)
            self.card.show_trend(self.trend)
        return self.card.picture()

    def _pick(self, analytes: tuple[str, ...]) -> None:
        self._analytes = analytes
        self.refresh()

    def _tick(self, *_: object) -> None:
        if self.isVisible():
            self.refresh()

    # --- what Qt tells

    def _turn(self) -> None:
        """What stands at the right goes below where there is no room for both."""
        px = look().tokens.px
        wide = max(px(SIDE), self.changes.minimumSizeHint().width())
        beside = self.width() >= wide + px(CHARTS) + px(44)
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.notes.show_whole(wanted=not beside)
        self._side.setMinimumWidth(wide if beside else 0)
        self._side.setMaximumWidth(wide if beside else MOST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def showEvent(self, event: QShowEvent) -> None:
        """What was done since on another tab stands here too."""
        super().showEvent(event)
        self.refresh()
        self._show_view()
