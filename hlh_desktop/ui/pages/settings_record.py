"""The record: where it lies, its seal, the knowledge that it was written by, and looking at all of it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from hlh_desktop.ui.pages.settings_people import Panel
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from hlh_desktop.record.values import Check
    from hlh_desktop.ui.desk import Desk


class RecordPanel(Panel):
    """Verifying reads every chain from its beginning, on another thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        face, knowledge = desk.ward.face, desk.ward.ward.knowledge
        facts = {
            self.tr("Ward"): self.tr("{0}, number {1}").format(face.name, face.number),
            self.tr("Folder"): str(face.folder),
            self.tr("Time zone"): face.zone,
            self.tr("Knowledge edition"): self.tr("{0}, draft").format(knowledge.edition),
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
