"""A change of a dose tried before it is made: nothing is kept, and what it would bring is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain import edits
from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.wizard.day_doses import DoseKey
from hlh_desktop.ward.look import look
from hlh_desktop.ward.placing import Tried, try_out
from tests.builders import case_data, knowledge, regimen

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=ZoneInfo("Europe/Paris"))
NINTH = DoseKey("etoposide", None, 43)
BEFORE = case_data(regimen=regimen("etoposide", "dexamethasone"))


def tried(case: dict[str, Any]) -> Tried:
    draft = Draft(BEFORE)
    return try_out(draft, case, NINTH, before=look(draft, knowledge(), NOW), knowledge=knowledge(), now=NOW)


def move(to: datetime) -> dict[str, Any]:
    return edits.move_dose(BEFORE, "etoposide", None, 43, to, "-")


def test_a_move_that_keeps_the_least_gap_brings_no_warning() -> None:
    found = tried(move(datetime(2027, 1, 4, 14)))
    assert found.gaps is not None
    assert found.gaps.kept == "kept"
    assert [one.code for one in found.new if one.level != "info"] == []


def test_a_move_too_near_says_so_before_it_is_made() -> None:
    found = tried(move(datetime(2027, 1, 9, 14)))
    assert "doses_close" in [one.code for one in found.new]
    assert found.gaps is not None
    assert found.gaps.kept == "too_short"


def test_a_held_dose_has_no_gaps_and_less_etoposide() -> None:
    found = tried(edits.hold_dose(BEFORE, "etoposide", None, 43, "-"))
    assert found.gaps is None
    assert found.plan is not None
    assert str(found.plan.cumulative.shown) == "1357.6"


def test_a_move_before_day_one_is_refused_in_words() -> None:
    found = tried(move(datetime(2026, 11, 20, 14)))
    assert found.plan is None
    assert len(found.problems) == 1
    assert found.problems[0]


def test_a_finding_that_goes_is_told_too() -> None:
    near = Draft(move(datetime(2027, 1, 9, 14)))
    found = try_out(
        near, edits.undo_change(near.case, "etoposide", None, 43), NINTH,
        before=look(near, knowledge(), NOW), knowledge=knowledge(), now=NOW,
    )  # fmt: skip
    assert "doses_close" in [one.code for one in found.gone]
    assert found.new == ()
