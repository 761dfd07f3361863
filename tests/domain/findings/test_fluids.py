"""Findings about fluid: the least volume of etoposide, and of all intravenous medicines of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hlh_desktop.domain.findings.fluids import Volume, _sums, least_ml
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.quantity import Quantity
from tests.builders import child, findings, knowledge, lab, levels, read, regimen
from tests.domain.findings.sides_bedside import HEAVY, given, small
from tests.domain.findings.sides_steroids import BY_FACTOR

VOLUME, LOAD = "etoposide_volume", "fluid_load_day"


def by_surface(weight: str, height: str, born: str, *lines: Any, **parts: Any) -> dict[str, Any]:
    """A child with etoposide by surface."""
    return child(weight, height, born, regimen=regimen({"line": "etoposide", "rule": "mg_per_m2"}, *lines), **parts)


# --- the least volume


@pytest.mark.parametrize(
    ("drug", "amount", "weight", "ml"),
    [
        ("etoposide", "38", "4.2", "95"),
        ("rituximab", "221", "13.5", "55.25"),
        ("immunoglobulin", "10.8", "13.5", "108"),
        ("tocilizumab", "240", "29.9", "50"),
        ("tocilizumab", "240", "30", "100"),
        ("alemtuzumab", "3", "12", "100"),
        ("dexamethasone", "5.9", "13.5", None),
    ],
)
def test_the_least_volume_of_a_drug(drug: str, amount: str, weight: str, ml: str | None) -> None:
    found = least_ml(knowledge().formulary[drug].giving, Decimal(amount), Decimal(weight))
    assert found == (None if ml is None else Decimal(ml))


def test_a_drug_of_which_nothing_is_known_has_none() -> None:
    assert least_ml(None, Decimal(1), Decimal(10)) is None


# --- etoposide


def test_it_is_always_told() -> None:
    (text,) = findings(given("etoposide"))[VOLUME]
    assert text.startswith("Etoposide 89\N{NO-BREAK SPACE}mg needs at least 223 mL, 16.5 mL/kg.")
    assert levels(given("etoposide"))[VOLUME] == "info"


def test_the_worked_example_of_an_infant_warns() -> None:
    case = by_surface("4.2", "55", "2026-09-22")
    (text,) = findings(case)[VOLUME]
    assert "38\N{NO-BREAK SPACE}mg needs at least 95 mL, 22.6 mL/kg, more than 20 mL/kg" in text
    assert levels(case)[VOLUME] == "warning"
    assert levels(small("4.2"))[VOLUME] == "info"


def test_exactly_at_the_limit_it_informs() -> None:
    """5 mg/kg of 8 kg is 40 mg, 100 mL; a limit of 12.5 mL/kg is not passed."""
    known, alert = knowledge(), knowledge().alerts[VOLUME]
    for limit, level in (("12.5", "info"), ("12.4", "warning")):
        changed = alert.model_copy(update={"numbers": {**alert.numbers, "ml_per_kg": Decimal(limit)}})
        plan = make_plan(read(small("8")), replace(known, alerts={**known.alerts, VOLUME: changed}))
        assert [one.level for one in plan.findings if one.code == VOLUME] == [level]


@pytest.mark.parametrize(
    ("safety", "why"),
    [
        ({"heart_failure": True}, "heart failure"),
        ({"renal_replacement": True}, "renal replacement"),
        ({"heart_failure": True, "renal_replacement": True}, "heart failure, renal replacement"),
        ({"heart_failure": False}, None),
    ],
)
def test_a_failing_heart_or_kidney_warns_at_any_volume(safety: dict[str, bool], why: str | None) -> None:
    case = given(BY_FACTOR, safety=safety)
    assert levels(case)[VOLUME] == ("info" if why is None else "warning")
    assert all(why is None or f"with {why}." in text for text in findings(case)[VOLUME])


@pytest.mark.parametrize(("height", "level"), [("90.1", "info"), ("90", "info"), ("89.9", "warning")])
def test_a_kidney_fails_here_below_30(height: str, level: str) -> None:
    """36.5 x 90 / 109.5 is 30."""
    factor = {"line": "etoposide", "factor": "0.75", "reason": "kidney"}
    case = child("13.5", height, "2024-06-22", regimen=regimen(factor), labs=[lab("crea", "109.5", "umol/L")])
    assert levels(case)[VOLUME] == level
    if level == "warning":
        assert "with eGFR 29.97 mL/min/1.73 m2." in findings(case)[VOLUME][0]


def test_of_two_infusions_the_volume_told_is_that_of_etoposide() -> None:
    """Alemtuzumab takes 100 mL, twice as much for a child of 4 kg."""
    lines = regimen({"line": "etoposide", "rule": "mg_per_kg"}, "alemtuzumab")
    (text,) = findings(child("4", "54", "2026-07-22", regimen=lines))[VOLUME]
    assert text.replace("\N{NO-BREAK SPACE}", " ").startswith("Etoposide 20 mg needs at least 50 mL, 12.5 mL/kg.")


def test_what_was_due_before_a_revision_is_not_told() -> None:
    mas = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "100", "doses": 1}
    assert VOLUME in levels(given(mas, revised_at=["2026-11-22T20:00"]))
    assert VOLUME not in levels(given(mas, revised_at=["2026-11-23T08:00"]))


# --- a day


def test_the_heaviest_day_is_told_with_its_parts_in_the_proposed_order() -> None:
    case = given("ivig", *HEAVY, "dexamethasone")
    (text,) = findings(case)[LOAD]
    start = "Intravenous medicines of 2026-11-22 need at least 386 mL, 28.6 mL/kg, more than 20 mL/kg "
    assert text.startswith(f"{start}(rituximab 55 mL, etoposide 223 mL, immunoglobulin 108 mL);")
    assert "days above it: 4. Not counted: dexamethasone." in text
    assert levels(case)[LOAD] == "warning"


def test_a_medicine_without_a_place_stands_before_etoposide() -> None:
    (text,) = findings(given("etoposide", "alemtuzumab", "rituximab"))[LOAD]
    assert "(rituximab 55 mL, alemtuzumab 100 mL, etoposide 223 mL); days above it: 5. Proposed order:" in text


def test_exactly_at_the_limit_a_day_is_silent() -> None:
    """2 g/kg in two days is 10 mL/kg a day; alemtuzumab adds 100 mL, which is 10 mL/kg of 10 kg."""
    lines = ({"line": "ivig", "total_g_per_kg": "2"}, "alemtuzumab")
    for weight, there in (("10", False), ("9.9", True)):
        assert (LOAD in levels(child(weight, "76", "2025-09-22", regimen=regimen(*lines)))) is there


def test_what_is_swallowed_or_goes_under_the_skin_is_no_infusion() -> None:
    lines = [{"line": "dexamethasone", "route": "oral"}, {"line": "anakinra", "mg_per_kg_per_day": "2"}]
    (text,) = findings(given(*HEAVY, *lines))[LOAD]
    assert "Not counted" not in text


def test_two_doses_of_one_drug_on_a_day_are_one_sum() -> None:
    one = Volume(date(2026, 11, 22), "micafungin", Quantity(Decimal(20), "mg"), Fraction(5, 2), Fraction(1, 4))
    assert _sums([one, one, replace(one, drug="etoposide", ml=None)]) == {"micafungin": Fraction(5)}
