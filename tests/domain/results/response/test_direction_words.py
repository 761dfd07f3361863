"""How results went, in words with their numbers: as a clinician would check them on the demo series."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hlh_desktop.domain.results.response.direction_words import ResultWords
from tests.builders import knowledge
from tests.domain.results.demo import ZONE, result, seen

WORDS = ResultWords(knowledge().wording, knowledge().catalogue, ZONE)


def said(analyte: str, first: str, last: str, days: float = 7, against: int | None = None, **more: str) -> str:
    one, other = result(analyte, first, 0), result(analyte, last, days, **more)
    found = seen([one, other], days).difference(one, other)
    assert found is not None
    words = WORDS.direction(found, None if against is None else Fraction(against))
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MULTIPLICATION SIGN}", "x")


@pytest.mark.parametrize(
    ("analyte", "first", "last", "days", "expected"),
    [
        ("ferritin", "11734", "4100", 7, "ferritin 11,734 to 4,100 microgram/L in 7 days, 65 % less"),
        ("scd25", "14700", "9100", 7, "sCD25 14,700 to 9,100 U/mL in 7 days, 38 % less"),
        ("ferritin", "11734", ">20000", 1, "ferritin 11,734 to more than 20,000 microgram/L in 24 hours, "
         "more than 70 % more"),
        ("ferritin", ">20000", "610", 27, "ferritin more than 20,000 to 610 microgram/L in 27 days, "
         "more than 96 % less"),
        ("ferritin", ">20000", ">20000", 1, "ferritin more than 20,000 to more than 20,000 microgram/L in 24 hours, "
         "direction not proved: a value lies beyond what the assay can tell"),
        ("plt", "41", "41", 1 / 24, "platelets 41 to 41 x 10⁹/L in 1 hour, unchanged"),
        ("plt", "41", "58", 7, "platelets 41 to 58 x 10⁹/L in 7 days, 41 % more"),
        ("ferritin", ">20000", "19990", 2, "ferritin more than 20,000 to 19,990 microgram/L in 2 days, less"),
    ],
)  # fmt: skip
def test_both_values_the_time_and_the_change(analyte: str, first: str, last: str, days: float, expected: str) -> None:
    assert said(analyte, first, last, days) == expected


def test_where_rounding_would_hide_the_side_of_a_limit_a_decimal_is_written() -> None:
    assert said("ferritin", "1000", "754", against=25).endswith("24.6 % less")
    assert said("ferritin", "1000", "750", against=25).endswith("25 % less")
    assert said("plt", "1000", "997").endswith("0 % less")
    assert said("plt", "1000", "997", against=0).endswith("0.3 % less")


def test_two_units_are_both_written() -> None:
    assert said("ferritin", "11734", "4.1", unit="mg/L") == (
        "ferritin 11,734 microgram/L to 4.1 mg/L in 7 days, 65 % less"
    )


def test_two_series_have_no_direction() -> None:
    one, other = result("scd25", "14700", 0, method="A"), result("scd25", "9100", 7, method="B")
    assert seen([one, other], 7).difference(one, other) is None
