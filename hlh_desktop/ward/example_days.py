"""Ten days of the example child and the morning of the eleventh, written by the real deeds, one after another.

Nothing is put into the record past them: each dose is released, checked by two people and given where its drug asks
for that, a little off its time. What is special of a day stands in resources/cases/example-days.json.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.log.records import checked, needs_release
from hlh_desktop.ward import stay, tasks
from hlh_desktop.ward.example_deeds import Deeds, People

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from uuid import UUID

    from hlh_desktop.domain.log.values import LoggedDose

    Moment = tuple[datetime, Callable[[datetime], object]]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OFF, OVER = "minutes_off", "over_minutes"


def live(people: People, child: UUID, days: Mapping[str, Any], begun: datetime) -> None:
    """Writes all of the days, from the signature to the moment of the script, in the order in which it happened."""
    script = _Script(people, child, days, begun, Deeds(people, child, days))
    for at, deed in sorted(script.moments(), key=lambda moment: moment[0]):
        if at < script.until:
            deed(at)


def until(days: Mapping[str, Any], zone: Any) -> datetime:
    """The moment at which the script ends, in the ward's zone."""
    return datetime.fromisoformat(days["until"]).replace(tzinfo=zone)


@dataclass(frozen=True, slots=True)
class _Script:
    """What happens, and when."""

    people: People
    child: UUID
    days: Mapping[str, Any]
    begun: datetime
    deeds: Deeds

    @property
    def until(self) -> datetime:
        """The moment at which the script ends."""
        return until(self.days, self.begun.tzinfo)

    def moments(self) -> Iterator[Moment]:
        """Every deed with its moment, in no order."""
        yield self.begun + MINUTE, self._admit
        for row in self.days["weights"]:
            at = datetime.fromisoformat(row["at"]).replace(tzinfo=self.begun.tzinfo)
            yield at, lambda now, row=row: self.deeds.weigh(row, now)  # type: ignore[misc]
        for sample in self.days["samples"]:
            at = datetime.fromisoformat(sample["entered"]).replace(tzinfo=self.begun.tzinfo)
            yield at, lambda now, sample=sample: self.deeds.report(sample, now)  # type: ignore[misc]
        off = cycle(self.days[OFF])
        for one in self.people.nurse.log.day(self.child, self.begun).doses:
            if one.span.due <= self.until:
                yield from self._dose(one.dose, next(off))
        yield from self._rounds()

    def _rounds(self) -> Iterator[Moment]:
        """The rounds of each day, at which tasks are answered."""
        for number in range((self.until - self.begun).days + 1):
            day = self.begun.date() + number * DAY
            for clock in self.days["rounds"]:
                yield datetime.combine(day, time.fromisoformat(clock), self.begun.tzinfo), self._round

    def _dose(self, dose: LoggedDose, off: int) -> Iterator[Moment]:
        """A dose that is released, checked and given; where it was held, once the hold was lifted."""
        of_line = self.days["doses"].get(dose.line, {})
        own = {**of_line, **self.days["doses"].get(f"{dose.line} {dose.place}", {})}
        due, deeds, said = self.people.nurse.here(dose.due), self.deeds, own.get("reason", "")
        given = due + own.get(OFF, off) * MINUTE
        if needs_release(dose):
            yield due - self.days["released_before_minutes"] * MINUTE, lambda now: deeds.release(dose, now)
        if "why" in own:
            yield due + own["held_after_minutes"] * MINUTE, lambda now: deeds.hold(dose, own["why"], now)
            yield due + own["lifted_after_minutes"] * MINUTE, lambda now: deeds.lift(dose, own["because"], now)
        if checked(dose, self.people.nurse.ward.knowledge):
            yield given - self.days["checked_before_minutes"] * MINUTE, lambda now: deeds.check(dose, now)
        yield given, lambda now: deeds.give(dose, now, said, runs=OVER in own)
        if OVER in own:
            yield given + own[OVER] * MINUTE, lambda now: deeds.finish(dose, given, now)

    # --- beside the doses

    def _admit(self, now: datetime) -> None:
        stay.change_stay(self.people.nurse, self.child, "admitted", now, now, bed=self.days["bed"])

    def _round(self, now: datetime) -> None:
        """Every task whose time has come is answered, but for those that the script leaves from a day on."""
        desk = self.people.nurse
        for task in tasks.tasks(desk, self.child, now):
            left = self.days["left"].get(task.code)
            if task.open and task.due <= now and (left is None or task.due.date() < date.fromisoformat(left)):
                tasks.task_done(desk, self.child, task.code, task.due, now, now)
