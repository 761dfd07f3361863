"""Step 3: what set HLH off, how that is treated, and beside it what the answer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hlh_desktop.domain.case import Pathogen
from hlh_desktop.domain.names import same_words
from hlh_desktop.domain.wizard.concerns import of_cause
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.ui.forms.ui_etiology_step import Ui_EtiologyStep
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.alternatives import Alternatives
from hlh_desktop.ui.wizard.card import Card, beside, stacked
from hlh_desktop.ui.wizard.statements import STATES, Statements
from hlh_desktop.ui.wizard.step import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.wizard.values import Gate
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

KIND, PATHOGEN, LINEAGE = "etiology.kind", "etiology.pathogen", "etiology.ebv_lineage"
TREATMENT = "etiology.treatment"
INFECTION, EBV = "infection", "EBV"
# The page of the wizard that this is.
NUMBER = 3


class EtiologyStep(Step):
    """Cause, pathogen, lineage and treatment of the cause."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_EtiologyStep()
        self.ui.setupUi(self)
        self._words = Words(entry.desk.ward.ward.knowledge)
        self._pending_words = entry.desk.ward.ward.knowledge.settings.pending
        abreast = Abreast()
        abreast.put(stacked(self._asked()), share=5, least=470)
        abreast.put(stacked((self._changes(),)), share=4, least=360)
        self.ui.answers.addLayout(abreast)
        self.begin()

    # --- what is asked

    def _asked(self) -> tuple[QWidget, ...]:
        kind = Card(self.tr("What set HLH off"))
        self.kind = Alternatives(self.tr("What set HLH off"), self._kinds())
        self.kind.changed.connect(lambda key: self.entry.write(KIND, key))
        kind.add(self.kind)
        return kind, self._infection(), self._treatment()

    def _kinds(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                INFECTION,
                self.tr("Infection"),
                self.tr("A virus, parasite, bacterium or fungus. Its pathogen is asked."),
            ),
            ("malignancy", self.tr("Malignancy"), self.tr("Lymphoma, leukaemia or another tumour, or its treatment.")),
            (
                "rheumatic",
                self.tr("Rheumatic disease"),
                self.tr("Autoimmune or autoinflammatory, such as systemic JIA: macrophage activation syndrome."),
            ),
            (
                "primary_suspected",
                self.tr("Primary HLH suspected"),
                self.tr("A gene defect is known or likely: young age, family history, relapse."),
            ),
            (
                "unknown",
                self.tr("Unknown"),
                self.tr("Searched for and not found yet. It is an answer, not a blank; the search goes on."),
            ),
        )

    def _infection(self) -> Card:
        self.infection = Card(self.tr("Infection"))
        self.pathogen = SearchPick(
            PATHOGEN, self.tr("Pathogen (type to search)"), self._pathogens(), nothing=self.tr("Not answered")
        )
        self.bind_pick(self.pathogen)
        self.infection.add(self.pathogen)
        self.lineage_part = QWidget()
        column = QVBoxLayout(self.lineage_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.lineage = Choice(
            self.tr("Cells that carry EBV"),
            (
                ("B", self.tr("B cells")), ("T", self.tr("T cells")), ("NK", self.tr("NK cells")),
                (None, self.tr("Unknown")),
            ),
        )  # fmt: skip
        self.bind_choice(LINEAGE, self.lineage)
        column.addWidget(text(self.tr("Cells that carry EBV"), "label"))
        column.addLayout(beside(self.lineage))
        self.lineage_hint = text(self.tr("Sorted PCR not back yet counts as unknown."), "small", wrap=True)
        column.addWidget(self.lineage_hint)
        self.infection.add(self.lineage_part)
        self.left_over = Note("warning")
        self.forget = button(self.tr("Remove the pathogen"), icon="trash-2")
        self.forget.clicked.connect(self._forget_infection)
        self.infection.add(self.left_over)
        self.infection.add(beside(self.forget))
        return self.infection

    def _pathogens(self) -> tuple[tuple[str, str], ...]:
        named: Mapping[str, str] = {
            "EBV": self.tr("EBV (Epstein-Barr virus)"),
            "CMV": self.tr("CMV (cytomegalovirus)"),
            "HSV": self.tr("HSV (herpes simplex)"),
            "VZV": self.tr("VZV (varicella zoster)"),
            "parvovirus": self.tr("parvovirus B19"),
            "bacterial": self.tr("bacterial, another or not named"),
            "fungal": self.tr("fungal"),
            "other": self.tr("other, not on this list"),
            "unknown": self.tr("unknown: an infection, pathogen not found"),
        }
        return tuple((key, named.get(key, key)) for key in get_args(Pathogen))

    def _treatment(self) -> Card:
        card = Card(self.tr("Treatment of the cause"), self.tr("beside the lines of step 5; one of the two is needed"))
        self.treatment = Field(
            TREATMENT,
            self.tr("What is given, in words"),
            hint=self.tr("for example: ganciclovir from 22 Nov"),
        )
        self.bind_field(self.treatment)
        self.pending = QCheckBox(self.tr("Nothing yet: work-up pending"))
        self.pending.clicked.connect(self._pend)
        card.add(self.treatment)
        card.add(self.pending)
        return card

    def _changes(self) -> Card:
        card = Card(self.tr("What this answer changes"))
        self.options = Statements(self.tr("Options"))
        self.findings = Statements(self.tr("Findings about the cause"))
        self.gates = Statements(self.tr("Still open before signing"))
        for part in (self.gates, self.findings, self.options):
            card.add(part)
        return card

    # --- answering

    def _pend(self, pending: bool) -> None:
        self.entry.write(TREATMENT, self._pending_words if pending else None)

    def _forget_infection(self) -> None:
        self.entry.write(PATHOGEN, None)
        self.entry.write(LINEAGE, None)

    # --- drawing

    def refresh(self, look: Look) -> None:
        """Only what the answers so far ask for; an answer that is left over is never hidden, because it counts."""
        kind, pathogen = self.entry.value(KIND), self.entry.value(PATHOGEN)
        self.kind.choose(kind)
        left_over = kind != INFECTION and (pathogen is not None or self.entry.value(LINEAGE) is not None)
        self.infection.setVisible(kind == INFECTION or left_over)
        self.lineage_part.setVisible(pathogen == EBV or self.entry.value(LINEAGE) is not None)
        self.left_over.setVisible(left_over)
        self.forget.setVisible(left_over)
        if left_over:
            self.left_over.say("warning", self.tr("A pathogen is still recorded here and counts for the options."))
        self._show_treatment()
        self._show_changes(look)

    def _show_treatment(self) -> None:
        pending = same_words(self.entry.words(TREATMENT), self._pending_words)
        self.pending.setChecked(pending)
        self.treatment.setVisible(not pending)

    def _show_changes(self, look: Look) -> None:
        open_gates = [gate for gate in look.gates if gate.step == NUMBER and gate.state != "met"]
        self.gates.setVisible(bool(open_gates))
        self.findings.show_findings(of_cause(look.findings), self._words)
        if open_gates:
            self.gates.show_words("warning", " ".join(gate_words(gate) for gate in open_gates))
        if not look.options:
            self.options.show_words(
                "none", self.tr("The options stand here once birth date, weight and height are in.")
            )
            return
        self.options.show_options(
            (one.stance, one.title, self._words.text(one.reason), ", ".join(self._words.sources(one.cites)))
            for one in sorted(look.options, key=lambda one: list(STATES).index(one.stance))
        )

    # --- jumping

    def widget_at(self, path: str) -> QWidget | None:
        """The causes and the whole of the page too."""
        return super().widget_at(path) or (self.kind if path in (KIND, "etiology") else None)


def gate_words(gate: Gate) -> str:
    """A gate in one sentence."""
    return f"{gate.title}: {gate.text.removesuffix('.')}."
