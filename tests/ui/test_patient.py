"""The page of a child: who it is stands first, tabs by keys, drafts with their two ways, the course with its proofs."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.draft_row import DraftRow
from hlh_desktop.ui.pages.overview import OverviewTab
from hlh_desktop.ui.pages.patient import TABS, PatientPage
from hlh_desktop.ui.pages.plan_page import PlanTab
from tests.builders import ROOT, regimen
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.banner import BannerFacts
    from hlh_desktop.ward.open_ward import OpenWard

NOW = wards.SIGNED + timedelta(days=10)
TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def four(ward: OpenWard) -> UUID:
    return wards.sign(ward, TV04).child


def shown(ward: OpenWard, child: UUID, qtbot: QtBot, tab: str = "overview") -> tuple[PatientPage, Desk]:
    desk = Desk(ward, lambda: NOW)
    page = PatientPage(desk, child, tab)
    page.desk_kept = desk  # type: ignore[attr-defined]
    qtbot.addWidget(page)
    page.resize(1280, 740)
    with qtbot.waitExposed(page):
        page.show()
    return page, desk


def words(widget: QWidget) -> str:
    found = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(found).replace(NON_BREAKING, " ")


def overview(page: PatientPage) -> OverviewTab:
    found = page.tabs["overview"]
    assert isinstance(found, OverviewTab)
    return found


def test_the_banner_is_told_who_it_is_before_the_page_stands(ward: OpenWard, four: UUID, theme: Theme) -> None:
    told: list[BannerFacts] = []
    desk = Desk(ward, lambda: NOW)
    desk.child_changed.connect(told.append)
    page = PatientPage(desk, four)
    assert [(facts.name, facts.number) for facts in told] == [("EXAMPLE, Four", "No. TV04")]
    page.deleteLater()


def test_a_child_that_is_not_there_is_trouble(ward: OpenWard, theme: Theme) -> None:
    from uuid import uuid4

    with pytest.raises(Trouble) as told:
        PatientPage(Desk(ward, lambda: NOW), uuid4())
    assert told.value.code == "no_child"


def test_alt_and_a_number_leads_to_each_tab(ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(ward, four, qtbot)
    for number, name in reversed(list(enumerate(TABS, 1))):
        qtbot.keyClick(page, str(number), Qt.KeyboardModifier.AltModifier)
        assert page.ui.pages.currentWidget() is page.tabs[name]


def test_a_tab_can_be_asked_for_at_once(ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(ward, four, qtbot, "history")
    assert page.ui.history.isChecked()


def test_the_overview_tells_what_is_due_alarming_and_to_do(
    ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme
) -> None:
    page, _ = shown(ward, four, qtbot)
    said = words(overview(page))
    assert "Overdue 3 h 5 min" in said
    assert "dexAMETHasone 5.9 mg intravenous" in said
    assert "Next 14:00: etoposide 89 mg intravenous" in said
    assert "Counted as missed. etoposide 29 Nov 14:00" in said.replace("</b>", "").replace("<b>", "")
    assert "Sodium 131 mmol/L (21 Nov 2026)" in said
    assert "Course, HLH-94, weeks 1 to 8" in said


def test_f1_on_a_mark_opens_its_proof_and_esc_closes_it(ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme) -> None:
    page, _ = shown(ward, four, qtbot)
    tab = overview(page)
    assert tab.map is not None
    chart = tab.map.chart
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.spot is not None)
    qtbot.keyClick(chart, Qt.Key.Key_F1)
    assert tab.proof.isVisible()
    assert tab.proof.title.text().startswith("etoposide 89 mg")
    assert not tab.proof.geometry().intersects(tab.map.parentWidget().geometry())
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not tab.proof.isVisible()


def test_a_draft_goes_on_where_it_was_left(ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme) -> None:
    opened = wards.begin(ward, TV04, child=four, at=NOW)
    page, desk = shown(ward, four, qtbot)
    (row,) = page.findChildren(DraftRow)
    with qtbot.waitSignal(desk.went_to_draft) as told:
        qtbot.mouseClick(row.go_on, Qt.MouseButton.LeftButton)
    assert told.args == [opened.id]


def test_a_draft_is_thrown_away_only_after_asking_once(ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme) -> None:
    wards.begin(ward, TV04, child=four, at=NOW)
    page, _ = shown(ward, four, qtbot)
    (row,) = page.findChildren(DraftRow)
    qtbot.mouseClick(row.discard, Qt.MouseButton.LeftButton)
    assert "is lost" in row.words.text()
    assert row.keep.hasFocus()
    qtbot.keyClick(row.keep, Qt.Key.Key_Return)
    assert len(ward.child(four, NOW).drafts) == 1
    qtbot.mouseClick(row.discard, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.really, Qt.MouseButton.LeftButton)
    assert ward.child(four, NOW).drafts == ()
    qtbot.waitUntil(lambda: not page.findChildren(DraftRow))


def test_options_alone_have_no_course_and_say_so(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    child = wards.sign(ward, wards.named("TV05", "Example", "Five")).child
    page, _ = shown(ward, child, qtbot)
    assert "No doses are ordered in this plan" in words(overview(page))
    assert overview(page).map is None


def test_an_intrathecal_mark_leads_to_its_own_page(ward: OpenWard, qtbot: QtBot, theme: Theme) -> None:
    case = wards.named("TV10", "Example", "Ten", severity={"cns": "progressive"}, regimen=regimen("intrathecal"))
    page, _ = shown(ward, wards.sign(ward, case).child, qtbot)
    tab = overview(page)
    assert tab.map is not None
    assert "mg" not in "".join(spot.text for spot in tab.map.chart.layout_.spots)
    tab.map.chosen.emit(next(spot for spot in tab.map.chart.layout_.spots if spot.kind == "intrathecal"))
    plan = page.tabs["plan"]
    assert isinstance(plan, PlanTab)
    assert plan.switch is not None
    assert plan.switch.value == "intrathecal"


@pytest.mark.parametrize("tab", ["overview", "plan", "history"])
def test_everything_that_takes_the_keys_has_a_name_and_a_role(
    ward: OpenWard, four: UUID, qtbot: QtBot, theme: Theme, tab: str
) -> None:
    wards.begin(ward, TV04, child=four, at=NOW)
    page, _ = shown(ward, four, qtbot, tab)
    focusable = [one for one in page.findChildren(QWidget) if one.isVisible() and takes_keys(one)]
    assert focusable
    for one in focusable:
        face = QAccessible.queryAccessibleInterface(one)
        assert face.text(QAccessible.Text.Name).strip(), (type(one).__name__, one.objectName())
        assert face.role() != QAccessible.Role.NoRole


def takes_keys(widget: QWidget) -> bool:
    """Whether Tab comes to a widget; the inside of a scrolled area counts with the area."""
    inner = widget.objectName().startswith("qt_")
    return widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus and not inner
