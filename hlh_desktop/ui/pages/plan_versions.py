"""The versions of a child's plan: which stands, which are superseded, by whom and when they were signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.place_table import PlaceDelegate, PlaceTable
from hlh_desktop.ui.widgets.table import Column, TableModel
from hlh_desktop.ward.board import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.values import PlanHead

# In a low window the versions scroll in so many pixels at 100 %.
LEAST = 120


class Versions(QWidget):
    """A list of versions, newest first; `chosen` comes with the one that is current."""

    chosen = Signal(object)  # PlanHead

    def __init__(self, desk: Desk, heads: Sequence[PlanHead], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._heads = desk, tuple(heads)
        self._changed: dict[UUID, str] = {}
        self._needed = LEAST
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.table = PlaceTable()
        columns: list[Column[PlanHead]] = [
            Column(self.tr("Versions"), lambda head: self.place(head).words.replace("\n", ", "))
        ]
        model = TableModel(columns, self)
        self.table.begin(model, PlaceDelegate(lambda head, _: self.place(head), lambda _: False), self.tr("Versions"))
        self.table.fitted.connect(self._as_high_as_needed)
        model.show_rows(self._heads)
        column.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self._heads[now.row()]))

    def place(self, head: PlanHead) -> Place:
        """What stands in the row of a version."""
        wording = self._desk.ward.ward.wording
        signed = Telling(wording).moment(self._desk.ward.here(head.signed_at))
        words = wording.say(f"page.version.{head.standing}", version=head.version)
        by = wording.say("page.version.by", moment=signed, by=listed((head.signed_by, head.second_by or "")))
        second = "\n".join(part for part in (by, self._changed.get(head.id, "")) if part)
        return Place(words, second, "ok" if head.standing == "signed" else "ended")

    def tell_changed(self, head: PlanHead, words: str) -> None:
        """What a version changed of the one before, in one line under it; told once the version is read."""
        if self._changed.get(head.id) != words:
            self._changed[head.id] = words
            # Once the page stands: before, no row knows how wide it is.
            QTimer.singleShot(0, self.table, self.table.fit)

    def choose(self, plan: UUID) -> None:
        """Makes a version the current one."""
        place = next((place for place, head in enumerate(self._heads) if head.id == plan), 0)
        self.table.selectRow(place)

    def sizeHint(self) -> QSize:
        """As high as its rows, not as high as any table is at first."""
        return QSize(super().sizeHint().width(), self._needed)

    def _as_high_as_needed(self) -> None:
        """No empty room below a few versions; many of them scroll."""
        needed = self.table.height() - self.table.viewport().height() + self.table.verticalHeader().length()
        self._needed = needed
        self.updateGeometry()
        self.setMaximumHeight(needed)
        self.setMinimumHeight(min(needed, look().tokens.px(LEAST)))
