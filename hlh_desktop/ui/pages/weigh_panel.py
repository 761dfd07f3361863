"""Weight and height as a card: typed strictly in kg and cm, asked again where rare; and whether the plan is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.day_entry import DayEntry
from hlh_desktop.domain.log.measuring import Confirmed, Weighed, path_of, typed_row
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import number
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.date_field import DateField
from hlh_desktop.ui.widgets.doubt_box import DoubtBox
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.widgets.ward_action import ward_action
from hlh_desktop.ward import measuring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.ui.desk import Desk

FIELDS = ("weight_kg", "height_cm")


class WeighPanel(QFrame):
    """`measured` once a weight or height stands in the record; `revise` asks for a new version of the plan."""

    measured = Signal()
    revise = Signal()

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self._scale = measuring.scale(desk.ward, child)
        self._again: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self.setProperty("frame", "card")
        self._make()
        self._lay()
        for field in (self.on, *self.fields.values()):
            field.typed.connect(lambda _: self._look())
        for box in self.doubts.values():
            box.again.connect(self._typed_again)
            box.reasoned.connect(self._reasoned)
        self.source.changed.connect(lambda _: self._look())
        self.write.clicked.connect(self._write)
        self.plan_anew.clicked.connect(self.revise)
        desk.switched.connect(self.refresh)
        self.begin()

    def _make(self) -> None:
        days = DayEntry(self._desk.ward.ward.wording)
        self.on = DateField("on", self.tr("Measured on"), days, self._today)
        self.fields = {
            "weight_kg": Field("weight_kg", self.tr("Weight"), unit="kg", number=True),
            "height_cm": Field("height_cm", self.tr("Height or length"), unit="cm", number=True),
        }
        sources = (
            ("measured", self.tr("Measured")), ("stated", self.tr("Stated")), ("estimated", self.tr("Estimated")),
        )  # fmt: skip
        self.source = Choice(self.tr("The weight was"), sources, "measured")
        self.doubts = {path_of(name): DoubtBox() for name in FIELDS}
        self.revision, self.answer = Note("warning"), Note("ok")
        self.plan_anew = button(self.tr("Revise the plan"), "ward", "pencil")
        self.write = ward_action(self.tr("Write down"), name=self.tr("Write down weight and height"))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(text(self.tr("Weight and height"), "heading"))
        told = Abreast(centred=True)
        told.put(self.revision, 1, 240)
        told.put(self.plan_anew, 0)
        column.addLayout(told)
        row = Abreast()
        row.put(self.on, 1, 150)
        for field in self.fields.values():
            row.put(field, 1, 120)
        column.addLayout(row)
        for box in self.doubts.values():
            column.addWidget(box)
        column.addWidget(text(self.tr("The weight was"), "label"))
        column.addWidget(self.source)
        column.addWidget(self.answer)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.write)
        column.addLayout(foot)

    def _today(self) -> date:
        return self._desk.ward.here(self._desk.now()).date()

    # --- what is shown

    def begin(self) -> None:
        """An empty form of today."""
        self._again, self._reasons = {}, {}
        self.on.show_value(self._today().isoformat())
        for field in self.fields.values():
            field.show_value("")
        self.source.choose("measured")
        self.answer.hide()
        self.refresh()

    def refresh(self) -> None:
        """What the record has now, and whether the plan awaits a revision."""
        try:
            self._scale = measuring.scale(self._desk.ward, self._child)
            self._show_revision()
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
        self._look()

    def _show_revision(self) -> None:
        found = measuring.revision(self._desk.ward, self._child)
        self.revision.setVisible(found is not None)
        self.plan_anew.setVisible(found is not None)
        if found is not None:
            day = Telling(self._desk.ward.ward.wording).day(found.on)
            words = self.tr("It was made at %1 kg; on %2 the child weighed %3 kg, %4 % apart.")
            parts = (number(found.old), day, number(found.new), number(found.percent))
            for place, part in enumerate(parts, 1):
                words = words.replace(f"%{place}", part)
            self.revision.say("warning", words, strong=self.tr("The plan awaits a revision."))

    def _look(self) -> None:
        """What stands against what is typed, at its fields."""
        row, illegible = self._row()
        found = Weighed(illegible, ())
        if row is not None:
            found = measuring.look(self._desk.ward, self._scale, row, self._desk.now(), self._confirmed())
        self._say(found)
        self.write.setEnabled(found.ready and self._desk.ward.may("measure"))

    def _row(self) -> tuple[Measurement | None, Mapping[str, str]]:
        """What is typed as a row, or what is illegible by field."""
        typed = {name: field.value for name, field in self.fields.items()}
        return typed_row(self.on.value, typed, str(self.source.value), self._desk.ward.ward.knowledge)

    def _say(self, found: Weighed) -> None:
        """An empty form says nothing yet."""
        empty = not any(field.value.strip() for field in self.fields.values())
        for name, field in (("on", self.on), *self.fields.items()):
            words = "" if empty else found.wrong.get(name, "")
            field.say("critical" if words else None, words)
        doubts = {one.path: one for one in found.doubts}
        for path, box in self.doubts.items():
            box.show_doubt(doubts.get(path), self._again.get(path, ""))

    def _confirmed(self) -> Confirmed:
        return Confirmed(self._again, self._reasons)

    def _typed_again(self, path: str, words: str) -> None:
        self._again = {**self._again, path: words}
        self._look()

    def _reasoned(self, key: str, reason: str) -> None:
        others = {name: words for name, words in self._reasons.items() if name != key}
        self._reasons = {**others, key: reason} if reason else others
        self._look()

    # --- writing it down

    def _write(self) -> None:
        (row, _), now = self._row(), self._desk.now()
        if row is None:
            return
        try:
            doubts = measuring.measure(self._desk.ward, self._child, row, now, self._confirmed())
        except Trouble as trouble:
            self.answer.say("critical", sentence(trouble))
            self.answer.show()
            return
        if doubts:
            self._look()
            return
        self._desk.kept.emit(now)
        self.begin()
        self.answer.say("ok", self.tr("Written down."))
        self.answer.show()
        self.measured.emit()
