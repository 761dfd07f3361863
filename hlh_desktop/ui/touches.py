"""Keys, mouse and fingers of the whole application, for those who watch all of it.

Qt shows a watcher of the application every event, thousands for a page that opens, and each costs a step into Python.
So one watches for all, and hands on only what a person did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    Watch = Callable[[QObject, QEvent], bool]


class Touches(QObject):
    """The one watcher of an application. Who came last is asked first, and may keep an event from the others."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._watches: dict[int, Watch] = {}
        application.installEventFilter(self)

    def show_to(self, who: QObject, watch: Watch) -> None:
        """Shows `watch` every touch, as long as `who` lives; it answers whether the event goes no further."""
        key = id(who)
        self._watches = {key: watch, **self._watches}
        who.destroyed.connect(lambda: self._watches.pop(key, None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hands a touch on."""
        if not isinstance(event, QInputEvent):
            return False
        return any(watch(watched, event) for watch in tuple(self._watches.values()))


def show_touches(who: QObject, watch: Watch) -> None:
    """Shows `watch` every touch of the application, as long as `who` lives."""
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChild(Touches) or Touches(application)
    found.show_to(who, watch)
