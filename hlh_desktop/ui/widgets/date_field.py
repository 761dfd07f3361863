"""A date, or a date with its clock time, typed strictly; the case holds the ISO text, the screen "22 Jun 2024"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.day_entry import DayEntry
    from hlh_desktop.ui.widgets.marks import State


class DateField(Field):
    """`typed` tells the ISO text of a date, or what stands there while it is none.

    A date being typed is not called wrong before the field is left. `clock`: a clock time may follow.
    """

    def __init__(
        self, path: str, label: str, entry: DayEntry, today: Callable[[], date], *, clock: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        hint = self.tr("e.g. 22 Jun 2024 06:10") if clock else self.tr("e.g. 22 Jun 2024")
        super().__init__(path, label, hint=hint, parent=parent)
        self._entry, self._today, self._clock = entry, today, clock
        self._held: tuple[State, str] | None = None
        self.line.textEdited.disconnect(self.typed)
        self.line.textEdited.connect(lambda words: self.typed.emit(self.read(words)))
        self.line.editingFinished.connect(self._left)

    def read(self, words: str) -> str:
        """The ISO text of what was typed, or the words themselves."""
        read = self._entry.read_moment if self._clock else self._entry.read_day
        return read(words, self._today()) or words.strip()

    @property
    def value(self) -> str:
        """The ISO text of what stands there, or the words themselves."""
        return self.read(self.line.text())

    def show_value(self, words: str) -> None:
        """Puts a date in as readers see it; what is being typed is left as it is."""
        if self.line.hasFocus() and self.line.isModified() and self.value == words:
            return
        super().show_value(self._entry.shown(words))

    def say(self, state: State | None, words: str = "") -> None:
        """What is wrong with the date; held back while it is being typed."""
        if state == "critical" and self.line.hasFocus() and self.line.isModified():
            self._held = (state, words)
            super().say(None)
            return
        self._held = None
        super().say(state, words)

    def _left(self) -> None:
        """A date that was read is written out; one that was not is told."""
        shown = self._entry.shown(self.value)
        if shown != self.line.text():
            self.line.setText(shown)
        self.line.setModified(False)
        if self._held is not None:
            super().say(*self._held)
