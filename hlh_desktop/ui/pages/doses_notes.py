"""Beside the list: what to mind when giving a drug, with its sources, and who has verified the dose so far."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import button, styled, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from hlh_desktop.ward.log.sheet import ChainLink, DoseSheet

LINKS = {
    "done": ("circle-check", "ok"), "now": ("circle-dot", "accent"), "open": ("circle", "muted"),
    "differs": ("circle-x", "critical"),
}  # fmt: skip


def emptied(layout: QLayout) -> None:
    """Takes everything out of a layout for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def whole_units(words: str) -> str:
    """The words with every unit such as mg/mL kept on one line (safety rule W9)."""
    return re.sub(r"(?<=\w)/(?=\w)", "/\N{WORD JOINER}", words)


class WhenGiving(QFrame):
    """The lines of the drug's administration record; "Sources" shows where they come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        self.heading = text(role="strong", wrap=True)
        self.show_sources = button(self.tr("Sources"), "link")
        self.show_sources.setCheckable(True)
        head.addWidget(self.heading, 1)
        head.addWidget(self.show_sources)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.sources = text(role="small", wrap=True)
        self._shown: tuple[str, tuple[str, ...]] | None = None
        column.addWidget(self.sources)
        self.show_sources.toggled.connect(self.sources.setVisible)
        self.hide()

    def show_sheet(self, sheet: DoseSheet | None, drug: str) -> None:
        """The instructions of a dose; nothing where there are none."""
        self.setVisible(sheet is not None and bool(sheet.lines))
        if sheet is None or not sheet.lines:
            return
        if self._shown == (drug, sheet.lines):
            return
        self._shown = (drug, sheet.lines)
        self.heading.setText(self.tr("When giving %1").replace("%1", drug))
        self.show_sources.setAccessibleName(self.tr("Sources: when giving %1").replace("%1", drug))
        emptied(self._lines)
        for words in sheet.lines:
            self._lines.addWidget(self._line(words))
        self.sources.setText(sheet.sources)
        self.sources.setVisible(self.show_sources.isChecked())

    def _line(self, words: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("info", "muted", 18))
        row.addWidget(text(whole_units(words), wrap=True), 1)
        return made


class Chain(QFrame):
    """Ordered, released, first and second person, given: each with its icon and its words (safety rule O5)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        self._place = QWidget()
        self._flow = Flow(14, 4, self._place)
        self._shown: tuple[ChainLink, ...] = ()
        column.addWidget(self._place)
        self.hide()

    def show_links(self, links: tuple[ChainLink, ...]) -> None:
        """The chain as far as it goes; made anew only where it has changed."""
        if links == self._shown:
            return
        self._shown = links
        emptied(self._flow)
        for link in links:
            self._flow.addWidget(self._link(link))
        self.setVisible(bool(links))
        self.setAccessibleName("; ".join(link.words for link in links))

    def _link(self, link: ChainLink) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        icon, colour = LINKS[link.state]
        row.addWidget(Icon(icon, colour, 18))
        words = text(link.words, "strong" if link.state == "now" else "body")
        if link.state == "differs":
            styled(words, state="critical")
        row.addWidget(words)
        return made
