"""What has to be read beside the charts: statements with their state, their sources on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Note as Mark
from hlh_desktop.ui.widgets.roles import READING, speak_as
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hlh_desktop.domain.results.trend.values import NoteMark, Trend
    from hlh_desktop.ui.widgets.marks import State

STATES: dict[NoteMark, State] = {
    "ok": "ok", "warning": "warning", "critical": "critical", "info": "info", "unknown": "none",
}  # fmt: skip


# In pixels at 100 %.
LEAST = 96


class NotesList(QFrame):
    """The statements of a trend, and what is in no chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.sources = button(self.tr("Sources"), "link", name=self.tr("Sources of what to read beside the charts"))
        self.sources.setCheckable(True)
        self.sources.toggled.connect(self._show_sources)
        head = QHBoxLayout()
        head.addWidget(text(self.tr("Read beside it"), "heading"), 1)
        self.assess = button(self.tr("Assess..."), "link", name=self.tr("Assess the response: opens the form"))
        head.addWidget(self.assess)
        head.addWidget(self.sources)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 12, 12)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Read beside it"))
        speak_as(self.area, READING)
        # It takes what room there is, and asks for none of its own.
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._column.addWidget(self.area, 1)
        self._sources: list[QLabel] = []
        self._whole = False

    def show_trend(self, trend: Trend) -> None:
        """The statements of another trend."""
        inner, self._sources = QWidget(), []
        inner.setProperty("ground", "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        for note in trend.notes:
            column.addWidget(Mark(STATES[note.mark], note.text, strong=note.head, plain=True))
            if note.source:
                self._sources.append(text(note.source, "small", wrap=True))
                column.addWidget(self._sources[-1])
        if not trend.notes:
            column.addWidget(text(self.tr("Nothing yet: it is told from two results on."), "muted", wrap=True))
        for line in trend.main.lines:
            self._sources.append(text(f"{line.label}: {line.source}", "small", wrap=True))
            column.addWidget(self._sources[-1])
        for words in trend.left_out:
            column.addWidget(Mark("info", words, plain=True))
        column.addStretch(1)
        self.area.setWidget(inner)
        self.sources.setVisible(bool(self._sources))
        self._show_sources()

    def show_whole(self, *, wanted: bool) -> None:
        """As high as all statements need, where nothing stands beside them; else they scroll."""
        self._whole = wanted
        self._fit()

    def _fit(self) -> None:
        inner = self.area.widget()
        high = inner.heightForWidth(self.area.viewport().width()) if inner is not None and self._whole else 0
        self.area.setMinimumHeight(max(look().tokens.px(LEAST), high))

    def _show_sources(self, *_: object) -> None:
        for label in self._sources:
            label.setVisible(self.sources.isChecked())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
