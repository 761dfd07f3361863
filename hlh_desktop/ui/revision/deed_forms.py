"""The ways to change single doses in a trial: move, give less, hold, omit, stop a line, add a drug, with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.revision.trial import Named, Wish
from hlh_desktop.ui.revision.choosing import narrow
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.dose_place import DosePlace
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.case import Reach
    from hlh_desktop.domain.planned_doses import PlannedDose
    from hlh_desktop.domain.revision.trial import Changeable, Kind
    from hlh_desktop.domain.telling import Telling

KINDS: tuple[Kind, ...] = ("move", "factor", "hold", "omit", "stop", "add")
OF_DOSE: tuple[Kind, ...] = ("move", "factor", "hold", "omit")
# How far each kind can go from its dose. Only an amount goes on over days to come: that nothing is given is "stop".
REACHES: dict[Kind, tuple[Reach, ...]] = {
    "move": ("dose", "day"), "factor": ("dose", "day", "onward"), "hold": ("dose", "day"), "omit": ("dose", "day"),
}  # fmt: skip
# 25 % less: three quarters of the dose.
LESS = "0.75"


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be changed, the reasons to choose from by kind, and the days of the course."""

    found: Changeable
    reasons: Mapping[str, Sequence[str]]
    day_one: date
    zone: ZoneInfo


class DeedForm(QFrame):
    """The form of one kind of change. `asked` comes with it once it is complete, `left` on Escape or Back."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, kind: Kind, found: Choices, tell: Telling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._open = kind, found
        self.setProperty("frame", "inset")
        self.which = Pick("", self._label(), self._choices(), nothing=self.tr("Choose"))
        self.reach = Pick("", self.tr("Which doses"), (), nothing="")
        self.place = DosePlace(tell)
        self.factor = Field("", self.tr("Factor"), number=True)
        self.factor.show_value(LESS)
        self.reason = ReasonField(self.tr("Reason, needed"), found.reasons.get(kind, ()))
        for pick in (self.which, self.reach, self.reason):
            narrow(pick)
        self.do = button(self.tr("Try it"), name=self._title())
        self.back = button(self.tr("Back"))
        self.note = Note("critical")
        self.note.hide()
        self._build()
        self.which.changed.connect(self._chosen)
        self.place.changed.connect(self._ready)
        self.reach.changed.connect(self._ready)
        self.factor.typed.connect(self._ready)
        self.reason.typed.connect(self._ready)
        self.reason.entered.connect(self.do.click)
        self.do.clicked.connect(self._done)
        self.back.clicked.connect(self.left)
        self._chosen()

    def _title(self) -> str:
        return {
            "move": self.tr("Move a dose to another day or time"),
            "factor": self.tr("Give less of a dose"),
            "hold": self.tr("Hold a dose: it is decided again"),
            "omit": self.tr("Omit a dose: it is left out for good"),
            "stop": self.tr("Stop a line: every dose still to come is left out"),
            "add": self.tr("Add a drug"),
        }[self._kind]

    def _label(self) -> str:
        return {"stop": self.tr("Line"), "add": self.tr("Drug, on its usual dose")}.get(self._kind, self.tr("Dose"))

    def _choices(self) -> list[tuple[object, str]]:
        """The doses, or lines, to choose from; a dose by its place in the list."""
        if self._kind == "stop":
            return list(self._open.found.lines)
        if self._kind == "add":
            return list(self._open.found.more)
        return [(place, said(dose)) for place, dose in enumerate(self._open.found.doses)]

    def _build(self) -> None:
        px = look().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(10))
        column.setSpacing(px(8))
        column.addWidget(text(self._title(), "strong", wrap=True))
        row = Abreast()
        row.put(self.which, 3, 240)
        if self._kind in OF_DOSE:
            row.put(self.reach, 3, 220)
        if self._kind == "factor":
            row.put(self.factor, 1, 110)
        if self._kind != "add":
            row.put(self.reason, 3, 220)
        column.addLayout(row)
        if self._kind == "move":
            column.addWidget(self.place)
        # What this kind does not ask stays a hidden child: it goes with the form.
        asked = ((self.place, ("move",)), (self.factor, ("factor",)), (self.reason, KINDS[:-1]), (self.reach, OF_DOSE))
        for widget, kinds in asked:
            if self._kind not in kinds:
                widget.setParent(self)
                widget.hide()
        column.addWidget(self.note)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.do)
        column.addLayout(foot)

    def start(self) -> None:
        """The cursor goes to the first thing to answer."""
        self.which.box.setFocus()

    # --- what is chosen

    @property
    def dose(self) -> PlannedDose | None:
        """The dose that is chosen."""
        place = self.which.value
        return self._open.found.doses[place] if isinstance(place, int) and self._kind in OF_DOSE else None

    def _chosen(self, *_: object) -> None:
        """Another dose stands where the plan has it; how far a change of it can go is another question."""
        if self.dose is not None:
            self.place.show_place(self.dose.at, self.dose.day, self._open.day_one, self._open.zone)
        self.reach.box.clear()
        for reach in REACHES.get(self._kind, ()):
            named = self._open.found.named(self.which.value, reach)
            if named is not None:
                self.reach.box.addItem(self._reach_words(reach), named)
        self.reach.setEnabled(self.reach.box.count() > 1)
        if not self.reach.box.count():
            self.reach.box.addItem(self.tr("Choose the dose first"), None)
        self._ready()

    def _reach_words(self, reach: Reach) -> str:
        return {
            "dose": self.tr("This dose alone"),
            "day": self.tr("This dose and the rest of its day"),
            "onward": self.tr("This dose and every later one"),
        }[reach]

    def _ready(self, *_: object) -> None:
        """The button is grey until everything that is needed is there. What was refused is another question now."""
        self.note.hide()
        self.do.setEnabled(self._asked() is not None)

    def _asked(self) -> Wish | None:
        reason, value = self.reason.value, self.which.value
        if value is None or (self._kind != "add" and not reason):
            return None
        if self._kind == "add":
            return Wish("add", self.which.box.currentText(), str(value))
        if self._kind == "stop":
            return next(Wish("stop", name, *key, reason=reason) for key, name in self._open.found.lines if key == value)
        return self._of_dose(reason)

    def _of_dose(self, reason: str) -> Wish | None:
        dose, to, named = self.dose, self.place.moment, self.reach.value
        if dose is None or not isinstance(named, Named):
            return None
        words = said(dose) if named.reach == "dose" else f"{said(dose)}: {self.reach.box.currentText().lower()}"
        first = f"{dose.first:%H:%M}"
        asked = Wish(self._kind, words, dose.line, dose.part, named.day, reason=reason, start=named.start, first=first)
        if self._kind == "move":
            return replace(asked, to=to) if to is not None and to != dose.at else None
        if self._kind == "factor":
            words = self.factor.value.strip()
            return replace(asked, factor=words) if parse_decimal(words) else None
        return asked

    def refuse(self, words: str) -> None:
        """Says why this change was not taken."""
        self.note.say("critical", words)
        self.note.show()

    def _done(self) -> None:
        asked = self._asked()
        if asked is not None:
            self.asked.emit(asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def said(dose: PlannedDose) -> str:
    """A dose in a list: "etoposide 89 mg, 5 of 10, Sun 6 Dec 2026 14:00"."""
    return ", ".join((f"{dose.name} {dose.amount}", dose.number, f"{dose.date} {dose.clock}"))
