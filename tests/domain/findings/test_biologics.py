"""Findings about biologics and salvage: cover beside them, the limit of a week, labels, adult regimens."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.quantity import plain
from tests.builders import case_data, child, findings, knowledge, levels, regimen
from tests.builders import plan as made
from tests.domain.findings.sides_biologics import (
    ALEMTUZUMAB,
    NEGATIVE,
    NO_ANTIFUNGAL,
    POSITIVE,
    PRIMARY,
    STILL,
    given,
    heavy,
)
from tests.domain.wizard.sights import changed, seen

ALEMTUZUMAB_30 = {**ALEMTUZUMAB, "days": 4}
GATE = knowledge().asking.gates["antifungal"].lists

# --- antifungal and antiviral


@pytest.mark.parametrize("line", ["etoposide", "dep_etoposide", "dep_liposomal_doxorubicin", "alemtuzumab"])
def test_lines_that_ask_for_an_antifungal(line: str) -> None:
    assert levels(given(line))["antifungal_missing"] == "warning"
    for cover in ("fluconazole", "micafungin", {"line": "liposomal_amphotericin_b", "scheme": "infantum_18"}):
        assert "antifungal_missing" not in levels(given(line, cover))
    assert "antifungal_missing" not in levels(given(line, plan=NO_ANTIFUNGAL))
    assert "antifungal_missing" not in levels(given(line, other_medicines=["posaconazole 100 mg"]))


@pytest.mark.parametrize("line", ["rituximab", "tocilizumab", "ivig", "ruxolitinib"])
def test_lines_that_do_not(line: str) -> None:
    assert "antifungal_missing" not in levels(given(line))


def test_declining_something_else_is_no_reason() -> None:
    declined = {"declined": [{"line": "cotrimoxazole", "reason": "allergy"}]}
    assert "antifungal_missing" in levels(given("etoposide", plan=declined))
    assert "antiviral_missing" in levels(given("alemtuzumab", plan=NO_ANTIFUNGAL))


def test_days_of_two_steroids_count_together_and_a_day_of_both_once() -> None:
    pulse = {"line": "methylprednisolone_pulse", "days": 3}
    after = {"line": "methylprednisolone", "first_day": 4, "days": 11}
    assert "antifungal_missing" not in levels(given(pulse, after))
    assert findings(given(pulse, {**after, "days": 12}))["antifungal_missing"][0].startswith("methylprednisolone and")
    assert "antifungal_missing" not in levels(given(pulse, {**after, "first_day": 1, "days": 14}))


def test_the_sentence_names_each_drug_once() -> None:
    (text,) = findings(given("etoposide", "dexamethasone"))["antifungal_missing"]
    assert text.startswith("etoposide, dexamethasone and no antifungal")


@pytest.mark.parametrize("line", ["alemtuzumab", "emapalumab"])
@pytest.mark.parametrize(
    "cover",
    [
        {"line": "aciclovir", "mg_per_kg_per_dose": "10"},
        {"line": "aciclovir_intravenous", "mg_per_kg_per_dose": "5"},
    ],
)
def test_what_covers_against_herpes(line: str, cover: dict[str, Any]) -> None:
    asked = PRIMARY if line == "emapalumab" else line
    assert levels(given(asked))["antiviral_missing"] == "warning"
    assert "antiviral_missing" not in levels(given(asked, cover))
    declined = {"declined": [{"line": cover["line"], "reason": "ganciclovir is given"}]}
    assert "antiviral_missing" not in levels(given(asked, plan=declined))


@pytest.mark.parametrize("name", knowledge().alerts["antiviral_missing"].lists["medicines"])
def test_every_antiviral_among_the_medicines_counts(name: str) -> None:
    assert "antiviral_missing" not in levels(given("alemtuzumab", other_medicines=[f"{name} 200 mg"]))


@pytest.mark.parametrize("name", GATE["medicines"])
def test_every_antifungal_among_the_medicines_counts(name: str) -> None:
    assert "antifungal_missing" not in levels(given("etoposide", other_medicines=[f"{name} 50 mg"]))


# --- the limit of a week


def refused(data: dict[str, Any]) -> list[str]:
    """What is said; the doses stand, as they were calculated."""
    assert "alemtuzumab" in {order.drug for order in made(data).orders}
    return findings(data)["weekly_limit"]


def test_more_than_the_label_in_7_days_is_refused_without_a_name() -> None:
    (text,) = refused(heavy("30.1", 4))
    assert text.startswith("Alemtuzumab 90.4 mg from 2026-11-22 to 2026-11-25")
    assert "label's 90 mg in 7 days" in text
    assert levels(heavy("30.1", 4))["weekly_limit"] == "refuse"
    assert refused(heavy("30.1", 4, decided_by=None))


def test_nobody_can_sign_it_before_somebody_is_named() -> None:
    heavy_line = {"line": "alemtuzumab", "total_mg_per_kg": "3", "days": 4}
    case = changed(measurements=heavy("45", 4)["measurements"], regimen=regimen(heavy_line))
    case["patient"] = {**case["patient"], "date_of_birth": "2015-06-22"}
    assert "refused" in {one.state for one in seen(case).gates if one.key.startswith("weekly_limit")}
    named = {**case, "regimen": regimen({**heavy_line, "decided_by": "Dr Miller"})}
    assert not [one for one in seen(named).gates if one.key == "weekly_limit"]


def test_by_a_named_decision_it_is_ordered_and_critical() -> None:
    data = heavy("45", 4, decided_by="Dr Miller")
    (order,) = made(data).orders
    assert [plain(one.dose.amount.amount) for one in order.administrations] == ["30"] * 4
    (text,) = findings(data)["weekly_limit_passed"]
    assert text.endswith("Test dose and escalation decided by Dr Miller.")
    assert "120 mg" in text
    assert levels(data)["weekly_limit_passed"] == "critical"
    assert "weekly_limit" not in levels(data)


def test_a_name_without_need_says_nothing() -> None:
    found = levels(heavy("30", 3, decided_by="Dr Miller"))
    assert not {"weekly_limit", "weekly_limit_passed"} & set(found)
    assert "weekly_limit_passed" not in levels(case_data())


def test_it_is_any_7_days_and_not_the_whole_course() -> None:
    """42 kg, 126 mg over 10 days are 12.6 mg a day: 88.2 mg in 7 days. 43 kg: 12.9 mg and 90.3 mg."""
    assert "weekly_limit" not in levels(heavy("42", 10))
    assert refused(heavy("43", 10))


def test_a_day_moved_into_the_week_counts() -> None:
    moved = {"line": "alemtuzumab", "day": 8, "do": "move", "to": "2026-11-28T18:00", "reason": "access"}
    data = heavy("42", 10)
    assert "weekly_limit" in levels({**data, "regimen": {**data["regimen"], "changes": [moved]}})
    lighter = {"line": "alemtuzumab", "day": 5, "do": "hold", "reason": "fever"}
    light = heavy("43", 10)
    assert "weekly_limit" not in levels({**light, "regimen": {**light["regimen"], "changes": [lighter]}})


def test_two_lines_count_together_and_only_those_of_the_week_are_refused() -> None:
    early, late = ({**ALEMTUZUMAB, "days": 2, "part": part, "first_day": day} for part, day in (("a", 1), ("b", 6)))
    near = child("30", "140", "2015-06-22", regimen=regimen(early, late))
    assert len(refused(near)) == 2
    later = {**late, "first_day": 8}
    far = child("30", "140", "2015-06-22", regimen=regimen(early, later))
    assert "weekly_limit" not in levels(far)


@pytest.mark.parametrize(("on", "fires"), [("2026-11-18", True), ("2026-11-17", False)])
@pytest.mark.parametrize("drug", ["alemtuzumab", "Campath"])
def test_what_another_place_gave_counts(drug: str, on: str, fires: bool) -> None:
    before = [{"drug": drug, "on": on, "mg": "30", "bsa_m2": "1"}]
    data = {**heavy("30", 3), "elsewhere": before}
    assert ("weekly_limit" in levels(data)) is fires
    assert "weekly_limit" not in levels({**data, "elsewhere": [{**before[0], "drug": "rituximab"}]})


# --- emapalumab


@pytest.mark.parametrize(
    ("safety", "pathogen", "level"),
    [
        (NEGATIVE, None, "warning"), (POSITIVE, None, "critical"), ({}, None, "critical"),
        (NEGATIVE, "tuberculosis", "critical"),
    ],
)  # fmt: skip
def test_emapalumab_without_steroid_by_tuberculosis(safety: Any, pathogen: str | None, level: str) -> None:
    cause = {"kind": "infection", "pathogen": pathogen}
    data = given(PRIMARY, safety=safety, etiology=cause)
    assert levels(data)["emapalumab_without_steroid"] == level
    assert "with 0 mg/m2 dexamethasone" in findings(data)["emapalumab_without_steroid"][0]


def test_the_label_for_still_disease_takes_any_steroid() -> None:
    pulse = "methylprednisolone_pulse"
    assert "emapalumab_without_steroid" not in levels(given(STILL, pulse))
    (still,) = findings(given({**STILL, "first_day": 4}, pulse))["emapalumab_without_steroid"]
    assert still.startswith(
        "Emapalumab starts on 2026-11-25 and no steroid is ordered here for that day; it was studied in Still"
    )
    (primary,) = findings(given(PRIMARY, pulse))["emapalumab_without_steroid"]
    assert primary.startswith("Emapalumab starts on 2026-11-22 with 0 mg/m2 dexamethasone ordered here for that day;")


def test_it_is_the_first_dose_that_counts_and_half_a_day_twice_is_a_whole() -> None:
    twice = {"line": "dexamethasone", "doses_per_day": 2}
    assert "emapalumab_without_steroid" not in levels(given({**PRIMARY, "first_day": 15}, twice))
    for factor, told in (("0.99", "4.95"), ("0.3333", "1.67")):
        moved = {"line": "dexamethasone", "day": 15, "do": "factor", "factor": factor, "reason": "glucose"}
        less = given({**PRIMARY, "first_day": 15}, "dexamethasone", plan={"changes": [moved]})
        assert f"with {told} mg/m2 dexamethasone" in findings(less)["emapalumab_without_steroid"][0]


@pytest.mark.parametrize(
    ("safety", "pathogen", "level"),
    [
        (NEGATIVE, None, None), (POSITIVE, None, "critical"), ({}, None, "critical"),
        (NEGATIVE, "tuberculosis", "critical"), ({}, "tuberculosis", "critical"),
    ],
)  # fmt: skip
def test_emapalumab_and_tuberculosis(safety: Any, pathogen: str | None, level: str | None) -> None:
    data = given(PRIMARY, "dexamethasone", safety=safety, etiology={"kind": "infection", "pathogen": pathogen})
    assert levels(data).get("emapalumab_tuberculosis") == level
    assert "emapalumab_tuberculosis" not in levels({**data, "regimen": regimen("dexamethasone")})


# --- labels


@pytest.mark.parametrize("line", ["rituximab", "ruxolitinib", "tocilizumab", "alemtuzumab"])
def test_drugs_without_a_label_for_hlh(line: str) -> None:
    (text,) = findings(given(line))["off_label"]
    assert text.startswith(f"{line}: no label for HLH")
    assert levels(given(line))["off_label"] == "info"


def test_one_line_for_each_drug() -> None:
    assert len(findings(given("rituximab", "tocilizumab", STILL))["off_label"]) == 3


@pytest.mark.parametrize(
    ("line", "parts", "outside"),
    [
        (PRIMARY, {"signs": {"hlh_gene_defect": True}}, False), (PRIMARY, {"signs": {"hlh_gene_defect": False}}, True),
        (PRIMARY, {"etiology": {"kind": "rheumatic"}}, True), (STILL, {"etiology": {"kind": "rheumatic"}}, False),
        (STILL, {"signs": {"sjia": True}}, False), (STILL, {"signs": {"sjia": None}}, True),
        (STILL, {"etiology": {"kind": "primary_suspected"}}, True), ("dexamethasone", {}, False),
    ],
)  # fmt: skip
def test_emapalumab_within_and_outside_its_labels(line: Any, parts: dict[str, Any], outside: bool) -> None:
    assert ("off_label" in levels(given(line, **parts))) is outside


# --- adult regimens


def test_dep_is_told_as_adult_once_for_all_its_lines() -> None:
    data = given("dep_liposomal_doxorubicin", "dep_etoposide", "dep_methylprednisolone")
    (text,) = findings(data)["adult_regimen"]
    assert text.startswith("DEP (liposomal doxorubicin, etoposide, methylprednisolone) is an adult regimen")
    assert levels(data)["adult_regimen"] == "info"


@pytest.mark.parametrize("line", ["dep_liposomal_doxorubicin", "dep_etoposide", "dep_methylprednisolone"])
def test_each_line_of_dep_is_told_under_any_protocol(line: str) -> None:
    for protocol in knowledge().protocols:
        assert levels(given(line, plan={"protocol": protocol}))["adult_regimen"] == "info"
