"""Doses in words: a sheet, a card and a row on screen say the same of how often, on which days and by which sum."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain import dose_words
from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.summary import Run, runs
from hlh_desktop.domain.telling import Telling
from tests.builders import case_data, child, knowledge, plan, regimen

if TYPE_CHECKING:
    from collections.abc import Sequence

TELL = Telling(knowledge().wording)
TIMES = "\N{MULTIPLICATION SIGN}"


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def first_run(line: dict[str, Any] | str, **more: Any) -> Run:
    """The first run of a line that the usual child is ordered."""
    (order,) = plan(case_data(regimen=regimen(line, **more))).orders
    return runs(order)[0]


def sum_of(data: dict[str, Any]) -> str:
    (order,) = plan(data).orders
    dose = order.administrations[0].dose
    assert isinstance(dose, Dose)
    return spaced(dose_words.calculation(TELL, dose))


def test_a_compound_says_which_part_its_amount_counts_and_no_other_drug_does() -> None:
    assert dose_words.drug_name(knowledge(), "cotrimoxazole") == "co-trimoxazole as trimethoprim"
    assert dose_words.drug_name(knowledge(), "etoposide") == "etoposide"
    assert dose_words.drug_name(knowledge(), "ciclosporin") == "cycloSPORINE"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("dexamethasone", "once daily"),
        ("rituximab", "once a week"),
        ("etoposide", "once on each day named"),
        ({"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 2}, "twice daily"),
        ({"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 4}, "four times daily"),
        ("tocilizumab", "once"),
    ],
)
def test_how_often_is_said_as_a_nurse_would_say_it(line: dict[str, Any] | str, said: str) -> None:
    assert dose_words.often(TELL, first_run(line)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([1], "1"),
        ([1, 2], "1, 2"),
        ([1, 2, 3], "1 to 3"),
        ([1, 4, 8, 11], "days 1 and 4 of each week, weeks 1 to 2"),
        ([1, 2, 3, 8, 9, 10, 15, 16, 17], "days 1, 2 and 3 of each week, weeks 1 to 3"),
        ([64, 65, 66, 78, 79, 80, 92, 93, 94], "64 to 66, again every 14 days, the last 92 to 94"),
        ([10, 11, 12, 14, 20, 21], "10 to 12, 14, 20, 21"),
    ],
)
def test_course_days_are_told_by_their_pattern_and_else_as_spans(days: Sequence[int], said: str) -> None:
    assert spaced(dose_words.days(TELL, days)) == said


def test_a_span_of_days_never_parts_at_the_end_of_a_line() -> None:
    assert " " not in dose_words.days(TELL, [1, 2, 3])


def test_dates_of_course_days_stand_with_their_weekday_or_from_first_to_last() -> None:
    day_one = date(2026, 11, 22)
    assert spaced(dose_words.dates(TELL, day_one, [1])) == "Sun 22 Nov 2026"
    assert spaced(dose_words.dates(TELL, day_one, [1, 4, 9])) == "22 Nov to 30 Nov 2026"
    assert spaced(dose_words.dates(TELL, day_one, [1, 41])) == "22 Nov 2026 to 1 Jan 2027"


def test_the_sum_of_a_dose_names_every_number_that_it_is_made_of() -> None:
    """13.5 kg and 92 cm are 0.59 m2. Nothing is divided, reduced or capped that is not."""
    whole = f"150 mg/m² {TIMES} 0.59 m²"
    assert sum_of(case_data(regimen=regimen("etoposide"))) == whole
    half = {"line": "etoposide", "day": 1, "do": "factor", "factor": "0.5", "reason": "bilirubin"}
    assert (
        sum_of(case_data(regimen=regimen("etoposide", changes=[half])))
        == f"150 mg/m² {TIMES} 0.59 m² {TIMES} 0.5 (factor)"
    )


def test_a_daily_amount_says_by_how_many_doses_it_is_divided() -> None:
    ordered = regimen({"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 4})
    assert sum_of(case_data(regimen=ordered)) == f"8 mg/kg/day {TIMES} 13.5 kg in 4 doses (cap 100 mg)"


def test_a_capped_dose_names_its_cap() -> None:
    tall = child("80", "180", "2010-01-01", regimen=regimen("rituximab"))
    assert sum_of(tall) == f"375 mg/m² {TIMES} 2.00 m² (cap 1,000 mg)"


def test_a_part_of_a_course_names_the_whole_its_rounding_and_how_many_parts_there_are() -> None:
    """1.63 g/kg for 13.5 kg are 22.005 g, in steps of 0.1 g 22 g."""
    assert sum_of(case_data(regimen=regimen({"line": "ivig", "days": 2, "total_g_per_kg": "1.63"}))) == (
        f"1.63 g/kg {TIMES} 13.5 kg = 22.005 g, in all 22 g in 2 parts"
    )
