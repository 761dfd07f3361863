"""The look of the program, put on the application: palette, style sheet, text size; it follows the system."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from hlh_desktop.ui import fonts, icons
from hlh_desktop.ui.tokens import Tokens, read_theme, style_sheet, tokens

Wish = Literal["system", "light", "dark", "contrast"]
PARTS = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "critical",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Light: "hairline",
}
# In high contrast every colour is one of the system's own: text on ground, and its highlight.
GROUNDS = ("canvas", "surface")
# But for the ground of a selected row, which must be seen and read: so much of the highlight in the ground.
SELECTED = 0.25
ACCENTS = ("accent", "info")


def look() -> Theme:
    """The look in force. RuntimeError where no window can be, because nothing put one on the application."""
    application = QApplication.instance()
    found = None if application is None else application.findChild(Theme)
    if found is None:
        raise RuntimeError(Theme.__name__)
    return found


class Theme(QObject):
    """The look in force. `changed` tells painted widgets and icons to fetch their colours again."""

    changed = Signal()

    def __init__(self, application: QApplication, wish: Wish = "system", scale: float = 1.0) -> None:
        super().__init__(application)
        self._application, self._wish, self._scale = application, wish, scale
        self._system = QPalette(application.palette())
        self._font = fonts.readable(application.font())
        self._icons = tempfile.TemporaryDirectory(prefix="hlh-look-")
        self.tokens = tokens("light", scale)
        # Fusion draws the same on every system, and the style sheet knows it.
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.apply()

    def choose(self, wish: Wish, scale: float) -> None:
        """Another look or text size, from the settings; where it is the one in force, nothing is put on anew."""
        self._wish, self._scale = wish, scale
        if self._wanted() != self.tokens:
            self.apply()

    def apply(self) -> None:
        """Puts the look on the application."""
        self.tokens = self._wanted()
        font = QFont(self._font)
        font.setPointSizeF(self.tokens.point("body"))
        self._application.setFont(font)
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens, self._icon_file))
        icons.forget()
        self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._wish == "contrast" or (self._wish == "system" and wants_contrast()):
            return contrast(self._system, self._scale)
        if self._wish != "system":
            return tokens("dark" if self._wish == "dark" else "light", self._scale)
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return tokens("dark" if dark else "light", self._scale)

    def _system_changed(self) -> None:
        if self._wish == "system":
            self.apply()

    def _icon_file(self, name: str) -> str:
        """A style sheet can only name files: the tinted icon is put beside the others of this look."""
        colour = self.tokens.colours["on_accent" if name == "check" else "muted"]
        file = Path(self._icons.name, f"{name}-{colour.removeprefix('#')}.svg")
        if not file.exists():
            file.write_text(icons.tinted(name, colour), encoding="utf-8")
        return file.as_posix()


def palette(use: Tokens) -> QPalette:
    """The palette of Qt for widgets that a style sheet doesn't reach."""
    made = QPalette()
    for role, name in PARTS.items():
        made.setColor(role, QColor(use.colours[name]))
    muted = QColor(use.colours["muted"])
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, muted)
    return made


def contrast(system: QPalette, scale: float) -> Tokens:
    """High contrast: the system's own colours, nothing between text and ground."""
    text, ground = (system.color(role).name() for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window))
    highlight = system.color(QPalette.ColorRole.Highlight).name()
    colours = dict.fromkeys(read_theme()["colours"], text)
    colours |= {name: ground for name in colours if name in GROUNDS or name.endswith("_bg")}
    colours |= dict.fromkeys(ACCENTS, text)
    colours |= {"accent": highlight, "on_accent": system.color(QPalette.ColorRole.HighlightedText).name()}
    colours["selection"] = _mixed(QColor(ground), QColor(highlight), SELECTED)
    return Tokens("contrast", colours, read_theme()["type"], scale)


def _mixed(ground: QColor, other: QColor, share: float) -> str:
    pairs = zip(ground.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(one + (two - one) * share) for one, two in pairs)).name()


def wants_contrast() -> bool:
    """Whether the system asks for high contrast; older systems are never asked."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(Qt, "ContrastPreference", None)
    if accessibility is None or preference is None:
        return False
    return bool(accessibility().contrastPreference() == preference.HighContrast)
