"""Widgets side by side where there is room, and under each other where there is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 12


@dataclass(slots=True)
class Place:
    """A widget in the row: its share of the room left over, and the least width in px at 100 % that it is good in."""

    item: QLayoutItem
    share: int
    least: int


class Abreast(QLayout):
    """A row of widgets that becomes a column when it gets too narrow.

    A widget without a share keeps its own width. Hidden widgets take no room. `halved`: before it becomes a column,
    an even number of widgets stands in two rows.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = GAP, centred: bool = False, halved: bool = False
    ) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        # What Qt asked since the last change: it asks for the same sizes hundreds of times while a page is laid out.
        self._high: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._gap, self._centred, self._halved = gap, centred, halved
        self.setContentsMargins(0, 0, 0, 0)

    def put(self, widget: QWidget, share: int = 1, least: int = 0) -> None:
        """Adds a widget at the end."""
        self.addChildWidget(widget)
        item = QWidgetItem(widget)
        if not share and not self._centred:
            item.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._places.append(Place(item, share, least))
        self.invalidate()

    # --- what Qt asks of a layout

    def addItem(self, item: QLayoutItem) -> None:
        self._places.append(Place(item, 1, 0))

    def count(self) -> int:
        return len(self._places)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._places[index].item if 0 <= index < len(self._places) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._places.pop(index).item if 0 <= index < len(self._places) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._high, self._hint, self._least = {}, None, None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._high:
            self._high[width] = self._arrange(QRect(0, 0, width, 0), moving=False)
        return self._high[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moving=True)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            sizes = [place.item.sizeHint() for place in self._shown()]
            width = sum(size.width() for size in sizes) + self._gaps(len(sizes))
            self._hint = QSize(width, _tallest(sizes))
        return QSize(self._hint)

    def minimumSize(self) -> QSize:
        if self._least is None:
            sizes = [place.item.minimumSize() for place in self._shown()]
            self._least = QSize(max((size.width() for size in sizes), default=0), _tallest(sizes))
        return QSize(self._least)

    # --- arranging

    def _shown(self) -> list[Place]:
        return [place for place in self._places if not place.item.isEmpty()]

    def _gaps(self, count: int) -> int:
        return look().tokens.px(self._gap) * max(0, count - 1)

    def widths(self, width: int) -> list[int] | None:
        """The widths of the shown widgets in a row of so many pixels; None where they stand under each other."""
        return self._widths(self._shown(), width)

    def _widths(self, shown: Sequence[Place], width: int) -> list[int] | None:
        room = width - self._gaps(len(shown))
        needed = [self._needed(place) for place in shown]
        if sum(needed) > room:
            return None
        return _shared(room, [place.share for place in shown], needed)

    def _needed(self, place: Place) -> int:
        least = place.item.minimumSize().width()
        if place.share == 0:
            return max(least, place.item.sizeHint().width())
        return max(least, look().tokens.px(place.least) if place.least else 0)

    def _arrange(self, rect: QRect, *, moving: bool) -> int:
        """Places the widgets, or only answers the height that they need."""
        shown = self._shown()
        widths = self.widths(rect.width())
        if widths is not None:
            return self._row(rect, shown, widths, moving=moving)
        return self._two_rows(rect, shown, moving=moving) or self._column(rect, moving=moving)

    def _two_rows(self, rect: QRect, shown: Sequence[Place], *, moving: bool) -> int:
        """The height of two rows of as many widgets each; 0 where they may not stand so, or don't fit."""
        half, top = len(shown) // 2, rect.y()
        rows = [(row, self._widths(row, rect.width())) for row in (shown[:half], shown[half:])]
        if not self._halved or half < 2 or len(shown) % 2 or not all(widths for _, widths in rows):
            return 0
        for row, widths in rows:
            top += self._row(QRect(rect.x(), top, rect.width(), 0), row, widths or (), moving=moving) + self._gaps(2)
        return top - self._gaps(2) - rect.y()

    def _row(self, rect: QRect, shown: Sequence[Place], widths: Sequence[int], *, moving: bool) -> int:
        heights = [_height(place.item, width) for place, width in zip(shown, widths, strict=True)]
        tallest = max(heights, default=0)
        left = rect.x()
        for place, width, height in zip(shown, widths, heights, strict=True):
            if moving:
                top = rect.y() + ((tallest - height) // 2 if self._centred else 0)
                place.item.setGeometry(QRect(left, top, width, height if self._centred else tallest))
            left += width + self._gaps(2)
        return tallest

    def _column(self, rect: QRect, *, moving: bool) -> int:
        top, gap = rect.y(), self._gaps(2)
        for place in self._shown():
            width = rect.width() if place.share else min(rect.width(), self._needed(place))
            height = _height(place.item, width)
            if moving:
                place.item.setGeometry(QRect(rect.x(), top, width, height))
            top += height + gap
        return max(0, top - gap - rect.y())


def _tallest(sizes: Sequence[QSize]) -> int:
    return max((size.height() for size in sizes), default=0)


def _shared(room: int, shares: Sequence[int], needed: Sequence[int]) -> list[int]:
    """The room divided by shares, none of them below what it needs."""
    widths = list(needed)
    rest = room - sum(needed)
    if rest <= 0 or not sum(shares):
        return widths
    fixed = sum(need for need, share in zip(needed, shares, strict=True) if not share)
    fair = [(room - fixed) * share // sum(shares) for share in shares]
    if all(part >= need for part, need, share in zip(fair, needed, shares, strict=True) if share):
        return [part if share else need for part, need, share in zip(fair, needed, shares, strict=True)]
    return [need + rest * share // sum(shares) for need, share in zip(needed, shares, strict=True)]


def _height(item: QLayoutItem, width: int) -> int:
    own = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(own, item.minimumSize().height() if not item.hasHeightForWidth() else 0)
