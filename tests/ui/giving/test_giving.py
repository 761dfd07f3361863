"""Giving an ordinary dose: three actions by keys alone or by mouse, once however often pressed, on the right child."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hlh_desktop.domain.scan import code_of_child
from tests.ui.giving.bedsides import DOCTOR, NURSE, SECRET, Bedside, Screen, at, other_child
from tests.ui.hands import Keys, Mouse
from tests.ui.shell import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DEXA = "dexAMETHasone"
# What a nurse has for an ordinary dose, most of it her own.
SECONDS = 10


def focus() -> str:
    here = QApplication.focusWidget()
    return "" if here is None else here.accessibleName()


# --- three actions


def test_the_cursor_starts_on_the_first_dose_that_is_due(screen: Screen) -> None:
    assert focus().startswith("Give: 08:00, co-trimoxazole")


def test_an_ordinary_dose_is_given_with_three_keys(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    keys = Keys(qtbot, screen.page)
    begun, pressed = perf_counter(), 0
    for _ in range(3):  # Enter on the row, Enter on the child's name, Enter on Give
        keys.key(Qt.Key.Key_Return)
        pressed += 1
    took = perf_counter() - begun
    print(f"{pressed} keys, {took:.2f} s of the program")
    assert took < SECONDS
    outcomes = beside.outcomes(beside.dose("cotrimoxazole"))
    assert [(one.became, one.amount, one.by) for one in outcomes] == [("given", Decimal(44), NURSE)]
    assert pressed == 3
    assert "44 mg given 08:05, Nurse 1" in words(screen.page).replace("\N{NO-BREAK SPACE}", " ")


def test_an_ordinary_dose_is_given_with_three_clicks(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    mouse = Mouse(qtbot, screen.page)
    mouse.click(screen.row("co-trimoxazole").go)
    mouse.click(screen.panel.identity.tick)
    mouse.click(screen.panel.main)
    assert [one.became for one in beside.outcomes(beside.dose("cotrimoxazole"))] == ["given"]


def test_the_cursor_goes_on_to_the_next_dose_that_is_due(screen: Screen, qtbot: QtBot) -> None:
    keys = Keys(qtbot, screen.page)
    for _ in range(3):
        keys.key(Qt.Key.Key_Return)
    assert focus().startswith(f"Give: 08:00, {DEXA}")


# --- once


def test_enter_pressed_twice_gives_once_and_opens_nothing_more(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    keys = Keys(qtbot, screen.page)
    for _ in range(4):
        keys.key(Qt.Key.Key_Return)
    assert len(beside.outcomes(beside.dose("cotrimoxazole"))) == 1
    assert screen.panel is None


def test_a_double_click_gives_once(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    panel = screen.open("co-trimoxazole")
    panel.identity.tick.click()
    main = panel.main
    QTest.mouseDClick(main, Qt.MouseButton.LeftButton)
    main.click()
    assert len(beside.outcomes(beside.dose("cotrimoxazole"))) == 1


def test_whoever_comes_second_is_told_and_sees_what_stands(screen: Screen, beside: Bedside) -> None:
    panel = screen.open("co-trimoxazole")
    panel.identity.tick.click()
    other = Bedside(beside.as_("Nurse 2"), beside.child)
    other.give("cotrimoxazole", at(22, 8, 4))
    panel.main.click()
    screen.settle()
    assert len(beside.outcomes(beside.dose("cotrimoxazole"))) == 1
    assert "Already written down" in words(screen.page)
    assert "Nurse 2" in words(screen.page)
    assert "Given" in screen.row("co-trimoxazole", "08:00").row.state.words


# --- the right child


def test_nothing_is_given_before_the_child_is_identified(screen: Screen) -> None:
    panel = screen.open("co-trimoxazole")
    assert not panel.main.isEnabled()
    assert "Who is the child?" in panel.why.accessibleName()


def test_a_scan_of_the_wristband_identifies(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    panel = screen.open("co-trimoxazole")
    code = code_of_child(beside.child, "TV04", beside.ward.face.number)
    for letter in code:  # a reader types where the cursor stands, and ends with Enter
        qtbot.keyClick(QApplication.focusWidget(), letter)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert panel.identity.known == "scanned"
    assert QApplication.focusWidget() is panel.main


def test_the_hospital_number_on_its_own_wristband_identifies_too(screen: Screen) -> None:
    panel = screen.open("co-trimoxazole")
    panel.identity.scanned("tv04")
    assert panel.identity.known == "scanned"


def test_the_wristband_of_another_child_blocks_until_the_right_one_is_scanned(screen: Screen, beside: Bedside) -> None:
    other = other_child(beside, "TV05", "Five")
    panel = screen.open("co-trimoxazole")
    panel.identity.tick.click()
    panel.identity.scanned(code_of_child(other, "TV05", beside.ward.face.number))
    assert not panel.main.isEnabled()
    assert not panel.identity.tick.isEnabled()
    assert panel.identity.known is None
    assert "not this child's" in panel.why.accessibleName()
    screen.settle()
    assert "another child" in words(screen.page)
    panel.identity.scanned("TV04")
    assert panel.main.isEnabled()


# --- what is typed


@pytest.mark.parametrize("typed", ["44,5", ".5", "1e2", "-4", "44 mg"])
def test_an_amount_is_a_plain_number(screen: Screen, typed: str) -> None:
    panel = screen.open("co-trimoxazole")
    panel.identity.tick.click()
    panel.fields.amount.line.setText(typed)
    panel.fields.changed.emit()
    assert not panel.main.isEnabled()
    assert "plain number" in panel.why.accessibleName()


@pytest.mark.parametrize("typed", ["8", "8.05", "25:00", "06/07/2026 08:00", "yesterday"])
def test_a_time_that_can_be_read_in_two_ways_is_not_read(screen: Screen, typed: str) -> None:
    panel = screen.open("co-trimoxazole")
    panel.fields.taken.line.setText(typed)
    panel.fields.changed.emit()
    assert not panel.main.isEnabled()
    assert "cannot be read" in panel.why.accessibleName()


def test_what_was_not_taken_yet_is_refused(screen: Screen) -> None:
    panel = screen.open("co-trimoxazole")
    panel.identity.tick.click()
    panel.fields.taken.line.setText("08:30")
    panel.fields.changed.emit()
    assert not panel.main.isEnabled()
    screen.settle()
    assert "ahead" in words(panel)


def test_another_amount_asks_why_beside_its_field(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    keys = Keys(qtbot, screen.page)
    keys.key(Qt.Key.Key_Return)
    keys.key(Qt.Key.Key_Return)
    keys.fill("Amount given, mg", "30")
    assert "30 mg instead of 44 mg, 31.8 % apart" in words(screen.panel).replace("\N{NO-BREAK SPACE}", " ")
    keys.fill("Reason: " + screen.panel.fields.notes["amount"].words(screen.panel.gates[0], hidden=True), "spilled")
    keys.press("Give: " + screen.panel.sheet.title)
    assert [one.amount for one in beside.outcomes(beside.dose("cotrimoxazole"))] == [Decimal(30)]
    assert screen.row("co-trimoxazole", "08:00").row.state.words.startswith("Given in part")


def test_a_reason_goes_with_its_gate(screen: Screen, beside: Bedside) -> None:
    """Typed for an amount that was then put right, it is not written down."""
    panel = screen.open("co-trimoxazole")
    panel.identity.tick.click()
    for typed in ("30", "44"):
        panel.fields.amount.line.setText(typed)
        panel.fields.changed.emit()
        panel.fields.notes["amount"]._reasons["amount_deviates"].box.setEditText("spilled")
    panel.main.click()
    (fact,) = beside.ward.store.facts(beside.child, ("dose_outcome",))
    assert fact.body["reasons"] == {}


def test_a_late_entry_takes_its_own_day_and_says_why(screen: Screen, beside: Bedside) -> None:
    screen.move(at(23, 8, 5))
    screen.tab.head.late.click()
    assert screen.tab.on == at(22, 8).date()
    panel = screen.open(DEXA, "08:00")
    panel.identity.tick.click()
    panel.fields.taken.line.setText("22 Nov 2026 08:10")
    panel.fields.changed.emit()
    assert not panel.main.isEnabled()
    panel.fields.notes["when"]._reasons["far_past"].box.setEditText("given on paper while the program was down")
    for field in panel.fields.asked.values():
        field.line.setText("CVC")
    panel.fields.changed.emit()
    assert panel.main.isEnabled(), panel.why.accessibleName()
    panel.main.click()
    one = beside.outcomes(beside.dose("dexamethasone"))[0]
    assert (one.taken, one.saved) == (at(22, 8, 10), at(23, 8, 5))


def test_a_second_prescriber_signs_beside_what_asks_for_it(screen: Screen, beside: Bedside) -> None:
    """Etoposide less than 48 hours after another dose of it."""
    first, second = beside.dose("etoposide"), beside.dose("etoposide", 1)
    beside.release(first, at(22, 13))
    beside.checked(first, at(22, 13, 50))
    beside.give("etoposide", at(22, 14), batch="B1", expiry=at(30, 1).date())
    screen.move(at(24, 13, 30))
    beside.release(second, at(24, 13))
    beside.checked(second, at(24, 13, 25))
    panel = screen.open("etoposide, dose 2")
    panel.identity.tick.click()
    for name, typed in (("batch", "B2"), ("expiry", "30 Jun 2027")):
        panel.fields.asked[name].line.setText(typed)
    panel.fields.changed.emit()
    for notes in panel.fields.notes.values():
        for field in notes._reasons.values():
            field.box.setEditText("child leaves the ward before")
    assert "second prescriber" in panel.why.accessibleName()
    panel.second.person.choose(beside.person(DOCTOR).id)
    panel.second.secret.line.setText(SECRET)
    panel.second.typed.emit()
    panel.main.click()
    assert [one.became for one in beside.outcomes(second)] == ["running"]


# --- an infusion


def test_an_infusion_is_begun_and_later_finished_with_its_interruption(screen: Screen, beside: Bedside) -> None:
    dose = beside.dose("etoposide")
    beside.release(dose, at(22, 13))
    beside.checked(dose, at(22, 13, 55))
    screen.move(at(22, 14))
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    for name, typed in (("batch", "B1"), ("expiry", "30 Jun 2027")):
        panel.fields.asked[name].line.setText(typed)
    panel.fields.changed.emit()
    assert panel.main.text() == "Start now"
    panel.main.click()
    assert screen.row("etoposide, dose 1").row.state.words == "Running since 14:00"
    screen.move(at(22, 15, 40))
    panel = screen.open("etoposide, dose 1")
    stop = panel.fields.end.add()
    for field, typed in ((stop.begin, "14:30"), (stop.end, "14:40"), (stop.reason, "line blocked")):
        field.line.setText(typed)
    panel.fields.changed.emit()
    assert panel.main.isEnabled(), panel.why.accessibleName()
    panel.main.click()
    last = beside.outcomes(dose)[-1]
    assert (last.became, last.taken, last.ended) == ("given", at(22, 14), at(22, 15, 40))
    fact = next(f for f in beside.ward.store.facts(beside.child, ("dose_outcome",)) if f.id == last.id)
    assert fact.body["note"] == "interrupted 14:30 to 14:40: line blocked"
    assert fact.body["known"] is None, "at the end of an infusion nobody is asked who the child is"


def test_an_infusion_can_be_finished_when_its_line_was_stopped_meanwhile(screen: Screen, beside: Bedside) -> None:
    from uuid import uuid4

    dose = beside.dose("etoposide")
    beside.release(dose, at(22, 13))
    beside.checked(dose, at(22, 13, 55))
    screen.move(at(22, 14))
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    for name, typed in (("batch", "B1"), ("expiry", "30 Jun 2027")):
        panel.fields.asked[name].line.setText(typed)
    panel.fields.changed.emit()
    panel.main.click()
    beside.as_(DOCTOR).log.stop(beside.child, "etoposide", None, reason="reaction", id_=uuid4(), now=at(22, 14, 30))
    screen.move(at(22, 14, 31))
    panel = screen.open("etoposide, dose 1")
    panel.fields.amount.line.setText("30")
    panel.fields.changed.emit()
    panel.fields.notes["amount"]._reasons["amount_deviates"].box.setEditText("stopped early")
    panel.main.click()
    assert [one.became for one in beside.outcomes(dose)] == ["running", "given"]
