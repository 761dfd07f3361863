"""At a revision a factor typed for a whole line is offered from now on: past doses keep theirs, and it can be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractButton

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.revision.against import AgainstStanding
from hlh_desktop.ui.wizard.entry import Entry
from hlh_desktop.ui.wizard.regimen_step import RegimenStep
from tests.ui import wards
from tests.ui.wizard.children import click, example, notes, unnamed, words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.wizard.from_now import FromNow
    from hlh_desktop.ward.open_ward import OpenWard

NOW = datetime(2026, 12, 2, 14, 5, tzinfo=wards.PARIS)  # day 11, five minutes after its dose of etoposide
LINE = ("etoposide", None)


def opened(ward: OpenWard, qtbot: QtBot, etoposide: dict[str, Any] | None = None) -> tuple[Entry, RegimenStep]:
    """The next version of a plan that was signed on day one."""
    number = f"FN{len(ward.children(NOW)) + 1}"
    case = example()
    if etoposide is not None:
        others = [one for one in case["regimen"]["lines"] if one["line"] != "etoposide"]
        case["regimen"]["lines"] = [etoposide, *others]
    head = wards.sign(ward, {**case, "patient": {**case["patient"], "mrn": number}})
    draft = ward.new_draft(head.child, NOW)
    ward.keep_draft(draft, NOW)
    entry = Entry(Desk(ward, lambda: NOW), draft)
    step = RegimenStep(entry)
    qtbot.addWidget(step)
    step.show()
    return entry, step


def typed(entry: Entry, step: RegimenStep, **parameters: Any) -> FromNow:
    for name, value in parameters.items():
        step._type(LINE, name, value, False)
    return step.rows[LINE].from_now


def past(entry: Entry) -> str:
    return next(gate.state for gate in entry.look.gates if gate.key == "past")


def test_a_factor_of_the_whole_line_is_taken_from_now_on(small_ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    entry, step = opened(small_ward, qtbot)
    offer = typed(entry, step, factor="0.75", reason="kidney")
    assert past(entry) == "refused"
    (said,) = notes(offer)
    assert "4 doses have passed and keep their amounts." in said
    assert "75 % of the standard dose can count from the dose of Sun 6 Dec 2026 14:00 on" in said
    assert list(unnamed(offer)) == []
    offer.take.click()
    assert past(entry) == "met"
    assert entry.case["regimen"]["lines"][0] == {"line": "etoposide"}
    (change,) = [one for one in entry.case["regimen"]["changes"] if one["line"] == "etoposide"]
    assert (change["day"], change["time"], change["reach"], change["factor"]) == (15, "14:00", "onward", "0.75")
    assert "From the dose of Sun 6 Dec 2026 14:00 on: 75 % of the standard dose. Reason: kidney" in words(offer)
    card = AgainstStanding()
    qtbot.addWidget(card)
    assert entry.look.plan is not None
    card.show_draft(entry.desk, entry.opened.child, entry.look.plan, 1)
    assert card.sheet is not None
    rows = [(one.detail, one.before, one.after) for one in card.sheet.lines.rows if one.name == "etoposide"]
    assert rows == [("doses 5 to 10", "89", "66")]


def test_it_can_be_taken_back(small_ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    entry, step = opened(small_ward, qtbot)
    offer = typed(entry, step, factor="0.75", reason="kidney")
    offer.take.click()
    click(qtbot, next(one for one in offer.findChildren(QAbstractButton) if one.text() == "Take back"))
    assert "onward" not in str(entry.case["regimen"])
    assert not offer.isVisibleTo(step)


def test_a_first_plan_and_a_line_without_a_factor_ask_nothing(small_ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    _, step = opened(small_ward, qtbot)
    assert not any(row.from_now.isVisibleTo(step) for row in step.rows.values())
    fresh = small_ward.new_draft(None, NOW)
    first = Entry(Desk(small_ward, lambda: NOW), replace(fresh, draft=fresh.draft.with_case(example())))
    other = RegimenStep(first)
    qtbot.addWidget(other)
    assert not typed(first, other, factor="0.75", reason="kidney").isVisibleTo(other)


def test_the_full_dose_comes_back_from_now_on_with_a_reason(small_ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    """A version with half the dose was signed; the next one gives the whole dose again, for a reason."""
    half = {"line": "etoposide", "factor": "0.5", "reason": "kidney"}
    entry, step = opened(small_ward, qtbot, half)
    step._accept(LINE)
    offer = step.rows[LINE].from_now
    (said,) = notes(offer)
    assert "100 % of the standard dose can count from the dose of Sun 6 Dec 2026 14:00 on" in said
    assert offer.reason.isVisibleTo(step)
    assert not offer.take.isEnabled()
    assert list(unnamed(offer)) == []
    qtbot.keyClicks(offer.reason.line, "kidney recovered")
    click(qtbot, offer.take)
    assert past(entry) == "met"
    assert entry.case["regimen"]["lines"][0] == half
    (change,) = [one for one in entry.case["regimen"]["changes"] if one["line"] == "etoposide"]
    assert (change["factor"], change["reach"], change["reason"]) == ("1", "onward", "kidney recovered")
