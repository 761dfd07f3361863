"""The frame around the steps: one may go anywhere at any time, and nothing that was typed is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.builders import ROOT
from tests.ui.wizard.opened import Opened

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def example() -> dict[str, Any]:
    """The example child, entered from end to end."""
    found: dict[str, Any] = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> Opened:
    """A new child, nothing entered."""
    return Opened(qtbot, tmp_path, now)


@pytest.fixture
def full(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> Opened:
    """The example child."""
    return Opened(qtbot, tmp_path, now, example())


def test_it_opens_with_the_cursor_in_the_first_field(empty: Opened) -> None:
    assert empty.focused() is empty.page.step(1).widget_at("patient.mrn").line  # type: ignore[union-attr]


def test_what_was_typed_is_in_the_record_after_a_pause(empty: Opened) -> None:
    empty.qtbot.keyClicks(empty.focused(), "TV04")
    empty.qtbot.waitUntil(lambda: empty.stored["patient"].get("mrn") == "TV04")


def test_any_step_may_be_opened_at_any_time_and_keeps_what_was_typed(empty: Opened) -> None:
    empty.qtbot.keyClicks(empty.focused(), "TV04")
    empty.press(Qt.Key.Key_2, CTRL)
    assert empty.page.entry.draft.step == 2
    assert empty.stored["patient"]["mrn"] == "TV04"
    empty.press(Qt.Key.Key_Left, ALT)
    assert empty.page.entry.draft.step == 1
    assert empty.field("patient.mrn").text() == "TV04"


def test_alt_and_the_arrows_lead_on_and_back(full: Opened) -> None:
    full.press(Qt.Key.Key_Right, ALT)
    assert full.page.entry.draft.step == 2
    full.press(Qt.Key.Key_Left, ALT)
    assert full.page.entry.draft.step == 1
    full.press(Qt.Key.Key_Left, ALT)
    assert full.page.entry.draft.step == 1


def test_the_rail_names_each_step_with_its_state(full: Opened) -> None:
    names = [full.page.rail.step(number).accessibleName() for number in range(1, 8)]
    assert names[0] == "1 Patient, done"
    assert [name.split(",")[0] for name in names] == [
        "1 Patient", "2 Diagnosis", "3 Etiology", "4 Severity", "5 Regimen", "6 Schedule", "7 Review and sign",
    ]  # fmt: skip


def test_a_step_of_the_rail_is_opened_by_a_click(full: Opened) -> None:
    full.qtbot.mouseClick(full.page.rail.step(2), Qt.MouseButton.LeftButton)
    assert full.page.entry.draft.step == 2
    assert full.page.rail.step(2).isChecked()


def test_the_step_is_where_it_was_left_when_the_draft_is_opened_again(full: Opened) -> None:
    full.press(Qt.Key.Key_2, CTRL)
    assert full.ward.draft(full.id).draft.step == 2


def test_undo_and_redo_follow_the_step_of_the_change(full: Opened) -> None:
    step = full.page.step(1)
    sex = step.widget_at("patient.sex")
    full.qtbot.mouseClick(sex.button("male"), Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    full.press(Qt.Key.Key_2, CTRL)
    full.page.rail.undo.setFocus()
    full.press(Qt.Key.Key_Z, CTRL)
    assert full.case["patient"]["sex"] == "female"
    assert full.page.entry.draft.step == 1
    full.page.rail.undo.setFocus()
    full.press(Qt.Key.Key_Y, CTRL)
    assert full.case["patient"]["sex"] == "male"


def test_undo_reaches_the_draft_from_a_field_that_nobody_typed_in(full: Opened) -> None:
    full.page.entry.write("patient.sex", "male")
    line = full.field("patient.family_name")
    full.qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert full.case["patient"]["sex"] == "female"


def test_undo_in_a_field_being_typed_in_is_that_of_the_field(full: Opened) -> None:
    full.page.entry.write("patient.sex", "male")
    line = full.field("patient.family_name")
    full.qtbot.keyClicks(line, "x")
    full.qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert line.text() == "Example"
    assert full.case["patient"]["sex"] == "male"


def test_the_summary_follows_the_entries(empty: Opened) -> None:
    summary = empty.page.summary
    assert ("BSA, Mosteller", "not known yet") in summary.figures.texts()
    empty.type("patient.date_of_birth", "22 Jun 2024")
    empty.type("measurements[0].on", "21 Nov 2026")
    empty.type("measurements[0].weight_kg", "13.5")
    empty.type("measurements[0].height_cm", "92")
    assert dict(summary.figures.texts())["Age on day one"] == "2 y 5 m"
    assert dict(summary.figures.texts())["BSA, Mosteller"] == "0.59\N{NO-BREAK SPACE}m\N{SUPERSCRIPT TWO}"


def test_no_body_surface_is_shown_before_weight_and_height_were_held_against_an_age(full: Opened) -> None:
    full.type("patient.date_of_birth", "22/06/2024")
    full.type("measurements[0].height_cm", "0.92")
    assert ("BSA, Mosteller", "not known yet") in full.page.summary.figures.texts()


def test_the_summary_counts_criteria_lines_and_findings(full: Opened) -> None:
    summary = full.page.summary
    assert summary.verdicts["hlh_2004"].words == "Fulfilled: 6 of 8 met, 2 not assessed, 0 not met"
    assert summary.verdicts["mas_2016"].words.startswith("Does not apply")
    assert ("etoposide, 10 doses", "89\N{NO-BREAK SPACE}mg per dose") in summary.doses.texts()
    assert ("NK activity", "+ 1 item") in summary.missing.texts()


@pytest.mark.parametrize(("width", "folds"), [(1280, True), (1440, False), (1920, False)])
def test_the_summary_folds_behind_a_button_on_a_narrow_page(full: Opened, width: int, folds: bool) -> None:
    full.page.resize(width, 700)
    assert full.page.side.isVisible() is not folds
    assert full.page.ui.side_button.isVisible() is folds
    if folds:
        full.page.ui.side_button.click()
        assert full.page.side.isVisible()
        full.page.resize(1440, 700)
        assert full.page.side.isVisible()


def test_a_larger_text_folds_it_earlier(full: Opened, theme: Theme) -> None:
    theme.choose("light", 1.5)
    full.page.resize(1441, 700)
    assert not full.page.side.isVisible()
    theme.choose("light", 1.0)


def test_a_jump_puts_the_cursor_where_the_answer_belongs(full: Opened) -> None:
    full.page.step(1).jump_wanted.emit(2, "labs.tg")
    assert full.page.entry.draft.step == 2
    line = full.focused()
    assert isinstance(line, QLineEdit)
    assert line.accessibleName() == "Triglycerides, value"


def test_closing_keeps_the_draft_and_goes_to_the_ward(full: Opened) -> None:
    full.type("patient.given_name", "X")
    with full.qtbot.waitSignal(full.desk.went_to_ward):
        full.page.ui.close_button.click()
    assert full.stored["patient"]["given_name"] == "X"


def test_a_signed_plan_leads_to_the_page_of_the_child(full: Opened) -> None:
    class Head:
        child = full.id

    with full.qtbot.waitSignal(full.desk.went_to_child) as told:
        full.page.step(1).signed.emit(Head())
    assert told.args == [full.id, "plan"]


def test_the_banner_is_told_who_the_draft_is_about(empty: Opened) -> None:
    told: list[Any] = []
    empty.desk.child_changed.connect(told.append)
    empty.type("patient.family_name", "Example")
    assert told[-1].name == "EXAMPLE"


def test_what_is_typed_is_kept_when_the_page_is_hidden(empty: Opened) -> None:
    empty.qtbot.keyClicks(empty.focused(), "TV0")
    empty.page.hide()
    assert empty.stored["patient"]["mrn"] == "TV0"


def test_no_label_of_the_frame_is_cut_at_any_size(full: Opened, theme: Theme) -> None:
    for scale, width in ((1.0, 1280), (1.0, 1920), (1.5, 1280), (1.5, 1920)):
        theme.choose("light", scale)
        full.page.resize(width, 620)
        full.qtbot.wait(1)
        for button in (full.page.ui.close_button, full.page.ui.next_button, full.page.ui.side_button):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
        for number in range(1, 8):
            row = full.page.rail.step(number)
            assert row.height() >= row.height_in(row.width())
    theme.choose("light", 1.0)
