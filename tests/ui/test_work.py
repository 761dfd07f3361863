"""Work on another thread: what it brings back is told once, to who still lives, and nobody goes in the middle of it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject

from hlh_desktop.domain.trouble import Trouble
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


def test_of_a_question_that_was_asked_again_only_the_last_answer_is_told(qtbot: QtBot) -> None:
    """The clock was right again, and an older look that took longer told of it as wrong."""
    told: list[Any] = []
    may = Event()
    owner, question = Owner(told), work.Newest()
    question.run(owner, lambda: f"old {may.wait(20)}", owner.done, owner.failed)
    question.run(owner, lambda: "new", owner.done, owner.failed)
    qtbot.waitUntil(lambda: told == ["new"])
    may.set()
    through(qtbot, told, "new")


def test_a_question_that_is_forgotten_is_not_told(qtbot: QtBot) -> None:
    told: list[Any] = []
    owner, question = Owner(told), work.Newest()
    question.run(owner, lambda: "old", owner.done, owner.failed)
    question.forget()
    through(qtbot, told)


def test_of_a_question_that_was_overtaken_only_a_fault_of_the_program_is_told(qtbot: QtBot) -> None:
    told: list[Any] = []

    def goes_wrong(error: Exception) -> None:
        raise error

    owner, question = Owner(told), work.Newest()
    for error in (Trouble("disk_full"), ValueError("a fault")):
        question.run(owner, lambda error=error: goes_wrong(error), owner.done, owner.failed)
        question.forget()
    through(qtbot, told, "a fault")
