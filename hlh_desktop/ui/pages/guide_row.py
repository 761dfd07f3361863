"""One row of the article in full: what it says, what is done, the verdict and why, whose data, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.proof_card import selectable
from hlh_desktop.ui.widgets.roles import READING, speak_as
from hlh_desktop.ui.widgets.texts import rule, text

if TYPE_CHECKING:
    from hlh_desktop.domain.article_rows import ArticleRow
    from hlh_desktop.domain.statements import Verdict
    from hlh_desktop.ui.widgets.marks import State

# A verdict is an icon and a word, never a colour alone.
VERDICTS: dict[Verdict, tuple[State, str]] = {
    "agree": ("ok", "circle-check"), "more_precise": ("info", "list-checks"),
    "disagree": ("critical", "arrow-right-left"), "unverified": ("warning", "circle-question-mark"),
    "none": ("open", "minus"),
}  # fmt: skip


class RowCard(QScrollArea):
    """The chosen row; it scrolls, by keys too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, READING)
        self.setAccessibleName(self.tr("The chosen row"))
        self.show_row(None)

    def show_row(self, row: ArticleRow | None) -> None:
        """Another row; None where no row is found."""
        inner = QFrame()
        inner.setProperty("frame", "card")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        if row is None:
            column.addWidget(text(self.tr("No row has this in it. Type less, or show all verdicts."), wrap=True))
        else:
            self._fill(column, row)
        column.addStretch(1)
        self.setWidget(inner)
        self.setAccessibleDescription("" if row is None else "\n".join(told(row)))

    def _fill(self, column: QVBoxLayout, row: ArticleRow) -> None:
        column.addWidget(text(row.code, "heading"))
        state, icon = VERDICTS[row.verdict]
        column.addWidget(Badge(state, row.word, icon))
        parts = (
            (self.tr("The article, in other words"), row.says), (self.tr("What this program does"), row.does),
            (self.tr("What the literature says"), row.note), (self.tr("Whose data"), row.whose),
        )  # fmt: skip
        for head, words in parts:
            column.addWidget(text(head, "label"))
            column.addWidget(selectable(words))
        column.addWidget(rule())
        column.addWidget(text(self.tr("Sources"), "strong"))
        for source in row.sources:
            column.addWidget(selectable(source.title))
            column.addWidget(text(f"{source.id}, {source.tag}: {source.evidence}", "small", wrap=True))


def told(row: ArticleRow) -> tuple[str, ...]:
    """The row line by line, for a screen reader."""
    sources = (f"{one.title} ({one.evidence})" for one in row.sources)
    return row.code, row.word, row.says, row.does, row.note, row.whose, *sources
