"""Results saved for other programs from the labs page: the name says which kind, and the history says that it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QFileDialog, QStackedWidget

from hlh_desktop.ui import work
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.importing.way import ImportWay
from hlh_desktop.ui.labs.labs_tab import LabsTab
from tests.exchange.fhir_results import demo_samples
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.trouble import Trouble
    from hlh_desktop.ui.theme import Theme


def test_results_are_saved_as_a_table_or_as_fhir_and_each_is_noted(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = bed.make(tmp_path / "ward")
    at.desk.labs.write(at.child, demo_samples()[:1], uuid4(), at.now)
    desk, pages = Desk(at.desk, lambda: at.now), QStackedWidget()
    qtbot.addWidget(pages)
    labs = LabsTab(desk, at.child, pages)
    pages.addWidget(labs)
    way = ImportWay(desk, at.child, labs, pages)
    told: list[Trouble] = []
    desk.troubled.connect(told.append)

    def save(name: str, kind: str) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name) if name else "", kind))
        labs.foot.save.click()
        work.finish()
        qtbot.waitUntil(lambda: not way.saving._busy)

    save("a", "CSV (*.csv)")
    save("b.csv", "FHIR R4 (*.json)")
    save("", "CSV (*.csv)")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("patient_id,")
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["resourceType"] == "Bundle"
    noted = [one.what for one in at.desk.history(at.child, at.now) if one.group == "prints"]
    assert noted == ["Results, plan and doses saved for other programs (FHIR)", "Results saved as a table (CSV)"]
    save("ward/a.csv/b.csv", "CSV (*.csv)")
    dose = at.at(at.dose("etoposide"))
    at.release(dose)
    at.be(bed.NURSE).log.begin_check(dose.id, uuid4(), at.now)
    save("c.json", "FHIR R4 (*.json)")
    assert told[-1].code == "in_check"
    assert not (tmp_path / "c.json").exists()
