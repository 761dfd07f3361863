"""Cumulative etoposide: mg / BSA of each dose, of this plan, of other places, and of before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import case_data, child, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.cumulative import Cumulative

TWO, THREE = Decimal(2000), Decimal(3000)


def total(data: dict[str, Any] | None = None, *, prior: str | None = None, **parts: Any) -> Cumulative:
    """The sum for the usual child (89 mg at 0.59 m2, ten doses) or another."""
    data = data or case_data(regimen=regimen("etoposide"))
    patient = {**data["patient"], **({} if prior is None else {"prior_etoposide_mg_per_m2": prior})}
    return plan({**data, "patient": patient, **parts}).cumulative


def elsewhere(on: str, mg: str = "59", bsa: str = "0.59", drug: str = "etoposide") -> dict[str, str]:
    return {"drug": drug, "on": on, "mg": mg, "bsa_m2": bsa}


def tv08(*changes: dict[str, Any]) -> Cumulative:
    data = child("62", "168", "2009-09-09", regimen=regimen("etoposide", changes=list(changes)))
    return total(data)


# --- of this plan


def test_the_sum_is_of_doses_as_rounded_over_the_surface_as_used() -> None:
    found = total()
    assert found.planned == Fraction(890) / Fraction("0.59")
    assert str(found.shown) == "1508.5"
    assert found.overall == found.planned


def test_each_dose_has_its_running_sum() -> None:
    points = total().points
    assert [point.day for point in points] == [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]
    assert [point.planned for point in points] == [Fraction(89 * n) / Fraction("0.59") for n in range(1, 11)]
    assert points[0].at.isoformat() == "2026-11-22T14:00:00+01:00"


def test_tv08_sums_to_1500_and_with_a_reduced_and_an_omitted_dose_to_1312_4() -> None:
    assert str(tv08().shown) == "1500.0"
    changed = tv08(
        {"line": "etoposide", "day": 8, "do": "factor", "factor": "0.75", "reason": "x"},
        {"line": "etoposide", "day": 22, "do": "omit", "reason": "x"},
    )
    assert changed.planned == (8 * 255 + 191) / Fraction("1.7")
    assert str(changed.shown) == "1312.4"


def test_doses_add_up_in_order_of_time_when_one_is_moved_past_the_next() -> None:
    moved = {"line": "etoposide", "day": 1, "do": "move", "to": "2026-11-26T14:00", "reason": "x"}
    points = total(case_data(regimen=regimen("etoposide", changes=[moved]))).points
    assert [point.day for point in points][:3] == [4, 5, 8]
    assert [point.planned for point in points][:2] == [
        Fraction(89) / Fraction("0.59"),
        Fraction(178) / Fraction("0.59"),
    ]


def test_only_etoposide_counts() -> None:
    assert total(case_data(regimen=regimen("dexamethasone", "rituximab", "intrathecal"))).planned == 0
    both = case_data(regimen=regimen("dexamethasone", "etoposide", "intrathecal"))
    assert str(total(both).shown) == "1508.5"


def test_without_etoposide_there_is_no_point_and_no_date() -> None:
    found = total(case_data())
    assert (found.points, found.dated, str(found.shown), found.prior, found.overall) == ((), (), "0.0", None, 0)
    assert found.first_above(TWO) is None
    assert found.first_at(THREE) is None


def test_the_scheme_for_mas_and_two_parts_count_together() -> None:
    lines = [
        {"line": "etoposide", "part": "MAS", "scheme": "mas", "mg_per_m2": "100", "doses": 2},
        {"line": "etoposide", "part": "more", "scheme": "mas", "mg_per_m2": "50", "doses": 1},
    ]
    found = total(case_data(regimen=regimen(*lines)))
    assert found.planned == (59 + 59 + 30) / Fraction("0.59")  # 29.5 -> 30


# --- before and elsewhere


def test_what_was_given_before_counts_overall_and_never_as_planned() -> None:
    found = total(prior="450")
    assert (found.prior, str(found.shown)) == (Decimal(450), "1508.5")
    assert found.overall == 450 + found.planned
    assert found.points[0].overall == 450 + Fraction(89) / Fraction("0.59")


def test_all_that_came_before_is_one_number() -> None:
    found = total(prior="450", elsewhere=[elsewhere("2026-10-02")])
    assert found.overall == 550 + found.planned
    assert found.points[0].overall == 550 + Fraction(89) / Fraction("0.59")


def test_not_asked_is_not_nothing() -> None:
    assert total().prior is None
    assert total(prior="0").prior == 0


def test_doses_of_other_places_count_by_their_own_surface() -> None:
    rows = [elsewhere("2026-10-02", "80", "0.58"), elsewhere("2026-10-09", "60", "0.60")]
    found = total(elsewhere=rows)
    assert found.elsewhere == Fraction(80) / Fraction("0.58") + 100
    assert found.overall == found.elsewhere + found.planned
    assert found.points[0].overall == found.elsewhere + Fraction(89) / Fraction("0.59")
    assert found.points[-1].overall == found.overall
    assert str(found.shown) == "1508.5"


def test_tv09_after_hlh_94_and_two_doses_of_dep_stands_at_1700() -> None:
    rows = [elsewhere("2026-10-02", "90", "0.90"), elsewhere("2026-10-09", "90", "0.90")]
    tv09 = child("24", "122", "2019-03-03", regimen=regimen("alemtuzumab", "ruxolitinib", protocol="none"))
    found = total(tv09, prior="1500", elsewhere=rows)
    assert (found.overall, found.planned) == (1700, 0)


@pytest.mark.parametrize("drug", ["Etoposide", " etoposide ", "ETOPOSIDE"])
def test_the_name_of_the_drug_may_be_written_otherwise(drug: str) -> None:
    assert total(elsewhere=[elsewhere("2026-10-02", drug=drug)]).elsewhere == 100


def test_other_drugs_of_other_places_do_not_count() -> None:
    assert total(elsewhere=[elsewhere("2026-10-02", drug="doxorubicin")]).elsewhere == 0


@pytest.mark.parametrize(("on", "counted"), [("2026-11-21", 100), ("2026-11-22", 100), ("2026-11-23", 0)])
def test_rows_dated_after_day_one_are_ignored(on: str, counted: int) -> None:
    assert total(elsewhere=[elsewhere(on)]).elsewhere == counted


# --- the dates of the limits


def test_tv10_passes_2000_and_reaches_3000_on_the_dates_of_the_reference() -> None:
    data = case_data(
        day_one="2026-01-05",
        measurements=[{"on": "2026-01-04", "weight_kg": "15", "height_cm": "98"}],
        patient={"date_of_birth": "2023-01-19"},
        regimen=regimen("etoposide", last_week=40),
    )
    found = total(data)
    assert (found.first_above(TWO), found.first_at(THREE)) == (date(2026, 4, 13), date(2026, 7, 6))
    assert found.first_above(THREE) == date(2026, 7, 20)
    assert found.first_at(TWO) == date(2026, 4, 13)
    assert [str(point.planned) for point in found.points][-1] == "3900"


def test_exactly_the_limit_is_reached_but_not_passed() -> None:
    found = total(case_data(), prior="1900", elsewhere=[elsewhere("2026-10-02"), elsewhere("2026-10-09", "5.9")])
    assert found.first_at(TWO) == date(2026, 10, 2)
    assert found.first_above(TWO) == date(2026, 10, 9)


def test_the_date_is_that_of_the_dose_that_passes_wherever_it_was_given() -> None:
    rows = [elsewhere("2026-10-09", "118"), elsewhere("2026-10-02", "59")]  # not in order of time
    found = total(prior="1750", elsewhere=rows)
    assert [(day.isoformat(), running) for day, running in found.dated][:2] == [
        ("2026-10-02", 1850),
        ("2026-10-09", 2050),
    ]
    assert found.first_above(TWO) == date(2026, 10, 9)
    assert total(prior="1950").first_above(TWO) == date(2026, 11, 22)
    assert total(prior="600").first_above(TWO) == date(2027, 1, 10)  # 600 + 10 x 150.85, passed with the tenth, day 50


def test_a_limit_passed_before_is_dated_with_the_first_dose_that_has_a_date() -> None:
    assert total(prior="2100").first_above(TWO) == date(2026, 11, 22)
    assert total(prior="2100", elsewhere=[elsewhere("2026-10-02")]).first_above(TWO) == date(2026, 10, 2)
    assert total(case_data(), prior="2100").first_above(TWO) is None


@pytest.mark.parametrize(
    ("mg", "above", "at", "by_then"),
    [
        # 1,200 before and 150.85 a dose: 2,105 on 13 December; 500 on the 21st, and above 3,000 on 3 January.
        ("300", date(2026, 12, 13), date(2027, 1, 3), 2907),
        ("900", date(2026, 12, 13), date(2026, 12, 21), 3907),
    ],
)
def test_a_dose_of_another_place_counts_from_its_own_day_on(mg: str, above: date, at: date, by_then: int) -> None:
    row = {"on": "2026-12-21", "drug": "etoposide", "mg": mg, "bsa_m2": "0.6"}
    case = case_data(
        patient={"prior_etoposide_mg_per_m2": "1200"}, regimen=regimen("etoposide"), revised_at=["2026-12-22T09:00"],
        elsewhere=[row],
    )  # fmt: skip
    found = plan(case).cumulative
    assert (found.first_above(TWO), found.first_at(THREE)) == (above, at)
    assert [round(point.overall) for point in found.points][4:8] == [1954, 2105, 2256, by_then]
