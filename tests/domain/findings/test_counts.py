"""Etoposide with low counts, a sick liver or low albumin: both sides stand in one sentence, and no dose changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import child, findings, lab, levels, plan, regimen
from tests.domain.findings.sides_steroids import BY_FACTOR, LATER, counted, given

COUNTS, LIVER, ALBUMIN = "etoposide_low_counts", "etoposide_liver", "etoposide_low_albumin"
PLATELETS = ("plt", "49", "10*9/L")
# At 90 cm eGFR is 3285 / creatinine: 10 is 328.5 umol/L.
TYPED = {"line": "etoposide", "factor": "0.5", "reason": "agreed"}


def failing(creatinine: str, direct: str, unit: str = "umol/L") -> dict[str, Any]:
    labs = [lab("crea", creatinine, "umol/L"), lab("bili_c", direct, unit)]
    return child("13.5", "90", "2024-06-22", labs=labs, regimen=regimen(TYPED))


# --- counts


@pytest.mark.parametrize(
    ("row", "fires"),
    [
        (("plt", "49", "10*9/L"), True), (("plt", "50", "10*9/L"), False),
        (("anc", "0.49", "10*9/L"), True), (("anc", "0.5", "10*9/L"), False),
    ],
)  # fmt: skip
def test_the_limits_of_the_label(row: tuple[str, str, str], fires: bool) -> None:
    for line in ("etoposide", "dep_etoposide"):
        assert levels(counted(*row, line)).get(COUNTS) == ("info" if fires else None)
    assert COUNTS not in levels(counted(*row, "dexamethasone"))
    assert COUNTS not in levels(given("etoposide"))


def test_both_counts_and_both_sides_stand_in_one_finding() -> None:
    low = [lab(*PLATELETS), lab("anc", "0.3", "10*9/L")]
    (text,) = findings(given("etoposide", labs=low))[COUNTS]
    for said in ("platelets 49", "0.3 10*9/L", "Label (oncology): withhold", "HLH guidance: cytopenia"):
        assert said in text
    assert "hypocellular" not in text


def test_in_a_revised_plan_it_warns_and_speaks_of_the_drug() -> None:
    low = lab("plt", "49", "10*9/L", "2026-12-02T06:10")
    case = given("etoposide", labs=[low], revised_at=[LATER])
    assert levels(case)[COUNTS] == "warning"
    (text,) = findings(case)[COUNTS]
    assert "hypocellular marrow" in text
    assert "Label (oncology): withhold" in text


def test_a_plan_revised_on_day_one_is_still_the_start() -> None:
    assert levels(counted(*PLATELETS, revised_at=["2026-11-22T12:00"]))[COUNTS] == "info"


def test_etoposide_of_before_or_elsewhere_warns_too() -> None:
    assert levels(counted(*PLATELETS, patient={"prior_etoposide_mg_per_m2": "150"}))[COUNTS] == "warning"
    assert levels(counted(*PLATELETS, patient={"prior_etoposide_mg_per_m2": "0"}))[COUNTS] == "info"
    elsewhere = [{"drug": "VP-16", "on": "2026-11-10", "mg": "80", "bsa_m2": "0.59"}]
    assert levels(counted(*PLATELETS, elsewhere=elsewhere))[COUNTS] == "warning"


def test_without_a_dose_to_come_there_is_nothing_to_decide() -> None:
    low = [lab("plt", "49", "10*9/L", "2027-01-31T06:10"), lab("alb", "20", "g/L", "2027-01-31T06:10")]
    low.append(lab("alt", "200", "U/L", "2027-01-31T06:10"))
    over = given("etoposide", labs=low, revised_at=["2027-02-01T08:00"])
    assert not {COUNTS, LIVER, ALBUMIN} & set(levels(over))


def test_no_dose_changes() -> None:
    low = [lab(*PLATELETS), lab("alb", "20", "g/L"), lab("bili_t", "200", "umol/L")]
    made = (plan(given("etoposide", labs=rows)) for rows in (low, []))
    low_orders, orders = (one.orders for one in made)
    assert low_orders == orders


# --- liver


@pytest.mark.parametrize(
    ("row", "fires"),
    [
        (("bili_t", "20.6", "umol/L"), True), (("bili_t", "20.5", "umol/L"), False),
        (("ast", "70.1", "U/L"), True), (("ast", "70", "U/L"), False),
        (("alt", "80.1", "U/L"), True), (("alt", "80", "U/L"), False),
        (("bili_c", "51.1", "umol/L"), True), (("bili_c", "51", "umol/L"), False),
        (("bili_c", "3.1", "mg/dL"), True), (("bili_c", "3", "mg/dL"), False),
    ],
)  # fmt: skip
def test_each_sign_of_the_liver_alone_is_told_and_reduces_nothing(row: tuple[str, str, str], fires: bool) -> None:
    case = counted(*row)
    assert levels(case).get(LIVER) == ("info" if fires else None)
    if fires:
        (text,) = findings(case)[LIVER]
        assert "no reason to reduce" in text
        assert "25 % of the dose" in text
    assert LIVER not in levels(counted(*row, "dexamethasone"))


@pytest.mark.parametrize(
    ("creatinine", "direct", "unit", "level"),
    [
        ("328.6", "51.1", "umol/L", "warning"), ("328.5", "51.1", "umol/L", "info"),
        ("328.6", "51", "umol/L", None), ("328.6", "3.1", "mg/dL", "warning"),
    ],
)  # fmt: skip
def test_a_poor_kidney_and_direct_bilirubin_together(
    creatinine: str, direct: str, unit: str, level: str | None
) -> None:
    case = failing(creatinine, direct, unit)
    assert levels(case).get(LIVER) == level
    if level == "warning":
        assert "25 % of the dose here" in findings(case)[LIVER][0]


@pytest.mark.parametrize(("answer", "level"), [(True, "warning"), (False, "info"), (None, "info")])
def test_renal_replacement_is_a_poor_kidney(answer: bool | None, level: str) -> None:
    case = counted("bili_c", "52", "umol/L", BY_FACTOR, safety={"renal_replacement": answer})
    assert levels(case)[LIVER] == level


def test_the_signs_are_told_together() -> None:
    rows = [lab("bili_t", "60", "umol/L"), lab("ast", "200", "U/L"), lab("alt", "150", "U/L")]
    (text,) = findings(given("etoposide", labs=rows))[LIVER]
    for said in ("60 umol/L", "200 U/L", "150 U/L"):
        assert said in text


# --- albumin


@pytest.mark.parametrize(("value", "level"), [("29.9", "info"), ("30", None)])
def test_low_albumin_shows_both_sides(value: str, level: str | None) -> None:
    case = counted("alb", value, "g/L")
    assert levels(case).get(ALBUMIN) == level
    if level:
        (text,) = findings(case)[ALBUMIN]
        assert "below 30 g/L. Label: with low albumin" in text
        assert "names no reduction" in text
    assert ALBUMIN not in levels(counted("alb", value, "g/L", "dexamethasone"))
