"""The road map with a log: each dose as it is, what was given and what is to come, and what differs, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.log.values import State
from hlh_desktop.domain.road_log import RoadLog, state_of_day
from hlh_desktop.domain.road_map import Rise, RoadMap, road_map
from tests.builders import case_data, child, knowledge, plan, regimen
from tests.domain.test_road_map import TO, bar, lane, places
from tests.domain.wizard.sights import EXAMPLE
from tests.road_logs import DOSE, LATE, day_eleven, every_state, id_of, mark, moved

if TYPE_CHECKING:
    from hlh_desktop.domain.road_log import LogMark

TODAY = date(2026, 12, 2)
SPINAL = case_data(
    regimen=regimen("etoposide", "intrathecal", protocol="hlh-2004"), severity={"cns": "progressive"}
)  # fmt: skip


def drawn(log: RoadLog | None, case: dict[str, Any] | None = None, today: date | None = TODAY) -> RoadMap:
    return road_map(plan(moved(EXAMPLE, TO) if case is None else case), knowledge(), today, log)


def only(*marks: LogMark, **more: Any) -> RoadLog:
    return RoadLog(marks, **more)


# --- when doses to come pass the lines


def test_the_dates_at_which_doses_to_come_pass_the_lines_rest_on_what_was_given() -> None:
    # 15 kg, 98 cm: 150 mg/m2 a dose exactly; day one 22 Nov 2026, so dose 14 is on 28 Feb 2027, dose 20 on 23 May 2027.
    case = child("15", "98", "2022-01-01", regimen=regimen("etoposide", last_week=40))

    def told(log: RoadLog | None, case: dict[str, Any] = case) -> str:
        total = drawn(log, case).cumulative
        assert total is not None
        return total.crossing.replace("\N{NO-BREAK SPACE}", " ")

    assert told(None) == "above 2,000 from 28 Feb 2027, 3,000 reached on 23 May 2027"
    # Another place gave 600: dose 10 of day 50, and dose 16 of day 127.
    more = RoadLog((), (Rise(1, Fraction(600)),))
    assert told(more) == "above 2,000 from 10 Jan 2027, 3,000 reached on 28 Mar 2027"
    past = RoadLog((), (Rise(1, Fraction(2100)),))
    assert told(past).startswith("3,000 reached on "), "what was passed already is no forecast"
    short = child("15", "98", "2022-01-01", regimen=regimen("etoposide"))
    assert told(None, short) == ""


# --- marks


def test_each_dose_stands_as_the_log_has_it() -> None:
    found = drawn(day_eleven())
    assert places(lane(found, "etoposide")) == [
        (1, "given"), (4, "given"), (8, "given"), (11, "due"), (15, "awaiting_release"), (22, "awaiting_release"),
        (29, "awaiting_release"), (36, "awaiting_release"), (43, "ghost"), (44, "awaiting_release"),
        (50, "awaiting_release"),
    ]  # fmt: skip


def test_a_dose_held_and_given_a_day_later_has_a_mark_on_both_days() -> None:
    found = lane(drawn(day_eleven()), "rituximab")
    assert places(found)[:3] == [(1, "given"), (8, "held"), (9, "given")]
    held, given = found.marks[1:3]
    assert (held.number, given.number) == (2, 2)
    assert held.dose_id == given.dose_id == id_of("rituximab", 8)
    assert "held, fever" in held.text


def test_a_dose_given_on_another_day_leaves_a_ghost_at_its_own() -> None:
    found = lane(drawn(only(mark("etoposide", 8, "given", "89", on=9))), "etoposide")
    assert places(found)[2:4] == [(8, "ghost"), (9, "given")]
    assert found.marks[2].text == "etoposide, place of dose 3 as planned"


def test_a_moved_dose_that_was_given_keeps_its_ghost_and_says_that_it_was_moved() -> None:
    found = lane(drawn(only(mark("etoposide", 43, "given", "89"))), "etoposide")
    assert places(found)[-3:-1] == [(43, "ghost"), (44, "given")]
    assert "given, 89\N{NO-BREAK SPACE}mg, moved" in found.marks[-2].text


def test_a_mark_says_state_amount_and_deviation_and_opens_its_dose() -> None:
    found = lane(drawn(day_eleven()), "etoposide").marks[2]
    assert found.text == f"etoposide, dose 3 of 10, given, 89\N{NO-BREAK SPACE}mg, {LATE}"
    assert (found.note, found.dose_id) == (LATE, id_of("etoposide", 8))


def test_only_the_first_dose_that_waits_for_a_release_says_so() -> None:
    labels = [one.label for one in lane(drawn(day_eleven()), "etoposide").marks]
    assert labels == ["1", "2", "3", "4 due", "5, awaits release", "6", "7", "8", "", "9, moved", "10"]


def test_a_dose_that_the_log_does_not_know_stands_as_planned() -> None:
    found = lane(drawn(RoadLog()), "etoposide")
    assert places(found) == places(lane(drawn(None), "etoposide"))
    assert {one.dose_id for one in found.marks} == {None}


def test_a_dose_planned_in_the_log_keeps_what_the_plan_did_to_it() -> None:
    found = lane(drawn(only(mark("etoposide", 43, "planned"))), "etoposide").marks[-2]
    assert (found.state, found.label, found.dose_id) == ("moved", "9, moved", id_of("etoposide", 43))


def test_every_state_has_its_words() -> None:
    found = drawn(every_state(), EXAMPLE)
    assert {key.state for key in found.legend} == {*get_args(State)}
    assert all(key.words for key in found.legend)


@pytest.mark.parametrize(("states", "shown"), [
    (["given", "given"], "given"), (["given", "late"], "late"), (["given", "due"], "due"), (["given", "held"], "held"),
    (["given", "missed"], "partly_given"), (["given", "home"], "given"), (["given", "planned"], "partly_given"),
    (["partly_given", "given"], "partly_given"), (["missed", "planned"], "planned"), (["running", "given"], "running"),
    (["refused", "omitted"], "refused"),
])  # fmt: skip
def test_several_doses_of_a_day_are_one_state(states: list[State], shown: State) -> None:
    marks = [mark("etoposide", 1, state, slot=slot) for slot, state in enumerate(states)]
    assert state_of_day(marks) == shown


def test_several_doses_of_a_day_say_how_many_were_given() -> None:
    case = case_data(regimen=regimen({"line": "anakinra", "mg_per_kg_per_day": "2", "doses_per_day": 2, "days": 5}))
    log = only(mark("anakinra", 1, "given", "13"), mark("anakinra", 1, "missed", slot=1))
    found = lane(drawn(log, case), "anakinra").marks[0]
    assert (found.state, found.text.partition("dose ")[2]) == (
        "partly_given", "1 of 5, given in part, 1 of 2 doses, 13\N{NO-BREAK SPACE}mg",
    )  # fmt: skip


def test_the_last_mark_of_a_slot_counts() -> None:
    found = lane(drawn(only(mark("etoposide", 1, "missed"), mark("etoposide", 1, "given", "89"))), "etoposide")
    assert found.marks[0].state == "given"


# --- bars


def test_the_wedge_is_filled_as_far_as_it_was_given_and_has_a_gap_where_it_was_not() -> None:
    found = bar(drawn(day_eleven()), "dexamethasone")
    assert [(step.first, step.last, step.shade, step.label) for step in found.steps[:4]] == [
        (1, 5, "given", "5.9 mg"), (7, 11, "given", "5.9 mg"), (12, 14, "planned", ""), (15, 28, "planned", "3 mg"),
    ]  # fmt: skip
    assert [(one.day, one.state) for one in found.marks] == [(6, "missed")]
    assert found.taper
    assert found.steps[0].text == "dexAMETHasone, 5.9 mg, given on days 1 to 5"


def test_a_day_given_in_part_is_as_high_as_what_was_given() -> None:
    found = bar(drawn(only(mark("dexamethasone", 1, "partly_given", "2.95"))), "dexamethasone")
    assert [(step.first, step.share, step.label) for step in found.steps[:2]] == [
        (1, Fraction(1, 2), "2.95 mg"), (2, Fraction(1), "5.9 mg"),
    ]  # fmt: skip
    assert [(one.day, one.state) for one in found.marks] == [(1, "partly_given")]


def test_days_at_home_are_neither_given_nor_planned() -> None:
    found = bar(drawn(every_state(), EXAMPLE), "dexamethasone")
    assert [(step.first, step.last) for step in found.steps if step.shade == "at_home"] == [(10, 14)]


def test_a_stopped_line_ends_with_one_mark() -> None:
    found = bar(drawn(every_state(), EXAMPLE), "dexamethasone")
    assert found.steps[-1].last == 29
    assert [one.day for one in found.marks if one.state == "stopped"] == [30]


# --- cumulative


def test_the_line_is_solid_as_far_as_it_was_given_and_dashed_from_there() -> None:
    found = drawn(day_eleven()).cumulative
    assert found is not None
    assert (found.given, found.text) == ("453 given", "1,508 planned by week 8")
    assert (found.solid[-1].day, found.solid[-1].total) == (Fraction(23, 2), 3 * DOSE)
    assert found.dashed[0] == found.solid[-1]
    assert (found.dashed[-1].day, found.dashed[-1].total) == (57, 10 * DOSE)


def test_an_omitted_dose_is_planned_no_more_and_a_missed_one_neither() -> None:
    log = day_eleven()
    for state in ("omitted", "missed", "refused", "held"):
        marks = tuple(mark("etoposide", 11, state) if one.day == 11 else one for one in log.marks)
        found = drawn(replace(log, marks=marks)).cumulative
        assert found is not None
        assert found.text == "1,358 planned by week 8"  # nine of ten


def test_a_dose_in_part_counts_as_what_was_given() -> None:
    given = (Rise(1, DOSE), Rise(4, DOSE * Fraction(3, 2)))
    log = only(mark("etoposide", 1, "given", "89"), mark("etoposide", 4, "partly_given", "44.5"), given=given)
    found = drawn(log, today=date(2026, 11, 26)).cumulative
    assert found is not None
    assert (found.given, found.dashed[-1].total) == ("226 given", DOSE * Fraction(19, 2))


def test_a_dose_that_is_late_is_still_to_come_and_rises_from_now() -> None:
    found = drawn(only(mark("etoposide", 1, "late")), today=date(2026, 11, 23)).cumulative
    assert found is not None
    assert found.given == "0 given"
    assert [(one.day, one.total) for one in found.dashed[1:3]] == [(Fraction(5, 2), 0), (Fraction(5, 2), DOSE)]


def test_what_came_before_this_plan_counts() -> None:
    case = edits.put(EXAMPLE, "patient.prior_etoposide_mg_per_m2", "1800")
    found = drawn(RoadLog(), case).cumulative
    assert found is not None
    assert (found.given, found.text) == ("1,800 given", "3,308 planned by week 8")


def test_without_a_log_all_of_the_line_is_dashed() -> None:
    found = drawn(None).cumulative
    assert found is not None
    assert (found.solid, found.given) == ((), "")
    assert (found.dashed[0].day, found.dashed[-1].day) == (1, 57)


def test_after_the_course_nothing_is_planned_any_more() -> None:
    days = (1, 4, 8, 11, 15, 22, 29, 36, 43, 50)
    given = tuple(Rise(day, number * DOSE) for number, day in enumerate(days, 1))
    found = drawn(RoadLog(tuple(mark("etoposide", day, "given", "89") for day in days), given), EXAMPLE,
                  date(2027, 3, 1)).cumulative  # fmt: skip
    assert found is not None
    assert (found.given, found.text) == ("1,508 given", "no further dose planned")
    assert found.solid[-1].day == 57


# --- words


def test_what_differs_is_told_in_words_and_in_order() -> None:
    assert drawn(day_eleven()).deviations == (
        "Day 6, dexAMETHasone 6: missed",
        "Day 8, riTUXimab 2: held (fever), given on day 9",
        f"Day 8, etoposide 3: {LATE}",
        "Day 43, etoposide 9: moved to day 44 (No pharmacy)",
    )


def test_sentences_that_are_handed_over_stand_as_they_are() -> None:
    assert drawn(replace(day_eleven(), deviations=("All is well.",))).deviations == ("All is well.",)


def test_without_a_log_nothing_is_said_to_differ() -> None:
    assert drawn(None).deviations == ()
    assert not drawn(None).told


def test_the_legend_names_only_what_stands_on_the_map() -> None:
    assert [key.state for key in drawn(None, EXAMPLE).legend] == ["planned"]
    assert [key.state for key in drawn(day_eleven()).legend] == [
        "given", "due", "held", "awaiting_release", "planned", "ghost", "missed",
    ]  # fmt: skip


def test_a_review_that_was_done_says_so() -> None:
    found = drawn(only(reviews_done=frozenset({"response_week_2"}))).reviews
    assert [(one.code, one.done) for one in found] == [
        ("response_week_2", True), ("lumbar_puncture_decision", False), ("response_week_8", False),
    ]  # fmt: skip


def test_a_dose_given_after_the_last_week_lengthens_the_map() -> None:
    assert drawn(only(mark("etoposide", 50, "given", "89", on=58))).days == 63


# --- intrathecal


def test_intrathecal_doses_show_their_state_and_never_drug_or_amount() -> None:
    text = "methotrexate 8 mg was not ready"
    found = drawn(only(mark("intrathecal", 16, "held", "8", text), mark("intrathecal", 23, "given", "8")), SPINAL)
    assert [(one.day, one.state) for one in found.intrathecal.marks[:2]] == [(16, "held"), (23, "given")]
    assert found.intrathecal.marks[0].text == "INTRATHECAL, dose 1 of 4, held"
    assert found.deviations == ("Day 16, INTRATHECAL 1: held",)
    assert "methotrexate" not in repr(found)
    assert "8 mg" not in repr(found)


def test_why_an_intrathecal_dose_was_moved_stands_on_its_own_page_alone() -> None:
    moved_day = edits.move_dose(SPINAL, "intrathecal", None, 16, datetime(2026, 12, 8, 11), "10 mL were not ready")
    assert drawn(RoadLog(), moved_day).deviations == ("Day 16, INTRATHECAL 1: moved to day 17",)


@pytest.mark.parametrize("words", ["Day 16: methotrexate given late", "Day 16, INTRATHECAL: 8 mg instead of 10 mg"])
def test_a_sentence_that_names_an_intrathecal_drug_or_amount_is_replaced(words: str) -> None:
    found = drawn(RoadLog(deviations=(words, "Day 1: etoposide 80 mg")), SPINAL)
    assert found.deviations == (
        "What differs of an intrathecal dose stands on its own page", "Day 1: etoposide 80 mg",
    )  # fmt: skip


# --- doses of a day one by one


TWICE = case_data(regimen=regimen("etoposide", {"line": "ciclosporin"}, protocol="hlh-2004"))
EVENING = edits.From("20:00")


def test_a_dose_omitted_alone_is_a_mark_of_its_own_and_its_day_comes_to_the_rest() -> None:
    whole = bar(drawn(None, TWICE), "ciclosporin").steps
    found = bar(drawn(None, edits.omit_dose(TWICE, "ciclosporin", None, 3, "fever", EVENING)), "ciclosporin")
    assert [(step.first, step.last, step.share) for step in whole] == [(1, 56, 1)]
    assert [(step.first, step.last, step.share) for step in found.steps] == [
        (1, 2, 1), (3, 3, Fraction(1, 2)), (4, 56, 1),
    ]  # fmt: skip
    (omitted,) = found.marks
    assert (omitted.day, omitted.state) == (3, "omitted")
    assert "20:00" in omitted.text


def test_a_dose_reduced_alone_counts_with_its_own_amount_and_each_dose_with_its_own_entry() -> None:
    case = edits.reduce_dose(TWICE, "ciclosporin", None, 3, "0.5", "levels", EVENING)
    assert [step.text for step in bar(drawn(None, case), "ciclosporin").steps][:2] == [
        "cycloSPORINE, 82 mg", "cycloSPORINE, 61 mg",
    ]  # fmt: skip
    given = mark("ciclosporin", 3, "given", "40", slot=300), mark("ciclosporin", 3, "held", slot=301)
    found = bar(drawn(only(*given), case), "ciclosporin")
    assert [(one.day, one.state) for one in found.marks] == [(3, "held")]
    assert next(step.text for step in found.steps if step.first == 3).startswith("cycloSPORINE, 40")
