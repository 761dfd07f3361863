"""Marks of state: an icon and a word, in the colour of the state. Colour alone never says anything."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import styled, text
from hlh_desktop.ui.widgets.whole import WholeLabel

State = Literal["ok", "info", "warning", "critical", "refuse", "intrathecal", "open", "draft", "none"]
# The colour of a state that has none of its own.
COLOURS = {"refuse": "critical", "open": "muted", "draft": "accent", "none": "muted"}


def colour_of(state: State) -> str:
    """The name of the colour that a state is drawn in."""
    return COLOURS.get(state, state)


class Icon(QLabel):
    """One icon in a colour of the look; a screen reader passes over it, for a word stands beside it."""

    def __init__(self, name: str, colour: str = "text", size: int = icons.SIZE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._paint)
        self._paint()

    def show_icon(self, name: str, colour: str) -> None:
        """Another icon, or another colour."""
        self._name, self._colour = name, colour
        self._paint()

    def _paint(self) -> None:
        tokens = look().tokens
        self.setPixmap(icons.pixmap(self._name, tokens.colours[self._colour], tokens.px(self._size)))


class Badge(QFrame):
    """A state in one or two words, such as "Fulfilled" or "Draft, not signed"."""

    def __init__(self, state: State = "none", words: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "badge")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 10, 3)
        row.setSpacing(6)
        self._icon = Icon(icons.OF_STATE["none"], "muted", icons.SIZE - 2)
        self._words = text(role="strong")
        row.addWidget(self._icon)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(state, words, icon)

    def say(self, state: State, words: str, icon: str = "") -> None:
        """Shows another state."""
        styled(self, state=state)
        styled(self._words, state=state)
        self._words.setText(words)
        self._icon.show_icon(icon or icons.OF_STATE[state], colour_of(state))
        self.setAccessibleName(words)


class Note(QFrame):
    """A sentence with its level: a finding, a warning at a field, what to do next."""

    def __init__(
        self, state: State = "info", words: str = "", *, strong: str = "", plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`strong` stands before the words in bold; `plain` draws no box around them."""
        super().__init__(parent)
        self._plain = plain
        row = QHBoxLayout(self)
        inset = 0 if plain else 10
        row.setContentsMargins(inset, inset // 2 + 2, inset, inset // 2 + 2)
        row.setSpacing(8)
        self._icon = Icon(icons.OF_STATE["info"], "info", icons.SIZE - 2)
        self._words = WholeLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.say(state, words, strong=strong)

    def say(self, state: State, words: str, *, strong: str = "") -> None:
        """Shows another sentence; what a person typed is never read as markup."""
        styled(self, frame="none" if self._plain else "note", state=state)
        styled(self._words, state="" if self._plain else state)
        self._words.setText(marked(strong, words))
        self._icon.show_icon(icons.OF_STATE[state], colour_of(state))
        self.setAccessibleName(f"{strong} {words}".strip())


def marked(strong: str, words: str) -> str:
    """A sentence whose first part is bold, as markup; both are escaped."""
    first, rest = (part.replace("&", "&amp;").replace("<", "&lt;") for part in (strong, words))
    return f"<b>{first}</b> {rest}" if first else rest
