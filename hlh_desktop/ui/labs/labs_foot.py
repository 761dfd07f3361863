"""Below the flowsheet: a further analyte, older samples, and what its marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Sequence

SEARCH = 110


class LabsFoot(QWidget):
    """`analyte_wanted` tells the name of an analyte that is to have a row."""

    analyte_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search: SearchPick | None = None
        self._known: tuple[tuple[str, str], ...] = ()
        self.earlier = button(self.tr("Earlier"), "quiet", "chevron-left", name=self.tr("Earlier samples"))
        self.newest = button(self.tr("Newest"), "quiet", "chevron-right", name=self.tr("Newest samples"))
        self.save = button(self.tr("Save as..."), "quiet", "download", name=self.tr("Save results for other programs"))
        self.legend = text(role="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._row = Abreast(centred=True)
        self._place = QWidget()
        QVBoxLayout(self._place).setContentsMargins(0, 0, 0, 0)
        self._row.put(self._place, 1, SEARCH)
        ways = QWidget()
        beside = QHBoxLayout(ways)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.save)
        beside.addWidget(self.earlier)
        beside.addWidget(self.newest)
        self._row.put(ways, 0)
        column.addLayout(self._row)
        column.addWidget(self.legend)

    def know(self, analytes: Sequence[tuple[str, str]]) -> None:
        """The analytes that have no row yet, with their names."""
        if tuple(analytes) == self._known and self.search is not None:
            return
        self._known = tuple(analytes)
        layout = self._place.layout()
        assert layout is not None
        if self.search is not None:
            layout.removeWidget(self.search)
            self.search.hide()
            self.search.deleteLater()
        self.search = SearchPick("", self.tr("Another analyte"), self._known, nothing=self.tr("Analyte ..."))
        self.search.label.hide()
        # As wide as there is room: its list opens as wide as its longest name.
        self.search.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.search.box.setMinimumContentsLength(1)
        self.search.changed.connect(self._chosen)
        layout.addWidget(self.search)

    def _chosen(self, analyte: object) -> None:
        if analyte is not None:
            self.analyte_wanted.emit(str(analyte))

    def tell(self, lines: Sequence[str]) -> None:
        """What the marks mean."""
        self.legend.setText("     ".join(lines))

    def show_ways(self, *, earlier: bool, newest: bool) -> None:
        """Which way there is more to see."""
        self.earlier.setEnabled(earlier)
        self.newest.setEnabled(newest)
