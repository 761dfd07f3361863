"""A chapter of the guide as Qt draws its Markdown; nothing in it leads out of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.roles import READING, speak_as
from hlh_desktop.ui.widgets.texts import repaint, text

if TYPE_CHECKING:
    from hlh_desktop.domain.statements import Chapter

# The longest line that reads well, in pixels at 100 %.
WIDE = 720


class ChapterView(QFrame):
    """One chapter: its title, and its text to scroll, mark and copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter: Chapter | None = None
        self.setProperty("frame", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        self.title = text(role="title", wrap=True)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setProperty("kind", "guide")
        speak_as(self.browser, READING)
        column.addWidget(self.title)
        column.addWidget(self.browser, 1)
        repaint(self, self._draw)

    def show_chapter(self, chapter: Chapter) -> None:
        """Another chapter, from its beginning."""
        self._chapter = chapter
        self._draw()
        self.browser.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        """In the colours and letters of the look; a screen reader gets the whole text."""
        if self._chapter is None:
            return
        self.browser.ensurePolished()
        palette = self.browser.palette()
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(role, QColor(look().tokens.colours["text"]))
        self.browser.setPalette(palette)
        self.browser.setMaximumWidth(look().tokens.px(WIDE))
        self.browser.document().setDefaultFont(self.browser.font())
        self.browser.setMarkdown(self._chapter.text)
        self.title.setText(self._chapter.title)
        self.browser.setAccessibleName(self._chapter.title)
        self.browser.setAccessibleDescription(self.browser.toPlainText())
