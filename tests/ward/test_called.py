"""Tasks that the record calls for beside the plan: by a signed form of response, told with what called for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.results.response.assess import Said
from hlh_desktop.ward.board.source import Source
from hlh_desktop.ward.results import response
from hlh_desktop.ward.results.response import Judgement
from tests.domain.results import demo
from tests.ward import wards
from tests.ward.calling import REVIEW, WEEK_8, answer, at_week_8, open_turn, revised, turns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.results.judged import Judged


NEXT_MORNING = demo.at(50, 10, 0)


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judged:
    return at_week_8(tmp_path, monkeypatch)


def conclude(ward: Judged, conclusion: str, replaces: UUID | None = None, **said: Said) -> UUID:
    """Signs the form of week 8."""
    id_ = uuid4()
    made = response.sheet(ward.desk, ward.child, "week_8", ward.now, replaces=replaces).said(said)
    response.assess(ward.desk, made, Judgement(conclusion), wards.PASSWORD, id_, ward.now)
    return id_


def test_disease_that_persists_at_week_8_asks_for_a_review_with_who_said_so(ward: Judged) -> None:
    assert turns(ward) == []
    conclude(ward, "persistent")
    found = open_turn(ward)
    assert found is not None
    assert (found.due, found.statements) == (NEXT_MORNING, ("S23", "S53", "S58"))
    assert found.text.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "Asked for by the form Response at week 8, signed 10 Jan 2027 by Dr A. Example: "
        "Persistent, relapsing or genetic: continuation to transplantation."
    )


def test_a_form_changes_no_dose_and_no_plan(ward: Judged) -> None:
    before = ward.desk.store.facts()[-1].number
    conclude(ward, "persistent")
    added = [fact.kind for fact in ward.desk.store.facts() if fact.number > before]
    assert added == ["response_assessed", "task_done"]


def test_resolved_and_open_ask_for_nothing(ward: Judged) -> None:
    conclude(ward, "open")
    conclude(ward, "resolved")
    assert turns(ward) == []


def test_a_resolution_that_is_not_met_asks_for_it_and_names_the_definition(ward: Judged) -> None:
    conclude(ward, "open", no_splenomegaly=Said(False))
    found = open_turn(ward)
    assert found is not None
    assert "HLH-2004 resolution" in found.text
    assert "not met" in found.text


def test_a_form_in_the_place_of_another_takes_back_what_that_asked_for(ward: Judged) -> None:
    wrong = conclude(ward, "persistent")
    conclude(ward, "resolved", replaces=wrong)
    assert turns(ward) == []


def test_it_is_answered_once_and_a_later_form_asks_again(ward: Judged) -> None:
    conclude(ward, "improving")
    answer(ward, WEEK_8 + timedelta(hours=1))
    assert [one.state for one in turns(ward)] == ["done"]
    ward.now = demo.at(56, 9, 0)
    conclude(ward, "persistent")
    found = open_turn(ward)
    assert found is not None
    assert found.due == demo.at(56, 10, 0)


def test_an_answer_that_nobody_gave_is_waited_for_whatever_a_later_form_says(ward: Judged) -> None:
    conclude(ward, "persistent")
    ward.now = demo.at(56, 9, 0)
    conclude(ward, "resolved")
    found = open_turn(ward)
    assert found is not None
    assert (found.due, found.state) == (NEXT_MORNING, "overdue")


def test_a_review_that_the_plan_has_is_not_asked_for_twice(ward: Judged) -> None:
    ward.now = demo.at(1)
    revised(ward, etiology={"kind": "malignancy"})
    ward.now = WEEK_8
    conclude(ward, "persistent")
    found = open_turn(ward)
    assert found is not None
    assert found.due == demo.at(49, 10, 0)
    answer(ward, WEEK_8 + timedelta(hours=2))
    assert open_turn(ward) is None


def test_a_review_of_before_the_form_does_not_answer_it(ward: Judged) -> None:
    ward.now = demo.at(1)
    revised(ward, etiology={"kind": "malignancy"})
    ward.now = WEEK_8
    answer(ward, WEEK_8 - timedelta(hours=3))
    conclude(ward, "persistent")
    found = open_turn(ward)
    assert found is not None
    assert found.due == NEXT_MORNING


def test_who_is_referred_by_the_plan_is_not_asked_again(ward: Judged) -> None:
    ward.now = demo.at(1)
    revised(ward, signs={"hlh_gene_defect": True})
    ward.now = WEEK_8
    conclude(ward, "persistent")
    assert turns(ward) == []
    assert open_turn(ward, "transplant_referral") is not None


def test_a_form_of_an_earlier_course_asks_for_nothing_in_this_one(ward: Judged) -> None:
    conclude(ward, "persistent")
    ward.now = demo.at(200)
    day = ward.now.date().isoformat()
    revised(ward, day_one=day)
    assert turns(ward) == []


def test_the_board_counts_it_as_the_chart_does(ward: Judged) -> None:
    board = Source(ward.desk)
    board.look(ward.now)
    conclude(ward, "persistent")
    board.look(ward.now)
    assert [one.code for one in board.kept[ward.child].open_turns if one.code == REVIEW] == [REVIEW]
