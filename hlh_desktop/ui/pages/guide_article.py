"""The article row by row: found by a word or by its verdict; beside the list all that is said of the chosen row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hlh_desktop.domain.article_rows import ArticleRow, article_rows
from hlh_desktop.ui import icons
from hlh_desktop.ui.pages.guide_row import VERDICTS, RowCard
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import colour_of
from hlh_desktop.ui.widgets.table import ROW_HEIGHT, Column, TableModel, TextTable
from hlh_desktop.ui.widgets.texts import repaint, text
from hlh_desktop.ui.widgets.whole import whole

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hlh_desktop.domain.knowledge import Knowledge

VERDICT, STATEMENT = 1, 2
# What the style keeps beside and above the words of a cell, in pixels at 100 %.
SIDES, ABOVE = 26, 8
# The widths at 100 %, in pixels: of the field, and of the card of a row; in a narrow window this share of it.
FIELD, CARD, SHARE = 260, 380, 0.38
ALL = "all"


class ArticleModel(TableModel[ArticleRow]):
    """The rows, each verdict with its icon."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DecorationRole and index.column() == VERDICT:
            state, name = VERDICTS[self.row(index.row()).verdict]
            tokens = look().tokens
            return icons.icon(name, tokens.colours[colour_of(state)], tokens.px(16))
        return super().data(index, role)


class WholeWords(QStyledItemDelegate):
    """Rows as high as their words need: Qt's own measure forgets the room that the style keeps at both sides."""

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """No line ends inside a unit."""
        return whole(super().displayText(value, locale))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        found, table = super().sizeHint(option, index), self.parent()
        if index.column() != STATEMENT or not isinstance(table, QTableView):
            return found
        wide = table.columnWidth(STATEMENT) - look().tokens.px(SIDES)
        words, flags = whole(str(index.data())), Qt.TextFlag.TextWordWrap
        high = option.fontMetrics.boundingRect(QRect(0, 0, max(1, wide), 0), flags, words).height()
        return QSize(found.width(), max(found.height(), high + look().tokens.px(ABOVE)))


class ArticleList(QWidget):
    """Every row, narrowed by what is typed and by verdict."""

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = article_rows(knowledge)
        self.part = Field("", self.tr("Find in the rows"), hint=self.tr("A word, a number, a source"))
        say = knowledge.wording.say
        answers = [(ALL, self.tr("All")), *((key, say(f"guide.verdict.{key}")) for key in VERDICTS)]
        self.verdict = Choice(self.tr("Verdict"), answers, ALL)
        self.count = text(role="muted")
        columns: tuple[Column[ArticleRow], ...] = (
            Column(self.tr("Row"), lambda row: row.code),
            Column(self.tr("Verdict"), lambda row: row.word),
            Column(self.tr("Statement"), lambda row: row.says, stretch=True),
        )
        self.model = ArticleModel(columns, self)
        self.table = TextTable(self.model, self.tr("Rows of the article"))
        self.table.setItemDelegate(WholeWords(self.table))
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.card = RowCard()
        self._place()
        self.part.typed.connect(lambda _: self.show_rows())
        self.verdict.changed.connect(lambda _: self.show_rows())
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        repaint(self, self._size)
        self._size()
        self.show_rows()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QWidget()
        flow = Flow(16, 8, head)
        flow.addWidget(self.part)
        verdict = QWidget()
        stacked = QVBoxLayout(verdict)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(4)
        stacked.addWidget(text(self.tr("Verdict"), "label"))
        stacked.addWidget(self.verdict)
        flow.addWidget(verdict)
        column.addWidget(head)
        column.addWidget(self.count)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addWidget(self.card)
        column.addLayout(row, 1)

    def _size(self) -> None:
        tokens = look().tokens
        self.part.setFixedWidth(tokens.px(FIELD))
        self.card.setFixedWidth(min(tokens.px(CARD), round(self.width() * SHARE)))
        self.table.setIconSize(QSize(tokens.px(16), tokens.px(16)))
        self.table.verticalHeader().setMinimumSectionSize(tokens.px(ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        """Every row is as high as its words need now, and pushes nothing out of sight that is chosen."""
        self.table.resizeRowsToContents()
        self.table.scrollTo(self.table.currentIndex())

    def show_rows(self) -> None:
        """The rows that hold what was typed and have the verdict; the first of them is chosen."""
        wanted = self.verdict.value
        found = [row for row in self._rows if wanted in (ALL, row.verdict) and row.holds(self.part.value)]
        self.model.show_rows(found)
        counted = self.tr("%1 of %2 rows").replace("%1", str(len(found))).replace("%2", str(len(self._rows)))
        self.count.setText(counted)
        if found:
            self.table.selectRow(0)
        self._choose(0 if found else -1)

    def open(self, code: str) -> bool:
        """Chooses the row of a number among all rows; whether there is one."""
        if all(row.code != code for row in self._rows):
            return False
        self.part.show_value("")
        self.verdict.choose(ALL)
        self.show_rows()
        self.table.selectRow(next(place for place, row in enumerate(self._rows) if row.code == code))
        return True

    def _choose(self, place: int) -> None:
        self.card.show_row(self.model.row(place) if 0 <= place < self.model.rowCount() else None)
