"""A stored value is corrected or struck out with a reason; what stood there stays readable, with who and when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hlh_desktop.ui.labs.key_button import KeyButton
from tests.ui.shell import words

if TYPE_CHECKING:
    from tests.ui.labs.labs import LabsScreen

Key = Qt.Key
PLAIN = {ord("\N{NO-BREAK SPACE}"): " "}


def test_f2_on_a_stored_value_corrects_it_and_the_old_one_stays_readable(labs: LabsScreen) -> None:
    tab, card = labs.tab, labs.tab.cards.cell
    labs.go_to("plt", -2)
    assert "Platelets, 25 Nov 07:40" in words(card).translate(PLAIN)
    labs.press(Key.Key_F2)
    assert QApplication.focusWidget() is card.value.line
    assert card.value.value == "33"
    labs.press("38")
    assert not card.write.isEnabled()
    labs.press(Key.Key_Return, "copied from the wrong line", Key.Key_Return)
    assert labs.cell("plt", -2).whole == "38"
    assert labs.cell("plt", -2).icon == "history"
    assert [one.value for one in labs.stored("plt")] == [Decimal(value) for value in (62, 41, 28, 38, 58)]
    labs.settle()
    said = words(card).translate(PLAIN)
    assert "38 \N{MULTIPLICATION SIGN} 10\N{SUPERSCRIPT NINE}/L, corrected" in said
    assert "33 \N{MULTIPLICATION SIGN} 10\N{SUPERSCRIPT NINE}/L, written" in said
    assert "copied from the wrong line" in said
    assert "Nurse 1, Sun 29 Nov 2026 14:05" in said
    assert tab.view.hasFocus()


def test_a_correction_is_judged_as_a_value_that_is_typed(labs: LabsScreen) -> None:
    card, stop = labs.tab.cards.cell, labs.tab.cards.stop
    labs.go_to("fibrinogen")
    labs.press(Key.Key_F2)
    labs.press("210", Key.Key_Return, "wrong unit")
    assert "210 g/L is not possible." in words(stop).translate(PLAIN)
    assert not card.write.isEnabled()
    labs.settle()
    offer = next(one for one in stop.offers.findChildren(KeyButton) if one.isVisible())
    offer.click()
    assert stop.isHidden()
    assert card.unit.currentData() == "mg/dL"
    card.reason.line.setFocus()
    labs.press(Key.Key_Return)
    stored = labs.stored("fibrinogen")[-1]
    assert (stored.value, stored.unit) == (Decimal(210), "mg/dL")


def test_a_value_is_struck_out_with_a_reason_and_esc_leaves_it(labs: LabsScreen) -> None:
    tab, card = labs.tab, labs.tab.cards.cell
    labs.go_to("plt")
    labs.press(Key.Key_Delete)
    assert QApplication.focusWidget() is card.reason.line
    labs.press(Key.Key_Escape)
    assert tab.view.hasFocus()
    assert labs.cell("plt").whole == "58"
    labs.press(Key.Key_Delete)
    assert not card.write.isEnabled()
    labs.press("blood of another child", Key.Key_Return)
    assert labs.cell("plt").words == "struck out"
    labs.settle()
    assert "blood of another child" in words(card)
    assert card.correct.isHidden()
    labs.press(Key.Key_F2)
    assert card.value.isHidden()
    assert len(labs.stored("plt")) == 4
    events = [event.detail for event in labs.desk.ward.history(labs.child, labs.clock())]
    assert any("blood of another child" in detail for detail in events)
