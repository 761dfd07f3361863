"""Widgets made of several that hand the cursor on to one of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class Leading(QWidget):
    """Given the cursor, it leads it to one of its widgets.

    Qt's own focus proxy does that too, but makes the whole a second stop for Tab, which leads back to the proxy
    wherever the whole stands in the order: once the parts of a page are put in another order, Tab never gets out.
    """

    _inner: QWidget | None = None

    def lead_to(self, inner: QWidget) -> None:
        """Names the widget that the cursor is led to."""
        self._inner = inner

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._inner is not None:
            self._inner.setFocus(event.reason())
