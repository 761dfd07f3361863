"""The ward board as a person uses it: most urgent first, it refreshes by itself, Enter opens, one key prints."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.board_watch import EVERY
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.ward_list import WardListPage
from hlh_desktop.ui.pictures import still
from hlh_desktop.ui.widgets.board_look import CHANGED, FERRITIN, ON_WALL, PLATELETS, TASK
from hlh_desktop.ui.widgets.place_table import shared
from hlh_desktop.ward import stay
from hlh_desktop.ward.board import Board
from tests.ui import wards
from tests.ward import boards
from tests.ward.boards import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

MINUTE = timedelta(minutes=1)


class Sitting:
    """The page of a ward, with a clock that a test moves on."""

    def __init__(self, ward: OpenWard, qtbot: QtBot, now: datetime = NOW) -> None:
        self.now, self.ward = now, ward
        self.desk = Desk(ward, lambda: self.now)
        self.page = WardListPage(self.desk)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 700)
        with qtbot.waitExposed(self.page):
            self.page.show()
        still()

    def texts(self) -> list[list[str]]:
        model = self.page.model
        return [
            [model.index(row, column).data().replace(NON_BREAKING, " ") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def names(self) -> list[str]:
        return [row[1].partition(", female")[0].removeprefix("EXAMPLE, ") for row in self.texts()]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def full(tmp_path: Path) -> Iterator[OpenWard]:
    made = boards.full(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def sitting(full: OpenWard, qtbot: QtBot, theme: Theme) -> Sitting:
    return Sitting(full, qtbot)


# --- rows


def test_the_most_urgent_child_stands_first(sitting: Sitting) -> None:
    assert sitting.names() == ["Four", "Nine", "One", "Six", "Five", "Eight", "Ten", "Two"]
    assert sitting.page.ui.count.text() == "8 children, most urgent first · refreshed 14:05"


def test_a_row_tells_everything_in_words(sitting: Sitting) -> None:
    assert sitting.texts()[0] == [
        "2",
        "EXAMPLE, Four, female, 2 y 5 m, No. TV04",
        "HLH-94, day 11, week 2, EBV, stable",
        "etoposide 89 mg intravenous, Overdue 5 min, due 14:00",
        "1",
        "dexAMETHasone 5.9 mg intravenous, tomorrow 08:00",
        "tomorrow 08:00, Daily blood tests, daily",
        "4,100, falling, > 79 % below peak",
        "79, rising",
        "etoposide dose 4 released, dexAMETHasone dose 11 given, and 1 more",
    ]


def test_changes_are_told_since_the_shift_began(sitting: Sitting) -> None:
    header = sitting.page.model.headerData(CHANGED, Qt.Orientation.Horizontal)
    assert "07:00" in header


def test_an_empty_ward_says_what_to_do_next(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    sitting = Sitting(ward, qtbot)
    page = sitting.page
    assert page.ui.pages.currentWidget() is page.ui.empty_page
    assert not page.ui.due_list.isVisible()
    assert page.ui.first_plan.hasFocus()
    with qtbot.waitSignal(sitting.desk.went_to_draft):
        qtbot.keyClick(page.ui.first_plan, Qt.Key.Key_Return)
    assert len(ward.drafts()) == 1


# --- it refreshes by itself


def test_the_board_looks_again_by_itself_within_half_a_minute(sitting: Sitting) -> None:
    assert EVERY <= 30_000
    assert sitting.desk.board._timer.isActive()
    sitting.now += MINUTE
    sitting.desk.board._timer.timeout.emit()
    still()
    assert sitting.texts()[0][3] == "etoposide 89 mg intravenous, Overdue 6 min, due 14:00"


def test_a_deed_here_is_seen_at_once(sitting: Sitting) -> None:
    row = sitting.page.model.row(0)
    assert row.child is not None
    head = next(one.plan for one in sitting.ward.children(NOW) if one.id == row.child)
    assert head is not None
    due = next(one for one in boards.doses(sitting.ward, head, "etoposide") if one.due.date() == NOW.date())
    boards.write(sitting.ward, due, NOW)
    sitting.desk.kept.emit(NOW)
    still()
    assert sitting.names()[0] == "Nine"


def test_the_chosen_child_stays_chosen_and_in_view_when_the_order_changes(sitting: Sitting) -> None:
    table = sitting.page.table
    table.selectRow(sitting.names().index("Ten"))
    stay.change_stay(sitting.ward, sitting.page.model.row(0).child, "transferred", NOW, NOW)  # type: ignore[arg-type]
    sitting.page.refresh()
    still()
    assert "Four" not in sitting.names()
    assert sitting.names()[table.currentIndex().row()] == "Ten"


def test_minutes_change_in_place_without_moving_the_page(sitting: Sitting, qtbot: QtBot) -> None:
    bar = sitting.page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before > 0
    sitting.now += MINUTE
    with qtbot.assertNotEmitted(sitting.page.model.modelReset):
        sitting.page.refresh()
        still()
    assert bar.value() == before


def test_one_look_at_a_time_and_another_one_after_it(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[datetime] = []
    real = Board.rows

    def rows(board: Board, now: datetime) -> Any:
        looks.append(now)
        return real(board, now)

    monkeypatch.setattr(Board, "rows", rows)
    for _ in range(5):
        sitting.page.refresh()
    still()
    still()
    assert len(looks) == 2


def test_what_cannot_be_read_leaves_the_rows_and_says_that_they_are_old(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(*_: object) -> None:
        raise Trouble("disk_failed")

    before = sitting.texts()
    with monkeypatch.context() as patched:
        patched.setattr(Board, "rows", rows)
        sitting.now += MINUTE
        sitting.page.refresh()
        still()
    assert sitting.texts() == before
    assert sitting.page.old.isVisible()
    assert sitting.page.old.accessibleName().startswith("These rows are of 14:05 and may be old.")
    sitting.page.refresh()
    still()
    assert not sitting.page.old.isVisible()


# --- filters, search, wall


@pytest.mark.parametrize(
    ("which", "names"),
    [("due", ["Four", "Nine"]), ("overdue", ["Four", "Nine"]), ("unstable", ["Nine"])],
)
def test_a_filter_keeps_its_rows_and_says_how_many_there_are(
    sitting: Sitting, qtbot: QtBot, which: str, names: list[str]
) -> None:
    button = sitting.page.filters.button(which)
    assert button.text().endswith(f" {len(names)}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sitting.names() == names


def test_children_who_have_left_stand_behind_a_filter_of_their_own(sitting: Sitting, qtbot: QtBot) -> None:
    left = sitting.page.filters.button("left")
    assert not left.isVisible()
    stay.change_stay(sitting.ward, sitting.page.model.row(0).child, "died", NOW, NOW)  # type: ignore[arg-type]
    sitting.page.refresh()
    still()
    assert "Four" not in sitting.names()
    assert left.isVisible()
    qtbot.mouseClick(left, Qt.MouseButton.LeftButton)
    assert sitting.names() == ["Four"]


def test_the_search_keeps_rows_that_hold_every_word(sitting: Sitting, qtbot: QtBot) -> None:
    page = sitting.page
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.ui.wanted.hasFocus()
    qtbot.keyClicks(page.ui.wanted, "example tv09")
    assert sitting.names() == ["Nine"]
    qtbot.keyClicks(page.ui.wanted, "zzz")
    assert page.ui.pages.currentWidget() is page.ui.none_page
    qtbot.mouseClick(page.ui.show_all, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 8


def test_on_the_wall_letters_are_large_and_only_what_is_read_there_is_shown(sitting: Sitting, qtbot: QtBot) -> None:
    page = sitting.page
    before = page.table.drawn.letters_of(3).first.pointSizeF()
    qtbot.keyClick(page, Qt.Key.Key_F11)
    assert page.table.drawn.letters_of(3).first.pointSizeF() >= 1.7 * before
    assert [place for place in range(10) if not page.table.isColumnHidden(place)] == list(ON_WALL)
    assert not page.ui.wanted.isVisible()
    assert page.model.rowCount() == 8
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.ui.wanted.isVisible()
    assert not page.table.isColumnHidden(FERRITIN)


@pytest.mark.parametrize(("width", "scale"), [(1280, 1.0), (1280, 1.5), (1920, 1.0), (1920, 1.5)])
def test_nothing_on_the_board_needs_scrolling_sideways(
    sitting: Sitting, theme: Theme, width: int, scale: float
) -> None:
    theme.choose("light", scale)
    sitting.page.resize(width, 700)
    still()
    sitting.page.table.fit()
    assert sitting.page.table.horizontalScrollBar().maximum() == 0


def test_where_there_is_no_room_two_columns_are_told_inside_others(sitting: Sitting, theme: Theme) -> None:
    theme.choose("light", 1.5)
    still()
    table = sitting.page.table
    table.fit()
    assert table.isColumnHidden(TASK)
    assert table.isColumnHidden(PLATELETS)
    cell = table.drawn.cell(table.board.index(0, FERRITIN))
    assert cell.notes[-1].words.replace(NON_BREAKING, " ") == "platelets \N{UPWARDS ARROW} 79"


# --- ways


def test_enter_opens_the_child_and_a_draft_opens_where_it_was_left(sitting: Sitting, qtbot: QtBot) -> None:
    page, desk = sitting.page, sitting.desk
    assert page.table.hasFocus()
    with qtbot.waitSignal(desk.went_to_child) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == [page.model.row(0).child, "overview"]
    page.table.selectRow(sitting.names().index("One"))
    with qtbot.waitSignal(desk.went_to_draft):
        qtbot.keyClick(page.table, Qt.Key.Key_Return)


def test_a_double_click_opens_the_child(sitting: Sitting, qtbot: QtBot) -> None:
    page = sitting.page
    centre = page.table.visualRect(page.model.index(1, 1)).center()
    with qtbot.waitSignal(sitting.desk.went_to_child):
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
        qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_a_new_plan_is_one_key_away(sitting: Sitting, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sitting.desk.went_to_draft):
        qtbot.keyClick(sitting.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_what_is_due_this_shift_goes_to_the_printer_and_that_is_written_down(sitting: Sitting, qtbot: QtBot) -> None:
    asked: list[str] = []
    sitting.page.paper.ask_printer = lambda printer, _: asked.append(printer.docName()) or False  # type: ignore[func-returns-value]
    qtbot.mouseClick(sitting.page.ui.due_list, Qt.MouseButton.LeftButton)
    still()
    assert asked == ["Due this shift"]
    assert not sitting.ward.store.facts(kinds=("due_list_printed",))


def test_columns_share_what_is_over_and_what_is_missing() -> None:
    assert sum(shared(100, [30, 30], [10, 10])) == 100
    assert shared(40, [30, 30], [10, 30]) == [10, 30]
    assert shared(20, [30, 30], [20, 20]) == [20, 20]
