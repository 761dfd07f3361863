"""Ctrl+Z and Ctrl+Y of the whole draft: they work wherever no text is being edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

UNDO, REDO = QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Y")
REDO_TOO = QKeySequence("Ctrl+Shift+Z")


class UndoKeys(QObject):
    """Undo and redo by keyboard for a page.

    A field in which something was typed takes these keys for its own text; one in which nothing was leaves them to
    the page, although Qt would let it swallow them.
    """

    def __init__(self, page: QWidget, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(page)
        self._page = page
        for key, do in ((UNDO, undo), (REDO, redo), (REDO_TOO, redo)):
            shortcut = QShortcut(key, page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _: QWidget | None, to: QWidget | None) -> None:
        if isinstance(to, QLineEdit) and self._page.isAncestorOf(to):
            to.installEventFilter(self)  # a second time moves it to the front, and adds nothing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves the keys to the page where the field has nothing to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, QLineEdit):
            assert isinstance(event, QKeyEvent)
            pressed = QKeySequence(event.keyCombination())
            idle = {UNDO: not watched.isUndoAvailable(), REDO: not watched.isRedoAvailable()}
            idle[REDO_TOO] = idle[REDO]
            if any(pressed == key and nothing for key, nothing in idle.items()):
                event.ignore()
                return True
        return super().eventFilter(watched, event)
