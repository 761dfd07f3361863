"""The course of a child as a card: the road map with its log, its legend, the sum that was given, ways to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.road_legend import Deviations, legend
from hlh_desktop.ui.widgets.road_map import RoadMapView
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from hlh_desktop.domain.road_map import RoadMap


class CourseCard(QFrame):
    """`opened` with a mark that was pressed, `proved` with one whose proof is wanted; two kinds of paper."""

    opened = Signal(object)  # Spot
    proved = Signal(object)  # Spot
    map_printed = Signal()
    labels_printed = Signal()

    def __init__(self, road: RoadMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.map: RoadMapView | None = None
        self.deviations: Deviations | None = None
        self.heading, self.dates = text(role="heading"), text(role="muted")
        self.to_paper = button(self.tr("Print road map"), "plain", "printer")
        self.labels = button(self.tr("Wristband and labels"), "plain", "printer")
        self.proof = button(self.tr("Proof"), "plain", "shield-check", name=self.tr("Proof of the dose of this mark"))
        self.total, self.said = text(role="strong", wrap=True), text(role="small", wrap=True)
        self.delay = text(role="small", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._lay(road)
        self.to_paper.clicked.connect(self.map_printed)
        self.labels.clicked.connect(self.labels_printed)
        self.proof.clicked.connect(self._prove)

    def _lay(self, road: RoadMap) -> None:
        self._head = QWidget()
        self._flow = Flow(16, 4, self._head)
        self._samples: list[QWidget] = []
        self._legend: object = None
        self._column.addWidget(self._head)
        if not road.weeks:
            for unused in (self.to_paper, self.proof, self.total, self.said, self.delay):
                unused.setParent(self)
                unused.hide()
            self.heading.setText(self.tr("Course"))
            self._show_head(road)
            self._column.addWidget(text(self.tr("No doses are ordered in this plan: options only."), wrap=True))
            return
        self.map = RoadMapView(road)
        self.map.chosen.connect(self.opened)
        self.map.proved.connect(self.proved)
        self.map.walked.connect(self.say)
        self._column.addWidget(self.map)
        foot = Abreast(centred=True)
        foot.put(self.total, 1, 260)
        foot.put(self.said, 1, 260)
        foot.put(self.proof, 0)
        foot.put(self.labels, 0)
        self._column.addLayout(foot)
        self._column.addWidget(self.delay)
        self.say("")

    def show_road(self, road: RoadMap, total: str, delay: str = "") -> None:
        """The course as it stands now, the sum in words, and how long the first dose took."""
        if self.map is None:
            return
        self.map.show_road(road)
        self.heading.setText(self.tr("Course, %1").replace("%1", road.title))
        self.dates.setText(road.dates)
        self.total.setText(total)
        self.total.setVisible(bool(total))
        self.delay.setText(delay)
        self.delay.setVisible(bool(delay))
        self._show_head(road)
        self._show_deviations(road)

    def _show_head(self, road: RoadMap) -> None:
        """Title, legend and ways to paper; made anew only where another state came on the map."""
        if road.legend == self._legend:
            return
        self._legend = road.legend
        while self._flow.takeAt(0) is not None:
            continue
        for sample in self._samples:
            sample.hide()
            sample.deleteLater()
        self._samples = list(legend(road.legend))
        last = self.labels if self.map is None else self.to_paper
        for widget in (self.heading, self.dates, *self._samples, last):
            self._flow.addWidget(widget)

    def _show_deviations(self, road: RoadMap) -> None:
        said = [] if self.deviations is None else [label.text() for label in self.deviations.sentences]
        if said == list(road.deviations):
            return
        if self.deviations is not None:
            self._column.removeWidget(self.deviations)
            self.deviations.hide()
            self.deviations.deleteLater()
            self.deviations = None
        if road.deviations:
            self.deviations = Deviations(self.tr("What differs from the plan"), road.deviations)
            self._column.addWidget(self.deviations)
            self.deviations.show()

    def say(self, words: str) -> None:
        """What the mark says that the keys are on."""
        hint = self.tr("Arrow keys walk from mark to mark; Enter opens a dose, F1 shows its proof.")
        self.said.setText(words or hint)
        self.proof.setVisible(bool(words))

    def _prove(self) -> None:
        if self.map is not None and self.map.chart.spot is not None:
            self.proved.emit(self.map.chart.spot)

    @property
    def sentences(self) -> list[QLabel]:
        """What differs from the plan, as it stands on the card."""
        return [] if self.deviations is None else self.deviations.sentences
