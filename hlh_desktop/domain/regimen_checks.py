"""Problems of a regimen: unknown protocol, line or parameter, and changes or times that fit no line."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.lines import Asked, asked_lines, clock_of
from hlh_desktop.domain.measures import newest
from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.domain.protocol import IntrathecalLine
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.schedule import date_of, instant, ward_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.case import Case, Change, Reach, Regimen
    from hlh_desktop.domain.knowledge import Knowledge

# Doses of later days are not moved all at once: each of them has its own place.
MOVABLE: tuple[Reach, ...] = ("dose", "day")
NEEDS = {"move": "to", "factor": "factor", "route": "route"}


def regimen_problems(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    """Every problem of the regimen; none without one."""
    regimen = case.regimen
    if regimen is None:
        return
    if regimen.last_week not in knowledge.settings.plan_weeks:
        weeks = ", ".join(str(week) for week in knowledge.settings.plan_weeks)
        yield problem("regimen.last_week", regimen.last_week, "not_of_list", choices=weeks)
    if regimen.protocol not in knowledge.protocols:
        yield problem("regimen.protocol", regimen.protocol, "not_of_list", choices=", ".join(knowledge.protocols))
        # The rest is looked at under another protocol, so that its problems are told too.
        regimen = regimen.model_copy(update={"protocol": next(iter(knowledge.protocols))})
    asked = tuple(asked_lines(regimen, knowledge))
    yield from _lines(regimen, knowledge)
    for one in asked:
        yield from one.chosen.problems
        yield from _infant_rule(one, case, knowledge)
        yield from _no_step(one)
    for number, change in enumerate(regimen.changes):
        yield from _change(f"regimen.changes[{number}]", change, case, asked, knowledge)
    yield from _times(case, regimen, asked, knowledge)
    for one in asked:
        yield from _one_moment(case, regimen, one, knowledge)


def _lines(regimen: Regimen, knowledge: Knowledge) -> Iterator[Problem]:
    """Lines that nobody knows, and lines that stand twice without a part to tell them apart."""
    known = ", ".join(knowledge.lines(regimen.protocol))
    named = [(f"lines[{number}]", request.line) for number, request in enumerate(regimen.lines)]
    named += [(f"declined[{number}]", item.line) for number, item in enumerate(regimen.declined)]
    for where, line in named:
        if knowledge.line(regimen.protocol, line) is None:
            yield problem(f"regimen.{where}.line", line, "line_unknown", known=known)
    names = Counter(request.line for request in regimen.lines)
    parts = Counter((request.line, request.part) for request in regimen.lines)
    for number, request in enumerate(regimen.lines):
        if names[request.line] > 1 and (request.part is None or parts[request.line, request.part] > 1):
            yield problem(f"regimen.lines[{number}].part", request.part, "part_needed", line=request.line)


def _infant_rule(asked: Asked, case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    """The rule by kilogram is only for children under the weight limit."""
    weight = newest(case, lambda row: row.weight_kg, case.day_one)
    limit = knowledge.alerts["under_10_kg_rule_needed"].numbers["weight_kg"]
    if asked.chosen.values.get("rule") == "mg_per_kg" and weight is not None and weight.value >= limit:
        where = f"regimen.lines[{asked.number}].rule"
        yield problem(where, "mg_per_kg", "rule_only_below", limit=plain(limit), weight=plain(weight.value))


def _no_step(asked: Asked) -> Iterator[Problem]:
    """Parameters that no step of the line knows together, such as a rule by kg under the scheme for MAS."""
    if isinstance(asked.rule, IntrathecalLine) or asked.chosen.problems:
        return
    values = asked.chosen.values
    if not any(asked.chosen.fits(step.when) for step in asked.rule.steps):
        names = [name for name, rule in asked.rule.parameters.items() if rule.kind == "choice"]
        found = ", ".join(f"{name}={values.get(name)}" for name in names)
        yield problem(f"regimen.lines[{asked.number}]", found, "no_such_step")


def _change(
    where: str, change: Change, case: Case, asked: tuple[Asked, ...], knowledge: Knowledge
) -> Iterator[Problem]:
    mine = [one for one in asked if one.name == change.line and one.request.part == change.part]
    if not mine:
        lines = ", ".join(dict.fromkeys(one.name for one in asked))
        yield problem(f"{where}.line", change.line, "change_of_no_line", lines=lines)
        return
    rule = mine[0].rule
    needed = NEEDS.get(change.do)
    given: dict[str, Any] = {"to": change.to, "factor": change.factor, "route": change.route}
    for name, value in given.items():
        if (value is not None) != (name == needed):
            code = "change_needs" if name == needed else "change_takes_no"
            yield problem(f"{where}.{name}", None if value is None else str(value), code, deed=change.do, name=name)
    if change.do in ("factor", "route") and isinstance(rule, IntrathecalLine):
        yield problem(f"{where}.do", change.do, "intrathecal_wall", line=change.line)
    elif change.do == "factor" and not isinstance(rule, IntrathecalLine) and rule.parts:
        yield problem(f"{where}.do", change.do, "parts_of_a_total", line=change.line)
    yield from _reach(where, change)
    if change.factor is not None and not 0 < change.factor <= 1:
        yield problem(f"{where}.factor", plain(change.factor), "not_decimal_above", low="0", high="1")
    if change.route is not None and not isinstance(rule, IntrathecalLine) and change.route not in rule.routes:
        yield problem(f"{where}.route", change.route, "not_of_list", choices=", ".join(rule.routes))
    if change.to is not None:
        yield from _in_time(f"{where}.to", change.to, case, knowledge)


def _reach(where: str, change: Change) -> Iterator[Problem]:
    """A single dose is named by its time, and what goes on over later days is not moved."""
    if change.reach == "dose" and change.time is None:
        yield problem(f"{where}.time", None, "change_needs", deed=change.do, name="time")
    if change.reach == "onward" and change.do == "move":
        yield problem(f"{where}.reach", change.reach, "not_of_list", choices=", ".join(MOVABLE))


def _in_time(where: str, moment: datetime, case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    """A typed moment lies on day one or later, and not years away."""
    day, found = ward_time(moment, case.time_zone).date(), moment.isoformat(timespec="minutes")
    last = case.day_one + timedelta(days=knowledge.settings.typed_days)
    if day < case.day_one:
        yield problem(where, found, "before_day_one", day=case.day_one.isoformat())
    elif day > last:
        yield problem(where, found, "too_late", day=last.isoformat())


def _first_of_all(where: str, moment: datetime, case: Case, asked: Asked, knowledge: Knowledge) -> Iterator[Problem]:
    """A typed first moment stands on the day of the line's first dose or later, and before its second day's."""
    regimen = case.regimen
    if regimen is None or asked.chosen.problems or regimen.last_week not in knowledge.settings.plan_weeks:
        return
    days = asked.days(regimen.last_week)
    if not days:
        return
    wall = ward_time(moment, case.time_zone).replace(tzinfo=None)
    first = date_of(case.day_one, days[0])
    clock = (regimen.times.get(asked.name) or clock_of(asked, knowledge))[0]
    end = datetime.combine(date_of(case.day_one, days[1]), clock) if len(days) > 1 else None
    if wall.date() < first or (end is not None and wall >= end):
        values = {"first": first.isoformat(), "end": end.isoformat(timespec="minutes") if end else ""}
        yield problem(where, moment.isoformat(timespec="minutes"), "first_of_all" if end else "first_from", **values)


def _one_moment(case: Case, regimen: Regimen, asked: Asked, knowledge: Knowledge) -> Iterator[Problem]:
    """Times of a day that are one moment on the night on which clocks go forward: two doses would be given at once."""
    if asked.chosen.problems or regimen.last_week not in knowledge.settings.plan_weeks:
        return
    clock = regimen.times.get(asked.name) or clock_of(asked, knowledge)
    for day in (date_of(case.day_one, number) for number in asked.days(regimen.last_week)):
        for one, other in pairwise(clock):
            if one < other and instant(day, one, case.time_zone) == instant(day, other, case.time_zone):
                found = f"{one:%H:%M}, {other:%H:%M}"
                yield problem(f"regimen.times.{asked.name}", found, "times_meet", day=day.isoformat())
                return


def _times(case: Case, regimen: Regimen, asked: tuple[Asked, ...], knowledge: Knowledge) -> Iterator[Problem]:
    by_name = {one.name: [other for other in asked if other.name == one.name] for one in asked}
    lines = ", ".join(by_name)
    for name, times in regimen.times.items():
        found = ", ".join(f"{time:%H:%M}" for time in times)
        if name not in by_name:
            yield problem(f"regimen.times.{name}", name, "times_of_no_line", lines=lines)
            continue
        # The times are those of every part of the line: a part given more often would lose doses without a word.
        good = [one for one in by_name[name] if not one.chosen.problems]
        counts = dict.fromkeys(len(clock_of(one, knowledge)) for one in good)
        if any(len(times) != count for count in counts) or (counts and list(times) != sorted(set(times))):
            count = next((count for count in counts if count != len(times)), len(times))
            yield problem(f"regimen.times.{name}", found, "times_wrong", count=count)
    for name, moment in regimen.first_dose_at.items():
        if name not in by_name:
            yield problem(f"regimen.first_dose_at.{name}", name, "times_of_no_line", lines=lines)
        else:
            yield from _in_time(f"regimen.first_dose_at.{name}", moment, case, knowledge)
            yield from _first_of_all(f"regimen.first_dose_at.{name}", moment, case, by_name[name][0], knowledge)
