"""The form of one dose: where it stands, what a move would do, and the ways to move, hold or omit it, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.finding import LEVELS
from hlh_desktop.domain.schedule import day_of
from hlh_desktop.domain.wizard.placing import left_out, moved, undone
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.domain.writing import listed
from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Badge, Note, State
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.calendar_words import CalendarWords, heading, numbered, state_words, whole
from hlh_desktop.ui.wizard.dose_facts import facts_of
from hlh_desktop.ui.wizard.dose_place import DosePlace
from hlh_desktop.ui.wizard.facts import Facts
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ui.wizard.which_doses import WhichDoses
from hlh_desktop.ward.placing import try_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.placing import Tried

Deed = Literal["move", "hold", "omit"]
BADGES: dict[str, tuple[State, str]] = {
    "planned": ("info", "calendar-days"),
    "moved": ("warning", "arrow-right"),
    "held": ("warning", "circle-pause"),
    "omitted": ("none", "x"),
}
# A trial needs words where the person has not given a reason yet; they are never kept.
NO_REASON = "-"


def worst(levels: Sequence[Level]) -> State:
    """The state of a note that says findings of these levels."""
    return next(level for level in LEVELS if level in levels)


class DoseForm(QWidget):
    """Shows a dose; writes into the entry only when a person presses Move, Hold, Omit or Undo."""

    aimed = Signal(int)  # the course day that the dose would go to; 0 where it stays
    left = Signal()  # Escape: back to the calendar

    def __init__(self, entry: Entry, words: CalendarWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry, self._words = entry, words
        self._screen = Words(entry.desk.ward.ward.knowledge)
        self._dose: DayDose | None = None
        self._deed: Deed = "move"
        self._tried: Tried | None = None
        self._make()
        self._build()
        self._connect()

    def _make(self) -> None:
        self.title, self.badge = text(role="heading", wrap=True), Badge("info", "")
        self.what, self.which = text(role="strong", wrap=True), WhichDoses()
        self.place = DosePlace(self._words.tell)
        self.explained = text(role="muted", wrap=True)
        self._reasons = {deed: self._reason(deed) for deed in ("move", "hold", "omit")}
        self.facts, self.note = Facts(), Note("warning")
        self.do, self.undo = button(""), button("", icon="undo-2")
        self.hold, self.omit = button("", icon="circle-pause"), button("", icon="x")
        self.back = button(self.tr("Back"))

    def _reason(self, deed: str) -> ReasonField:
        reasons = self._screen.each(self._screen.knowledge.asking.reasons[deed])
        return ReasonField(self.tr("Reason, needed"), reasons)

    @property
    def reason(self) -> ReasonField:
        """The reason for what the form is about to do."""
        return self._reasons[self._deed]

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        column.addLayout(head)
        asked = (self.which, self.explained, self.place, *self._reasons.values())
        for widget in (self.what, *asked, self.facts, self.note):
            column.addWidget(widget)
        buttons = Flow(px(8), px(8))
        for one in (self.do, self.undo, self.hold, self.omit, self.back):
            buttons.addWidget(one)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.place.changed.connect(self._fresh)
        self.which.changed.connect(self._other_doses)
        for field in self._reasons.values():
            field.typed.connect(self._ready)
        self.do.clicked.connect(self._done)
        self.undo.clicked.connect(self._undone)
        self.hold.clicked.connect(lambda: self._turn_to("hold"))
        self.omit.clicked.connect(lambda: self._turn_to("omit"))
        self.back.clicked.connect(lambda: self._turn_to("move"))

    # --- what is shown

    def show_dose(self, dose: DayDose) -> None:
        """Another dose, or the same as it stands now. What is being typed for the same dose stays."""
        same = self._dose is not None and (self._dose.key, self._dose.at) == (dose.key, dose.at)
        stays = same and self._dose is not None and self._dose.placement == dose.placement
        self._dose = dose
        if not stays:
            self._deed = "move"
            for field in self._reasons.values():
                field.show_value("")
            self._reasons["move"].show_value(dose.reason if dose.placement == "moved" else "")
            self.which.show_dose(dose, self._entry.desk.now())
            self._show_place()
        self._fresh()

    def _other_doses(self, _: object) -> None:
        """Others of the day's doses are meant: the first of them stands elsewhere."""
        self._show_place()
        self._fresh()

    def _show_place(self) -> None:
        case, at = self._entry.look.case, self._at
        if case is not None and at is not None:
            self.place.show_place(at, day_of(case.day_one, at.date()), case.day_one, case.time_zone)

    @property
    def _at(self) -> datetime | None:
        """Where the first of the doses that are meant stands."""
        return None if self._dose is None else self._dose.times[self.which.first(self._dose)]

    def put_day(self, day: int) -> None:
        """The day that the dose was dragged to; it goes there once a reason is given."""
        self._turn_to("move")
        self.place.put_day(day)

    def start(self) -> None:
        """The cursor goes to the first thing to answer."""
        first = self.place.day if self.place.isVisibleTo(self) else self.undo
        first.setFocus()

    def _turn_to(self, deed: Deed) -> None:
        self._deed = deed
        self._fresh()
        (self.place.day if deed == "move" else self.reason).setFocus()

    def _fresh(self) -> None:
        dose = self._dose
        if dose is None:
            return
        given = dose.placement in ("planned", "moved")
        self.title.setText(heading(dose))
        self.badge.say(BADGES[dose.placement][0], state_words(dose), BADGES[dose.placement][1])
        self.what.setText(whole(dose))
        self.explained.setText(self._explained(given=given))
        self.explained.setVisible(bool(self.explained.text()))
        self.which.setVisible(given and self.which.asks)
        self.place.setVisible(given and self._deed == "move")
        for deed, field in self._reasons.items():
            field.setVisible(given and deed == self._deed)
        self._buttons(dose, given=given)
        self._try(dose, given=given)
        self._ready()

    def _explained(self, *, given: bool) -> str:
        if not given:
            return self.tr("It is not given. Undo puts it back where it was.")
        return {
            "move": "",
            "hold": self.tr("A held dose stays visible, is not given, and is decided again."),
            "omit": self.tr("An omitted dose stays visible and is left out for good."),
        }[self._deed]

    def _buttons(self, dose: DayDose, *, given: bool) -> None:
        named = {"move": self.tr("Move %1"), "hold": self.tr("Hold %1"), "omit": self.tr("Omit %1")}
        # Only the doing of it says the name; beside it is room for a short word.
        self.do.setText(named[self._deed].replace("%1", listed((numbered(dose), self.which.said))))
        self.do.setVisible(given)
        undo = {"moved": self.tr("Undo move"), "held": self.tr("Undo hold"), "omitted": self.tr("Undo omission")}
        self.undo.setText(undo.get(dose.placement, ""))
        self.undo.setVisible(bool(self.undo.text()) and self._deed == "move")
        self.hold.setText(self.tr("Hold dose %1...").replace("%1", str(dose.number)))
        self.omit.setText(self.tr("Omit dose %1...").replace("%1", str(dose.number)))
        for one in (self.hold, self.omit):
            one.setVisible(given and self._deed == "move")
        self.back.setVisible(given and self._deed != "move")

    # --- trying it out

    @property
    def _moves(self) -> bool:
        """Whether the typed place is another than that where the dose stands."""
        at = self.place.moment
        return at is not None and self._at is not None and at != self._at

    def _changed(self, reason: str) -> Mapping[str, Any] | None:
        """The case with what the form is about to do; None where it would do nothing."""
        dose, at, case = self._dose, self.place.moment, self._entry.case
        if dose is None:
            return None
        starts = self.which.starts(dose)
        if self._deed in ("hold", "omit"):
            return left_out(case, dose, self._deed, reason, starts)
        if at is None or not (self._moves or (dose.placement == "moved" and reason != dose.reason)):
            return None
        return moved(case, dose, at, reason, starts)

    def _try(self, dose: DayDose, *, given: bool) -> None:
        changes = given and (self._deed != "move" or self._moves)
        case = self._changed(NO_REASON) if changes else None
        tried = None
        if case is not None:
            entry, known, key = self._entry, self._screen.knowledge, self.which.key(dose)
            tried = try_out(entry.draft, case, key, before=entry.look, knowledge=known, now=entry.desk.now())
        self.aimed.emit(self.place.number or 0 if given and self._deed == "move" and self._moves else 0)
        self._tried = tried
        self.facts.show_facts(facts_of(dose, self._entry.look.plan, tried, self._words, self._screen.knowledge))
        self._tell(tried)

    def _tell(self, tried: Tried | None) -> None:
        """What the program would say that it doesn't say now."""
        self.note.hide()
        if tried is None:
            return
        if tried.plan is None:
            self.note.say("critical", "; ".join(tried.problems))
            self.note.show()
        elif new := [one for one in tried.new if one.level != "info"]:
            said = " ".join(self._screen.text(one.text) for one in new)
            self.note.say(worst([one.level for one in new]), said)
            self.note.show()

    def _ready(self, *_: object) -> None:
        """The button that does it says by being grey that a place or a reason is missing."""
        possible = self._tried is None or self._tried.plan is not None
        self.do.setEnabled(possible and bool(self.reason.value) and self._changed(self.reason.value) is not None)

    # --- doing it

    def _done(self) -> None:
        case = self._changed(self.reason.value)
        if case is not None:
            self._entry.edit(lambda _: case)
            self.left.emit()

    def _undone(self) -> None:
        dose = self._dose
        if dose is not None:
            self._entry.edit(lambda case: undone(case, dose))
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the calendar, or first out of holding and omitting."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._deed == "move":
            self.left.emit()
        else:
            self._turn_to("move")
