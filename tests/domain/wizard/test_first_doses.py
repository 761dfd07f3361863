"""First doses: none is born late, and etoposide's second keeps its distance or asks."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest

from hlh_desktop.domain import edits
from tests.builders import case_data, regimen
from tests.domain.wizard.sights import EXAMPLE, MORNING, NBSP, at, first, gates, seen

TEN, TWO, LATE = at("2026-11-22T10:17"), at("2026-11-22T14:00"), at("2026-11-22T18:30")


@pytest.mark.parametrize(("now", "asked"), [
    ("2026-11-22T07:59", set()), ("2026-11-22T08:00", set()),
    ("2026-11-22T08:01", {"dexamethasone", "cotrimoxazole"}),
    ("2026-11-22T10:17", {"dexamethasone", "cotrimoxazole", "rituximab"}),
    ("2026-11-22T20:01", {"dexamethasone", "cotrimoxazole", "rituximab", "etoposide", "ivig"}),
])  # fmt: skip
def test_what_lies_before_now_is_asked_for(now: str, asked: set[str]) -> None:
    assert {one.line for one in seen(EXAMPLE, at(now)).day_one if one.asked} == asked


def test_a_plan_of_tomorrow_asks_for_nothing() -> None:
    assert not any(one.asked for one in seen(EXAMPLE, at("2026-11-21T23:59")).day_one)


def test_every_line_of_day_one_stands_in_order_of_time() -> None:
    found = seen(EXAMPLE, TEN).day_one
    assert [one.line for one in found] == ["cotrimoxazole", "dexamethasone", "rituximab", "etoposide", "ivig"]
    later = case_data(regimen=regimen({"line": "rituximab", "first_day": 2}))
    assert seen(later, TEN).day_one == ()


def test_now_is_the_next_full_five_minutes() -> None:
    one = first(seen(EXAMPLE, TEN), "dexamethasone")
    assert one.now == at("2026-11-22T10:20")
    assert first(seen(EXAMPLE, at("2026-11-22T10:20")), "dexamethasone").now == at("2026-11-22T10:20")
    assert one.until == at("2026-11-23T08:00")


def test_a_dose_given_now_is_not_late_while_the_plan_is_signed() -> None:
    case = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "dexamethasone"), at("2026-11-22T10:20"))
    for now, asked in (("2026-11-22T10:30", False), ("2026-11-22T11:20", False), ("2026-11-22T11:21", True)):
        one = first(seen(case, at(now)), "dexamethasone")
        assert (one.answer, one.at, one.asked) == ("at", at("2026-11-22T10:20"), asked)


def test_give_now_stays_the_answer_until_the_next_full_five_minutes() -> None:
    case = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "dexamethasone"), at("2026-11-22T10:20"))
    assert [first(seen(case, at(f"2026-11-22T10:{now}")), "dexamethasone").answer for now in (18, 20, 21)] == [
        "now", "now", "at",
    ]  # fmt: skip


def test_a_skipped_slot_goes_on_with_the_next() -> None:
    case = edits.skip_first(EXAMPLE, first(seen(EXAMPLE, TEN), "cotrimoxazole"), "x")
    one = first(seen(case, TEN), "cotrimoxazole")
    assert (one.answer, one.slots, one.asked) == ("skip", (at("2026-11-22T20:00"),), False)


def test_a_late_first_etoposide_asks_about_the_second() -> None:
    dose = first(seen(EXAMPLE, TEN), "etoposide")
    assert dose.close is None
    case = edits.give_first_at(EXAMPLE, dose, at("2026-11-22T18:30"))
    found = seen(case, TEN)
    close = first(found, "etoposide").close
    assert close is not None
    assert (close.day, close.apart, close.least) == (4, timedelta(hours=67, minutes=30), timedelta(hours=72))
    assert close.proposed == at("2026-11-25T18:30")
    assert gates(found)["doses_close"] == "reason"
    kept = edits.move_dose(case, "etoposide", None, close.day, close.proposed, "First dose was given late")
    assert first(seen(kept, TEN), "etoposide").close is None
    assert "doses_close" not in gates(seen(kept, TEN))


@pytest.mark.parametrize(("given", "close"), [("2026-11-22T14:00", False), ("2026-11-22T14:01", True)])
def test_etoposide_keeps_72_hours_or_asks(given: str, *, close: bool) -> None:
    case = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "etoposide"), at(given))
    assert (first(seen(case, TEN), "etoposide").close is not None) is close


def test_a_dose_can_be_given_after_midnight_of_day_one() -> None:
    case = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "etoposide"), at("2026-11-23T01:00"))
    found = seen(case, at("2026-11-22T23:50"))
    assert found.plan is not None
    assert first(found, "etoposide").slots == (at("2026-11-23T01:00"),)
    assert not first(found, "etoposide").asked


def test_intrathecal_doses_of_day_one_carry_no_amount() -> None:
    data = case_data(regimen=regimen({"line": "intrathecal", "first_day": 1}), severity={"cns": "progressive"})
    one = first(seen(data, TEN), "intrathecal")
    assert one.dose == ""
    assert "methotrexate" not in one.drug


def test_times_of_another_zone_are_those_of_the_ward() -> None:
    utc = TEN.astimezone(UTC)
    assert first(seen(EXAMPLE, utc), "dexamethasone").now == at("2026-11-22T10:20")


def test_doses_of_day_one_that_a_change_sets_apart_are_still_one_first_dose() -> None:
    named = ("cotrimoxazole", None, 1)
    less = edits.reduce_dose(EXAMPLE, *named, "0.5", "x", edits.From("20:00"))
    assert [at.hour for at in first(seen(less, TEN), "cotrimoxazole").slots] == [8, 20]
    without = first(seen(edits.omit_dose(EXAMPLE, *named, "x", edits.From("08:00")), TEN), "cotrimoxazole")
    assert ([at.hour for at in without.slots], without.asked) == ([20], False)


# --- what was answered, in words


def test_a_first_dose_that_waits_for_nothing_is_told_by_its_moment_alone() -> None:
    one = first(seen(EXAMPLE, MORNING), "etoposide")
    assert (one.answer, one.reason, one.asked, one.at, one.next_slot) == (None, None, False, TWO, TWO)
    assert (one.text.replace(NBSP, " "), one.dose.replace(NBSP, " ")) == ("22 Nov 2026 14:00", "89 mg")
    assert (one.line, one.part, one.drug, one.is_first_part) == ("etoposide", None, "etoposide", True)
    assert one.until == at("2026-11-25T14:00")


def test_a_slot_that_lies_before_now_says_so_and_names_the_next_one() -> None:
    one = first(seen(EXAMPLE, TEN), "cotrimoxazole")
    assert one.slots == (at("2026-11-22T08:00"), at("2026-11-22T20:00"))
    assert (one.next_slot, one.until) == (at("2026-11-22T20:00"), at("2026-11-23T08:00"))
    assert one.text.replace(NBSP, " ").startswith("22 Nov 2026 08:00, 22 Nov 2026 20:00: lies before now.")
    assert one.reasons[0] == "Lies before the signing"
    assert first(seen(EXAMPLE, at("2026-11-22T20:00")), "cotrimoxazole").next_slot == at("2026-11-22T20:00")
    assert first(seen(EXAMPLE, at("2026-11-22T20:01")), "cotrimoxazole").next_slot is None


@pytest.mark.parametrize("deed", [edits.hold_dose, edits.omit_dose])
def test_a_first_dose_that_is_held_or_omitted_is_skipped_and_stands_last(deed: Any) -> None:
    found = seen(deed(EXAMPLE, "dexamethasone", None, 1, "Fever"), TEN).day_one
    one = found[-1]
    assert (one.line, one.answer, one.reason) == ("dexamethasone", "skip", "Fever")
    assert (one.at, one.slots, one.asked, one.text) == (None, (), False, "Not given on day one.")
    assert one.close is None


@pytest.mark.parametrize(("to", "answer"), [("2026-11-22T10:20", "now"), ("2026-11-22T10:25", "at")])
def test_a_first_dose_that_a_change_moves_is_given_now_or_at_that_time(to: str, answer: str) -> None:
    one = first(seen(edits.move_dose(EXAMPLE, "rituximab", None, 1, at(to), "Theatre"), TEN), "rituximab")
    assert (one.answer, one.at, one.reason, one.asked) == (answer, at(to), "Theatre", False)


def test_an_answer_to_one_line_answers_for_no_other() -> None:
    case = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "dexamethasone"), at("2026-11-22T10:20"))
    assert {one.line: one.answer for one in seen(case, TEN).day_one} == {
        "cotrimoxazole": None, "dexamethasone": "now", "rituximab": None, "etoposide": None, "ivig": None,
    }  # fmt: skip


def test_a_second_part_is_asked_about_by_itself_and_is_not_the_first() -> None:
    parts = [{"line": "anakinra", "part": part, "mg_per_kg_per_day": "2"} for part in ("a", "b")]
    found = seen(case_data(regimen=regimen(*parts)), TEN).day_one
    assert [(one.part, one.is_first_part, one.asked) for one in found] == [("a", True, True), ("b", False, True)]


def test_a_line_of_one_day_has_no_next_one_to_keep_away_from() -> None:
    once = case_data(regimen=regimen({"line": "methylprednisolone_pulse", "days": 1}))
    one = first(seen(once, TEN), "methylprednisolone_pulse")
    assert (one.until, one.close) == (None, None)


def test_a_dose_that_follows_too_near_says_after_how_long_and_where_it_would_keep_its_distance() -> None:
    """From 18:30 of day one to 14:00 of day 4 are 67 and a half hours; 72 later it is 18:30."""
    case = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "etoposide"), LATE)
    close = first(seen(case, TEN), "etoposide").close
    assert close is not None
    assert close.at == at("2026-11-25T14:00")
    assert close.text.replace(NBSP, " ") == (
        "Next dose 25 Nov 2026 14:00 would follow after 67 hours, at least 72 are expected: "
        "move it to 25 Nov 2026 18:30, or say why not."
    )


def test_a_next_dose_that_is_left_out_is_not_the_one_that_follows() -> None:
    late = edits.give_first_at(EXAMPLE, first(seen(EXAMPLE, TEN), "etoposide"), LATE)
    assert first(seen(edits.omit_dose(late, "etoposide", None, 4, "Counts"), TEN), "etoposide").close is None
