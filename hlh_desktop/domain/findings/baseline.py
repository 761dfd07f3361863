"""Results against the child's own earlier ones: beyond one of them, or so many times the lowest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Limit, Result, counting, proves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.findings.indicators import Watched
    from hlh_desktop.domain.logic import Truth


def before(limit: Limit, bedside: Watched) -> list[Result]:
    """The results of the limit's analyte before its newest one whose value is known exactly."""
    return _exact(counting(bedside.results, limit.analyte)[:-1])


def against(earlier: Result, limit: Limit, op: str, bedside: Watched, times: Decimal = Decimal(1)) -> Truth:
    """Whether the newest result lies on the `op` side of so many times an earlier one."""
    newest = bedside.latest(limit.analyte)
    return None if newest is None else proves(newest, _line(earlier, limit, op, bedside, times))


def risen_from(limit: Limit, bedside: Watched, times: Decimal) -> Result | None:
    """The lowest earlier result of the last days that the newest one is so many times; None where it is not."""
    return _lowest(counting(bedside.results, limit.analyte), limit, bedside, times)


def had_risen(limit: Limit, bedside: Watched, times: Decimal) -> bool:
    """Whether a result before the newest one had risen so already."""
    found = counting(bedside.results, limit.analyte)[:-1]
    return any(_lowest(found[: place + 1], limit, bedside, times) for place in range(len(found)))


def _lowest(found: Sequence[Result], limit: Limit, bedside: Watched, times: Decimal) -> Result | None:
    """Of the results before the last one the lowest that it is so many times."""
    passed = [one for one in _exact(found[:-1]) if proves(found[-1], _line(one, limit, ">=", bedside, times))]
    return min(passed, key=lambda one: one.canonical or 0, default=None)


def _exact(found: Sequence[Result]) -> list[Result]:
    """Those whose value is known: one that is only above or below something is no baseline."""
    return [one for one in found if one.comparator is None and one.canonical is not None]


def _line(earlier: Result, limit: Limit, op: str, bedside: Watched, times: Decimal) -> Limit:
    """An earlier result, so many times, as a limit."""
    values = {bedside.knowledge.catalogue[limit.analyte].unit: (earlier.canonical or 0) * times}
    return limit.model_copy(update={"op": op, "values": values})
