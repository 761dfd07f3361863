"""What a screen reader would find without a name, of all that can be seen and have the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget


def nameless(page: QWidget) -> list[str]:
    """Each shown widget of a page that Tab stops at and that has no name."""
    found = []
    for widget in page.findChildren(QWidget):
        stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisibleTo(page)
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if stops and not isinstance(widget, QScrollArea) and not name.strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found
