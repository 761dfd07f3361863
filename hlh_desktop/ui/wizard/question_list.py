"""The questions before treatment: each yes, no or not asked; first those that matter for what is likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.wizard.questions import GROUPS
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.texts import button, rule, text
from hlh_desktop.ui.wizard.card import AnswerRow, beside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hlh_desktop.domain.wizard.questions import Group, Question


class QuestionList(QWidget):
    """All questions in their groups. `answered` tells the question and true, false or None for not asked."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Before treatment"))
        self._rows = {question.key: self._row(question) for group in GROUPS for question in group.questions}
        self._heads: dict[str, QWidget] = {}
        self._first: tuple[str, ...] | None = None
        self._open = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().tokens.px(6))
        self.near, self.far = _part(), _part()
        self.more = button("", "plain", "chevron-down")
        self.more.clicked.connect(self._toggle)
        self._column.addWidget(self.near)
        self._column.addLayout(beside(self.more))
        self._column.addWidget(self.far)

    def _row(self, question: Question) -> AnswerRow:
        words, note = labels()[question.key]
        answers = ((True, self.tr("Yes")), (False, self.tr("No")), (None, self.tr("Not asked")))
        choice = Choice(words, answers)
        choice.changed.connect(lambda answer: self.answered.emit(question.key, answer))
        return AnswerRow(words, note, choice, strong=False)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What stands first, the button that opens the rest, and the rest."""
        return self.near, self.more, self.far

    def choice(self, key: str) -> Choice:
        """The answers of one question."""
        return self._rows[key].choice

    def reveal(self, key: str) -> None:
        """Opens the further questions if this one is among them."""
        if not self._open and self.far.isAncestorOf(self._rows[key]):
            self._toggle()

    def show_answers(self, answers: Mapping[str, object], first: Collection[str]) -> None:
        """Draws the answers; the questions named in `first` stand before the others, asked or not."""
        for key, row in self._rows.items():
            row.choice.choose(answers.get(key))
        now = tuple(one.key for group in GROUPS for one in group.questions if one.key in first)
        if now != self._first:
            self._first = now
            self._place()
        self._say_more()

    def _place(self) -> None:
        """Puts each row into the part in which it stands now; no answer and no focus is lost by it."""
        focus = next((row for row in self._rows.values() if row.isAncestorOf(row.focusWidget() or row)), None)
        for part in (self.near, self.far):
            _clear(part, keep=self._rows.values())
        for group in GROUPS:
            for part, nearby in ((self.near, True), (self.far, False)):
                self._place_group(part, group, [one for one in group.questions if self._is_near(one) is nearby])
        if focus is not None and self.isVisible():
            focus.choice.setFocus()

    def _is_near(self, question: Question) -> bool:
        return question.key in (self._first or ())

    def _place_group(self, part: QWidget, group: Group, questions: list[Question]) -> None:
        column = part.layout()
        if not questions or not isinstance(column, QVBoxLayout):
            return
        if column.count():
            column.addSpacing(look().tokens.px(10))
        column.addWidget(text(titles()[group.key], "strong", wrap=True))
        for question in questions:
            column.addWidget(rule())
            column.addWidget(self._rows[question.key])
            self._rows[question.key].show()

    def _say_more(self) -> None:
        others = [row for key, row in self._rows.items() if key not in (self._first or ())]
        open_ones = sum(row.choice.value is None for row in others)
        verb = self.tr("Hide") if self._open else self.tr("Show")
        self.more.setText(
            self.tr("{verb} {count} further questions, {open} not asked").format(
                verb=verb, count=len(others), open=open_ones
            )
        )
        self.more.setVisible(bool(others))
        self.far.setVisible(self._open)

    def _toggle(self) -> None:
        self._open = not self._open
        self._say_more()


def _part() -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look().tokens.px(6))
    return made


def _clear(part: QWidget, keep: Collection[QWidget]) -> None:
    """Takes everything out of a part; what is kept goes on living without a place."""
    column = part.layout()
    while column is not None and column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None and widget not in keep:
            widget.deleteLater()


def titles() -> dict[str, str]:
    """The heading of each group."""
    return dict(_titles())


def _titles() -> Iterator[tuple[str, str]]:
    say = QCoreApplication.translate
    yield "screening", say("Questions", "Blood taken first: IVIG and antibodies blur it for weeks")
    yield "exposure", say("Questions", "Exposure, vaccines and travel")
    yield "body", say("Questions", "Heart, kidney, bleeding and lines")
    yield "pregnancy", say("Questions", "Pregnancy and fertility")
    yield "consent", say("Questions", "Consent and who speaks for the child")


def labels() -> dict[str, tuple[str, str]]:
    """The words of each question, and a few more where it needs them."""
    return {key: (words, note) for key, words, note in (*_infection(), *_body(), *_people())}


def _infection() -> Iterator[tuple[str, str, str]]:
    say = QCoreApplication.translate
    yield (
        "serology_drawn_before_ivig",
        say("Questions", "Serology drawn before IVIG"),
        say("Questions", "hepatitis B, HIV, EBV, CMV"),
    )
    yield "igg_drawn_before_ivig", say("Questions", "IgG drawn before IVIG"), ""
    yield "hbsag_positive", say("Questions", "HBsAg positive"), ""
    yield "anti_hbc_positive", say("Questions", "Anti-HBc positive"), ""
    yield "hiv_positive", say("Questions", "HIV positive"), ""
    yield "tuberculosis_test_positive", say("Questions", "Tuberculosis test positive"), ""
    yield "tuberculosis_exposure", say("Questions", "Contact with tuberculosis"), ""
    yield "varicella_immune", say("Questions", "Immune to varicella"), ""
    yield "measles_immune", say("Questions", "Immune to measles"), ""
    yield "recent_live_vaccine", say("Questions", "Live vaccine in recent weeks"), ""
    yield "household_vaccines", say("Questions", "Household vaccinated"), ""
    yield "travel_leishmania", say("Questions", "Stay in a leishmania area"), ""
    yield "travel_malaria", say("Questions", "Stay in a malaria area"), ""
    yield "travel_strongyloides", say("Questions", "Stay in a strongyloides area"), ""


def _body() -> Iterator[tuple[str, str, str]]:
    say = QCoreApplication.translate
    yield "bleeding", say("Questions", "Bleeding now"), ""
    yield "heart_failure", say("Questions", "Heart failure"), ""
    yield "renal_replacement", say("Questions", "Renal replacement therapy"), ""
    yield "ecmo", say("Questions", "ECMO"), ""
    yield "central_line", say("Questions", "Central line in place"), ""
    yield "oedema", say("Questions", "Oedema"), say("Questions", "the weight then holds fluid")
    yield "ascites", say("Questions", "Ascites"), ""
    yield "obesity", say("Questions", "Obesity"), ""
    yield "thrombosis_risk", say("Questions", "Risk of thrombosis"), say("Questions", "IVIG")
    yield "iga_deficiency", say("Questions", "IgA deficiency"), say("Questions", "IVIG")
    yield (
        "g6pd_deficiency",
        say("Questions", "G6PD deficiency"),
        say("Questions", "dapsone, co-trimoxazole, rasburicase"),
    )
    yield "long_qt", say("Questions", "Long QT"), ""
    yield (
        "tumour_lysis_risk",
        say("Questions", "Risk of tumour lysis"),
        say("Questions", "urate, potassium, phosphate before the first steroid"),
    )


def _people() -> Iterator[tuple[str, str, str]]:
    say = QCoreApplication.translate
    yield "pregnancy_test", say("Questions", "Pregnancy test positive"), say("Questions", "from menarche")
    yield "contraception", say("Questions", "Contraception arranged"), ""
    yield "breastfed_infant", say("Questions", "Breastfed, or breastfeeding"), ""
    yield "fertility_talk", say("Questions", "Fertility talked about"), ""
    yield "consent_chemotherapy", say("Questions", "Consent to chemotherapy"), ""
    yield "consent_blood", say("Questions", "Consent to blood products"), ""
    yield "refuses_blood", say("Questions", "Blood products refused"), ""
    yield "consent_off_label", say("Questions", "Consent to off-label use"), ""
    yield "consent_genetics", say("Questions", "Consent to genetic tests"), ""
    yield "assent", say("Questions", "Assent of the child"), ""
    yield "guardian", say("Questions", "Guardian known and reached"), ""
    yield "interpreter", say("Questions", "Interpreter needed"), ""
    yield "trial", say("Questions", "Takes part in a trial"), ""
