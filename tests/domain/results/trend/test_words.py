"""How a trend names analytes, units and results, and what is to be known of a result before it is read."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.results.trend.words import note_of, reported
from tests.domain.results.trend.demo import result, spaced, words

WORDS = words()


@pytest.mark.parametrize(
    ("analyte", "title", "name"),
    [
        ("fibrinogen", "Fibrinogen", "fibrinogen"), ("plt", "Platelets", "platelets"), ("ast", "AST", "AST"),
        ("own:x", "own:x", "own:x"),
    ],
)  # fmt: skip
def test_a_heading_and_a_line_name_an_analyte_each_in_its_way(analyte: str, title: str, name: str) -> None:
    assert (WORDS.title(analyte), WORDS.name(analyte)) == (title, name)


def test_a_note_says_what_to_know_in_its_order_and_fasting_only_of_triglycerides() -> None:
    given = {"conditions": ("lipid", "heparin"), "status": "preliminary"}
    assert note_of(result("tg", "2", fasting=False, **given), WORDS) == (
        "preliminary, on parenteral lipid, with heparin, not fasting"
    )
    assert note_of(result("tg", "2", fasting=True), WORDS) == "fasting"
    assert note_of(result("hb", "82", fasting=True), WORDS) == ""


def test_a_result_is_told_with_its_sign_and_unit_or_in_its_words() -> None:
    assert spaced(reported(result("map", "60", unit="mm[Hg]"), WORDS)) == "60 mmHg"
    assert spaced(reported(result("ferritin", "> 20000"), WORDS)) == "> 20,000 microgram/L"
    assert reported(result("nk", "", text="low"), WORDS) == "low"
