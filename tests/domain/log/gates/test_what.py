"""Gates of what is given, in their own words: amounts at the very limit, the sum of etoposide, the version in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hlh_desktop.domain.log.gates.values import InForce
from tests.domain.log.doses import DUE, attempt, chart, dose, outcome, steroid
from tests.domain.log.gates.spoken import NOW, texts

HUNDRED = steroid(amount=Decimal(100))


def etoposide(**parts: Any) -> Any:
    """A chart of etoposide whose record asks for nothing: 89 mg on 0.59 m2 are 150.85 mg/m2."""
    return chart(dose(), record=None, **parts)


def earlier(days: int, number: int = 1, **parts: Any) -> Any:
    return outcome(dose(number), taken=DUE - timedelta(days=days), **parts)


# --- amounts


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("95", None), ("94.99", "amount_deviates"), ("105", None), ("105.01", "amount_deviates"),
        ("110", "amount_deviates"), ("110.01", "amount_above_limit"),
    ],
)  # fmt: skip
def test_of_100_mg_5_are_within_the_plan_and_10_above_it_the_most(amount: str, code: str | None) -> None:
    spoken = texts(attempt(HUNDRED, amount=Decimal(amount)), chart(HUNDRED))
    assert list(spoken) == ([] if code is None else [code])


def test_how_far_apart_is_told_in_percent_and_what_is_too_much_with_the_lower_limit() -> None:
    told = texts(attempt(dose(), amount=Decimal(94)), etoposide())
    assert told == {"amount_deviates": "94 mg instead of 89 mg, 5.6 % apart."}
    too_much = "98 mg is more than may be given: planned 89 mg, at most {} mg."
    for cap, limit in ((None, "97.9"), (Decimal(97), "97"), (Decimal(150), "97.9")):
        spoken = texts(attempt(dose(), amount=Decimal(98)), etoposide(cap=cap))
        assert spoken == {"amount_above_limit": too_much.format(limit)}


def test_where_the_plan_has_no_amount_only_the_cap_is_asked() -> None:
    unknown = steroid(amount=None)
    on = chart(unknown, cap=Decimal(10))
    assert texts(attempt(unknown, amount=Decimal(10)), on) == {}
    assert "at most 10 mg" in texts(attempt(unknown, amount=Decimal("10.1")), on)["amount_above_limit"]
    assert texts(attempt(unknown, amount=Decimal(500)), replace(on, cap=None)) == {}


@pytest.mark.parametrize("amount", ["1", "500"])
def test_an_amount_that_the_family_or_another_place_gave_is_taken_as_it_is_told(amount: str) -> None:
    for became in ("home", "elsewhere"):
        made = attempt(HUNDRED, became, amount=Decimal(amount), reason="told by the family")
        assert texts(made, chart(HUNDRED, cap=Decimal(100))) == {}


def test_an_amount_of_nothing_is_none() -> None:
    assert texts(attempt(HUNDRED, "home", amount=Decimal(0)), chart(HUNDRED)) == {
        "amount_missing": "How much was given?"
    }


# --- the sum of etoposide


@pytest.mark.parametrize(
    ("before", "told", "least", "total"), [(300, "300", "451", "602"), (100, "100", "302", "402")]
)  # fmt: skip
def test_an_earlier_amount_that_may_contain_this_wards_doses_is_told_with_the_least_and_the_most(
    before: int, told: str, least: str, total: str
) -> None:
    """Before, and 150.85 twice; less the smaller of what was told and what this log had."""
    on = etoposide(before=Fraction(before), told=DUE - timedelta(days=3), taken=(earlier(5),))
    assert texts(attempt(dose()), on) == {
        "cumulative_overlap": f"{told} mg/m2 of etoposide were told as given before the plan, when this ward's log had "
        f"151 mg/m2. Whether the one contains the other is not known: both are counted, {total} mg/m2 with this "
        f"dose, {least} if it does."
    }


def test_an_overlap_is_neither_this_dose_nor_what_came_later_nor_of_a_drug_that_is_not_summed_up() -> None:
    on = etoposide(before=Fraction(300), told=DUE - timedelta(days=3), taken=(earlier(5),))
    assert texts(attempt(dose()), replace(on, taken=(earlier(3),))) != {}, "given in the moment it was told"
    for parts in (
        {"taken": (earlier(2),)}, {"taken": (earlier(5, 4),)}, {"taken": ()}, {"told": None}, {"before": Fraction(0)},
        {"cumulative": False},
    ):  # fmt: skip
        assert texts(attempt(dose()), replace(on, **parts)) == {}
    home = attempt(dose(), "elsewhere", reason="in theatre")
    assert texts(home, on) == {}


def test_the_sum_is_told_with_this_dose_and_the_surface_of_the_day() -> None:
    on = etoposide(before=Fraction(1900), bsa_m2=Decimal("0.6"), taken=(earlier(5),))
    told = texts(attempt(dose(), amount=Decimal(90)), on)  # 1900 + 150.85 + 150
    assert told == {"cumulative_above": "With this dose, on 0.6 m², 2,201 mg/m2 of etoposide were given, over 2000."}
    assert "2,201 mg/m2" in texts(attempt(dose(), "running", amount=Decimal(90)), on)["cumulative_above"]


def test_a_sum_lacks_something_where_another_dose_has_no_amount_or_surface_but_not_by_this_very_dose() -> None:
    for parts in ({"amount": None}, {"bsa_m2": None}):
        on = etoposide(taken=(earlier(5, **parts), earlier(9, 2)))
        told = texts(attempt(dose()), on)["cumulative_unknown"]
        assert "302 mg/m2 of etoposide are known" in told, "the two that can be counted"
        assert texts(attempt(dose()), etoposide(taken=(earlier(0, 4, **parts), earlier(9, 2)))) == {}
    assert "151 mg/m2" in texts(attempt(dose()), etoposide(before=None))["cumulative_unknown"]


# --- the version in force, allergy, route, what is asked


@pytest.mark.parametrize("became", ["given", "running", "home", "elsewhere", "held"])
def test_whatever_got_into_the_child_is_held_against_the_version_in_force_whose_measures_are_told(became: str) -> None:
    on = chart(steroid(), in_force=InForce(1, Decimal(14), Decimal("0.61")), version=3)
    told = "Held against version 1, in force when it was taken: 14 kg, 0.61 m². Version 3 stands since."
    spoken = texts(attempt(steroid(), became, reason="written on paper"), on)
    assert spoken == ({} if became == "held" else {"in_force": told})


def test_the_allergy_that_names_the_drug_is_told_and_asked_only_of_who_gives() -> None:
    on = etoposide(allergies=("penicillin", "Vepesid, 2024", "etoposide"), others=("vepesid",))
    assert texts(attempt(dose()), on) == {"allergy": "An allergy names this drug: Vepesid, 2024."}
    for parts in ({"allergies": ("penicillin",)}, {"allergies": None}):
        assert texts(attempt(dose()), replace(on, **parts)) == {}
    assert texts(attempt(dose(), "omitted", amount=None, reason="allergy"), on) == {}


def test_another_route_is_told_beside_the_planned_one_and_none_is_asked_of_who_does_not_give() -> None:
    other = {"route": "intravenous"}
    told = "Planned oral, not intravenous. Another route is a change of the plan."
    assert texts(attempt(steroid(), **other), chart(steroid())) == {"route_differs": told}
    assert texts(attempt(steroid(), route=""), chart(steroid())) == {}
    assert texts(attempt(steroid(), "home", **other), chart(steroid())) == {}


@pytest.mark.parametrize("became", ["home", "omitted"])
def test_batch_expiry_and_site_are_asked_of_who_gives_and_where_a_record_is_known(became: str) -> None:
    record = chart(dose()).record
    assert record is not None
    on = chart(steroid(), record=record.model_copy(update={"asks": ("batch", "expiry", "site"), "second_check": False}))
    blank: dict[str, Any] = {"batch": " ", "site": "", "expiry": None}
    assert set(texts(attempt(steroid(), **blank), on, NOW)) == {"batch_missing", "expiry_missing", "site_missing"}
    assert texts(attempt(steroid(), **blank), replace(on, record=None)) == {}
    assert texts(attempt(steroid(), became, reason="directed", **blank), on) == {}
