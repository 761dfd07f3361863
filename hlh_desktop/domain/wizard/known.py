"""What is known of a child as far as the draft goes: each figure stands alone, and what is not known is None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.assessment import assess_all
from hlh_desktop.domain.measures import as_of, newest
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.plan import plan_of, situation_of
from hlh_desktop.domain.renal import egfr
from hlh_desktop.domain.situation import observe

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Measured
    from hlh_desktop.domain.patient import Age, SurfaceArea
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.renal import Egfr
    from hlh_desktop.domain.situation import Situation

WEIGHT, HEIGHT = "weight_kg", "height_cm"
BORN, DAY_ONE, PATIENT = "patient.date_of_birth", "day_one", "patient"


@dataclass(frozen=True, slots=True)
class Known:
    """The figures of a case or of its usable part.

    `unknown` are fields that hold a stand-in (see exchange.partial). `trial` is a plan of what is usable: the same as
    the plan of a complete case, else for a summary only and never to be signed.
    """

    case: Case
    unknown: frozenset[str]
    age: Age | None
    weight: Measured | None
    height: Measured | None
    bsa: SurfaceArea | None
    egfr: Egfr | None
    observed: Observed | None
    criteria: Criteria | None
    trial: Plan | None
    situation: Situation | None


def known(case: Case, unknown: frozenset[str], knowledge: Knowledge, wrong: frozenset[str] = frozenset()) -> Known:
    """All that can be worked out of a case whose fields in `unknown` are stand-ins.

    `wrong` are the fields of the rows of measures in which something stands that can't be used: an older row must not
    take its place, so that nothing is scaled by a measure that nobody meant. Without an age weight and height were
    held against nothing, and there is no body surface either.
    """
    dated = DAY_ONE not in unknown
    born = dated and not unknown & {PATIENT, BORN}
    weight = newest(case, lambda row: row.weight_kg) if dated and WEIGHT not in wrong else None
    height = newest(case, lambda row: row.height_cm) if dated and HEIGHT not in wrong else None
    begun = newest(case, lambda row: row.weight_kg, case.day_one), newest(case, lambda row: row.height_cm, case.day_one)
    if born and weight is not None and height is not None and None not in begun and not wrong:
        situation = situation_of(case, knowledge)
        plan = plan_of(situation)
        return Known(
            case, unknown, plan.age, weight, height, plan.bsa, plan.egfr, situation.observed, plan.criteria, plan,
            situation,
        )  # fmt: skip
    if not born:
        return Known(case, unknown, None, weight, height, None, None, None, None, None, None)
    age = age_on(case.patient.date_of_birth, as_of(case))
    observed, results = observe(case, knowledge, age_on(case.patient.date_of_birth, case.day_one))
    kidney = None if height is None else egfr(age, height.value, results, knowledge.renal)
    criteria = assess_all(observed, knowledge.criteria)
    return Known(case, unknown, age, weight, height, None, kidney, observed, criteria, None, None)
