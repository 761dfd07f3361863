"""A ward's own values in the place of shipped numbers: which may be set, how they are read, and how they are applied.

Only what resources/own_values.toml lists may be set: times of the clock, intervals, limits of warnings. No dose, cap,
refusal or critical limit is among them, and the knowledge refuses a list that names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from hlh_desktop.domain.quantity import parse_decimal, plain
from hlh_desktop.domain.sources import Cites, Datum
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge

Kind = Literal["decimal", "whole", "time", "times"]
OwnState = Literal["holds", "shipped_changed", "not_allowed"]
Value = Decimal | int | time | tuple[time, ...]
STEP, ANY = ".", ".*."


class OwnRule(Datum):
    """A number that may be set: its name in words, its unit, and between which ends. `{name}` is what * stands for.

    `also` are paths at which the same number stands: it is set there too, for the knowledge must agree in itself.
    """

    title: dict[str, str]
    kind: Kind
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    also: tuple[str, ...] = ()
    cites: Cites


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One number that may be set, with the value that was shipped as text."""

    path: str
    title: str
    rule: OwnRule
    shipped: str


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What a ward has set: in the place of which shipped value, why, by whom and when (ward time)."""

    path: str
    shipped: str
    value: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A value that holds here in the place of the shipped one, as knowledge carries it; values as text.

    `also` are the other paths at which it holds.
    """

    title: str
    unit: str
    value: str
    shipped: str
    also: tuple[str, ...] = ()


def places(knowledge: Knowledge) -> dict[str, OwnPlace]:
    """Every number that may be set in this knowledge, by its path."""
    language = knowledge.wording.language
    found = {}
    for pattern, rule in knowledge.own_values.items():
        for path, name in paths_of(knowledge, pattern):
            value = value_at(knowledge, path)
            if value is not None:
                found[path] = OwnPlace(path, rule.title[language].format(name=name), rule, told(value))
    return found


def paths_of(knowledge: Knowledge, pattern: str) -> Iterator[tuple[str, str]]:
    """The paths of a pattern with what its * stands for; without one the path is itself."""
    head, star, tail = pattern.partition(ANY)
    if not star:
        yield pattern, ""
        return
    holder = at(knowledge, head)
    if isinstance(holder, Mapping):
        yield from ((STEP.join((head, key, tail)), key.replace("_", " ")) for key in map(str, holder))


def at(knowledge: Knowledge, path: str) -> Any:
    """Whatever stands at a path; None where nothing does."""
    found: Any = knowledge
    for step in path.split(STEP):
        found = found.get(step) if isinstance(found, Mapping) else getattr(found, step, None)
    return found


def value_at(knowledge: Knowledge, path: str) -> Value | None:
    """The number or the time at a path; None where there is none."""
    found = at(knowledge, path)
    times = isinstance(found, tuple) and bool(found) and all(isinstance(one, time) for one in found)
    number = isinstance(found, Decimal | int | time) and not isinstance(found, bool)
    return found if times or number else None


def told(value: Value) -> str:
    """A value as text: "7.5", "08:00", "08:00, 20:00"."""
    if isinstance(value, tuple):
        return listed(map(told, value))
    return f"{value:%H:%M}" if isinstance(value, time) else plain(value)


def read_value(place: OwnPlace, typed: str) -> Value | None:
    """A typed value, None where the rule of its place does not take it."""
    kind, words = place.rule.kind, typed.strip()
    if kind == "time":
        return _time(words)
    if kind == "times":
        times = [_time(one.strip()) for one in words.split(",")]
        known = tuple(one for one in times if one is not None)
        right = len(known) == len(times) == len(place.shipped.split(",")) and list(known) == sorted(set(known))
        return known if right else None
    number = parse_decimal(words)
    if number is None or not _within(number, place.rule):
        return None
    if kind == "whole":
        return int(number) if number == int(number) else None
    return number


def _time(words: str) -> time | None:
    """A time of the clock as it is written, "08:00" and nothing else."""
    try:
        found = time.fromisoformat(words)
    except ValueError:
        return None
    return found if told(found) == words else None


def _within(number: Decimal, rule: OwnRule) -> bool:
    return (rule.least is None or number >= rule.least) and (rule.most is None or number <= rule.most)


def state_of(own: OwnValue, known: Mapping[str, OwnPlace]) -> OwnState:
    """Whether a value may hold beside the knowledge as it is shipped now."""
    place = known.get(own.path)
    if place is None or read_value(place, own.value) is None:
        return "not_allowed"
    return "holds" if place.shipped == own.shipped else "shipped_changed"


def with_own(
    shipped: Knowledge, values: Iterable[OwnValue], sound: Callable[[Knowledge], bool]
) -> tuple[Knowledge, dict[str, OwnState]]:
    """The knowledge with the values that hold, and how each stands. `sound` is whether knowledge agrees in itself."""
    known, kept = places(shipped), tuple(values)
    states = {one.path: state_of(one, known) for one in kept}
    holding = [one for one in kept if states[one.path] == "holds"]
    whole = shipped
    for one in holding:
        whole = _applied(whole, one, known[one.path])
    if not holding or sound(whole):
        return whole, states
    # Some of them disagree with the rest: each counts only if the knowledge is sound with it.
    made = shipped
    for one in holding:
        changed = _applied(made, one, known[one.path])
        if sound(changed):
            made = changed
        else:
            states[one.path] = "not_allowed"
    return made, states


def _applied(knowledge: Knowledge, own: OwnValue, place: OwnPlace) -> Knowledge:
    value = read_value(place, own.value)
    number = OwnNumber(place.title, place.rule.unit, own.value, own.shipped, place.rule.also)
    changed = knowledge
    for path in (own.path, *place.rule.also):
        changed = _replaced(changed, path.split(STEP), value)
    return replace(changed, own={**knowledge.own, own.path: number})


def _replaced(holder: Any, steps: list[str], value: Any) -> Any:
    """A copy of what holds a value, with another value; everything else is the same object."""
    step, *rest = steps
    if isinstance(holder, Mapping):
        return {**holder, step: _replaced(holder[step], rest, value) if rest else value}
    new = _replaced(getattr(holder, step), rest, value) if rest else value
    if is_dataclass(holder) and not isinstance(holder, type):
        return replace(holder, **{step: new})
    return holder.model_copy(update={step: new})


def own_text(values: Iterable[OwnValue]) -> str:
    """The values as the part of an edition that is signed with it; whoever set them and why is not of the value."""
    return "".join(
        f"{one.path}\n\tvalue={one.value}\n\tshipped={one.shipped}\n"
        for one in sorted(values, key=lambda one: one.path)
    )
