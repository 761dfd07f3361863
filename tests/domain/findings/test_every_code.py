"""Every finding appears where it must, and not on the other side of its limit. A code without both cases fails."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.findings.engine import RULES, codes
from hlh_desktop.domain.findings.refusals import REFUSALS
from tests.builders import knowledge, levels, plan
from tests.domain.findings.sides import SENTENCES, SIDES


def test_every_code_of_the_resources_has_both_cases_and_one_rule() -> None:
    assert set(SIDES) == set(knowledge().alerts) == codes()
    assert not set(RULES) & set(REFUSALS)


def test_every_further_sentence_has_a_case() -> None:
    texts = {f"{code}.{name}" for code, alert in knowledge().alerts.items() for name in alert.texts}
    assert texts == set(SENTENCES)


@pytest.mark.parametrize("code", SIDES)
def test_it_appears_where_it_must(code: str) -> None:
    assert levels(SIDES[code][0])[code] in ("info", "warning", "critical", "refuse")


@pytest.mark.parametrize("code", SIDES)
def test_it_does_not_appear_beyond_its_limit(code: str) -> None:
    assert code not in levels(SIDES[code][1])


@pytest.mark.parametrize("code", REFUSALS)
def test_what_is_refused_has_no_order_and_the_plan_is_made(code: str) -> None:
    refused, taken = (plan(side) for side in SIDES[code])
    assert levels(SIDES[code][0])[code] == "refuse"
    assert {order.line for order in refused.orders} == set()
    assert set() < {order.line for order in taken.orders} <= set(knowledge().alerts[code].lines)
    assert refused.tasks


@pytest.mark.parametrize("code", SIDES)
def test_a_finding_carries_what_its_entry_says(code: str) -> None:
    alert = knowledge().alerts[code]
    for finding in plan(SIDES[code][0]).findings:
        if finding.code == code:
            # An interaction has the sources of its own pair.
            cites = [pair.cites for pair in knowledge().interactions] if code == "interaction" else [alert.cites]
            assert finding.statements == alert.statements
            assert finding.cites in cites


@pytest.mark.parametrize("name", SENTENCES)
def test_each_further_sentence_is_said(name: str) -> None:
    code, _, text = name.partition(".")
    start = knowledge().alerts[code].texts[text]["en"].partition("{")[0]
    assert [one.text for one in plan(SENTENCES[name]).findings if one.code == code and one.text.startswith(start)]


def test_the_worst_stands_first_and_equals_in_the_order_of_the_entries() -> None:
    data = {
        **SIDES["under_10_kg_rule_needed"][0],
        "etiology": {"kind": "infection", "pathogen": "EBV", "ebv_lineage": "B"},
    }
    data["severity"] = {"cns": "present"}
    found = [(finding.level, finding.code) for finding in plan(data).findings]
    order = list(knowledge().alerts)
    ranks = ["refuse", "critical", "warning", "info"]
    assert found == sorted(found, key=lambda one: (ranks.index(one[0]), order.index(one[1])))
    assert {level for level, _ in found} == set(ranks)
