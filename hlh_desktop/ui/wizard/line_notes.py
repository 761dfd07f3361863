"""What is to be known of a line: why it stands here, findings that concern it, and where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.wizard.lines import Disagreement as Side
from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Icon, Note, colour_of
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.disagreement import Disagreement
from hlh_desktop.ui.wizard.statements import ICONS, STATES, Statements, empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.wizard.lines import Proposal
    from hlh_desktop.domain.wizard.words import Words

FINDING, NOTE = "matter.finding", "matter.note"


class LineNotes(QWidget):
    """Drawn anew only when it says something else."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().tokens.px(6))

    def show_notes(self, proposal: Proposal, findings: Sequence[Finding]) -> None:
        """Reason and sources, the line's own note, findings, and each matter of which sources say two things."""
        shown = (proposal.stance_text, proposal.reason, proposal.sources, proposal.disagreements, tuple(findings))
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._column)
        self._column.addLayout(_why(proposal))
        matters = _matters(proposal)
        for side in matters.pop(self._words.screen(NOTE), []):
            self._column.addWidget(text(side.text, "small", wrap=True))
        told = matters.pop(self._words.screen(FINDING), [])
        if findings:
            part = Statements(self.tr("Findings"))
            part.show_findings(findings, self._words)
            self._column.addWidget(part)
        else:
            for side in told:
                self._column.addWidget(Note("info", side.text, strong=f"{side.title}:", plain=True))
        for matter, sides in matters.items():
            self._column.addWidget(Disagreement(matter, sides if len(sides) > 1 else [_own(proposal), *sides]))


def _why(proposal: Proposal) -> Abreast:
    """The stance as icon and word, and why."""
    words = text(f"{proposal.stance_text}: {proposal.reason}", "small", wrap=True)
    words.setToolTip("; ".join(proposal.sources))
    row = Abreast(gap=6)
    if proposal.stance is not None:
        row.put(Icon(ICONS[proposal.stance], colour_of(STATES[proposal.stance]), icons.SIZE - 4), share=0)
    row.put(words, share=1)
    return row


def _matters(proposal: Proposal) -> dict[str, list[Side]]:
    found: dict[str, list[Side]] = {}
    for side in proposal.disagreements:
        found.setdefault(side.matter, []).append(side)
    return found


def _own(proposal: Proposal) -> Side:
    """What is said as things stand, for the side that would be said otherwise."""
    return Side("", proposal.stance_text, proposal.reason, proposal.sources)
