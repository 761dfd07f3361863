"""One line of the regimen: its doses in columns, the physician's decision, and below it what it takes to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.domain.telling import Telling
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.wizard.card import beside
from hlh_desktop.ui.wizard.change_form import ChangeForm
from hlh_desktop.ui.wizard.decline_form import DeclineForm
from hlh_desktop.ui.wizard.disagreement import InfantRules
from hlh_desktop.ui.wizard.dose_grid import DoseGrid
from hlh_desktop.ui.wizard.from_now import FromNow
from hlh_desktop.ui.wizard.line_notes import LineNotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.wizard.lines import InfantRule, Proposal
    from hlh_desktop.domain.wizard.words import Words
    from hlh_desktop.ui.wizard.change_form import Notes

Panel = Literal["change", "decline"]
ACCEPT, CHANGE, DECLINED = "accepted", "changed", "declined"
RULE = "rule"


class LineRow(QFrame):
    """A line. It tells what the physician presses and types; what becomes of it comes back by `show_line`."""

    accepted = Signal()
    declined = Signal(str)
    undone = Signal()
    typed = Signal(str, object, bool)
    dropped = Signal(str)
    resized = Signal()

    def __init__(self, proposal: Proposal, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(proposal.title)
        self.proposal, self._words = proposal, words
        self._panel: Panel | None = None
        self.choice = Choice(
            proposal.title, ((ACCEPT, self.tr("Accept")), (CHANGE, self.tr("Change")), (DECLINED, self.tr("Decline")))
        )
        self.choice.changed.connect(self._decided)
        px = look().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(7), px(12), px(7))
        column.setSpacing(px(6))
        self.doses = DoseGrid(proposal.title, self._deciding())
        column.addWidget(self.doses)
        for part in self._parts(proposal, words):
            column.addWidget(part)

    def _deciding(self) -> QWidget:
        """The three answers, and below them the way back from a declined line."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().tokens.px(2))
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignRight)
        words = self.tr("Take back {title}").format(title=self.proposal.title)
        self.back = button(self.tr("Take back"), "quiet", "undo-2", name=words)
        self.back.clicked.connect(self.undone)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)
        return made

    def _parts(self, proposal: Proposal, words: Words) -> tuple[QWidget, ...]:
        self.blocked = Note("critical")
        self.infants = InfantRules()
        self.infants.chosen.connect(lambda rule: self.typed.emit(RULE, rule, False))
        reasons = words.each(words.knowledge.asking.reasons["factor"])
        self.form = ChangeForm(proposal.title, reasons)
        self.form.typed.connect(self.typed)
        self.form.dropped.connect(self.dropped)
        self.change_panel = self._framed(self.form)
        self.decline_form = DeclineForm(proposal.title, words.each(words.knowledge.asking.reasons["decline"]))
        self.decline_form.declined.connect(self._decline)
        self.decline_form.cancelled.connect(self.close_panel)
        self.notes = LineNotes(words)
        self.from_now = FromNow(proposal.title, Telling(words.knowledge.wording), reasons)
        self.from_now.hide()
        return (self.blocked, self.infants, self.change_panel, self.from_now, self.decline_form, self.notes)

    def _framed(self, form: ChangeForm) -> QFrame:
        made = QFrame()
        made.setProperty("frame", "inset")
        px = look().tokens.px
        column = QVBoxLayout(made)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addWidget(form)
        title = self.proposal.title
        self.done = button(self.tr("Done"), icon="check", name=self.tr("Done with {title}").format(title=title))
        self.done.clicked.connect(self.close_panel)
        self.remove = button(
            self.tr("Take this line out"), "danger", "trash-2", name=self.tr("Take {title} out").format(title=title)
        )
        self.remove.clicked.connect(self._remove)
        row = beside(self.done)
        row.addWidget(self.remove)
        column.addLayout(row)
        return made

    # --- deciding

    def _decided(self, key: object) -> None:
        if key == ACCEPT and self.proposal.needs:
            self.open_panel("change")
        elif key == ACCEPT:
            self._panel = None
            self.accepted.emit()
        else:
            self.open_panel("change" if key == CHANGE else "decline")
        self._show_panel()

    def open_panel(self, panel: Panel) -> None:
        """Opens the form or the question for a reason, and puts the cursor there."""
        self._panel = panel
        self._show_panel()
        if panel == "change":
            self.form.focus_first(self.proposal.needs)
        else:
            self.decline_form.begin(self.proposal.declined_because or "")

    def close_panel(self) -> None:
        """Closes what is open below the line; nothing typed is lost."""
        self._panel = None
        self._show_panel()
        self.choice.button(ACCEPT).setFocus()

    def _decline(self, reason: str) -> None:
        self._panel = None
        self.declined.emit(reason)
        self.choice.button(DECLINED).setFocus()

    def _remove(self) -> None:
        self._panel = None
        self.undone.emit()

    # --- drawing

    def show_line(
        self, proposal: Proposal, findings: Sequence[Finding], notes: Notes, infants: Sequence[InfantRule],
    ) -> None:  # fmt: skip
        """The line as it stands now."""
        self.proposal = proposal
        wrong = [words for path, (_, words) in notes.items() if path.startswith(f"{proposal.path}.")]
        rows = () if wrong or proposal.state == DECLINED else proposal.rows
        self.doses.show_rows(rows)
        self._show_blocked(proposal, bool(wrong))
        self.infants.setVisible(bool(infants) and proposal.state != DECLINED)
        self.infants.show_rules(infants, proposal.decided.get(RULE))
        asked = [one for one in proposal.parameters if one.name != RULE or (not infants and RULE in proposal.decided)]
        self.form.show_parameters(asked, proposal.decided, notes)
        self.notes.show_notes(proposal, findings)
        self._show_panel()

    def _show_blocked(self, proposal: Proposal, wrong: bool) -> None:
        """Why there is no dose: an entry, a refusal, or the decision itself."""
        said: tuple[str, str] | None = None
        if proposal.state == DECLINED:
            said = "open", self.tr("Declined: {reason}").format(reason=proposal.declined_because)
        elif proposal.refusals:
            said = "refuse", " ".join(proposal.refusals)
        elif wrong:
            said = "critical", self.tr("No dose while an entry of this line is missing or wrong: see Change.")
        elif proposal.needs:
            said = "info", self.tr("Not calculated yet: this line asks for its dose first.")
        self.blocked.setVisible(said is not None)
        if said is not None:
            self.blocked.say(said[0], said[1])  # type: ignore[arg-type]

    def _show_panel(self) -> None:
        state = self.proposal.state
        shown = {"change": CHANGE, "decline": DECLINED}.get(self._panel or "", state)
        self.choice.choose(None if shown == "undecided" else shown)
        self.change_panel.setVisible(self._panel == "change")
        self.decline_form.setVisible(self._panel == "decline")
        self.remove.setVisible(state in (ACCEPT, CHANGE))
        self.back.setVisible(state == DECLINED)
        self.resized.emit()
