"""What resources/own_values.toml may list: numbers that exist, between ends they lie in, and never a dose or a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.own_values import OwnPlace, at, paths_of, read_value, told, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.approval.own_values import OwnRule, Value
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.knowledge.soundness import Wrong

# Where numbers stand that a ward may set: nothing that a dose is made of, no gate of giving, no criterion, and of the
# response how old a result may be, but no published definition.
OPEN = ("settings.clock", "tasks", "task_log", "board", "alerts", "result_alerts.rules", "response.forms")
# Limits of these are walls: a level stands beside the numbers of an alert.
WALLS, LEVELLED = ("critical", "refuse"), ("alerts", "result_alerts.rules")


def unsound_own_values(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would let a ward set what is not there, or what must not be set."""
    for pattern, rule in knowledge.own_values.items():
        place = f"own_values.values.{pattern}"
        if not any(pattern.startswith(f"{part}.") for part in OPEN):
            yield place, f"expected a number below {', '.join(OPEN)}"
            continue
        found = [(path, value_at(knowledge, path)) for path, _ in paths_of(knowledge, pattern)]
        if all(value is None for _, value in found):
            yield place, "no number stands there"
        for path, value in found:
            if value is not None and (why := _wrong(knowledge, path, rule, told(value))):
                yield place, why
            yield from ((place, why) for also in rule.also if (why := _parted(knowledge, also, rule, value)))
        yield from _ends(place, rule)


def _parted(knowledge: Knowledge, also: str, rule: OwnRule, value: Value | None) -> str:
    """Why a number can't be set together with another: it is no such place, it is a wall, or it is another number."""
    if not any(also.startswith(f"{part}.") for part in OPEN) or value_at(knowledge, also) != value or value is None:
        return "expected the same number where it stands also"
    return _wrong(knowledge, also, rule, told(value))


def _wrong(knowledge: Knowledge, path: str, rule: OwnRule, shipped: str) -> str:
    part = next((part for part in LEVELLED if path.startswith(f"{part}.")), None)
    if part is not None:
        code = path.removeprefix(f"{part}.").partition(".")[0]
        if at(knowledge, f"{part}.{code}.level") in WALLS:
            return "a critical limit and a refusal stay as they are shipped"
    if read_value(OwnPlace(path, "", rule, shipped), shipped) is None:
        return "the shipped value is not one that may be set"
    return ""


def _ends(place: str, rule: OwnRule) -> Iterator[Wrong]:
    numbers = rule.kind in ("decimal", "whole")
    if numbers is (rule.least is None or rule.most is None):
        yield place, "expected both ends of a number, and none of a time"
    elif rule.least is not None and rule.most is not None and not rule.least < rule.most:
        yield place, "the ends must rise"
