"""The doses of day one: those whose slot lies before the signing are asked about, so that none is born late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.lines import asked_lines, clock_of
from hlh_desktop.domain.schedule import date_of, instant, ward_time
from hlh_desktop.domain.wizard.day_doses import doses_of_days
from hlh_desktop.domain.wizard.values import Close, DayOneDose
from hlh_desktop.domain.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, time

    from hlh_desktop.domain.case import Case, Regimen
    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.day_doses import DayDose, DoseKey
    from hlh_desktop.domain.wizard.values import FirstAnswer
    from hlh_desktop.domain.wizard.words import Words

GATE, REASONS = "first_doses", "first_dose"
LEFT_OUT = ("held", "omitted")


def first_doses(plan: Plan, words: Words, now: datetime) -> tuple[DayOneDose, ...]:
    """Each line with a dose on day one, in order of its first moment; skipped ones last. `now` has its zone."""
    regimen = plan.case.regimen
    if regimen is None:
        return ()
    asked = {(one.name, one.request.part): one for one in asked_lines(regimen, words.knowledge)}
    doses = _by_day(doses_of_days(plan, words.knowledge))
    found = [
        _first_dose(one, asked[key.line, key.part], doses, regimen, plan, words, now)
        for key, one in doses.items()
        if key.day == 1
    ]
    return tuple(sorted(found, key=lambda dose: (dose.at is None, dose.at or dose.now)))


def _by_day(doses: Iterable[DayDose]) -> dict[DoseKey, DayDose]:
    """The doses of a line on each day as one, whatever a change makes of some of them: those that stand count."""
    found: dict[DoseKey, DayDose] = {}
    for one in doses:
        key = replace(one.key, time=None)
        other = found.get(key)
        if other is None or (other.placement in LEFT_OUT and one.placement not in LEFT_OUT):
            found[key] = replace(one, key=key)
        elif one.placement not in LEFT_OUT:
            found[key] = replace(other, times=tuple(sorted((*other.times, *one.times))))
    return found


def _first_dose(
    dose: DayDose, asked: Asked, doses: Mapping[DoseKey, DayDose], regimen: Regimen, plan: Plan, words: Words,
    now: datetime,
) -> DayOneDose:  # fmt: skip
    numbers = words.knowledge.asking.gates[GATE].numbers
    clock = regimen.times.get(asked.name) or clock_of(asked, words.knowledge)
    usual = tuple(instant(plan.case.day_one, one, plan.case.time_zone) for one in clock)
    slots = () if dose.placement in LEFT_OUT else dose.times
    at_once = _next_full(now.astimezone(plan.case.time_zone), int(numbers["step_minutes"]))
    answer = _answer(dose, asked, regimen, usual, plan.case, at_once)
    grace = timedelta(minutes=int(numbers["late_minutes"])) if answer else timedelta()
    late = any(at < now - grace for at in slots)
    said = "first.skipped" if not slots else "first.late" if late else "first.planned"
    return DayOneDose(
        line=asked.name,
        part=asked.request.part,
        drug=dose.title,
        dose="" if dose.amount is None else quantity(dose.amount),
        slots=slots,
        at=slots[0] if slots else None,
        now=at_once,
        next_slot=next((at for at in usual if at >= now), None),
        until=_until(asked, regimen, plan.case, clock[0]),
        is_first_part=asked.number == next(n for n, one in enumerate(regimen.lines) if one.line == asked.name),
        asked=late,
        answer=answer,
        reason=dose.reason or None,
        text=words.screen(said, times=words.joined(words.moment(at) for at in slots)),
        reasons=words.each(words.knowledge.asking.reasons[REASONS]),
        close=_close(dose, slots, doses, plan, words),
    )


def _answer(
    dose: DayDose, asked: Asked, regimen: Regimen, usual: tuple[datetime, ...], case: Case, at_once: datetime
) -> FirstAnswer | None:
    """What was answered: skipped (also to a later slot of the same day), now, another time, or nothing yet."""
    if dose.placement in LEFT_OUT:
        return "skip"
    typed = regimen.first_dose_at.get(asked.name)
    if typed is not None and dose.at == ward_time(typed, case.time_zone):
        return "skip" if dose.at in usual[1:] else "now" if dose.at == at_once else "at"
    moved = dose.placement == "moved"
    return "now" if moved and dose.at == at_once else "at" if moved else None


def _until(asked: Asked, regimen: Regimen, case: Case, clock: time) -> datetime | None:
    """The first moment of the line's second day, before which its first dose has to stand."""
    days = asked.days(regimen.last_week)
    return instant(date_of(case.day_one, days[1]), clock, case.time_zone) if len(days) > 1 else None


def _next_full(now: datetime, minutes: int) -> datetime:
    """The next moment whose minutes are a multiple; a moment that is one stays."""
    start = now.replace(second=0, microsecond=0)
    start += timedelta(minutes=1) if start < now else timedelta()
    return start + timedelta(minutes=-start.minute % minutes)


def _close(
    dose: DayDose, slots: tuple[datetime, ...], doses: Mapping[DoseKey, DayDose], plan: Plan, words: Words
) -> Close | None:
    """The line's next dose where the first one was shifted so near to it that the least time is not kept."""
    after = [one for key, one in doses.items() if (key.line, key.part) == (dose.key.line, dose.key.part)]
    later = [one for one in after if one.key.day > 1 and one.placement not in LEFT_OUT]
    ordered = next(one for one in plan.ordered if (one.line, one.part) == (dose.key.line, dose.key.part))
    if not slots or not later:
        return None
    following = min(later, key=lambda one: one.at)
    last = slots[-1].replace(tzinfo=None)
    apart = following.at.replace(tzinfo=None) - last
    if apart >= ordered.least:
        return None
    wall = last + ordered.least
    proposed = instant(wall.date(), wall.time(), plan.case.time_zone)
    values = {"at": words.moment(following.at), "apart": _hours(apart), "least": _hours(ordered.least)}
    text = words.screen("first.close", proposed=words.moment(proposed), **values)
    return Close(following.key.day, following.at, apart, ordered.least, proposed, text)


def _hours(time: timedelta) -> int:
    return int(time.total_seconds()) // 3600
