"""The lanes of the road map: single doses as marks with their ghosts, lines given day after day as bars or a wedge."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.writing import listed, number, quantity, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wizard.day_doses import DayDose, Kind

MarkState = Literal["planned", "moved", "held", "omitted", "ghost"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a lane. A moved dose stands at its new day, and a ghost of the same number at its old one."""

    number: int
    of: int
    day: int
    on: date
    at: datetime
    state: MarkState
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A line with single doses: what it is, in two lines of text, and its marks in order of days."""

    line: str
    part: str | None
    kind: Kind
    title: str
    subtitle: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class BarStep:
    """Days in a row of one amount: `share` is its part of the largest amount a day, for the height of the wedge."""

    first: int
    last: int
    label: str
    share: Fraction


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


def lanes_of(doses: Sequence[DayDose], knowledge: Knowledge) -> tuple[tuple[Lane, ...], tuple[Bar, ...]]:
    """Every ordinary line of a plan as a lane or as a bar: cytotoxic ones first, else in order of the first dose."""
    groups: dict[tuple[str, str | None], list[DayDose]] = {}
    for one in doses:
        if one.kind != "intrathecal":
            groups.setdefault((one.key.line, one.key.part), []).append(one)
    single = sorted(
        (given for given in groups.values() if not given[0].running), key=lambda given: given[0].kind != "cytotoxic"
    )
    running = [given for given in groups.values() if given[0].running]
    return tuple(_lane(given, knowledge) for given in single), tuple(_bar(given, knowledge) for given in running)


def _lane(given: Sequence[DayDose], knowledge: Knowledge) -> Lane:
    first = given[0]
    marks = sorted((mark for one in given for mark in _marks(one, knowledge)), key=lambda mark: (mark.day, mark.at))
    return Lane(
        first.key.line, first.key.part, first.kind, _title(first, knowledge), _amounts(given, knowledge), tuple(marks)
    )


def _title(one: DayDose, knowledge: Knowledge) -> str:
    return one.drug if one.key.part is None else knowledge.wording.say("road.part", title=one.drug, part=one.key.part)


def _amounts(given: Sequence[DayDose], knowledge: Knowledge) -> str:
    """The doses of a lane with their route: "89 mg intravenous"; each of several once."""
    amounts = dict.fromkeys(quantity(one.amount) for one in given if one.amount is not None)
    routes = dict.fromkeys(knowledge.wording.say(f"paper.by.{one.route}") for one in given if one.route)
    return knowledge.wording.say("road.amounts", amounts=listed(amounts), routes=listed(routes)).strip()


def _marks(one: DayDose, knowledge: Knowledge) -> Iterator[Mark]:
    """The mark of a dose, and the ghost at the place that it was moved from."""
    say = knowledge.wording.say
    label = say(f"road.mark.{one.placement}", number=one.number)
    text = say(f"road.text.{one.placement}", title=one.title, number=one.number, of=one.of, reason=one.reason)
    yield Mark(one.number, one.of, one.day, one.at.date(), one.at, one.placement, label, text)
    if one.placement == "moved" and one.planned_day != one.day:
        gone = say("road.text.ghost", title=one.title, number=one.number)
        yield Mark(one.number, one.of, one.planned_day, one.planned.date(), one.planned, "ghost", "", gone)


def _bar(given: Sequence[DayDose], knowledge: Knowledge) -> Bar:
    first = given[0]
    steps = tuple(_steps(given))
    shares = [step.share for step in steps]
    unit = next((spelt(one.amount.unit) for one in given if one.amount is not None), "")
    changed = (mark for one in given if one.placement != "planned" for mark in _marks(one, knowledge))
    return Bar(
        line=first.key.line,
        part=first.key.part,
        title=_title(first, knowledge),
        subtitle=knowledge.wording.say(
            "road.stated" if first.stated_as else "road.per_day", unit=unit, stated=first.stated_as
        ),
        steps=steps,
        taper=len(set(shares)) > 1 and shares == sorted(shares, reverse=True),
        marks=tuple(sorted(changed, key=lambda mark: mark.day)),
    )


def _steps(given: Sequence[DayDose]) -> Iterator[BarStep]:
    """Runs of days with the same amount a day; a day without a dose ends a run."""
    days = {one.day: _a_day(one) for one in given if one.amount is not None and one.placement in ("planned", "moved")}
    most = max(days.values(), default=Fraction(1))
    runs: list[tuple[int, int]] = []
    for day in sorted(days):
        if runs and runs[-1][1] + 1 == day and days[runs[-1][0]] == days[day]:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    units = {one.day: spelt(one.amount.unit) for one in given if one.amount is not None}
    for first, last in runs:
        yield BarStep(first, last, _each_day(days[first], units[first]), days[first] / most)


def _a_day(one: DayDose) -> Fraction:
    return Fraction(one.amount.amount) * len(one.times) if one.amount is not None else Fraction(0)


def _each_day(amount: Fraction, unit: str) -> str:
    return " ".join((number(amount), unit))
