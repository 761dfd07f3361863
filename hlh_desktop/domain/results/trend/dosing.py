"""The lanes under the charts, from what was given: single doses as marks, a daily drug as steps of mg a day.

Intrathecal doses have a lane of their own that names no drug and no amount. While amounts of the child are hidden no
lane, label or height tells one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.log.values import TAKEN
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.results.trend.lanes import DayStep, DoseLane, DoseMark
from hlh_desktop.domain.results.trend.window import DAY, midnight
from hlh_desktop.domain.schedule import WEEK
from hlh_desktop.domain.writing import listed, number, quantity, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.values import DoseKind, Outcome, State
    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.lanes import DoseState
    from hlh_desktop.domain.results.trend.words import Words

INTRATHECAL = "intrathecal"
STATES: Mapping[State, DoseState] = {
    "given": "given", "elsewhere": "given", "home": "given", "partly_given": "partly", "running": "partly",
    "planned": "to_come", "awaiting_release": "to_come", "due": "to_come", "visit": "to_come", "at_home": "to_come",
    "late": "late",
}  # fmt: skip
ORDER: tuple[DoseKind, ...] = ("cytotoxic", "antibody", "other", "intrathecal")


@dataclass(frozen=True, slots=True)
class Entry:
    """One dose for its lane. `amount` what was given, else what is planned; `place` of `of` as its line counts."""

    drug: str
    kind: DoseKind
    at: datetime
    state: State
    amount: Decimal | None
    unit: str
    place: int = 0
    of: int = 0

    @property
    def shown(self) -> DoseState:
        """How it is drawn."""
        return STATES.get(self.state, "not_given")


def entries_of(doses: Iterable[DoseNow], others: Iterable[tuple[Outcome, DoseKind]]) -> tuple[Entry, ...]:
    """The doses of the plan that stands, and what was given of earlier versions or by another place."""
    found = [_planned(one) for one in doses]
    found += [Entry(one.drug, kind, one.taken, "given", one.amount, one.unit) for one, kind in others]
    return tuple(sorted(found, key=lambda one: one.at.astimezone(UTC)))


def _planned(one: DoseNow) -> Entry:
    dose, outcome = one.dose, one.outcome
    taken = outcome is not None and outcome.became in TAKEN
    at = outcome.taken if outcome is not None and taken else dose.due
    amount = outcome.amount if outcome is not None and taken else dose.amount
    return Entry(dose.drug, dose.kind, at, one.state, amount, dose.unit, dose.place, dose.of)


def lanes_of(entries: Sequence[Entry], time: TimeAxis, words: Words, *, hidden: bool) -> tuple[DoseLane, ...]:
    """A lane for each drug with a dose on the axis: cytotoxic ones first, daily ones and the intrathecal one last."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        if one.drug not in words.knowledge.trends.without_lane:
            groups[INTRATHECAL if one.kind == INTRATHECAL else one.drug].append(one)
    made = [(_lane(name, mine, time, words, hidden=hidden), mine[0]) for name, mine in groups.items()]
    seen = [(lane, first) for lane, first in made if lane.marks or lane.steps]
    seen.sort(key=lambda pair: (pair[0].kind == "intrathecal", pair[0].kind == "daily", ORDER.index(pair[1].kind)))
    return tuple(lane for lane, _ in seen)


def _lane(name: str, mine: Sequence[Entry], time: TimeAxis, words: Words, *, hidden: bool) -> DoseLane:
    if name == INTRATHECAL:
        marks = tuple(_mark(one, words, hidden=True) for one in mine if time.has(one.at))
        return DoseLane(name, words.say("lane.intrathecal"), "intrathecal", marks)
    daily = mine[0].kind == "other" and len({words.here(one.at).date() for one in mine}) > WEEK
    shown = [one for one in mine if time.has(one.at) and not (daily and one.shown in ("given", "to_come"))]
    marks = tuple(_mark(one, words, hidden=hidden) for one in shown)
    steps = tuple(_steps(mine, time, words, hidden=hidden)) if daily else ()
    amounts = {(one.amount, one.unit) for one in mine if one.amount is not None}
    same = next(iter(amounts)) if len(amounts) == 1 and not hidden and not daily else None
    amount = "" if same is None or same[0] is None else quantity(Quantity(same[0], same[1]))
    return DoseLane(name, drug_name(words.knowledge, name), "daily" if daily else "doses", marks, steps, amount)


def _mark(one: Entry, words: Words, *, hidden: bool) -> DoseMark:
    """A dose with its number, state and moment; the amount only where nothing hides it."""
    spinal = one.kind == INTRATHECAL
    drug = words.say("lane.intrathecal") if spinal else drug_name(words.knowledge, one.drug)
    what = words.say("lane.mark", drug=drug, place=one.place, of=one.of) if one.of else drug
    amount = "" if hidden or one.amount is None else quantity(Quantity(one.amount, one.unit))
    state = words.knowledge.wording.say(f"road.state.{one.state}")
    text = words.say("lane.text", what=listed((what, amount)), state=state, moment=words.when(one.at))
    return DoseMark(words.here(one.at), one.shown, str(one.place) if one.of else "", text)


@dataclass(frozen=True, slots=True)
class _Day:
    """What a drug comes to on one day: the sum, None while it is hidden or not known; whether all of it was given."""

    amount: Fraction | None
    unit: str
    given: bool


def _steps(mine: Sequence[Entry], time: TimeAxis, words: Words, *, hidden: bool) -> Iterator[DayStep]:
    """Days in a row of one amount, as far as they lie on the axis; a day on which none was given ends a step."""
    days = {
        day: one for day, one in _days(mine, words, hidden=hidden).items() if time.has(midnight(day, words.subject))
    }
    most = max((one.amount or Fraction(0) for one in days.values()), default=Fraction(0))
    before: tuple[date, str] | None = None
    for first, last in _runs(days):
        one = days[first]
        amount = "" if one.amount is None else with_unit(number(one.amount), one.unit)
        label = words.say("lane.daily", amount=amount) if amount else ""
        again = before is not None and before == (first - DAY, label)
        share = Fraction(1) if one.amount is None or not most else one.amount / most
        yield DayStep(
            midnight(first, words.subject), midnight(last + DAY, words.subject), share, one.given,
            "" if again else label, _step_text(mine[0].drug, label, first, last, words),
        )  # fmt: skip
        before = (last, label)


def _step_text(drug: str, label: str, first: date, last: date, words: Words) -> str:
    dates = words.tell.day(first) if first == last else words.tell.from_to(first, last)
    return listed((drug_name(words.knowledge, drug), label, dates))


def _days(mine: Sequence[Entry], words: Words, *, hidden: bool) -> dict[date, _Day]:
    """The days on which something was given or is to come, in order."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for one in mine:
        if one.shown in ("given", "partly", "to_come", "late"):
            by_day[words.here(one.at).date()].append(one)
    found = {}
    for day in sorted(by_day):
        amounts = [one.amount for one in by_day[day] if one.amount is not None]
        known = len(amounts) == len(by_day[day]) and not hidden
        total = sum((Fraction(amount) for amount in amounts), Fraction(0)) if known else None
        given = all(one.shown in ("given", "partly") for one in by_day[day])
        found[day] = _Day(total, by_day[day][0].unit, given)
    return found


def _runs(days: Mapping[date, _Day]) -> list[tuple[date, date]]:
    """First and last day of each run of days in a row that are alike."""
    runs: list[tuple[date, date]] = []
    for day, one in days.items():
        if runs and runs[-1][1] + timedelta(days=1) == day and days[runs[-1][0]] == one:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
