"""The code reader: it types like a keyboard, only faster. What it reads is told, and stays in no field.

Nobody knows at the first character whether a person or a reader types, so every character goes where it always goes.
Only when a whole code ends with Return or Tab is the field put back as it was; all else stays as typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from hlh_desktop.domain.scan import PlainNumber, read
from hlh_desktop.ui.scan_fields import as_it_is
from hlh_desktop.ui.touches import show_touches

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ui.scan_fields import Before

# Milliseconds between two characters of a reader at most, and the least characters that it sends.
FAST, LEAST = 35, 4
ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
# A reader sends these between the characters of a code.
SILENT = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyTime:
    """When a key was pressed, in milliseconds: by the system, which knows it even where the window was busy."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._since.start()

    def __call__(self, event: QKeyEvent) -> int:
        """The moment of the press; that of its arrival where the system tells none."""
        return event.timestamp() or self._since.elapsed()


class Scanner(QObject):
    """Listens in the whole application, from `listen` with the number of an open ward on until it is locked.

    `scanned` tells the text of a code of this ward wherever it was read, and any other text only where no field to
    type in had the focus. Who listens asks domain.scan whom or what it names.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject, at: Callable[[QKeyEvent], int] | None = None) -> None:
        super().__init__(parent)
        self._ward: str | None = None
        self._at: Callable[[QKeyEvent], int] = KeyTime() if at is None else at
        self._text, self._last = "", 0
        self._before: dict[QWidget, Before | None] = {}
        show_touches(self, self.watch)

    def listen(self, ward: str | None) -> None:
        """Listens for codes of a ward by its number; with None, for none."""
        self._ward = ward
        self._forget()

    def watch(self, watched: QObject, event: QEvent) -> bool:
        """Looks at each key once: where it arrives, and not where it goes on to."""
        if self._ward is None or not isinstance(event, QKeyEvent) or watched is not (receiver := _receiver()):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._keep_from_shortcuts(event)
        return event.type() == QEvent.Type.KeyPress and self._pressed(event, receiver)

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        """The end of a code is no shortcut, else it would never arrive as a key."""
        ends = event.key() in ENDS and self._goes_on(event) and self._is_scan()
        if ends:
            event.accept()
        return ends

    def _pressed(self, event: QKeyEvent, receiver: QWidget) -> bool:
        """Whether a key was the end of what a reader sent; such a key goes no further."""
        if event.key() in SILENT:
            return False
        goes_on = self._goes_on(event)
        if event.key() in ENDS:
            return self._end(is_scan=goes_on and self._is_scan())
        letter = event.text()
        if not goes_on:
            self._forget()
        if len(letter) == 1 and letter.isprintable() and not event.isAutoRepeat() and not event.modifiers() & COMMANDS:
            self._before.setdefault(receiver, as_it_is(receiver))
            self._text, self._last = self._text + letter, self._at(event)
        else:
            self._forget()
        return False

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether a key follows the one before as fast as only a reader types."""
        return bool(self._text) and 0 <= self._at(event) - self._last <= FAST

    def _is_scan(self) -> bool:
        """Whether what was typed so fast is a code of the ward, or a text that had no field to go to."""
        if self._ward is None or len(self._text) < LEAST:
            return False
        found = read(self._text, self._ward)
        typed = any(before is not None and before.typed for before in self._before.values())
        return found is not None and not (typed and isinstance(found, PlainNumber))

    def _end(self, *, is_scan: bool) -> bool:
        text, before = self._text, [one for one in self._before.values() if one is not None]
        self._forget()
        if is_scan:
            for one in before:
                one.put_back()
            self.scanned.emit(text)
        return is_scan

    def _forget(self) -> None:
        self._text, self._before = "", {}


def _receiver() -> QWidget | None:
    """The widget at which a pressed key arrives."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or QApplication.activeWindow()
