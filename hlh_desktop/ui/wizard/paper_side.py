"""The plan as it will print: its pages at the right, and larger in the place of the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pdf_view import PdfView
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.facts import Facts

if TYPE_CHECKING:
    from hlh_desktop.ui.wizard.facts import Fact

VIEW_PX = 430


class PaperSide(QWidget):
    """One page at a time, fitted to the width. `large_wanted` asks for it in its full size."""

    large_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("As it will print"))
        self.count, self.view = text(role="muted"), PdfView(self.tr("Plan as it will print"))
        self.back = button(self.tr("Back"), icon="chevron-left", name=self.tr("Page before"))
        self.next = button(self.tr("Next"), icon="chevron-right", name=self.tr("Next page"))
        self.large = button(self.tr("Full size"), icon="eye")
        self.none = Note("info", plain=True)
        self.facts = Facts()
        self._build()
        self.back.clicked.connect(lambda: self.view.turn(self.view.page - 1))
        self.next.clicked.connect(lambda: self.view.turn(self.view.page + 1))
        self.large.clicked.connect(self.large_wanted)
        self.view.turned.connect(self._turned)
        self.say(self.tr("There is nothing to print yet"))

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(16))
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.addWidget(text(self.tr("As it will print"), "heading"), 1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(self.view)
        turning = Flow(px(8), px(8))
        for one in (self.back, self.next, self.large):
            turning.addWidget(one)
        column.addLayout(turning)
        column.addWidget(self.facts)
        column.addStretch(1)
        self.view.setFixedHeight(px(VIEW_PX))

    def show_paper(self, pdf: bytes, facts: list[Fact]) -> None:
        """Another paper; the page stays."""
        self.none.hide()
        self.view.show()
        self.view.show_pdf(pdf)
        self.facts.show_facts(facts)
        self.large.setEnabled(True)

    def say(self, words: str) -> None:
        """Why there is no paper, or that it is being drawn."""
        self.none.say("info", words)
        self.none.show()
        if not self.view.pages:
            self.view.hide()
            for one in (self.back, self.next, self.large):
                one.setEnabled(False)

    def clear(self, words: str) -> None:
        """There is no paper any more."""
        self.view.show_pdf(None)
        self.facts.show_facts([])
        self.say(words)

    def _turned(self, page: int, pages: int) -> None:
        said = self.tr("page %1 of %2").replace("%1", str(page)).replace("%2", str(pages))
        self.count.setText(said if pages else "")
        self.back.setEnabled(page > 1)
        self.next.setEnabled(page < pages)


class LargePaper(QWidget):
    """The same pages in the place of the gates, at any size. `closed` leads back."""

    closed = Signal()
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self.count = PdfView(self.tr("Plan as it will print, full size")), text(role="muted")
        self.leave = button(self.tr("Back to the gates"), icon="chevron-left")
        self.print, self.save = (
            button(self.tr("Print draft..."), icon="printer"),
            button(self.tr("Save as PDF..."), icon="download"),
        )
        self._build()

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        row = Flow(px(8), px(8))
        for words, icon, name, do in (
            ("", "chevron-left", self.tr("Page before"), lambda: self.view.turn(self.view.page - 1)),
            ("", "chevron-right", self.tr("Next page"), lambda: self.view.turn(self.view.page + 1)),
            (self.tr("Smaller"), None, "", self.view.smaller),
            (self.tr("Larger"), None, "", self.view.larger),
            (self.tr("Fit width"), None, "", lambda: self.view.show_at(None)),
        ):
            one = button(words, icon=icon, name=name)
            one.clicked.connect(do)
            row.addWidget(one)
        self.count.setMinimumHeight(px(32))
        row.addWidget(self.count)
        head = Flow(px(8), px(8))
        for made, done in ((self.leave, self.closed), (self.print, self.print_wanted), (self.save, self.save_wanted)):
            made.clicked.connect(done)
            head.addWidget(made)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.view.setMinimumHeight(px(VIEW_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.turned.connect(self._turned)
        self.leave.setShortcut(Qt.Key.Key_Escape)

    def _turned(self, page: int, pages: int) -> None:
        said = self.tr("page %1 of %2").replace("%1", str(page)).replace("%2", str(pages))
        self.count.setText(said if pages else "")
