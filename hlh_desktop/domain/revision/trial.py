"""A trial on a signed plan: what may be changed of it, and the case with what a person wants to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hlh_desktop.domain import edits
from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.planned_doses import intrathecal_doses, planned_doses
from hlh_desktop.domain.quantity import NON_BREAKING, parse_decimal
from hlh_desktop.domain.revision.edits import first_moments, passed, revise, start_of, stop_line, stop_rest
from hlh_desktop.domain.schedule import date_of, day_of
from hlh_desktop.domain.situation import gather
from hlh_desktop.domain.slots import free_places, named_day
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.wizard.trial import trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from hlh_desktop.domain.case import Reach
    from hlh_desktop.domain.edits import Raw
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.planned_doses import PlannedDose

LineDay = tuple[str, str | None, int | None]
Kind = Literal["move", "factor", "hold", "omit", "stop", "add"]
FIRST_DAY = "first_day"
MEASURED = ("weight_kg", "height_cm")


@dataclass(frozen=True, slots=True)
class Wish:
    """One change of single doses, as typed. `name` is the dose or line in words; `day` a course day as planned.

    `start` is where it begins within that day, None for all doses of the day; `first` is then the clock time at which
    the first of them was planned.
    """

    kind: Kind
    name: str
    line: str
    part: str | None = None
    day: int = 0
    to: datetime | None = None
    factor: str = ""
    reason: str = ""
    start: edits.From | None = None
    first: str = ""


@dataclass(frozen=True, slots=True)
class Wished:
    """All that is tried: weight in kg and height in cm as typed, the moment from which they count, single changes."""

    weight: str
    height: str
    since: datetime
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """How a change of a dose is named in a case: how far it goes, the course day as planned, where in it it begins."""

    reach: Reach
    day: int
    start: edits.From | None


@dataclass(frozen=True, slots=True)
class Changeable:
    """What of a plan may be changed at a moment: doses and lines still to come, and lines that may be added."""

    doses: tuple[PlannedDose, ...]
    lines: tuple[tuple[tuple[str, str | None], str], ...]
    more: tuple[tuple[str, str], ...]
    starts: tuple[tuple[datetime, str], ...]
    reaches: Mapping[tuple[object, Reach], Named]

    def named(self, place: object, reach: Reach) -> Named | None:
        """How a change of the dose at a place of `doses` is named; None where nothing lies so far."""
        return self.reaches.get((place, reach))


def changeable(plan: Plan, knowledge: Knowledge, now: datetime) -> Changeable:
    """What may be changed of a plan at a moment of ward time."""
    every = (*planned_doses(plan, knowledge), *intrathecal_doses(plan, knowledge))
    doses = tuple(one for one in every if one.at >= now and one.dose is not None)
    lines = {(one.line, one.part): one.name for one in doses}
    return Changeable(
        doses, tuple(lines.items()), _more(plan, knowledge), _starts(doses, knowledge, now), _reaches(plan, doses, now)
    )  # fmt: skip


def _reaches(plan: Plan, doses: Sequence[PlannedDose], now: datetime) -> dict[tuple[object, Reach], Named]:
    """By the place of a dose, how far a change of it can go: itself, the rest of its day, every later one.

    Not to later ones where a dose that was planned later was moved ahead and has passed: it would be changed too; nor
    to a rest of a day of which a dose was held or omitted by itself: it would come back.
    """
    found: dict[tuple[object, Reach], Named] = {}
    left = free_places(plan)
    days, named = first_moments(plan), [(one, named_day(plan, one.line, one.first)) for one in doses]
    last = _last((one.line, one.part, day, one.first) for one, day in named)
    gone = _last(passed(plan, now))
    for place, (one, day) in enumerate(named):
        far: dict[Reach, int | None] = {"day": day, "onward": None}
        there = [reach for reach, of in far.items() if _goes_on(one, of, last, gone)]
        if any(at > one.first and named_day(plan, one.line, at) == day for at in left.get((one.line, one.part), ())):
            there = [reach for reach in there if reach != "day"]
        for reach in ("dose", *there):
            start = start_of(one.first, days[one.line, one.part, day], reach)
            found[place, reach] = Named(reach, day, start)
    return found


def _last(firsts: Iterable[tuple[str, str | None, int, datetime]]) -> dict[LineDay, datetime]:
    """The last moment at which a dose was planned first, of each line on each day and, with None, on any."""
    found: dict[LineDay, datetime] = {}
    for line, part, day, first in firsts:
        for key in ((line, part, day), (line, part, None)):
            found[key] = max(found.get(key, first), first)
    return found


def _goes_on(
    dose: PlannedDose, day: int | None, last: Mapping[LineDay, datetime], gone: Mapping[LineDay, datetime]
) -> bool:  # fmt: skip
    """Whether doses planned after one are to come on that day, or on any, and none of them has passed."""
    key = (dose.line, dose.part, day)
    return last[key] > dose.first and (key not in gone or gone[key] < dose.first)


def _starts(doses: Sequence[PlannedDose], knowledge: Knowledge, now: datetime) -> tuple[tuple[datetime, str], ...]:
    """From when new measures may count: now, or from a dose of the cumulative drug on."""
    tell, say = Telling(knowledge.wording), knowledge.wording.say
    drug = knowledge.settings.cumulative_drug
    named = (
        (one.at, say("plan_life.start.dose", number=one.number, day=tell.short(one.at.date())))
        for one in doses
        if one.drug == drug
    )
    return ((now, say("plan_life.start.now")), *named)


def _more(plan: Plan, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Lines that the plan lacks and that can be dosed as they stand, by name and title.

    The drug whose sum is counted is the physician's own line: it is added in the wizard, not tried with one press.
    """
    regimen = plan.case.regimen
    if regimen is None:
        return ()
    there = {one.line for one in regimen.lines}
    rules = knowledge.lines(regimen.protocol)
    counted = knowledge.settings.cumulative_drug
    wanted = [name for name, rule in rules.items() if name not in there and getattr(rule, "drug", name) != counted]
    tried = trial(gather(plan.case, knowledge), wanted)
    dosed = [one.asked.name for one in tried if one.ordered is not None and one.asked.name not in there]
    return tuple((name, rules[name].title) for name in dosed)


def wrong_of(wished: Wished, knowledge: Knowledge) -> Mapping[str, str]:
    """What is no number, by field, as a sentence; a factor that is none stands under "factor"."""
    typed = {"weight_kg": wished.weight, "height_cm": wished.height}
    say = knowledge.wording.say
    return {
        name: say("plan_life.no_number") for name, words in typed.items() if not (parse_decimal(words.strip()) or 0) > 0
    }


def wished_case(case: Raw, plan: Plan, wished: Wished, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    """The case with everything that is tried. `plan` is the one that stands; typed measures are those of today."""
    made = _measured(case, plan, wished, now)
    for wish in wished.wishes:
        made = _with(made, plan, wish, knowledge, now)
    return made


def _measured(case: Raw, plan: Plan, wished: Wished, now: datetime) -> dict[str, Any]:
    """Only a measure that is another than the signed one was measured anew."""
    typed = dict(zip(MEASURED, (wished.weight.strip(), wished.height.strip()), strict=True))
    known = dict(zip(MEASURED, (plan.weight.value, plan.height.value), strict=True))
    newer = {name: words for name, words in typed.items() if parse_decimal(words) != known[name]}
    if not newer:
        return dict(case)
    rows = value_at(case, "measurements")
    row = {"on": now.date().isoformat(), "time": f"{now:%H:%M}", **newer}
    return revise(edits.put(case, "measurements", [*(rows if isinstance(rows, list) else []), row]), wished.since)


def _with(case: Raw, plan: Plan, wish: Wish, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    key = (wish.line, wish.part)
    if wish.kind == "move" and wish.to is not None:
        return edits.move_dose(case, *key, wish.day, wish.to, wish.reason, wish.start)
    if wish.kind == "factor":
        return edits.reduce_dose(case, *key, wish.day, wish.factor, wish.reason, wish.start)
    if wish.kind == "hold":
        return edits.hold_dose(case, *key, wish.day, wish.reason, wish.start)
    if wish.kind == "omit":
        return edits.omit_dose(case, *key, wish.day, wish.reason, wish.start)
    if wish.kind == "stop":
        return stop_rest(case, plan, *key, now, wish.reason)
    return _added(case, plan, wish, knowledge, now)


def _added(case: Raw, plan: Plan, wish: Wish, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    """A line more: from the next day on where it has a first day, else without its days that have passed."""
    regimen = plan.case.regimen
    rule = None if regimen is None else knowledge.line(regimen.protocol, wish.line)
    today = day_of(plan.case.day_one, now.date())
    if FIRST_DAY in getattr(rule, "parameters", {}):
        return edits.decide(case, wish.line, "change", parameters={FIRST_DAY: today + 1})
    made = edits.decide(case, wish.line, "accept")
    tried = trial(gather(plan.case, knowledge), [wish.line])
    days = [day for one in tried if one.asked.name == wish.line for day in one.asked.days(_weeks(plan)) if day <= today]
    # It goes into the case, which takes a reason of ordinary blanks only.
    day = Telling(knowledge.wording).day(date_of(plan.case.day_one, today)).replace(NON_BREAKING, " ")
    return stop_line(made, wish.line, None, days, knowledge.wording.say("plan_life.added", day=day))


def _weeks(plan: Plan) -> int:
    return plan.case.regimen.last_week if plan.case.regimen else 0
