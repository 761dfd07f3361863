"""What goes into a file for other programs, gathered by the ward: who the child is, results, plan and doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.log.values import Became
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.results.values import LabResult

TaskPhase = Literal["not-started", "completed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Patient:
    """Who the child is."""

    mrn: str
    date_of_birth: date
    family_name: str | None = None
    given_name: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One turn of a task of the plan."""

    text: str
    due: datetime
    phase: TaskPhase


@dataclass(frozen=True, slots=True)
class StandingPlan:
    """The version of the plan that stands. `stopped` are line and part of what was stopped at the bedside."""

    id: UUID
    version: int
    plan: Plan
    title: str
    first: date
    last: date | None
    signed_by: str
    signed_at: datetime
    seal: str
    stopped: frozenset[tuple[str, str | None]] = frozenset()
    tasks: tuple[PlannedTask, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedGiving:
    """What became of one dose and stands. `order` is line, part and drug of the order it was planned by, if any."""

    id: UUID
    became: Became
    drug: str
    route: str
    amount: Decimal | None
    unit: str
    planned: Decimal | None
    taken: datetime
    ended: datetime | None
    by: str
    reason: str
    partly: bool = False
    order: tuple[str, str | None, str] | None = None


@dataclass(frozen=True, slots=True)
class ChildExport:
    """Everything of one child that a file tells. Results stand; `catalogue` has the ward's own analytes too."""

    patient: Patient
    zone: ZoneInfo
    catalogue: Mapping[str, Analyte]
    results: tuple[LabResult, ...]
    measurements: tuple[Measurement, ...] = ()
    plan: StandingPlan | None = None
    givings: tuple[LoggedGiving, ...] = ()
    training: bool = False
