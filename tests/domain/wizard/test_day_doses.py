"""The doses of a day as one: how they are called, counted and kept apart, and when a line counts as running."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.wizard.day_doses import doses_of_days
from tests.builders import case_data, knowledge, plan, regimen
from tests.domain.wizard.sights import at

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.day_doses import DayDose


def doses(data: dict[str, Any], line: str, day: int) -> list[DayDose]:
    found = doses_of_days(plan(data), knowledge())
    return [one for one in found if (one.key.line, one.key.day) == (line, day)]


def ordering(*lines: dict[str, Any] | str) -> dict[str, Any]:
    return case_data(regimen=regimen(*lines))


def test_a_compound_is_called_with_the_part_that_its_amounts_count() -> None:
    (one,) = doses(ordering("cotrimoxazole"), "cotrimoxazole", 1)
    assert (one.title, one.drug, one.stated_as) == (
        "co-trimoxazole as trimethoprim", "co-trimoxazole", "trimethoprim",
    )  # fmt: skip
    (other,) = doses(ordering("dexamethasone"), "dexamethasone", 1)
    assert (other.title, other.drug, other.stated_as) == ("dexAMETHasone", "dexAMETHasone", "")


def test_a_dose_tells_its_place_its_amount_its_route_and_where_it_was_planned_first() -> None:
    """Co-trimoxazole on three days a week for eight weeks, 44 mg twice."""
    (one,) = doses(ordering("cotrimoxazole"), "cotrimoxazole", 2)
    eight, evening = at("2026-11-23T08:00"), at("2026-11-23T20:00")
    assert (one.number, one.of, one.kind, one.route, one.placement) == (2, 24, "other", "oral", "planned")
    assert (one.times, one.firsts, one.planned, one.planned_day, one.day) == (
        (eight, evening), (eight, evening), eight, 2, 2,
    )  # fmt: skip
    assert one.amount is not None
    assert (str(one.amount.amount), one.amount.unit) == ("44", "mg")
    assert (one.key.time, one.slots, one.change, one.reason) == (None, None, None, "")


@pytest.mark.parametrize(("days", "running"), [(7, False), (8, True)])
def test_a_line_is_running_once_it_has_more_days_than_a_week(days: int, *, running: bool) -> None:
    (one,) = doses(ordering({"line": "methylprednisolone", "first_day": 1, "days": days}), "methylprednisolone", 1)
    assert one.running is running


def test_a_dose_moved_alone_stands_on_its_new_day_and_keeps_the_place_where_it_was_planned() -> None:
    case = edits.move_dose(
        ordering("cotrimoxazole"), "cotrimoxazole", None, 1, at("2026-11-24T09:00"), "Theatre", edits.From("20:00")
    )
    morning, evening = doses(case, "cotrimoxazole", 1)
    assert (morning.key.time, morning.placement, morning.day, morning.slots) == (time(8), "planned", 1, (100,))
    assert (evening.key.time, evening.placement, evening.day, evening.slots) == (time(20), "moved", 3, (101,))
    assert (evening.at, evening.planned, evening.planned_day) == (
        at("2026-11-24T09:00"), at("2026-11-22T20:00"), 1,
    )  # fmt: skip
    assert (evening.reason, evening.change and evening.change.do, morning.change) == ("Theatre", "move", None)


def test_a_day_that_was_moved_and_is_then_held_stands_where_it_was_planned_first() -> None:
    moved = edits.move_dose(ordering("cotrimoxazole"), "cotrimoxazole", None, 1, at("2026-11-22T09:00"), "Theatre")
    (one,) = doses(moved, "cotrimoxazole", 1)
    assert ([when.hour for when in one.times], [when.hour for when in one.firsts]) == ([9, 21], [8, 20])
    (held,) = doses(edits.hold_dose(moved, "cotrimoxazole", None, 1, "Fever"), "cotrimoxazole", 1)
    assert ([when.hour for when in held.times], held.placement, held.reason) == ([8, 20], "held", "Fever")
    assert (held.amount, held.route) == (None, "")


def test_doses_stand_in_order_of_day_and_moment() -> None:
    found = doses_of_days(plan(ordering("etoposide", "rituximab", "dexamethasone", "ivig")), knowledge())
    assert [one.key.line for one in found if one.day == 1] == ["dexamethasone", "rituximab", "etoposide", "ivig"]
    assert [one.at for one in found] == sorted(one.at for one in found)
    kinds = {one.key.line: one.kind for one in found}
    assert kinds == {"etoposide": "cytotoxic", "rituximab": "antibody", "dexamethasone": "other", "ivig": "antibody"}
