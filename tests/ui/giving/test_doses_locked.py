"""The whole window: what a nurse was typing when the ward locked itself is there again for her, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.ui.navigation import Place
from hlh_desktop.ui.pages.doses_tab import DosesTab
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ward import entering
from tests.ui import shell
from tests.ui.giving.bedsides import NURSE, SECOND, SECRET, Bedside, at, bedside

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def made(tmp_path: Path) -> Bedside:
    found = bedside(tmp_path)
    found.ward.store.close()
    return found


def enter(door: Doorway, made: Bedside, name: str, clock: shell.Clock) -> None:
    """Somebody signs in; how is what other tests are about."""
    ward = door.readiness.ward
    assert ward is not None
    folder = made.ward.face.folder
    desk = entering.enter(folder, made.person(name).id, SECRET, ward, workstation="PC 1", now=clock())
    door.entered(desk)


def doses(door: Doorway) -> DosesTab:
    page = door.window.page
    assert isinstance(page, PatientPage)
    tab = page.tabs["doses"]
    assert isinstance(tab, DosesTab)
    return tab


def typing(door: Doorway, made: Bedside) -> None:
    """An amount is typed and not given yet."""
    door.window.go(Place("child", made.child, "doses"))
    tab = doses(door)
    row = next(one for one in tab.rows.rows if "co-trimoxazole" in one.row.title)
    row.go.click()
    tab.panel.fields.amount.line.setText("43")
    tab.panel.fields.changed.emit()


def test_what_was_typed_is_there_again_after_the_idle_lock(
    qtbot: QtBot, theme: Theme, tmp_path: Path, made: Bedside
) -> None:
    clock = shell.Clock(at(22, 8, 5))
    door = shell.doorway(qtbot, tmp_path / "home", made.ward.face.folder, clock=clock)
    enter(door, made, NURSE, clock)
    typing(door, made)
    clock.forward(minutes=30)
    door.idle.look()
    assert door.window.desk is None
    enter(door, made, NURSE, clock)
    assert doses(door).panel.fields.amount.value == "43"
    assert doses(door).panel.identity.known is None
    door.window.close()


def test_another_person_finds_nothing_of_it(qtbot: QtBot, theme: Theme, tmp_path: Path, made: Bedside) -> None:
    clock = shell.Clock(at(22, 8, 5))
    door = shell.doorway(qtbot, tmp_path / "home", made.ward.face.folder, clock=clock)
    enter(door, made, NURSE, clock)
    typing(door, made)
    qtbot.keyClick(door.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert door.window.desk is None
    enter(door, made, SECOND, clock)
    assert not isinstance(door.window.page, PatientPage)
    door.lock()
    enter(door, made, NURSE, clock)
    assert doses(door).panel.fields.amount.value == "43"
    door.window.close()


def test_nothing_that_was_only_typed_is_in_the_record(
    qtbot: QtBot, theme: Theme, tmp_path: Path, made: Bedside
) -> None:
    clock = shell.Clock(at(22, 8, 5))
    door = shell.doorway(qtbot, tmp_path / "home", made.ward.face.folder, clock=clock)
    enter(door, made, NURSE, clock)
    typing(door, made)
    door.lock()
    enter(door, made, NURSE, clock)
    assert door.window.desk is not None
    facts = door.window.desk.ward.store.facts(made.child)
    assert not [fact for fact in facts if fact.kind.startswith("dose_")]
    door.window.close()
