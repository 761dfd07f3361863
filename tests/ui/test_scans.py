"""A code reader in the open window: it opens the child, answers who asks for the child, and is told when it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.scan import code_of_child
from hlh_desktop.ui.pages.patient import PatientPage
from tests.ui.shell import Clock, doorway, settle, words
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from tests.ui.conftest import Theme


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Doorway:
    bed = bedside.make(tmp_path / "ward")
    found = doorway(qtbot, tmp_path / "home", tmp_path / "ward", clock=Clock(bedside.NOW))
    found.entered(bed.doctor)
    settle(qtbot, found)
    found.child = bed.child  # type: ignore[attr-defined]
    return found


def code(door: Doorway) -> str:
    desk = door.window.desk
    assert desk is not None
    child = door.child  # type: ignore[attr-defined]
    return code_of_child(child, "TV04", desk.ward.face.number)


def test_the_code_of_a_wristband_opens_the_child_at_the_doses(door: Doorway) -> None:
    door.window.scans.scanned(code(door))
    page = door.window.page
    assert isinstance(page, PatientPage)
    assert page.tab == "doses"
    assert door.window.banner.facts is not None
    assert "TV04" in door.window.banner.facts.title


def test_the_number_of_the_hospitals_own_band_opens_the_child_too(door: Doorway) -> None:
    door.window.scans.scanned("tv 04")
    assert isinstance(door.window.page, PatientPage)


def test_a_code_of_nobody_here_is_told_and_opens_nothing(door: Doorway) -> None:
    before = door.window.page
    door.window.scans.scanned(code_of_child(uuid4(), "TV77", "W-0000"))
    assert door.window.page is before
    assert "names nobody here" in words(door.window)


def test_a_locked_ward_listens_for_nothing(door: Doorway) -> None:
    text = code(door)
    door.lock()
    door.window.scans.scanned(text)
    assert not isinstance(door.window.page, PatientPage)
