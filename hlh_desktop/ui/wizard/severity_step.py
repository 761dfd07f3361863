"""Step 4: how the child is, the prognostic indicators from the labs, and what is asked before treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.article_rows import article_row
from hlh_desktop.domain.wizard.questions import come_first, likely
from hlh_desktop.domain.wizard.risk_signs import assessed
from hlh_desktop.ui.forms.ui_severity_step import Ui_SeverityStep
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, rule, text
from hlh_desktop.ui.wizard.allergy_classes import AllergyClasses
from hlh_desktop.ui.wizard.card import AnswerRow, Card, Ruled, stacked
from hlh_desktop.ui.wizard.measures import labelled
from hlh_desktop.ui.wizard.medicine_list import MedicineList
from hlh_desktop.ui.wizard.question_list import QuestionList
from hlh_desktop.ui.wizard.risk_table import RiskTable
from hlh_desktop.ui.wizard.step import Step
from hlh_desktop.ui.wizard.tab_order import TabOrder

if TYPE_CHECKING:
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

MEDICINES, SAFETY, ALLERGIES = "other_medicines", "safety", "patient.allergies"
NONE_BEFORE = "0"
PRIOR = "patient.prior_etoposide_mg_per_m2"
RESPONSE = "severity.response"
# Its place in the case, the question, what is meant by it, and the answers by their keys.
Question = tuple[str, str, str, tuple[tuple[object, str], ...]]
# The row of the article whose percentages for a sign could not be found in the paper: said beside the signs.
UNVERIFIED = "S36"


class SeverityStep(Step):
    """Course, response, nervous system; indicators; questions before treatment; current medicines."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_SeverityStep()
        self.ui.setupUi(self)
        self._knowledge = entry.desk.ward.ward.knowledge
        self._prior_words = self.tr(
            "In all, from the notes, wherever it was given: it counts towards the lifetime sum. "
            "0 must be said; empty is not asked."
        )
        abreast = Abreast()
        self._tabs = TabOrder()
        self._left = stacked((self._course(), self._risk(), self._medicines()))
        for side in (self._left, stacked((self._before(),))):
            abreast.put(side, share=1, least=580)
        self.ui.answers.addLayout(abreast)
        self.begin()

    # --- what is asked

    def _course(self) -> Card:
        card = Card(self.tr("Course"))
        rows = Ruled()
        for path, question, explanation, answers in (*self._questions(), *self._later()):
            choice = Choice(question, answers)
            self.bind_choice(path, choice)
            rows.add_row(AnswerRow(question, explanation, choice))
        card.add(rows)
        return card

    def _questions(self) -> tuple[Question, ...]:
        return (
            (
                "severity.course",
                self.tr("How the child is"),
                self.tr("deteriorating: worse within hours, or an organ fails"),
                (("stable", self.tr("Stable")), ("deteriorating", self.tr("Rapidly deteriorating"))),
            ),
            (
                "severity.responding_to_specific_treatment",
                self.tr("Responds to treatment of the cause so far"),
                self.tr("unknown also where none was given yet"),
                ((True, self.tr("Yes")), (False, self.tr("No")), (None, self.tr("Unknown"))),
            ),
            (
                "severity.cns",
                self.tr("Signs of the central nervous system"),
                self.tr("seizures, altered state, focal signs, meningism"),
                (
                    ("none", self.tr("None")), ("present", self.tr("Present")),
                    ("progressive", self.tr("Progressive")),
                ),
            ),
            (
                "severity.csf",
                self.tr("Cerebrospinal fluid"),
                self.tr("abnormal: cells or protein above the limits of the age"),
                (
                    ("normal", self.tr("Normal")), ("abnormal", self.tr("Abnormal")),
                    ("not_done", self.tr("Not done")),
                ),
            ),
        )  # fmt: skip

    def _later(self) -> tuple[Question, ...]:
        """What is asked of a later version of a plan, or was answered in an earlier one."""
        if not self.entry.is_revision and self.entry.value(RESPONSE) is None:
            return ()
        return (
            (
                RESPONSE,
                self.tr("Response to treatment so far"),
                self.tr("by the definition of week 2 or week 8; at 24 to 48 hours it is a reason to step up, no more"),
                (
                    ("resolved", self.tr("Resolved")), ("partial", self.tr("Partial")),
                    ("below_partial", self.tr("Below partial")), ("reactivated", self.tr("Reactivated")),
                    (None, self.tr("Not assessed")),
                ),
            ),
        )  # fmt: skip

    def _risk(self) -> Card:
        self.risk = Card(self.tr("Prognostic indicators"))
        self.risk_table = RiskTable()
        self.risk_note = Note(
            "info", self.tr("Each stands alone: they are not added up, and none changes a dose."), plain=True
        )
        self.risk_missing = Note("none", plain=True)
        row = article_row(UNVERIFIED, self.entry.desk.ward.ward.knowledge)
        told = f"{row.code}, {row.word}:"
        self.risk_unverified = Note("warning", f"{row.says} {row.note}", strong=told, plain=True)
        for part in (self.risk_table, self.risk_missing, self.risk_note, self.risk_unverified):
            self.risk.add(part)
        return self.risk

    def _before(self) -> Card:
        self.before = Card(self.tr("Before treatment"))
        self.questions = QuestionList()
        self.questions.answered.connect(lambda key, answer: self.entry.write(f"{SAFETY}.{key}", answer))
        self.classes = AllergyClasses()
        self.classes.changed.connect(lambda names: self.entry.write(ALLERGIES, names))
        self.before.add(self._prior())
        self.before.add(rule())
        self.before.add(self.questions)
        self.before.add(self.classes)
        return self.before

    def _medicines(self) -> Card:
        card = Card(self.tr("Medicines"))
        rows = Ruled()
        self.medicines = MedicineList()
        self.medicines.changed.connect(lambda names: self.entry.write(MEDICINES, names))
        rows.add_row(self.medicines)
        card.add(rows)
        return card

    def _prior(self) -> QWidget:
        """Etoposide of earlier treatment; none has to be said."""
        made = QWidget()
        self.prior = Field(
            PRIOR, self.tr("Etoposide given before"), unit="mg/m²", number=True, hint=self.tr("0 for none")
        )
        self.bind_field(self.prior)
        self.no_prior = button(self.tr("None given"), name=self.tr("No etoposide was given before"))
        self.no_prior.clicked.connect(lambda: self.entry.write(PRIOR, NONE_BEFORE))
        row = Abreast(made)
        row.put(self.prior, share=0)
        row.put(labelled("", self.no_prior), share=0)
        row.put(text(self._prior_words, "small", wrap=True), share=1, least=220)
        return made

    # --- drawing

    def refresh(self, look: Look) -> None:
        """Indicators, questions and medicines as they stand."""
        self._show_risk(look)
        answers = self.entry.value(SAFETY)
        answers = answers if isinstance(answers, dict) else {}
        lines = likely(look.options, look.proposals, self.entry.value("etiology.kind"), self._knowledge)
        self.questions.show_answers(answers, come_first(lines, look.age, self._knowledge))
        if self.prior.note.isHidden():
            self.prior.line.setAccessibleDescription(self._prior_words)
        self._tabs.put((self._left, self.prior, self.no_prior, *self.questions.parts, self.classes))
        asked = sum(answers.get(key) is not None for key in self._knowledge.settings.questions)
        self.before.say_aside(
            self.tr("{asked} of {all} asked; what is not asked prints as not asked").format(
                asked=asked, all=len(self._knowledge.settings.questions)
            )
        )
        names = self.entry.value(MEDICINES)
        self.medicines.show_names(names if isinstance(names, list | tuple) else None)
        allergies = self.entry.value(ALLERGIES)
        self.classes.show_names(allergies if isinstance(allergies, list | tuple) else None)

    def _show_risk(self, look: Look) -> None:
        signs = look.risk_signs
        self.risk_table.setVisible(bool(signs))
        self.risk_missing.setVisible(not signs)
        if not signs:
            self.risk_missing.say("none", self.tr("They are told from the results once the birth date is in."))
            self.risk.say_aside("")
            return
        known, applying = assessed(signs)
        self.risk.say_aside(
            self.tr("{known} of {all} assessed, from the results of the last 7 days").format(known=known, all=applying)
        )
        self.risk_table.show_signs(signs)

    # --- jumping

    def widget_at(self, path: str) -> QWidget | None:
        """Questions, medicines and whole parts of this page too."""
        if path.startswith(f"{SAFETY}."):
            key = path.removeprefix(f"{SAFETY}.")
            self.questions.reveal(key)
            return self.questions.choice(key)
        parts = {MEDICINES: self.medicines.choice, SAFETY: self.questions, "severity": self._choices["severity.course"]}
        return super().widget_at(path) or parts.get(path.partition("[")[0])
