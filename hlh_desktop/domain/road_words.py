"""The words beside the road map: what each sign means, and what differs from the plan.

No sentence on an intrathecal dose names a drug or an amount: one that does is replaced by where to read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.log.values import State
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.protocol import IntrathecalLine
from hlh_desktop.domain.road_log import state_of_day
from hlh_desktop.domain.road_marks import MarkState, by_days, times_of_part
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.road_bars import Bar
    from hlh_desktop.domain.road_lanes import Lane, Mark
    from hlh_desktop.domain.road_log import Logged
    from hlh_desktop.domain.wizard.day_doses import DayDose

# The order of the legend: what was done, what waits, what is to come, what was not done.
ORDER: tuple[MarkState, ...] = (
    "given", "partly_given", "elsewhere", "home", "running", "late", "due", "visit", "at_home", "held",
    "awaiting_release", "planned", "moved", "ghost",
)  # fmt: skip
# A dose that came to this differs from the plan, whatever else is told of it.
TELLING: tuple[State, ...] = ("partly_given", "held", "refused", "omitted", "missed")
AMOUNT = re.compile(r"\d\s*(?:mg|mL|g|microgram)\b")


@dataclass(frozen=True, slots=True)
class Key:
    """A state that stands on the map, with its word in a legend."""

    state: MarkState
    words: str


def keys_of(
    lanes: Sequence[Lane], bars: Sequence[Bar], spinal: Sequence[Mark], knowledge: Knowledge
) -> tuple[Key, ...]:
    """The legend: each state that occurs, once."""
    found: set[MarkState] = {mark.state for lane in lanes for mark in lane.marks}
    found |= {mark.state for bar in bars for mark in bar.marks} | {mark.state for mark in spinal}
    found |= {step.shade for bar in bars for step in bar.steps}
    order = dict.fromkeys((*ORDER, *get_args(State)))
    return tuple(Key(state, knowledge.wording.say(f"road.legend.{state}")) for state in order if state in found)


def deviations_of(
    plan: Plan, knowledge: Knowledge, doses: Sequence[DayDose], log: Logged, told: Sequence[str]
) -> tuple[str, ...]:
    """The sentences that were handed over, or else those made from the marks, in order of days."""
    names = _intrathecal_names(plan, knowledge)
    elsewhere = knowledge.wording.say("road.intrathecal.deviation")
    found = told or tuple(_made(doses, knowledge, log))
    return tuple(dict.fromkeys(elsewhere if _tells(words, names, knowledge) else words for words in found))


def _made(doses: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> Iterator[str]:
    """A sentence for each dose that the plan changed, that was not given whole, or of which the log tells something."""
    say = knowledge.wording.say
    for one in doses:
        words = _differs(one, knowledge, log)
        if words:
            spinal = one.kind == "intrathecal"
            title = say("road.intrathecal.title") if spinal else listed((one.drug, *times_of_part(one)))
            yield say("road.deviation", day=one.planned_day, title=title, number=one.number, words=words)


def _differs(one: DayDose, knowledge: Knowledge, log: Logged) -> str:
    """What differs of a dose, in words; of an intrathecal one the state alone; "" where nothing does."""
    spinal = one.kind == "intrathecal"
    say = knowledge.wording.say
    placed = "" if one.placement == "planned" else say(f"road.placed.{one.placement}", day=one.day)
    parts = [_joined(placed, "" if spinal else one.reason, knowledge)]
    for day, slots in by_days(one, log.of(one)).items():
        told, state = listed(dict.fromkeys(slot.text for slot in slots)), state_of_day(slots)
        words = say(f"road.state.{state}")
        if day != one.day:
            words = say("road.days.one", what=words, first=day)
        elif state not in TELLING and not (spinal and told):
            words = ""
        parts.append(_joined(words, "" if spinal else told, knowledge))
    return listed(parts)


def _joined(words: str, note: str, knowledge: Knowledge) -> str:
    return knowledge.wording.say("road.with_note", words=words, note=note) if words and note else words or note


def _intrathecal_names(plan: Plan, knowledge: Knowledge) -> frozenset[str]:
    """The names of drugs that this plan gives by the intrathecal route alone."""
    drugs: set[str] = {
        drug
        for protocol in knowledge.protocols.values()
        for line in protocol.lines.values()
        if isinstance(line, IntrathecalLine)
        for drug in line.drugs
    }
    return frozenset(drugs - {order.drug for order in plan.orders if isinstance(order, Order)})


def _tells(words: str, names: frozenset[str], knowledge: Knowledge) -> bool:
    """Whether a sentence names what no page but the intrathecal one may name."""
    spinal = stands_in(knowledge.wording.say("road.intrathecal.title"), words)
    return any(stands_in(name, words) for name in names) or (spinal and AMOUNT.search(words) is not None)
