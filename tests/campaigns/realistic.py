"""Children as they come to a ward with HLH, made up: the same number is always the same child.

Shares of causes follow one hospital of 51 children (treatment.md S12: infection 53 %, malignancy 16 %). Values are
those of HLH (diagnostics.md): ferritin in thousands, platelets 10 to 150, sodium 126 to 140, a somewhat long INR.
Weight and height follow WHO and CDC tables. Each gets what a sensible physician would order; some questions stay
unanswered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hlh_desktop.domain.growth.tables import Sex, lms_at, value_at
from tests.builders import knowledge
from tests.campaigns.sensible import regimen_of, treatment_of

SEED = "realistic children, 1"
DAY_ONE = date(2026, 11, 22)
MORNING, DAY_BEFORE = "2026-11-22T05:30", "2026-11-21T06:10"
Case = dict[str, Any]

CAUSES = {"infection": 53, "malignancy": 16, "rheumatic": 13, "unknown": 12, "primary_suspected": 6}
PATHOGENS = {
    "EBV": 50, "CMV": 8, "adenovirus": 5, "HSV": 3, "influenza": 5, "SARS-CoV-2": 3, "HHV-6": 2, "dengue": 2,
    "leishmania": 5, "tuberculosis": 1, "rickettsia": 1, "bacterial": 6, "fungal": 2, "other": 3, "unknown": 4,
}  # fmt: skip
LINEAGES = {"B": 45, None: 35, "T": 14, "NK": 6}
NERVES = {"none": 80, "present": 13, "progressive": 4, None: 3}
FLUIDS = {"not_done": 65, "normal": 22, "abnormal": 8, None: 5}
# Median, spread of the logarithm, least, most, decimals, unit, how often it was measured in percent.
VALUES: dict[str, tuple[float, float, float, float, int, str, int]] = {
    "ferritin": (4500, 1.1, 400, 90000, 0, "ug/L", 98), "plt": (52, 0.65, 10, 150, 0, "10*9/L", 100),
    "hb": (80, 0.16, 50, 120, 0, "g/L", 100), "anc": (1.2, 0.9, 0.02, 8, 2, "10*9/L", 96),
    "fibrinogen": (1.6, 0.45, 0.4, 5, 2, "g/L", 93), "tg": (3.2, 0.4, 0.8, 12, 2, "mmol/L", 90),
    "ast": (170, 1.0, 20, 5000, 0, "U/L", 96), "alt": (110, 1.0, 10, 4000, 0, "U/L", 97),
    "bili_t": (20, 0.9, 3, 400, 0, "umol/L", 92), "na": (132.8, 0.024, 126, 140, 0, "mmol/L", 99),
    "aptt": (39, 0.2, 25, 110, 1, "s", 90), "inr": (1.22, 0.16, 0.9, 3, 2, "{INR}", 92),
    "scd25": (7000, 0.8, 800, 60000, 0, "U/mL", 40),
}  # fmt: skip
MEDICINES = {
    "paracetamol": 60, "omeprazole": 45, "ceftriaxone": 30, "meropenem": 15, "levetiracetam": 5, "phenytoin": 2,
    "heparin lock": 15, "enoxaparin": 2, "voriconazole": 3, "clarithromycin": 2, "furosemide": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Child:
    """The child before its case is written: age, body, cause, course."""

    born: date
    sex: Sex
    weight: Decimal
    height: Decimal
    cause: Case
    severity: Case

    @property
    def days(self) -> int:
        """The age in days."""
        return (DAY_ONE - self.born).days


def case_of(number: int) -> Case:
    """The case of one child."""
    dice = Random(f"{SEED}/{number}")
    child = _child(dice)
    labs, egfr = _labs(dice, child)
    case = {
        "schema": "hlh-case/1", "day_one": DAY_ONE.isoformat(), "time_zone": "Europe/Paris",
        "patient": _patient(dice, child, number), "measurements": _measured(dice, child), "signs": _signs(dice, child),
        "labs": labs, "etiology": child.cause, "severity": child.severity, "safety": _answers(dice),
        "other_medicines": _medicines(dice),
    }  # fmt: skip
    months = child.days * 12 // 365
    regimen = regimen_of(dice, case, months=months, weight=child.weight, egfr=egfr)
    return case if regimen is None else {**case, "regimen": regimen}


def pick(dice: Random, shares: dict[Any, int]) -> Any:
    """One of some things by their shares."""
    return dice.choices(list(shares), list(shares.values()))[0]


def _child(dice: Random) -> Child:
    months = int(2 + 213 * dice.random() ** 1.8)
    born = DAY_ONE - timedelta(days=int(months * 30.44) + dice.randint(1, 28))
    sex: Sex = "female" if dice.random() < 0.47 else "male"
    weight, height = _body(dice, (DAY_ONE - born).days, sex)
    course = "deteriorating" if dice.random() < 0.45 else "stable"
    severity = {"course": course, "cns": pick(dice, NERVES), "csf": pick(dice, FLUIDS)}
    severity["responding_to_specific_treatment"] = dice.random() < 0.4 if course == "stable" else None
    return Child(born, sex, weight, height, _cause(dice), severity)


def _body(dice: Random, days: int, sex: Sex) -> tuple[Decimal, Decimal]:
    """Weight and height of that age: children of a ward are a little light, and tall ones are heavy."""
    tables, young = knowledge().growth.tables, days < 730
    tall = max(-2.2, min(2.2, dice.gauss(-0.1, 1)))
    heavy = max(-2.4, min(2.2, 0.7 * tall + dice.gauss(-0.2, 0.7)))
    by_height = tables.who_length_for_age if young else tables.cdc_stature_for_age
    by_weight = tables.who_weight_for_age if young else tables.cdc_weight_for_age
    height = value_at(_exact(tall), lms_at(by_height.curve(sex), Decimal(days)))
    weight = value_at(_exact(heavy), lms_at(by_weight.curve(sex), Decimal(days)))
    return weight.quantize(Decimal("0.1")), height.quantize(Decimal("0.1"))


def _exact(value: float, places: int = 3) -> Decimal:
    return Decimal(f"{value:.{places}f}")


def _cause(dice: Random) -> Case:
    kind = pick(dice, CAUSES)
    cause: Case = {"kind": kind}
    if kind == "infection":
        cause["pathogen"] = pick(dice, PATHOGENS)
        cause["ebv_lineage"] = pick(dice, LINEAGES) if cause["pathogen"] == "EBV" else None
    # One in eight forgets to write it down.
    cause["treatment"] = treatment_of(dice, cause) if dice.random() < 0.88 else None
    return cause


def _patient(dice: Random, child: Child, number: int) -> Case:
    allergies = ["penicillin"] if dice.random() < 0.07 else ["latex"] if dice.random() < 0.01 else []
    born = child.born.isoformat()
    return {"mrn": f"R{number}", "date_of_birth": born, "sex": child.sex, "allergies": allergies}


def _measured(dice: Random, child: Child) -> list[Case]:
    """Weighed today or yesterday, seldom later; a height is often of an earlier visit."""
    weighed = DAY_ONE - timedelta(days=dice.choice([0, 0, 0, 1, 1, 2, 5, 9]) if dice.random() < 0.9 else 1)
    stood = weighed - timedelta(days=dice.choice([0, 0, 0, 0, 3, 12]))
    if child.days < 40:
        stood = weighed = DAY_ONE
    return [
        {"on": stood.isoformat(), "height_cm": str(child.height)},
        {"on": weighed.isoformat(), "weight_kg": str(child.weight), "weight_source": "measured"},
    ]


def _signs(dice: Random, child: Child) -> Case:
    maybe = {True: 0, False: 0, None: 0}
    return {
        "temperature_c": f"{max(36.2, min(41, dice.gauss(38.8, 0.8))):.1f}" if dice.random() < 0.96 else None,
        "splenomegaly": pick(dice, {**maybe, True: 70, False: 22, None: 8}),
        "hepatomegaly": pick(dice, {**maybe, True: 60, False: 28, None: 12}),
        "hemophagocytosis": pick(dice, {**maybe, True: 35, False: 20, None: 45}),
        "immunosuppression": pick(dice, {**maybe, True: 5, False: 85, None: 10}),
        "family_history": pick(dice, {**maybe, True: 3, False: 87, None: 10}),
        "hlh_gene_defect": pick(dice, {**maybe, True: 2, False: 8, None: 90}),
        "sjia": child.cause["kind"] == "rheumatic" and dice.random() < 0.7,
    }


def _labs(dice: Random, child: Child) -> tuple[list[Case], float | None]:
    """The morning's results, for most beside those of the day before; and the eGFR, where creatinine was measured."""
    egfr = dice.lognormvariate(4.7, 0.3) if dice.random() < 0.93 else dice.uniform(12, 55)
    creatinine = 36.5 * float(child.height) / egfr
    known = dict(VALUES)
    known["crea"] = (creatinine, 0.03, 8, 900, 0, "umol/L", 97)
    labs, before = [], dice.random() < 0.6
    for analyte, (median, spread, least, most, places, unit, often) in known.items():
        value = min(most, max(least, median * dice.lognormvariate(0, spread)))
        if dice.randrange(100) >= often:
            continue
        labs.append({"analyte": analyte, "value": f"{value:.{places}f}", "unit": unit, "at": MORNING})
        if before:
            change = dice.gauss(1, 0.012) if analyte == "na" else dice.lognormvariate(0, 0.1)
            earlier = min(most, max(least, value * change))
            labs.insert(0, {"analyte": analyte, "value": f"{earlier:.{places}f}", "unit": unit, "at": DAY_BEFORE})
    measured = any(one["analyte"] == "crea" for one in labs)
    return labs, egfr if measured and child.days >= 366 else None


def _answers(dice: Random) -> dict[str, bool | None]:
    """The questions before treatment: most are asked; blood is usually drawn first, and seldom shows anything."""
    rare = {"bleeding": 12, "heart_failure": 3, "renal_replacement": 2, "central_line": 70, "oedema": 15, "ascites": 10}
    usual = ("serology_drawn_before_ivig", "igg_drawn_before_ivig", "measles_immune", "consent_chemotherapy")
    answers: dict[str, bool | None] = {}
    for question in knowledge().settings.questions:
        yes = 88 if question in usual else rare.get(question, 2)
        answers[question] = dice.randrange(100) < yes if dice.random() < 0.88 else None
    return answers


def _medicines(dice: Random) -> list[str] | None:
    named = [name for name, share in MEDICINES.items() if dice.randrange(100) < share]
    return named if dice.random() < 0.94 else None
