"""Findings about infection: fever without neutrophils, the trigger, leishmania, blood to be drawn, vaccines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case_data, findings, knowledge, lab, levels
from tests.domain.findings.sides_bedside import DRAWN, ENOUGH, FEW, HOT, LEISHMANIA, NO_HEPATITIS, given

FEVER, TRIGGER, BLOOD = "fever_with_neutropenia", "trigger_treatment_not_recorded", "bloods_before_ivig"
IMMUNE, VACCINES = "leishmania_immunosuppressed", "live_vaccines"
RICKETTSIA = {"kind": "infection", "pathogen": "rickettsia"}
PENDING = "Work-up pending"


# --- fever


@pytest.mark.parametrize(
    ("temperature", "count", "level"),
    [("38.0", FEW, "critical"), ("37.9", FEW, None), ("38.0", ENOUGH, None), (None, FEW, None), ("39", None, None)],
)
def test_fever_and_too_few_neutrophils(temperature: str | None, count: Any, level: str | None) -> None:
    case = case_data(signs={"temperature_c": temperature}, labs=[count] if count else [])
    assert levels(case).get(FEVER) == level


def test_a_measured_temperature_counts_for_a_day_and_neutrophils_for_three() -> None:
    def case(warm: str, counted: str) -> dict[str, Any]:
        return case_data(labs=[lab("temp", "101", "[degF]", warm), lab("anc", "0.1", "10*9/L", counted)])

    assert FEVER in levels(case("2026-11-21T00:00", "2026-11-19T00:00"))
    assert FEVER not in levels(case("2026-11-20T23:59", "2026-11-21T00:00"))
    assert FEVER not in levels(case("2026-11-21T00:00", "2026-11-18T23:59"))


def test_the_highest_temperature_is_told() -> None:
    rows = [lab("temp", "38.4", "Cel"), lab("temp", "39.8", "Cel", "2026-11-21T01:00"), FEW]
    (text,) = findings(case_data(signs=HOT, labs=rows))[FEVER]
    assert "(temperature 39.8 Cel (2026-11-21), neutrophils 0.49 10*9/L (2026-11-21))" in text
    assert "within 60 minutes" in text


def test_a_temperature_typed_on_day_one_is_none_of_a_later_revision() -> None:
    few = lab("anc", "0.1", "10*9/L", "2026-11-23T06:00")
    for revised, there in (("2026-11-23T08:00", True), ("2026-11-24T08:00", False)):
        assert (FEVER in levels(given("dexamethasone", signs=HOT, labs=[few], revised_at=[revised]))) is there


# --- the trigger


@pytest.mark.parametrize(
    ("cause", "lines", "there"),
    [
        ({"kind": "infection", "pathogen": "CMV"}, [], True),
        ({"kind": "infection", "pathogen": "CMV"}, ["ivig"], False),
        ({"kind": "infection", "pathogen": "CMV"}, ["dexamethasone"], True),
        ({"kind": "infection", "pathogen": None}, [], True),
        ({"kind": "infection", "pathogen": "CMV", "treatment": PENDING}, [], False),
        ({"kind": "malignancy"}, ["etoposide"], True),
        ({"kind": "malignancy", "treatment": "lymphoma protocol"}, ["etoposide"], False),
        ({"kind": "rheumatic"}, [], True),
        ({"kind": "rheumatic"}, ["dexamethasone"], False),
        ({"kind": "unknown"}, [], False),
        ({"kind": "primary_suspected"}, [], False),
        ({"kind": None}, [], False),
    ],
)
def test_a_cause_without_any_treatment_on_record(cause: dict[str, Any], lines: list[str], there: bool) -> None:
    assert levels(given(*lines, etiology=cause)).get(TRIGGER) == ("warning" if there else None)


def test_a_trigger_whose_drug_is_missing_is_told_once() -> None:
    found = levels(case_data(etiology=LEISHMANIA))
    assert found["trigger_treatment_missing"] == "critical"
    assert TRIGGER not in found


@pytest.mark.parametrize(
    ("treatment", "medicines", "there"),
    [
        (None, None, True),
        (None, ["paracetamol"], True),
        (PENDING, [], True),
        ("doxycycline", None, False),
        (None, ["Doxycycline 4 mg/kg"], False),
    ],
)
def test_rickettsia_is_treated_at_any_age_and_waits_for_nothing(treatment: Any, medicines: Any, there: bool) -> None:
    case = case_data(etiology={**RICKETTSIA, "treatment": treatment}, other_medicines=medicines)
    assert levels(case).get(TRIGGER) == ("critical" if there else None)
    assert all("doxycycline now, at any age" in text for text in findings(case).get(TRIGGER, []))


# --- leishmania


@pytest.mark.parametrize(
    ("lines", "signs", "why"),
    [
        (["etoposide"], {}, "etoposide"),
        (["dexamethasone"], {}, "a steroid on 55 days, more than 14"),
        ([{"line": "methylprednisolone", "days": 15}], {}, "a steroid on 15 days, more than 14"),
        ([{"line": "methylprednisolone", "days": 14}], {}, None),
        (["tocilizumab"], {}, "tocilizumab"),
        ([], {"immunosuppression": True}, "immunosuppressed before"),
        ([], {"immunosuppression": False}, None),
        ([], {}, None),
        (["ivig"], {}, None),
    ],
)
def test_leishmania_and_defence_taken_away(lines: list[Any], signs: dict[str, Any], why: str | None) -> None:
    texts = findings(given(*lines, etiology=LEISHMANIA, signs=signs)).get(IMMUNE, [])
    assert len(texts) == (why is not None)
    assert all(f"({why})" in text and "30 mg/kg" in text for text in texts)


def test_another_pathogen_is_none_of_this() -> None:
    assert IMMUNE not in levels(given("etoposide", etiology={"kind": "infection", "pathogen": "EBV"}))


# --- blood and vaccines


@pytest.mark.parametrize("question", DRAWN)
@pytest.mark.parametrize("answer", [False, None])
def test_immunoglobulin_before_blood_is_drawn(question: str, answer: bool | None) -> None:
    assert levels(given("ivig", safety={**DRAWN, question: answer}))[BLOOD] == "warning"
    assert BLOOD not in levels(given("dexamethasone", safety={**DRAWN, question: answer}))


@pytest.mark.parametrize("question", NO_HEPATITIS)
def test_rituximab_without_a_result_of_hepatitis_b(question: str) -> None:
    unknown = given("rituximab", safety={**NO_HEPATITIS, question: None})
    assert levels(unknown)[BLOOD] == "critical"
    assert findings(unknown)[BLOOD][0].startswith("Rituximab is ordered without a result")
    assert BLOOD not in levels(given("rituximab", safety=NO_HEPATITIS))
    assert BLOOD not in levels(given("dexamethasone"))


@pytest.mark.parametrize("question", NO_HEPATITIS)
@pytest.mark.parametrize("other", [False, None, True])
def test_rituximab_with_hepatitis_b_is_told_whatever_the_other_marker(question: str, other: bool | None) -> None:
    """A known positive must not be quieter than a result that is missing."""
    safety = {**dict.fromkeys(NO_HEPATITIS, other), question: True}
    (text,) = findings(given("rituximab", safety=safety))[BLOOD]
    assert text.startswith("Rituximab is ordered and HBsAg or anti-HBc is positive")
    assert levels(given("rituximab", safety=safety))[BLOOD] == "critical"
    assert BLOOD not in levels(given("dexamethasone", safety=safety))


def test_both_are_told_apart() -> None:
    texts = findings(given("ivig", "rituximab"))[BLOOD]
    assert [text.partition(" ")[0] for text in texts] == ["Rituximab", "Immunoglobulin"]


def test_one_note_about_live_vaccines_names_every_drug() -> None:
    case = given("etoposide", "dexamethasone", "cotrimoxazole", "ivig")
    (text,) = findings(case)[VACCINES]
    assert text.startswith("No live vaccine during and after etoposide, dexamethasone, immunoglobulin:")
    assert levels(case)[VACCINES] == "info"
    assert VACCINES not in levels(case_data())


def test_the_lines_that_are_looked_for_exist() -> None:
    known = {name for protocol in knowledge().protocols for name in knowledge().lines(protocol)}
    lists = [*knowledge().alerts[VACCINES].lists.values(), *knowledge().alerts[IMMUNE].lists.values()]
    assert all(set(names) <= known for names in lists)
