"""Words in a chart: each where it was wanted, or at the next place that no other words have taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from hlh_desktop.ui.trends.styles import colour, small_font

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Between words and the edge, in pixels at any size of text.
AIR = 2.0


@dataclass(slots=True)
class Labels:
    """The words of one painting; `inside` is the ground that they may stand on.

    `kept` are pixels that no words should hide, x and y: those of the curves.
    """

    painter: QPainter
    inside: QRectF
    kept: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
    taken: list[QRectF] = field(default_factory=list)

    def size(self, words: str, *, strong: bool = False) -> tuple[float, float]:
        """How wide and how high words are."""
        metrics = QFontMetricsF(small_font(strong=strong))
        return metrics.horizontalAdvance(words), metrics.height()

    def put(
        self, words: str, name: str, wanted: Iterable[QPointF], *, strong: bool = False, always: bool = True
    ) -> bool:
        """Writes words in a colour of the look with their upper left corner at the first place that is free.

        Where none is, at the first place wanted; unless they need not be there at all, then False.
        """
        wide, high = self.size(words, strong=strong)
        places = [self._pushed(QRectF(corner.x(), corner.y(), wide, high)) for corner in wanted]
        rect = next((place for place in places if self._free(place)), places[0] if always else None)
        if rect is None:
            return False
        self.taken.append(rect)
        self.painter.setFont(small_font(strong=strong))
        self.painter.fillRect(rect.adjusted(-AIR, 0, AIR, 0), _ground())
        self.painter.setPen(colour(name))
        self.painter.drawText(rect, LEFT, words)
        return True

    def _pushed(self, rect: QRectF) -> QRectF:
        """Pushed inwards where it would leave the ground."""
        box = self.inside
        x = max(box.left() + AIR, min(rect.left(), box.right() - rect.width() - AIR))
        y = max(box.top(), min(rect.top(), box.bottom() - rect.height()))
        return QRectF(x, y, rect.width(), rect.height())

    def _free(self, rect: QRectF) -> bool:
        if any(rect.intersects(other) for other in self.taken):
            return False
        if self.kept is None:
            return True
        x, y = self.kept
        beside = (x < rect.left() - AIR) | (x > rect.right() + AIR)
        return bool((beside | (y < rect.top()) | (y > rect.bottom())).all())


def _ground() -> object:
    made = colour("surface")
    made.setAlpha(215)
    return made
