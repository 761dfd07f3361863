"""Proof of scores: every item with its points, every result with its date, and that it is no rule for treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.edits import drop, put
from hlh_desktop.domain.proof_scores import criteria_proof, hscore_proof, item_proof, mas_proof
from tests.builders import case_data, knowledge, lab
from tests.domain.wizard.sights import EXAMPLE, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.proof_values import Proof


def score(case: dict[str, object]) -> Proof:
    found = seen(case)
    assert found.criteria is not None
    assert found.observed is not None
    return hscore_proof(found.criteria.hscore, found.observed, knowledge())


def item(case: dict[str, object], name: str) -> Proof:
    criteria = seen(case).criteria
    assert criteria is not None
    return item_proof(criteria, name, knowledge())


def test_the_points_of_the_example_add_up_to_its_sum() -> None:
    found = score(EXAMPLE)
    points = {row.label: row.result for row in found.sums}
    assert points == {
        "Known immunosuppression": "0", "Liver and spleen": "38", "Cytopenias": "34", "Temperature": "49",
        "Ferritin": "50", "Triglycerides": "44", "Fibrinogen": "30", "AST": "19", "Hemophagocytosis": "0 to 35",
        "Sum": "264 to 299",
    }  # fmt: skip
    assert found.title == "HScore 264 to 299"
    assert "never a rule for treatment" in found.where


def test_every_result_that_counts_stands_with_its_unit_and_moment() -> None:
    rows = {row.name: (row.value, row.unit) for row in score(EXAMPLE).inputs}
    assert len(rows) == 8
    assert rows["Ferritin"] == ("11,734", "ng/mL")
    assert "AST" in " ".join(rows)
    assert all(row.when for row in score(EXAMPLE).inputs)


NORMAL = [lab("ferritin", "100", "ng/mL"), lab("tg", "1.0", "mmol/L"), lab("fibrinogen", "3", "g/L"),
          lab("ast", "20", "U/L"), lab("hb", "120", "g/L"), lab("wbc", "8", "10*9/L"),
          lab("plt", "300", "10*9/L")]  # fmt: skip


@pytest.mark.parametrize(("case", "text"), [
    (EXAMPLE, "is reached, whatever"), (case_data(), "may be reached"),
    (case_data(labs=NORMAL), "is not reached, whatever"),
])  # fmt: skip
def test_the_cut_off_is_told_for_the_whole_interval(case: dict[str, object], text: str) -> None:
    (limit,) = score(case).limits
    assert text in limit.text
    assert "169" in limit.text
    assert limit.state == "info"


def test_an_item_shows_its_rule_and_the_results_that_decide_it() -> None:
    found = item(EXAMPLE, "cytopenias")
    assert "met" in found.title
    assert [row.value for row in found.inputs] == ["82", "28", "0.7"]
    assert found.sources


def test_an_unknown_item_is_not_assessed_and_has_no_result() -> None:
    found = item(drop(EXAMPLE, "labs[0]"), "ferritin")
    assert "not assessed" in found.title
    assert found.inputs == ()


def test_a_result_that_is_not_used_says_so() -> None:
    case = put(put(EXAMPLE, "labs[7].fasting", False), "labs[6].value", "3.0")
    rows = {row.name: row.by for row in item(case, "triglycerides_or_fibrinogen").inputs}
    assert "not fasting" in rows["Triglycerides"]


@pytest.mark.parametrize("name", knowledge().criteria.hlh_2004.items)
def test_every_item_has_a_proof(name: str) -> None:
    assert item(EXAMPLE, name).as_text(knowledge().wording)


def mas(case: dict[str, object]) -> Proof:
    found = seen(case)
    assert found.criteria is not None
    assert found.observed is not None
    return mas_proof(found.criteria.mas_2016, found.observed, knowledge())


def test_mas_tells_each_part_as_met_not_met_or_unknown() -> None:
    without = case_data(signs={"sjia": True, "temperature_c": "39"}, labs=[lab("ferritin", "700", "ng/mL")])
    rows = {row.label: row.result for row in mas(without).sums}
    assert rows["Systemic JIA"] == rows["Ferritin"] == rows["Temperature"] == "met"
    assert rows["Platelets"] == "not assessed"
    assert rows["MAS 2016"] == "unknown", "two of four are not known"
    assert [row.value for row in mas(without).inputs] == ["39", "700"]
    assert mas(case_data(signs={"sjia": False})).title == "MAS 2016: does not apply"


def test_every_score_and_item_has_its_card_and_nothing_else_has_one() -> None:
    found = seen(EXAMPLE)
    assert found.criteria is not None
    assert found.observed is not None
    names = ["hscore", "mas_2016", *(one.name for one in found.criteria.hlh_2004.items)]
    assert all(criteria_proof(name, found.criteria, found.observed, knowledge()) for name in names)
    assert criteria_proof("hlh_gene_defect", found.criteria, found.observed, knowledge()) is None


def test_what_is_unknown_shows_the_least_and_the_most_that_it_can_add_and_that_adults_are_behind_it() -> None:
    open_items = [row for row in score(EXAMPLE).sums if row.text.startswith("not known")]
    assert [(row.label, row.result) for row in open_items] == [("Hemophagocytosis", "0 to 35")]
    assert "derived from adults" in score(EXAMPLE).where
