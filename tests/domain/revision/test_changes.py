"""What two versions do not have alike, in words: a task with both moments, findings by gravity, and one line of all."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.edits import move_dose, omit_dose
from hlh_desktop.domain.finding import Finding, Level
from hlh_desktop.domain.revision.changes import raised_rows, summary_words, task_row
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.values import FindingTurn, TaskPair, Turn
from tests.builders import ROOT, knowledge, plan

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=PARIS)


# --- tasks


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (at(6, 8), at(7, 8), ("Sun 6 Dec 2026 08:00", "Mon 7 Dec 2026 08:00")),
        (None, at(7, 8), ("none", "Mon 7 Dec 2026 08:00")),
        (at(6, 8), None, ("Sun 6 Dec 2026 08:00", "none")),
    ],
)
def test_a_task_stands_with_its_moment_in_each_version(
    before: datetime | None, after: datetime | None, told: tuple[str, str]
) -> None:
    row = task_row(TaskPair("mri", "MRI of the brain on 2026-12-06.", before, after), knowledge())
    assert (plain(row.name), plain(row.before), plain(row.after)) == ("MRI of the brain on 6 Dec 2026.", *told)


# --- findings


def turn(how: Turn, code: str, level: Level = "warning", text: str = "Said.") -> FindingTurn:
    return FindingTurn(how, Finding(code, level, text, (), ()))


def test_what_comes_stands_before_what_goes_and_the_gravest_first() -> None:
    turns = [turn("gone", "a", "critical"), turn("new", "b", "info"), turn("new", "c", "refuse"), turn("louder", "d")]
    rows = [(row.state, row.word) for row in raised_rows(turns, knowledge())]
    assert rows == [("refuse", "New."), ("warning", "Louder."), ("info", "New."), ("ok", "Gone.")]


def test_another_value_of_the_same_is_told_with_what_it_was_before() -> None:
    """One line, and not a new finding beside one that is gone."""
    tail = ", above 70 U/L, twice the upper limit of this age. The laboratory's own range decides."
    was = Finding("ast_high", "warning", f"AST 260 U/L (2026-11-21){tail}", (), ())
    now = Finding("ast_high", "warning", f"AST 74 U/L (2026-12-02){tail}", (), ())
    (row,) = raised_rows([FindingTurn("changed", now, was)], knowledge())
    assert (row.state, row.word) == ("warning", "Changed.")
    assert plain(row.text) == f"AST 74 U/L (2 Dec 2026){tail} Before: AST 260 U/L (21 Nov 2026)."


def test_a_bracket_of_which_only_the_end_is_the_same_is_not_told_half() -> None:
    now, was = (
        Finding("inr", "warning", f"INR {value}, limit 1.3 (above 1.3, or low fibrinogen).", (), ())
        for value in ("1.6", "1.4")
    )
    (row,) = raised_rows([FindingTurn("changed", now, was)], knowledge())
    assert plain(row.text).endswith("Before: INR 1.4.")
    parted = Finding("inr", "warning", "INR 1.5, limit 1.2 (above 1.2, or low fibrinogen).", (), ())
    (row,) = raised_rows([FindingTurn("changed", now, parted)], knowledge())
    assert plain(row.text).endswith("Before: INR 1.5, limit 1.2.")


@pytest.mark.parametrize(("count", "told"), [(3, ["Said."] * 3), (4, ["Said. And 3 more like it."])])
def test_of_more_than_three_findings_of_one_code_the_first_is_told(count: int, told: list[str]) -> None:
    assert [row.text for row in raised_rows([turn("new", "a")] * count, knowledge())] == told


# --- one line


def changed(case: dict[str, Any], most: int = 2) -> str:
    return plain(summary_words(difference(plan(TV04), plan(case), knowledge(), NOW), knowledge(), most))


def test_a_dose_that_alone_moves_or_goes_is_named_with_its_day() -> None:
    assert changed(TV04) == "no dose changed"
    assert changed(move_dose(TV04, "rituximab", None, 15, at(7, 9), "theatre")) == "riTUXimab: day 15 moved to day 16"
    assert changed(omit_dose(TV04, "etoposide", None, 22, "neutrophils")) == "etoposide: day 22 left out"


def test_a_dose_that_keeps_its_day_is_told_by_its_drug() -> None:
    assert changed(move_dose(TV04, "etoposide", None, 22, at(13, 16), "theatre")) == "changed: etoposide"


def test_more_drugs_than_there_is_room_for_are_counted() -> None:
    case = omit_dose(omit_dose(TV04, "etoposide", None, 22, "x"), "rituximab", None, 22, "x")
    case = omit_dose(case, "dexamethasone", None, 22, "x")
    assert changed(case, 3) == "changed: etoposide, dexAMETHasone and riTUXimab"
    assert changed(case) == "changed: etoposide, dexAMETHasone and 1 more"
