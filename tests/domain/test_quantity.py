"""Exact numbers: what may be typed, how halves round, how a number is written, and units that cannot be mixed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.quantity import (
    Quantity,
    UnitMismatch,
    grouped,
    parse_decimal,
    plain,
    round_half_up,
    rounded,
    shown,
)

STEPS = [Decimal(1), Decimal("0.1"), Decimal("0.5"), Decimal(5), Decimal("0.01")]
POSITIVE = st.fractions(min_value=0, max_value=10000, max_denominator=10**6)


@pytest.mark.parametrize("text", ["0", "7", "13.5", "0.75", "100", "13.50", "0.0", "999999999999", "0.123456789012"])
def test_a_plain_decimal_is_read_exactly(text: str) -> None:
    assert str(parse_decimal(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "13,5", ".5", "5.", "1e2", "1E2", "+1", "-1", " 1", "1 ", "1\n", "1 000", "1,000", "1_000", "01",
        "00.5", "NaN", "Infinity", "inf", "0x10", "1.2.3", "1000000000000", "0.1234567890123", "1/2", "½",
        "\N{ARABIC-INDIC DIGIT THREE}", "\N{FULLWIDTH DIGIT ONE}",
    ],
)  # fmt: skip
def test_anything_else_is_not_a_number(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("exact", "step", "result"),
    [
        ("95.5", "1", "96"),  # 10 mg/kg/day in 3 doses x 28.65 kg
        ("2.5", "1", "3"),  # Python's own round() says 2
        ("3.5", "1", "4"),
        ("0.5", "1", "1"),
        ("0.4999", "1", "0"),
        ("95.4999999", "1", "95"),
        ("0.15", "0.1", "0.2"),
        ("0.25", "0.1", "0.3"),
        ("2.25", "0.1", "2.3"),
        ("0.04", "0.1", "0.0"),
        ("0.05", "0.1", "0.1"),
        ("6.72", "0.1", "6.7"),
        ("7.4", "5", "5"),
        ("7.5", "5", "10"),
        ("1.245", "0.01", "1.25"),
        ("1.005", "0.01", "1.01"),  # in binary this is below the half
    ],
)
def test_halves_round_up(exact: str, step: str, result: str) -> None:
    assert round_half_up(Fraction(exact), Decimal(step)) == Decimal(result)


@pytest.mark.parametrize("step", STEPS)
@given(exact=POSITIVE)
def test_rounding_gives_a_multiple_within_half_a_step(step: Decimal, exact: Fraction) -> None:
    result = Fraction(round_half_up(exact, step))
    assert (result / Fraction(step)).denominator == 1
    assert -Fraction(step) / 2 < exact - result < Fraction(step) / 2 or result - exact == Fraction(step) / 2


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"), (12, "12"), (-3, "-3"), (Decimal(89), "89"), (Decimal("3.0"), "3"), (Decimal("2.50"), "2.5"),
        (Decimal(100), "100"), (Decimal("1E+2"), "100"), (Decimal("1E-7"), "0.0000001"), (Decimal("0.10"), "0.1"),
        (Fraction(1, 4), "0.25"), (Fraction(-1, 8), "-0.125"), (Fraction(6), "6"), (Decimal("0.0"), "0"),
        (Decimal("1000.0"), "1000"),
    ],
)  # fmt: skip
def test_a_number_is_written_without_exponent_and_trailing_zeros(number: Decimal | Fraction | int, text: str) -> None:
    assert plain(number) == text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(10, 3), 1, "3.3"), (Fraction(2, 3), 2, "0.67"), (Decimal("5.05"), 1, "5.1"),
        (Fraction(-51, 1000) * 100, 1, "-5.1"), (Fraction(-1, 20), 1, "-0.1"), (Fraction(-1, 25), 1, "0"),
        (Fraction(1999, 1000), 2, "2"), (Decimal(7), 3, "7"), (Fraction(5, 2), 0, "3"),
    ],
)  # fmt: skip
def test_places_round_half_away_from_zero(number: Decimal | Fraction, places: int, text: str) -> None:
    assert plain(number, places) == text


@pytest.mark.parametrize(
    ("exact", "places", "text"),
    [
        (Fraction("1.70098"), 2, "1.70"), (Fraction("0.005"), 2, "0.01"), (Fraction(1500), 1, "1500.0"),
        (Fraction("-0.25"), 1, "-0.3"), (Fraction("-0.04"), 1, "0.0"), (Fraction(0), 1, "0.0"),
        (Fraction("2231") / Fraction("1.7"), 1, "1312.4"), (Fraction("101.045"), 1, "101.0"),
    ],
)  # fmt: skip
def test_a_rounded_value_keeps_its_zeros_and_has_no_negative_zero(exact: Fraction, places: int, text: str) -> None:
    assert str(rounded(exact, places)) == text


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (Fraction("88.5"), "88.5"), (Fraction("0.123456"), "0.123456"), (Fraction("0.1234565"), "0.1235…"),
        (Fraction(24, 7), "3.4286…"), (Fraction(1, 3), "0.3333…"), (Fraction(37), "37"), (Fraction("0.3125"), "0.3125"),
    ],
)  # fmt: skip
def test_an_exact_result_is_shown_in_full_or_says_that_it_goes_on(exact: Fraction, text: str) -> None:
    assert shown(exact) == text


@pytest.mark.parametrize(
    ("text", "with_commas"),
    [("999", "999"), ("1000", "1,000"), ("1508.5", "1,508.5"), ("-2000", "-2,000"), ("0.75", "0.75"),
     ("1234567.125", "1,234,567.125"), ("89 mg", "89 mg"), ("", ""), ("X12", "X12"), ("-", "-")],
)  # fmt: skip
def test_thousands_are_grouped_for_reading(text: str, with_commas: str) -> None:
    assert grouped(text) == with_commas


def test_amounts_of_one_unit_add_up() -> None:
    total = Quantity(Decimal("3.4"), "g") + Quantity(Decimal("3.3"), "g")
    assert total == Quantity(Decimal("6.7"), "g")


def test_amounts_of_two_units_cannot_be_added() -> None:
    with pytest.raises(UnitMismatch, match=re.escape("('mg', 'mg/m2')")):
        Quantity(Decimal(1), "mg") + Quantity(Decimal(1), "mg/m2")


def test_an_amount_is_written_with_its_unit_on_the_same_line() -> None:
    assert str(Quantity(Decimal("89.0"), "mg")) == "89\N{NO-BREAK SPACE}mg"


def test_an_amount_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Quantity(Decimal(1), "mg").amount = Decimal(2)  # type: ignore[misc]
