"""Icons of one open line set (resources/icons), tinted with a colour of the look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hlh_desktop import paths

if TYPE_CHECKING:
    from hlh_desktop.domain.finding import Level

SIZE = 20
NO_ICON = QIcon()
# A state is a word and an icon, never a colour alone.
OF_STATE = {
    "ok": "circle-check",
    "info": "info",
    "warning": "triangle-alert",
    "critical": "octagon-alert",
    "refuse": "ban",
    "intrathecal": "lock",
    "open": "circle",
    "draft": "pencil",
    "none": "circle-question-mark",
}


def of_level(level: Level) -> str:
    """The icon of a finding's level."""
    return OF_STATE[level]


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def tinted(name: str, colour: str) -> str:
    """The drawing of an icon as SVG in one colour."""
    return _drawing(name).replace("currentColor", colour)


@cache
def pixmap(name: str, colour: str, size: int = SIZE, gap: int = 0) -> QPixmap:
    """An icon as a picture of `size` pixels, sharp on this screen, with an empty `gap` at its right."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    picture = QPixmap(round((size + gap) * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(tinted(name, colour).encode()))
    renderer.render(painter, QRectF(0, 0, picture.height(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, size: int = SIZE, gap: int = 0, disabled: str = "") -> QIcon:
    """An icon for a button or a row; `disabled` is its colour while the button can't be pressed."""
    made = QIcon(pixmap(name, colour, size, gap))
    if disabled:
        made.addPixmap(pixmap(name, disabled, size, gap), QIcon.Mode.Disabled)
    return made


def forget() -> None:
    """Throws the drawn icons away, when the colours change."""
    pixmap.cache_clear()
