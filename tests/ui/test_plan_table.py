"""The table models of a plan: every planned dose can be reached in them, and its text is the paper's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.orders import IntrathecalOrder, Order
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import quantity
from hlh_desktop.ui.plan_table import doses_model, intrathecal_model, line_place, lines_model
from tests.builders import ROOT, case_data, knowledge, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.widgets.table import TableModel

TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
TELL = Telling(knowledge().wording)


def texts(model: TableModel[Any]) -> list[tuple[str, ...]]:
    columns = range(model.columnCount())
    return [tuple(model.index(row, column).data() for column in columns) for row in range(model.rowCount())]


def with_everything() -> dict[str, Any]:
    lines = ("etoposide", "dexamethasone", "rituximab", "ivig", "cotrimoxazole", "intrathecal")
    return case_data(severity={"cns": "progressive"}, regimen=regimen(*lines))


@pytest.mark.parametrize("data", [TV04, with_everything(), case_data()], ids=["TV04", "intrathecal", "options"])
def test_every_planned_dose_stands_in_the_table_at_its_moment(qapp: object, data: dict[str, Any]) -> None:
    made = plan(data)
    shown = {(row[2], row[3], row[4]) for row in texts(doses_model(made, knowledge()))}
    planned = {
        (
            TELL.weekday(one.at.date()), clock(one.at),
            f"{drug_name(knowledge(), order.drug)} {quantity(one.dose.amount)} {TELL.say(f'by.{order.route}')}",
        )
        for order in made.orders if isinstance(order, Order) for one in order.administrations
    }  # fmt: skip
    assert shown == planned


def test_as_many_rows_as_doses(qapp: object) -> None:
    made = plan(TV04)
    assert doses_model(made, knowledge()).rowCount() == sum(len(order.administrations) for order in made.orders) == 119


def test_intrathecal_doses_stand_in_a_table_of_their_own(qapp: object) -> None:
    made = plan(with_everything())
    ordinary, spinal = texts(doses_model(made, knowledge())), texts(intrathecal_model(made, knowledge()))
    assert len(spinal) == sum(
        len(order.administrations) for order in made.orders if isinstance(order, IntrathecalOrder)
    )
    assert all("INTRATHECAL" in row[4] for row in spinal)
    assert not any("INTRATHECAL" in " ".join(row) or "methotrexate" in " ".join(row) for row in ordinary)


def test_dose_unit_and_sum_never_share_a_column(qapp: object) -> None:
    model = lines_model(plan(TV04), knowledge())
    line, dose, unit, calculation, doses = texts(model)[0]
    assert line.startswith("etoposide, intravenous, once on each day named, 14:00, days 1, 4, 8")
    assert (dose, unit, doses) == ("89", "mg per dose", "10")
    assert calculation.replace(NON_BREAKING, " ").startswith("150 mg/m²")
    for row in texts(model):
        assert "mg" not in row[1]
        assert "m²" not in row[2]


def test_a_place_of_a_line_says_what_its_column_says(qapp: object) -> None:
    model = lines_model(plan(TV04), knowledge())
    for number in range(model.rowCount()):
        row = model.row(number)
        places = [line_place(row, column).first.replace(NON_BREAKING, " ") for column in range(model.columnCount())]
        shown = [text.replace(NON_BREAKING, " ") for text in texts(model)[number]]
        assert places[1:] == shown[1:]
        assert shown[0].startswith(places[0])


def test_a_held_dose_is_told_in_words_and_in_the_colour_of_its_state(theme: Theme) -> None:
    change = {"line": "etoposide", "day": 4, "do": "hold", "reason": "neutrophils"}
    model = doses_model(plan(case_data(regimen=regimen("etoposide", changes=[change]))), knowledge())
    row = next(row for row in range(model.rowCount()) if model.row(row).state == "held")
    assert "held" in model.index(row, 6).data()
    assert model.index(row, 4).data() == "etoposide"
    colour = model.index(row, 4).data(Qt.ItemDataRole.ForegroundRole)
    assert colour == QColor(theme.tokens.colours["warning"])
    assert model.index(0, 4).data(Qt.ItemDataRole.ForegroundRole) is None


def test_nothing_in_the_tables_can_be_edited(qapp: object) -> None:
    made = plan(TV04)
    for model in (lines_model(made, knowledge()), doses_model(made, knowledge())):
        assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_a_compound_names_the_part_that_its_amount_counts(qapp: object) -> None:
    """44 mg of co-trimoxazole alone would be a sixth of what 44 mg of trimethoprim in it is."""
    said = [row[4] for row in texts(doses_model(plan(TV04), knowledge())) if "trimoxazole" in row[4]]
    assert said
    assert all(words.startswith("co-trimoxazole as trimethoprim 44") for words in said)
