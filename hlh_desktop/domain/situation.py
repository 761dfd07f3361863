"""What is known of a child on day one, gathered once: every rule, dose and option looks at this and at nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from hlh_desktop.domain.criteria.assessment import Criteria, assess_all
from hlh_desktop.domain.criteria.observed import TEMPERATURE, Observed, interpret
from hlh_desktop.domain.dosing import Body
from hlh_desktop.domain.laboratory import Result, latest, read_results
from hlh_desktop.domain.patient import Age, SurfaceArea, age_on, surface_area
from hlh_desktop.domain.renal import Egfr, egfr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.case import Case, Etiology, Measurement, Regimen, Severity, Signs
    from hlh_desktop.domain.cumulative import Cumulative
    from hlh_desktop.domain.findings.refusals import Refusals
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import AnyOrder, Ordered

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Measured:
    """A weight or height as used, with the row that it comes from."""

    value: Decimal
    row: Measurement


@dataclass(frozen=True, slots=True)
class Bedside:
    """The child on day one, before anything is ordered."""

    case: Case
    knowledge: Knowledge
    age: Age
    weight: Measured
    height: Measured
    bsa: SurfaceArea
    results: tuple[Result, ...]
    egfr: Egfr | None
    criteria: Criteria
    observed: Observed

    @property
    def body(self) -> Body:
        """What doses are scaled by."""
        return Body(self.weight.value, self.bsa.used)

    @property
    def signs(self) -> Signs:
        """The signs of the case."""
        return self.case.signs

    @property
    def etiology(self) -> Etiology:
        """The cause, as far as it was answered."""
        return self.case.etiology

    @property
    def severity(self) -> Severity:
        """The course, as far as it was answered."""
        return self.case.severity

    @property
    def sex(self) -> str | None:
        """The sex of the case, as far as it was answered."""
        return self.case.patient.sex

    @property
    def regimen(self) -> Regimen | None:
        """What was decided, or None."""
        return self.case.regimen

    def latest(self, analyte: str) -> Result | None:
        """The newest result of the last days that can be interpreted."""
        return latest((result for result in self.results if result.interpretable), analyte)


@dataclass(frozen=True, slots=True)
class Situation(Bedside):
    """The child with what is ordered: what findings, tasks and options are about."""

    ordered: tuple[Ordered, ...] = ()
    cumulative: Cumulative | None = None
    refusals: Refusals = ()

    @property
    def orders(self) -> tuple[AnyOrder, ...]:
        """Every order with administrations."""
        return tuple(order for ordered in self.ordered for order in ordered.orders if order.administrations)

    def requested(self, *lines: str) -> bool:
        """Whether one of the lines was chosen, whatever became of it."""
        return self.regimen is not None and any(request.line in lines for request in self.regimen.lines)

    def has(self, *lines: str) -> bool:
        """Whether one of the lines is ordered and has administrations."""
        return any(order.line in lines for order in self.orders)

    def declined(self, line: str) -> bool:
        """Whether a line was considered and declined with a reason."""
        return self.regimen is not None and any(item.line == line for item in self.regimen.declined)


def newest(case: Case, pick: Callable[[Measurement], Decimal | None]) -> Measured | None:
    """The latest weight or height on or before day one; of two rows of one day the later one; None without."""
    rows = [row for row in case.measurements if row.on <= case.day_one and pick(row) is not None]
    row = max(reversed(rows), key=lambda row: row.on, default=None)
    value = None if row is None else pick(row)
    return None if row is None or value is None else Measured(value, row)


def observe(case: Case, knowledge: Knowledge, age: Age) -> tuple[Observed, tuple[Result, ...]]:
    """What was observed by day one, and the results of the window that it rests on."""
    settings = knowledge.settings
    first = case.day_one - timedelta(days=settings.result_days)
    results = read_results(case.labs, knowledge.catalogue, case.time_zone, first, case.day_one)
    counted = interpret((*results, *_typed_temperature(case)), knowledge.criteria.limits.triglycerides)
    return Observed(case.signs, counted, age.days), results


def gather(case: Case, knowledge: Knowledge, weight: Measured, height: Measured) -> Bedside:
    """Age, surface area, results of the window, kidney function and criteria of a case that has passed its checks."""
    age = age_on(case.patient.date_of_birth, case.day_one)
    observed, results = observe(case, knowledge, age)
    return Bedside(
        case, knowledge, age, weight, height,
        surface_area(weight.value, height.value, knowledge.settings.haycock), results,
        egfr(age, height.value, results, knowledge.renal), assess_all(observed, knowledge.criteria), observed,
    )  # fmt: skip


def _typed_temperature(case: Case) -> tuple[Result, ...]:
    """The temperature among the signs, as a result of day one in degrees Celsius."""
    value = case.signs.temperature_c
    if value is None:
        return ()
    at = datetime.combine(case.day_one, time(), case.time_zone)
    return (Result(TEMPERATURE, None, value, "Cel", at, case.day_one, value),)


def days_old(measured: Measured, day: date) -> int:
    """How many days before `day` it was measured."""
    return (day - measured.row.on).days
