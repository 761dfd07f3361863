"""How the board tells moments, spans of time and doses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.log.urgency import minutes_left, minutes_past
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import quantity, unbroken

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.values import LoggedDose

HOUR, DAY = 60, 24
NEXT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of the board at a moment; `now` in UTC."""

    knowledge: Knowledge
    zone: ZoneInfo
    now: datetime

    def say(self, key: str, **values: Any) -> str:
        """A sentence or label of the board."""
        return self.knowledge.wording.say(f"board.{key}", **values)

    @property
    def tell(self) -> Telling:
        """Dates and ages."""
        return Telling(self.knowledge.wording)

    def at(self, moment: datetime) -> str:
        """A moment as short as it is clear: "14:00", "tomorrow 08:00", "6 Dec 08:00"."""
        here, today = moment.astimezone(self.zone), self.now.astimezone(self.zone).date()
        if here.date() == today:
            return clock(here)
        day = self.say("tomorrow") if here.date() == today + NEXT else self.tell.short(here.date())
        return NON_BREAKING.join((day, clock(here)))

    def span(self, minutes: int) -> str:
        """So many minutes: "5 min", "6 h", "2 h 5 min", "3 d 2 h"."""
        hours, rest = divmod(minutes, HOUR)
        days, over = divmod(hours, DAY)
        if days:
            return unbroken(self.say("span.days", days=days, hours=over))
        if hours and not rest:
            return unbroken(self.say("span.whole", hours=hours))
        return unbroken(
            self.say("span.hours", hours=hours, minutes=rest) if hours else self.say("span.minutes", minutes=rest)
        )

    def past(self, moment: datetime) -> str:
        """How long ago a moment was."""
        return self.span(minutes_past(moment.astimezone(UTC), self.now))

    def left(self, moment: datetime) -> str:
        """How long it is until a moment."""
        return self.span(minutes_left(moment.astimezone(UTC), self.now))

    def dose(self, dose: LoggedDose, *, hidden: bool) -> str:
        """A dose with amount and route; while a dose of the child is in its second check no amount is told."""
        drug = self.drug(dose)
        amount = "" if dose.amount is None else quantity(Quantity(dose.amount, dose.unit))
        if hidden:
            amount = self.say("hidden")
        route = "" if dose.kind == "intrathecal" else dose.route
        return " ".join(part for part in (drug, amount, route) if part)

    def drug(self, dose: LoggedDose) -> str:
        """The drug; an intrathecal one never without that word."""
        known = self.name(dose.drug)
        return self.say("intrathecal", drug=known) if dose.kind == "intrathecal" else known

    def name(self, drug: str) -> str:
        """A drug by its name in the formulary, or as somebody wrote it."""
        return drug_name(self.knowledge, drug) if drug in self.knowledge.formulary else drug

    def task(self, task: TaskState) -> str:
        """A task in a few words."""
        return self.task_named(task.code, task.text)

    def task_named(self, code: str, text: str) -> str:
        """The few words of a task; one that has none in the sentence it is asked with."""
        key = f"board.task.{code}"
        return self.knowledge.wording.say(key) if self.knowledge.wording.has(key) else self.tell.sentence(text)

    def rhythm(self, task: TaskState) -> str:
        """How often a task comes again; empty for one that does not."""
        if task.every_hours is not None:
            return unbroken(self.say("every_hours", hours=task.every_hours))
        if task.every_days is None:
            return ""
        return self.say("daily") if task.every_days == 1 else self.say("every_days", days=task.every_days)
