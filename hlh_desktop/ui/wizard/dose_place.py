"""Where a dose is to stand: its course day and time as typed, and buttons that shift it by a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.plain import CLOCK
from hlh_desktop.domain.schedule import date_of, instant
from hlh_desktop.domain.telling import clock
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.telling import Telling


class DosePlace(QWidget):
    """Course day and time. `moment` is the place that they name; None while they name none."""

    changed = Signal()

    def __init__(self, tell: Telling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._day_one: date | None = None
        self._zone: ZoneInfo | None = None
        self.day = Field("", self.tr("Course day"), number=True)
        self.time = Field("", self.tr("Time"), number=True)
        self.on = text(role="strong", wrap=True)
        self.earlier = button(self.tr("1 day earlier"), icon="chevron-left")
        self.later = button(self.tr("1 day later"), icon="chevron-right")
        self._build()
        for field in (self.day, self.time):
            field.typed.connect(self._typed)
        self.earlier.clicked.connect(lambda: self._shift(-1))
        self.later.clicked.connect(lambda: self._shift(1))

    def _build(self) -> None:
        px = look().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        fields = Abreast()
        fields.put(self.day, share=1, least=100)
        fields.put(self.time, share=1, least=100)
        shifts = Flow(px(8), px(8))
        shifts.addWidget(self.earlier)
        shifts.addWidget(self.later)
        column.addLayout(fields)
        column.addWidget(self.on)
        column.addLayout(shifts)

    def show_place(self, at: datetime, day: int, day_one: date, zone: ZoneInfo) -> None:
        """Another dose, or the same at another place; nobody is told."""
        self._day_one, self._zone = day_one, zone
        self.day.show_value(str(day))
        self.time.show_value(clock(at))
        self._say()

    def put_day(self, day: int) -> None:
        """Another course day, as if it were typed."""
        self.day.show_value(str(day))
        self._typed()

    @property
    def number(self) -> int | None:
        """The course day as typed; None for what is none."""
        typed = self.day.value.strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) > 0 else None

    @property
    def moment(self) -> datetime | None:
        """The moment that day and time name, in ward time."""
        at, number = read_clock(self.time.value), self.number
        if at is None or number is None or self._day_one is None or self._zone is None:
            return None
        return instant(date_of(self._day_one, number), at, self._zone)

    def _shift(self, days: int) -> None:
        if self.number is not None and self.number + days > 0:
            self.put_day(self.number + days)

    def _typed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """The date of the typed day, and what is wrong with either."""
        number = self.number
        self.day.say(None if number else "critical", self.tr("A whole number: day one is 1"))
        good = read_clock(self.time.value) is not None
        self.time.say(None if good else "critical", self.tr("Hours and minutes, such as 14:00"))
        known = number is not None and self._day_one is not None
        self.on.setText(
            self._tell.weekday(date_of(self._day_one, number)) if known and self._day_one and number else ""
        )


def read_clock(words: str) -> time | None:
    """A clock time as typed, "14:00"; None for what is none."""
    typed = words.strip()
    try:
        return time.fromisoformat(typed) if CLOCK.fullmatch(typed) else None
    except ValueError:
        return None
