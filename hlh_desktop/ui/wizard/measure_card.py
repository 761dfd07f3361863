"""The card of weight and height: rows of this draft, what the record has from before, and the picture of the body."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.domain.growth import Measure
from hlh_desktop.domain.growth.shape import shape_of
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, with_unit
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import button, rule, text
from hlh_desktop.ui.wizard.body_picture import BodyPicture
from hlh_desktop.ui.wizard.card import Card, beside
from hlh_desktop.ui.wizard.measures import MeasureRow

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.domain.day_entry import DayEntry
    from hlh_desktop.domain.growth.shape import Shape
    from hlh_desktop.ui.wizard.step import Step
    from hlh_desktop.ward.look import Look

ROWS = "measurements"


class MeasureCard(Card):
    """Each row counts from its day on; doses use the newest weight and height on or before day one."""

    def __init__(self, step: Step, days: DayEntry, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.heading.setText(self.tr("Weight and height"))
        self.setAccessibleName(self.heading.text())
        newest = self.tr("in kg and cm only; what counts is the newest on or before day one")
        changed = self.tr("in kg and cm only; doses of the change rest on the newest, doses before it stay as they are")
        self.say_aside(changed if step.entry.value("revised_at") else newest)
        self._step, self._days = step, days
        desk = step.entry.desk
        self._knowledge = desk.ward.ward.knowledge
        self.kept = self._of_record()
        self.rows: list[MeasureRow] = []
        # The line between a row and the one above it; none stands for rows of the record, which are not shown.
        self.above: list[QFrame] = []
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(10)
        self.picture = BodyPicture(self._knowledge.wording)
        self.more = button(self.tr("Another day's weight or height"), icon="plus")
        self.remove = button(self.tr("Remove the last of them"), "quiet", "trash-2")
        self.more.clicked.connect(self._add)
        self.remove.clicked.connect(self._drop)
        self._place()

    def _place(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._left)
        column.addLayout(beside(self.more, self.remove))
        column.addStretch(1)
        both = Abreast(gap=20)
        both.put(left, share=5, least=470)
        both.put(self.picture, share=2, least=230)
        self.add(both)
        if self.kept:
            self.add(rule())
            self.add(text(self.tr("Measured before"), "label"))
            self.add(text("\n".join(self._told(row) for row in reversed(self.kept)), wrap=True))

    def _of_record(self) -> tuple[Measurement, ...]:
        """What the record has of the child; these rows stand first in the draft, and are not typed over."""
        entry = self._step.entry
        if entry.opened.child is None:
            return ()
        return entry.desk.ward.child(entry.opened.child, entry.desk.now()).measurements

    def _told(self, row: Measurement) -> str:
        weight = with_unit(plain(row.weight_kg), "kg") if row.weight_kg else ""
        height = with_unit(plain(row.height_cm), "cm") if row.height_cm else ""
        return listed((Telling(self._knowledge.wording).day(row.on), weight, height, row.by or ""))

    @property
    def first(self) -> int:
        """The number of the first row that is typed here."""
        rows = self._step.entry.value(ROWS)
        typed = rows if isinstance(rows, list | tuple) else []
        days = [row.on.isoformat() for row in self.kept]
        count = 0
        for row, day in zip(typed, days, strict=False):
            if not isinstance(row, dict) or row.get("on") != day:
                break
            count += 1
        return count

    # --- rows

    def refresh(self, look: Look) -> None:
        """As many rows as the case has, and at least one to type into."""
        found = self._step.entry.value(ROWS)
        count = len(found) if isinstance(found, list | tuple) else 0
        self._need(max(count, self.first + 1))
        first = self.first
        for row, above in zip(self.rows, self.above, strict=True):
            row.setVisible(first <= row.number < max(count, first + 1))
            above.setVisible(row.isVisibleTo(self) and row.number > first)
            row.show_doubts(look)
        self.remove.setVisible(count > self.first + 1)
        last = self.rows[-1] if self.rows else None
        self.more.setEnabled(last is not None and last.filled)
        self.picture.show_shape(self._shape(look))

    def _need(self, count: int) -> None:
        while len(self.rows) < count:
            row, above = MeasureRow(self._step, len(self.rows), self._days), rule()
            for widget in (above, row):
                self._left.addWidget(widget)
            self.rows.append(row)
            self.above.append(above)

    def _add(self) -> None:
        """Another row; it stays in the case only once something is typed into it."""
        number = max(row.number for row in self.rows) + 1
        self._step.entry.write(f"{ROWS}[{number}]", {})
        self.rows[number].on.line.setFocus()

    def _drop(self) -> None:
        found = self._step.entry.value(ROWS)
        self._step.entry.write(ROWS, list(found)[:-1])

    def _shape(self, look: Look) -> Shape | None:
        """The shape for the picture: with an age known, the birth date of the draft can be read."""
        if look.age is None or look.weight is None or look.height is None:
            return None
        entry = self._step.entry
        sex, weeks = entry.value("patient.sex"), entry.value("patient.gestation_weeks")
        measure = Measure(
            sex=sex if sex in ("female", "male") else None,
            date_of_birth=date.fromisoformat(str(entry.value("patient.date_of_birth")).strip()),
            gestation_weeks=weeks if isinstance(weeks, int) else None,
            on=look.weight.row.on,
            weight_kg=look.weight.value,
            height_cm=look.height.value,
        )
        return shape_of(measure, self._knowledge.growth)
