"""What a next version is told of the past: by when it is known, when a chosen line was not ordered, which tasks it had.

A refusal that is over (older, a better kidney, a rule that was chosen) must not put doses into the past, and one that
began only now must not take any out of it.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.edits import put
from hlh_desktop.domain.lines import asked_lines, order_asked
from hlh_desktop.domain.schedule import wall_text
from hlh_desktop.domain.situation import gather
from hlh_desktop.domain.slots import planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from hlh_desktop.domain.edits import Raw
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

PAST = "past"
# A gap of one dose: the times of a case are told in minutes.
SHORTEST = timedelta(minutes=1)


def with_past(case: Raw, plan: Plan, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    """The case of a next version with what the plan that stands had ordered by a moment of ward time."""
    tasks = [{"code": task.code, "due": wall_text(task.due)} for task in plan.tasks]
    return put(case, PAST, {"until": wall_text(now), "without": list(_gaps(plan, knowledge, now)), "tasks": tasks})


def _gaps(plan: Plan, knowledge: Knowledge, now: datetime) -> Iterator[dict[str, Any]]:
    """Of each line the runs of doses before now that it would have without a refusal, and that the plan does not."""
    bedside = gather(plan.case.model_copy(update={"past": None}), knowledge)
    for asked in asked_lines(bedside.regimen, knowledge):
        part = asked.request.part
        mine = (order for order in plan.orders if (order.line, order.part) == (asked.name, part))
        there = {planned(one) for order in mine for one in order.administrations}
        every = [one for order in order_asked(asked, bedside).orders for one in order.administrations]
        due = sorted({planned(one) for one in every if planned(one) < now})
        # A dose moved ahead that was refused where it stood has passed too, though its own place is still to come.
        ahead = sorted({planned(one) for one in every if one.at < now <= planned(one)} - there)
        runs = _runs(due, {at for at in there if at < now}, now)
        for since, until in (*runs, *((at, at + SHORTEST) for at in ahead)):
            gap = {"line": asked.name, "since": wall_text(since), "until": wall_text(until)}
            yield gap if part is None else {**gap, "part": part}


def _runs(every: Sequence[datetime], there: Iterable[datetime], now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From the first moment that is missing to the next that is there, or to now.

    A day with as many doses has them all, though the ward's times may have become others since.
    """
    present, missing = set(there), None
    asked, of_day = Counter(at.date() for at in every), Counter(at.date() for at in present)
    for at in every:
        if at not in present and of_day[at.date()] < asked[at.date()]:
            missing = missing or at
        elif missing is not None:
            yield missing, at
            missing = None
    if missing is not None:
        yield missing, now
