"""Step 2: the items of HLH-2004 with what was found for each, HScore, MAS 2016, and results that are needed later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.criteria.item_words import item_words, mas_words
from hlh_desktop.domain.day_entry import DayEntry
from hlh_desktop.domain.plain import MOMENT
from hlh_desktop.domain.proof_scores import criteria_proof
from hlh_desktop.domain.result_entry import unit_choices
from hlh_desktop.ui.forms.ui_diagnosis_step import Ui_DiagnosisStep
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.date_field import DateField
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.card import AnswerRow, Card, Ruled, beside
from hlh_desktop.ui.wizard.item_row import ItemRow
from hlh_desktop.ui.wizard.lab_line import Asked
from hlh_desktop.ui.wizard.lab_lines import LabLines
from hlh_desktop.ui.wizard.score_cards import HScoreCard, MasCard
from hlh_desktop.ui.wizard.step import Step, worst_notes

if TYPE_CHECKING:
    from datetime import date

    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ui.wizard.lab_line import LabLine
    from hlh_desktop.ward.look import Look

TEMPERATURE, GENE = "signs.temperature_c", "signs.hlh_gene_defect"
# The items as they are asked for, and what each rests on: results by analyte, or a sign that a person answers.
RESULTS = {
    "cytopenias": (("hb",), ("plt",), ("anc",)),
    "triglycerides_or_fibrinogen": (("tg",), ("fibrinogen",)),
    "ferritin": (("ferritin",),),
    "scd25": (("scd25", "scd25_mass"),),
}
SIGNS = {
    "hlh_gene_defect": "hlh_gene_defect",
    "splenomegaly": "splenomegaly",
    "hemophagocytosis": "hemophagocytosis",
    "nk_activity": "nk_activity_low",
}
ITEMS = (
    "hlh_gene_defect", "fever", "splenomegaly", "cytopenias", "triglycerides_or_fibrinogen", "ferritin", "scd25",
    "hemophagocytosis", "nk_activity",
)  # fmt: skip
LATER = ("wbc", "ast", "na", "inr", "aptt", "bili_t", "crea", "alb", "ebv")
FASTING = "tg"
# The room in px of the design that a line of a result needs, and that an answer needs.
LINE, ANSWER = 512, 210
LAB_PLACE = re.compile(r"labs\[(\d+)\]\.?(\w*)")


class DiagnosisStep(Step):
    """What was found, by item. Yes, no and unknown are three answers; the word at the right follows from the rules."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_DiagnosisStep()
        self.ui.setupUi(self)
        self._knowledge = entry.desk.ward.ward.knowledge
        self._days = DayEntry(self._knowledge.wording)
        self.results: dict[str, LabLines] = {}
        self.items: dict[str, ItemRow] = {}
        self.hscore = HScoreCard(self._knowledge.criteria.hscore)
        mas = mas_words(self._knowledge.criteria, self._knowledge.catalogue, self._knowledge.wording)
        note = self._knowledge.criteria.mas_2016.note[self._knowledge.wording.language]
        self.mas = MasCard(mas, note, self.bind_choice("signs.sjia", self._choice(self.tr("Systemic JIA"))))
        self.hscore.proof.clicked.connect(lambda: self.prove("hscore", self.hscore))
        self.mas.proof.clicked.connect(lambda: self.prove("mas_2016", self.mas))
        for card in (self._found(), self._also(), self.hscore, self.mas, self._later()):
            self.ui.cards.addWidget(card)
        self.begin()

    # --- the cards

    def _found(self) -> Card:
        card = Card(self.tr("HLH-2004"), self.tr("type < or > before a value beyond the assay; Enter goes to the next"))
        self.sample = DateField("", self.tr("New results were taken"), self._days, self._today, clock=True)
        self.sample.show_value(self._last_sample())
        head = Abreast()
        head.put(self.sample, share=1, least=180)
        words = self.tr("Date and time of the sample: each new value begins with it, and can have its own.")
        head.put(text(words, "small", wrap=True), share=3, least=240)
        card.add(head)
        rows = Ruled()
        for name in ITEMS:
            rows.add_row(self._item(name))
        card.add(rows)
        return card

    def _item(self, name: str) -> ItemRow:
        words = item_words(name, self._knowledge.criteria, self._knowledge.wording)
        if name in SIGNS:
            choice = self._choice(words.title)
            self.bind_choice(f"signs.{SIGNS[name]}", choice)
            body = QWidget()
            body.setLayout(beside(choice))
        elif name == "fever":
            body = self._temperature()
        else:
            body = QWidget()
            column = QVBoxLayout(body)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
            for analytes in RESULTS[name]:
                column.addWidget(self._lines(analytes))
        self.items[name] = row = ItemRow(words, body, LINE if name in RESULTS else ANSWER)
        row.asked.connect(lambda: self.prove(name, row))
        return self.items[name]

    def _choice(self, name: str) -> Choice:
        return Choice(name, ((True, self.tr("Yes")), (False, self.tr("No")), (None, self.tr("Unknown"))))

    def _temperature(self) -> QWidget:
        self.temperature = Field(TEMPERATURE, self.tr("Highest temperature"), unit="\N{DEGREE SIGN}C", number=True)
        self.bind_field(self.temperature)
        made = QWidget()
        row = Abreast(made)
        row.put(self.temperature, share=0)
        row.put(QWidget(), share=1)
        return made

    def _lines(self, analytes: tuple[str, ...]) -> LabLines:
        catalogue = self._knowledge.catalogue
        units = unit_choices(analytes, catalogue, self._knowledge.wording)
        asked = Asked(analytes, self._name(analytes[0]), units, fasting=FASTING in analytes)
        made = LabLines(self.entry, asked, self._days, self._sampled)
        made.entered.connect(self._next_value)
        self.results |= dict.fromkeys(analytes, made)
        return made

    def _name(self, analyte: str) -> str:
        return self.tr("sCD25") if analyte == "scd25" else self._knowledge.catalogue[analyte].name

    def _also(self) -> Card:
        card = Card(self.tr("Also asked"), self.tr("for HScore, and for what follows"))
        rows = Ruled()
        for path, question, why in (
            ("signs.hepatomegaly", self.tr("Liver enlarged"), self.tr("HScore: spleen and liver count together")),
            ("signs.immunosuppression", self.tr("Known immunosuppression"), self.tr("HScore: HIV, or long treatment")),
            ("signs.family_history", self.tr("HLH in the family"), self.tr("siblings, cousins, parents related")),
        ):
            rows.add_row(AnswerRow(question, why, self.bind_choice(path, self._choice(question))))
        card.add(rows)
        return card

    def _later(self) -> Card:
        card = Card(
            self.tr("Results needed later"), self.tr("for HScore, kidney dosing and the warning signs of step 4")
        )
        for analyte in LATER:
            card.add(self._lines((analyte,)))
        return card

    # --- the time of the sample

    def _today(self) -> date:
        return self.entry.desk.now().date()

    def _sampled(self) -> str | None:
        """What a new result is dated by; nothing while the field holds no moment."""
        return self.sample.value or None

    def _last_sample(self) -> str:
        labs = self.entry.value("labs")
        rows = labs if isinstance(labs, list | tuple) else []
        moments = [str(row.get("at")) for row in rows if isinstance(row, dict)]
        return max((one for one in moments if MOMENT.fullmatch(one)), default="")

    def _next_value(self, line: LabLine) -> None:
        """Enter in a value goes to the value below."""
        lines = [one for group in dict.fromkeys(self.results.values()) for one in group.lines if not one.isHidden()]
        after = lines[lines.index(line) + 1 :]
        if after:
            after[0].value.line.setFocus()
            after[0].value.line.selectAll()

    def prove(self, name: str, pressed: QWidget) -> None:
        """The proof of a score or of an item, beside it; nothing while it can't be counted."""
        look = self.entry.look
        if look.criteria is not None and look.observed is not None:
            found = criteria_proof(name, look.criteria, look.observed, self._knowledge)
            if found is not None:
                self.proved.emit(found, pressed)

    # --- what the frame asks

    def hint(self, look: Look) -> str:
        """How much stays unknown; that keeps nobody from going on."""
        if look.criteria is None:
            return self.tr("The criteria are counted once the birth date is in. You may go on.")
        found = look.criteria.hlh_2004
        return self.tr("%s of %s stay unknown; you may go on") % (found.unknown, len(found.items))

    def widget_at(self, path: str) -> QWidget | None:
        """Results are found by their row, or by their analyte where there is no row yet."""
        place = LAB_PLACE.fullmatch(path)
        if place is not None:
            lines = [group.line_at(int(place[1])) for group in self.results.values()]
            line = next((one for one in lines if one is not None), None)
            return None if line is None else line.taken if place[2] == "at" else line.value
        group = self.results.get(path.removeprefix("labs."))
        if group is not None:
            return group.lines[0].value
        return self.temperature if path in ("signs", "labs") else super().widget_at(path)

    # --- drawing

    def refresh(self, look: Look) -> None:
        """Lines of results, the word of each item, and the scores."""
        notes = worst_notes(look)
        for one in look.problems:
            if one.kind == "missing" and LAB_PLACE.fullmatch(one.path):
                notes.setdefault(one.path, ("critical", one.text))
        for group in dict.fromkeys(self.results.values()):
            group.refresh(look, notes)
        truths = {} if look.criteria is None else {one.name: one.truth for one in look.criteria.hlh_2004.items}
        truths["hlh_gene_defect"] = self.entry.value(GENE)
        for name, row in self.items.items():
            row.show_truth(truths.get(name))
        self.hscore.show_score(None if look.criteria is None else look.criteria.hscore)
        self.mas.show_state(None if look.criteria is None else look.criteria.mas_2016)
