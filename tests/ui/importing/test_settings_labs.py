"""Laboratory in the settings: a folder to watch, analytes of the ward's own, and the catalogue to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages import settings_labs
from hlh_desktop.ui.pages.settings_labs import LabSettings
from hlh_desktop.ui.pages.settings_labs_form import DropForm, OwnForm
from hlh_desktop.ui.settings import Memory
from tests.ui import shell
from tests.ui.conftest import NOW
from tests.ward import wards

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


def test_the_ward_reads_its_catalogue_adds_to_it_retires_and_chooses_a_folder(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, memory = wards.new_ward(tmp_path / "ward"), Memory(tmp_path / "home")
    page = LabSettings(Desk(ward, lambda: NOW), memory)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()

    # The catalogue: found by a part of the name, told with its units, ranges, lines and sources.
    assert page.catalogue.model.rowCount() == len(ward.labs.catalogue())
    qtbot.keyClicks(page.catalogue.part.line, "fibrin")
    assert page.catalogue.model.rowCount() == 1
    told = page.catalogue.facts.text()
    for words in (
        "mg/dL \N{MULTIPLICATION SIGN} 0.01",
        "Taken only between 0 and 20 g/L.",
        "HLH-2004 1.5 or less",
        "[S]",
    ):
        assert words in told
    page.catalogue.part.line.clear()

    # An analyte of its own: what is wrong is said, what is right is there at once.
    own = page.own
    qtbot.mouseClick(own.open_form, LEFT)
    form = own.form
    assert isinstance(form, OwnForm)
    qtbot.keyClicks(form.name.line, "Ferritin")
    qtbot.keyClicks(form.unit.line, "mg/L")
    qtbot.keyClicks(form.ends["reference", "low"].line, "0.5")
    qtbot.mouseClick(form.add, LEFT)
    assert "A range is two plain numbers" in shell.words(own)
    qtbot.keyClicks(form.ends["reference", "high"].line, "2.3")
    qtbot.mouseClick(form.add, LEFT)
    qtbot.waitUntil(own.isEnabled)
    assert [key for key in ward.labs.catalogue() if key.startswith("own:")] == [], "never in the place of a shipped one"
    form.name.line.clear()
    qtbot.keyClicks(form.name.line, "sCD163")
    qtbot.mouseClick(form.add, LEFT)
    qtbot.waitUntil(lambda: own.isEnabled() and "sCD163 is there." in shell.words(own))
    assert ward.labs.catalogue()["own:scd163"].lines[1].value is not None
    qtbot.keyClicks(page.catalogue.part.line, "scd163")
    assert page.catalogue.model.rowCount() == 1

    # Retired with a reason only; its results stay readable.
    retire = own.lines.itemAt(0).widget().findChildren(QPushButton)[0]
    qtbot.mouseClick(retire, LEFT)
    drop = own.form
    assert isinstance(drop, DropForm)
    qtbot.mouseClick(drop.drop, LEFT)
    assert "Say why." in shell.words(own)
    qtbot.keyClicks(drop.reason.line, "no longer measured")
    qtbot.mouseClick(drop.drop, LEFT)
    qtbot.waitUntil(lambda: own.isEnabled() and "offered no more" in shell.words(own))
    assert "own:scd163" not in ward.labs.catalogue()
    assert "own:scd163" in ward.labs.catalogue(dropped=True)

    # The folder: none at first, kept on this computer.
    assert "No folder is watched." in shell.words(page.folder)
    monkeypatch.setattr(settings_labs, "ask_folder", lambda *_: tmp_path)
    qtbot.mouseClick(page.folder.choose, LEFT)
    assert Memory(tmp_path / "home").now.lab_folder == tmp_path
    qtbot.mouseClick(page.folder.stop, LEFT)
    assert Memory(tmp_path / "home").now.lab_folder is None
    ward.store.close()
