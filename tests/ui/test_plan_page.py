"""The plan page: versions, every number with its proof, and paper that is written down."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.pages.plan_views import DOSE, WEEK
from hlh_desktop.ui.pictures import still
from tests.builders import ROOT, regimen
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.pages.plan_views import PlanViews
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

NOW = wards.SIGNED + timedelta(days=10)
TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
HELD = {"line": "etoposide", "day": 22, "do": "hold", "reason": "neutrophils"}


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


class Opened:
    """A plan tab with its page and desk, kept alive."""

    def __init__(self, ward: OpenWard, qtbot: QtBot) -> None:
        head = wards.sign(ward, TV04)
        later = json.loads(json.dumps(TV04))
        later["regimen"]["changes"] = [HELD]
        wards.sign(ward, later, child=head.child, at=wards.SIGNED + timedelta(days=8))
        self.child, self.ward = head.child, ward
        self.desk = Desk(ward, lambda: NOW)
        self.page = PatientPage(self.desk, head.child, "plan")
        qtbot.addWidget(self.page)
        self.page.resize(1280, 740)
        with qtbot.waitExposed(self.page):
            self.page.show()
        tab = self.page.tabs["plan"]
        assert isinstance(tab, PlanTab)
        self.tab = tab

    @property
    def views(self) -> PlanViews:
        assert self.tab.views is not None
        return self.tab.views

    def events(self) -> list[str]:
        return [event.what for event in self.ward.history(self.child)]


@pytest.fixture
def opened(ward: OpenWard, qtbot: QtBot, theme: Theme) -> Opened:
    return Opened(ward, qtbot)


def test_versions_say_which_stands_by_whom_and_when(opened: Opened) -> None:
    table = opened.tab.versions.table
    said = [table.model().index(row, 0).data().replace("\N{NO-BREAK SPACE}", " ") for row in range(2)]
    assert said == [
        "v2 signed, Mon 30 Nov 2026 11:05, Dr A. Example, etoposide: day 22 left out",
        "v1 superseded, Sun 22 Nov 2026 11:05, Dr A. Example, HLH-94, 119 doses",
    ]
    assert opened.tab.ui.title.text() == "HLH-94, v2"
    assert opened.tab.ui.print_plan.text() == "Print plan v2"


def test_an_older_version_is_read_and_printed_as_itself(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.tab.versions.table, Qt.Key.Key_Down)
    assert opened.tab.ui.title.text() == "HLH-94, v1"
    assert opened.tab.ui.print_plan.text() == "Print plan v1"
    assert opened.views.lines.model().index(0, 4).data() == "10"
    qtbot.keyClick(opened.tab.versions.table, Qt.Key.Key_Up)
    assert opened.views.lines.model().index(0, 4).data() == "9"


def test_f1_on_a_dose_opens_its_proof_beside_it(opened: Opened, qtbot: QtBot) -> None:
    lines = opened.views.lines
    lines.setFocus()
    lines.selectRow(0)
    qtbot.keyClick(lines, Qt.Key.Key_F1)
    card = opened.tab.proof
    assert card.isVisible()
    assert card.title.text() == "etoposide 89 mg per dose"
    number = lines.visualRect(lines.model().index(0, 1))
    left = lines.viewport().mapToGlobal(number.topRight()).x()
    qtbot.waitUntil(lambda: card.mapToGlobal(card.rect().topLeft()).x() > left)
    qtbot.keyClick(lines, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert lines.hasFocus()


def test_no_word_of_an_open_card_is_cut(opened: Opened, qtbot: QtBot) -> None:
    card, model = opened.tab.proof, opened.views.lines.model()

    def cut() -> list[str]:
        labels = [label for label in card.findChildren(QLabel) if label.isVisible()]
        return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]

    for row in range(model.rowCount()):
        opened.views._open(model.row(row))
        qtbot.waitUntil(lambda: cut() == [])


def test_a_press_on_the_number_opens_its_proof(opened: Opened, qtbot: QtBot) -> None:
    lines = opened.views.lines
    place = lines.visualRect(lines.model().index(1, 1)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.tab.proof.title.text() == "dexAMETHasone 5.9 mg per day"


def test_every_line_and_every_dose_has_a_proof(opened: Opened, qtbot: QtBot) -> None:
    for table in (opened.views.lines, opened.views.doses):
        model = table.model()
        for row in range(model.rowCount()):
            opened.tab.proof.close_card()
            opened.views._open(model.row(row))
            held = getattr(model.row(row), "state", "") == "held"
            assert opened.tab.proof.isVisible() is not held


def test_surface_and_kidney_function_have_their_proofs_too(opened: Opened, qtbot: QtBot) -> None:
    for number, title in zip(opened.views.numbers, ("BSA 0.59", "eGFR 124.4"), strict=True):
        qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
        assert opened.tab.proof.title.text().replace("\N{NO-BREAK SPACE}", " ").startswith(title)


def test_the_calendar_shows_every_dose_and_the_held_one(opened: Opened, qtbot: QtBot) -> None:
    opened.tab.open_view("doses")
    model = opened.views.doses.model()
    assert opened.views.currentWidget() is opened.views.doses
    assert model.rowCount() == 119
    notes = [model.index(row, 6).data() for row in range(model.rowCount())]
    assert sum("held, not in this plan" in note for note in notes) == 1


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_dose_of_the_calendar_is_cut_at_the_edge(opened: Opened, theme: Theme, scale: float) -> None:
    """At 150 % co-trimoxazole read "44 m"."""
    theme.choose("light", scale)
    opened.tab.open_view("doses")
    still()
    table = opened.views.doses
    last = table.columnViewportPosition(DOSE) + table.columnWidth(DOSE)
    assert last <= table.viewport().width()
    assert table.isColumnHidden(WEEK) is (scale == 1.5)
    theme.choose("light", 1.0)
    still()
    assert not table.isColumnHidden(WEEK)


def test_a_new_version_begins_a_draft_from_the_plan_that_stands(opened: Opened, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.desk.went_to_draft) as told:
        qtbot.mouseClick(opened.tab.ui.new_version, Qt.MouseButton.LeftButton)
    draft = opened.ward.draft(told.args[0])
    assert draft.child == opened.child
    assert draft.draft.case["regimen"]["changes"][0]["day"] == 22


def test_the_preview_draws_the_pages_of_the_version(opened: Opened, qtbot: QtBot) -> None:
    opened.tab.open_view("paper")
    qtbot.waitUntil(lambda: opened.tab.paper.view.pages > 5, timeout=20000)
    assert "version 2" in opened.tab.paper.view.accessibleDescription()
    qtbot.keyClick(opened.tab.versions.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "SUPERSEDED" in opened.tab.paper.view.accessibleDescription().upper(), timeout=20000)


def test_a_saved_plan_is_a_whole_pdf_and_is_written_down(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.tab.paper.ask_file = lambda *_: tmp_path / "plan"
    before = opened.events()
    qtbot.mouseClick(opened.tab.ui.save_plan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened.events()) == len(before) + 1, timeout=20000)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_printed_plan_is_written_down_and_one_not_printed_is_not(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(printer: QPrinter, _: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setResolution(72)  # that it is sharp is told elsewhere
        asked.append(printer.docName())
        return len(asked) > 1

    opened.tab.paper.ask_printer = answer
    before = opened.events()
    qtbot.mouseClick(opened.tab.ui.print_plan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=20000)
    assert opened.events() == before
    qtbot.mouseClick(opened.tab.ui.print_plan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened.events()) == len(before) + 1, timeout=30000)
    assert asked == ["Plan v2", "Plan v2"]


@pytest.mark.parametrize("way", ["print_plan", "save_plan"])
def test_nothing_leaves_the_program_by_who_has_no_role(opened: Opened, qtbot: QtBot, tmp_path: Path, way: str) -> None:
    opened.ward.add_person("Other", "a lantern in the fog", NOW, wards.CHEAP, roles=("administrator",))
    opened.ward.change_roles(opened.ward.person.id, (), NOW)
    paper = opened.tab.paper
    paper.ask_file = lambda *_: pytest.fail("asked for a file")  # type: ignore[assignment]
    paper.ask_printer = lambda *_: pytest.fail("asked for a printer")  # type: ignore[assignment]
    before = opened.events()
    with qtbot.waitSignal(opened.tab.desk.troubled, timeout=20000) as told:
        getattr(paper, way)()
    assert told.args[0].code == "not_allowed"
    assert opened.events() == before


def test_a_plan_of_options_has_no_lines_and_still_prints(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    child = wards.sign(ward, wards.named("TV05", "Example", "Five")).child
    desk = Desk(ward, lambda: NOW)
    page = PatientPage(desk, child, "plan")
    qtbot.addWidget(page)
    page.show()
    tab = page.tabs["plan"]
    assert isinstance(tab, PlanTab)
    assert tab.views is not None
    assert tab.views.lines.model().rowCount() == 0
    assert tab.ui.print_plan.isEnabled()


def test_an_intrathecal_dose_stands_on_its_own_view_only(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    lines = regimen("etoposide", "intrathecal")
    case = wards.named("TV10", "Example", "Ten", severity={"cns": "progressive"}, regimen=lines)
    desk = Desk(ward, lambda: NOW)
    page = PatientPage(desk, wards.sign(ward, case).child, "plan")
    qtbot.addWidget(page)
    page.show()
    tab = page.tabs["plan"]
    assert isinstance(tab, PlanTab)
    assert tab.views is not None
    everywhere = [tab.views.lines.model(), tab.views.doses.model()]
    texts = [model.index(row, column).data() for model in everywhere for row in range(model.rowCount())
             for column in range(model.columnCount())]  # fmt: skip
    assert not any("methotrexate" in text for text in texts)
    assert tab.views.spinal.model().rowCount() == 4
