"""The values of the dose log: a planned dose as the log knows it, what became of it, what was struck or lifted.

Moments are aware. Amounts are exact and in the unit beside them. `Outcome` and `Ended` are facts that never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

# What somebody wrote down of a dose. `running`: an infusion that was begun. `home`: reported as taken at home.
Became = Literal["running", "given", "held", "refused", "omitted", "missed", "elsewhere", "home"]
# After these the dose may still become something else; after any other only once that was struck out.
PASSING: tuple[Became, ...] = ("running", "held")
# These put the drug into the child, as far as the ward knows.
TAKEN: tuple[Became, ...] = ("running", "given", "elsewhere", "home")

# What is shown of a planned dose at a moment; only the first line of these is computed from the clock.
State = Literal[
    "planned", "awaiting_release", "due", "late", "missed", "visit", "at_home", "ended", "stopped",
    "running", "given", "partly_given", "held", "refused", "omitted", "elsewhere", "home",
]  # fmt: skip

DoseKind = Literal["cytotoxic", "antibody", "intrathecal", "other"]


@dataclass(frozen=True, slots=True)
class LoggedDose:
    """A planned dose of a signed plan. `id` is the same in later versions; `plan` is the version that it is read of.

    `due` is when it is to be given, `planned` where it stood before a move. `place` of `of` counts the doses of its
    line. `amount` None only for a dose of a record of before the log, whose plan alone tells it.
    """

    id: UUID
    child: UUID
    plan: UUID
    line: str
    part: str | None
    slot: int
    due: datetime
    planned: datetime
    drug: str
    amount: Decimal | None
    unit: str
    route: str
    kind: DoseKind
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a dose, as one person wrote it down. `id` is its fact.

    `dose` None: one that no plan of this ward has (given elsewhere). `turn` counts what was written of the dose: the
    record holds one outcome a turn and no more. `amount` is what was given, None where nothing was. `bsa_m2` is that
    of the day. `ended` is when an infusion stopped. `planned_amount` is what the plan said at that moment; `reason` is
    why it was not given, or not as planned.
    """

    id: UUID
    child: UUID
    dose: UUID | None
    turn: int
    became: Became
    drug: str
    amount: Decimal | None
    unit: str
    bsa_m2: Decimal | None
    planned_amount: Decimal | None
    due: datetime | None
    taken: datetime
    saved: datetime
    by: str
    by_id: str
    ended: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """An outcome that stands no more: `struck` as wrong, or `lifted` (a hold that is over)."""

    id: UUID
    child: UUID
    outcome: UUID
    how: Literal["struck", "lifted"]
    by: str
    saved: datetime


@dataclass(frozen=True, slots=True)
class Release:
    """A prescriber's release of one dose, for one amount, after seeing that day's values."""

    id: UUID
    dose: UUID
    plan: UUID
    amount: Decimal
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A line that is stopped from a moment on, until the stop is lifted or another version is signed.

    `directed_by` is who said so where it was an order by voice; `countersigned` when they signed it themselves.
    """

    id: UUID
    line: str
    part: str | None
    since: datetime
    by: str
    directed_by: str | None = None
    lifted: datetime | None = None


StayKind = Literal["admitted", "on_leave", "outpatient", "transferred", "died", "archived"]
# Where the ward gives; where the family gives; where nobody gives any more.
AT_HOME: tuple[StayKind, ...] = ("on_leave", "outpatient")
OVER: tuple[StayKind, ...] = ("transferred", "died", "archived")


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a child is from a moment on; `bed` where admitted."""

    id: UUID
    kind: StayKind
    since: datetime
    bed: str = ""
    by: str = ""
