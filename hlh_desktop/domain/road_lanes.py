"""The lanes of the road map: single doses as marks with their ghosts. Lines given day after day are bars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.road_bars import Bar, bar_of, line_title
from hlh_desktop.domain.road_marks import Mark, MarkState, marks_of
from hlh_desktop.domain.writing import listed, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.road_log import Logged
    from hlh_desktop.domain.wizard.day_doses import DayDose, Kind

__all__ = ["Bar", "Lane", "Mark", "MarkState", "all_marks", "lanes_of"]


@dataclass(frozen=True, slots=True)
class Lane:
    """A line with single doses: what it is, in two lines of text, and its marks in order of days."""

    line: str
    part: str | None
    kind: Kind
    title: str
    subtitle: str
    marks: tuple[Mark, ...]


def lanes_of(doses: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> tuple[tuple[Lane, ...], tuple[Bar, ...]]:
    """Every ordinary line of a plan as a lane or as a bar: cytotoxic ones first, else in order of the first dose."""
    groups: dict[tuple[str, str | None], list[DayDose]] = {}
    for one in doses:
        if one.kind != "intrathecal":
            groups.setdefault((one.key.line, one.key.part), []).append(one)
    single = sorted(
        (given for given in groups.values() if not given[0].running), key=lambda given: given[0].kind != "cytotoxic"
    )
    running = [given for given in groups.values() if given[0].running]
    return (
        tuple(_lane(given, knowledge, log) for given in single),
        tuple(bar_of(given, knowledge, log) for given in running),
    )


def all_marks(doses: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> tuple[Mark, ...]:
    """The marks of a line in order of days; the first that waits for a release says so under it, for all of them."""
    marks = sorted(
        (mark for one in doses for mark in marks_of(one, knowledge, log)), key=lambda mark: (mark.day, mark.at)
    )
    return tuple(_said_once(marks, knowledge))


def _said_once(marks: Sequence[Mark], knowledge: Knowledge) -> Iterator[Mark]:
    first = next((mark for mark in marks if mark.state == "awaiting_release"), None)
    for mark in marks:
        says = knowledge.wording.say("road.label.awaiting_release", number=mark.number)
        yield replace(mark, label=says) if mark is first else mark


def _lane(given: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> Lane:
    first = given[0]
    return Lane(
        first.key.line, first.key.part, first.kind, line_title(first, knowledge), _amounts(given, knowledge),
        all_marks(given, knowledge, log),
    )  # fmt: skip


def _amounts(given: Sequence[DayDose], knowledge: Knowledge) -> str:
    """The doses of a lane with their route: "89 mg intravenous"; each of several once."""
    amounts = dict.fromkeys(quantity(one.amount) for one in given if one.amount is not None)
    routes = dict.fromkeys(knowledge.wording.say(f"paper.by.{one.route}") for one in given if one.route)
    return knowledge.wording.say("road.amounts", amounts=listed(amounts), routes=listed(routes)).strip()
