"""Orders and administrations cannot be changed once they are made, and say what became of a line."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import timedelta

import pytest

from hlh_desktop.domain.orders import (
    Administration,
    IntrathecalAdministration,
    IntrathecalDose,
    IntrathecalOrder,
    Order,
    Ordered,
)
from tests.builders import case_data, plan, regimen


def test_nothing_of_an_order_can_be_changed() -> None:
    made = plan(case_data(regimen=regimen("etoposide", "intrathecal")))
    etoposide, methotrexate = made.orders
    for thing, name in (
        (etoposide, "administrations"),
        (etoposide.administrations[0], "dose"),
        (etoposide.administrations[0].dose, "amount"),
        (etoposide.administrations[0].dose.rule, "factor"),
        (methotrexate, "drug"),
        (methotrexate.administrations[0], "at"),
        (methotrexate.administrations[0].dose, "amount"),
        (made.ordered[0], "orders"),
        (made, "orders"),
    ):
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            setattr(thing, name, None)
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            thing.another = 1


def test_an_intrathecal_dose_has_no_factor_no_cap_and_no_surface() -> None:
    assert {field.name for field in fields(IntrathecalDose)} == {"drug", "amount", "age", "band", "cites"}
    assert {field.name for field in fields(IntrathecalOrder)} == {"part", "drug", "administrations"}


def test_an_ordinary_order_names_its_line_part_drug_and_route() -> None:
    (order,) = plan(case_data(regimen=regimen({"line": "ivig", "part": "first"}))).orders
    assert isinstance(order, Order)
    assert (order.line, order.part, order.drug, order.route) == ("ivig", "first", "immunoglobulin", "intravenous")
    assert {type(one) for one in order.administrations} == {Administration}


def test_an_intrathecal_order_keeps_the_part_that_it_was_asked_as() -> None:
    (order,) = plan(case_data(regimen=regimen({"line": "intrathecal", "part": "first"}))).orders
    assert isinstance(order, IntrathecalOrder)
    assert (order.part, order.line, order.route) == ("first", "intrathecal", "intrathecal")
    assert {type(one) for one in order.administrations} == {IntrathecalAdministration}


def test_a_line_that_went_as_planned_has_nothing_to_tell() -> None:
    (line,) = plan(case_data(regimen=regimen("ivig"))).ordered
    assert (line.line, line.part, line.applied, line.zero_days, line.missed) == ("ivig", None, (), (), ())
    assert Ordered("ivig", None, line.orders, least=timedelta(hours=12)) == line
