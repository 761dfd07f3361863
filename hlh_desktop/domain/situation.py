"""What is known of a child on day one, gathered once: every rule, dose and option looks at this and at nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.assessment import Criteria, assess_all
from hlh_desktop.domain.criteria.observed import TEMPERATURE, Observed, interpret
from hlh_desktop.domain.laboratory import Result, latest, read_results
from hlh_desktop.domain.measures import as_of, bodies_of, decided_from, decided_on, spans_of
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.renal import egfr

if TYPE_CHECKING:
    from datetime import date

    from hlh_desktop.domain.case import Case, Etiology, Regimen, Severity, Signs
    from hlh_desktop.domain.cumulative import Cumulative
    from hlh_desktop.domain.dosing import Bodies, Body
    from hlh_desktop.domain.findings.refusals import Refusals
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Measured, Span
    from hlh_desktop.domain.orders import AnyOrder, Ordered
    from hlh_desktop.domain.patient import Age, SurfaceArea
    from hlh_desktop.domain.renal import Egfr


@dataclass(frozen=True, slots=True)
class Bedside:
    """The child on day one, or as of the last revision of its plan, before anything is ordered.

    `weight`, `height` and `bsa` are the newest; `spans` tell which of them count from when on.
    """

    case: Case
    knowledge: Knowledge
    age: Age
    weight: Measured
    height: Measured
    bsa: SurfaceArea
    spans: tuple[Span, ...]
    results: tuple[Result, ...]
    egfr: Egfr | None
    criteria: Criteria
    observed: Observed

    @property
    def as_of(self) -> date:
        """The day that measures, results and age are of."""
        return as_of(self.case)

    @property
    def decided_on(self) -> date:
        """The day on which this version is decided, also where its measures count from a later dose on."""
        return decided_on(self.case)

    @property
    def body(self) -> Body:
        """What the next dose is scaled by."""
        return self.spans[-1].body

    @property
    def bodies(self) -> Bodies:
        """What the doses of the course are scaled by."""
        return bodies_of(self.spans)

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

    def gives(self, drug: str) -> bool:
        """Whether a drug is ordered by any of its lines and has administrations."""
        return any(order.drug == drug for order in self.orders)

    def declined(self, line: str) -> bool:
        """Whether a line was considered and declined with a reason."""
        return self.regimen is not None and any(item.line == line for item in self.regimen.declined)


def observe(case: Case, knowledge: Knowledge, age: Age) -> tuple[Observed, tuple[Result, ...]]:
    """What was observed by day one, as the criteria count it, and the results of the newest window."""
    counted = interpret(
        (*_results_by(case, knowledge, case.day_one), *_typed_temperature(case)),
        knowledge.criteria.limits.triglycerides,
    )
    # Where measures count from a later dose on, what was found until now is not older for it.
    since = decided_from(case)
    begun = as_of(case) if since is None else since.date()
    return Observed(case.signs, counted, age.days), _results_by(case, knowledge, as_of(case), begun)


def _results_by(case: Case, knowledge: Knowledge, last: date, begun: date | None = None) -> tuple[Result, ...]:
    """The results of the days up to one; the window reaches back from there, or from a day before it."""
    first = (begun or last) - timedelta(days=knowledge.settings.result_days)
    return read_results(case.labs, knowledge.catalogue, case.time_zone, first, last)


def gather(case: Case, knowledge: Knowledge) -> Bedside:
    """Age, surface area, results of the window, kidney function and criteria of a case that has passed its checks.

    The criteria stay those of day one. ValueError without weight or height.
    """
    spans = spans_of(case, knowledge.settings.haycock)
    last = spans[-1]
    age, on_day_one = (age_on(case.patient.date_of_birth, day) for day in (as_of(case), case.day_one))
    observed, results = observe(case, knowledge, on_day_one)
    return Bedside(
        case, knowledge, age, last.weight, last.height, last.bsa, spans, results,
        egfr(age, last.height.value, results, knowledge.renal), assess_all(observed, knowledge.criteria), observed,
    )  # fmt: skip


def _typed_temperature(case: Case) -> tuple[Result, ...]:
    """The temperature among the signs, as a result of day one in degrees Celsius."""
    value = case.signs.temperature_c
    if value is None:
        return ()
    at = datetime.combine(case.day_one, time(), case.time_zone)
    return (Result(TEMPERATURE, None, value, "Cel", at, case.day_one, value),)
