"""Findings of a revised plan speak of doses to come: nobody can draw blood before an infusion of ten days ago."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case_data, findings, lab, levels, regimen

REVISED = ["2026-12-20T09:00"]
ANAKINRA = {"line": "anakinra", "mg_per_kg_per_day": "4", "days": 7}
FEW = [lab("anc", "0.3", "10*9/L", "2026-12-19T07:00")]


def told(*lines: Any, revised: bool, **parts: Any) -> dict[str, list[str]]:
    return findings(case_data(regimen=regimen(*lines), revised_at=REVISED if revised else [], **parts))


@pytest.mark.parametrize("line", ["ivig", "rituximab"])
def test_blood_before_an_antibody_is_asked_for_while_one_is_to_come(line: str) -> None:
    """Immunoglobulin on days 1 and 2, rituximab until day 22, 13 December."""
    assert "bloods_before_ivig" in told(line, revised=False)
    assert "bloods_before_ivig" not in told(line, revised=True)


def test_a_biopsy_before_the_steroid_is_asked_for_until_it_has_begun() -> None:
    unknown = {"etiology": {"kind": "unknown"}}
    assert "biopsy_before_steroid" in told("dexamethasone", revised=False, **unknown)
    assert "biopsy_before_steroid" not in told("dexamethasone", revised=True, **unknown)


def test_the_limit_of_a_label_is_held_against_doses_to_come() -> None:
    """A week of anakinra ended on 28 November; neutrophils of 19 December say nothing of its start."""
    assert "label_limit" in told({**ANAKINRA, "first_day": 29}, revised=True, labs=FEW)
    assert "label_limit" not in told(ANAKINRA, revised=True, labs=FEW)


def test_few_platelets_are_laid_on_etoposide_only_where_some_was_given() -> None:
    """Etoposide first from day 29 on, 20 December: before it the disease is the likelier cause."""
    low = [lab("plt", "20", "10*9/L", "2026-12-19T07:00"), lab("anc", "0.3", "10*9/L", "2026-12-19T07:00")]
    early = [{"line": "etoposide", "day": day, "do": "omit", "reason": "x"} for day in (1, 4, 8, 11, 15, 22)]
    never = case_data(regimen=regimen("etoposide", changes=early), revised_at=REVISED, labs=low)
    given = case_data(regimen=regimen("etoposide"), revised_at=REVISED, labs=low)
    code = "etoposide_low_counts"
    assert (levels(never)[code], levels(given)[code]) == ("info", "warning")
