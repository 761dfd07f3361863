"""Every page that a person meets: what Tab stops at has a name, a sensible role and a size that a finger hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from hlh_desktop import app
from hlh_desktop.ui import pictures
from hlh_desktop.ui.navigation import WARD, Place
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.pictures import Sitting, still
from hlh_desktop.ui.settings import Memory
from hlh_desktop.ui.wizard.alternatives import Alternative
from hlh_desktop.ui.wizard.calendar_chip import DoseChip
from hlh_desktop.ui.wizard.option_card import OptionCard
from hlh_desktop.ward import example
from tests.ui.shell import ALL_RIGHT
from tests.ward.wards import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

# The example as it is shown: doses given, due and to come.
NOW = example.shown_at()
# The least height in px of what is pressed or typed into; of a dose in its day, which is a target of its own, too.
TARGET, IN_ITS_DAY = 32, 24
# The width of a small ward computer, at any text size.
WIDE = 1280
VIEWS = ("lines", "doses", "intrathecal", "findings", "tasks", "paper")
DUMB = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)


@pytest.fixture
def sitting(qapp: QApplication, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Sitting]:
    """The program with a child that has a signed plan, and a draft of hers."""
    desk = example.make(tmp_path / "ward", known(), workstation="PC 1")
    child = next(line.id for line in desk.children(NOW) if line.plan is not None)
    assert child is not None
    draft = desk.new_draft(child, NOW).id
    door = app.compose(qapp, Memory(tmp_path / "home"), lambda: NOW, load=known, examples=lambda ward: ALL_RIGHT)
    qtbot.addWidget(door.window)
    door.readiness.begin()
    still()
    door.entered(desk)
    yield Sitting(door, desk, child, draft)
    door.window.close()


def views(sitting: Sitting) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every page, and each view of the plan."""
    yield from pictures.pages(sitting)
    yield "plan", lambda: open_plan(sitting)
    for view in VIEWS:
        yield f"plan, {view}", lambda view=view: open_view(sitting, view)  # type: ignore[misc]


def open_plan(sitting: Sitting) -> None:
    sitting.window.go(WARD)
    sitting.window.go(Place("child", sitting.child, "plan"))
    still()


def open_view(sitting: Sitting, view: str) -> None:
    page = sitting.window.page
    plan = page.tabs["plan"] if isinstance(page, PatientPage) else None
    assert isinstance(plan, PlanTab)
    plan.open_view(view)


def stops(window: QWidget) -> list[QWidget]:
    """Everything visible that Tab may stop at, and every answer beside one."""
    return [
        one for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled()
        and (one.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(one, QAbstractButton))
        and not isinstance(one.parentWidget(), QComboBox)
    ]  # fmt: skip


def pressed(one: QWidget) -> QWidget:
    """What one presses: of an answer in a frame of its own, the whole frame."""
    around = one.parentWidget()
    return around if isinstance(around, Alternative | OptionCard) else one


def least(one: QWidget) -> int:
    """The least height of a target."""
    return IN_ITS_DAY if isinstance(one, DoseChip) else TARGET


def faults(window: QWidget) -> Iterator[str]:
    """What is wrong with the controls of a page."""
    for one in stops(window):
        interface = QAccessible.queryAccessibleInterface(one)
        name = interface.text(QAccessible.Text.Name)
        said = f"{type(one).__name__} {name or one.objectName()!r} in {type(one.parentWidget()).__name__}"
        if not name:
            yield f"{said}: no name"
        if interface.role() in DUMB:
            yield f"{said}: {interface.role()}"
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox) and (high := pressed(one).height()) < least(one):
            yield f"{said}: {high} px"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_of_every_page_can_be_told_and_hit(sitting: Sitting, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    found: dict[str, set[str]] = {}
    with pictures.unseen(sitting.window, WIDE, 800):
        for name, show in views(sitting):
            show()
            still()
            wrong = set(faults(sitting.window))
            if sitting.window.width() > WIDE:
                wrong.add(f"the window grew to {sitting.window.width()} px")
            if wrong:
                found[name] = wrong
    assert not found, "\n".join(f"{name}: {fault}" for name, wrong in found.items() for fault in sorted(wrong))
