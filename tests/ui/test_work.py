"""Work on another thread: what it brings back is told once, to who still lives, and nobody goes in the middle of it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject

from hlh_desktop.ui import work

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Owner(QObject):
    """Who asks for work, and writes down in a list that outlives it what is told and that it is gone."""

    def __init__(self, told: list[Any]) -> None:
        super().__init__()
        self.told = told
        self.destroyed.connect(lambda: told.append("gone"))

    def done(self, result: object) -> None:
        self.told.append(result)

    def failed(self, error: Exception) -> None:
        self.told.append(str(error))


def through(qtbot: QtBot, told: list[Any], *wanted: object) -> None:
    """Until this was told, and no courier is left."""
    qtbot.waitUntil(lambda: told == list(wanted) and not work._UNDER_WAY)


@pytest.mark.parametrize("repeated", range(20))
def test_an_owner_that_lives_by_its_own_callback_alone_goes_once_it_was_told(qtbot: QtBot, repeated: int) -> None:
    told: list[Any] = []
    may = Event()
    owner = Owner(told)
    work.run(owner, lambda: may.wait(20), owner.done, owner.failed)
    del owner
    may.set()
    through(qtbot, told, True, "gone")


def test_an_owner_that_is_deleted_meanwhile_is_told_nothing(qtbot: QtBot) -> None:
    told: list[Any] = []
    may = Event()
    owner = Owner(told)
    work.run(owner, lambda: may.wait(20), owner.done, owner.failed)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    may.set()
    through(qtbot, told, "gone")


def test_what_went_wrong_is_told_and_nobody_is_kept(qtbot: QtBot) -> None:
    told: list[Any] = []

    def wrong() -> None:
        raise ValueError("no such file")

    owner = Owner(told)
    work.run(owner, wrong, owner.done, owner.failed)
    through(qtbot, told, "no such file")
    del owner
    assert told[-1] == "gone"
