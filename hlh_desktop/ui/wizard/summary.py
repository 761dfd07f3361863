"""The live summary "So far": what the entries amount to while one types. It shows what the look says, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.finding import LEVELS
from hlh_desktop.domain.proof_rules import finding_proof
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import area, number, with_unit
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.summary_parts import Notes, Pairs, Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.criteria.hlh import Assessment
    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.wizard.lines import Proposal
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

# From this step on the treatment is looked at, and the criteria are behind.
REGIMEN = 5
STATES: dict[str, State] = {"fulfilled": "ok", "open": "none", "not_fulfilled": "warning"}
MAS: dict[str, State] = {"met": "warning", "not_met": "none", "unknown": "none", "not_applicable": "none"}
KIDNEY = "mL/min/1.73 m2"


class Summary(QWidget):
    """Age, body surface, kidney, criteria, what is missing, proposed lines and findings.

    `proved` comes with the proof of a finding, and with what was pressed.
    """

    proved = Signal(object, QWidget)

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setAccessibleName(self.tr("So far"))
        self._tell = Telling(entry.desk.ward.ward.wording)
        self.figures, self.missing, self.doses = Pairs(), Pairs(), Pairs()
        self.findings = Notes()
        self.verdicts = {
            "hlh_2004": Verdict(self.tr("HLH-2004")),
            "hlh_2024": Verdict(self.tr("2024 clinical list")),
            "mas_2016": Verdict(self.tr("MAS 2016")),
            "hscore": Verdict(self.tr("HScore")),
        }
        self._criteria = Section()
        self._missing = Section(self.tr("Missing, and what it would add"))
        self._lines = Section(self.tr("Lines"), badge=True)
        self._findings = Section(self.tr("Findings"))
        self._place()
        self.findings.asked.connect(self._prove)
        entry.looked.connect(self.show_look)
        self.show_look(entry.look)

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addWidget(text(self.tr("So far"), "heading"))
        column.addWidget(self.figures)
        for verdict in self.verdicts.values():
            self._criteria.column.addWidget(verdict)
        self._missing.column.addWidget(self.missing)
        self._lines.column.addWidget(self.doses)
        self._findings.column.addWidget(self.findings)
        for section in (self._criteria, self._missing, self._lines, self._findings):
            column.addWidget(section)
        column.addStretch()

    # --- drawing

    def show_look(self, look: Look) -> None:
        """Draws what is known now."""
        early = self.entry.draft.step < REGIMEN
        self.figures.show_pairs(self._figures(look), self.tr("not known yet"))
        self._criteria.setVisible(early and look.criteria is not None)
        if look.criteria is not None:
            self._show_criteria(look.criteria)
        self._missing.setVisible(early and bool(look.missing))
        self.missing.show_pairs([(one.title, one.adds) for one in look.missing], "")
        self._show_lines(look)
        self._findings.setVisible(bool(look.findings))
        self.findings.show_notes([self._finding(one) for one in by_level(look.findings)])

    def _figures(self, look: Look) -> list[tuple[str, str | None]]:
        bsa, kidney = look.bsa, look.egfr
        return [
            (self.tr("Age on day one"), None if look.age is None else self._tell.age(look.age)),
            (self.tr("BSA, Mosteller"), None if bsa is None else area(bsa.used)),
            (self.tr("BSA, Haycock"), None if bsa is None else area(bsa.haycock_rounded)),
            (
                self.tr("eGFR, bedside Schwartz"),
                None if kidney is None else with_unit(number(kidney.shown), KIDNEY),
            ),
        ]

    def _show_criteria(self, criteria: Criteria) -> None:
        for name, found in (("hlh_2004", criteria.hlh_2004), ("hlh_2024", criteria.hlh_2024)):
            icon = "circle-x" if found.state == "not_fulfilled" else ""
            self.verdicts[name].say(STATES[found.state], self._state(found), self._count(found), icon)
        words = {
            "met": self.tr("Met"),
            "not_met": self.tr("Not met"),
            "unknown": self.tr("Not known"),
            "not_applicable": self.tr("Does not apply"),
        }
        mas = criteria.mas_2016
        why = self.tr("no known or suspected sJIA") if mas == "not_applicable" else ""
        self.verdicts["mas_2016"].say(MAS[mas], words[mas], why, "circle-x" if mas == "not_applicable" else "")
        score = criteria.hscore
        known = score.low == score.high
        points = str(score.low) if known else self.tr("%s to %s") % (score.low, score.high)
        chance = dict.fromkeys((score.probability_low, score.probability_high))
        told = self.tr(" to ").join(f"{one}\N{NO-BREAK SPACE}%" for one in chance)
        self.verdicts["hscore"].say("info", points, self.tr("probability %s, from adults: never a rule") % told)

    def _state(self, found: Assessment) -> str:
        states = {
            "fulfilled": self.tr("Fulfilled"),
            "open": self.tr("Not decided"),
            "not_fulfilled": self.tr("Not fulfilled"),
        }
        return states[found.state]

    def _count(self, found: Assessment) -> str:
        return self.tr("%s of %s met, %s not assessed, %s not met") % (
            found.met, len(found.items), found.unknown, found.not_met,
        )  # fmt: skip

    def _show_lines(self, look: Look) -> None:
        lines = [one for one in look.proposals if one.rows and one.state != "declined"]
        wanted = [one for one in lines if one.state in ("accepted", "changed") or one.must or one.stance == "proposed"]
        pairs = [pair for one in wanted for pair in self._doses(one)]
        if look.plan is not None and look.plan.cumulative.points:
            total = with_unit(number(look.plan.cumulative.overall, 0), "mg/m2")
            pairs.append((self.tr("cumulative etoposide"), total))
        self.doses.show_pairs(pairs, "")
        decided = [one for one in look.proposals if one.state != "undecided"]
        asked = [one for one in look.proposals if one.must or one.state != "undecided"]
        words = self.tr("%s of %s decided") % (len(decided), len(asked))
        self._lines.badge.say("ok" if len(decided) == len(asked) else "open", words)
        self._lines.setVisible(bool(pairs))

    def _doses(self, line: Proposal) -> Iterator[tuple[str, str | None]]:
        for row in line.rows:
            count = self.tr("1 dose") if row.doses == 1 else self.tr("%s doses") % row.doses
            when = count if len(line.rows) == 1 else row.days
            yield self.tr("%s, %s") % (row.drug, when), f"{row.dose}\N{NO-BREAK SPACE}{row.unit}"

    def _prove(self, place: int, pressed: QWidget) -> None:
        look, knowledge = self.entry.look, self.entry.desk.ward.ward.knowledge
        found = by_level(look.findings)
        if look.trial is not None and place < len(found):
            self.proved.emit(finding_proof(look.trial, knowledge, found[place]), pressed)

    def _finding(self, one: Finding) -> tuple[State, str, str]:
        words = {
            "refuse": self.tr("Refused:"),
            "critical": self.tr("Critical:"),
            "warning": self.tr("Warning:"),
            "info": "",
        }
        return one.level, words[one.level], self._tell.sentence(one.text)


def by_level(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings with the gravest first; those of one level keep their order."""
    return sorted(findings, key=lambda one: LEVELS.index(one.level))
