"""The right side of step 6: the form of the chosen dose or day, the first doses, and the times of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.wizard.line_times import line_times
from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.texts import button, rule, text
from hlh_desktop.ui.wizard.calendar_words import CalendarWords, numbered
from hlh_desktop.ui.wizard.dose_form import DoseForm
from hlh_desktop.ui.wizard.first_doses import FirstDoses
from hlh_desktop.ui.wizard.times_form import TimesForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.domain.wizard.timetable import DayCell
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look


class ScheduleSide(QWidget):
    """What the calendar has no room for. `picked` tells a dose that was chosen from those of a day."""

    picked = Signal(object)  # DoseKey

    def __init__(self, entry: Entry, words: CalendarWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Dose and times"))
        self._entry, self._words = entry, words
        self.hint = text(self.tr("Choose a dose to move, hold or omit it: press it, or press Enter on it."), wrap=True)
        self.day_title = text(role="heading", wrap=True)
        self._day_list = QWidget()
        self._day_buttons: list[QPushButton] = []
        self._days = QVBoxLayout(self._day_list)
        self.form = DoseForm(entry, words)
        self.first, self.times = FirstDoses(entry), TimesForm(entry)
        self._build()
        self.show_nothing()

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(16))
        column.setSpacing(px(12))
        self._days.setContentsMargins(0, 0, 0, 0)
        self._days.setSpacing(px(6))
        parts = (self.day_title, self.hint, self._day_list, self.form, rule(), self.first, rule(), self.times)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    # --- what is shown

    def show_look(self, look: Look) -> None:
        """First doses and times as they stand."""
        self.first.show_doses(look.day_one)
        knowledge = self._entry.desk.ward.ward.knowledge
        self.times.show_lines(line_times(look.plan, knowledge) if look.plan else ())

    def show_nothing(self) -> None:
        """No dose and no day is chosen."""
        self._only(self.hint)

    def show_dose(self, dose: DayDose) -> None:
        """The form of a dose."""
        self.form.show_dose(dose)
        self._only(self.form)

    def show_day(self, cell: DayCell) -> None:
        """What a day holds, running lines too, each to be chosen; a day without a dose says so."""
        self.day_title.setText(self._words.day(cell.on, cell.day))
        for one in self._day_buttons:
            one.hide()
            one.deleteLater()
        doses = (*cell.doses, *cell.running)
        self._day_buttons = [self._button(dose) for dose in doses]
        for one in self._day_buttons:
            self._days.addWidget(one)
        self.hint.setText(
            self.tr("Choose one to move, hold or omit it.") if doses else self.tr("No dose stands on this day.")
        )
        self._only(self.day_title, self.hint, self._day_list)

    def _button(self, dose: DayDose) -> QPushButton:
        made = button(numbered(dose), icon="chevron-right", name=self._words.chip_said(dose))
        made.setProperty("align", "left")
        made.clicked.connect(lambda: self.picked.emit(dose.key))
        return made

    def _only(self, *shown: QWidget) -> None:
        for part in (self.hint, self.day_title, self._day_list, self.form):
            part.setVisible(part in shown)

    @property
    def day_buttons(self) -> tuple[QPushButton, ...]:
        """The doses of the chosen day."""
        return tuple(self._day_buttons)
