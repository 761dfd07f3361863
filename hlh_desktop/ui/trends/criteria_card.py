"""Criteria over time: HLH-2004, HScore and MAS for each day with results, what was used, and a day's proof."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.proof_scores import hscore_proof
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.proof_over import ProofOver
from hlh_desktop.ui.widgets.table import ROW_HEIGHT, Column, TableModel, TextTable
from hlh_desktop.ui.widgets.texts import button, repaint, text
from hlh_desktop.ward.people import who_may
from hlh_desktop.ward.results.criteria_time import CriteriaRow, CriteriaTime, criteria_time, keep

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk

# So many days are seen at once; more of them scroll.
MOST = 8


class CriteriaCard(QFrame):
    """A row a day, the newest first; below the table what the chosen day was made of. `over` is where a proof lies."""

    def __init__(self, desk: Desk, child: UUID, over: QWidget) -> None:
        super().__init__()
        self._desk, self._child = desk, child
        self._shown: CriteriaTime | None = None
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Criteria over time"))
        self.told, self.used, self.before = text(role="small", wrap=True), text(wrap=True), text(wrap=True)
        columns: tuple[Column[CriteriaRow], ...] = (
            Column(self.tr("Day"), lambda row: row.day),
            Column(self.tr("HLH-2004"), lambda row: row.hlh_2004),
            Column(self.tr("HScore"), lambda row: row.hscore, number=True),
            Column(self.tr("Probability, from adults"), lambda row: row.chance, number=True),
            Column(self.tr("MAS 2016"), lambda row: row.mas_2016),
            Column(self.tr("Kept"), lambda row: row.kept, stretch=True),
        )
        self.model = TableModel(columns, self)
        self.table = TextTable(self.model, self.tr("Criteria by day"))
        self.prove = button(self.tr("Proof of the HScore"), "plain", "shield-check")
        self.save = button(self.tr("Keep this assessment"), "plain", "save")
        self.proof = ProofOver(desk.ward.ward.wording, over)
        self._place()
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        self.prove.clicked.connect(self._prove)
        self.save.clicked.connect(self._keep)
        repaint(self, self._size)

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(text(self.tr("Criteria over time"), "heading"))
        column.addWidget(self.told)
        column.addWidget(self.table)
        column.addWidget(self.used)
        column.addWidget(self.before)
        deeds = QWidget()
        flow = Flow(8, 8, deeds)
        flow.addWidget(self.prove)
        flow.addWidget(self.save)
        row = QHBoxLayout()
        row.addWidget(deeds, 1)
        column.addLayout(row)

    def _size(self) -> None:
        rows = min(self.model.rowCount(), MOST) + 1
        self.table.setFixedHeight(look().tokens.px(ROW_HEIGHT * rows) + 2 * self.table.frameWidth() + 2)

    def refresh(self) -> None:
        """The days as they stand in the record; the chosen day stays chosen."""
        ward, chosen = self._desk.ward, self.chosen
        try:
            found = criteria_time(ward, self._child, self._desk.now())
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        self.save.setToolTip(self.tr("Kept by: %s.") % who_may(ward, "assess"))
        if found != self._shown:
            self._shown = found
            self._show(found, chosen)
        self.save.setEnabled(ward.may("assess") and self.chosen is not None)

    def _show(self, found: CriteriaTime, chosen: CriteriaRow | None) -> None:
        self.told.setText(found.told)
        self.model.show_rows(found.rows)
        for widget in (self.table, self.used, self.prove, self.save):
            widget.setVisible(bool(found.rows))
        self._size()
        same = [place for place, row in enumerate(found.rows) if chosen and row.found.day == chosen.found.day]
        if found.rows:
            self.table.selectRow(same[0] if same else 0)

    @property
    def chosen(self) -> CriteriaRow | None:
        """The row that is chosen."""
        place = self.table.currentIndex().row()
        return self.model.row(place) if 0 <= place < self.model.rowCount() else None

    def _choose(self, place: int) -> None:
        row = self.model.row(place) if 0 <= place < self.model.rowCount() else None
        words = "" if row is None else "; ".join(row.used) or self.tr("no result that the items rest on")
        self.used.setText(self.tr("Used: %s") % words if words else "")
        self.before.setText("" if row is None else row.kept_as)
        self.before.setVisible(bool(self.before.text()))

    def _prove(self) -> None:
        row = self.chosen
        if row is not None:
            found = row.found
            proof = hscore_proof(found.criteria.hscore, found.observed, self._desk.ward.ward.knowledge)
            self.proof.show_proof(proof, self.prove)

    def _keep(self) -> None:
        row, now = self.chosen, self._desk.now()
        if row is None:
            return
        try:
            keep(self._desk.ward, self._child, row.found, uuid4(), now)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
        self.refresh()
        self._desk.kept.emit(now)
