"""Every page of the shell: each control has a name and a role, is large enough, is reached by Tab, and is not cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from hlh_desktop.ui.navigation import SETTINGS, WARD
from hlh_desktop.ui.pages.first_start import FirstStartPage
from tests.ui import shell
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.theme import Theme

# The least height in px at 100 % of what is pressed or typed into.
TARGET = 32
DUMB = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)
PAGES = ("unlock", "recovery", "place", "ward", "person", "sheet", "settings", "adding", "list")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wards.new_ward(tmp_path / "ward").lock(wards.NOW)
    return tmp_path / "ward"


@pytest.fixture(params=PAGES)
def door(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, tmp_path: Path, folder: Path) -> Iterator[Doorway]:
    found = shell.doorway(qtbot, tmp_path / "home", folder)
    name = request.param
    if name == "recovery":
        found.show_recovery(folder)
    elif name in PAGES[2:6]:
        found.show_first_start(None, folder)
        first_start(qtbot, found, tmp_path / "new", PAGES.index(name) - 2)
    elif name in ("settings", "adding", "list"):
        shell.sign_in(qtbot, found)
        found.window.go(WARD if name == "list" else SETTINGS)
        if name == "adding":
            found.window.page.people.open_form.click()  # type: ignore[union-attr]
    QApplication.processEvents()
    yield found
    found.window.close()


def first_start(qtbot: QtBot, door: Doorway, folder: Path, step: int) -> None:
    page = door.window.page
    assert isinstance(page, FirstStartPage)
    page.folder.folder.line.setText(str(folder))
    page.folder.zone.choose("Europe/Paris")
    page.ward.ward.line.setText("Ward 4B")
    page.person.person.line.setText("Dr A. Example")
    for field in (page.person.password.first, page.person.password.second):
        field.line.setText("four words for us")
    for _ in range(step):
        page.next()
        qtbot.waitUntil(lambda: not page._busy)


def controls(window: QWidget) -> list[QWidget]:
    """Everything visible that Tab may stop at."""
    found = [
        one for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip
    assert found
    return found


def test_every_control_is_named_reached_large_enough_and_whole(qtbot: QtBot, door: Doorway, theme: Theme) -> None:
    """One page at every size: to open it takes longer than to look at it."""
    has_a_name_and_a_role(door)
    is_reached_by_tab(qtbot, door)
    for scale, size in ((1.0, (1280, 800)), (1.0, (1920, 1080)), (1.5, (1280, 800))):
        theme.choose("light", scale)
        door.window.resize(*size)
        for _ in range(5):
            QApplication.processEvents()
        assert door.window.width() == size[0], "the window grew beyond the screen"
        is_large_enough(door, scale)
        no_word_is_cut(door)


def has_a_name_and_a_role(door: Doorway) -> None:
    for one in controls(door.window):
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.text(QAccessible.Text.Name), f"{one} has no name"
        assert interface.role() not in DUMB, f"{one} has no role"


def is_large_enough(door: Doorway, scale: float) -> None:
    for one in controls(door.window):
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox):
            assert one.height() >= TARGET, f"{one.accessibleName() or one} at {scale}: {one.height()}"


def is_reached_by_tab(qtbot: QtBot, door: Doorway) -> None:
    wanted = set(controls(door.window))
    reached: set[QWidget] = set()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for _ in range(2 * len(wanted) + 5):
        qtbot.keyClick(QApplication.focusWidget() or door.window, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is not None:
            reached.add(at)
    assert {str(one) for one in wanted - reached} == set()


def no_word_is_cut(door: Doorway) -> None:
    for one in [*door.window.findChildren(QLabel), *door.window.findChildren(QPushButton)]:
        if one.isVisible() and one.text():
            assert room(one) >= needed(one), f"{one.text()!r} is cut"
            assert whole(one), f"{one.text()!r} sticks out"


def room(one: QLabel | QPushButton) -> int:
    """The width, or the height of what goes on in further lines."""
    wraps = isinstance(one, QLabel) and one.wordWrap()
    return one.height() if wraps else one.width()


def needed(one: QLabel | QPushButton) -> int:
    if isinstance(one, QPushButton):
        return one.fontMetrics().horizontalAdvance(one.text().replace("&", ""))
    if one.wordWrap():
        return one.heightForWidth(one.width())
    return one.sizeHint().width()


def whole(one: QWidget) -> bool:
    """Whether it lies inside of everything around it; what can be scrolled to is inside."""
    here = QRect(QPoint(0, 0), one.size())
    around = one.parentWidget()
    while around is not None and not isinstance(around.parentWidget(), QScrollArea) and not around.isWindow():
        if not around.rect().contains(QRect(one.mapTo(around, here.topLeft()), here.size())):
            return False
        around = around.parentWidget()
    return True
