"""HScore and MAS 2016 on the diagnosis page: what they come to, and what they must not be taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.hscore import most
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.card import AnswerRow, Card
from hlh_desktop.ui.wizard.hscore_bar import HScoreBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.criteria.hscore import HScore
    from hlh_desktop.domain.criteria.mas import MasState
    from hlh_desktop.domain.criteria.rules import HScoreRules
    from hlh_desktop.ui.widgets.choice import Choice


class HScoreCard(Card):
    """The score as an interval with its probability, and the bar."""

    def __init__(self, rules: HScoreRules, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("HScore"))
        self.setAccessibleName(self.heading.text())
        self._most = most(rules)
        self.bar = HScoreBar(rules)
        self.warning = Badge("info", self.tr("Adult-derived, never a treatment rule"))
        self.open = text(role="muted", wrap=True)
        self.proof = button(self.tr("Proof"), "plain", "shield-check", name=self.tr("How the HScore was counted"))
        head = Abreast(centred=True)
        head.put(self.warning, share=0)
        head.put(self.open, share=1, least=200)
        head.put(self.proof, share=0)
        self.add(head)
        self.add(self.bar)

    def show_score(self, score: HScore | None) -> None:
        """Draws a score; None while it can't be counted."""
        self.bar.show_score(score)
        self.proof.setEnabled(score is not None)
        if score is None:
            self.heading.setText(self.tr("HScore"))
            self.say_aside(self.tr("counted once the birth date is in"))
            self.open.setText("")
            return
        known = score.low == score.high
        self.heading.setText(
            self.tr("HScore %s") % score.low if known else self.tr("HScore %s to %s") % (score.low, score.high)
        )
        chance = dict.fromkeys((score.probability_low, score.probability_high))
        told = self.tr(" to ").join(f"{one}\N{NO-BREAK SPACE}%" for one in chance)
        self.say_aside(self.tr("probability %s") % told)
        rest = self.tr("%s known, up to %s open; most possible %s")
        self.open.setText(rest % (score.low, score.high - score.low, self._most))
        self.bar.setAccessibleName(f"{self.heading.text()}, {self.aside.text()}, {self.open.text()}")


class MasCard(Card):
    """MAS 2016: only a child with sJIA can have it, so that is asked here."""

    def __init__(self, rule: str, note: str, sjia: Choice, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("MAS 2016"))
        self.note = text(note, "muted", wrap=True)
        self.setAccessibleName(self.heading.text())
        self.state = Badge()
        self.proof = button(self.tr("Proof"), "plain", "shield-check", name=self.tr("How MAS 2016 was decided"))
        row = Abreast(centred=True)
        row.put(self.state, share=0)
        row.put(text(rule, "small", wrap=True), share=1, least=300)
        row.put(self.proof, share=0)
        self.add(row)
        self.add(self.note)
        self.add(
            AnswerRow(self.tr("Systemic JIA known or suspected"), self.tr("without it MAS 2016 does not apply"), sjia)
        )

    def show_state(self, state: MasState | None) -> None:
        """What the rule comes to; where it is not met, that the fever of this rule may be treated away."""
        self.proof.setEnabled(state is not None)
        self.note.setVisible(state == "not_met")
        if state == "met":
            self.state.say("warning", self.tr("Met"))
        elif state == "not_applicable":
            self.state.say("none", self.tr("Does not apply"), "circle-x")
        elif state == "not_met":
            self.state.say("none", self.tr("Not met"), "circle-x")
        else:
            self.state.say("none", self.tr("Unknown"))
