"""Results as findings look at them: the newest of the last days, the warmest, and how they are told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import RISES, counting, proves
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Limit, Result
    from hlh_desktop.domain.situation import Situation


def newest_of(situation: Situation, analyte: str, days: int | Decimal) -> Result | None:
    """The newest result that can be interpreted, of the day that counts or so many days before it."""
    found = situation.latest(analyte)
    first = situation.decided_on - timedelta(days=int(days))
    return found if found is not None and found.on >= first else None


def warmest(situation: Situation, limit: Limit, days: int | Decimal) -> Result | None:
    """The highest temperature beyond a limit, measured or typed among the signs, of so many days; None without one."""
    first = situation.decided_on - timedelta(days=int(days))
    every = counting((*situation.observed.results, *situation.results), limit.analyte)
    hot = [result for result in every if result.on >= first and proves(result, limit)]
    return max(hot, key=lambda one: (one.canonical or 0, one.at), default=None)


def name_of(knowledge: Knowledge, analyte: str) -> str:
    """An analyte's name as it stands in a sentence."""
    key = f"response.analyte.{analyte}"
    return knowledge.wording.say(key) if knowledge.wording.has(key) else knowledge.catalogue[analyte].name


def told(knowledge: Knowledge, result: Result) -> str:
    """A result in words: its name, its value as reported with its unit, and its day."""
    return knowledge.wording.say(
        "reading.told", name=name_of(knowledge, result.analyte), value=result.reported, unit=result.unit,
        day=result.on.isoformat(),
    )  # fmt: skip


def told_beyond(knowledge: Knowledge, result: Result, limit: Limit) -> str:
    """A result in words with the limit that it lies beyond, in the unit that it was tested in."""
    unit = result.unit if result.unit in limit.values else next(iter(limit.values))
    way = "above" if limit.op in RISES else "below"
    line = plain(limit.values[unit])
    return knowledge.wording.say(f"reading.{way}", told=told(knowledge, result), limit=line, unit=unit)
