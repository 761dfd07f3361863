"""The forms on the demo series, by hand; definitions counted by themselves, never one for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.results.response.assess import Said, assess, items_of
from tests.builders import knowledge
from tests.domain.results.demo import result, seen, series

RULES = knowledge().response


def states(form: str, day: float) -> dict[str, str]:
    return {one.code: one.state for one in assess(form, seen(series(day), day), {}).items}


def test_at_24_hours_every_marker_is_worse_and_what_was_not_asked_stays_open() -> None:
    assert states("first_48_hours", 1) == {
        "no_fever": "unknown", "ferritin_falling": "not_met", "platelets_held": "not_met",
        "fibrinogen_held": "not_met", "organs": "unknown", "nervous_system": "unknown",
    }  # fmt: skip


def test_at_week_2_the_series_responds_as_far_as_it_was_measured() -> None:
    assert states("week_2", 14) == {
        "no_fever": "unknown", "spleen_smaller": "unknown", "platelets_100": "met", "fibrinogen_normal": "met",
        "ferritin_fall_25": "met", "scd25_fall_third": "met", "triglycerides_fall_25": "not_met",
        "neutrophils_recovered": "not_met", "alt_halved": "unknown", "nervous_system": "unknown",
    }  # fmt: skip
    found = {one.code: one for one in assess("week_2", seen(series(14), 14), {}).definitions}
    response, partial = found["hlh_2004_response"], found["partial_response"]
    assert (response.state, response.counts.met, response.counts.unknown) == ("unknown", 3, 2)
    assert (partial.state, partial.counts.met, partial.counts.unknown) == ("met", 2, 1)


def test_at_week_8_ferritin_of_610_is_not_resolved() -> None:
    found = assess("week_8", seen(series(28), 28), {})
    said = {one.code: one.state for one in found.items}
    assert {code for code, state in said.items() if state == "not_met"} == {"ferritin_500"}
    assert said["scd25_falling"] == said["triglycerides_3"] == said["hemoglobin_90"] == "met"
    resolution, complete = found.definitions
    assert (resolution.state, resolution.counts.met, resolution.counts.unknown) == ("not_met", 5, 3)
    assert (complete.state, complete.counts.unknown) == ("unknown", 7)


def test_a_reactivation_is_three_of_eight_or_new_neurological_signs_alone() -> None:
    # Day 28 again, fallen ill: fever, platelets 90 and triglycerides 3.0, the rest as it was.
    ill = [*series(28), result("temp", "38.6", 28), result("plt", "90", 28.1), result("tg", "3.0", 28.1)]
    found = assess("reactivation", seen(ill, 28.2), {})
    three, brain = found.definitions
    assert (three.state, three.counts.met, three.counts.not_met, three.counts.unknown) == ("met", 3, 2, 3)
    assert brain.state == "unknown"
    two = assess("reactivation", seen(ill[:-1], 28.2), {}).definitions[0]
    assert (two.state, two.counts.met) == ("unknown", 2), "what was not assessed may make it three"
    well = {code: Said(False) for code in ("splenomegaly", "hemophagocytosis", "ferritin_rising")}
    assert assess("reactivation", seen(ill[:-1], 28.2), well).definitions[0].state == "not_met"
    alone = assess("reactivation", seen(series(28), 28), {"new_neurological": Said(True)})
    assert [one.state for one in alone.definitions] == ["unknown", "met"]


def test_salvage_is_read_by_each_study_by_itself_and_by_no_other() -> None:
    # Day 14 by hand: sCD25 14,700 to 4,300, ferritin 11,734 to 1,350, triglycerides 3.8 to 3.2, platelets 41 to 121.
    found = assess("salvage", seen(series(14), 14), {})
    said = {one.code: one.state for one in found.items}
    assert [said[code] for code in ("ferritin_2000", "scd25_not_risen", "scd25_fall_25", "platelets_rise_25")] == [
        "met"
    ] * 4
    assert (said["triglycerides_fall_25"], said["alt_fall_25"], said["no_fever"]) == ("not_met", "unknown", "unknown")
    complete, partial, improved, alemtuzumab = found.definitions
    assert (complete.state, complete.counts.met, complete.counts.unknown) == ("unknown", 2, 5)
    assert (partial.state, improved.state) == ("unknown", "unknown")
    assert (alemtuzumab.state, alemtuzumab.counts.met) == ("met", 3), "neutrophils 0.7 to 0.8 are 14 % more"


def test_the_clinicians_word_counts_before_the_results_and_asks_for_its_reason() -> None:
    known = seen(series(14), 14)
    plain = assess("week_2", known, {"no_fever": Said(True), "spleen_smaller": Said(True)})
    assert plain.definitions[0].state == "met"
    assert [one.code for one in plain.unreasoned] == ["no_fever"]
    reasoned = assess("week_2", known, {"no_fever": Said(True, "chart at the bed"), "spleen_smaller": Said(True)})
    assert not reasoned.unreasoned
    against = assess("week_2", known, {"platelets_100": Said(False, "clumped")})
    assert against.definitions[0].state == "not_met"
    assert against.items[2].answer.truth is True


def test_a_new_result_is_another_form_than_the_one_that_was_seen() -> None:
    before = assess("week_2", seen(series(14), 14), {})
    again = assess("week_2", seen(series(14), 14.01), {})
    newer = assess("week_2", seen([*series(14), result("plt", "125", 14.01)], 14.02), {})
    assert before.signature == again.signature != newer.signature


@pytest.mark.parametrize("form", RULES.forms)
def test_with_nothing_known_no_definition_is_met_or_missed(form: str) -> None:
    found = assess(form, seen([], 14), {})
    assert {one.state for one in found.items} == {"unknown"}
    assert {one.state for one in found.definitions} == {"unknown"}


TRUTHS = st.sampled_from([True, False, None])


@given(st.sampled_from(sorted(RULES.forms)), st.data())
def test_what_is_not_assessed_never_counts_as_met(form: str, data: st.DataObject) -> None:
    said = {code: Said(data.draw(TRUTHS), "x") for code in items_of(form, RULES)}
    for one in assess(form, seen([], 14), said).definitions:
        met = sum(said[code].truth is True for code in one.rule.items)
        missed = sum(said[code].truth is False for code in one.rule.items)
        assert (one.truth is True) is (met >= one.rule.need)
        assert (one.truth is False) is (len(one.rule.items) - missed < one.rule.need)
