"""Figures of the whole ward, a line each: reckoned anew on another thread whenever they come on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QGridLayout

from hlh_desktop.ui import work
from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.open_ward import OpenWard


class Line(Protocol):
    """A figure with what it is of, both in words."""

    @property
    def label(self) -> str: ...

    @property
    def value(self) -> str: ...


class Figures(Panel):
    """Its lines, under what was put into the column before. A kind of figures may show a value in its own way."""

    def __init__(self, desk: Desk, read: Callable[[OpenWard], Iterable[Line]]) -> None:
        super().__init__(desk)
        self._read = read
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(1, 1)
        self.lines: tuple[Line, ...] = ()
        self._newest = work.Newest()

    def put_figures(self) -> None:
        """Their place in the column."""
        self.column.addLayout(self._grid)
        self.column.addWidget(self.answer)

    def refresh(self) -> None:
        """The figures as the record has them now."""
        ward = self.desk.ward
        self._newest.run(self, lambda: self._read(ward), self.show_lines, self._failed)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """One line a figure, as text that can be read aloud."""
        self.lines = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, line in enumerate(self.lines):
            value = self.shown(line)
            value.setAccessibleName(f"{line.label}: {line.value}")
            self._grid.addWidget(text(line.label, "muted"), row, 0)
            self._grid.addWidget(value, row, 1)

    def shown(self, line: Line) -> QWidget:
        """The value of a line."""
        return text(line.value, "strong", wrap=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
