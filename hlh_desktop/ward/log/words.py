"""A child's doses of one day in words: what waits first, then later today, what is done, and what comes next.

While a dose of the child is in its second check no amount stands in any row (safety rule O4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.log.records import checked, needs_release
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.schedule import day_of, week_of
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, quantity
from hlh_desktop.ward.log.state_words import State, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard

Group = Literal["now", "open", "later", "done", "next"]
GROUPS: tuple[Group, ...] = ("now", "open", "later", "done", "next")
# What the button of a row leads to.
Deed = Literal["give", "finish", "check", "release", "amend", "lift", "lift_stop", "look"]
WRITTEN = ("given", "partly_given", "refused", "omitted", "missed", "elsewhere", "home")
WAITS = ("due", "late", "running")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# From so much later on, the moment of saving is told beside that of the deed.
LATER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class DayRow:
    """One dose as its row says it. `due` is the clock time on the day that is shown, else the date.

    `in_check`: its second check is open. `late`: somebody waits for it, it is past its time.
    """

    dose: UUID
    group: Group
    due: str
    title: str
    detail: str
    state: State
    deed: Deed
    button: str
    in_check: bool = False
    late: bool = False

    @property
    def words(self) -> str:
        """The whole row, for a screen reader."""
        return listed((self.due, self.title, self.detail, self.state.words)).replace(NON_BREAKING, " ")


@dataclass(frozen=True, slots=True)
class DayList:
    """The rows of a day. `today` is whether it is the day of the clock; `hidden` whether amounts are."""

    day: date
    heading: str
    rows: tuple[DayRow, ...]
    today: bool
    hidden: bool

    def of(self, group: Group) -> tuple[DayRow, ...]:
        """The rows of one group."""
        return tuple(row for row in self.rows if row.group == group)


def day_list(desk: OpenWard, child: ChildDay, on: date, day_one: date | None, now: datetime) -> DayList:
    """The doses of a ward day; on the day of the clock also what is left of the day before and what comes next."""
    words = _Words(desk, child, on, desk.here(now))
    rows = sorted(words.rows(), key=lambda found: (GROUPS.index(found[0].group), found[1]))
    return DayList(on, words.heading(day_one), tuple(row for row, _ in rows), words.today, bool(child.hidden))


@dataclass(frozen=True, slots=True)
class _Words:
    """What the rows of one day are made of."""

    desk: OpenWard
    child: ChildDay
    on: date
    now: datetime

    def _here(self, at: datetime) -> datetime:
        """A moment in ward time, which `now` is in: the ward's own zone is read from its folder each time."""
        return at.astimezone(self.now.tzinfo)

    @property
    def today(self) -> bool:
        """Whether the day of the clock is shown."""
        return self.on == self.now.date()

    @property
    def tell(self) -> Telling:
        """How dates and numbers are told."""
        return Telling(self.desk.ward.wording)

    def heading(self, day_one: date | None) -> str:
        """The day with its place in the course."""
        day = self.tell.weekday(self.on)
        if day_one is None or self.on < day_one:
            return day
        number = day_of(day_one, self.on)
        return self.desk.ward.wording.say("doses.heading", day=day, number=number, week=week_of(number))

    def rows(self) -> Iterator[tuple[DayRow, datetime]]:
        """Every row with the moment it is sorted by."""
        seen: set[tuple[str, str | None]] = set()
        for one in self.child.doses:
            day = self._here(one.span.due).date()
            if day == self.on or (self.today and self._left_over(one, day)):
                yield self._row(one, self._group(one)), one.span.due
            elif self.today and day > self.on and self._to_come(one) and (one.dose.line, one.dose.part) not in seen:
                seen.add((one.dose.line, one.dose.part))
                yield self._row(one, "next"), one.span.due

    def _to_come(self, one: DoseNow) -> bool:
        """What comes next of a line, and that it is stopped, so that the stop can be lifted."""
        return one.open or one.state == "stopped"

    def _left_over(self, one: DoseNow, day: date) -> bool:
        """Of days before: what still waits, what is held or runs, and what nobody wrote of since the day before."""
        if day >= self.on:
            return False
        if one.waiting or one.state in ("running", "held"):
            return True
        return one.outcome is None and one.state == "missed" and self.on - day <= DAY

    def _group(self, one: DoseNow) -> Group:
        if one.waiting or one.state == "running":
            return "now"
        if one.state in WRITTEN and one.outcome is not None:
            return "done"
        if one.state in ("ended", "stopped"):
            return "done"
        return "open" if one.state in ("missed", "held", "at_home", "visit") else "later"

    def _row(self, one: DoseNow, group: Group) -> DayRow:
        in_check = one.dose.id in self.child.hidden
        state = state_of(self.desk, one, self.child, self.now)
        deed = deed_of(self.desk, one, in_check=in_check)
        due = self._here(one.span.due)
        said = self.desk.ward.wording.say
        return DayRow(
            one.dose.id, group, f"{due:%H:%M}" if due.date() == self.on else self.tell.short(due.date()),
            title(self.desk, one.dose, hidden=bool(self.child.hidden)), listed(self._detail(one, due)), state, deed,
            said(f"doses.deed.{deed}"), in_check, one.overdue is not None,
        )  # fmt: skip

    def _detail(self, one: DoseNow, due: datetime) -> Iterator[str]:
        """Route, amount or number, who wrote it, and where it matters when it was saved or may be released."""
        say, dose = self.desk.ward.wording.say, one.dose
        if due.date() != self.on:
            yield self.tell.moment(due)
        yield route_words(desk=self.desk, route=dose.route)
        if needs_release(dose):
            yield amount_words(self.desk, dose, hidden=bool(self.child.hidden))
        elif dose.of > 1:
            yield say("doses.number", place=dose.place, of=dose.of)
        if one.outcome is not None:
            yield one.outcome.by
            written = one.outcome.ended or one.outcome.taken
            if one.outcome.saved.astimezone(UTC) - written.astimezone(UTC) >= LATER:
                yield say("doses.saved", at=self.moment(self._here(one.outcome.saved)))
        elif one.released is False and one.state != "missed":
            hours = int(self.desk.ward.knowledge.giving.numbers["release_hours"])
            if one.span.due - self.now > timedelta(hours=hours):
                yield say("doses.release_from", at=self.tell.moment(self._here(one.span.due - hours * HOUR)))

    def moment(self, at: datetime) -> str:
        """A clock time, with its date where that is another day than the one that is shown."""
        return f"{at:%H:%M}" if at.date() == self.on else NON_BREAKING.join((self.tell.short(at.date()), f"{at:%H:%M}"))


def route_words(desk: OpenWard, route: str) -> str:
    """A route within a line; the intrathecal one stays in capitals everywhere (safety rule V4)."""
    key = f"paper.by.{route}"
    return desk.ward.wording.say(key if desk.ward.wording.has(key) else f"paper.route.{route}")


def title(desk: OpenWard, dose: LoggedDose, *, hidden: bool) -> str:
    """A dose in short: "etoposide, dose 4 of 10" where it needs a release, else "dexAMETHasone 5.9 mg"."""
    name = drug_name(desk.ward.knowledge, dose.drug)
    if needs_release(dose):
        return desk.ward.wording.say("doses.title", drug=name, place=dose.place, of=dose.of)
    if hidden:
        return desk.ward.wording.say("doses.title_hidden", drug=name)
    return NON_BREAKING.join((name, amount_words(desk, dose, hidden=False)))


def amount_words(desk: OpenWard, dose: LoggedDose, *, hidden: bool) -> str:
    """The planned amount with its unit, or that it is hidden."""
    if hidden:
        return desk.ward.wording.say("doses.hidden")
    return desk.ward.wording.say("ward.unknown") if dose.amount is None else quantity(Quantity(dose.amount, dose.unit))


def deed_of(desk: OpenWard, one: DoseNow, *, in_check: bool) -> Deed:
    """What is to be done about a dose next."""
    if in_check:
        return "check"
    if one.outcome is not None:
        return _of_written(desk, one)
    if one.state == "stopped":
        return "lift_stop" if desk.may("lift") else "look"
    if one.released is False:
        return "release" if desk.may("release") else "look"
    if not one.open:
        return "look"
    return "check" if checked(one.dose, desk.ward.knowledge) else "give"


def _of_written(desk: OpenWard, one: DoseNow) -> Deed:
    """An infusion is finished, a hold lifted by who may, everything else amended."""
    if one.state == "running":
        return "finish"
    return "lift" if one.state == "held" and desk.may("lift") else "amend"
