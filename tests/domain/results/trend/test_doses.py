"""What stands in the lanes: given filled, to come dashed, steroid in steps, intrathecal apart, nothing while hidden."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hlh_desktop.domain.results.trend.given import given_lines
from tests.domain.results.trend.demo import course, dose, spaced, trend, words

MADE = trend(doses=course())
LANES = {lane.title: lane for lane in MADE.lanes}


def test_lanes_stand_cytotoxic_first_daily_later_intrathecal_last() -> None:
    assert [lane.title for lane in MADE.lanes] == ["etoposide", "dexAMETHasone", "intrathecal"]
    assert [lane.kind for lane in MADE.lanes] == ["doses", "daily", "intrathecal"]


def test_a_given_dose_stands_where_it_was_given_with_its_number() -> None:
    marks = LANES["etoposide"].marks
    assert [(mark.state, mark.label) for mark in marks] == [*(("given", str(n)) for n in range(1, 7)), ("to_come", "7")]
    assert spaced(marks[2].text) == "etoposide 3 of 10, 89 mg, given, 29 Nov 2026 14:00, day 8"
    assert spaced(LANES["etoposide"].amount) == "89 mg"


def test_a_daily_steroid_is_steps_of_mg_a_day_until_what_is_still_to_come() -> None:
    steps = LANES["dexAMETHasone"].steps
    told = [(step.first.date(), step.last.date(), step.share, step.given, spaced(step.label)) for step in steps]
    assert told == [
        (date(2026, 11, 22), date(2026, 12, 6), 1, True, "5.9 mg per day"),
        (date(2026, 12, 6), date(2026, 12, 20), Fraction(30, 59), True, "3 mg per day"),
        (date(2026, 12, 20), date(2026, 12, 22), Fraction(30, 59), False, ""),
    ]


def test_two_doses_of_a_day_are_one_sum() -> None:
    twice = [dose("dexamethasone", day + part, "given", "3") for day in range(10) for part in (0, 0.25)]
    (lane,) = trend(doses=tuple(twice)).lanes
    assert [spaced(step.label) for step in lane.steps] == ["6 mg per day"]


def test_a_day_of_which_a_dose_is_still_to_come_is_not_given_yet() -> None:
    states = [*(["given"] * 19), "due"]
    twice = [dose("dexamethasone", number // 2 + number % 2 / 4, state, "3") for number, state in enumerate(states)]
    (lane,) = trend(doses=tuple(twice)).lanes
    assert [step.given for step in lane.steps] == [True, False]


def test_a_day_without_its_dose_is_a_gap_with_a_mark() -> None:
    days = [dose("dexamethasone", day, "held" if day == 5 else "given", "5.9") for day in range(10)]
    (lane,) = trend(doses=tuple(days)).lanes
    assert [(step.first.date().day, step.last.date().day) for step in lane.steps] == [(22, 27), (28, 2)]
    assert [(mark.at.date().day, mark.state) for mark in lane.marks] == [(27, "not_given")]


def test_the_intrathecal_lane_names_no_drug_and_no_amount() -> None:
    lane = LANES["intrathecal"]
    told = " ".join((lane.title, lane.amount, *(mark.text + mark.label for mark in lane.marks)))
    assert "methotrexate" not in told
    assert "mg" not in told
    (line,) = [one for one in given_lines(course(), words(), hidden=False) if one.title == "intrathecal"]
    assert spaced(line.last) == "2 Dec 14:00"


def test_while_amounts_are_hidden_no_lane_tells_one_nor_a_height() -> None:
    made = trend(doses=course(), hidden="in check")
    told = [lane.amount for lane in made.lanes]
    told += [mark.text for lane in made.lanes for mark in lane.marks]
    told += [step.label + step.text for lane in made.lanes for step in lane.steps]
    assert not any("mg" in text for text in told)
    assert {step.share for lane in made.lanes for step in lane.steps} == {1}
    assert len({(step.first, step.last) for lane in made.lanes for step in lane.steps if step.given}) == 1
    assert not any("mg" in line.last for line in given_lines(course(), words(), hidden=True))


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("given", "given"), ("elsewhere", "given"), ("home", "given"), ("partly_given", "partly"),
        ("running", "partly"), ("planned", "to_come"), ("awaiting_release", "to_come"), ("due", "to_come"),
        ("late", "late"), ("held", "not_given"), ("missed", "not_given"),
        ("refused", "not_given"), ("stopped", "not_given"),
    ],
)  # fmt: skip
def test_only_what_is_in_the_child_is_filled(state: str, shown: str) -> None:
    (lane,) = trend(doses=(dose("rituximab", 1, state),)).lanes
    assert lane.marks[0].state == shown


def test_what_prevents_and_does_not_treat_has_no_lane() -> None:
    assert trend(doses=(dose("cotrimoxazole", 1, amount="44"),)).lanes == ()


def test_a_line_says_how_many_were_given_which_was_last_and_what_comes_next() -> None:
    first = given_lines(course(), words(), hidden=False)[0]
    assert (first.title, first.given) == ("etoposide", "6 of 7")
    assert (spaced(first.last), spaced(first.next)) == ("89 mg, 13 Dec 14:00", "20 Dec 14:00")
