"""Texts and buttons with a role in the look; the style sheet does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.whole import WholeLabel

if TYPE_CHECKING:
    from collections.abc import Callable

Role = Literal[
    "body", "title", "heading", "strong", "label", "small", "muted", "unit", "number", "big_number", "clock"
]  # fmt: skip
Kind = Literal["plain", "main", "danger", "quiet", "link", "ward", "tab", "step", "dose"]
# Between an icon and the words beside it.
GAP = 4
# Blanks as wide as a digit and as a decimal point: "4" stands under the 4 of "4.6", and no zero is written behind it.
DIGIT, POINT = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"
# The colour of an icon on a button of this kind.
ON_BUTTON = {"main": "on_accent", "danger": "critical", "link": "accent"}


def styled(widget: QWidget, **properties: object) -> None:
    """Sets properties that the style sheet looks at, and lets it look again where one of them is another."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def text(words: str = "", role: Role = "body", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A text on the page. Plain: nothing that a person typed is ever read as markup."""
    made = WholeLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    return made


def button(
    words: str, kind: Kind = "plain", icon: str | None = None, *, name: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A button; `name` is what a screen reader says where the words alone don't tell."""
    made = QPushButton(words, parent)
    dress(made, kind, icon)
    if name:
        made.setAccessibleName(name)
    return made


def dress(made: QPushButton, kind: Kind, icon: str | None = None) -> None:
    """Gives a button of a form its kind and icon, and keeps the icon in the colours of the look."""
    made.setProperty("kind", kind)
    # Return presses the button that has the focus, as it does everywhere else.
    made.setAutoDefault(True)
    if icon is not None:
        theme = look()

        def paint() -> None:
            colour = theme.tokens.colours[ON_BUTTON.get(kind, "text")]
            side, gap = theme.tokens.px(icons.SIZE - 2), theme.tokens.px(GAP)
            made.setIcon(icons.icon(icon, colour, side, gap, theme.tokens.colours["muted"]))
            made.setIconSize(QSize(side + gap, side))

        repaint(made, paint)
        paint()


def hold_width(made: QPushButton, *words: str) -> Callable[[], None]:
    """Keeps a button wide enough for its words in bold, and for other words that it may show, so that none is cut.

    The answer is to be called when its words have changed.
    """
    theme = look()

    def widen() -> None:
        made.ensurePolished()
        bold = QFont(made.font())
        bold.setWeight(QFont.Weight.DemiBold)
        now = made.fontMetrics().horizontalAdvance(made.text())
        most = max(QFontMetrics(bold).horizontalAdvance(one) for one in (made.text(), *words))
        made.setMinimumWidth(made.sizeHint().width() - now + max(most, now) + theme.tokens.px(GAP))

    repaint(made, widen)
    widen()
    return widen


def repaint(widget: QWidget, paint: Callable[[], None]) -> None:
    """Calls `paint` whenever the look changes, as long as the widget lives."""
    theme = look()
    theme.changed.connect(paint)
    # Qt lets go of a method of a widget by itself when the widget goes; of a function it doesn't.
    if not isinstance(getattr(paint, "__self__", None), QObject):
        widget.destroyed.connect(lambda: theme.changed.disconnect(paint))


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline between two parts of a page."""
    made = QFrame(parent)
    made.setProperty("frame", "rule")
    return made


def decimals(number: str) -> int:
    """How many digits stand behind the decimal mark of a number, of the last one where there are several."""
    _, mark, behind = number.rpartition(".")
    return len(behind) if mark else 0


def blank(number: str, most: int) -> str:
    """What keeps the decimal marks of a column below each other: blanks for the places that a number does not use."""
    missing = most - decimals(number)
    return (POINT if most and missing == most else "") + DIGIT * missing
