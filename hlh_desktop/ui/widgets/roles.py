"""What a screen reader calls a widget that we draw ourselves: of these Qt knows only that they are there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

ROLE = "accessible_role"
CHART, PICTURE, READING = QAccessible.Role.Chart, QAccessible.Role.Graphic, QAccessible.Role.Document


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Gives a drawn widget its role; its accessible name and description go on to say what is drawn."""
    _install()
    widget.setProperty(ROLE, role.value)


@cache
def _install() -> None:
    """Asks Qt, once, to let us speak for our own widgets."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    """The interface of a widget that was given a role; None leaves any other one to Qt."""
    if not isinstance(thing, QWidget) or thing.property(ROLE) is None:
        return None
    return QAccessibleWidget(thing, QAccessible.Role(thing.property(ROLE)))
