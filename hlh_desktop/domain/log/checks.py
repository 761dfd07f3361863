"""The second check of a dose as it stands: who has entered, whether it agreed, whether it was used. No values.

What the two people saw is opened only by `opened`, and only once both are in: no path leads to it before (O4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.log.second_check import Comparison, Own, Seen

Phase = Literal["begun", "first", "agrees", "differs"]


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """One person's entry: who, when the form was opened, when it was entered, at which workstation."""

    by: str
    by_id: str
    begun: datetime
    entered: datetime
    workstation: str = ""


@dataclass(frozen=True, slots=True)
class CheckNow:
    """The newest check of a dose. `begun`: somebody has opened it, and amounts are hidden from then on.

    `dose_amount` is what the two and the program agreed on, None before. `used`: a dose was given on it.
    """

    id: UUID
    dose: UUID
    phase: Phase
    begun: datetime
    begun_by: str
    first: CheckEntry | None = None
    second: CheckEntry | None = None
    dose_amount: Decimal | None = None
    used: bool = False

    @property
    def completed(self) -> datetime | None:
        """When the second entry was in."""
        return self.second.entered if self.second else None

    @property
    def open(self) -> bool:
        """Whether amounts must stay hidden: not both are in."""
        return self.phase in ("begun", "first")


@dataclass(frozen=True, slots=True)
class CheckOpened:
    """A whole check with its values, shown after both are in: what each saw, the program's own, how they agree."""

    now: CheckNow
    first: Seen
    second: Seen
    own: Own
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class CheckRates:
    """How a ward's second checks went: `due` doses given that a check is asked for, of which `independent` had one.

    `checks` whole ones, `differed` of them; `spent` the median time from opening to the second entry, None without.
    """

    due: int
    independent: int
    checks: int
    differed: int
    spent: timedelta | None


def rates_of(given: Iterable[bool], checks: Iterable[CheckNow]) -> CheckRates:
    """`given` tells of each dose that asked for a check whether it was given on an independent one."""
    found, whole = tuple(given), tuple(one for one in checks if one.second is not None)
    seconds = [(one.second.entered - one.begun).total_seconds() for one in whole if one.second is not None]
    return CheckRates(
        len(found), sum(found), len(whole), sum(one.phase == "differs" for one in whole),
        timedelta(seconds=median(seconds)) if seconds else None,
    )  # fmt: skip
