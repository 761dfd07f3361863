"""A folder that a laboratory drops files into: off at first; what is new is offered, and nothing is taken by itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hlh_desktop.ui import work
from hlh_desktop.ui.importing import way
from hlh_desktop.ui.importing.lab_files import files_of
from hlh_desktop.ui.navigation import Place
from hlh_desktop.ui.pages.patient import PatientPage
from tests.ui import shell
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
TABLE = "patient_id,collected_at,code,value,unit\nTV04,2026-11-21T08:10,plt,{0},10*9/L\n"


def drop(folder: Path, name: str, age: int, value: int = 58) -> Path:
    """A file that was written so many seconds after a fixed moment."""
    path = folder / name
    path.write_text(TABLE.format(value))
    os.utime(path, (1_800_000_000 + age, 1_800_000_000 + age))
    return path


def test_half_written_and_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    for name in (".hidden", "a.csv.part", "b.tmp", "c.csv"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert [path.name for path in files_of(tmp_path)] == ["c.csv"]
    assert files_of(tmp_path / "gone") == {}


def test_a_new_file_is_offered_to_the_child_that_is_open_and_never_taken_by_itself(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = bed.make(tmp_path / "ward")
    folder = tmp_path / "from the laboratory"
    folder.mkdir()
    drop(folder, "old.csv", 0)
    door = shell.doorway(qtbot, tmp_path / "home")
    door.entered(at.desk)
    shell.settle(qtbot, door)
    window, results = door.window, at.desk.labs.results(at.child)
    assert window.lab_files._timer.isActive() is False, "off until somebody chooses a folder"

    def look() -> None:
        window.lab_files.look()
        work.finish()
        qtbot.wait(1)

    window.memory.change(lab_folder=folder)
    look()
    assert not window.offer.isVisible(), "what lay there before is no news"
    drop(folder, "new.csv", 60)
    look()
    assert "New from the laboratory: new.csv. Open the child it is of to look at it." in shell.words(window.offer)
    assert not window.offer.look.isVisible()

    window.go(Place("child", at.child, "labs"))
    assert "Open the child" not in shell.words(window.offer)
    qtbot.mouseClick(window.offer.look, LEFT)
    page = window.page
    assert isinstance(page, PatientPage)
    panel = page.imports.panel
    assert panel is not None
    qtbot.waitUntil(lambda: not panel.progress.busy)
    assert panel.file.text() == "new.csv"
    assert panel.take.text() == "Take 1 result"
    assert not window.offer.isVisible()
    assert at.desk.labs.results(at.child) == results, "nothing is taken by itself"

    qtbot.mouseClick(panel.take, LEFT)
    qtbot.waitUntil(lambda: "1 result stands in the record now." in shell.words(panel))
    qtbot.mouseClick(panel.back, LEFT)
    assert page.ui.pages.currentWidget() is page.tabs["labs"]

    # By hand: the dialog opens in the folder that is watched.
    asked: list[object] = []
    monkeypatch.setattr(way, "ask_file", lambda parent, title, start: asked.append(start))
    page.tabs["labs"].head.file.click()  # type: ignore[attr-defined]
    assert asked == [folder]

    drop(folder, "later.csv", 120)
    look()
    qtbot.mouseClick(window.offer.later, LEFT)
    look()
    assert not window.offer.isVisible(), "what was put off is not offered again"
