"""Step 6: doses moved, held and omitted by key, by mouse and by dragging; first doses asked about; times of the day."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from hlh_desktop.domain import edits
from hlh_desktop.domain.wizard.day_doses import DoseKey
from hlh_desktop.ui.wizard.calendar_chip import DoseChip
from hlh_desktop.ui.wizard.calendar_layout import _levelled
from hlh_desktop.ui.wizard.schedule_step import ScheduleStep
from tests.ui.wizard.children import click, example, notes, too_wide, words
from tests.ui.wizard.named import nameless
from tests.ui.wizard.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

    At = Callable[..., tuple[Opened, ScheduleStep]]

NINTH = DoseKey("etoposide", None, 43)
REASON = "No cytotoxic pharmacy on that day"
EARLY = datetime.fromisoformat("2026-11-22T07:00+01:00")


def etoposide(number: int) -> DoseKey:
    return DoseKey("etoposide", None, (1, 4, 8, 11, 15, 22, 29, 36, 43, 50)[number - 1])


@pytest.fixture
def at_step(qtbot: QtBot, theme: Theme, tmp_path: Path) -> At:
    def opened(case: dict[str, Any] | None = None, now: datetime = EARLY) -> tuple[Opened, ScheduleStep]:
        wizard = Opened(qtbot, tmp_path, now, example() if case is None else case, step=6)
        qtbot.waitUntil(wizard.page.isActiveWindow)
        step = wizard.page.step(6)
        assert isinstance(step, ScheduleStep)
        return wizard, step

    return opened


def chip(step: ScheduleStep, key: DoseKey) -> DoseChip:
    found = step.calendar.sheet.chip(key)
    assert found is not None
    return found


def changes(wizard: Opened) -> list[dict[str, Any]]:
    found = wizard.stored["regimen"].get("changes", [])
    assert isinstance(found, list)
    return found


def facts(step: ScheduleStep) -> str:
    return words(step.form_side.form.facts)


# --- what is said at the foot


def test_first_doses_that_are_asked_for_are_told_at_the_foot_also_where_the_side_is_folded(at_step: At) -> None:
    wizard, step = at_step(now=datetime.fromisoformat("2026-11-22T10:20+01:00"))
    asked = sum(one.asked for one in wizard.look.day_one)
    assert asked > 1
    assert step.hint(wizard.look) == f"{asked} first doses to answer: Dose and times"
    assert wizard.page.ui.hint.text() == step.hint(wizard.look)


def test_where_no_first_dose_is_asked_for_the_foot_says_how_to_move_one(at_step: At) -> None:
    wizard, step = at_step()
    assert step.hint(wizard.look).startswith("Drag a dose")


# --- the calendar


def test_every_dose_of_the_plan_stands_in_the_calendar_with_its_whole_name(at_step: At) -> None:
    _, step = at_step()
    names = [one.accessibleName() for one in step.calendar.sheet.findChildren(DoseChip)]
    assert sum(name.startswith("etoposide ") for name in names) == 10
    assert sum(name.startswith("riTUXimab ") for name in names) == 4
    assert sum(name.startswith("immunoglobulin ") for name in names) == 2
    assert "etoposide 9, Sun 3 Jan 2027, day 43, 14:00, planned" in [name.replace("\xa0", " ") for name in names]


@pytest.mark.parametrize(("width", "scale"), [(1440, 1.0), (1280, 1.0), (1280, 1.5), (1920, 1.0)])
def test_no_word_of_a_dose_is_cut_or_runs_into_another(at_step: At, theme: Theme, width: int, scale: float) -> None:
    theme.choose("light", scale)
    case = example()
    case["regimen"]["lines"] += [{"line": "methylprednisolone_pulse"}, {"line": "intrathecal"}]
    case["regimen"]["lines"] += [{"line": "liposomal_amphotericin_b", "scheme": "infantum_21"}]
    wizard, step = at_step(edits.hold_dose(case, "rituximab", None, 15, "Infection"))
    wizard.page.resize(width, 800)
    sheet = step.calendar.sheet
    measure = sheet._measure()
    for cell in sheet.laid.cells:
        rects = [box.rect for box in (*cell.doses, *cell.ghosts)]
        assert all(cell.rect.contains(rect) for rect in rects)
        assert not any(one.intersects(other) for one in rects for other in rects if one is not other)
        for box in cell.doses:
            wide = max(measure.font(box.dose).horizontalAdvance(line) for line in box.lines)
            assert wide <= box.rect.width() - 2 * measure.px(5), box.lines
            assert len(box.lines) * measure.font(box.dose).height() <= box.rect.height()
            assert (
                " ".join(box.lines)
                .replace("\xa0", " ")
                .startswith("intrathecal" if box.dose.kind == "intrathecal" else box.dose.title)
            )


def test_eight_weeks_fit_a_window_of_1440_by_900(at_step: At) -> None:
    wizard, step = at_step()
    wizard.page.resize(1440, 900 - 112 - 28)
    QApplication.processEvents()
    last = step.calendar.sheet.laid.weeks[7]
    bottom = step.calendar.sheet.mapTo(step, last.rect.topLeft()).y() + 40
    assert bottom < step.height()
    assert step.chart.isVisibleTo(step)


def test_an_intrathecal_dose_is_named_by_its_route_alone(at_step: At) -> None:
    case = example()
    case["regimen"]["lines"].append({"line": "intrathecal"})
    _, step = at_step(case)
    chip(step, DoseKey("intrathecal", None, 16)).click()
    said = words(step.form_side) + " ".join(one.accessibleName() for one in step.calendar.findChildren(DoseChip))
    assert "intrathecal 1" in said
    assert "methotrexate" not in said
    assert "8 mg" not in words(step.form_side.form)


def test_a_plan_of_52_weeks_scrolls_under_its_heads(at_step: At) -> None:
    case = example()
    case["regimen"]["last_week"] = 52
    wizard, step = at_step(case)
    assert len(step.calendar.sheet.laid.weeks) == 52
    assert step.calendar.height() < step.calendar.sheet.height()
    assert step.chart.accessibleDescription().startswith("4,827")
    assert wizard.page.height() == 800


# --- by keyboard


def test_arrows_go_from_day_to_day_and_tab_from_dose_to_dose(at_step: At) -> None:
    wizard, step = at_step()
    sheet = step.calendar.sheet
    sheet.setFocus()
    wizard.press(Qt.Key.Key_Right)
    assert wizard.focused() is chip(step, DoseKey("ivig", None, 2))
    wizard.press(Qt.Key.Key_Right)
    assert wizard.focused() is sheet
    assert sheet.accessibleDescription().replace("\xa0", " ").startswith("Tue 24 Nov 2026, day 3")
    wizard.press(Qt.Key.Key_Right)
    assert wizard.focused() is chip(step, etoposide(2))
    wizard.press(Qt.Key.Key_Tab)
    assert wizard.focused() is chip(step, DoseKey("rituximab", None, 8))
    wizard.press(Qt.Key.Key_Tab)
    assert wizard.focused() is chip(step, etoposide(3))
    wizard.press(Qt.Key.Key_Down)
    assert sheet.day == 15


def test_a_dose_is_moved_by_keys_alone(at_step: At) -> None:
    wizard, step = at_step()
    form = step.form_side.form
    chip(step, NINTH).setFocus()
    wizard.press(Qt.Key.Key_Return)
    assert wizard.focused() is form.place.day.line
    wizard.qtbot.keyClick(form.place.day.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    wizard.qtbot.keyClicks(form.place.day.line, "44")
    assert not form.do.isEnabled(), "a reason is needed"
    assert "8 days" in facts(step)
    assert "6 days" in facts(step)
    form.reason.setFocus()
    wizard.qtbot.keyClicks(wizard.focused(), "Lift is out of order")
    assert form.do.isEnabled()
    form.do.setFocus()
    wizard.press(Qt.Key.Key_Return)
    assert changes(wizard) == [
        {"line": "etoposide", "day": 43, "do": "move", "reason": "Lift is out of order", "to": "2027-01-04T14:00+01:00"}
    ]
    assert wizard.focused() is chip(step, NINTH), "the cursor is back at the dose"
    assert chip(step, NINTH).dose.day == 44


def test_escape_leads_back_to_the_dose_and_changes_nothing(at_step: At) -> None:
    wizard, step = at_step()
    chip(step, NINTH).setFocus()
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Escape)
    assert wizard.focused() is chip(step, NINTH)
    assert changes(wizard) == []


def test_enter_on_a_day_lists_its_running_lines_too(at_step: At) -> None:
    wizard, step = at_step()
    step.calendar.sheet.setFocus()
    for _ in range(4):
        wizard.press(Qt.Key.Key_Right)
    wizard.press(Qt.Key.Key_Return)
    buttons = step.form_side.day_buttons
    assert [one.text() for one in buttons] == ["dexAMETHasone 5"]
    assert wizard.focused() is buttons[0]
    wizard.press(Qt.Key.Key_Return)
    assert step.form_side.form.title.text() == "Dose 5 of 55"


# --- the form


def test_the_form_tells_what_is_around_a_dose(at_step: At) -> None:
    _, step = at_step()
    chip(step, NINTH).click()
    form = step.form_side.form
    assert form.title.text() == "Dose 9 of 10"
    assert form.what.text().replace("\xa0", " ") == "etoposide 89 mg intravenous"
    said = facts(step)
    for part in (
        "After dose 8 (day 36)",
        "7 days",
        "Before dose 10 (day 50)",
        "Least gap, 72 hours",
        "Kept",
        "1,508 mg/m²",
    ):
        assert part in said


def test_one_day_later_by_the_mouse_asks_for_a_reason_of_the_list(at_step: At) -> None:
    wizard, step = at_step()
    form = step.form_side.form
    click(wizard.qtbot, chip(step, NINTH))
    click(wizard.qtbot, form.place.later)
    assert form.place.on.text().replace("\xa0", " ") == "Mon 4 Jan 2027"
    assert "Planned before" in facts(step)
    assert "unchanged" in facts(step)
    form.reason.box.setCurrentIndex(0)
    click(wizard.qtbot, form.do)
    assert changes(wizard)[0]["reason"] == REASON
    assert "Moved" in words(form.badge)


def test_a_move_too_near_is_told_before_it_is_made(at_step: At) -> None:
    _, step = at_step()
    chip(step, NINTH).click()
    step.form_side.form.place.put_day(49)
    assert "Far too short" in facts(step)
    assert any("too near" in note for note in notes(step.form_side.form))


def test_a_place_before_day_one_is_refused_and_nothing_is_written(at_step: At) -> None:
    wizard, step = at_step()
    form = step.form_side.form
    chip(step, etoposide(1)).click()
    for typed in ("0", "-3", "1.5", "x", "1000", ""):
        form.place.day.line.setText(typed)
        form.place.day.line.textEdited.emit(typed)
        assert form.place.moment is None, typed
        assert not form.do.isEnabled()
    assert changes(wizard) == []


@pytest.mark.parametrize("typed", ["24:00", "9:00", "14.00", "1400", "14:60", ""])
def test_what_is_no_time_is_said_and_not_taken(at_step: At, typed: str) -> None:
    _, step = at_step()
    form = step.form_side.form
    chip(step, NINTH).click()
    form.place.time.line.setText(typed)
    form.place.time.line.textEdited.emit(typed)
    form.reason.show_value(REASON)
    assert not form.do.isEnabled()
    assert any("such as 14:00" in note for note in notes(form.place))


@pytest.mark.parametrize(("deed", "kept"), [("hold", "Held"), ("omit", "Omitted")])
def test_a_dose_that_is_held_or_omitted_needs_a_reason_and_stays_visible(at_step: At, deed: str, kept: str) -> None:
    wizard, step = at_step()
    form = step.form_side.form
    chip(step, NINTH).click()
    assert getattr(form, deed).text() == f"{deed.title()} dose 9..."
    click(wizard.qtbot, getattr(form, deed))
    assert not form.place.isVisibleTo(form)
    assert not form.do.isEnabled()
    assert "1,358 mg/m²" in facts(step).replace("\xa0", " ")
    form.reason.box.setCurrentIndex(0)
    click(wizard.qtbot, form.do)
    assert [(one["do"], one["day"]) for one in changes(wizard)] == [(deed, 43)]
    assert kept in words(form.badge)
    assert chip(step, NINTH).accessibleName().endswith(kept.lower())
    assert step.chart.accessibleDescription().startswith("1,358")


def test_undo_puts_a_dose_back_where_it_was(at_step: At) -> None:
    wizard, step = at_step(edits.hold_dose(example(), "etoposide", None, 43, "Infection"))
    chip(step, NINTH).click()
    assert "Infection" in facts(step)
    assert not step.form_side.form.do.isVisibleTo(step.form_side.form)
    click(wizard.qtbot, step.form_side.form.undo)
    assert changes(wizard) == []
    assert chip(step, NINTH).dose.placement == "planned"


def test_what_is_being_typed_stays_when_something_else_is_looked_at_again(at_step: At) -> None:
    wizard, step = at_step()
    chip(step, NINTH).click()
    step.form_side.form.place.put_day(45)
    step.form_side.form.reason.show_value("Half a reas")
    wizard.page.entry.look_again()
    assert step.form_side.form.place.day.value == "45"
    assert step.form_side.form.reason.value == "Half a reas"


# --- dragging


def drag(wizard: Opened, step: ScheduleStep, key: DoseKey, day: int) -> None:
    """The mouse takes a dose to another day."""
    one, sheet = chip(step, key), step.calendar.sheet
    target = next(cell.rect.center() for cell in sheet.laid.cells if cell.day.day == day)
    start = one.rect().center()
    wizard.qtbot.mousePress(one, Qt.MouseButton.LeftButton, pos=start)
    wizard.qtbot.mouseMove(one, start + QPoint(QApplication.startDragDistance() + 2, 0))
    wizard.qtbot.mouseMove(one, one.mapFromParent(target))
    wizard.qtbot.mouseRelease(one, Qt.MouseButton.LeftButton, pos=one.mapFromParent(target))


def test_a_dose_dragged_to_a_day_goes_there_once_a_reason_is_given(at_step: At) -> None:
    wizard, step = at_step()
    form = step.form_side.form
    drag(wizard, step, etoposide(2), 5)
    assert form.place.day.value == "5"
    assert changes(wizard) == []
    assert step.calendar.sheet._aim == 5
    form.reason.box.setCurrentIndex(0)
    click(wizard.qtbot, form.do)
    assert [(one["day"], one["to"]) for one in changes(wizard)] == [(4, "2026-11-26T14:00+01:00")]


def test_a_dose_dropped_on_its_own_day_or_beside_the_days_stays(at_step: At) -> None:
    wizard, step = at_step()
    drag(wizard, step, etoposide(2), 4)
    assert not step.form_side.form.isVisibleTo(step.form_side)
    one = chip(step, etoposide(2))
    wizard.qtbot.mousePress(one, Qt.MouseButton.LeftButton)
    wizard.qtbot.mouseMove(one, one.mapFromParent(QPoint(5, 5)))
    wizard.qtbot.mouseRelease(one, Qt.MouseButton.LeftButton, pos=one.mapFromParent(QPoint(5, 5)))
    assert changes(wizard) == []


# --- first doses


def late(at_step: At) -> tuple[Opened, ScheduleStep]:
    """Ten past ten: the slots of the morning are past."""
    return at_step(now=datetime.fromisoformat("2026-11-22T10:20+01:00"))


def test_slots_before_the_signing_are_asked_about_and_later_ones_are_not(at_step: At) -> None:
    _, step = late(at_step)
    assert step.form_side.first.question("rituximab") is not None
    assert step.form_side.first.question("dexamethasone") is not None
    assert step.form_side.first.question("etoposide") is None
    assert "etoposide 89 mg 14:00" in words(step.form_side.first.rest)


def test_give_now_is_one_press(at_step: At) -> None:
    wizard, step = late(at_step)
    question = step.form_side.first.question("rituximab")
    assert question is not None
    click(wizard.qtbot, question.choice.button("now"))
    assert wizard.stored["regimen"]["first_dose_at"] == {"rituximab": "2026-11-22T10:20+01:00"}
    assert not question.is_open


def test_a_typed_time_counts_when_the_field_is_left(at_step: At) -> None:
    wizard, step = late(at_step)
    question = step.form_side.first.question("rituximab")
    assert question is not None
    click(wizard.qtbot, question.choice.button("at"))
    assert wizard.focused() is question.time.line
    wizard.qtbot.keyClicks(question.time.line, "12:3")
    wizard.press(Qt.Key.Key_Tab)
    assert "first_dose_at" not in wizard.stored["regimen"]
    question.time.line.setFocus()
    wizard.qtbot.keyClicks(question.time.line, "0")
    wizard.press(Qt.Key.Key_Tab)
    assert wizard.stored["regimen"]["first_dose_at"] == {"rituximab": "2026-11-22T12:30+01:00"}


def test_a_skipped_dose_needs_a_reason(at_step: At) -> None:
    wizard, step = late(at_step)
    question = step.form_side.first.question("rituximab")
    assert question is not None
    click(wizard.qtbot, question.choice.button("skip"))
    assert changes(wizard) == []
    assert question.is_open
    question.reason.box.setCurrentIndex(0)
    wizard.page.entry.settle()
    assert [(one["line"], one["day"], one["do"]) for one in changes(wizard)] == [("rituximab", 1, "omit")]
    assert not question.is_open


def test_a_late_first_dose_that_comes_near_the_second_offers_to_shift_that_one(at_step: At) -> None:
    wizard, step = at_step(now=datetime.fromisoformat("2026-11-22T20:00+01:00"))
    question = step.form_side.first.question("etoposide")
    assert question is not None
    click(wizard.qtbot, question.choice.button("now"))
    assert any("72" in note for note in notes(question))
    click(wizard.qtbot, question.shift)
    moved = [one for one in changes(wizard) if one["line"] == "etoposide"]
    assert [(one["day"], one["to"]) for one in moved] == [(4, "2026-11-25T20:00+01:00")]
    assert not question.shift.isVisibleTo(question)


def test_a_jump_from_the_gate_leads_to_the_first_open_question(at_step: At) -> None:
    wizard, step = late(at_step)
    assert step.jump_to("regimen.first_dose_at")
    assert step.form_side.first.isAncestorOf(wizard.focused())
    assert step.jump_to("regimen.times.etoposide[0]")
    assert step.form_side.times.isAncestorOf(wizard.focused())
    assert step.jump_to("regimen.changes[0].reason")
    assert not step.jump_to("patient.mrn")


# --- doses of a day one by one


TWICE = DoseKey("cotrimoxazole", None, 15)


def choose(step: ScheduleStep, said: str) -> None:
    pick = step.form_side.form.which.pick
    row = pick.box.findText(said)
    assert row >= 0, [pick.box.itemText(n) for n in range(pick.box.count())]
    pick.box.setCurrentIndex(row)
    pick.box.activated.emit(row)


def test_one_dose_of_a_day_is_held_alone_and_put_back(at_step: At) -> None:
    wizard, step = at_step()
    step._chosen(TWICE)
    form = step.form_side.form
    assert form.which.isVisibleTo(form)
    assert form.which.pick.box.currentText() == "All 2 doses"
    choose(step, "20:00 alone")
    assert form.place.time.value == "20:00"
    form.hold.click()
    assert form.do.text() == "Hold co-trimoxazole 7, 20:00 alone"
    form.reason.box.setEditText("Rash")
    form.do.click()
    (row,) = changes(wizard)
    assert (row["do"], row["day"], row["time"], row["reach"]) == ("hold", 15, "20:00", "dose")
    evening = DoseKey("cotrimoxazole", None, 15, time(20))
    assert "20:00, held" in chip(step, evening).accessibleName()
    step._chosen(evening)
    assert form.title.text().endswith("20:00")
    form.undo.click()
    assert changes(wizard) == []


def test_one_dose_of_a_day_is_moved_alone(at_step: At) -> None:
    wizard, step = at_step()
    step._chosen(TWICE)
    choose(step, "20:00 alone")
    form = step.form_side.form
    form.place.time.show_value("22:00")
    form.place.changed.emit()
    form.reason.box.setEditText("Theatre")
    form.do.click()
    (row,) = changes(wizard)
    assert (row["do"], row["time"], row["to"][:16]) == ("move", "20:00", "2026-12-06T22:00")


def test_of_a_day_that_has_begun_the_doses_to_come_are_meant_first(at_step: At) -> None:
    _, step = at_step(now=datetime.fromisoformat("2026-12-06T12:00+01:00"))
    step._chosen(TWICE)
    assert step.form_side.form.which.pick.box.currentText() == "20:00 alone"


def test_of_a_line_once_a_day_no_dose_is_asked_for(at_step: At) -> None:
    _, step = at_step()
    step._chosen(NINTH)
    assert not step.form_side.form.which.isVisibleTo(step.form_side.form)


# --- times of the day


def test_another_time_of_a_line_moves_all_its_doses(at_step: At) -> None:
    wizard, step = at_step()
    field = step.form_side.times.field("etoposide")
    assert field is not None
    field.line.setFocus()
    field.line.selectAll()
    wizard.qtbot.keyClicks(field.line, "16:30")
    wizard.press(Qt.Key.Key_Tab)
    assert wizard.stored["regimen"]["times"] == {"etoposide": ["16:30"]}
    assert chip(step, NINTH).dose.at.strftime("%H:%M") == "16:30"
    click(wizard.qtbot, step.form_side.times.usual)
    assert wizard.stored["regimen"]["times"] == {}


@pytest.mark.parametrize(
    "typed", ["", "8", "08:00", "20:00, 08:00", "08:00, 08:00", "08:00, 20:00, 22:00", "25:00, 26:00"]
)
def test_times_that_a_line_cannot_have_are_said_and_not_kept(at_step: At, typed: str) -> None:
    wizard, step = at_step()
    field = step.form_side.times.field("cotrimoxazole")
    assert field is not None
    field.line.setFocus()
    field.line.selectAll()
    wizard.qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    wizard.qtbot.keyClicks(field.line, typed)
    wizard.press(Qt.Key.Key_Tab)
    assert "times" not in wizard.stored["regimen"]
    assert any("2 different times" in note for note in notes(field))


# --- no plan, look, names


def test_without_a_plan_each_missing_field_is_named_with_the_way_there(at_step: At) -> None:
    case = example()
    case["measurements"][0]["weight_kg"] = "13,5"
    wizard, step = at_step(case)
    assert not step.calendar.isVisibleTo(step)
    assert "There is no calendar yet" in words(step)
    with wizard.qtbot.waitSignal(step.jump_wanted) as jump:
        go = next(one for one in step.no_plan.findChildren(type(step.form_side.form.do)) if one.isVisibleTo(step))
        click(wizard.qtbot, go)
    assert jump.args == [1, "measurements[0].weight_kg"]


def test_a_plan_that_orders_nothing_leads_to_the_regimen(at_step: At) -> None:
    _, step = at_step(example(regimen={"protocol": "hlh-94", "last_week": 8}))
    assert "nothing is ordered" in words(step)


def test_everything_that_can_have_the_focus_has_a_name(at_step: At) -> None:
    wizard, step = late(at_step)
    chip(step, NINTH).click()
    assert nameless(step) == []
    assert nameless(step.form_side) == []
    assert not too_wide(step)
    assert wizard.page.step(6) is step


def test_the_days_are_as_alike_as_their_words_allow() -> None:
    assert _levelled([140, 140, 95, 108, 87, 87, 87], 808) == [140, 140, 105, 108, 105, 105, 105]
    assert _levelled([10] * 7, 100) == [14] * 7
    assert _levelled([100, 10, 10], 120) == [100, 10, 10]
