"""The board shows changes: what is measured again is told by the alerts of results, not by the plan of day one."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.findings.superseded import measured_for
from tests.builders import knowledge

SIGNS = {"aptt", "na", "plt", "crea", "ast", "bili_t", "inr", "fibrinogen"}


@pytest.mark.parametrize(
    ("code", "analytes"),
    [
        ("hyponatremia", {"na"}),
        ("coagulopathy", {"inr", "fibrinogen"}),
        ("escalation_review", SIGNS),
        ("fever_with_neutropenia", {"temp", "anc"}),
        ("lumbar_puncture_unsafe", {"plt", "inr", "fibrinogen"}),
        ("worsening_markers", {"ferritin", "plt", "fibrinogen", "ast", "bili_t", "aptt", "crea", "na"}),
        ("transfusion_thresholds", set()),
        ("allergy_match", set()),
        ("no_such_code", set()),
    ],
)
def test_what_must_be_measured_again_before_a_finding_is_old(code: str, analytes: set[str]) -> None:
    assert measured_for(code, knowledge()) == analytes
