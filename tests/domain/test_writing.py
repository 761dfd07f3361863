"""How numbers and units are written for readers: no unit parts from its number, no micro sign, no trailing zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.writing import area, listed, number, on_paper, quantity, spelt, unbroken, with_unit

BREAKS, TIMES, MINUS = "\N{NO-BREAK SPACE}", "\N{MULTIPLICATION SIGN}", "\N{MINUS SIGN}"


def spaced(text: str) -> str:
    return text.replace(BREAKS, " ")


def paper(text: str) -> str:
    """A sentence as readers see it, a moment written as `<day|clock>`."""
    return spaced(on_paper(text, lambda day, clock: f"<{day}|{clock}>"))


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [(Decimal("88.50"), None, "88.5"), (Decimal(1000), None, "1,000"), (999, None, "999"), (Decimal("0.50"), 1, "0.5"),
     (Fraction(45, 2), None, "22.5"), (Fraction(1, 3), 2, "0.33"), (Decimal("1234.5"), None, "1,234.5")],
)  # fmt: skip
def test_a_number_has_a_comma_between_thousands_and_no_trailing_zero(
    value: Decimal | Fraction | int, places: int | None, said: str
) -> None:
    assert number(value, places) == said


def test_an_amount_never_parts_from_its_unit() -> None:
    assert quantity(Quantity(Decimal("88.5"), "mg")) == f"88.5{BREAKS}mg"
    assert with_unit("3", "") == "3"
    assert with_unit("120", "10*9/L") == f"120{BREAKS}{TIMES}{BREAKS}10⁹/L"


def test_a_body_surface_keeps_both_its_decimals_unless_it_is_whole() -> None:
    assert spaced(area(Decimal("0.50"))) == "0.50 m²"
    assert spaced(area(Decimal("0.59"))) == "0.59 m²"
    assert spaced(area(Decimal("2.00"))) == "2 m²"


@pytest.mark.parametrize(
    ("unit", "said"),
    [("umol/L", "micromol/L"), ("\N{MICRO SIGN}g/L", "microgram/L"), ("\N{GREEK SMALL LETTER MU}mol/l", "micromol/l"),
     ("ug/dL", "microgram/dL"), ("10*3/uL", "10*3/uL"), ("/\N{MICRO SIGN}L", "/uL"), ("ugs", "ugs"),
     ("\N{MICRO SIGN}kat/L", "microkat/L"),
     ("ug{FEU}/mL", "microgram{FEU}/mL"), ("ug/L", "microgram/L"), ("ug/mL", "microgram/mL"), ("mcg", "microgram"),
     ("mg/m2", "mg/m²"), ("m2", "m²"), ("mg/m2/day", "mg/m²/day"), ("Cel", "°C"), ("{INR}", "INR"),
     ("10*6/L", f"{TIMES} 10⁶/L"),
     ("mg/kg", "mg/kg"), ("cm2", "cm2"), ("mg/m23", "mg/m23"), ("mcgs", "mcgs"), ("m2 and m2", "m² and m²")],
)  # fmt: skip
def test_a_unit_of_the_files_is_spelt_for_readers_and_no_other_word_is(unit: str, said: str) -> None:
    assert spaced(spelt(unit)) == said


def test_a_text_that_is_unbroken_has_no_place_to_break() -> None:
    assert unbroken("day 8 of 15") == BREAKS.join(("day", "8", "of", "15"))


def test_what_is_listed_stands_with_commas_and_what_is_empty_leaves_none() -> None:
    assert listed(["ferritin", "", "sCD25"]) == "ferritin, sCD25"
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ferritin 12500 ug/L, limit 2000 ug/L", "ferritin 12,500 microgram/L, limit 2,000 microgram/L"),
        ("platelets 30 10*9/L", f"platelets 30 {TIMES} 10⁹/L"),
        ("platelets 30 x 10^9/L", f"platelets 30 {TIMES} 10⁹/L"),
        ("150 mg/m2 x 0.50 m2", f"150 mg/m² {TIMES} 0.50 m²"),
        ("5.90 mg and 3.0 mg", "5.9 mg and 3 mg"),
        ("of 100.0 mg", "of 100 mg"),
        ("INR 1.4 {INR}", "INR 1.4"),
        ("INR <1.4 {INR}", "INR <1.4"),
        ("a fall of -10.6 %", f"a fall of {MINUS}10.6 %"),
        ("(-3 days)", f"({MINUS}3 days)"),
        ("on 2026-11-22", "on <2026-11-22|None>"),
        ("at 2026-11-22T14:05+01:00", "at <2026-11-22|14:05>"),
        ("at 2026-11-22T14:05:30Z.", "at <2026-11-22|14:05>."),
        ("edition 2026.11", "edition 2026.11"),
        ("record 12345", "record 12345"),
    ],
)
def test_a_sentence_is_written_for_readers(text: str, said: str) -> None:
    assert paper(text) == said


@pytest.mark.parametrize("unit", ["mg", "kg", "%", "h", "days", "year", "micromol/L", "\N{DEGREE SIGN}C", "INR", "mm"])
def test_a_number_of_a_sentence_stays_with_its_unit_at_the_end_of_a_line(unit: str) -> None:
    assert f"7{BREAKS}{unit}" in on_paper(f"about 7 {unit} more", lambda day, _: day)


def test_a_word_that_only_begins_like_a_unit_may_stand_on_the_next_line() -> None:
    assert on_paper("of 7 children", lambda day, _: day) == "of 7 children"
    assert on_paper("of 7 hard stops", lambda day, _: day) == "of 7 hard stops"
