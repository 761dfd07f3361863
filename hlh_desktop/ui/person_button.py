"""The button with the name of who works here; it opens what changes that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import dress, repaint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

# A longer name goes on in a second line.
LONG_NAME = 16
EDGE, ARROW = 8, 16


def dress_person(shown: QPushButton) -> None:
    """Icon at the left, and at the right a small arrow, which says that it opens something."""
    dress(shown, "quiet", "user-round")
    shown.setProperty("align", "left")
    row = QHBoxLayout(shown)
    row.setContentsMargins(0, 0, EDGE, 0)
    row.addStretch(1)
    arrow = Icon("chevron-down", "muted", ARROW)
    arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row.addWidget(arrow)
    repaint(shown, lambda: _widen(shown))


def show_person(shown: QPushButton, name: str) -> None:
    """Who works here now."""
    shown.setText((name if len(name) <= LONG_NAME else _in_two(name)).replace("&", "&&"))
    shown.setAccessibleName(QCoreApplication.translate("PersonPanel", "{0}, change of person").format(name))
    _widen(shown)


def _in_two(name: str) -> str:
    """A name broken at the blank that is nearest to its middle."""
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    at = min(blanks, key=lambda place: abs(place - len(name) // 2), default=None)
    return name if at is None else f"{name[:at]}\n{name[at + 1 :]}"


def _widen(shown: QPushButton) -> None:
    """Wide enough for the name in bold, as it is while the panel is open, and for the arrow."""
    shown.ensurePolished()
    bold = QFont(shown.font())
    bold.setWeight(QFont.Weight.DemiBold)
    lines = shown.text().split("\n")
    now, most = (
        max(metrics.horizontalAdvance(line) for line in lines) for metrics in (shown.fontMetrics(), QFontMetrics(bold))
    )
    shown.setMinimumWidth(shown.sizeHint().width() - now + max(now, most) + look().tokens.px(ARROW) + EDGE)
