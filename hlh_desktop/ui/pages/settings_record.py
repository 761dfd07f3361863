"""The record: where it lies, its seal, the knowledge that it was written by, and looking at all of it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import printing
from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.recovery_sheet import new_sheet_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.record.values import Check
    from hlh_desktop.ui.desk import Desk


class SheetPanel(Panel):
    """A new recovery sheet, after the one before was used or lost. The code is only kept until the page is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pdf: bytes | None = None
        self.ask = button(self.tr("&New recovery sheet..."), icon="key-round")
        self.warning = Note("warning", self._warns(), strong=self.tr("The present sheet then opens nothing any more."))
        self.cancel, self.make = (
            button(self.tr("Keep the present sheet")),
            button(self.tr("Make a new sheet"), "danger"),
        )
        self.print, self.save = (
            button(self.tr("&Print..."), icon="printer"),
            button(self.tr("Save as P&DF..."), icon="save"),
        )
        self.column.addWidget(self.warning)
        self.column.addWidget(self.answer)
        row = QHBoxLayout()
        row.addStretch(1)
        for widget in (self.ask, self.cancel, self.make, self.print, self.save):
            row.addWidget(widget)
        self.column.addLayout(row)
        self._show("ask")
        self.ask.clicked.connect(lambda: self._show("sure"))
        self.cancel.clicked.connect(lambda: self._show("ask"))
        self.make.clicked.connect(self._make)
        self.print.clicked.connect(
            lambda: self._out(lambda pdf: printing.print_pdf(pdf, self.tr("Recovery sheet"), parent=self))
        )
        self.save.clicked.connect(lambda: self._out(self._to_file))

    def _warns(self) -> str:
        return self.tr("Print two copies at once, put them away, and destroy the old ones.")

    def _show(self, stage: str) -> None:
        """Asking, sure, or made: only what can be done now can be pressed."""
        for widget, stages in (
            (self.ask, ("ask",)), (self.warning, ("sure",)), (self.cancel, ("sure",)), (self.make, ("sure",)),
            (self.print, ("made",)), (self.save, ("made",)),
        ):  # fmt: skip
            widget.setVisible(stage in stages)
        if stage == "sure":
            self.cancel.setFocus()

    def _make(self) -> None:
        ward, now = self.desk.ward, self.desk.now()
        self.do(lambda: new_sheet_pdf(ward, ward.here(now)), self._made)

    def _made(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._show("made")
        self.say(
            self.tr("Sheet {0} is valid from now on. Print it before you leave this page.").format(
                self.desk.ward.face.sheet
            ),
            good=True,
        )
        self.print.setFocus()

    def _to_file(self, pdf: bytes) -> bool:
        path = printing.ask_file(self, self.tr("Save the recovery sheet"), "recovery-sheet.pdf")
        if path is not None:
            printing.save_pdf(pdf, path)
        return path is not None

    def _out(self, out: Callable[[bytes], bool]) -> None:
        if self._pdf is None:
            return
        try:
            done = out(self._pdf)
        except Trouble as trouble:
            self.say(sentence(trouble))
        else:
            if done:
                self.say(self.tr("Sheet {0} is on its way.").format(self.desk.ward.face.sheet), good=True)


class RecordPanel(Panel):
    """Verifying reads every chain from its beginning, on another thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        face, knowledge = desk.ward.face, desk.ward.ward.knowledge
        facts = {
            self.tr("Ward"): self.tr("{0}, number {1}").format(face.name, face.number),
            self.tr("Folder"): str(face.folder),
            self.tr("Time zone"): face.zone,
            self.tr("Knowledge edition"): knowledge.edition,
            self.tr("Recovery sheet"): self.tr("number {0} is valid").format(face.sheet),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(facts.items()):
            grid.addWidget(text(label, "muted"), row, 0)
            grid.addWidget(text(value, wrap=True), row, 1)
        self.column.addLayout(grid)
        self.verify = button(self.tr("&Verify the record now"), icon="shield-check")
        self.end(self.verify)
        self.verify.clicked.connect(self._verify)

    def _verify(self) -> None:
        self.answer.say("info", self.tr("Every chain is being read from its beginning."))
        self.answer.show()
        self.do(self.desk.ward.verify, self._verified)

    def _verified(self, check: Check) -> None:
        self.desk.trust_record(check.whole)
        if check.whole:
            words = self.tr("Whole: {0} entries in {1} chains, each as it was written.")
            self.say(words.format(check.facts, check.chains), good=True)
            return
        wording = self.desk.ward.ward.wording
        found = []
        for place in check.broken:
            code, chain, number = (*place.split(":"), "", "")[:3]
            key = f"broken.{code}"
            found.append(wording.say(key, chain=chain, number=number) if wording.has(key) else place)
        if check.chain_behind:
            found.append(self.tr("The record ends before its last seal: entries are missing at its end."))
        self.say(" ".join((self.tr("Not whole, nothing may be signed."), *found)))
