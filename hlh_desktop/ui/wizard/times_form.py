"""The clock times of each line: the ward's usual ones until others are typed for this child."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain import edits
from hlh_desktop.domain.telling import clock
from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.dose_place import read_clock

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.line_times import LineTimes
    from hlh_desktop.ui.wizard.entry import Entry

# What stands between the times of a line in its field.
BETWEEN = ", "


class TimesForm(QWidget):
    """One field a line: "08:00, 20:00". A line has as many times as it has doses a day, earliest first."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self._lines: dict[str, LineTimes] = {}
        self._fields: dict[str, Field] = {}
        self.usual = button(self.tr("Back to the ward's times"), icon="undo-2")
        self.usual.clicked.connect(self._all_usual)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().tokens.px(8))
        self._column.addWidget(text(self.tr("Times of the day"), "heading"))
        self._column.addWidget(self.usual)

    def show_lines(self, lines: tuple[LineTimes, ...]) -> None:
        """The lines with their times as they stand."""
        self._lines = {one.line: one for one in lines}
        for line in self._fields.keys() - self._lines.keys():
            gone = self._fields.pop(line)
            gone.hide()
            gone.deleteLater()
        for one in lines:
            if one.line not in self._fields:
                self._add(one)
            field = self._fields[one.line]
            if not field.line.hasFocus():
                field.show_value(BETWEEN.join(one.times))
                field.say(None)
        self.usual.setVisible(any(one.times != one.usual for one in lines))
        self.setVisible(bool(lines))

    def field(self, line: str) -> Field | None:
        """The field of a line."""
        return self._fields.get(line)

    def _add(self, one: LineTimes) -> None:
        made = Field(f"regimen.times.{one.line}", one.title)
        made.line.editingFinished.connect(lambda: self._entered(one.line))
        self._fields[one.line] = made
        self._column.insertWidget(self._column.count() - 1, made)

    def _entered(self, line: str) -> None:
        """Takes the times when the field is left; what can't be times of this line is said and not kept."""
        one, field = self._lines[line], self._fields[line]
        read = [read_clock(part) for part in field.value.split(",")]
        times = [at for at in read if at is not None]
        if len(times) != len(read) or len(times) != len(one.usual) or sorted(set(times)) != times:
            count = str(len(one.usual))
            many = self.tr("%1 different times, earliest first, such as %2")
            single = self.tr("One time in hours and minutes, such as %2")
            words = (single if len(one.usual) == 1 else many).replace("%1", count)
            field.say("critical", words.replace("%2", BETWEEN.join(one.usual)))
            return
        field.say(None)
        typed = tuple(clock(at) for at in times)
        if typed != one.times:
            self._entry.edit(lambda case: edits.set_times(case, line, () if typed == one.usual else typed))

    def _all_usual(self) -> None:
        lines = [one.line for one in self._lines.values() if one.times != one.usual]
        self._entry.edit(lambda case: reduce(lambda made, line: edits.set_times(made, line, ()), lines, case))
