"""MAS 2016: every state of its parts, and its limits in both units."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.criteria.mas import mas_2016
from tests.builders import case_data, knowledge, lab, plan_object
from tests.domain.criteria.seen import observed, result

if TYPE_CHECKING:
    from hlh_desktop.domain.logic import Truth

# What makes each part true and what makes it false.
PARTS = {
    "fever": (result("temp", "38.5", "Cel"), result("temp", "38.4", "Cel")),
    "ferritin": (result("ferritin", "685", "ng/mL"), result("ferritin", "684", "ng/mL")),
    "platelets": (result("plt", "181", "10*9/L"), result("plt", "182", "10*9/L")),
    "ast": (result("ast", "49", "U/L"), result("ast", "48", "U/L")),
    "triglycerides": (result("tg", "156.1", "mg/dL"), result("tg", "156", "mg/dL")),
    "fibrinogen": (result("fibrinogen", "360", "mg/dL"), result("fibrinogen", "361", "mg/dL")),
}


def expected(sjia: Truth, fever: Truth, ferritin: Truth, others: tuple[Truth, ...]) -> str:
    """Written anew from diagnostics.md 1.4 and the case format."""
    if sjia is False:
        return "not_applicable"
    too_few = sum(one is not False for one in others) < 2
    if fever is False or ferritin is False or too_few:
        return "not_met"
    enough = sum(one is True for one in others) >= 2
    return "met" if sjia and fever and ferritin and enough else "unknown"


@pytest.mark.parametrize("sjia", [True, False, None])
def test_every_state_of_the_parts(sjia: Truth) -> None:
    for truths in product((True, False, None), repeat=len(PARTS)):
        results = [
            yes if truth else no for truth, (yes, no) in zip(truths, PARTS.values(), strict=True) if truth is not None
        ]
        fever, ferritin, *others = truths
        state = mas_2016(observed(*results, sjia=sjia), knowledge().criteria.mas_2016)
        assert state == expected(sjia, fever, ferritin, tuple(others)), truths


@pytest.mark.parametrize(
    ("value", "unit", "state"),
    [("156", "mg/dL", "not_met"), ("156.1", "mg/dL", "met"), ("1.76", "mmol/L", "not_met"), ("1.77", "mmol/L", "met")],
)
def test_triglycerides_in_the_unit_of_the_report(value: str, unit: str, state: str) -> None:
    yes = [PARTS[name][0] for name in ("fever", "ferritin", "platelets")]
    no = [PARTS[name][1] for name in ("ast", "fibrinogen")]
    seen = observed(*yes, *no, result("tg", value, unit), sjia=True)
    assert mas_2016(seen, knowledge().criteria.mas_2016) == state


def test_the_state_stands_in_the_plan() -> None:
    labs = [lab("ferritin", "900", "ug/L"), lab("plt", "100", "10*9/L"), lab("ast", "60", "U/L")]
    for sjia, state in [(True, "met"), (None, "unknown"), (False, "not_applicable")]:
        data = case_data(labs=labs, signs={"temperature_c": "39.0", "sjia": sjia})
        assert plan_object(data)["criteria"]["mas_2016"] == {"state": state}


def test_a_child_below_the_fever_line_stays_not_met() -> None:
    yes = [PARTS[name][0] for name in ("ferritin", "platelets", "ast")]
    seen = observed(result("temp", "38.4", "Cel"), *yes, sjia=True)
    assert mas_2016(seen, knowledge().criteria.mas_2016) == "not_met"
