"""What was observed of a child by day one: signs and the results of the window. Criteria look at nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Limit, Result, counting, proves
from hlh_desktop.domain.logic import Truth, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.case import Signs

TEMPERATURE = "temp"
TRIGLYCERIDES = "tg"


@dataclass(frozen=True, slots=True)
class Observed:
    """The signs, the results that count (the typed temperature among them) and the age in days on day one."""

    signs: Signs
    results: tuple[Result, ...]
    age_days: int

    def beyond(self, limit: Limit) -> Truth:
        """Whether the worst result of the limit's analyte lies on the limit's side; unknown if none was measured."""
        found = counting(self.results, limit.analyte)
        return any_of(proves(result, limit) for result in found) if found else None

    def deciding(self, *limits: Limit) -> tuple[Result, ...]:
        """For each limit the newest result that proves it, else the newest of its analyte: what readers ask for."""
        chosen = []
        for limit in limits:
            found = counting(self.results, limit.analyte)
            proven = [result for result in found if proves(result, limit)]
            chosen += (proven or list(found))[-1:]
        return tuple(chosen)


def interpret(results: Iterable[Result], triglycerides: Limit) -> tuple[Result, ...]:
    """The results with triglycerides made unknown where the child had not fasted and they reach the HLH limit."""
    return tuple(
        replace(result, interpretable=False) if _spoiled(result, triglycerides) else result for result in results
    )


def _spoiled(result: Result, limit: Limit) -> bool:
    return result.analyte == limit.analyte and result.fasting is False and proves(result, limit) is not False
