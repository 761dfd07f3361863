"""Response on the ward: a form signed once with the values as seen, its task answered, replaced but never changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.log.tasks import TaskState
from hlh_desktop.domain.results.response.assess import Said
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import tasks
from hlh_desktop.ward.results import response
from hlh_desktop.ward.results.response import Judgement
from tests.builders import knowledge
from tests.domain.results import demo
from tests.ward import wards
from tests.ward.results.judged import SECRET, Judged, judged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hlh_desktop.ward.results.response import Sheet

PARTIAL = Judgement("partial", "Spleen 2 cm.")


@pytest.fixture
def ward(tmp_path: Path) -> Judged:
    made = judged(tmp_path)
    made.to_day(-2, 0, 7, 14)
    return made


def sheet(ward: Judged, form: str = "week_2", said: Mapping[str, Said] | None = None, **more: UUID) -> Sheet:
    return response.sheet(ward.desk, ward.child, form, ward.now, **more).said(said or {})


def sign(ward: Judged, made: Sheet, judgement: Judgement = PARTIAL, id_: UUID | None = None) -> UUID:
    id_ = id_ or uuid4()
    response.assess(ward.desk, made, judgement, wards.PASSWORD, id_, ward.now)
    return id_


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def turn(ward: Judged, code: str = "response_week_2") -> list[TaskState]:
    return [one for one in tasks.tasks(ward.desk, ward.child, ward.now) if one.code == code]


def refused(deed: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        deed()
    assert knowledge().wording.say(f"problem.{caught.value.code}", **caught.value.values)
    return caught.value.code


def test_the_form_is_filled_from_the_results_in_words_that_can_be_checked(ward: Judged) -> None:
    made = sheet(ward)
    rows = {one.code: made.words.row(one) for one in made.assessment.items}
    seen = {code: plain(row.seen) for code, row in rows.items()}
    assert seen["ferritin_fall_25"] == (
        "ferritin 11,734 to 1,350 microgram/L in 14 days, 88 % less (22 Nov 07:20 to 6 Dec 07:20)"
    )
    assert seen["platelets_100"].endswith("10⁹/L on 6 Dec 07:20")
    assert rows["no_fever"].why == "no result"
    assert rows["fibrinogen_normal"].why.startswith("by a usual range")
    told = [plain(made.words.definition(one)) for one in made.assessment.definitions]
    assert told == [
        "HLH-2004 clinical response (2 weeks): open. 3 of 5 met, 2 not assessed",
        "Partial response (DEP study): met. 2 of 5 met, 1 not assessed; 2 of them are asked for",
    ]


def test_signing_answers_the_task_in_the_same_transaction(ward: Judged) -> None:
    before = ward.desk.store.facts()[-1].number
    sign(ward, sheet(ward))
    added = [fact for fact in ward.desk.store.facts() if fact.number > before]
    assert [fact.kind for fact in added] == ["response_assessed", "task_done"]
    assert len({fact.saved for fact in added}) == 1
    (state,) = turn(ward)
    assert state.answer is not None
    assert (state.state, state.answer.note) == ("done", "Partial response: go on, and look again")


def test_it_is_frozen_with_values_overrides_conclusion_and_own_words(ward: Judged) -> None:
    said = {"platelets_100": Said(False, "clumped"), "spleen_smaller": Said(True)}
    sign(ward, sheet(ward, said=said))
    (one,) = response.assessed(ward.desk, ward.child)
    items = {item.text: item for item in one.items}
    assert (one.by, one.conclusion, one.text) == (
        "Dr A. Example",
        "Partial response: go on, and look again",
        "Spleen 2 cm.",
    )
    platelets = next(item for text, item in items.items() if text.startswith("Platelets 100"))
    assert (platelets.state, platelets.reason) == ("not_met", "clumped")
    assert "121" in platelets.seen
    fact = ward.desk.store.facts(ward.child, ("response_assessed",))[0]
    saw = {item["code"]: item for item in fact.body["items"]}
    assert (saw["platelets_100"]["results_say"], saw["spleen_smaller"]["answered"]) == ("met", "clinician")
    assert fact.body["day_one"] == "2026-11-22"
    ward.write(demo.result("plt", "20", 15))
    assert response.assessed(ward.desk, ward.child) == (one,)


def test_pressed_twice_it_stands_once(ward: Judged) -> None:
    made = sheet(ward)
    id_ = sign(ward, made)
    sign(ward, made, id_=id_)
    assert len(response.assessed(ward.desk, ward.child)) == 1
    assert len(turn(ward)) == 1


def test_another_answer_than_the_results_needs_its_reason(ward: Judged) -> None:
    assert refused(lambda: sign(ward, sheet(ward, said={"platelets_100": Said(False, " ")}))) == "response_unreasoned"
    assert refused(lambda: sign(ward, sheet(ward, said={"no_fever": Said(True)}))) == "response_unreasoned"
    assert response.assessed(ward.desk, ward.child) == ()


def test_the_program_concludes_nothing(ward: Judged) -> None:
    assert refused(lambda: sign(ward, sheet(ward), Judgement("responder"))) == "response_conclusion"


def test_a_result_that_came_since_must_be_seen_first(ward: Judged) -> None:
    made = sheet(ward)
    ward.write(demo.result("plt", "90", 14, moment=demo.at(14, 11)))
    assert refused(lambda: sign(ward, made)) == "response_changed"
    assert response.assessed(ward.desk, ward.child) == ()
    assert turn(ward)[0].open
    sign(ward, sheet(ward))


def test_a_physician_signs_and_shows_who_they_are(ward: Judged) -> None:
    made = sheet(ward)
    wrong = lambda: response.assess(ward.desk, made, PARTIAL, "wrong password here", uuid4(), ward.now)  # noqa: E731
    assert refused(wrong) == "wrong_password"
    nurse = ward.nurse()
    assert refused(lambda: response.assess(nurse, made, PARTIAL, SECRET, uuid4(), ward.now)) == "not_allowed"


def test_a_pin_is_enough(ward: Judged) -> None:
    ward.desk.set_pin(wards.PASSWORD, "2468", ward.now, wards.CHEAP)
    response.assess(ward.desk, sheet(ward), PARTIAL, "2468", uuid4(), ward.now)
    assert len(response.assessed(ward.desk, ward.child)) == 1


def test_one_is_replaced_by_another_and_stays_readable(ward: Judged) -> None:
    first = sign(ward, sheet(ward))
    second = sign(ward, sheet(ward, replaces=first), Judgement("response"))
    newest, old = response.assessed(ward.desk, ward.child)
    assert (newest.id, newest.replaces, newest.replaced_by) == (second, first, None)
    assert (old.id, old.replaced_by) == (first, "Dr A. Example")
    assert len(turn(ward)) == 1
    assert refused(lambda: sheet(ward, replaces=first)) == "response_superseded"


def test_a_signed_form_stands_as_it_was_and_tells_which_of_its_results_were_corrected_since(ward: Judged) -> None:
    sign(ward, sheet(ward))
    (before,) = response.assessed(ward.desk, ward.child)
    assert before.gone == ()
    plt = next(one for one in sheet(ward).assessment.items if one.code == "platelets_100").answer.seen[-1]
    right = replace(plt.reported, value=Decimal(21))
    ward.desk.labs.correct(ward.child, plt.id, right, "typed wrongly", uuid4(), ward.now)
    (after,) = response.assessed(ward.desk, ward.child)
    assert [plain(one)[:14] for one in after.gone] == ["Platelets 100 "]
    assert after.items == before.items, "what was signed is what was seen"


def test_two_who_replace_the_same_one_do_not_both(ward: Judged) -> None:
    first = sign(ward, sheet(ward))
    mine, theirs = sheet(ward, replaces=first), sheet(ward, replaces=first)
    sign(ward, theirs)
    assert refused(lambda: sign(ward, mine)) == "response_superseded"


def test_without_a_task_it_is_signed_all_the_same(ward: Judged) -> None:
    made = sheet(ward, "first_48_hours")
    assert made.turn is None
    sign(ward, made, Judgement("open"))
    assert response.assessed(ward.desk, ward.child)[0].form == "first_48_hours"


def test_a_reactivation_is_signed_without_a_task_of_its_own(ward: Judged) -> None:
    made = sheet(ward, "reactivation")
    assert (made.turn, made.known.start) == (None, demo.START)
    sign(ward, made, Judgement("other"))
    (signed,) = response.assessed(ward.desk, ward.child)
    assert signed.form == "reactivation"
    assert plain(signed.definitions[0]).startswith("HLH-2004 reactivation: ")
    assert plain(signed.definitions[0]).endswith("; 3 of them are asked for")


def test_the_form_of_48_hours_compares_with_the_day_its_treatment_began(ward: Judged) -> None:
    facts = ward.desk.store.facts(ward.child, response.WANTED)
    asked = TaskState("response_24_48h", demo.at(5, 8), "", "due")
    assert response.start_of(knowledge(), facts, "first_48_hours", [asked]) == demo.at(4).date()
    assert response.begun_of(knowledge(), "first_48_hours", [asked]) == demo.at(4, 8)
    assert response.begun_of(knowledge(), "week_2", [asked]) is None
    assert response.start_of(knowledge(), facts, "first_48_hours") == demo.START
    assert response.start_of(knowledge(), facts, "week_2", [asked]) == demo.START


def test_a_form_that_there_is_not_and_a_child_without_a_plan(ward: Judged) -> None:
    assert refused(lambda: sheet(ward, "week_3")) == "response_no_form"
    assert refused(lambda: response.sheet(ward.desk, uuid4(), "week_2", ward.now)) == "response_no_child"
    assert response.notes(ward.desk, uuid4(), ward.now) == ()


def test_the_history_tells_the_whole_of_it(ward: Judged) -> None:
    sign(ward, sheet(ward, said={"platelets_100": Said(False, "clumped")}))
    told = next(one for one in ward.desk.history(ward.child, ward.now) if one.what == "Response assessed")
    assert told.group == "tasks"
    for words in (
        "Response at week 2: Partial response",
        "HLH-2004 clinical response (2 weeks): not met",
        "not met by the clinician; reason: clumped",
        "Spleen 2 cm.",
    ):
        assert words in plain(told.detail)


# --- beside the charts


def test_what_to_read_beside_the_charts_is_told_with_its_source(ward: Judged) -> None:
    found = {plain(one.head): one for one in response.notes(ward.desk, ward.child, ward.now)}
    sign_ = found["Day 7, sCD25 38 % less."]
    assert (sign_.mark, plain(sign_.source)) == ("ok", "D46 R")
    assert "n = 89" in sign_.text
    assert found["Week 2, ferritin 1,350 microgram/L."].mark == "ok"
    assert found["Ferritin 88 % less since the start."].mark == "info"


def test_worsening_stands_first_with_both_sides(ward: Judged) -> None:
    ward.write(demo.result("plt", "60", 14.5), demo.result("fibrinogen", "1.1", 14.5))
    first, article, guidance = response.notes(ward.desk, ward.child, ward.now)[:3]
    assert (first.mark, first.head) == ("warning", "Reconsider.")
    assert "2 markers are worse within 24 hours" in plain(first.text)
    assert "changes nothing by itself" in first.text
    assert (plain(article.source), plain(guidance.source)) == ("ART R", "T8 R, T7 S")
