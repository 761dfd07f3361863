"""Step 6: the calendar by week, in which doses are moved, held and omitted, and the times of the doses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.wizard.cumulative_line import cumulative_line
from hlh_desktop.domain.wizard.timetable import Timetable, timetable
from hlh_desktop.domain.writing import number, spelt
from hlh_desktop.ui.forms.ui_schedule_step import Ui_ScheduleStep
from hlh_desktop.ui.widgets.cumulative_chart import UNIT, CumulativeChart
from hlh_desktop.ui.wizard.calendar import Calendar
from hlh_desktop.ui.wizard.calendar_words import CalendarWords
from hlh_desktop.ui.wizard.no_plan import NoPlan
from hlh_desktop.ui.wizard.schedule_side import ScheduleSide
from hlh_desktop.ui.wizard.step import Step, bring_into_view

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.wizard.cumulative_line import CumulativeLine
    from hlh_desktop.domain.wizard.day_doses import DoseKey
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

FIRST, TIMES, CHANGES = "regimen.first_dose_at", "regimen.times", "regimen.changes"


class ScheduleStep(Step):
    """Weeks as rows, days as columns; the chosen dose is answered for in the side."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_ScheduleStep()
        self.ui.setupUi(self)
        self._knowledge = entry.desk.ward.ward.knowledge
        self._words = CalendarWords(self._knowledge.wording)
        self._table = Timetable(())
        self._key: DoseKey | None = None
        self.calendar = Calendar(self._words)
        self.chart = CumulativeChart()
        self.no_plan = NoPlan(self.tr("There is no calendar yet"))
        self.form_side = ScheduleSide(entry, self._words)
        self.ui.calendar_place.addWidget(self.calendar)
        self.ui.sum_place.addWidget(self.chart)
        self.ui.empty_place.addWidget(self.no_plan)
        self._connect()
        self.begin()

    def _connect(self) -> None:
        self.calendar.chosen.connect(self._chosen)
        self.calendar.day_chosen.connect(self._day_chosen)
        self.calendar.dropped.connect(self._dropped)
        self.form_side.picked.connect(self._chosen)
        self.form_side.form.aimed.connect(self.calendar.sheet.aim)
        self.form_side.form.left.connect(self._back_to_calendar)
        self.no_plan.jump_wanted.connect(self.jump_wanted)

    # --- what the frame shows

    def side(self) -> QWidget:
        """The form of the chosen dose, first doses and times stand in the place of the summary."""
        return self.form_side

    def hint(self, look: Look) -> str:
        """The first doses to answer, for the side that asks is folded away on a small screen; else how to move one."""
        asked = sum(one.asked for one in look.day_one)
        if asked:
            one, more = self.tr("1 first dose to answer: %2"), self.tr("%1 first doses to answer: %2")
            return (one if asked == 1 else more).replace("%1", str(asked)).replace("%2", self.side().accessibleName())
        return self.tr("Drag a dose, or choose it and type its day") if self._table.weeks else ""

    # --- drawing

    def refresh(self, look: Look) -> None:
        """Draws the plan as it stands; what is being typed in the form stays."""
        self._table = timetable(look.plan, self._knowledge) if look.plan else Timetable(())
        there = bool(self._table.weeks)
        self.calendar.setVisible(there)
        self.no_plan.setVisible(not there)
        self.no_plan.show_look(look, {step.number: step.title for step in look.steps}, doses=there)
        self.calendar.show_table(self._table)
        day_one = look.case.day_one if look.case else None
        said = self.tr("day one %1, doses at ward time").replace(
            "%1", self._words.tell.weekday(day_one) if day_one else ""
        )
        self.ui.subtitle.setText(said if there else "")
        self._draw_sum(cumulative_line(look.plan, self._knowledge) if look.plan else None)
        self.form_side.show_look(look)
        self._show_chosen()

    def _draw_sum(self, line: CumulativeLine | None) -> None:
        self.ui.sum_card.setVisible(line is not None)
        self.chart.show_line(line)
        if line is not None:
            words = self.tr("sum of mg divided by BSA of the day; caution from %1 to %2")
            low, high = number(line.low), f"{number(line.high)} {spelt(UNIT)}"
            self.ui.sum_note.setText(words.replace("%1", low).replace("%2", high))

    def _show_chosen(self) -> None:
        dose = self._table.dose(self._key) if self._key is not None else None
        if dose is not None:
            self.form_side.show_dose(dose)
        elif self._key is not None:
            self._key = None
            self.form_side.show_nothing()
        self.calendar.choose(self._key)

    # --- choosing

    def _chosen(self, key: DoseKey) -> None:
        """Fills the form; where the side is folded away it unfolds. By key, the cursor goes to the form."""
        by_key = self.calendar.sheet.chip(key) is not None and self.calendar.sheet.by_key
        self._key = key
        self._show_chosen()
        self.side_wanted.emit()
        if by_key or self.calendar.sheet.chip(key) is None:
            self.form_side.form.start()

    def _day_chosen(self, day: int) -> None:
        cell = self._table.day(day)
        if cell is None:
            return
        self._key = None
        self.calendar.choose(None)
        self.form_side.show_day(cell)
        if self.calendar.sheet.by_key and self.form_side.day_buttons:
            self.side_wanted.emit()
            self.form_side.day_buttons[0].setFocus()

    def _dropped(self, key: DoseKey, day: int) -> None:
        """A dose dropped on a day goes there once its reason is given."""
        self._key = key
        self._show_chosen()
        self.side_wanted.emit()
        self.form_side.form.put_day(day)
        self.form_side.form.reason.setFocus()

    def _back_to_calendar(self) -> None:
        """The cursor goes to the dose that the form is about."""
        chip = self.calendar.sheet.chip(self._key) if self._key is not None else None
        (chip or self.calendar.sheet).setFocus()

    # --- jumping

    def jump_to(self, path: str) -> bool:
        """Also to the first doses, the times of a line, and the changes of doses."""
        if path.startswith(FIRST):
            return self._jump_to_first(path.removeprefix(FIRST).lstrip("."))
        if path.startswith(TIMES):
            field = self.form_side.times.field(path.removeprefix(TIMES).lstrip(".").partition("[")[0])
            return self._jump(field)
        if path.startswith(("regimen", "day_one")):
            self._back_to_calendar()
            return True
        return super().jump_to(path)

    def _jump_to_first(self, line: str) -> bool:
        question = self.form_side.first.question(line) or self.form_side.first.first_open()
        return self._jump(question.choice if question else None)

    def _jump(self, widget: QWidget | None) -> bool:
        if widget is None:
            return False
        self.side_wanted.emit()
        bring_into_view(widget)
        (widget.focusProxy() or widget).setFocus()
        return True
