"""A laboratory's file brought in by keys and by mouse: whose it is, what is taken, left and refused, and why."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.importing.import_panel import ImportPanel
from hlh_desktop.ward.results import importing
from tests.exchange.fhir_results import demo_samples
from tests.ui import shell
from tests.ui.test_every_page import faults
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from tests.ward.log.bed import Bed

LEFT = Qt.MouseButton.LeftButton
LINES = """patient_id,collected_at,code,value,unit,status
TV04,2026-12-01T08:10:00+01:00,ferritin,4100,ng/mL,final
TV04,2026-12-01T08:10:00+01:00,plt,58,10*9/L,final
TV04,2026-12-01T08:10:00+01:00,fibrinogen,0.2,g/L,final
TV04,2026-12-01T08:10:00+01:00,FERR-X,12,ng/mL,final
TV04,2026-12-01T08:10:00+01:00,na,500,mmol/L,final
TV04,2026-11-22T06:10:00+01:00,plt,41,10*9/L,final
"""


@pytest.fixture
def at_bed(tmp_path: Path) -> Bed:
    made = bed.make(tmp_path / "ward")
    made.now = made.now.replace(month=12, day=20)
    made.desk.labs.write(made.child, demo_samples()[:2], uuid4(), made.now)
    return made


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, at_bed: Bed) -> ImportPanel:
    made = ImportPanel(Desk(at_bed.desk, lambda: at_bed.now), at_bed.child)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def read(qtbot: QtBot, panel: ImportPanel, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    panel.open_file(path)
    ended(qtbot, panel)


def ended(qtbot: QtBot, panel: ImportPanel) -> None:
    qtbot.waitUntil(lambda: not panel.progress.busy)


def shown(panel: ImportPanel, name: str) -> list[str]:
    """The names and reasons of one list."""
    panel.lists.go(name)
    model = panel.lists.model
    return [f"{model.row(row).name}: {model.row(row).why}" for row in range(model.rowCount())]


def test_a_file_is_looked_at_line_by_line_and_taken_with_one_action(
    qtbot: QtBot, panel: ImportPanel, at_bed: Bed, tmp_path: Path
) -> None:
    before = len(at_bed.desk.labs.results(at_bed.child))
    read(qtbot, panel, tmp_path / "result.csv", LINES)
    words = shell.words(panel)
    assert "Number, name, birth date and sex agree with this child" in words
    counts = [panel.lists.buttons[name].text() for name in ("look", "take", "known", "left", "refused")]
    assert counts == ["To be looked at 1", "To be taken 2", "Known already 1", "Left out 1", "Refused 1"]

    # What is rare is not ticked until a person ticks it, with the key or with the mouse.
    assert panel.take.text() == "Take 2 results"
    assert panel.lists.table.hasFocus()
    qtbot.keyClick(panel.lists.table, Qt.Key.Key_Space)
    assert panel.take.text() == "Take 3 results"
    cell = panel.lists.table.visualRect(panel.lists.model.index(0, 0)).center()
    qtbot.mouseClick(panel.lists.table.viewport(), LEFT, pos=cell)
    assert panel.take.text() == "Take 2 results"
    qtbot.mouseClick(panel.lists.table.viewport(), LEFT, pos=cell)

    needed = panel.lists.table.fontMetrics().horizontalAdvance(panel.lists.model.row(0).when)
    assert panel.lists.table.columnWidth(0) > needed + 32, "the moment is not cut by its box"

    # What is left or refused says why, and has no box.
    assert shown(panel, "left") == ["FERR-X: FERR-X (code FERR-X) is not known here. Say once for this laboratory what "
                                    "it means, or leave it."]  # fmt: skip
    (refused,) = shown(panel, "refused")
    assert refused.replace("\N{NO-BREAK SPACE}", " ").startswith("na: 500 mmol/L is not possible.")
    qtbot.keyClick(panel.lists.table, Qt.Key.Key_Space)
    assert panel.take.text() == "Take 3 results"

    with qtbot.waitSignal(panel.taken):
        qtbot.mouseClick(panel.take, LEFT)
    ended(qtbot, panel)
    assert "3 results stand in the record now." in shell.words(panel)
    assert len(at_bed.desk.labs.results(at_bed.child)) == before + 3
    assert panel.lists.buttons["known"].text() == "Known already 4", "the same file once more adds nothing"
    assert not panel.take.isEnabled()


def test_a_file_of_another_child_is_blocked_and_one_of_nobody_asks(
    qtbot: QtBot, panel: ImportPanel, at_bed: Bed, tmp_path: Path
) -> None:
    read(qtbot, panel, tmp_path / "other.csv", LINES.replace("TV04", "TV05"))
    assert "The file is of another patient, No. TV05. This child is No. TV04." in shell.words(panel)
    assert (panel.take.isEnabled(), panel.lists.isVisible(), panel.source.confirm.isVisible()) == (False, False, False)

    nobody = "\n".join(line.partition(",")[2] for line in LINES.splitlines())
    read(qtbot, panel, tmp_path / "nobody.csv", nobody)
    assert not panel.take.isEnabled()
    assert QApplication.focusWidget() is panel.source.confirm
    qtbot.keyClick(panel.source.confirm, Qt.Key.Key_Space)
    ended(qtbot, panel)
    assert panel.take.text() == "Take 2 results"
    assert "EXAMPLE, Four, No. TV04" in shell.words(panel)


def test_an_unknown_table_is_asked_about_once_and_kept_for_its_laboratory(
    qtbot: QtBot, panel: ImportPanel, at_bed: Bed, tmp_path: Path
) -> None:
    strange = "Pat;Datum;Test;Wert;Einheit\nTV04;01/12/2026 08:10;IL-2R;9100,5;U/mL\n"
    panel.open_file(tmp_path / "missing.csv")
    ended(qtbot, panel)
    assert "missing.csv" in shell.words(panel.source), "what cannot be read is told"
    read(qtbot, panel, tmp_path / "strange.csv", strange)
    assert list(panel.mapping.columns) == ["Pat", "Datum", "Test", "Wert", "Einheit"]
    panel.mapping.columns["Pat"].choose("patient_id")
    qtbot.keyClicks(panel.source.laboratory.line, "Zentrallabor")
    qtbot.keyClick(panel.source.laboratory.line, Qt.Key.Key_Return)
    ended(qtbot, panel)
    assert panel.mapping.columns["Pat"].value == "patient_id", "what was answered stays while the laboratory is named"
    for name, meaning in (("Datum", "collected_at"), ("Test", "code"), ("Wert", "value"),
                          ("Einheit", "unit")):  # fmt: skip
        panel.mapping.columns[name].choose(meaning)
    panel.mapping.decimal.button(",").click()
    panel.mapping.dates.button("dmy").click()
    assert panel.mapping.keep.text() == "Keep this for Zentrallabor"
    qtbot.mouseClick(panel.mapping.use, LEFT)
    ended(qtbot, panel)
    assert panel.lists.buttons["left"].text() == "Left out 1"

    qtbot.mouseClick(panel.source.meaning, LEFT)
    assert list(panel.mapping.codes) == ["IL-2R"]
    assert list(faults(panel)) == [], "every control has a name and is large enough"
    panel.mapping.codes["IL-2R"].choose("scd25")
    qtbot.mouseClick(panel.mapping.use, LEFT)
    ended(qtbot, panel)
    assert panel.take.text() == "Take 1 result"
    kept = importing.mapping_for(at_bed.desk, "Zentrallabor")
    assert (kept.codes, kept.decimal, kept.columns["Wert"]) == ({"IL-2R": "scd25"}, ",", "value")
    read(qtbot, panel, tmp_path / "again.csv", strange)
    assert panel.take.text() == "Take 1 result", "the next file of this laboratory is understood at once"


def test_a_table_is_pasted_and_taking_it_can_be_stopped(
    qtbot: QtBot, panel: ImportPanel, at_bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = at_bed.desk.labs.results(at_bed.child)
    panel.open_paste("")
    assert QApplication.focusWidget() is panel.source.area
    QApplication.clipboard().setText("Test\tUnit\t2026-12-02 07:00\nplt\t10*9/L\t79\nhb\tg/L\t88\n")
    qtbot.keyClick(panel.source.area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert list(faults(panel)) == []
    qtbot.mouseClick(panel.source.read, LEFT)
    ended(qtbot, panel)
    panel.source.confirm.click()
    ended(qtbot, panel)
    assert panel.take.text() == "Take 2 results"

    real, pressed = importing.take, Event()

    def slow(*given: Any, **more: Any) -> Any:
        pressed.wait(10)
        return real(*given, **more)

    monkeypatch.setattr(importing, "take", slow)
    qtbot.mouseClick(panel.take, LEFT)
    qtbot.mouseClick(panel.progress.cancel, LEFT)
    pressed.set()
    ended(qtbot, panel)
    assert "Stopped. Nothing of the file was stored." in shell.words(panel)
    assert at_bed.desk.labs.results(at_bed.child) == before
    assert panel.take.isEnabled()
    with qtbot.waitSignal(panel.left):
        qtbot.mouseClick(panel.back, LEFT)
