"""What the ward tells a window: frozen values, free of the record's tables and of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.approval.standing import KnowledgeStanding
    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.plan import Plan

Standing = Literal["signed", "superseded"]


@dataclass(frozen=True, slots=True)
class Who:
    """Who a child is, as far as it is known: of a draft, what could be read of what was typed."""

    mrn: str
    family_name: str | None
    given_name: str | None
    date_of_birth: date | None
    sex: str | None

    @property
    def name(self) -> str:
        """The name as every page shows it: FAMILY, Given; empty where none is known."""
        family = self.family_name.upper() if self.family_name else ""
        return ", ".join(part for part in (family, self.given_name or "") if part)


@dataclass(frozen=True, slots=True)
class Measures:
    """What doses are scaled by, in kg, cm and m2, with the dates of weight and height; allergies None: not asked."""

    weight_kg: Decimal
    weighed_on: date
    height_cm: Decimal
    measured_on: date
    bsa_m2: Decimal
    allergies: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A signed plan in short. `protocol` is its title; None and week 0 where only options were signed.

    `knowledge` is how its edition stood when it was signed. `ends` is the number of the version that took its place and
    the moment of that signature, None while it stands.
    """

    id: UUID
    child: UUID
    version: int
    standing: Standing
    signed_by: str
    second_by: str | None
    signed_at: datetime
    protocol: str | None
    day_one: date
    last_week: int
    edition: str
    seal: str
    measures: Measures
    doses: int
    knowledge: KnowledgeStanding
    ends: tuple[int, datetime] | None = None


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A draft in short. `child` is None until a first plan is signed; `step` is the wizard's step it was left at."""

    id: UUID
    child: UUID | None
    number: int
    identity: Who
    by: str
    begun: datetime
    kept: datetime
    step: int


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One row of the ward list. `id` is None for a child of whom there is only a draft."""

    id: UUID | None
    identity: Who
    plan: PlanHead | None
    draft: DraftHead | None
    course_day: int | None

    @property
    def measures(self) -> Measures | None:
        """What the doses of the plan are scaled by."""
        return self.plan.measures if self.plan else None


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """All that is kept of one child: measurements oldest first, plans newest first, drafts newest first."""

    id: UUID
    identity: Who
    measurements: tuple[Measurement, ...]
    plans: tuple[PlanHead, ...]
    drafts: tuple[DraftHead, ...]
    course_day: int | None

    @property
    def plan(self) -> PlanHead | None:
        """The plan that stands."""
        return self.plans[0] if self.plans else None


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft being worked on. `base` is the child's plan that it began from; a newer one makes the draft stale."""

    id: UUID
    child: UUID | None
    base: UUID | None
    number: int
    begun: datetime
    draft: Draft


@dataclass(frozen=True, slots=True)
class SignedPlan:
    """A signed plan as it was frozen: the plan itself, its hlh-plan/1 text, its hlh-case/1 and the reasons given."""

    head: PlanHead
    plan: Plan
    json: str
    case: Mapping[str, Any]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history, in words. `taken` is when it happened, `saved` when it was written down.

    `group` is what it is filtered by: doses, checks, plans, tasks, prints.
    """

    taken: datetime
    saved: datetime
    by: str
    workstation: str
    what: str
    detail: str
    group: str = "plans"


@dataclass(frozen=True, slots=True)
class Seal:
    """The record's seal, short as a status line shows it ("9f3a 71c2"); `whole` None: not looked at yet."""

    short: str
    whole: bool | None
