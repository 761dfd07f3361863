"""A sample typed by keys alone, what stands against a value, and what becomes of a sample that nobody has saved."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from hlh_desktop.ui.labs.key_button import KeyButton
from tests.ui.giving.bedsides import SECOND, at
from tests.ui.shell import words

if TYPE_CHECKING:
    from tests.ui.labs.labs import LabsScreen

Key = Qt.Key
PLAIN = {ord("\N{NO-BREAK SPACE}"): " "}


def test_a_whole_sample_is_typed_by_keys_and_saved(labs: LabsScreen) -> None:
    tab = labs.tab
    labs.go_to("hb")
    labs.control("n")
    assert tab.model.sheet.columns[-1].entry
    assert labs.here() == "hb"
    labs.press("88", Key.Key_Return)
    assert labs.here() == "plt"
    labs.press("79", Key.Key_Return, "0.4", Key.Key_Return)
    assert labs.here() == "ferritin"
    labs.press(">20000", Key.Key_Down)
    labs.press(Key.Key_Return, Key.Key_Return, "1", Key.Key_Escape)
    assert tab.entry.sample is not None
    assert set(tab.entry.sample.filled) == {"hb", "plt", "anc", "ferritin"}
    assert labs.cell("ferritin").whole == ">20000"
    # A value taken back is none; one typed anew replaces it.
    labs.go_to("anc")
    labs.press(Key.Key_Delete)
    assert "anc" not in tab.entry.sample.filled
    labs.press(Key.Key_F2, "0.3", Key.Key_Return)
    labs.control("s")
    assert tab.entry.sample is None
    assert "Saved: the sample of 29 Nov 2026 14:05." in words(tab).translate(PLAIN)
    assert [(one.value, one.at) for one in labs.stored("hb")][-1] == (Decimal(88), at(29, 14, 5))
    assert labs.stored("anc")[-1].value == Decimal("0.3")
    ferritin = labs.stored("ferritin")[-1]
    assert (ferritin.reported.comparator, ferritin.value, ferritin.laboratory) == (
        ">",
        Decimal(20000),
        "Central laboratory",
    )
    assert not tab.model.sheet.columns[-1].entry


def test_tab_goes_to_the_next_sample_and_out_of_the_table_after_the_last(labs: LabsScreen) -> None:
    view = labs.tab.view
    labs.go_to("plt", 3)
    column = view.currentIndex().column()
    labs.press(Key.Key_Tab)
    assert view.currentIndex().column() == column + 1
    labs.qtbot.keyClick(view, Key.Key_Backtab)
    assert view.currentIndex().column() == column
    labs.go_to("plt")
    labs.press(Key.Key_Tab)
    assert QApplication.focusWidget() is not view


def test_an_impossible_value_can_not_be_saved_and_the_unit_of_the_report_takes_it(labs: LabsScreen) -> None:
    tab, stop = labs.tab, labs.tab.cards.stop
    labs.control("n")
    labs.go_to("aptt")
    labs.press("37.2", Key.Key_Return)
    labs.go_to("fibrinogen")
    labs.press("210", Key.Key_Return)
    said = words(stop).translate(PLAIN)
    assert "Not saved" in said
    assert "210 g/L is not possible." in said
    assert "Accepted: up to 20 g/L. Value before: 1.7 g/L on 29 Nov 2026 07:20." in said
    assert (labs.cell("fibrinogen").state, labs.cell("fibrinogen").icon) == ("critical", "octagon-alert")
    assert "not saved" in labs.cell("fibrinogen").said
    # Whoever types fast changes nothing: digits and Enter fall on what opens the value again.
    assert QApplication.focusWidget() is stop.type_again
    labs.press("99", Key.Key_Return)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "210"
    labs.press(Key.Key_Escape)
    assert not tab.head.save.isEnabled()
    labs.control("s")
    assert "Not saved. Values that can't be saved as they stand: 1." in words(tab)
    assert labs.stored("fibrinogen")[-1].value == Decimal("1.7")
    assert len(labs.stored("aptt")) == 4
    # The offer is chosen by hand, and nothing else changes it.
    labs.go_to("fibrinogen")
    labs.settle()
    offer = next(one for one in stop.offers.findChildren(KeyButton) if one.isVisible())
    assert offer.accessibleName().translate(PLAIN) == "210 mg/dL = 2.1 g/L"
    offer.setFocus()
    labs.press(Key.Key_Return)
    assert stop.isHidden()
    assert labs.here() == "aptt"
    assert labs.cell("fibrinogen").unit == "mg/dL"
    labs.control("s")
    stored = labs.stored("fibrinogen")[-1]
    assert (stored.value, stored.unit) == (Decimal(210), "mg/dL")


def test_a_rare_value_is_typed_again_with_a_reason(labs: LabsScreen) -> None:
    tab, stop = labs.tab, labs.tab.cards.stop
    labs.control("n")
    labs.go_to("plt")
    labs.press("3", Key.Key_Return)
    assert QApplication.focusWidget() is stop.field.line
    assert labs.cell("plt").state == "warning"
    labs.press("4")
    assert "not the same number" in words(stop)
    labs.control("s")
    assert len(labs.stored("plt")) == 5
    stop.field.line.setFocus()
    labs.press(Key.Key_Backspace, "3", Key.Key_Return)
    assert QApplication.focusWidget() is stop.why.box
    # Letters look for the reason in the list, and none of them falls into the table.
    labs.press("Confirmed")
    assert QApplication.focusWidget() is stop.why.box
    assert labs.cell("plt").state == ""
    labs.press(Key.Key_Return)
    assert labs.here() == "anc"
    assert tab.view.hasFocus()
    assert tab.entry.sample is not None
    assert tab.entry.sample.filled == ("plt",)
    labs.control("s")
    stored = labs.stored("plt")[-1]
    assert stored.value == Decimal(3)
    assert stored.reported.reason.startswith("Confirmed with the laboratory")
    assert tab.entry.sample is None


def test_what_is_no_number_stays_as_typed_and_is_not_saved(labs: LabsScreen) -> None:
    labs.control("n")
    labs.go_to("hb")
    labs.press("8,8", Key.Key_Return)
    assert labs.cell("hb").state == "critical"
    assert labs.cell("hb").text == "8,8"
    assert "A number with a decimal point" in words(labs.tab.cards.stop)
    labs.press(Key.Key_Delete)
    assert labs.cell("hb").text == "\N{EN DASH}"
    assert labs.tab.cards.stop.isHidden()


def test_a_sample_has_its_time_its_conditions_and_the_range_of_its_laboratory(labs: LabsScreen) -> None:
    tab, card, value = labs.tab, labs.tab.cards.sample, labs.tab.cards.value
    labs.control("n")
    card.at.line.setFocus()
    card.at.line.selectAll()
    labs.press("15:30", Key.Key_Return)
    assert "has not come yet" in words(card)
    card.at.line.selectAll()
    labs.press("13:50", Key.Key_Return)
    assert tab.model.sheet.columns[-1].clock == "13:50"
    card.conditions["transfused"].click()
    card.fasting.button(False).click()
    card.specimen.line.setFocus()
    labs.press("EDTA blood")
    labs.go_to("hb")
    labs.press("8.8", Key.Key_F4)
    assert QApplication.focusWidget() is not tab.view
    value.unit.hidePopup()
    value.unit.setCurrentIndex(value.unit.findData("g/dL"))
    value.unit.activated.emit(value.unit.currentIndex())
    value.low.line.setFocus()
    labs.press("11")
    value.high.line.setFocus()
    labs.press("14")
    labs.control("s")
    stored = labs.stored("hb")[-1]
    assert (stored.at, stored.unit, stored.specimen) == (at(29, 13, 50), "g/dL", "EDTA blood")
    assert (stored.fasting, stored.conditions) == (False, ("transfused",))
    assert (stored.reported.low, stored.reported.high) == (Decimal(11), Decimal(14))


def test_what_one_person_types_waits_for_them_while_another_works(labs: LabsScreen) -> None:
    tab, first = labs.tab, labs.desk.ward
    labs.control("n")
    labs.go_to("plt")
    labs.press("79", Key.Key_Return)
    labs.desk.hand_over(labs.beside.as_(SECOND))
    assert tab.entry.sample is None
    assert not tab.model.sheet.columns[-1].entry
    labs.desk.hand_over(first)
    assert labs.cell("plt").text == "79"
    # A dose that goes into its second check takes no typing away, and neither does another page.
    labs.page.blinded(None)
    assert labs.page.tabs["labs"] is tab
    assert labs.cell("plt").text == "79"
    tab.head.discard.click()
    assert tab.entry.sample is None
    # What was discarded by mistake is there again.
    tab.head.back.click()
    assert labs.cell("plt").text == "79"
    tab.head.discard.click()
    labs.control("n")
    assert tab.entry.dropped is None


def test_a_value_beside_another_of_the_same_moment_is_not_lost_and_not_written(labs: LabsScreen) -> None:
    tab, card = labs.tab, labs.tab.cards.sample
    labs.control("n")
    card.at.line.selectAll()
    card.at.line.setFocus()
    labs.press("07:20", Key.Key_Return)
    labs.go_to("plt")
    labs.press("61", Key.Key_Return)
    labs.go_to("na")
    labs.press("134", Key.Key_Return)
    labs.control("s")
    assert "Not saved: Platelets. Another value stands at this moment" in words(tab)
    assert [one.value for one in labs.stored("plt")][-1] == Decimal(58)
    assert labs.stored("na")[-1].value == Decimal(134)
    assert tab.entry.sample is not None
    assert tab.entry.sample.texts == {"plt": "61"}
