"""The order in which Tab goes through a page: as the parts stand on it, not as their widgets came to be."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class TabOrder:
    """Puts the parts of a page in order again whenever a part got other widgets."""

    def __init__(self) -> None:
        self._last: list[QWidget] = []

    def put(self, parts: Iterable[QWidget]) -> None:
        """The parts in the order in which Tab goes through them; within a part its widgets follow each other."""
        chain = [widget for part in parts for widget in entered(part)]
        if chain != self._last:
            self._last = chain
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)


def entered(part: QWidget) -> Iterator[QWidget]:
    """Each widget of a part that Tab can stop at, as they stand in it."""
    for widget in (part, *part.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and not _in_popup(widget):
            yield widget


def _in_popup(widget: QWidget) -> bool:
    """Whether it belongs to the part of a list that opens."""
    return isinstance(widget, QAbstractItemView) or widget.window().windowType() == Qt.WindowType.Popup
