"""The marks of the road map: one for each day on which something of a dose stands, and ghosts of places it left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.log.values import State
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.road_log import TAKEN, last_of_slots, state_of_day
from hlh_desktop.domain.telling import clock
from hlh_desktop.domain.writing import listed, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.road_log import Logged, LogMark
    from hlh_desktop.domain.wizard.day_doses import DayDose

MarkState = State | Literal["moved", "ghost"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a lane. A moved dose stands at its new day, and a ghost of the same number at its old one.

    `label` is said under it, `text` is all that is known of it, `note` what differs from the plan. `dose_id` is the
    dose of the log that it opens, None while there is none.
    """

    number: int
    of: int
    day: int
    on: date
    at: datetime
    state: MarkState
    label: str
    text: str
    note: str = ""
    dose_id: UUID | None = None


def marks_of(one: DayDose, knowledge: Knowledge, log: Logged) -> tuple[Mark, ...]:
    """The marks of a line's doses of one day: as planned, or as the log has them, and the ghosts."""
    found = log.of(one)
    return tuple(_logged(one, found, knowledge) if found else _planned(one, knowledge))


def _planned(one: DayDose, knowledge: Knowledge) -> Iterator[Mark]:
    """The mark of a dose of which nothing is known but the plan, and the ghost at the place it was moved from."""
    yield _as_placed(one, knowledge, None)
    if one.placement == "moved" and one.planned_day != one.day:
        yield _ghost(one, one.planned_day, knowledge)


def _as_placed(one: DayDose, knowledge: Knowledge, dose_id: UUID | None) -> Mark:
    say = knowledge.wording.say
    label = say(f"road.mark.{one.placement}", number=one.number)
    title, reason = _titled(one, knowledge), "" if one.kind == "intrathecal" else one.reason
    key = f"road.text.{one.placement}"
    text = say(f"{key}_bare" if one.placement != "planned" and not reason else key, title=title, number=one.number,
               of=one.of, reason=reason)  # fmt: skip
    return Mark(one.number, one.of, one.day, one.at.date(), one.at, one.placement, label, text, "", dose_id)


def _titled(one: DayDose, knowledge: Knowledge) -> str:
    """What a mark calls its line; an intrathecal one names no drug."""
    if one.kind == "intrathecal":
        return knowledge.wording.say("road.intrathecal.title")
    return listed((one.title, *times_of_part(one)))


def times_of_part(one: DayDose) -> tuple[str, ...]:
    """The clock times of doses that are not all of their day; none of a whole day."""
    return () if one.slots is None else tuple(clock(at) for at in one.times)


def by_days(one: DayDose, known: Sequence[LogMark]) -> dict[int, tuple[LogMark, ...]]:
    """The marks that count of each course day on which something came about, in order of days."""
    days: dict[int, list[LogMark]] = {}
    for mark in known:
        days.setdefault(one.day if mark.on is None else mark.on, []).append(mark)
    return {day: last_of_slots(days[day]) for day in sorted(days)}


def _logged(one: DayDose, known: Sequence[LogMark], knowledge: Knowledge) -> Iterator[Mark]:
    """A mark for each day on which something came about; a ghost where the dose was to stand and nothing did."""
    days = by_days(one, known)
    for day, slots in days.items():
        yield _mark(one, day, slots, knowledge)
    left = {one.day, *([one.planned_day] if one.placement == "moved" else [])}
    for day in sorted(left - days.keys()):
        yield _ghost(one, day, knowledge)


def _mark(one: DayDose, day: int, slots: Sequence[LogMark], knowledge: Knowledge) -> Mark:
    state, say = state_of_day(slots), knowledge.wording.say
    if state == "planned" and day == one.day:
        return _as_placed(one, knowledge, slots[0].dose_id)
    at = one.at + timedelta(days=day - one.day)
    moved = one.placement == "moved" and day == one.day
    waits = state == "awaiting_release" and day == one.day
    label = say(f"road.mark.{one.placement}" if waits else f"road.label.{state}", number=one.number)
    said = say("road.text.logged", title=_titled(one, knowledge), number=one.number, of=one.of)
    note = note_of(one, slots)
    words = (said, became(one, slots, knowledge), say("road.moved") if moved else "", note)
    return Mark(one.number, one.of, day, at.date(), at, state, label, listed(words), note, slots[0].dose_id)


def note_of(one: DayDose, slots: Sequence[LogMark]) -> str:
    """What differs from the plan, in words; nothing of an intrathecal dose, whose words stand on its own page."""
    return "" if one.kind == "intrathecal" else listed(dict.fromkeys(slot.text for slot in slots))


def became(one: DayDose, slots: Sequence[LogMark], knowledge: Knowledge) -> str:
    """The state in words, with what was given of it: "given, 89 mg", "partly given, 2 of 3 doses"."""
    say, state = knowledge.wording.say, state_of_day(slots)
    done = sum(slot.state in TAKEN for slot in slots)
    several = say("road.some", done=done, of=len(slots)) if 0 < done < len(slots) else ""
    amount = amount_of(one, slots)
    given = "" if amount is None or one.kind == "intrathecal" else quantity(amount)
    return listed((say(f"road.state.{state}"), several, given))


def amount_of(one: DayDose, slots: Sequence[LogMark]) -> Quantity | None:
    """What was given of a day's doses; None where nothing was, or where the log does not know how much."""
    given = [slot.amount for slot in slots if slot.state in TAKEN]
    known = [amount for amount in given if amount is not None]
    if one.amount is None or not known or len(known) < len(given):
        return None
    return Quantity(sum(known, Decimal(0)), one.amount.unit)


def _ghost(one: DayDose, day: int, knowledge: Knowledge) -> Mark:
    """The place that a dose left: by a move, or because it was given on another day."""
    at = one.planned if day == one.planned_day else one.at
    key = "ghost" if one.placement == "moved" and day == one.planned_day else "left"
    text = knowledge.wording.say(f"road.text.{key}", title=_titled(one, knowledge), number=one.number)
    return Mark(one.number, one.of, day, at.date(), at, "ghost", "", text)
