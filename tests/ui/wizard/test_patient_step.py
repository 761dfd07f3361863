"""Step 1: who the child is, allergies that must be said, weight and height, and what is rare typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.wizard.wizard import WizardPage
from tests.builders import case_data
from tests.ui import wards
from tests.ui.wizard.opened import Opened
from tests.ui.wizard.test_frame import example

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.wizard.allergies import Allergies
    from hlh_desktop.ui.wizard.patient_step import PatientStep
    from hlh_desktop.ward.open_ward import OpenWard

CLICK = Qt.MouseButton.LeftButton
WEIGHT, HEIGHT = "measurements[0].weight_kg", "measurements[0].height_cm"


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> Opened:
    """A new child, nothing entered."""
    return Opened(qtbot, tmp_path, now)


@pytest.fixture
def full(qtbot: QtBot, theme: Theme, tmp_path: Path, now: datetime) -> Opened:
    """The example child."""
    return Opened(qtbot, tmp_path, now, example())


def step(opened: Opened) -> PatientStep:
    found: PatientStep = opened.page.step(1)  # type: ignore[assignment]
    return found


def allergies(opened: Opened) -> Allergies:
    return step(opened).allergies


# --- weights of the record


def test_rows_of_the_record_leave_nothing_of_theirs_above_the_row_that_is_typed(
    qtbot: QtBot, theme: Theme, small_ward: OpenWard, now: datetime
) -> None:
    """Each hidden row once left its line behind: a stack of lines over an empty card."""
    rows = [{"on": f"2026-11-{day}", "weight_kg": "13.5", "height_cm": "92"} for day in (19, 20, 21)]
    child = wards.sign(small_ward, case_data(measurements=rows)).child
    desk = Desk(small_ward, lambda: now)
    page = WizardPage(desk, small_ward.new_draft(child, now).id)
    desk.setParent(page)
    qtbot.addWidget(page)
    found: PatientStep = page.step(1)  # type: ignore[assignment]
    card = found.measures
    assert [row.isVisibleTo(card) for row in card.rows] == [False, False, False, True]
    assert not any(line.isVisibleTo(card) for line in card.above)
    page.entry.write("measurements[3]", {"on": "2026-11-22", "weight_kg": "13.6"})
    page.entry.write("measurements[4]", {})
    page.entry.settle()
    assert [line.isVisibleTo(card) for line in card.above] == [False] * 4 + [True]


# --- when HLH was first suspected


def test_when_hlh_was_first_suspected_is_typed_with_its_clock_time_and_changes_no_dose(full: Opened) -> None:
    before = full.look.plan
    assert before is not None
    field = step(full).suspected
    field.line.setFocus()
    full.qtbot.keyClicks(field.line, "21 Nov 2026 18:00")
    assert full.case["suspected_at"] == "2026-11-21T18:00"
    assert full.look.plan is not None
    assert (full.look.plan.orders, full.look.plan.findings) == (before.orders, before.findings)


def test_a_day_without_a_clock_time_is_no_moment_and_an_empty_field_is_not_known(full: Opened) -> None:
    field = step(full).suspected
    field.line.setFocus()
    full.qtbot.keyClicks(field.line, "21 Nov 2026")
    assert [one.path for one in full.look.problems if one.kind == "wrong"] == ["suspected_at"]
    field.line.selectAll()
    full.qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    assert not full.look.problems
    assert full.look.plan is not None
    assert full.look.plan.case.suspected_at is None


# --- identity


def test_a_child_is_entered_by_keyboard_alone(empty: Opened) -> None:
    qtbot = empty.qtbot
    for words in ("TV04", "Example", "Four", "22 Jun 2024"):
        qtbot.keyClicks(empty.focused(), words)
        empty.press(Qt.Key.Key_Tab)
    empty.press(Qt.Key.Key_Space)  # Female
    assert empty.look.problems is not None
    assert empty.case["patient"] == {
        "mrn": "TV04", "family_name": "Example", "given_name": "Four", "date_of_birth": "2024-06-22", "sex": "female",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["22 Jun 2024", "2024-06-22", "22.06.2024"])
def test_a_birth_date_is_read_and_written_out(empty: Opened, typed: str) -> None:
    line = empty.type("patient.date_of_birth", typed)
    assert line.text() == "22 Jun 2024"
    assert empty.case["patient"]["date_of_birth"] == "2024-06-22"
    assert step(empty).age.text() == "2 y 5 m on day one"


@pytest.mark.parametrize("typed", ["22/06/2024", "06/22/2024", "22 Jun 24", "31 Jun 2024", "June"])
def test_a_date_that_could_be_another_is_stopped_at_the_field_and_stays_as_typed(empty: Opened, typed: str) -> None:
    line = empty.type("patient.date_of_birth", typed)
    assert line.text() == typed
    assert step(empty).born.note.isVisible()
    assert "22 Nov 2026" in step(empty).born.note.accessibleName()
    assert empty.look.age is None


def test_a_date_being_typed_is_not_called_wrong(empty: Opened) -> None:
    line = empty.field("patient.date_of_birth")
    empty.qtbot.keyClicks(line, "22 J")
    empty.page.entry.settle()
    assert not step(empty).born.note.isVisible()
    empty.press(Qt.Key.Key_Tab)
    assert step(empty).born.note.isVisible()


def test_gestation_is_asked_of_the_young_only(empty: Opened) -> None:
    empty.type("patient.date_of_birth", "22 Jun 2024")
    assert not step(empty).gestation.isVisible()
    empty.type("patient.date_of_birth", "1 Oct 2026")
    assert step(empty).gestation.isVisible()
    empty.type("patient.gestation_weeks", "33")
    assert empty.case["patient"]["gestation_weeks"] == 33


# --- allergies


def test_nobody_has_asked_about_allergies_until_it_is_said(empty: Opened) -> None:
    assert empty.case["patient"].get("allergies") is None
    empty.qtbot.mouseClick(allergies(empty).answer.button("none"), CLICK)
    assert empty.case["patient"]["allergies"] == []


def test_opening_the_list_is_not_yet_an_answer(empty: Opened) -> None:
    empty.qtbot.mouseClick(allergies(empty).answer.button("none"), CLICK)
    empty.qtbot.mouseClick(allergies(empty).answer.button("some"), CLICK)
    assert empty.case["patient"]["allergies"] is None
    assert any(gate.key == "allergies" and gate.state == "open" for gate in empty.look.gates)


def test_allergies_are_named_and_removed(empty: Opened) -> None:
    empty.qtbot.mouseClick(allergies(empty).answer.button("some"), CLICK)
    for name in ("penicillin", "Penicillin", "latex"):
        empty.qtbot.keyClicks(allergies(empty).name.line, name)
        empty.qtbot.keyClick(allergies(empty).name.line, Qt.Key.Key_Return)
    assert empty.case["patient"]["allergies"] == ["penicillin", "latex"]
    allergies(empty)._removed(0)
    assert empty.case["patient"]["allergies"] == ["latex"]
    allergies(empty)._removed(0)
    assert empty.case["patient"]["allergies"] is None


def test_a_name_that_was_typed_and_not_entered_is_kept_when_the_field_is_left(empty: Opened) -> None:
    empty.qtbot.mouseClick(allergies(empty).answer.button("some"), CLICK)
    empty.qtbot.keyClicks(allergies(empty).name.line, "penicillin")
    empty.field("patient.mrn")
    assert empty.case["patient"]["allergies"] == ["penicillin"]


# --- weight and height


def test_pounds_for_kilograms_are_asked_about_with_a_hint(full: Opened) -> None:
    full.type(WEIGHT, "24")
    box = step(full).measures.rows[0].doubts[WEIGHT]
    assert box.isVisible()
    assert "pounds" in box.what.accessibleName().casefold()
    gate = next(gate for gate in full.look.gates if gate.key.startswith("rare"))
    assert gate.state != "met"


def test_a_rare_weight_counts_once_typed_again_and_given_a_reason(full: Opened) -> None:
    full.type(WEIGHT, "24")
    box = step(full).measures.rows[0].doubts[WEIGHT]
    full.qtbot.keyClicks(box.field.line, "25")
    full.page.entry.settle()
    assert box.field.note.isVisible()
    box.field.line.selectAll()
    full.qtbot.keyClicks(box.field.line, "24")
    full.page.entry.settle()
    assert not box.field.note.isVisible()
    assert box.reasons is not None
    box.reasons.box.setCurrentIndex(1)
    box.reasons.box.activated.emit(1)
    doubt = next(one for one in full.look.doubts if one.path == WEIGHT)
    assert doubt.confirmed
    full.type(WEIGHT, "23.5")
    assert not next(one for one in full.look.doubts if one.path == WEIGHT).confirmed


def test_a_reason_may_be_given_in_other_words(full: Opened) -> None:
    full.type(WEIGHT, "24")
    box = step(full).measures.rows[0].doubts[WEIGHT]
    full.qtbot.keyClicks(box.field.line, "24")
    assert box.reasons is not None
    last = box.reasons.box.count() - 1
    box.reasons.box.setCurrentIndex(last)
    box.reasons.box.activated.emit(last)
    assert box.words.isVisible()
    full.qtbot.keyClicks(box.words.line, "Weighed on two scales")
    full.qtbot.keyClick(box.words.line, Qt.Key.Key_Tab)
    doubt = next(one for one in full.look.doubts if one.path == WEIGHT)
    assert doubt.reason == "Weighed on two scales"
    assert doubt.confirmed


def test_the_body_is_drawn_beside_the_usual_one(full: Opened) -> None:
    picture = step(full).measures.picture
    assert picture.badge.accessibleName() == "as usual"
    full.type(WEIGHT, "24")
    assert picture.badge.accessibleName() == "far heavier than usual"


def test_a_second_day_is_another_row_and_the_first_stays(full: Opened) -> None:
    measures = step(full).measures
    full.qtbot.mouseClick(measures.more, CLICK)
    full.type("measurements[1].on", "22 Nov 2026")
    full.type("measurements[1].weight_kg", "13.7")
    assert full.case["measurements"][0]["weight_kg"] == "13.5"
    assert full.look.weight is not None
    assert str(full.look.weight.value) == "13.7"
    full.qtbot.mouseClick(measures.remove, CLICK)
    assert len(full.case["measurements"]) == 1


def test_today_is_written_by_a_button(empty: Opened) -> None:
    empty.qtbot.mouseClick(step(empty).measures.rows[0].today, CLICK)
    assert empty.case["measurements"][0]["on"] == "2026-11-22"


def test_an_estimate_is_said_and_kept(full: Opened) -> None:
    row = step(full).measures.rows[0]
    full.qtbot.mouseClick(row.source.button("estimated"), CLICK)
    full.qtbot.mouseClick(row.lying.button(False), CLICK)
    assert full.case["measurements"][0]["weight_source"] == "estimated"
    assert full.case["measurements"][0]["lying"] is False


# --- what is asked elsewhere


def test_etoposide_given_before_is_asked_once_and_not_here(full: Opened) -> None:
    assert step(full).widget_at("patient.prior_etoposide_mg_per_m2") is None
    assert full.page.step(4).widget_at("patient.prior_etoposide_mg_per_m2") is not None


def test_a_day_one_that_can_not_be_read_belongs_to_this_page(full: Opened) -> None:
    full.type("day_one", "soon")
    assert [note.step for note in full.look.problems if note.path == "day_one"] == [1]
    assert full.look.steps[0].state == "attention"
