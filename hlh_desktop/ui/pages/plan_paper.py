"""A signed plan on paper: preview, printing and saving, each written down. The PDF is made off the window's thread."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.printing import ask_file, ask_printer, print_pdf, save_pdf
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.pdf_view import PdfView
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.printing import Ask
    from hlh_desktop.ward.values import SignedPlan


class PlanPaper(QObject):
    """The paper of the version that is shown. `ask_printer` and `ask_file` answer where it goes."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._signed: SignedPlan | None = None
        self._shown: SignedPlan | None = None
        self.view = PdfView(self.tr("The plan as it prints"))
        self.panel = self._panel()
        self.ask_printer: Ask = ask_printer
        self.ask_file: Callable[[QWidget | None, str, str], Path | None] = ask_file

    def _panel(self) -> QWidget:
        """The pages under the buttons that turn and zoom them."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        bar = QWidget()
        row = Flow(8, 6, bar)
        self.page_text = text(self.tr("Drawing the pages..."), "muted")
        deeds = (
            (self.tr("Page before"), "chevron-left", lambda: self.view.turn(self.view.page - 1)),
            (self.tr("Next page"), "chevron-right", lambda: self.view.turn(self.view.page + 1)),
            (self.tr("Smaller"), None, self.view.smaller),
            (self.tr("Larger"), None, self.view.larger),
            (self.tr("Fit width"), None, lambda: self.view.show_at(None)),
        )
        for words, icon, deed in deeds:
            pressed = button(words, "plain", icon)
            pressed.clicked.connect(deed)
            row.addWidget(pressed)
        row.addWidget(self.page_text)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.view.turned.connect(self._turned)
        return made

    def _turned(self, page: int, pages: int) -> None:
        words = self.tr("Page %1 of %2").replace("%1", str(page)).replace("%2", str(pages))
        self.page_text.setText(words if pages else self.tr("Drawing the pages..."))

    def show_plan(self, signed: SignedPlan | None) -> None:
        """Another version; its pages are drawn when they are looked at."""
        self._signed = signed
        self._shown = None
        self.view.show_pdf(None)

    def preview(self) -> None:
        """Draws the pages, once a version."""
        signed = self._signed
        if signed is not None and self._shown is not signed:
            self._shown = signed
            work.run(self, self._maker(signed), lambda pdf: self._came(signed, pdf), self._failed)

    def _came(self, signed: SignedPlan, pdf: bytes) -> None:
        if signed is self._signed:
            self.view.show_pdf(pdf)

    def _maker(self, signed: SignedPlan) -> Callable[[], bytes]:
        ward, now = self._desk.ward, self._desk.now()

        def made() -> bytes:
            target = BytesIO()
            ward.print_plan(signed, target, now=now)
            return target.getvalue()

        return made

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self._desk.troubled.emit(error)

    # --- out of the program

    def print_plan(self) -> None:
        """Prints the version that is shown, and writes down that it was."""
        self._with_pdf(self._print)

    def save_plan(self) -> None:
        """Saves the version that is shown as PDF, and writes down that it was."""
        self._with_pdf(self._save)

    def _with_pdf(self, then: Callable[[SignedPlan, bytes], None]) -> None:
        signed = self._signed
        if signed is not None:
            work.run(self, self._maker(signed), lambda pdf: self._try(then, signed, pdf), self._failed)

    def _try(self, then: Callable[[SignedPlan, bytes], None], signed: SignedPlan, pdf: bytes) -> None:
        try:
            then(signed, pdf)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _print(self, signed: SignedPlan, pdf: bytes) -> None:
        self._desk.ward.require("print")
        title = self.tr("Plan v%1").replace("%1", str(signed.head.version))
        if print_pdf(pdf, title, parent=self._window, ask=self.ask_printer):
            self._desk.ward.note_printed(signed.head.id, self._desk.now())

    def _save(self, signed: SignedPlan, pdf: bytes) -> None:
        self._desk.ward.require("export")
        name = self.tr("plan-v%1.pdf").replace("%1", str(signed.head.version))
        path = self.ask_file(self._window, self.tr("Save the plan as PDF"), name)
        if path is not None:
            save_pdf(pdf, path)
            self._desk.ward.note_exported(signed.head.id, self._desk.now())
