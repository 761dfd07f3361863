"""The whole window for tests: a clock that is moved by hand, knowledge that is there at once, a home of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hlh_desktop import app
from hlh_desktop.ui.settings import Memory
from hlh_desktop.ward.golden import Examples
from tests.ui.conftest import NOW
from tests.ward.wards import PASSWORD, known

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway

ALL_RIGHT = Examples(21, 21)
# Milliseconds that a busy machine may need for a password or the worked examples.
PATIENCE = 20_000


@dataclass
class Clock:
    """A clock that stands still until somebody moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def doorway(
    qtbot: QtBot, home: Path, folder: Path | None = None, *, clock: Clock | None = None, examples: Any = ALL_RIGHT,
    load: Any = known,
) -> Doorway:  # fmt: skip
    """The program, its first page on the screen, at the ward of a folder."""
    memory = Memory(home)
    application = QApplication.instance()
    found = app.compose(application, memory, clock or Clock(), load=load, examples=lambda ward: examples)
    qtbot.addWidget(found.window)
    found.begin(folder)
    found.window.resize(1280, 800)
    found.window.show()
    qtbot.waitExposed(found.window)
    qtbot.waitUntil(lambda: found.readiness.trusted is not None, timeout=PATIENCE)
    return found


def sign_in(qtbot: QtBot, door: Doorway, password: str = PASSWORD) -> None:
    """Types the password on the unlock page and waits for the ward."""
    press(qtbot, door.window, password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: door.window.desk is not None, timeout=PATIENCE)
    settle(qtbot, door)


def settle(qtbot: QtBot, door: Doorway) -> None:
    """Waits for what is done on other threads."""
    qtbot.waitUntil(lambda: door.window.desk is None or door.window.desk.trusted is not None, timeout=PATIENCE)


def press(qtbot: QtBot, window: QWidget, *what: str | Qt.Key) -> None:
    """Types words and presses keys where the cursor stands."""
    for one in what:
        target = QApplication.focusWidget() or window
        if isinstance(one, str):
            qtbot.keyClicks(target, one)
        else:
            qtbot.keyClick(target, one)


def words(widget: QWidget) -> str:
    """Everything that can be read on a page, fields included."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    parts = [widget, *widget.findChildren(QWidget)]
    shown = [part for part in parts if part.isVisibleTo(widget)]
    texts = [part.text() for part in shown if isinstance(part, QLabel | QAbstractButton | QLineEdit)]
    return "\n".join(texts).replace("&", "")
