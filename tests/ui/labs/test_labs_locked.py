"""The whole window: a sample that was being typed when the ward locked itself is there again for who typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hlh_desktop.ui.labs.labs_tab import LabsTab
from hlh_desktop.ui.navigation import Place
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ward import entering
from tests.ui import shell
from tests.ui.giving.bedsides import NURSE, SECOND, SECRET
from tests.ui.labs.labs import NOW, ward_with_results

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.theme import Theme
    from tests.ui.giving.bedsides import Bedside


def enter(door: Doorway, made: Bedside, name: str) -> None:
    """Somebody signs in; how is what other tests are about."""
    ward = door.readiness.ward
    assert ward is not None
    folder = made.ward.face.folder
    door.entered(entering.enter(folder, made.person(name).id, SECRET, ward, workstation="PC 1", now=NOW))


def labs(door: Doorway) -> LabsTab:
    page = door.window.page
    assert isinstance(page, PatientPage)
    tab = page.tabs["labs"]
    assert isinstance(tab, LabsTab)
    return tab


def test_a_sample_is_kept_over_a_lock_for_who_typed_it_and_nobody_else(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    made = ward_with_results(tmp_path / "ward")
    made.ward.store.close()
    door = shell.doorway(qtbot, tmp_path / "home", made.ward.face.folder, clock=shell.Clock(NOW))
    enter(door, made, NURSE)
    door.window.go(Place("child", made.child, "overview"))
    page = door.window.page
    assert isinstance(page, PatientPage)
    page.go("labs")
    tab = labs(door)
    tab.head.new.click()
    shell.press(qtbot, door.window, "8")
    shell.press(qtbot, door.window, "8", Qt.Key.Key_Return, "7")
    shell.press(qtbot, door.window, Qt.Key.Key_F2)
    # The keys of the flowsheet are no keys of the window while the cursor is there.
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F4):
        tab.view.setFocus()
        shell.press(qtbot, door.window, key)
        assert door.window.page is page
    tab.cards.value.unit.hidePopup()
    tab.cards.sample.specimen.line.setFocus()
    qtbot.keyClicks(tab.cards.sample.specimen.line, "EDTA blood")
    tab.view.go_to("anc", tab.model.range_column - 1)
    tab.view.setFocus()
    shell.press(qtbot, door.window, "0")
    shell.press(qtbot, door.window, ".3")  # the line is open still
    door.lock(5)
    assert door.window.desk is None
    # Whoever left at the labs is there again.
    enter(door, made, NURSE)
    page = door.window.page
    assert isinstance(page, PatientPage)
    assert page.tab == "labs"
    sample = labs(door).entry.sample
    assert sample is not None
    assert (sample.texts, sample.specimen) == ({"hb": "88", "plt": "7", "anc": "0.3"}, "EDTA blood")
    assert labs(door).cards.sample.specimen.value == "EDTA blood"
    # Nothing of it is in the record.
    assert len(labs(door)._desk.ward.labs.results(made.child, ("hb",))) == 5
    door.lock()
    enter(door, made, SECOND)
    door.window.go(Place("child", made.child, "labs"))
    assert labs(door).entry.sample is None
    door.window.close()
