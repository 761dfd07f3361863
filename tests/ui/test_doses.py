"""The list of the doses: due first, days to look back, refreshed by itself, walked by keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.giving.bedsides import Bedside, Screen, at
from tests.ui.giving.conftest import beside, screen
from tests.ui.hands import Keys, Mouse
from tests.ui.shell import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.hands import Hand

__all__ = ["beside", "screen"]


def titles(screen: Screen, group: str) -> list[str]:
    return [one.row.title.replace("\N{NO-BREAK SPACE}", " ") for one in screen.tab.rows.rows if one.row.group == group]


def test_what_is_due_stands_first_then_later_today_then_what_comes_next(screen: Screen) -> None:
    assert titles(screen, "now") == ["co-trimoxazole as trimethoprim 44 mg", "dexAMETHasone 5.9 mg"]
    assert titles(screen, "later") == ["etoposide, dose 1 of 10", "co-trimoxazole as trimethoprim 44 mg"]
    assert titles(screen, "next")[-1] == "etoposide, dose 2 of 10"


def test_each_row_says_its_state_in_a_word_beside_an_icon(screen: Screen) -> None:
    for one in screen.tab.rows.rows:
        assert one.state.text()
        assert not one.icon.pixmap().isNull()
        assert one.row.state.words in one.go.accessibleName()


def test_the_list_looks_at_the_clock_by_itself(screen: Screen) -> None:
    assert screen.row("dexAMETHasone").row.state.words == "Due"
    screen.clock.now = at(22, 9, 30)
    screen.tab._timer.timeout.emit()
    assert screen.row("dexAMETHasone").row.state.words.replace("\N{NO-BREAK SPACE}", " ") == "Overdue 1 h 30 min"
    assert screen.tab._timer.isActive()


def test_a_refresh_leaves_the_cursor_where_it_is(screen: Screen) -> None:
    screen.row("dexAMETHasone").go.setFocus()
    screen.move(at(22, 8, 40))
    assert QApplication.focusWidget() is screen.row("dexAMETHasone").go


@pytest.mark.parametrize("kind", [Keys, Mouse])
def test_earlier_days_are_looked_back_at(screen: Screen, beside: Bedside, qtbot: QtBot, kind: type[Hand]) -> None:
    beside.give("dexamethasone", at(22, 8, 2))
    screen.move(at(24, 8))
    hand = kind(qtbot, screen.page)
    for _ in range(2):
        hand.press("The day before")
    assert screen.tab.on == at(22, 8).date()
    assert screen.row("dexAMETHasone").row.state.words.replace("\N{NO-BREAK SPACE}", " ") == "Given 22 Nov 08:02"
    hand.press("Today")
    assert screen.tab.on is None
    assert screen.tab.head.to_today.isHidden()


def test_alt_and_the_arrows_step_through_the_days(screen: Screen, qtbot: QtBot) -> None:
    qtbot.keyClick(screen.page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert screen.tab.on == at(22, 8).date() + timedelta(days=1)
    qtbot.keyClick(screen.page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert screen.tab.on is None


def test_a_day_without_doses_says_so(screen: Screen) -> None:
    screen.tab.show_day(at(22, 8).date() - timedelta(days=1))
    screen.settle()
    assert "No dose is planned for this day." in words(screen.tab)


def test_the_instructions_of_the_first_dose_that_waits_stand_below_with_their_sources(screen: Screen) -> None:
    screen.settle()
    assert "When giving co-trimoxazole" in words(screen.tab)
    when = screen.tab.when
    assert when.sources.isHidden()
    when.show_sources.click()
    assert not when.sources.isHidden()
    assert when.sources.text()


def test_the_chain_of_a_cytotoxic_tells_what_is_still_open(screen: Screen, beside: Bedside) -> None:
    screen.move(at(22, 14))
    screen.open("etoposide, dose 1")
    assert "Ordered by Dr A. Example, version 1" in screen.tab.chain.accessibleName()
    assert "Not released" in screen.tab.chain.accessibleName()
    screen.panel.leave()
    beside.release(beside.dose("etoposide"), at(22, 13))
    screen.open("etoposide, dose 1")
    assert "Released by Dr A. Example, 13:00" in screen.tab.chain.accessibleName()


def test_in_a_narrow_window_the_panel_takes_the_place_of_the_list(screen: Screen) -> None:
    screen.page.resize(900, 700)
    screen.settle()
    screen.open("co-trimoxazole")
    screen.settle()
    assert screen.tab.ui.left.isHidden()
    screen.panel.leave()
    screen.settle()
    assert not screen.tab.ui.left.isHidden()
    assert screen.tab.ui.right.isHidden()


def test_esc_closes_a_panel_and_writes_nothing(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    screen.open("co-trimoxazole")
    qtbot.keyClick(screen.panel.identity.tick, Qt.Key.Key_Escape)
    assert screen.panel is None
    assert beside.outcomes(beside.dose("cotrimoxazole")) == ()
    assert QApplication.focusWidget() is screen.row("co-trimoxazole").go
