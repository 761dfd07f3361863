"""How the ward's second checks went, and its own policy texts: what the ward sees of itself, beside its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hlh_desktop.ui import work
from hlh_desktop.ui.giving.bedside_panel import PolicyCard
from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ward.log import bedside
from hlh_desktop.ward.log.rate_words import rate_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.rate_words import RateLine


class Checks(Panel):
    """The figures of all children of the ward, read anew on another thread whenever the page comes on the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        note = self.tr("Over all children of this ward; a dose that was written down late counts as not checked.")
        self.column.addWidget(text(note, "label", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.lines: tuple[RateLine, ...] = ()

    def refresh(self) -> None:
        """The figures as the record has them now."""
        ward = self.desk.ward
        work.run(self, lambda: rate_lines(ward), self.show_lines, self._failed)

    def show_lines(self, lines: Iterable[RateLine]) -> None:
        """One line a figure, as text that can be read aloud."""
        self.lines = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, line in enumerate(self.lines):
            value = text(line.value, "strong", wrap=True)
            value.setAccessibleName(f"{line.label}: {line.value}")
            self._grid.addWidget(text(line.label, "muted"), row, 0)
            self._grid.addWidget(value, row, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class Policies(QWidget):
    """The policy text of each bedside form; who may, writes another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: PolicyCard | None = None
        self.form = Pick("", self.tr("Form at the bedside"), bedside.titles(desk.ward), nothing=self.tr("Choose"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.form)
        self.form.changed.connect(lambda _: self.begin())

    def begin(self) -> None:
        """The text of the form that is chosen, for who works here now."""
        if self.card is not None:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = None
        if self.form.value is not None:
            self.card = PolicyCard(self._desk, bedside.form(self._desk.ward, str(self.form.value)))
            self._column.addWidget(self.card)
