"""A dose keeps its place in the course whatever is changed about the others of its day."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.slots import slots_of
from tests.builders import case_data, plan, regimen

FOUR = {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4}


def places(*changes: dict[str, Any]) -> dict[str, int]:
    """The clock time at which each dose of day 2 was planned first, with its slot."""
    rows = [{"line": "anakinra", "day": 2, "reason": "x", **one} for one in changes]
    found = plan(case_data(regimen=regimen(FOUR, changes=rows)))
    slots = [slot for slot in slots_of(found) if slot.key.day == 2]
    return {f"{slot.one.moved_from or slot.one.at:%H:%M}": slot.slot for slot in slots}


BEFORE = places()


@pytest.mark.parametrize("deed", ["hold", "omit"])
def test_a_dose_left_out_alone_leaves_its_place_free(deed: str) -> None:
    assert BEFORE == {"00:00": 200, "06:00": 201, "12:00": 202, "18:00": 203}
    after = places({"do": deed, "time": "06:00"})
    assert after == {clock: slot for clock, slot in BEFORE.items() if clock != "06:00"}


def test_two_doses_left_out_one_by_one_leave_both_places_free() -> None:
    after = places({"do": "omit", "time": "00:00"}, {"do": "hold", "time": "12:00"})
    assert after == {"06:00": 201, "18:00": 203}


def test_a_dose_of_a_time_in_which_its_line_was_refused_leaves_its_place_free() -> None:
    """Until 10:00 of day 2 no version had ordered the line: the dose of noon is still the third of its day."""
    until = "2026-11-23T10:00"
    gap = {"line": "anakinra", "since": "2026-11-22T00:00", "until": until}
    case = case_data(
        regimen=regimen(FOUR), revised_at=[until], past={"until": until, "without": [gap]},
    )  # fmt: skip
    slots = [slot.slot for slot in slots_of(plan(case)) if slot.key.day == 2]
    assert slots == [202, 203]


def test_a_dose_that_is_moved_past_another_or_reduced_keeps_its_place() -> None:
    assert places({"do": "move", "time": "06:00", "to": "2026-11-23T13:00"}) == BEFORE
    assert places({"do": "factor", "time": "06:00", "factor": "0.5"}) == BEFORE


def test_a_dose_that_was_moved_and_then_left_out_leaves_the_place_free_where_it_was_planned() -> None:
    after = places({"do": "move", "to": "2026-11-23T07:00"}, {"do": "omit", "time": "06:00"})
    assert after == {clock: slot for clock, slot in BEFORE.items() if clock != "06:00"}


def test_a_dose_moved_with_its_day_and_then_alone_is_still_the_one_that_was_planned() -> None:
    rows = ({"do": "move", "to": "2026-11-23T07:00"}, {"do": "move", "time": "06:00", "to": "2026-11-23T20:00"})
    assert places(*rows) == BEFORE
