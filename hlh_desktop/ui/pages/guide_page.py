"""The guide: the article row by row, and chapters about the program; all of it on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.guide_article import ArticleList
from hlh_desktop.ui.pages.guide_chapter import ChapterView
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import repaint, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.ui.desk import Desk

# The width of the list at 100 %, in pixels.
LEFT = 232
ARTICLE = "article"


class GuidePage(QWidget):
    """The list of what there is to read at the left, what was chosen at the right. `first` takes the keys."""

    def __init__(self, desk: Desk, name: str = "", parent: QWidget | None = None) -> None:
        """Opens at a chapter by its name, at a row of the article by its number, else at the first chapter."""
        super().__init__(parent)
        knowledge = desk.ward.ward.knowledge
        self._chapters = knowledge.guide
        self.setAccessibleName(self.tr("Guide"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What there is to read"))
        self.list.setProperty("kind", "guide")
        self.article = ArticleList(knowledge)
        self.chapter = ChapterView()
        self._stack = QStackedWidget()
        self._place()
        for key, words in ((ARTICLE, self.tr("The article, row by row")), *self._titles()):
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(lambda item, _: self._show(item.data(Qt.ItemDataRole.UserRole)))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._find)
        repaint(self, self._size)
        self._size()
        self.first = self.list
        self.open(name)

    def _titles(self) -> list[tuple[str, str]]:
        return [(one.name, one.title) for one in self._chapters.values()]

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(text(self.tr("Guide"), "title"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        self._stack.setProperty("ground", "canvas")
        self._stack.addWidget(self.chapter)
        self._stack.addWidget(self.article)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)

    def _size(self) -> None:
        """As wide as the longest title: with large text the article beside it needs the room."""
        self.list.ensurePolished()
        beside = self.list.verticalScrollBar().sizeHint().width() + 2 * self.list.frameWidth()
        self.list.setFixedWidth(min(look().tokens.px(LEFT), self.list.sizeHintForColumn(0) + beside))

    @property
    def shown(self) -> str:
        """What is open: a chapter's name, or "article"."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def open(self, name: str) -> None:
        """Opens a chapter, or the row of the article of that number."""
        of_article = name == ARTICLE or self.article.open(name)
        wanted = ARTICLE if of_article else name if name in self._chapters else next(iter(self._chapters))
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == wanted:
                self.list.setCurrentRow(place)

    def _show(self, name: str) -> None:
        if name == ARTICLE:
            self._stack.setCurrentWidget(self.article)
        else:
            self.chapter.show_chapter(self._chapters[name])
            self._stack.setCurrentWidget(self.chapter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 asks for what is open here already."""
        if event.key() != Qt.Key.Key_F1:
            super().keyPressEvent(event)

    def _find(self) -> None:
        """The keys go to the field that narrows the rows."""
        self.open(ARTICLE)
        self.article.part.line.setFocus()
