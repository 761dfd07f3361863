"""The picture of a body: usual where a child's weight goes with its height, far off where a number was mistyped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hlh_desktop.domain.growth import Measure
from hlh_desktop.domain.growth.shape import asks_gestation, shape_of
from tests.builders import knowledge

GROWTH = knowledge().growth
BORN = date(2024, 6, 22)


def measure(kg: str, cm: str, *, sex: str | None = "female", born: date = BORN, weeks: int | None = None) -> Measure:
    return Measure(sex, born, weeks, date(2026, 11, 22), Decimal(kg), Decimal(cm))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kg", "build"),
    [("13.5", "usual"), ("29.8", "far_heavier"), ("6.1", "far_lighter"), ("17.5", "heavier"), ("9.9", "lighter")],
)
def test_a_weight_is_told_by_what_is_usual_at_that_height(kg: str, build: str) -> None:
    shape = shape_of(measure(kg, "92"), GROWTH)
    assert shape is not None
    assert shape.build == build
    assert Decimal("12.5") < shape.usual_kg < Decimal(14)


def test_above_the_table_of_heights_the_usual_body_mass_index_of_the_age_counts() -> None:
    shape = shape_of(measure("32", "138", sex="male", born=date(2016, 11, 22)), GROWTH)
    assert shape is not None
    assert shape.build == "usual"
    pounds = shape_of(measure("70.7", "138", sex="male", born=date(2016, 11, 22)), GROWTH)
    assert pounds is not None
    assert pounds.build == "far_heavier"


def test_an_unknown_sex_lies_between_both() -> None:
    girl, boy, child = (shape_of(measure("13.5", "92", sex=sex), GROWTH) for sex in ("female", "male", None))
    assert girl is not None
    assert boy is not None
    assert child is not None
    assert min(girl.usual_kg, boy.usual_kg) < child.usual_kg < max(girl.usual_kg, boy.usual_kg)


def test_nothing_is_drawn_where_no_table_reaches() -> None:
    assert shape_of(measure("2.1", "44", born=date(2026, 11, 10), weeks=32), GROWTH) is None
    assert shape_of(Measure("female", BORN, None, date(2026, 11, 22), None, Decimal(92)), GROWTH) is None


def test_gestation_is_asked_until_two_years() -> None:
    assert asks_gestation(300, GROWTH)
    assert asks_gestation(729, GROWTH)
    assert not asks_gestation(731, GROWTH)
