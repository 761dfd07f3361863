"""The history: newest first, found by words, exported as a table that no spreadsheet calculates."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.history_page import HistoryTab
from hlh_desktop.ui.pictures import still
from hlh_desktop.ward.history_csv import history_csv
from hlh_desktop.ward.values import Event
from tests.builders import knowledge, regimen
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

NOW = wards.SIGNED + timedelta(days=10)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def tab(ward: OpenWard, qtbot: QtBot, theme: Theme) -> HistoryTab:
    head = wards.sign(ward, wards.named("TV09", "Example", "Nine", regimen=regimen("etoposide")))
    ward.note_printed(head.id, wards.SIGNED + timedelta(hours=1))
    desk = Desk(ward, lambda: NOW)
    made = HistoryTab(desk, head.child)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1280, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def texts(tab: HistoryTab) -> list[list[str]]:
    model = tab.model
    return [
        [model.index(row, column).data().replace("\N{NO-BREAK SPACE}", " ") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_everything_that_was_done_stands_newest_first(tab: HistoryTab) -> None:
    rows = texts(tab)
    assert rows[0][0] == "Sun 22 Nov 2026 12:05"
    assert rows[0][3:] == ["Dr A. Example", "PC 1", "Sun 22 Nov 2026 12:05"]
    assert "signed" in rows[1][1].lower()
    assert len(rows) == 4


def test_words_find_lines(tab: HistoryTab, qtbot: QtBot) -> None:
    qtbot.keyClick(tab, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(tab.ui.wanted, "22 nov 12:05")
    assert len(texts(tab)) == 1
    assert tab.ui.count.text() == "1 of 4 lines"
    qtbot.keyClicks(tab.ui.wanted, "zzz")
    assert not tab.ui.export_csv.isEnabled()


def test_the_export_holds_the_lines_that_are_shown(tab: HistoryTab, qtbot: QtBot, tmp_path: Path) -> None:
    tab.ask = lambda *_: tmp_path / "out.csv"
    qtbot.keyClicks(tab.ui.wanted, "signed")
    qtbot.mouseClick(tab.ui.export_csv, Qt.MouseButton.LeftButton)
    rows = list(csv.reader(StringIO((tmp_path / "out.csv").read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["Taken", "Saved", "Who", "Where", "What", "Detail"]
    assert [row[0] for row in rows[1:]] == ["2026-11-22T11:05:00+01:00"]


def test_who_has_no_role_exports_nothing(tab: HistoryTab, ward: OpenWard, qtbot: QtBot, tmp_path: Path) -> None:
    other = ward.add_person("Other", "a lantern in the fog", NOW, wards.CHEAP, roles=("administrator",))
    ward.change_roles(ward.person.id, (), NOW)
    assert ward.may("export", other)
    tab.ask = lambda *_: tmp_path / "out.csv"
    with qtbot.waitSignal(tab._desk.troubled) as told:
        qtbot.mouseClick(tab.ui.export_csv, Qt.MouseButton.LeftButton)
    assert told.args[0].code == "not_allowed"
    assert list(tmp_path.glob("*.csv")) == []


def test_thinking_better_of_it_writes_nothing(tab: HistoryTab, qtbot: QtBot, tmp_path: Path) -> None:
    tab.ask = lambda *_: None
    qtbot.mouseClick(tab.ui.export_csv, Qt.MouseButton.LeftButton)
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_is_a_formula(word: str) -> None:
    event = Event(NOW, NOW, word, "PC 1", "Plan signed", word)
    rows = list(csv.reader(StringIO(history_csv([event], knowledge().wording).decode("utf-8-sig"))))
    assert rows[1][2] == rows[1][5] == f"'{word}"


def test_the_filters_stand_at_the_left_over_the_table(tab: HistoryTab) -> None:
    still()
    assert tab.groups.mapTo(tab, QPoint(0, 0)).x() == tab.table.mapTo(tab, QPoint(0, 0)).x()
