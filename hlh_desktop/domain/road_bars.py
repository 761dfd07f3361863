"""The bars of the road map: lines given day after day, as steps of one amount, filled as far as they were given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.road_log import NOT_TAKEN, TAKEN, last_of_slots, state_of_day
from hlh_desktop.domain.road_marks import Mark, amount_of, marks_of
from hlh_desktop.domain.writing import listed, number, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.values import State
    from hlh_desktop.domain.road_log import Logged
    from hlh_desktop.domain.wizard.day_doses import DayDose

# How days of a bar look: `at_home` is what nobody of the ward observed.
Shade = Literal["planned", "given", "at_home"]
# A day in one of these states is part of a bar and has no mark of its own.
PLAIN: tuple[State, ...] = ("planned", "awaiting_release", "given", "elsewhere", "home", "at_home")
# After the first day of these, the days that follow say nothing new.
LASTING: tuple[State, ...] = ("stopped", "ended")


@dataclass(frozen=True, slots=True)
class BarStep:
    """Days in a row of one amount and shade: `share` is its part of the largest amount a day, for the height.

    `label` is "" where the step before it already says the amount. `text` is all that is known of it.
    """

    first: int
    last: int
    label: str
    share: Fraction
    shade: Shade
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A line that is given day after day, as steps; `taper`: its amounts fall. Changed doses are marks on it."""

    line: str
    part: str | None
    title: str
    subtitle: str
    steps: tuple[BarStep, ...]
    taper: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """What a bar shows of a day: the amount in a unit, and how it looks."""

    amount: Fraction
    unit: str
    shade: Shade


def line_title(one: DayDose, knowledge: Knowledge) -> str:
    """The drug of a line, with the part where the line has several."""
    return one.drug if one.key.part is None else knowledge.wording.say("road.part", title=one.drug, part=one.key.part)


def bar_of(given: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> Bar:
    """A line with all its days."""
    first, title = given[0], line_title(given[0], knowledge)
    days = _days(given, log)
    steps = tuple(_steps(days, title, knowledge, told=bool(log.marks)))
    shares = [step.share for step in steps]
    unit = next((spelt(one.amount.unit) for one in given if one.amount is not None), "")
    return Bar(
        line=first.key.line,
        part=first.key.part,
        title=title,
        subtitle=knowledge.wording.say(
            "road.stated" if first.stated_as else "road.per_day", unit=unit, stated=first.stated_as
        ),
        steps=steps,
        taper=len(set(shares)) > 1 and shares == sorted(shares, reverse=True),
        marks=tuple(sorted(_changed(given, knowledge, log), key=lambda mark: mark.day)),
    )


def _days(given: Sequence[DayDose], log: Logged) -> dict[int, _Day]:
    """What a day comes to where its doses are not alike: their sum; of a day of which some was given, what was."""
    found: dict[int, _Day] = {}
    for one in given:
        day = _day(one, log)
        before = found.get(one.day)
        if day is None:
            continue
        if before is None or (day.shade == "given") > (before.shade == "given"):
            found[one.day] = day
        elif before.shade == day.shade:
            found[one.day] = replace(before, amount=before.amount + day.amount)
    return found


def _state(one: DayDose, log: Logged) -> State | None:
    """The state of a day by the log; None where the log does not know it."""
    found = last_of_slots(log.of(one))
    return state_of_day(found) if found else None


def _day(one: DayDose, log: Logged) -> _Day | None:
    """A day of the bar; None, a gap, where the dose was left out by the plan or was not given."""
    state = _state(one, log)
    left_out = one.placement not in ("planned", "moved") and state in (None, "planned")
    if one.amount is None or left_out or state in NOT_TAKEN:
        return None
    planned = Fraction(one.amount.amount) * len(one.times)
    if state not in TAKEN:
        return _Day(planned, one.amount.unit, "at_home" if state == "at_home" else "planned")
    amount = amount_of(one, last_of_slots(log.of(one)))
    return _Day(planned if amount is None else Fraction(amount.amount), one.amount.unit, "given")


def _changed(given: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> Iterator[Mark]:
    """The marks on a bar: what the plan changed, and days that are not simply given or to come."""
    before: State | None = None
    for one in sorted(given, key=lambda one: one.day):
        state = _state(one, log)
        shown = one.placement != "planned" if state in (None, "planned") else state not in PLAIN
        if shown and not (state in LASTING and state == before):
            yield from marks_of(one, knowledge, log)
        before = state


def _steps(days: Mapping[int, _Day], title: str, knowledge: Knowledge, *, told: bool) -> Iterator[BarStep]:
    """Runs of days with the same amount a day and the same shade; a day without a dose ends a run."""
    most = max((day.amount for day in days.values()), default=Fraction(1)) or Fraction(1)
    runs: list[tuple[int, int]] = []
    for day in sorted(days):
        if runs and runs[-1][1] + 1 == day and days[runs[-1][0]] == days[day]:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    before = ""
    for first, last in runs:
        one = days[first]
        amount = " ".join((number(one.amount), spelt(one.unit)))
        again = amount == before and first - 1 in days
        shade = _when(one.shade, first, last, knowledge) if told else ""
        text = listed((title, amount, shade))
        yield BarStep(first, last, "" if again else amount, one.amount / most, one.shade, text)
        before = amount


def _when(shade: Shade, first: int, last: int, knowledge: Knowledge) -> str:
    """The days of a step in words, e.g. "given on days 1 to 10"."""
    say = knowledge.wording.say
    what = say(f"road.shade.{shade}")
    return say("road.days.one" if first == last else "road.days.several", what=what, first=first, last=last)
