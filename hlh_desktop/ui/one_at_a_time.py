"""What leaves the program is made one at a time on another thread; what goes wrong is told over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk

Made = TypeVar("Made")


class OneAtATime(QObject):
    """The base of what prints and saves. A second wish while one is being made is not heard."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._busy = False

    def make(self, made: Callable[[], Made], then: Callable[[Made], None]) -> None:
        """Makes it on another thread and hands it over on this one."""
        if self._busy:
            return
        self._busy = True
        work.run(self, made, lambda one: self._came(one, then), self._failed)

    def _came(self, one: Made, then: Callable[[Made], None]) -> None:
        self._busy = False
        try:
            then(one)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Trouble):
            raise error
        self._desk.troubled.emit(error)
