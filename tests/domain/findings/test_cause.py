"""Findings about the cause and its treatment: EBV, leishmania, genes, transplant, brain."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tests.builders import case_data, child, findings, levels
from tests.domain.findings.sides import ordering

KINDS = (None, "infection", "malignancy", "rheumatic", "primary_suspected", "unknown")
LINEAGES = (None, "B", "T", "NK")
AMPHOTERICIN = {"line": "liposomal_amphotericin_b", "scheme": "infantum_21"}


def missing(*lines: Any, **cause: Any) -> list[str]:
    return findings(ordering(*lines, etiology=cause)).get("trigger_treatment_missing", [])


@pytest.mark.parametrize(
    ("kind", "pathogen", "lineage"), list(product(KINDS, ("EBV", "leishmania", "CMV", None), LINEAGES))
)
def test_two_infections_have_a_treatment_of_their_own(
    kind: str | None, pathogen: str | None, lineage: str | None
) -> None:
    ebv = kind == "infection" and pathogen == "EBV" and lineage == "B"
    leishmania = kind == "infection" and pathogen == "leishmania"
    texts = missing(kind=kind, pathogen=pathogen, ebv_lineage=lineage)
    assert len(texts) == ebv + leishmania
    assert all(text.startswith("EBV in B cells" if ebv else "Leishmania, but") for text in texts)


@pytest.mark.parametrize(
    ("lines", "silent"),
    [
        ([], False),
        (["rituximab"], True),
        (["ivig"], True),
        (["rituximab", "ivig"], True),
        ([AMPHOTERICIN, "dexamethasone"], False),
    ],
)
def test_ebv_in_b_cells_is_treated_by_either(lines: list[Any], silent: bool) -> None:
    assert (missing(*lines, kind="infection", pathogen="EBV", ebv_lineage="B") == []) is silent


@pytest.mark.parametrize(("lines", "silent"), [([], False), ([AMPHOTERICIN], True), (["ivig", "rituximab"], False)])
def test_leishmania_is_treated_by_amphotericin(lines: list[Any], silent: bool) -> None:
    assert (missing(*lines, kind="infection", pathogen="leishmania") == []) is silent


@pytest.mark.parametrize(
    ("words", "silent"),
    [
        (None, False),
        ("work-up pending", False),
        ("  Work-Up Pending ", False),
        ("miltefosine", True),
        ("work-up pending; miltefosine", True),
    ],
)
def test_words_that_name_a_treatment_are_one_and_a_pending_work_up_is_none(words: str | None, silent: bool) -> None:
    assert (missing(kind="infection", pathogen="leishmania", treatment=words) == []) is silent


def test_without_a_regimen_the_trigger_is_still_asked_for() -> None:
    data = case_data(etiology={"kind": "infection", "pathogen": "leishmania"})
    assert levels(data)["trigger_treatment_missing"] == "critical"


@pytest.mark.parametrize(("pathogen", "lineage"), list(product(("EBV", "CMV", None), LINEAGES)))
def test_ebv_asks_for_its_lineage(pathogen: str | None, lineage: str | None) -> None:
    data = case_data(etiology={"kind": "infection", "pathogen": pathogen, "ebv_lineage": lineage})
    assert ("ebv_lineage_unknown" in levels(data)) is (pathogen == "EBV" and lineage is None)


@pytest.mark.parametrize(("lineage", "lines"), list(product(LINEAGES, ([], ["rituximab"], ["ivig"]))))
def test_rituximab_clears_b_cells_only(lineage: str | None, lines: list[str]) -> None:
    data = ordering(*lines, etiology={"kind": "infection", "pathogen": "EBV", "ebv_lineage": lineage})
    fires = lineage in ("T", "NK") and "rituximab" in lines
    assert ("ebv_not_in_b_cells" in levels(data)) is fires
    if fires:
        assert findings(data)["ebv_not_in_b_cells"][0].startswith(f"Rituximab is ordered although {lineage} cells")


CNS = (None, "none", "present", "progressive")


@pytest.mark.parametrize(("cns", "csf"), list(product(CNS, (None, "normal", "abnormal", "not_done"))))
def test_intrathecal_therapy_has_two_triggers(cns: str | None, csf: str | None) -> None:
    severity = {"cns": cns, "csf": csf}
    with_line, without = ordering("intrathecal", severity=severity), ordering("dexamethasone", severity=severity)
    triggered = cns == "progressive" or csf == "abnormal"
    assert ("intrathecal_without_trigger" in levels(with_line)) is not triggered
    assert "intrathecal_without_trigger" not in levels(without)


@pytest.mark.parametrize("cns", CNS)
def test_signs_of_the_brain_are_watched(cns: str | None) -> None:
    assert ("cns_monitoring" in levels(case_data(severity={"cns": cns}))) is (cns in ("present", "progressive"))


# --- genes

BOY_WITH_EBV = {"patient": {"sex": "male"}, "etiology": {"kind": "infection", "pathogen": "EBV"}}


@pytest.mark.parametrize(
    ("parts", "features"),
    [
        ({}, None),
        ({"signs": {"family_history": True}}, "family history"),
        ({"signs": {"family_history": False}}, None),
        ({"etiology": {"kind": "primary_suspected"}}, "primary HLH suspected"),
        ({"etiology": {"kind": "unknown"}}, None),
        ({"severity": {"cns": "present"}}, "signs of the central nervous system"),
        ({"severity": {"cns": "progressive"}}, "signs of the central nervous system"),
        ({"severity": {"cns": "none"}}, None),
        (BOY_WITH_EBV, "EBV in a boy"),
        ({**BOY_WITH_EBV, "patient": {"sex": "female"}}, None),
        ({**BOY_WITH_EBV, "patient": {"sex": None}}, None),
        ({**BOY_WITH_EBV, "etiology": {"kind": "infection", "pathogen": "CMV"}}, None),
        ({**BOY_WITH_EBV, "signs": {"family_history": True}}, "family history, EBV in a boy"),
    ],
)
def test_what_speaks_for_a_genetic_cause_is_named(parts: dict[str, Any], features: str | None) -> None:
    texts = findings(case_data(**parts)).get("consider_genetics", [])
    assert [text.partition(". ")[0] for text in texts] == (
        [f"Look for a genetic cause: {features}"] if features else []
    )


@pytest.mark.parametrize(("born", "young"), [("2024-11-23", True), ("2024-11-22", False)])
def test_under_two_years_is_by_the_birthday(born: str, young: bool) -> None:
    assert ("consider_genetics" in levels(child("12", "86", born))) is young


@pytest.mark.parametrize(("defect", "fires"), [(True, True), (False, False), (None, False)])
def test_a_gene_defect_speaks_for_transplantation(defect: bool | None, fires: bool) -> None:
    assert ("consider_transplant" in levels(case_data(signs={"hlh_gene_defect": defect}))) is fires
