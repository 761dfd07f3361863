"""The head of the doses: which day is shown, the way to other days, a late entry, and the bedside menu."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, repaint, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.ward.log.words import DayList

DAY = timedelta(days=1)
HIGH = 32


class DosesHead(QWidget):
    """`day_wanted` asks for another day; `late_wanted` and `bedside_wanted` for what is written down otherwise."""

    day_wanted = Signal(object)  # date, None for today
    late_wanted = Signal()
    bedside_wanted = Signal(str)

    def __init__(self, forms: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self.title, self.about = text(self.tr("Today"), "title"), text(role="muted", wrap=True)
        self.before = button("", "plain", "chevron-left", name=self.tr("The day before"))
        self.after = button("", "plain", "chevron-right", name=self.tr("The day after"))
        self.to_today = button(self.tr("Today"), "plain", "calendar-days")
        self.late = button(self.tr("Late entry..."), "plain", "clock")
        self.late.setToolTip(self.tr("A dose that was given before and not written down yet: choose it in its day"))
        self.bedside = button(self.tr("At the bedside"), "plain", "clipboard-list")
        self.menu = QMenu(self.bedside)
        for key, words in forms:
            self._add(words, f"form {key}")
        self.menu.addSeparator()
        self._add(self.tr("A dose given elsewhere..."), "elsewhere")
        self._add(self.tr("A procedure, such as plasma exchange..."), "procedure")
        self._add(self.tr("Another chart of this child..."), "link")
        self.bedside.setMenu(self.menu)
        self._lay()
        self._connect()

    def _add(self, words: str, deed: str) -> None:
        self.menu.addAction(words).triggered.connect(lambda _=False: self.bedside_wanted.emit(deed))

    def _lay(self) -> None:
        flow = Flow(8, 6, self)
        for widget in (self.title, self.about, self.before, self.after, self.to_today, self.late, self.bedside):
            flow.addWidget(widget)
        self.about.setWordWrap(False)
        repaint(self, self._size)
        self._size()

    def _size(self) -> None:
        """Words stand in the middle of the buttons beside them."""
        for label in (self.title, self.about):
            label.setMinimumHeight(look().tokens.px(HIGH))

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.to_today.clicked.connect(lambda: self.day_wanted.emit(None))
        self.late.clicked.connect(self.late_wanted)
        self.before.setToolTip(self.tr("The day before (Alt+Up)"))
        self.after.setToolTip(self.tr("The day after (Alt+Down)"))
        for keys, made in (("Alt+Up", self.before), ("Alt+Down", self.after)):
            QShortcut(QKeySequence(keys), self).activated.connect(made.click)

    def _step(self, by: int) -> None:
        if self._day is not None:
            self.day_wanted.emit(self._day + by * DAY)

    def show_day(self, found: DayList) -> None:
        """The day that is shown."""
        self._day = found.day
        self.title.setText(self.tr("Today") if found.today else self.tr("Doses"))
        self.about.setText(found.heading)
        self.to_today.setVisible(not found.today)
