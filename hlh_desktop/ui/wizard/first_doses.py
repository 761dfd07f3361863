"""The first doses of day one: a slot that lies before the signing is asked about, so that no dose is born late."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.domain import edits
from hlh_desktop.domain.telling import clock
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.dose_place import read_clock
from hlh_desktop.ui.wizard.facts import Facts
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.values import DayOneDose, FirstAnswer
    from hlh_desktop.ui.wizard.entry import Entry

Key = tuple[str, str | None]


class FirstDose(QFrame):
    """One question: give now, at a typed time, or skip. A reason is asked for where the case needs one."""

    def __init__(self, entry: Entry, dose: DayOneDose, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry, self._dose = entry, dose
        self._wanted: FirstAnswer | None = None
        self.asks = Note("warning", plain=True)
        name = self.tr("%1 on day one").replace("%1", dose.drug)
        answers = (("now", self.tr("Give now")), ("at", self.tr("At a time")), ("skip", self.tr("Skip")))
        self.choice = Choice(name, answers)
        self.time = Field("", self.tr("Time on day one"), number=True)
        self.reason = ReasonField(self.tr("Reason, needed"), dose.reasons)
        self.near = Note("warning", plain=True)
        self.shift = button("", icon="arrow-right")
        self._build()
        self.choice.changed.connect(self._chosen)
        self.time.line.editingFinished.connect(self._timed)
        self.reason.typed.connect(lambda _: self._reasoned())
        self.shift.clicked.connect(self._shifted)

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(6))
        column.setSpacing(px(6))
        for widget in (self.asks, self.choice, self.time, self.reason, self.near, self.shift):
            column.addWidget(widget)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self._dose.asked

    # --- what is shown

    def show_dose(self, dose: DayOneDose) -> None:
        """The dose as it stands, with the answer that it has."""
        self._dose = dose
        answer = self._wanted or dose.answer
        self.asks.say(
            "warning" if dose.asked else "ok",
            dose.text,
            strong=" ".join(part for part in (dose.drug, dose.dose) if part),
        )
        self.choice.choose(answer)
        self.time.setVisible(answer == "at")
        if not self.time.line.hasFocus():
            self.time.show_value("" if self._wanted == "at" or dose.at is None else clock(dose.at))
        self.reason.setVisible(self._needs_reason(answer))
        if not self.reason.line.hasFocus():
            self.reason.show_value(dose.reason or self.reason.value)
        self._show_close()

    def _show_close(self) -> None:
        close = self._dose.close
        self.near.setVisible(close is not None)
        self.shift.setVisible(close is not None)
        if close is not None:
            self.near.say("warning", close.text)
            self.shift.setText(
                self.tr("Move day %1 to %2").replace("%1", str(close.day)).replace("%2", clock(close.proposed))
            )

    def _needs_reason(self, answer: FirstAnswer | None) -> bool:
        """A dose that moves or is left out is a change of the plan, which carries its reason."""
        if answer == "skip":
            return self._dose.next_slot is None or not self._dose.is_first_part
        return answer is not None and not self._dose.is_first_part

    # --- answering

    def _chosen(self, key: object) -> None:
        self._wanted = "now" if key == "now" else "at" if key == "at" else "skip"
        if self._wanted != "at" and not self._needs_reason(self._wanted):
            self._answer("")
        elif self._wanted == "at":
            self.show_dose(self._dose)
            self.time.line.setFocus()
        else:
            self.show_dose(self._dose)
            self.reason.setFocus()
            self._reasoned()

    def _timed(self) -> None:
        """A typed time counts when the field is left; the reason is waited for where one is needed."""
        typed = read_clock(self.time.value)
        known = (self._wanted or self._dose.answer) == "at"
        self.time.say(None if typed or not known else "critical", self.tr("Hours and minutes, such as 14:00"))
        if typed is not None and known and (self._dose.at is None or typed != self._dose.at.time()):
            self._wanted = "at"
            if not self._needs_reason("at") or self.reason.value:
                self._answer(self.reason.value)

    def _reasoned(self) -> None:
        wanted = self._wanted or self._dose.answer
        if wanted is not None and self.reason.value and self._needs_reason(wanted):
            self._wanted = wanted
            self._answer(self.reason.value, typing=True)

    def _answer(self, reason: str, *, typing: bool = False) -> None:
        dose, wanted = self._dose, self._wanted
        at = self._moment() if wanted == "at" else dose.now
        if wanted == "skip":
            self._entry.edit(lambda case: edits.skip_first(case, dose, reason), typing=typing)
        elif at is not None:
            self._entry.edit(lambda case: edits.give_first_at(case, dose, at, reason), typing=typing)
        else:
            return
        if not typing:
            self._wanted = None

    def _moment(self) -> datetime | None:
        """The typed time on the day of the first dose."""
        typed = read_clock(self.time.value)
        case = self._entry.look.case
        return None if typed is None or case is None else datetime.combine(case.day_one, typed, case.time_zone)

    def _shifted(self) -> None:
        """Keeps the least time to the next dose by moving that one too."""
        dose, close = self._dose, self._dose.close
        if close is not None:
            words = Words(self._entry.desk.ward.ward.knowledge)
            reason = words.each(words.knowledge.asking.reasons["move"])[-1]
            self._entry.edit(
                lambda case: edits.move_dose(case, dose.line, dose.part, close.day, close.proposed, reason)
            )


class FirstDoses(QWidget):
    """All first doses: those that were or are asked about as questions, the others with their time."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self._asked: dict[Key, FirstDose] = {}
        self.title = text(self.tr("First doses, day one"), "heading")
        self.rest = Facts()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().tokens.px(8))
        self._column.addWidget(self.title)
        self._column.addWidget(self.rest)

    def show_doses(self, doses: tuple[DayOneDose, ...]) -> None:
        """The doses of day one as they stand."""
        asked = {(dose.line, dose.part): dose for dose in doses if dose.asked or dose.answer}
        for key in self._asked.keys() - asked.keys():
            gone = self._asked.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, dose in asked.items():
            if key not in self._asked:
                self._asked[key] = FirstDose(self._entry, dose)
                self._column.insertWidget(self._column.count() - 1, self._asked[key])
            self._asked[key].show_dose(dose)
        others = [dose for dose in doses if (dose.line, dose.part) not in asked]
        self.rest.show_facts([(f"{one.drug} {one.dose}", ", ".join(clock(at) for at in one.slots)) for one in others])
        self.setVisible(bool(doses))

    def question(self, line: str, part: str | None = None) -> FirstDose | None:
        """The question about a line; None where it is not asked about."""
        return self._asked.get((line, part))

    def first_open(self) -> FirstDose | None:
        """The first question without an answer."""
        return next((one for one in self._asked.values() if one.is_open), None)
