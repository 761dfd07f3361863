"""Step 1: who the child is, allergies, day one, and the weight and height that every dose is scaled by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.day_entry import DayEntry
from hlh_desktop.domain.growth.shape import asks_gestation
from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.telling import Telling
from hlh_desktop.ui.forms.ui_patient_step import Ui_PatientStep
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.date_field import DateField
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import text
from hlh_desktop.ui.wizard.allergies import PATH as ALLERGIES
from hlh_desktop.ui.wizard.allergies import Allergies
from hlh_desktop.ui.wizard.card import Card
from hlh_desktop.ui.wizard.measure_card import MeasureCard
from hlh_desktop.ui.wizard.measures import labelled
from hlh_desktop.ui.wizard.step import Step, worst_notes

if TYPE_CHECKING:
    from datetime import date

    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

MRN, BORN, SEX = "patient.mrn", "patient.date_of_birth", "patient.sex"
GESTATION = "patient.gestation_weeks"
DAY_ONE, MEASURES, SUSPECTED = "day_one", "measurements", "suspected_at"


class PatientStep(Step):
    """Identity, allergies, day one, and measures."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_PatientStep()
        self.ui.setupUi(self)
        wording = entry.desk.ward.ward.wording
        self._tell, self._days = Telling(wording), DayEntry(wording)
        self._growth = entry.desk.ward.ward.knowledge.growth
        self.measures = MeasureCard(self, self._days)
        for part in (self._identity(), self._start(), self.measures):
            self.ui.cards.addWidget(part)
        self.begin()

    def _today(self) -> date:
        return self.entry.desk.now().date()

    # --- the cards

    def _identity(self) -> Card:
        card = Card(self.tr("Identity"), self.tr("as on the wristband"))
        self.mrn = self.bind_field(Field(MRN, self.tr("Hospital number")))
        self.family = self.bind_field(Field("patient.family_name", self.tr("Family name")))
        self.given = self.bind_field(Field("patient.given_name", self.tr("Given name")))
        first = Abreast()
        first.put(self.mrn, share=2, least=150)
        first.put(self.family, share=3, least=170)
        first.put(self.given, share=3, least=170)
        card.add(first)
        self.born = DateField(BORN, self.tr("Date of birth"), self._days, self._today)
        self.bind_field(self.born)
        self.sex = Choice(self.tr("Sex"), (("female", self.tr("Female")), ("male", self.tr("Male"))))
        self.bind_choice(SEX, self.sex)
        self.gestation = Field(GESTATION, self.tr("Born after"), unit=self.tr("weeks"), number=True)
        self._fields[GESTATION] = self.gestation
        self.gestation.typed.connect(lambda words: self.entry.write(GESTATION, whole(words), typing=True))
        self.gestation.line.editingFinished.connect(self.entry.settle)
        second = Abreast()
        second.put(self.born, share=2, least=150)
        second.put(labelled(self.tr("Sex"), self.sex), share=2, least=170)
        second.put(self.gestation, share=1, least=130)
        second.put(QWidget(), share=1)
        card.add(second)
        self.age = text(role="small", wrap=True)
        card.add(self.age)
        return card

    def _start(self) -> QWidget:
        """Allergies and day one, side by side."""
        allergies = Card(self.tr("Allergies"), self.tr("\u201cnone known\u201d must be said"))
        self.allergies = Allergies(self.entry)
        allergies.add(self.allergies)
        allergies.body.addStretch(1)
        start = Card(self.tr("Day one of the plan"))
        self.day_one = DateField(DAY_ONE, self.tr("Day one"), self._days, self._today)
        self.bind_field(self.day_one)
        self.weekday = text(role="small", wrap=True)
        start.add(self.day_one)
        start.add(self.weekday)
        self.suspected = DateField(SUSPECTED, self.tr("HLH first suspected"), self._days, self._today, clock=True)
        self.bind_field(self.suspected)
        start.add(self.suspected)
        start.add(text(self.tr("Date and time, if known. Nothing is dosed by it."), "small", wrap=True))
        start.body.addStretch(1)
        both = QWidget()
        row = Abreast(both)
        row.put(allergies, share=3, least=430)
        row.put(start, share=2, least=260)
        return both

    # --- what the frame asks

    def hint(self, look: Look) -> str:
        """What still keeps the plan from being made, of this page."""
        missing = [one.name for one in look.problems if one.step == 1 and one.kind == "missing"]
        if missing:
            return self.tr("Still needed here: %s. You may go on.") % ", ".join(dict.fromkeys(missing))
        return self.tr("Alt+Right goes on, Alt+Left back. Nothing is lost.")

    def widget_at(self, path: str) -> QWidget | None:
        """Allergies and measures are no single fields."""
        if path.startswith(ALLERGIES):
            return self.allergies if self.allergies.known is None else self.allergies.name
        if path in (MEASURES, f"{MEASURES}.weight_kg", f"{MEASURES}.height_cm"):
            row = self.measures.rows[self.measures.first]
            return row.height_cm if path.endswith("height_cm") else row.weight_kg
        return self.mrn if path == "patient" else super().widget_at(path)

    # --- drawing

    def show_look(self, look: Look) -> None:
        """The rows of measures are made before they are drawn."""
        self.measures.refresh(look)
        super().show_look(look)

    def refresh(self, look: Look) -> None:
        """What follows from the entries: age, day of the week, the picture, what is doubted."""
        self.allergies.refresh()
        young = look.age is not None and asks_gestation(look.age.days, self._growth)
        self.gestation.setVisible(young or self.entry.value(GESTATION) is not None)
        age = look.age
        self.age.setText("" if age is None else self.tr("%s on day one") % self._tell.age(age))
        self.age.setVisible(age is not None)
        zone = self.entry.words("time_zone")
        shown = self._day_one()
        self.weekday.setText(self.tr("%s. All times are those of the ward, %s.") % (shown, zone) if shown else zone)
        notes = worst_notes(look)
        first = self.measures.rows[self.measures.first]
        if MEASURES in notes:
            # Weight and height are each possible, and not together.
            notes.setdefault(first.weight_kg.path, notes[MEASURES])
            first.weight_kg.say(*notes[MEASURES])
        for row in self.measures.rows:
            row.show_notes(notes)

    def _day_one(self) -> str:
        """Day one with its day of the week, once it can be read."""
        found = self.entry.words(DAY_ONE)
        return self._days.weekday(found)


def whole(words: str) -> int | str:
    """A whole number as the case holds one; anything else as it was typed, for the case to refuse."""
    number = parse_decimal(words)
    return words if number is None or "." in words else int(number)
