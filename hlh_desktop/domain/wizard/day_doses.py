"""The doses of a plan day by day, as a person chooses them: what a line gives alike on one day stands together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.schedule import WEEK, day_of
from hlh_desktop.domain.slots import DAYS, named_day
from hlh_desktop.domain.slots import planned as planned_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, time

    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import Administration, AnyOrder, Applied, IntrathecalAdministration, Ordered
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.quantity import Quantity

Kind = Literal["cytotoxic", "antibody", "intrathecal", "other"]
Placement = Literal["planned", "moved", "held", "omitted"]
LEFT_OUT: dict[str, Placement] = {"hold": "held", "omit": "omitted"}
PLACING, INTRATHECAL = (*LEFT_OUT, "move"), "intrathecal"


@dataclass(frozen=True, slots=True)
class DoseKey:
    """The doses of a line on one day, by the course day on which they were planned first, as changes name them.

    `time` is the clock time of the first of them where the day's doses are not alike; None is the whole day.
    """

    line: str
    part: str | None
    day: int
    time: time | None = None


@dataclass(frozen=True, slots=True)
class DayDose:
    """What a line gives alike on one day, number `number` of `of`: all of it, or what one change names or leaves.

    `title` is what is called beside an amount; `drug` the same without the part of a compound that amounts count,
    which is `stated_as`, "" of any other drug.
    `times` are its moments where it stands; those of a dose that is held or omitted are where it would stand.
    `amount` is one administration's, None where it is intrathecal. `planned` is where it stood before any change,
    `reason` the one that was given for moving, holding or omitting it. `running`: its line goes on day after day.
    `firsts` are the moments at which its doses were planned first, `slots` theirs in the log; None is the whole day.
    `change` is what placed it so.
    """

    key: DoseKey
    title: str
    number: int
    of: int
    kind: Kind
    placement: Placement
    day: int
    times: tuple[datetime, ...]
    amount: Quantity | None
    route: str
    planned: datetime
    planned_day: int
    reason: str
    running: bool
    drug: str
    stated_as: str
    firsts: tuple[datetime, ...]
    slots: tuple[int, ...] | None = None
    change: Change | None = None

    @property
    def at(self) -> datetime:
        """The first moment of the day."""
        return self.times[0]


@dataclass(frozen=True, slots=True)
class _Given:
    """One administration with the order that it belongs to."""

    order: AnyOrder
    one: Administration | IntrathecalAdministration


@dataclass(frozen=True, slots=True)
class _Row:
    """A dose of a day: when it was planned first, what placed it, and itself where it is given."""

    first: datetime
    change: Applied | None
    given: _Given | None


@dataclass(frozen=True, slots=True)
class _Group:
    """Doses of one day that are alike: those that are given, or moments of those that are not, and their change."""

    change: Applied | None
    given: tuple[_Given, ...]
    firsts: tuple[datetime, ...]


def doses_of_days(plan: Plan, knowledge: Knowledge) -> tuple[DayDose, ...]:
    """Every dose of a plan, those held and omitted too, in order of their moments."""
    found = (dose for ordered in plan.ordered for dose in _doses(ordered, plan, knowledge))
    return tuple(sorted(found, key=lambda dose: (dose.day, dose.at, dose.key.line)))


def _doses(ordered: Ordered, plan: Plan, knowledge: Knowledge) -> Iterator[DayDose]:
    by_day = _groups_by_day(ordered, plan)
    names = _named(ordered, plan, knowledge)
    for number, (day, groups) in enumerate(sorted(by_day.items()), 1):
        moments = sorted(at for group in groups for at in group.firsts)
        for group in groups:
            whole = len(groups) == 1
            key = DoseKey(ordered.line, ordered.part, day, None if whole else group.firsts[0].time())
            slots = None if whole else tuple(day * DAYS + moments.index(at) for at in group.firsts)
            yield _day_dose(key, group, slots, (number, len(by_day)), names, plan)


def _day_dose(
    key: DoseKey, group: _Group, slots: tuple[int, ...] | None, place: tuple[int, int],
    names: tuple[str, Kind, Drug | None], plan: Plan,
) -> DayDose:  # fmt: skip
    (title, kind, known), change, ones = names, group.change, group.given
    times = tuple(dict.fromkeys(each.one.at for each in ones)) or (change.due if change else ())
    times = times if change is None or ones else tuple(at for at in times if at in group.firsts) or times
    planned = change.due[0] if change and change.change.of_a_day else group.firsts[0]
    return DayDose(
        key=key,
        title=title,
        number=place[0],
        of=place[1],
        kind=kind,
        placement=_placement(change.change if change else None),
        day=day_of(plan.case.day_one, times[0].date()),
        times=times,
        amount=None if kind == "intrathecal" or not ones else ones[0].one.dose.amount,
        route=ones[0].order.route if ones else "",
        planned=planned,
        planned_day=day_of(plan.case.day_one, planned.date()),
        reason=change.change.reason if change else "",
        running=kind == "other" and place[1] > WEEK,
        drug=known.tall_man if known else title,
        stated_as=known.stated_as if known else "",
        firsts=group.firsts,
        slots=slots,
        change=change.change if change else None,
    )


def _groups_by_day(ordered: Ordered, plan: Plan) -> dict[int, list[_Group]]:
    """Of each course day its doses that have change, amount and route in common, in order of their first moments."""
    given, placing = _by_origin(ordered, plan), [one for one in ordered.applied if one.change.do in PLACING]
    days = {one.change.day: one for one in placing if one.change.of_a_day}
    single = {at: one for one in placing if not one.change.of_a_day for at in one.due}
    there = {planned_first(each.one) for ones in given.values() for each in ones}
    gone: dict[int, list[tuple[datetime, Applied]]] = {}
    for at, applied in single.items():
        if at not in there:
            gone.setdefault(named_day(plan, ordered.line, at), []).append((at, applied))
    found = {}
    for day in {*given, *days, *gone}:
        rows = [_Row(at, change, None) for at, change in gone.get(day, [])]
        for each in given.get(day, []):
            first = planned_first(each.one)
            rows.append(_Row(first, single.get(first) or days.get(day), each))
        if day in days and day not in given:
            rows += [_Row(at, days[day], None) for at in days[day].due]
        found[day] = _grouped(rows, ordered.line)
    return found


def _grouped(rows: Iterable[_Row], line: str) -> list[_Group]:
    groups: dict[tuple[object, ...], list[_Row]] = {}
    for row in sorted(rows, key=lambda row: row.first):
        # The two drugs of an intrathecal dose are given together, whatever the amount of each.
        each = None if line == INTRATHECAL else row.given
        alike = None if each is None else (each.one.dose.amount, each.order.route)
        groups.setdefault((id(row.change), row.given is None, alike), []).append(row)
    return [_group(found) for found in groups.values()]


def _group(rows: Sequence[_Row]) -> _Group:
    given = sorted((row.given for row in rows if row.given is not None), key=lambda each: each.one.at)
    return _Group(rows[0].change, tuple(given), tuple(dict.fromkeys(row.first for row in rows)))


def _by_origin(ordered: Ordered, plan: Plan) -> dict[int, list[_Given]]:
    """The administrations by the course day on which each was planned first, in order of time."""
    found: dict[int, list[_Given]] = {}
    for order in ordered.orders:
        for one in order.administrations:
            found.setdefault(named_day(plan, ordered.line, planned_first(one)), []).append(_Given(order, one))
    return {day: sorted(given, key=lambda each: each.one.at) for day, given in found.items()}


def _placement(change: Change | None) -> Placement:
    return "planned" if change is None else LEFT_OUT.get(change.do, "moved")


def _named(ordered: Ordered, plan: Plan, knowledge: Knowledge) -> tuple[str, Kind, Drug | None]:
    """What the dose is called on a calendar, its kind and drug; of an intrathecal one the line, never the drug."""
    protocol = plan.case.regimen.protocol if plan.case.regimen is not None else ""
    rule = knowledge.line(protocol, ordered.line)
    if not isinstance(rule, Line):
        return (rule.title if rule else ordered.line), "intrathecal", None
    drug = knowledge.formulary[rule.drug]
    kind: Kind = "cytotoxic" if drug.cytotoxic else "antibody" if drug.antibody else "other"
    return drug_name(knowledge, rule.drug), kind, drug
