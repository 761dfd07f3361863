"""What stands beside the list: the dose that waits while none is open, and what to mind while one is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel

from hlh_desktop.ui.pages.doses_notes import whole_units
from hlh_desktop.ui.wizard.reason_field import ReasonField
from tests.ui.giving.bedsides import RIGHT, at
from tests.ui.shell import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from tests.ui.giving.bedsides import Bedside, Screen


def seen_whole(screen: Screen, words_: str) -> bool:
    """Whether a text is on the screen with all of it, without scrolling."""
    label = next(one for one in screen.tab.when.findChildren(QLabel) if one.text().startswith(words_))
    place = QRect(label.mapTo(screen.page, QPoint(0, 0)), label.size())
    return label.isVisible() and not label.visibleRegion().isEmpty() and screen.page.rect().contains(place) and (
        label.visibleRegion().boundingRect().height() == label.height()
    )  # fmt: skip


def to_etoposide(screen: Screen, beside: Bedside) -> None:
    beside.release(beside.dose("etoposide"), at(22, 13))
    screen.move(at(22, 14))


# --- while no dose is open


def test_the_first_dose_that_waits_stands_beside_the_list_and_opens_from_there(screen: Screen) -> None:
    card = screen.tab.next
    screen.settle()
    assert card.when.text() == "Waits now, due 08:00"
    assert "co-trimoxazole" in card.title.text()
    assert card.more.text() == "1 more at the left."
    assert card.go.height() >= 44
    card.go.click()
    assert "co-trimoxazole" in screen.panel.title.text()
    assert card.isHidden()


def test_of_a_dose_that_nobody_waits_for_only_its_time_is_told(screen: Screen, beside: Bedside) -> None:
    for drug in ("cotrimoxazole", "dexamethasone"):
        beside.give(drug, at(22, 8, 5))
    screen.move(at(22, 8, 10))
    card = screen.tab.next
    assert card.when.text().startswith("Nothing waits now. Next, at 14:00")
    assert card.go.isHidden(), "what is not due is not offered as the thing to do"


def test_a_day_on_which_nothing_waits_keeps_no_amount_behind(screen: Screen) -> None:
    screen.tab.show_day(at(21, 8).date())
    screen.settle()
    assert "Nothing waits on this day." in words(screen.tab)
    assert screen.tab.next.title.text() == ""
    assert "mg" not in screen.tab.next.go.accessibleName()


# --- while a dose is given


@pytest.mark.parametrize("step", ["identity", "first person", "giving"])
def test_what_to_mind_of_etoposide_is_in_sight_at_every_step_without_scrolling(
    screen: Screen, beside: Bedside, step: str
) -> None:  # fmt: skip
    screen.page.resize(1440, 836)  # what a window of 1440 by 900 leaves to the page
    to_etoposide(screen, beside)
    if step == "giving":
        beside.checked(beside.dose("etoposide"), at(22, 14))
        screen.tab.refresh()
    panel = screen.open("etoposide, dose 1")
    if step == "first person":
        panel.identity.tick.click()
        panel.main.click()
    screen.settle()
    for line in ("When giving etoposide", "Never as a quick injection", "Cytotoxic gloves"):
        assert seen_whole(screen, line), line


def test_in_a_narrow_window_what_to_mind_stands_in_the_panel_and_comes_back(screen: Screen) -> None:
    screen.page.resize(900, 700)
    screen.settle()
    panel = screen.open("co-trimoxazole")
    screen.settle()
    assert panel.isAncestorOf(screen.tab.when)
    panel.leave()
    screen.settle()
    assert screen.tab.when.isVisible(), "it did not go with the panel"


def test_the_main_action_stands_at_the_right_end_and_keeps_its_size(screen: Screen) -> None:
    screen.open("dexAMETHasone").hold.click()
    panel = screen.panel
    screen.settle()
    before = panel.main.geometry()
    panel.reason.box.setEditText("fever")
    screen.settle()
    assert panel.main.isEnabled()
    assert panel.main.width() < panel.width() // 2
    assert abs(panel.main.geometry().right() - before.right()) <= 1


def test_a_unit_of_the_instructions_never_parts_at_its_stroke() -> None:
    assert whole_units("0.2 mg/mL keeps 96 h") == "0.2 mg/\N{WORD JOINER}mL keeps 96 h"


# --- the keys of a check


def test_the_last_tick_leads_to_the_button_that_enters(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    to_etoposide(screen, beside)
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    for field, value in zip(panel.entry.fields.values(), (13.5, 89, 300, 200), strict=True):
        field.line.setText(str(value))
        field.typed.emit("")
    for tick in panel.entry.ticks:
        tick.setFocus()
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is panel.main


def test_tab_goes_from_the_last_tick_to_the_actions_of_the_panel(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    to_etoposide(screen, beside)
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    screen.settle()
    panel.entry.ticks[-1].setFocus()
    qtbot.keyClick(panel.entry.ticks[-1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.close_it, "the main action is still grey, so the next one is Close"


def test_a_reason_that_is_asked_above_gets_the_cursor_before_the_fields_below(
    screen: Screen, beside: Bedside
) -> None:  # fmt: skip
    dose = beside.dose("etoposide")
    beside.release(dose, at(22, 13))
    beside.checked(dose, at(22, 19, 30))
    screen.move(at(22, 19, 40))
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    waits = panel.fields.first_empty()
    assert isinstance(waits, ReasonField)
    assert "Reason" in waits.box.accessibleName()


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_fields_of_a_check_end_below_each_other(screen: Screen, beside: Bedside, width: int, theme: Theme) -> None:
    screen.page.resize(width, 800)
    to_etoposide(screen, beside)
    dose = beside.dose("etoposide")
    beside.ward.log.begin_check(dose, dose, at(22, 14))
    beside.enter(dose, RIGHT, "Nurse 1", at(22, 14))
    panel = screen.open("etoposide, dose 1")
    second = panel.second
    second.person = beside.person("Nurse 2")
    second.show_person()
    screen.settle()
    fields = list(second.entry.fields.values())
    ends = {field.line.mapTo(panel, QPoint(field.line.width(), 0)).x() for field in fields}
    assert len(ends) <= 2, "one end for each column"
    assert second.show_me.property("tall") is True


def test_after_another_text_size_no_button_of_the_list_is_cut(screen: Screen, theme: Theme, qtbot: QtBot) -> None:
    screen.page.resize(1440, 836)
    theme.choose("light", 1.5)
    screen.settle()
    theme.choose("light", 1.0)
    rows, port = screen.tab.rows, screen.tab.ui.area.viewport()

    def whole() -> bool:
        return all(row.go.mapTo(port, QPoint(row.go.width(), 0)).x() <= port.width() for row in rows.rows)

    qtbot.waitUntil(whole)  # a busy computer lays out in several turns


def test_an_order_by_voice_that_waits_for_its_signature_stands_over_the_list(screen: Screen) -> None:
    screen.open("dexAMETHasone").hold.click()
    screen.panel.directed.choose("Dr B. Other")
    screen.panel.reason.box.setEditText("fever")
    screen.panel.main.click()
    screen.desk.hand_over(screen.beside.as_("Dr B. Other"))
    screen.settle()
    orders, rows = screen.tab.orders, screen.tab.rows
    assert orders.isVisible()
    assert orders.mapTo(screen.page, QPoint(0, 0)).y() < rows.mapTo(screen.page, QPoint(0, 0)).y()


def test_a_late_entry_on_a_day_without_doses_does_not_lose_the_cursor(screen: Screen) -> None:
    screen.tab.head.late.click()
    screen.settle()
    assert QApplication.focusWidget() is screen.tab.head.late


def test_a_form_of_the_bedside_shows_no_instructions_of_a_drug(screen: Screen) -> None:
    screen.tab.open_other("form spill")
    screen.settle()
    assert screen.tab.when.isHidden()
    screen.panel.leave()
    assert not screen.tab.when.isHidden()
