"""The working of a dose: the sum that a person can type into a calculator, and what cap and rounding made of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hlh_desktop.domain.dosing import dose
from hlh_desktop.domain.working import basis_text, percent, working
from tests.builders import case_data, child, knowledge, plan, regimen
from tests.domain.test_dosing import asked, drug
from tests.domain.test_dosing import child as body

INFANT = child("4.2", "55", "2026-09-22")
TEENAGER = child("45", "155", "2013-05-05")
TV09 = child("24", "122", "2019-03-03")


def workings(*lines: dict[str, Any] | str, data: dict[str, Any] | None = None, **more: Any) -> list[str]:
    """The working of each distinct dose."""
    made = plan({**(data or case_data()), "regimen": regimen(*lines, **more)})
    return [working(one, knowledge().wording) for one in made.doses]


@pytest.mark.parametrize(
    ("data", "line", "text"),
    [
        (None, "etoposide", "150 mg/m2 x 0.59 m2 = 88.5 mg, rounded to 89 mg (0.6 %)"),
        (
            TEENAGER, {"line": "etoposide", "factor": "0.750", "reason": "eGFR 33.7"},
            "150 mg/m2 x 1.39 m2 x 0.75 = 156.375 mg, rounded to 156 mg (-0.2 %)",
        ),
        (INFANT, {"line": "etoposide", "rule": "mg_per_kg"}, "5 mg/kg x 4.2 kg = 21 mg"),
        (TEENAGER, "methylprednisolone_pulse", "30 mg/kg x 45 kg = 1350 mg, capped at 1000 mg"),
        (
            TEENAGER, {"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 2},
            "8 mg/kg/day x 45 kg / 2 = 180 mg, capped at 100 mg",
        ),
        (
            TEENAGER, {"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 2, "cap_mg_per_dose": "99.5"},
            "8 mg/kg/day x 45 kg / 2 = 180 mg, capped at 99 mg",
        ),
        (TV09, "alemtuzumab", "1 mg/kg x 24 kg / 4 = 6 mg"),
        (
            TV09, {"line": "alemtuzumab", "days": 7},
            "1 mg/kg x 24 kg / 7 = 3.4286… mg, rounded to 3.4 mg (-0.8 %)",
        ),
        (TV09, "ruxolitinib", "10 mg by weight band"),
        (TV09, {"line": "ruxolitinib", "factor": "0.5", "reason": "fluconazole"}, "10 mg x 0.5 = 5 mg"),
        (None, "rituximab", "375 mg/m2 x 0.59 m2 = 221.25 mg, rounded to 221 mg (-0.1 %)"),
        (child("62", "168", "2010-03-01"), "etoposide", "150 mg/m2 x 1.70 m2 = 255 mg"),
        (child("30.0", "135", "2017-08-01"), "tocilizumab", "8 mg/kg x 30 kg = 240 mg"),
    ],
)  # fmt: skip
def test_a_working_is_the_sum_and_what_became_of_it(data: Any, line: Any, text: str) -> None:
    assert workings(line, data=data) == [text]


def test_the_days_of_dexamethasone_have_each_their_own_sum() -> None:
    assert workings("dexamethasone") == [
        "10 mg/m2/day x 0.59 m2 = 5.9 mg",
        "5 mg/m2/day x 0.59 m2 = 2.95 mg, rounded to 3 mg (1.7 %)",
        "2.5 mg/m2/day x 0.59 m2 = 1.475 mg, rounded to 1.5 mg (1.7 %)",
        "1.25 mg/m2/day x 0.59 m2 = 0.7375 mg, rounded to 0.7 mg (-5.1 %)",
        "0.6 mg/m2/day x 0.59 m2 = 0.354 mg, rounded to 0.4 mg (13 %)",
    ]


def test_two_doses_of_a_day_are_a_division_by_two() -> None:
    first = workings({"line": "dexamethasone", "doses_per_day": 2})[0]
    assert first == "10 mg/m2/day x 0.59 m2 / 2 = 2.95 mg, rounded to 3 mg (1.7 %)"


def test_parts_show_the_total_and_which_part_it_is() -> None:
    assert workings("ivig", data=INFANT) == [
        "1.6 g/kg x 4.2 kg = 6.72 g, in all 6.7 g; part 1 of 2: 3.4 g",
        "1.6 g/kg x 4.2 kg = 6.72 g, in all 6.7 g; part 2 of 2: 3.3 g",
    ]


def test_an_intrathecal_dose_shows_the_band_and_the_age_on_that_day() -> None:
    assert workings("intrathecal", protocol="hlh-2004")[:1] == ["10 mg for 2 to under 3 years; 2 y 5 m on that day"]
    lines = workings("intrathecal", protocol="hlh-2004", data=INFANT)
    assert lines[0] == "6 mg for under 1 year; 0 y 2 m on that day"
    assert lines[-1] == "4 mg for under 1 year; 0 y 3 m on that day"


def test_a_drug_whose_dose_is_stated_as_another_says_so() -> None:
    (text,) = workings("cotrimoxazole")
    assert text.startswith("75 mg/m2 x 0.59 m2 = 44.25 mg, rounded to 44 mg (-0.6 %)")
    assert "trimethoprim" in text.removeprefix("75 mg/m2 x 0.59 m2 = 44.25 mg, rounded to 44 mg (-0.6 %)")


def test_a_cap_that_only_rounding_would_pass_is_shown_as_rounding() -> None:
    made = dose(drug("anakinra"), asked("9.96", "mg/kg", cap="99.8"), body("10"))
    assert working(made, knowledge().wording) == "9.96 mg/kg x 10 kg = 99.6 mg, rounded to 99 mg (-0.6 %)"


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.0056", "0.6"), ("-0.0508", "-5.1"), ("0.05", "5"), ("0.0004", "0"), ("-0.0004", "0"), ("1", "100")],
)
def test_a_share_is_told_in_percent_with_one_decimal(share: str, text: str) -> None:
    assert percent(Fraction(share)) == text


def test_a_share_may_be_told_with_more_decimals() -> None:
    assert percent(Fraction("0.05056"), 2) == "5.06"


@pytest.mark.parametrize(
    ("unit", "text"), [("mg/m2", "1.70"), ("mg/kg", "62.5"), ("g/kg", "62.5"), ("mg", "")]
)  # fmt: skip
def test_a_surface_keeps_both_decimals_and_a_weight_only_those_it_needs(unit: str, text: str) -> None:
    assert basis_text(dose(drug("etoposide"), asked("10", unit), body("62.50", "1.70"))) == text
