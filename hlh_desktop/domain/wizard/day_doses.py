"""The doses of a plan day by day, as a person chooses them: what a line gives on one day is moved or held together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.schedule import WEEK, day_of, ward_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration, Ordered
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.quantity import Quantity

Kind = Literal["cytotoxic", "antibody", "intrathecal", "other"]
Placement = Literal["planned", "moved", "held", "omitted"]
LEFT_OUT: dict[str, Placement] = {"hold": "held", "omit": "omitted"}


@dataclass(frozen=True, slots=True)
class DoseKey:
    """The doses of a line on one day, by the course day on which they were planned first, as changes name them."""

    line: str
    part: str | None
    day: int


@dataclass(frozen=True, slots=True)
class DayDose:
    """What a line gives on one day, number `number` of `of`.

    `title` is what is called beside an amount; `drug` the same without the part of a compound that amounts count,
    which is `stated_as`, "" of any other drug.
    `times` are its moments where it stands; those of a dose that is held or omitted are where it would stand.
    `amount` is one administration's, None where it is intrathecal. `planned` is where it stood before any change,
    `reason` the one that was given for moving, holding or omitting it. `running`: its line goes on day after day.
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

    @property
    def at(self) -> datetime:
        """The first moment of the day."""
        return self.times[0]


@dataclass(frozen=True, slots=True)
class _Given:
    """One administration with the order that it belongs to."""

    order: AnyOrder
    one: Administration | IntrathecalAdministration


def doses_of_days(plan: Plan, knowledge: Knowledge) -> tuple[DayDose, ...]:
    """Every dose of a plan, those held and omitted too, in order of their moments."""
    found = (dose for ordered in plan.ordered for dose in _doses(ordered, plan, knowledge))
    return tuple(sorted(found, key=lambda dose: (dose.day, dose.at, dose.key.line)))


def _doses(ordered: Ordered, plan: Plan, knowledge: Knowledge) -> Iterator[DayDose]:
    given = _by_origin(ordered, plan)
    changes = {one.change.day: one for one in ordered.applied if one.change.do in (*LEFT_OUT, "move")}
    days = sorted({*given, *changes})
    title, kind, known = _named(ordered, plan, knowledge)
    for number, day in enumerate(days, 1):
        change, ones = changes.get(day), given.get(day, [])
        times = tuple(dict.fromkeys(each.one.at for each in ones)) or (change.due if change else ())
        planned = change.due[0] if change else times[0]
        yield DayDose(
            key=DoseKey(ordered.line, ordered.part, day),
            title=title,
            number=number,
            of=len(days),
            kind=kind,
            placement=_placement(change.change if change else None),
            day=day_of(plan.case.day_one, times[0].date()),
            times=times,
            amount=None if kind == "intrathecal" or not ones else ones[0].one.dose.amount,
            route=ones[0].order.route if ones else "",
            planned=planned,
            planned_day=day_of(plan.case.day_one, planned.date()),
            reason=change.change.reason if change else "",
            running=kind == "other" and len(days) > WEEK,
            drug=known.tall_man if known else title,
            stated_as=known.stated_as if known else "",
        )


def _by_origin(ordered: Ordered, plan: Plan) -> dict[int, list[_Given]]:
    """The administrations by the course day on which each was planned first, in order of time."""
    regimen = plan.case.regimen
    first_at = regimen.first_dose_at.get(ordered.line) if regimen is not None else None
    found: dict[int, list[_Given]] = {}
    for order in ordered.orders:
        for one in order.administrations:
            found.setdefault(_origin(one, plan, first_at), []).append(_Given(order, one))
    return {day: sorted(given, key=lambda each: each.one.at) for day, given in found.items()}


def _origin(one: Administration | IntrathecalAdministration, plan: Plan, first_at: datetime | None) -> int:
    """A first dose typed for after midnight still belongs to day one: changes name that day."""
    at = one.moved_from or one.at
    typed = first_at is not None and at == ward_time(first_at, plan.case.time_zone)
    return 1 if typed else day_of(plan.case.day_one, at.date())


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
