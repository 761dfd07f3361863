"""Edits of a raw case: each a new case, the old one as it was, and the plan follows."""

from __future__ import annotations

import copy
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain import edits
from hlh_desktop.domain.draft import Draft
from hlh_desktop.ward.look import look
from tests.builders import case_data, knowledge, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.values import DayOneDose

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 22, 10, 20, tzinfo=PARIS)
CASE = case_data(regimen=regimen("etoposide", "cotrimoxazole"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def moments(case: dict[str, Any], line: str = "etoposide") -> list[str]:
    orders = [order for order in plan(case).orders if order.line == line]
    return [one.at.isoformat(timespec="minutes")[:16] for order in orders for one in order.administrations]


def first(case: dict[str, Any], line: str, now: datetime = NOW) -> DayOneDose:
    return next(one for one in look(Draft(case), knowledge(), now).day_one if one.line == line)


# --- places


def test_a_value_is_put_where_nothing_was() -> None:
    case = edits.put({}, "labs[1].value", "5")
    assert case == {"labs": [{}, {"value": "5"}]}


def test_a_value_is_put_over_what_is_wrong() -> None:
    assert edits.put({"patient": "x"}, "patient.mrn", "T1") == {"patient": {"mrn": "T1"}}


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("labs[0]", {"labs": [{"value": "2"}], "patient": {"mrn": "T1"}}),
        ("patient.mrn", {"labs": [{"value": "1"}, {"value": "2"}], "patient": {}}),
        ("patient", {"labs": [{"value": "1"}, {"value": "2"}]}),
        ("labs[9]", {"labs": [{"value": "1"}, {"value": "2"}], "patient": {"mrn": "T1"}}),
        ("nothing.here", {"labs": [{"value": "1"}, {"value": "2"}], "patient": {"mrn": "T1"}}),
    ],
)
def test_a_key_or_row_is_dropped(path: str, left: dict[str, Any]) -> None:
    assert edits.drop({"labs": [{"value": "1"}, {"value": "2"}], "patient": {"mrn": "T1"}}, path) == left


def test_values_typed_again_move_up_with_their_rows() -> None:
    draft = Draft(
        {"labs": [{"value": "1"}, {"value": "2"}, {"value": "3"}]},
        again={"labs[0].value": "1", "labs[1].value": "2", "labs[2].value": "3", "measurements[2].weight_kg": "9"},
    )
    left = edits.drop_row(draft, "labs[1]")
    assert left.case == {"labs": [{"value": "1"}, {"value": "3"}]}
    assert left.again == {"labs[0].value": "1", "labs[1].value": "3", "measurements[2].weight_kg": "9"}


# --- lines


def test_a_protocol_is_chosen_and_decisions_stay() -> None:
    case = edits.choose_protocol(CASE, "hlh-2004", 40)
    assert (case["regimen"]["protocol"], case["regimen"]["last_week"]) == ("hlh-2004", 40)
    assert case["regimen"]["lines"] == CASE["regimen"]["lines"]
    assert edits.choose_protocol(case_data(), "none", 8)["regimen"] == {"protocol": "none", "last_week": 8}


def test_a_line_is_accepted_once() -> None:
    case = edits.decide(edits.decide(CASE, "rituximab", "accept"), "rituximab", "accept")
    assert [row["line"] for row in case["regimen"]["lines"]] == ["etoposide", "cotrimoxazole", "rituximab"]


def test_a_line_is_changed_in_its_place() -> None:
    parameters = {"factor": "0.75", "reason": "eGFR 33.7"}
    case = edits.decide(CASE, "etoposide", "change", parameters=parameters)
    assert case["regimen"]["lines"][0] == {"line": "etoposide", **parameters}
    assert edits.decide(case, "etoposide", "accept")["regimen"]["lines"][0] == {"line": "etoposide"}


def test_a_declined_line_goes_with_all_that_was_said_of_its_doses() -> None:
    case = edits.move_dose(CASE, "etoposide", None, 4, at("2026-11-26T14:00"), "counts")
    case = edits.set_times(case, "etoposide", ["15:00"])
    case = edits.put(case, "regimen.first_dose_at.etoposide", "2026-11-22T16:00")
    case = edits.decide(case, "etoposide", "decline", reason="Not available here")
    assert case["regimen"] == {
        "protocol": "hlh-94",
        "last_week": 8,
        "lines": [{"line": "cotrimoxazole"}],
        "declined": [{"line": "etoposide", "reason": "Not available here"}],
        "changes": [],
        "times": {},
        "first_dose_at": {},
    }
    assert plan(case).case.regimen is not None


def test_a_declined_line_is_accepted_again() -> None:
    case = edits.decide(edits.decide(CASE, "etoposide", "decline", reason="x"), "etoposide", "accept")
    assert case["regimen"]["declined"] == []
    assert {"line": "etoposide"} in case["regimen"]["lines"]


def test_an_undecided_line_is_neither() -> None:
    case = edits.decide(CASE, "etoposide", "undecide")
    assert case["regimen"]["lines"] == [{"line": "cotrimoxazole"}]
    assert case["regimen"]["declined"] == []


def test_the_parts_of_a_line_are_decided_apart() -> None:
    case = edits.decide(case_data(), "anakinra", "accept", parameters={"mg_per_kg_per_day": "2"}, part="a")
    case = edits.decide(case, "anakinra", "accept", parameters={"mg_per_kg_per_day": "4"}, part="b")
    assert [row["part"] for row in case["regimen"]["lines"]] == ["a", "b"]
    assert [row["part"] for row in edits.decide(case, "anakinra", "undecide", part="a")["regimen"]["lines"]] == ["b"]


# --- single doses


def test_a_dose_is_moved_held_omitted_and_put_back() -> None:
    moved = edits.move_dose(CASE, "etoposide", None, 43, at("2027-01-04T14:00"), "No cytotoxic pharmacy on that day")
    assert moments(moved)[8] == "2027-01-04T14:00"
    held = edits.hold_dose(moved, "etoposide", None, 43, "counts")
    assert len(moments(held)) == 9
    assert len(held["regimen"]["changes"]) == 1
    omitted = edits.omit_dose(held, "etoposide", None, 43, "given elsewhere")
    assert [row["do"] for row in omitted["regimen"]["changes"]] == ["omit"]
    assert moments(edits.undo_change(omitted, "etoposide", None, 43)) == moments(CASE)


def test_a_moved_or_held_dose_keeps_its_factor() -> None:
    change = {"line": "etoposide", "day": 4, "do": "factor", "factor": "0.5", "reason": "counts"}
    case = edits.put(CASE, "regimen.changes", [change])
    case = edits.move_dose(case, "etoposide", None, 4, at("2026-11-26T14:00"), "counts")
    assert [row["do"] for row in case["regimen"]["changes"]] == ["factor", "move"]
    case = edits.hold_dose(case, "etoposide", None, 4, "counts")
    assert [row["do"] for row in case["regimen"]["changes"]] == ["factor", "hold"]


def test_times_are_set_and_taken_back() -> None:
    case = edits.set_times(CASE, "etoposide", ["16:30"])
    assert moments(case)[0] == "2026-11-22T16:30"
    assert moments(edits.set_times(case, "etoposide", [])) == moments(CASE)


# --- first doses


def test_a_first_dose_is_given_at_a_time() -> None:
    case = edits.give_first_at(CASE, first(CASE, "etoposide"), at("2026-11-22T16:00"))
    assert moments(case)[:2] == ["2026-11-22T16:00", "2026-11-25T14:00"]
    assert first(case, "etoposide").answer == "at"


def test_a_skipped_slot_begins_with_the_next_of_the_day() -> None:
    case = edits.skip_first(CASE, first(CASE, "cotrimoxazole"), "Lies before the signing")
    assert moments(case, "cotrimoxazole")[:2] == ["2026-11-22T20:00", "2026-11-23T08:00"]
    assert first(case, "cotrimoxazole").answer == "skip"


def test_a_skipped_day_is_omitted_with_its_reason() -> None:
    data = case_data(regimen=regimen("dexamethasone"))
    case = edits.skip_first(data, first(data, "dexamethasone"), "Lies before the signing")
    assert moments(case, "dexamethasone")[0] == "2026-11-23T08:00"
    told = first(case, "dexamethasone")
    assert (told.answer, told.reason, told.slots, told.asked) == ("skip", "Lies before the signing", (), False)


def test_an_answer_about_a_first_dose_is_taken_back() -> None:
    data = case_data(regimen=regimen("dexamethasone"))
    case = edits.skip_first(data, first(data, "dexamethasone"), "x")
    assert moments(edits.clear_first(case, first(case, "dexamethasone")), "dexamethasone")[0] == "2026-11-22T08:00"


def test_the_later_part_of_a_line_is_moved_and_not_typed() -> None:
    lines = [{"line": "anakinra", "part": part, "mg_per_kg_per_day": "2"} for part in ("a", "b")]
    data = case_data(regimen=regimen(*lines, protocol="none"))
    dose = next(one for one in look(Draft(data), knowledge(), NOW).day_one if one.part == "b")
    case = edits.give_first_at(data, dose, at("2026-11-22T12:00"), "Lies before the signing")
    assert case["regimen"]["changes"][0]["part"] == "b"
    assert not case["regimen"].get("first_dose_at")
    assert moments(edits.skip_first(data, dose, "x"), "anakinra")


# --- every edit


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=5,
)


@given(found=JSON, part=JSON)
def test_edits_take_any_draft_and_leave_the_old_one_alone(found: Any, part: Any) -> None:
    case = {**CASE, "regimen": {"lines": found, "declined": part, "changes": part, "times": found}, "labs": found}
    before = copy.deepcopy(case)
    for edited in (
        edits.choose_protocol(case, "none", 8),
        edits.decide(case, "etoposide", "accept"),
        edits.decide(case, "etoposide", "decline", reason="x"),
        edits.move_dose(case, "etoposide", None, 1, NOW, "x"),
        edits.hold_dose(case, "etoposide", None, 1, "x"),
        edits.undo_change(case, "etoposide", None, 1),
        edits.set_times(case, "etoposide", ["08:00"]),
        edits.put(case, "labs[2].value", "5"),
        edits.drop(case, "labs[0]"),
    ):
        json.dumps(edited)
    assert case == before


# --- doses of a day one by one


TWICE = case_data(regimen=regimen("cotrimoxazole"))
EVENING, REST = edits.From("20:00"), edits.From("08:00", "day")


def rows(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["day"], row["do"], row.get("time"), row.get("reach")) for row in case["regimen"]["changes"]]


def test_one_dose_of_a_day_is_omitted_moved_or_reduced_and_put_back() -> None:
    named = ("cotrimoxazole", None, 1)
    omitted = edits.omit_dose(TWICE, *named, "fever", EVENING)
    assert moments(omitted, "cotrimoxazole")[:2] == ["2026-11-22T08:00", "2026-11-23T08:00"]
    moved = edits.move_dose(omitted, *named, at("2026-11-22T22:00"), "theatre", EVENING)
    assert moments(moved, "cotrimoxazole")[:2] == ["2026-11-22T08:00", "2026-11-22T22:00"]
    both = edits.reduce_dose(moved, *named, "0.5", "kidney", EVENING)
    assert rows(both) == [(1, "move", "20:00", "dose"), (1, "factor", "20:00", "dose")]
    assert edits.undo_change(both, *named, EVENING)["regimen"]["changes"] == []


def test_an_answer_about_a_first_dose_leaves_its_factor() -> None:
    data = edits.reduce_dose(case_data(regimen=regimen("dexamethasone")), "dexamethasone", None, 1, "0.5", "kidney")
    case = edits.give_first_at(data, first(data, "dexamethasone"), at("2026-11-22T16:00"))
    assert rows(case) == rows(data) == [(1, "factor", None, None)]
    assert rows(edits.clear_first(case, first(case, "dexamethasone"))) == rows(data)


def test_a_change_of_another_dose_of_the_day_stays() -> None:
    named = ("cotrimoxazole", None, 1)
    first = edits.hold_dose(TWICE, *named, "fever", edits.From("08:00"))
    both = edits.omit_dose(first, *named, "fever", EVENING)
    assert rows(both) == [(1, "hold", "08:00", "dose"), (1, "omit", "20:00", "dose")]
    assert rows(edits.undo_change(both, *named, EVENING)) == [(1, "hold", "08:00", "dose")]
    assert rows(edits.omit_dose(both, *named, "fever", REST)) == [(1, "omit", "08:00", "day")]
    assert rows(edits.hold_dose(both, *named, "fever")) == [(1, "hold", None, None)]


def test_what_goes_on_over_later_days_is_another_decision_than_a_change_of_its_first_day() -> None:
    named, onward = ("cotrimoxazole", None, 1), edits.From("20:00", "onward")
    less = edits.reduce_dose(TWICE, *named, "0.5", "kidney", onward)
    assert rows(edits.omit_dose(less, *named, "fever")) == [(1, "factor", "20:00", "onward"), (1, "omit", None, None)]
    assert rows(edits.undo_change(less, *named)) == rows(less)
    assert rows(edits.reduce_dose(less, *named, "0.25", "kidney", onward)) == rows(less)
    assert rows(edits.undo_change(less, *named, onward)) == []


def test_what_goes_on_from_a_dose_takes_the_place_of_what_was_said_of_the_later_ones() -> None:
    named = ("cotrimoxazole", None)
    before = edits.reduce_dose(TWICE, *named, 1, "0.75", "kidney")
    later = edits.reduce_dose(before, *named, 3, "0.5", "kidney")
    moved = edits.move_dose(later, *named, 3, at("2026-11-24T09:00"), "theatre")
    onward = edits.reduce_dose(moved, *named, 2, "0.25", "kidney", edits.From("08:00", "onward"))
    assert rows(onward) == [(1, "factor", None, None), (3, "move", None, None), (2, "factor", "08:00", "onward")]
