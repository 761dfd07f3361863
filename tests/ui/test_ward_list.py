"""The ward list as a person uses it: unsigned work first, Enter opens, a new plan is one key away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.ward_list import WardListPage
from hlh_desktop.ui.widgets.place_table import shared
from tests.builders import regimen
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

NOW = wards.SIGNED + timedelta(days=10, hours=-2)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


def shown(ward: OpenWard, qtbot: QtBot) -> tuple[WardListPage, Desk]:
    desk = Desk(ward, lambda: NOW)
    page = WardListPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page, desk


def texts(page: WardListPage) -> list[list[str]]:
    model = page.model
    return [
        [model.index(row, column).data().replace(NON_BREAKING, " ") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def three(ward: OpenWard) -> OpenWard:
    plan = regimen("etoposide", "dexamethasone")
    wards.sign(ward, wards.named("TV09", "Example", "Nine", regimen=plan))
    wards.sign(ward, wards.named("TV02", "Example", "Able", regimen=plan))
    wards.begin(ward, wards.named("TV01", "Example", "Zoe"))
    return ward


def test_unsigned_work_comes_first_then_children_by_name(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(three, qtbot)
    assert [row[0].partition(",  ")[0].split(", No.")[0] for row in texts(page)] == [
        "EXAMPLE, Zoe", "EXAMPLE, Able", "EXAMPLE, Nine",
    ]  # fmt: skip


def test_a_row_tells_child_course_measures_plan_and_what_is_next(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(three, qtbot)
    assert texts(page)[1] == [
        "EXAMPLE, Able, No. TV02, female, 2 y 5 m",
        "HLH-94, day 11, week 2",
        "13.5 kg, 92 cm, BSA 0.59 m²",
        "v1 signed, Dr A. Example, 22 Nov 2026",
        "etoposide 89 mg intravenous, today 14:00",
        "none",
    ]


def test_a_draft_of_a_new_child_says_that_nothing_is_ordered(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(three, qtbot)
    assert texts(page)[0][3:5] == ["Not signed, at step 1 of 7", "None before signing"]


def test_an_intrathecal_dose_is_announced_without_drug_or_amount(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    case = wards.named("TV10", "Example", "Ten", severity={"cns": "progressive"}, regimen=regimen("intrathecal"))
    wards.sign(ward, case)
    page, _ = shown(ward, qtbot)
    assert "INTRATHECAL" in texts(page)[0][4]
    assert "mg" not in texts(page)[0][4]
    assert "methotrexate" not in texts(page)[0][4]


def test_enter_opens_the_child_and_a_draft_opens_where_it_was_left(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, desk = shown(three, qtbot)
    assert page.table.hasFocus()
    with qtbot.waitSignal(desk.went_to_draft):
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.went_to_child) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == [page.model.row(1).line.id, "overview"]


def test_a_double_click_opens_the_child(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, desk = shown(three, qtbot)
    centre = page.table.visualRect(page.model.index(2, 0)).center()
    with qtbot.waitSignal(desk.went_to_child):
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
        qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_the_search_keeps_rows_that_hold_every_word(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(three, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.ui.wanted.hasFocus()
    qtbot.keyClicks(page.ui.wanted, "example tv09")
    assert [row[0][:13] for row in texts(page)] == ["EXAMPLE, Nine"]
    qtbot.keyClicks(page.ui.wanted, "zzz")
    assert page.ui.pages.currentWidget() is page.ui.none_page
    qtbot.mouseClick(page.ui.show_all, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 3


def test_an_empty_ward_says_what_to_do_next(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, desk = shown(ward, qtbot)
    assert page.ui.pages.currentWidget() is page.ui.empty_page
    assert page.ui.first_plan.hasFocus()
    with qtbot.waitSignal(desk.went_to_draft):
        qtbot.keyClick(page.ui.first_plan, Qt.Key.Key_Return)
    assert len(ward.drafts()) == 1


def test_a_new_plan_is_one_key_away(three: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    page, desk = shown(three, qtbot)
    with qtbot.waitSignal(desk.went_to_draft):
        qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(("width", "scale"), [(1280, 1.0), (1280, 1.5), (1920, 1.0)])
def test_nothing_in_the_list_needs_scrolling_sideways(
    three: OpenWard, qtbot: QtBot, theme: Theme, width: int, scale: float
) -> None:
    theme.choose("light", scale)
    page, _ = shown(three, qtbot)
    page.resize(width, 700)
    page.table.fit()
    assert page.table.horizontalScrollBar().maximum() == 0


def test_columns_share_what_is_over_and_what_is_missing() -> None:
    assert sum(shared(100, [30, 30], [10, 10])) == 100
    assert shared(40, [30, 30], [10, 30]) == [10, 30]
    assert shared(20, [30, 30], [20, 20]) == [20, 20]
