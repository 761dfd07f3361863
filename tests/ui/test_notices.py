"""A note when the time of a dose has come: only where it is wished, once for each, without a name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.notices import Notices
from hlh_desktop.ui.pictures import still
from hlh_desktop.ui.settings import Memory
from hlh_desktop.ui.status import Status
from tests.ui import wards
from tests.ward import boards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

DUE = boards.NOW.replace(hour=14, minute=0)
MINUTE = timedelta(minutes=1)


class Watched:
    """Notices over a ward, and what they did: windows that were called for, sounds."""

    def __init__(self, ward: OpenWard, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.alerts, self.beeps = DUE - MINUTE, 0, 0
        monkeypatch.setattr(QApplication, "alert", lambda *_: self.count("alerts"))
        monkeypatch.setattr(QApplication, "beep", lambda: self.count("beeps"))
        self.window, self.status, self.memory = QWidget(), Status(), Memory(home)
        qtbot.addWidget(self.window)
        qtbot.addWidget(self.status)
        self.notices = Notices(self.window, self.status, self.memory)
        self.desk = Desk(ward, lambda: self.now)

    def count(self, what: str) -> None:
        setattr(self, what, getattr(self, what) + 1)

    def begin(self, wish: str) -> None:
        self.memory.change(notices=wish)
        self.notices.follow(self.desk)
        self.desk.board.begin()
        still()

    def later(self) -> None:
        self.now = DUE
        self.desk.board.look()
        still()

    @property
    def words(self) -> str:
        return self.status.due.words.text()


@pytest.fixture
def watched(
    tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watched]:  # fmt: skip
    ward = wards.new_ward(tmp_path)
    boards.up_to_date(ward, boards.sign(ward, "Four", "TV04"), boards.NOW - timedelta(hours=1))
    yield Watched(ward, tmp_path / "home", qtbot, monkeypatch)
    ward.store.close()


def test_nothing_is_told_until_somebody_wishes_it(watched: Watched) -> None:
    assert watched.memory.now.notices == "none"
    watched.begin("none")
    watched.later()
    assert (watched.words, watched.alerts, watched.beeps) == ("", 0, 0)


def test_a_dose_that_comes_due_is_told_once_and_without_a_name(watched: Watched) -> None:
    watched.begin("visible")
    assert watched.words == ""
    watched.later()
    assert watched.words == "1 dose is due: see the ward board"
    watched.later()
    assert (watched.alerts, watched.beeps) == (1, 0)


def test_a_sound_comes_only_where_it_is_wished(watched: Watched) -> None:
    watched.begin("sound")
    watched.later()
    assert (watched.alerts, watched.beeps) == (1, 1)


def test_what_was_due_when_somebody_came_in_is_shown_and_no_news(watched: Watched) -> None:
    watched.now = DUE
    watched.begin("sound")
    assert watched.words == "1 dose is due: see the ward board"
    assert (watched.alerts, watched.beeps) == (0, 0)


def test_locked_nothing_is_looked_at_or_told(watched: Watched) -> None:
    watched.begin("sound")
    watched.notices.follow(None)
    assert not watched.desk.board._timer.isActive()
    watched.later()
    assert (watched.words, watched.alerts, watched.beeps) == ("", 0, 0)


def test_the_note_goes_when_nothing_is_due_any_more(watched: Watched) -> None:
    watched.begin("visible")
    watched.later()
    (row,) = watched.desk.board.rows
    kept = watched.desk.board.board.source.kept[row.key]
    due = next(one for one in watched.desk.ward.store.doses(kept.doses[0].plan) if str(one.id) in row.calls)
    boards.write(watched.desk.ward, due, DUE)
    watched.later()
    assert watched.words == ""
