"""How far a result lies from another: exact where both are numbers, and never more than comparators prove."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.results.response.difference import Difference, difference
from hlh_desktop.domain.results.series import SeriesPoint
from tests.domain.results.demo import result


def between(first: str, last: str, *raised: bool) -> Difference:
    points = [
        SeriesPoint(one, one.value or Decimal(0)) for one in (result("ferritin", first), result("ferritin", last))
    ]
    found = difference(points[0], points[1], (False, *raised)[-2:] if raised else (False, False))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "last", "way", "percent", "exact"),
    [
        ("11734", "4100", "less", Fraction(7634, 11734) * 100, True),
        ("14700", "9100", "less", Fraction(5600, 14700) * 100, True),
        ("41", "58", "more", Fraction(17, 41) * 100, True),
        ("41", "41", "same", Fraction(0), True),
        ("11734", ">20000", "more", Fraction(8266, 11734) * 100, False),
        (">20000", "12900", "less", Fraction(7100, 20000) * 100, False),
        (">20000", "20000", "less", Fraction(0), False),
        (">20000", ">20000", "unknown", None, False),
        (">20000", "25000", "unknown", None, False),
        ("<35", "100", "more", Fraction(65, 35) * 100, False),
        ("1000", "<35", "less", Fraction(965, 1000) * 100, False),
        ("<35", "20", "unknown", None, False),
        (">=20000", "20000", "unknown", None, False),
    ],
)
def test_the_way_and_how_far_is_proved(first: str, last: str, way: str, percent: Fraction | None, exact: bool) -> None:
    found = between(first, last)
    assert (found.way, found.percent, found.exact) == (way, percent, exact)


@pytest.mark.parametrize(
    ("first", "last", "part", "more", "truth"),
    [
        ("100", "75", "0.25", False, True), ("100", "75", "0.25", True, False), ("100", "75.1", "0.25", False, False),
        (">100", "75", "0.25", True, True), (">100", "80", "0.25", False, None), ("100", "<75", "0.25", True, True),
        ("100", ">75", "0.25", False, False), ("100", ">=75", "0.25", False, None),
        ("100", ">=75", "0.25", True, False),
        ("100", "<80", "0.25", False, None), ("3000", "2000", "1/3", True, False), ("3000", "1999", "1/3", True, True),
    ],
)  # fmt: skip
def test_a_fall_by_a_part_is_met_not_met_or_not_proved(
    first: str, last: str, part: str, more: bool, truth: bool | None
) -> None:
    assert between(first, last).fell(Fraction(part), more=more) is truth


@pytest.mark.parametrize(
    ("first", "last", "part", "truth"),
    [
        ("41", "41", "0", True), ("41", "40", "0", False), ("41", ">41", "0", True), ("41", "<41", "0", False),
        ("41", "<42", "0", None), ("10", "20", "1", True), ("10", "19.9", "1", False),
    ],
)  # fmt: skip
def test_a_rise_by_nothing_is_no_fall(first: str, last: str, part: str, truth: bool | None) -> None:
    assert between(first, last).rose(Fraction(part)) is truth


def test_what_a_transfusion_raised_proves_no_rise_and_still_a_fall() -> None:
    assert between("79", "84", True).rose(Fraction(0)) is None
    assert between("79", "70", True).rose(Fraction(0)) is False
    assert between("79", "70", True).fell(Fraction(0), more=True) is True


def test_nothing_is_compared_with_nought() -> None:
    zero, one = (SeriesPoint(made, made.value or Decimal(0)) for made in (result("plt", "0"), result("plt", "5")))
    assert difference(zero, one) is None


SIGNS = ["", "<", "<=", ">", ">="]
NUMBERS = st.integers(1, 40)


def possible(sign: str, value: int, real: Fraction) -> bool:
    return {
        "": real == value, "<": real < value, "<=": real <= value, ">": real > value, ">=": real >= value,
    }[sign]  # fmt: skip


@given(
    st.sampled_from(SIGNS), NUMBERS, st.sampled_from(SIGNS), NUMBERS,
    st.fractions(Fraction(1, 10), 60, max_denominator=10), st.fractions(Fraction(1, 10), 60, max_denominator=10),
    st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)]), st.booleans(),
)  # fmt: skip
def test_nothing_is_proved_that_some_true_pair_of_values_denies(
    one: str, first: int, other: str, last: int, old: Fraction, new: Fraction, part: Fraction, more: bool
) -> None:
    old, new = (Fraction(first) if not one else old), (Fraction(last) if not other else new)
    if not possible(one, first, old) or not possible(other, last, new):
        return
    found, ratio = between(f"{one}{first}", f"{other}{last}"), new / old
    fell = ratio < 1 - part if more else ratio <= 1 - part
    rose = ratio > 1 + part if more else ratio >= 1 + part
    assert found.fell(part, more=more) in (None, fell)
    assert found.rose(part, more=more) in (None, rose)
