"""From the dose log to the lanes: where a dose stands, what amount it tells, and which days make a step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.states import DoseNow, Span
from hlh_desktop.domain.log.values import LoggedDose, Outcome
from hlh_desktop.domain.results.trend.dosing import Entry, entries_of
from tests.domain.results.trend.demo import at, dose, spaced, trend

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.lanes import DoseLane

NOBODY = UUID(int=0)
DUE = at(3, 14, 0)


def planned(state: Any, became: Any = None, amount: str | None = "60", **more: Any) -> DoseNow:
    """An etoposide dose of 89 mg that is due on day 4 at 14:00; what was written of it at 15:30."""
    parts: dict[str, Any] = {"due": DUE, "amount": Decimal(89), "place": 2, "of": 10, **more}
    logged = LoggedDose(
        NOBODY, NOBODY, NOBODY, "etoposide", None, 1, planned=DUE, drug="etoposide", unit="mg", route="intravenous",
        kind="cytotoxic", **parts,
    )  # fmt: skip
    outcome = None if became is None else written(became, amount)
    return DoseNow(logged, state, Span(DUE, DUE, DUE, DUE), outcome, None, None, None)


def written(became: Any, amount: str | None, day: float = 3, drug: str = "etoposide") -> Outcome:
    taken = at(day, 15, 30)
    given = None if amount is None else Decimal(amount)
    return Outcome(NOBODY, NOBODY, None, 1, became, drug, given, "mg", None, Decimal(89), DUE, taken, taken, "A", "a")


def lane(*doses: Entry, **more: Any) -> DoseLane:
    (found,) = trend([], doses=doses, **more).lanes
    return found


def days(found: DoseLane) -> list[tuple[int, int]]:
    """First day and the day after the last of each step, counted from day one as 0."""
    begin = at(0).date()
    return [((step.first.date() - begin).days, (step.last.date() - begin).days) for step in found.steps]


# --- from the log


@pytest.mark.parametrize("became", ["running", "given", "elsewhere", "home"])
def test_what_is_in_the_child_stands_when_and_as_much_as_it_was_given(became: str) -> None:
    (one,) = entries_of([planned("given", became)], ())
    assert one == Entry("etoposide", "cytotoxic", at(3, 15, 30), "given", Decimal(60), "mg", 2, 10)


@pytest.mark.parametrize("became", [None, "held", "refused", "omitted", "missed"])
def test_what_is_not_stands_where_and_as_much_as_was_planned(became: str | None) -> None:
    (one,) = entries_of([planned("held", became, None)], ())
    assert one == Entry("etoposide", "cytotoxic", DUE, "held", Decimal(89), "mg", 2, 10)


def test_what_another_place_gave_is_given_and_has_no_place_in_a_line() -> None:
    (one,) = entries_of([], [(written("elsewhere", "8", drug="methotrexate"), "intrathecal")])
    assert one == Entry("methotrexate", "intrathecal", at(3, 15, 30), "given", Decimal(8), "mg", 0, 0)


def test_doses_stand_in_the_order_of_their_instants() -> None:
    later = planned("planned", due=(DUE + timedelta(minutes=5)).astimezone(UTC), place=3)
    found = entries_of([later, planned("planned")], [(written("given", "1", -1), "other")])
    assert [one.place for one in found] == [0, 2, 3]


# --- single doses


def test_the_amount_of_a_lane_is_told_only_where_all_doses_are_the_same() -> None:
    assert spaced(lane(dose("etoposide", 1), dose("etoposide", 4)).amount) == "89 mg"
    assert lane(dose("etoposide", 1), dose("etoposide", 4, amount="60")).amount == ""
    assert lane(dose("etoposide", 1), dose("etoposide", 4, unit="g")).amount == ""
    assert spaced(lane(dose("etoposide", 1), dose("etoposide", 4, "held", None)).amount) == "89 mg"
    assert lane(dose("etoposide", 1, "held", None)).amount == ""
    assert lane(dose("etoposide", 1), hidden="in check").amount == ""


def test_a_dose_without_an_amount_or_a_place_tells_neither() -> None:
    (mark,) = lane(dose("rituximab", 1, "late", None)).marks
    assert (mark.state, mark.label) == ("late", "")
    assert spaced(mark.text) == "riTUXimab, late, not yet given, 23 Nov 2026 14:00, day 2"
    (counted,) = lane(dose("etoposide", 1, place=2, of=10), hidden="in check").marks
    assert (counted.label, spaced(counted.text)) == ("2", "etoposide 2 of 10, given, 23 Nov 2026 14:00, day 2")


def test_a_mark_stands_in_ward_time() -> None:
    utc = dose("rituximab", 1)
    (mark,) = lane(Entry("rituximab", "antibody", utc.at.astimezone(UTC), "given", Decimal(1), "mg")).marks
    assert mark.at.isoformat() == "2026-11-23T14:00:00+01:00"


def test_a_dose_off_the_axis_has_no_mark_and_a_lane_without_any_is_not_drawn() -> None:
    window = (at(2), at(9))
    doses = (dose("etoposide", 1), dose("etoposide", 4), dose("methotrexate", 1), dose("rituximab", 30))
    (only,) = trend([], doses=doses, window=window).lanes
    assert (only.line, [mark.at for mark in only.marks]) == ("etoposide", [at(4, 14, 0)])


def test_cytotoxic_lanes_stand_before_antibodies_and_these_before_others() -> None:
    daily = [dose("dexamethasone", day) for day in range(9)]
    doses = (dose("methotrexate", 1), *daily, dose("emapalumab", 1), dose("rituximab", 1), dose("etoposide", 2))
    found = trend([], doses=doses).lanes
    assert [(one.line, one.kind) for one in found] == [
        ("etoposide", "doses"), ("rituximab", "doses"), ("emapalumab", "doses"), ("dexamethasone", "daily"),
        ("intrathecal", "intrathecal"),
    ]  # fmt: skip


# --- day after day


@pytest.mark.parametrize(("count", "kind"), [(7, "doses"), (8, "daily")])
def test_what_is_given_on_more_than_seven_days_is_drawn_as_steps(count: int, kind: str) -> None:
    found = lane(*(dose("dexamethasone", day) for day in range(count)))
    assert (found.kind, len(found.marks), len(found.steps)) == (kind, *((count, 0) if kind == "doses" else (0, 1)))


def test_seven_days_of_several_doses_and_weeks_of_a_cytotoxic_drug_are_no_steps() -> None:
    twice = [dose("dexamethasone", day + part) for day in range(7) for part in (0, 0.25)]
    assert lane(*twice).kind == "doses"
    assert lane(*(dose("etoposide", day) for day in range(9))).kind == "doses"


def test_a_step_goes_from_midnight_to_midnight_and_says_its_days() -> None:
    amounts = ["6"] * 8 + ["3"]
    found = lane(*(dose("dexamethasone", day, amount=amount) for day, amount in enumerate(amounts)))
    assert days(found) == [(0, 8), (8, 9)]
    assert [step.share for step in found.steps] == [1, Fraction(1, 2)]
    assert found.amount == ""
    assert [spaced(step.text) for step in found.steps] == [
        "dexAMETHasone, 6 mg per day, 22 Nov to 29 Nov 2026", "dexAMETHasone, 3 mg per day, 30 Nov 2026",
    ]  # fmt: skip
    assert found.steps[0].first == datetime(2026, 11, 22, tzinfo=at(0).tzinfo)


def test_the_amount_is_told_again_after_a_day_without_a_dose_and_not_where_the_step_only_goes_on() -> None:
    gap = [dose("dexamethasone", day, "missed" if day == 4 else "given", "6") for day in range(10)]
    assert [spaced(step.label) for step in lane(*gap).steps] == ["6 mg per day", "6 mg per day"]
    assert lane(*gap).amount == "", "a step tells it"
    ahead = [dose("dexamethasone", day, "given" if day < 20 else "planned", "6") for day in range(22)]
    found = lane(*ahead, now=at(20))
    assert [(step.given, spaced(step.label)) for step in found.steps] == [(True, "6 mg per day"), (False, "")]


def test_what_was_given_in_part_or_is_late_makes_its_day_and_keeps_its_mark() -> None:
    states = ["given"] * 8 + ["partly_given", "late"]
    found = lane(*(dose("dexamethasone", day, state, "6") for day, state in enumerate(states)))
    assert [(step.given, span) for step, span in zip(found.steps, days(found), strict=True)] == [
        (True, (0, 9)), (False, (9, 10)),
    ]  # fmt: skip
    assert [(mark.state, mark.at.date()) for mark in found.marks] == [
        ("partly", at(8).date()), ("late", at(9).date()),
    ]  # fmt: skip


def test_a_day_of_which_one_amount_is_not_known_tells_none_and_is_drawn_at_full_height() -> None:
    doses = [dose("dexamethasone", day, amount="6" if day < 9 else "3") for day in range(10)]
    doses.append(dose("dexamethasone", 9.25, amount=None))
    found = lane(*doses)
    assert [(spaced(step.label), step.share) for step in found.steps] == [("6 mg per day", 1), ("", 1)]
    assert spaced(found.steps[1].text) == "dexAMETHasone, 1 Dec 2026"


def test_the_height_of_a_step_is_a_part_of_the_largest_that_is_drawn() -> None:
    doses = [dose("dexamethasone", day, amount="12" if day < 3 else "6" if day < 9 else "3") for day in range(12)]
    found = lane(*doses, window=(at(3, 0, 0), at(12, 0, 0)))
    assert [(span, step.share) for step, span in zip(found.steps, days(found), strict=True)] == [
        ((3, 9), 1), ((9, 12), Fraction(1, 2)),
    ]  # fmt: skip
