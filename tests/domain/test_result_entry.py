"""Results as they are typed: the comparator is split off, the number is left to the one strict parser."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.criteria.hscore import most
from hlh_desktop.domain.criteria.item_words import item_words, mas_words
from hlh_desktop.domain.result_entry import read_result, rows_of, shown_result, unit_choices
from tests.builders import knowledge


@pytest.mark.parametrize(
    ("typed", "comparator", "number"),
    [
        ("82", None, "82"),
        (" 82 ", None, "82"),
        ("> 20000", ">", "20000"),
        (">20000", ">", "20000"),
        ("<=35", "<=", "35"),
        ("\N{GREATER-THAN OR EQUAL TO}3", ">=", "3"),
        ("\N{LESS-THAN OR EQUAL TO} 3", "<=", "3"),
        ("13,5", None, "13,5"),
        ("> 1e3", ">", "1e3"),
        ("=5", None, "=5"),
        ("<", "<", ""),
    ],
)
def test_a_comparator_is_split_off_and_nothing_else_is_touched(typed: str, comparator: str | None, number: str) -> None:
    assert read_result(typed) == (comparator, number)


def test_a_result_is_shown_as_one_types_it() -> None:
    assert shown_result(">", "20000") == "> 20000"
    assert shown_result(None, "82") == "82"
    assert shown_result(None, None) == ""


def test_two_assays_share_a_field_and_never_a_unit() -> None:
    choices = unit_choices(("scd25", "scd25_mass"), knowledge().catalogue, knowledge().wording)
    assert (choices[0].analyte, choices[0].unit) == ("scd25", "U/mL")
    assert {one.words for one in choices if one.analyte == "scd25_mass"} == {
        "pg/mL (other assay)", "ng/L (other assay)", "ng/mL (other assay)",
    }  # fmt: skip


def test_units_that_are_not_converted_say_so() -> None:
    words = {
        one.unit: one.words for one in unit_choices(("ferritin", "ebv"), knowledge().catalogue, knowledge().wording)
    }
    assert words["pmol/L"] == "pmol/L (not converted)"
    assert words["copies/mL"] == "copies/mL (as reported)"
    assert words["ng/mL"] == "ng/mL"


def test_the_rows_of_an_analyte_are_found_in_whatever_was_typed() -> None:
    labs = [{"analyte": "hb"}, "nothing", {"analyte": "plt"}, {"analyte": "hb"}, {}]
    assert rows_of(labs, ("hb",)) == (0, 3)
    assert rows_of(None, ("hb",)) == ()


def test_the_limits_of_an_item_are_those_of_its_rule() -> None:
    rules, wording = knowledge().criteria, knowledge().wording
    assert item_words("fever", rules, wording).rule == "38.5\N{NO-BREAK SPACE}\N{DEGREE SIGN}C or more"
    assert "Hb below 90\N{NO-BREAK SPACE}g/L" in item_words("cytopenias", rules, wording).rule
    assert "Hb below 100\N{NO-BREAK SPACE}g/L (newborn)" in item_words("cytopenias", rules, wording, newborn=True).rule
    assert "ferritin above 684" in mas_words(rules, knowledge().catalogue, wording)
    assert "2 of 4" in mas_words(rules, knowledge().catalogue, wording)


def test_the_bar_of_hscore_ends_at_the_highest_score_there_is() -> None:
    assert most(knowledge().criteria.hscore) == 337
    assert knowledge().criteria.hscore.cutoff == 169
