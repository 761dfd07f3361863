"""The axes of the large chart by name, and buttons for what a mouse drags and a wheel turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.styles import marker_picture
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, repaint, text

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.values import Chart, Style

SIZE = 14


class AxisName(QWidget):
    """What an axis measures, with the marker of its curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style: Style | None = None
        self._picture, self.words = QLabel(), text(role="strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self.words)
        repaint(self, self._paint)

    def show_axis(self, words: str, style: Style | None) -> None:
        """Another axis; with no style there is none."""
        self._style = style
        self.words.setText(words)
        self.setVisible(style is not None)
        self._paint()

    def _paint(self) -> None:
        if self._style is not None:
            self._picture.setPixmap(marker_picture(self._style, look().tokens.px(SIZE)))


class Moves(QWidget):
    """`moved` names what was pressed: earlier, later, closer, farther or whole."""

    moved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = (AxisName(), AxisName())
        self.buttons = QWidget()
        # While they are hidden, for a picture, nothing else moves.
        policy = self.buttons.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.buttons.setSizePolicy(policy)
        flow = Flow(4, 4, self.buttons)
        for deed, icon, words, keys in self._deeds():
            pressed = button("", "quiet", icon, name=words)
            pressed.setToolTip(f"{words} ({keys})")
            pressed.clicked.connect(lambda _=False, deed=deed: self.moved.emit(deed))
            flow.addWidget(pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.names[0])
        row.addStretch(1)
        row.addWidget(self.buttons)
        row.addStretch(1)
        row.addWidget(self.names[1])

    def _deeds(self) -> tuple[tuple[str, str, str, str], ...]:
        return (
            ("earlier", "chevron-left", self.tr("Earlier"), self.tr("Shift+Left")),
            ("farther", "minus", self.tr("Show more days"), "-"),
            ("whole", "move-horizontal", self.tr("Show all days"), "0"),
            ("closer", "plus", self.tr("Show fewer days"), "+"),
            ("later", "chevron-right", self.tr("Later"), self.tr("Shift+Right")),
        )

    def show_chart(self, chart: Chart) -> None:
        """The names of the axes of a chart."""
        styles = {curve.axis: curve.style for curve in chart.curves if curve.segments}
        for place, name in enumerate(self.names):
            axis = chart.axes[place] if place < len(chart.axes) else None
            words = "" if axis is None else ", ".join(part for part in (axis.title, axis.unit) if part)
            name.show_axis(words, None if axis is None else styles.get(place))
