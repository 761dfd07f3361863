"""A moment at the bedside: a clock time is today's, another day is typed before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ward.log.typed import read_moment, show_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.ui.desk import Desk


class MomentField(Field):
    """`moment` is what is typed, None where it is not legible; what is wrong is said once the field is left."""

    def __init__(self, desk: Desk, label: str, at: datetime | None = None) -> None:
        super().__init__("", label, hint=self.tr("14:05, or 2 Dec 2026 14:05"))
        self._desk = desk
        if at is not None:
            self.show_value(show_moment(desk.ward, at, desk.now()))
        self.line.editingFinished.connect(self._left)
        self.typed.connect(lambda _: self.say(None))

    @property
    def moment(self) -> datetime | None:
        """What is typed, in ward time."""
        return read_moment(self._desk.ward, self.value, self._desk.now())

    def _left(self) -> None:
        """A moment that was read is written out; one that was not is told."""
        if self.moment is not None:
            self.show_value(show_moment(self._desk.ward, self.moment, self._desk.now()))
        elif self.value.strip():
            self.say("critical", self.tr("A time of 24 hours, such as 14:05; of another day with its date before it."))
