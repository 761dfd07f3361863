"""Findings about medicines together: each pair of the matrix, prophylaxis, and allergies by every name."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from hlh_desktop.domain.wizard.questions import GROUPS
from tests.builders import case_data, findings, knowledge, levels, plan
from tests.domain.findings.sides import ONE_DOSE, ordering

# A line that orders each drug or group of the matrix; what is not here can only be a current medicine.
LINES: dict[str, Any] = {
    "ciclosporin": "ciclosporin",
    "calcineurin inhibitor": "ciclosporin",
    "ruxolitinib": "ruxolitinib",
    "etoposide": ONE_DOSE,
    "dexamethasone": "dexamethasone",
    "methotrexate": "intrathecal",
    "intrathecal methotrexate": "intrathecal",
    "emapalumab": {"line": "emapalumab", "label": "primary"},
    "tocilizumab": "tocilizumab",
    "anakinra": {"line": "anakinra", "mg_per_kg_per_day": "2"},
    "immunoglobulin": "ivig",
    "rituximab": "rituximab",
    "alemtuzumab": "alemtuzumab",
    "amphotericin": {"line": "liposomal_amphotericin_b", "scheme": "infantum_21"},
    "liposomal_amphotericin_b": {"line": "liposomal_amphotericin_b", "scheme": "infantum_21"},
    "cotrimoxazole": "cotrimoxazole",
    "methylprednisolone": "methylprednisolone_pulse",
    "prednisolone": "intrathecal",
    "fluconazole": "fluconazole",
    "micafungin": "micafungin",
    "aciclovir": {"line": "aciclovir", "mg_per_kg_per_dose": "10"},
    "liposomal_doxorubicin": "dep_liposomal_doxorubicin",
}
PAIRS = [
    (first, second, pair.text["en"])
    for pair in knowledge().interactions
    for first, second in product(pair.first, pair.second)
]


def title(name: str) -> str:
    """How an ordered drug or group is written."""
    return next(drug.title for drug in knowledge().formulary.values() if name in (drug.name, *drug.groups))


def met(*lines: Any, others: list[str] | None = None) -> list[str]:
    chosen = {"protocol": "hlh-2004"}
    return findings(ordering(*lines, plan=chosen, other_medicines=others)).get("interaction", [])


@pytest.mark.parametrize(
    ("drug", "typed"),
    [
        ("etoposide", "Tween 80"),
        ("cotrimoxazole", "sulfa drugs (rash as an infant)"),
        ("cotrimoxazole", "Sulphonamides"),
        ("ciclosporin", "Cremophor EL"),
        ("ciclosporin", "polyoxyl 35 castor oil"),
        ("liposomal_amphotericin_b", "soybean"),
        ("anakinra", "E. coli protein"),
        ("anakinra", "latex gloves"),
        ("methylprednisolone", "corticosteroids"),
        ("immunoglobulin", "human immunoglobulin"),
    ],
)
def test_what_families_write(drug: str, typed: str) -> None:
    assert len(allergic(drug, typed)) == 1


def test_every_drug_of_the_formulary_is_ordered_by_some_line_here() -> None:
    assert set(knowledge().formulary) <= set(LINES)


@pytest.mark.parametrize(("first", "second", "effect"), PAIRS)
def test_every_pair_of_the_matrix(first: str, second: str, effect: str) -> None:
    """Ordered with ordered where both are lines, and ordered with a current medicine either way round."""
    ours = [name for name in (first, second) if name in LINES]
    assert ours, "neither side of the pair can be ordered"
    if len(ours) == 2:
        assert met(LINES[first], LINES[second]) == [f"{title(first)} with {title(second)}: {effect}"]
    for one, other in ((first, second), (second, first)):
        if one in LINES:
            typed = f"{other.capitalize()} 50 mg daily"
            assert f"{title(one)} with {typed}: {effect}" in met(LINES[one], others=[typed])
            assert met(LINES[one], others=[]) == met(LINES[one]) == []
    assert met(others=[first, second]) == []


def test_an_interaction_carries_the_sources_of_its_own_pair() -> None:
    data = ordering("ruxolitinib", ONE_DOSE, other_medicines=["fluconazole", "phenytoin"])
    found = {one.text.partition(":")[0]: one.cites for one in plan(data).findings if one.code == "interaction"}
    cites = {(pair.first[0], name): pair.cites for pair in knowledge().interactions for name in pair.second}
    assert found == {
        "ruxolitinib with fluconazole": cites["ruxolitinib", "fluconazole"],
        "ruxolitinib with phenytoin": cites["ruxolitinib", "phenytoin"],
        "etoposide with phenytoin": cites["etoposide", "phenytoin"],
    }
    assert cites["ruxolitinib", "fluconazole"] != cites["etoposide", "phenytoin"]


@pytest.mark.parametrize("typed", ["levetiracetam", "phenytoins", "xphenytoin", "fosphenytoin_x", "pheny toin"])
def test_a_name_counts_as_a_whole_word_only(typed: str) -> None:
    assert met(ONE_DOSE, others=[typed]) == []


@pytest.mark.parametrize(
    "typed", ["Phenytoin", "PHENYTOIN", "phenytoin 50 mg", "oral phenytoin.", "(phenytoin)", "phenytoin/x"]
)
def test_however_it_is_typed(typed: str) -> None:
    assert len(met(ONE_DOSE, others=[typed])) == 1


def test_each_pair_is_told_once() -> None:
    twice = met(ONE_DOSE, "ciclosporin", others=["phenytoin", "phenytoin"])
    assert len(twice) == len(set(twice)) == 3
    two = met(ONE_DOSE, others=["phenytoin", "rifampicin"])
    assert [text.partition(":")[0] for text in two] == ["etoposide with phenytoin", "etoposide with rifampicin"]


def test_a_refused_line_interacts_with_nothing() -> None:
    data = case_data(
        measurements=[{"on": "2026-11-21", "weight_kg": "9.5", "height_cm": "80"}],
        patient={"date_of_birth": "2025-09-01"},
        other_medicines=["phenytoin"],
        regimen={"protocol": "hlh-94", "last_week": 8, "lines": [{"line": "etoposide"}]},
    )
    assert "under_10_kg_rule_needed" in findings(data)
    assert "interaction" not in findings(data)


# --- allergies

NAMES = [(drug.name, name) for drug in knowledge().formulary.values() for name in (drug.name, *drug.names)]


def allergic(drug: str, *allergies: str) -> list[str]:
    chosen = {"protocol": "hlh-2004"}
    found = findings(ordering(LINES[drug], plan=chosen, patient={"allergies": list(allergies)}))
    return [text for text in found.get("allergy_match", []) if f"and {title(drug)} is ordered" in text]


@pytest.mark.parametrize(("drug", "name"), NAMES)
def test_every_name_brand_class_and_excipient(drug: str, name: str) -> None:
    for typed in (name, f"{name.upper()} (rash)", f"anaphylaxis to {name}"):
        assert allergic(drug, typed) == [f'Recorded allergy "{typed}" and {title(drug)} is ordered.']


@pytest.mark.parametrize(
    ("drug", "typed"),
    [
        ("etoposide", "etoposides"),
        ("etoposide", "VP-161"),
        ("etoposide", "penicillin"),
        ("cotrimoxazole", "sulfasalazine"),
        ("cotrimoxazole", "sulfate"),
        ("immunoglobulin", "rabbit globulin"),
        ("amphotericin", "ambrosia"),
        ("rituximab", "infliximab"),
        ("anakinra", "kinase"),
        ("liposomal_amphotericin_b", "soylent"),
        ("dexamethasone", "asteroid"),
    ],
)
def test_what_only_looks_alike_is_no_match(drug: str, typed: str) -> None:
    assert allergic(drug, typed) == []


def test_each_allergy_and_each_drug_has_its_finding() -> None:
    data = ordering("rituximab", "tocilizumab", patient={"allergies": ["polysorbate 80", "MabThera"]})
    assert sorted(findings(data)["allergy_match"]) == [
        'Recorded allergy "MabThera" and rituximab is ordered.',
        'Recorded allergy "polysorbate 80" and rituximab is ordered.',
        'Recorded allergy "polysorbate 80" and tocilizumab is ordered.',
    ]


@pytest.mark.parametrize("allergies", [None, []])
def test_none_known_and_not_asked_match_nothing(allergies: list[str] | None) -> None:
    assert "allergy_match" not in levels(ordering(ONE_DOSE, patient={"allergies": allergies}))


def test_what_is_not_ordered_matches_nothing() -> None:
    assert "allergy_match" not in levels(ordering("dexamethasone", patient={"allergies": ["etoposide"]}))


# --- prophylaxis


@pytest.mark.parametrize("name", ["etoposide", "dexamethasone", "ruxolitinib", "alemtuzumab", "emapalumab"])
def test_lines_that_call_for_prophylaxis(name: str) -> None:
    declined = {"declined": [{"line": "cotrimoxazole", "reason": "atovaquone given"}]}
    assert levels(ordering(LINES[name]))["prophylaxis_missing"] == "warning"
    assert "prophylaxis_missing" not in levels(ordering(LINES[name], "cotrimoxazole"))
    assert "prophylaxis_missing" not in levels(ordering(LINES[name], plan=declined))


@pytest.mark.parametrize(
    "name", ["rituximab", "anakinra", "immunoglobulin", "tocilizumab", "ciclosporin", "methotrexate"]
)
def test_lines_that_do_not(name: str) -> None:
    assert "prophylaxis_missing" not in levels(ordering(LINES[name]))


def test_the_sentence_says_whether_it_was_refused_or_not_thought_of() -> None:
    assert findings(ordering("dexamethasone"))["prophylaxis_missing"][0].startswith(
        "Pneumocystis prophylaxis is neither"
    )


def test_declining_another_line_is_not_enough() -> None:
    declined = {"declined": [{"line": "ivig", "reason": "refused"}]}
    assert "prophylaxis_missing" in levels(ordering("dexamethasone", plan=declined))


def test_a_refused_cotrimoxazole_leaves_prophylaxis_missing() -> None:
    data = case_data(
        measurements=[{"on": "2026-11-21", "weight_kg": "4.5", "height_cm": "55"}],
        patient={"date_of_birth": "2026-10-20"},
        regimen={"protocol": "hlh-94", "last_week": 8, "lines": [{"line": "dexamethasone"}, {"line": "cotrimoxazole"}]},
    )
    assert {"cotrimoxazole_under_2_months", "prophylaxis_missing"} <= set(levels(data))


# --- answers before treatment


@pytest.mark.parametrize(
    ("question", "line", "harmless", "level", "said"),
    [
        ("pregnancy_test", "etoposide", "dexamethasone", "critical", "Positive pregnancy test and etoposide"),
        ("pregnancy_test", "intrathecal", "ivig", "critical", "Positive pregnancy test and methotrexate"),
        ("g6pd_deficiency", "cotrimoxazole", "etoposide", "warning", "G6PD deficiency and co-trimoxazole ordered"),
        ("iga_deficiency", "ivig", "rituximab", "warning", "IgA deficiency and immunoglobulin ordered"),
        ("thrombosis_risk", "ivig", "rituximab", "warning", "Risk of thrombosis and immunoglobulin ordered"),
        ("travel_strongyloides", "dexamethasone", "etoposide", "warning", "A stay in a strongyloides area and dexa"),
        (
            "heart_failure",
            "dep_liposomal_doxorubicin",
            "ivig",
            "warning",
            "Heart failure and liposomal doxorubicin ordered",
        ),
        ("long_qt", "fluconazole", "micafungin", "warning", "Long QT and fluconazole ordered"),
    ],
)
def test_a_yes_before_treatment_is_told_beside_the_drug_it_speaks_against(
    question: str, line: str, harmless: str, level: str, said: str
) -> None:
    """It was asked for this drug: an answer that changes nothing need not have been asked."""
    case = ordering(line, safety={question: True})
    (text,) = findings(case)["answer_against"]
    assert text.startswith(said)
    assert levels(case)["answer_against"] == level
    assert "answer_against" not in levels(ordering(harmless, safety={question: True}))
    for answer in (False, None):
        assert "answer_against" not in levels(ordering(line, safety={question: answer}))


def test_each_drug_that_an_answer_speaks_against_is_one_that_brings_its_question_to_the_front() -> None:
    asked = {one.key: set(one.lines) for group in GROUPS for one in group.questions}
    for question, lines in knowledge().alerts["answer_against"].lists.items():
        assert set(lines) <= asked[question], question
