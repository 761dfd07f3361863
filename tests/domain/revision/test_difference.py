"""The difference between two versions of a plan: what is still to come and differs, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.edits import decide, hold_dose, move_dose, omit_dose, reduce_dose
from hlh_desktop.domain.finding import Finding, Level
from hlh_desktop.domain.revision.difference import _findings, difference
from hlh_desktop.domain.revision.edits import days_to_come, measured, reduce_doses, revise, stop_line
from hlh_desktop.domain.revision.past import rewritten
from hlh_desktop.domain.slots import SlotKey
from tests.builders import case_data, knowledge, lab, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.revision.values import Difference, Placed

PARIS = ZoneInfo("Europe/Paris")
# Day 11 of the course, five minutes after its dose of etoposide.
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
CASE = case_data(
    etiology={"kind": "infection", "pathogen": "EBV", "ebv_lineage": "B"},
    regimen=regimen("etoposide", "dexamethasone", "rituximab", "ivig", "cotrimoxazole"),
)


def found(
    after: dict[str, Any], before: dict[str, Any] | None = None, settled: frozenset[SlotKey] = frozenset()
) -> Difference:
    return difference(plan(before or CASE), plan(after), knowledge(), NOW, settled)


def doses(one: Difference) -> list[tuple[str, int, str | None, str | None]]:
    """Line, day, and the amount of each version."""
    return [(pair.key.line, pair.key.day, amount(pair.before), amount(pair.after)) for pair in one.doses]


def amount(placed: Placed | None) -> str | None:
    return None if placed is None else str(placed.dose.amount.amount)


def past(
    after: dict[str, Any], settled: frozenset[SlotKey] = frozenset(), now: datetime = NOW
) -> list[tuple[str, int]]:
    return [(one.key.line, one.key.day) for one in rewritten(plan(CASE), plan(after), now, settled)]


def etoposide(day: int) -> SlotKey:
    return SlotKey("etoposide", None, day * 100)


# --- what differs


def test_two_equal_versions_have_no_difference() -> None:
    same = found(CASE)
    assert same.is_empty
    assert {line.settled for line in same.lines} == {True, False}


def test_a_new_weight_changes_every_dose_to_come_and_none_that_has_passed() -> None:
    more = found(measured(CASE, NOW, "15.1"))
    assert {dose for dose in doses(more) if dose[0] == "etoposide"} == {
        ("etoposide", day, "89", "93") for day in (15, 22, 29, 36, 43, 50)
    }
    assert min(day for _, day, *_ in doses(more)) == 12
    assert [str(one.used) for one in more.surface] == ["0.59", "0.62"]
    assert (round(more.cumulative.before), round(more.cumulative.after)) == (1508, 1503)


def test_runs_of_a_line_are_told_with_what_is_settled_apart() -> None:
    lines = [line for line in found(measured(CASE, NOW, "15.1")).lines if line.line == "etoposide"]
    assert [(line.settled, len(line.doses)) for line in lines] == [(True, 4), (False, 6)]
    assert [line.settled for line in found(CASE).lines if line.line == "ivig"] == [True]


def test_a_moved_dose_differs_in_its_moment_alone() -> None:
    to = datetime(2026, 12, 8, 14, 0, tzinfo=PARIS)
    (pair,) = found(move_dose(CASE, "etoposide", None, 15, to, "theatre")).doses
    assert (pair.before, pair.after) != (None, None)
    assert pair.before is not None
    assert pair.after is not None
    assert (pair.before.day, pair.after.day, pair.after.at) == (15, 17, to)
    assert pair.before.dose == pair.after.dose


@pytest.mark.parametrize("leave_out", [hold_dose, omit_dose])
def test_a_dose_left_out_is_gone(leave_out: Any) -> None:
    assert doses(found(leave_out(CASE, "etoposide", None, 22, "fever"))) == [("etoposide", 22, "89", None)]


def test_a_reduced_dose_and_a_dose_by_another_route() -> None:
    assert doses(found(reduce_dose(CASE, "etoposide", None, 22, "0.75", "kidney"))) == [("etoposide", 22, "89", "66")]
    route = {"line": "dexamethasone", "day": 20, "do": "route", "route": "oral", "reason": "eats"}
    (pair,) = found(case_data(**{**CASE, "regimen": {**CASE["regimen"], "changes": [route]}})).doses
    assert (pair.before and pair.before.route, pair.after and pair.after.route) == ("intravenous", "oral")


def test_an_added_line_is_new_and_a_dropped_one_gone() -> None:
    added = decide(CASE, "anakinra", "accept", parameters={"mg_per_kg_per_day": "4", "first_day": 13, "days": 2})
    assert doses(found(added)) == [("anakinra", 13, None, "54"), ("anakinra", 14, None, "54")]
    assert [dose[2:] for dose in doses(found(CASE, added))] == [("54", None)] * 2


def test_what_the_log_has_settled_never_differs_though_it_lies_ahead() -> None:
    early = measured(CASE, NOW, "15.1")
    assert ("etoposide", 15, "89", "93") in doses(found(early))
    assert ("etoposide", 15, "89", "93") not in doses(found(early, settled=frozenset({etoposide(15)})))


def test_the_same_sentence_at_another_level_is_louder_or_quieter() -> None:
    warned, graver = Finding("a", "warning", "Said.", (), ()), Finding("a", "critical", "Said.", (), ())
    assert [(one.turn, one.finding) for one in _findings([warned], [graver])] == [("louder", graver)]
    assert [(one.turn, one.finding) for one in _findings([graver], [warned])] == [("quieter", warned)]
    assert list(_findings([warned], [warned])) == []


def said(code: str, text: str, level: Level = "warning") -> Finding:
    return Finding(code, level, text, (), ())


def turned(before: list[Finding], after: list[Finding]) -> list[tuple[str, str, str]]:
    """Each turn with its sentence, and the one that it takes the place of."""
    return [(one.turn, one.finding.text, one.was.text if one.was else "") for one in _findings(before, after)]


def test_another_value_of_the_same_is_a_change_and_no_new_finding() -> None:
    older, newer = said("a", "AST 260 U/L."), said("a", "AST 74 U/L.")
    assert turned([older], [newer]) == [("changed", newer.text, older.text)]
    milder = said("a", "AST 74 U/L.", "info")
    assert turned([older], [milder]) == [("quieter", milder.text, older.text)]
    assert turned([milder], [said("a", "AST 260 U/L.", "critical")]) == [("louder", older.text, milder.text)]


def test_what_begins_with_other_words_or_is_not_alone_of_its_code_comes_and_goes() -> None:
    one, other, third = said("a", "Sodium 128."), said("a", "Potassium 6."), said("a", "Sodium 124.")
    assert turned([one], [other]) == [("new", other.text, ""), ("gone", one.text, "")]
    assert {how for how, *_ in turned([one, other], [third])} == {"new", "gone"}
    day = [said("dose_changed", f"rituximab, day {number}: moved.") for number in (15, 22)]
    assert [how for how, *_ in turned(day[:1], day[1:])] == ["new", "gone"]


def test_findings_come_go_and_change_their_level() -> None:
    labs = [lab("na", "134", "mmol/L")]
    turns = found({**CASE, "labs": labs}).findings
    assert [(one.turn, one.finding.code) for one in turns if one.finding.code == "hyponatremia"] == [
        ("new", "hyponatremia")
    ]
    back = found({**CASE, "labs": [lab("na", "138", "mmol/L")]}, {**CASE, "labs": labs}).findings
    assert ("gone", "hyponatremia") in [(one.turn, one.finding.code) for one in back]


def test_tasks_come_go_and_move() -> None:
    added = decide(CASE, "ciclosporin", "accept")
    tasks = {
        one.code: (one.before, one.after)
        for one in found({**added, "regimen": {**added["regimen"], "protocol": "hlh-2004"}}).tasks
    }
    before, after = tasks["ciclosporin_trough"]
    assert before is None
    assert after is not None


def test_the_dates_of_both_limits_stand_beside_the_sums() -> None:
    year = {**CASE, "regimen": {**CASE["regimen"], "last_week": 52}}
    total = found(year).cumulative
    assert total.above_2000 == (None, date(2027, 2, 28))
    assert total.at_3000[0] is None
    assert total.at_3000[1] is not None


# --- what has passed


def test_a_weight_from_now_on_rewrites_nothing() -> None:
    assert past(measured(CASE, NOW, "15.1")) == []


def test_a_weight_from_the_beginning_rewrites_what_was_given() -> None:
    heavier = {**CASE, "measurements": [{"on": "2026-11-21", "weight_kg": "15.1", "height_cm": "92"}]}
    assert {day for line, day in past(heavier) if line == "etoposide"} == {1, 4, 8, 11}


def test_a_dose_that_was_given_can_not_be_left_out_but_one_that_is_overdue_can() -> None:
    omitted = omit_dose(CASE, "etoposide", None, 11, "fever")
    assert past(omitted) == []
    assert past(omitted, frozenset({etoposide(11)})) == [("etoposide", 11)]


@pytest.mark.parametrize("change", [omit_dose, hold_dose])
def test_a_dose_that_was_due_and_is_left_out_is_told_though_it_has_passed(change: Any) -> None:
    """Nobody gave the dose of day 11, five minutes ago; the version after it is without it."""
    left = change(CASE, "etoposide", None, 11, "fever")
    assert doses(found(left)) == [("etoposide", 11, "89", None)]
    (row,) = [line for line in found(left).lines if line.doses[0].key == etoposide(11)]
    assert not row.settled
    assert doses(found(left, settled=frozenset({etoposide(11)}))) == []


def test_of_versions_that_are_not_neighbours_a_move_of_between_is_told() -> None:
    """The dose of day 8 was moved to day 9 by the second version, and has passed when the third is signed."""
    moved = move_dose(CASE, "etoposide", None, 8, datetime(2026, 11, 30, 9, 0, tzinfo=PARIS), "theatre")
    assert doses(found(measured(moved, NOW, "13.5"))) == [("etoposide", 8, "89", "89")]


def test_an_overdue_dose_may_be_moved_ahead_and_not_back() -> None:
    ahead = move_dose(CASE, "etoposide", None, 11, datetime(2026, 12, 3, 9, 0, tzinfo=PARIS), "theatre")
    back = move_dose(CASE, "etoposide", None, 11, datetime(2026, 12, 2, 9, 0, tzinfo=PARIS), "theatre")
    assert past(ahead) == []
    assert past(back) == [("etoposide", 11)]
    assert past(ahead, frozenset({etoposide(11)})) == [("etoposide", 11)]


def test_no_dose_to_come_is_moved_into_the_past() -> None:
    """The dose of day 15: five minutes ago it would be overdue as soon as it was signed."""
    assert past(move_dose(CASE, "etoposide", None, 15, datetime(2026, 12, 2, 14, 0), "theatre")) == [("etoposide", 15)]
    assert past(move_dose(CASE, "etoposide", None, 15, datetime(2026, 12, 2, 14, 5), "theatre")) == []


def test_no_dose_is_added_in_the_past() -> None:
    added = decide(CASE, "anakinra", "accept", parameters={"mg_per_kg_per_day": "4", "first_day": 10, "days": 5})
    assert past(added) == [("anakinra", 10), ("anakinra", 11)]


def test_a_dose_to_come_may_be_changed_in_any_way() -> None:
    for after in (omit_dose(CASE, "etoposide", None, 15, "x"), reduce_dose(CASE, "etoposide", None, 15, "0.5", "x")):
        assert past(after) == []


def test_another_day_one_is_another_course() -> None:
    assert past({**CASE, "day_one": "2026-11-23"}) == []


# --- what a trial does


def test_a_plan_is_revised_once_for_a_moment() -> None:
    once = revise(CASE, NOW)
    assert once["revised_at"] == ["2026-12-02T14:05"]
    assert revise(once, NOW) == once
    assert revise(once, NOW.replace(minute=6))["revised_at"] == ["2026-12-02T14:05", "2026-12-02T14:06"]


def test_the_days_to_come_of_a_line_are_whole_days() -> None:
    assert days_to_come(plan(CASE), "etoposide", None, NOW) == (15, 22, 29, 36, 43, 50)
    assert days_to_come(plan(CASE), "cotrimoxazole", None, NOW)[:2] == (15, 16)
    # Twice daily: at noon the day has begun, and a change of it would be one of the dose of 08:00 too.
    noon = datetime(2026, 12, 6, 12, 0, tzinfo=PARIS)
    assert days_to_come(plan(CASE), "cotrimoxazole", None, noon)[:2] == (16, 17)


def test_less_from_a_day_on_and_a_line_that_stops() -> None:
    days = days_to_come(plan(CASE), "etoposide", None, NOW)
    less = found(reduce_doses(CASE, "etoposide", None, days[1:], "0.75", "kidney"))
    assert [dose[3] for dose in doses(less)] == ["66"] * 5
    stopped = found(stop_line(CASE, "etoposide", None, days, "remission"))
    assert [dose[1:] for dose in doses(stopped)] == [(day, "89", None) for day in days]


def test_a_reduced_dose_keeps_the_day_that_it_was_moved_to() -> None:
    to = datetime(2026, 12, 8, 14, 0, tzinfo=PARIS)
    both = reduce_dose(move_dose(CASE, "etoposide", None, 15, to, "theatre"), "etoposide", None, 15, "0.75", "kidney")
    (pair,) = found(both).doses
    assert pair.after is not None
    assert (pair.after.at, str(pair.after.dose.amount.amount)) == (to, "66")
