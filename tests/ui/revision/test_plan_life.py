"""What-if tries and stores nothing until it is drafted; two versions are compared; a draft says what it changes."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QScrollArea, QWidget

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.revision.against import AgainstStanding
from hlh_desktop.ui.revision.compare_view import CompareView
from hlh_desktop.ui.revision.what_if_view import WhatIfView
from tests.builders import ROOT, plan
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.revision.deed_forms import DeedForm
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.widgets.pick import Pick
    from hlh_desktop.ward.open_ward import OpenWard

NOW = wards.SIGNED + timedelta(days=10, hours=3)
TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
MOVED = {"line": "rituximab", "day": 15, "do": "move", "to": "2026-12-07T09:00", "reason": "theatre"}
LATER = {**TV04, "regimen": {**TV04["regimen"], "changes": [MOVED]}}
TARGET = 32


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def child(ward: OpenWard) -> UUID:
    head = wards.sign(ward, TV04)
    wards.sign(ward, LATER, child=head.child, at=wards.SIGNED + timedelta(days=8))
    return head.child


@pytest.fixture
def tab(ward: OpenWard, child: UUID, qtbot: QtBot, theme: Theme) -> PlanTab:
    desk = Desk(ward, lambda: NOW)
    page = PatientPage(desk, child, "plan")
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    with qtbot.waitExposed(page):
        page.show()
    found = page.tabs["plan"]
    assert isinstance(found, PlanTab)
    return found


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def row_of(view: WhatIfView, name: str) -> list[str]:
    row = next(one for one in view.table.rows if one.name == name)
    return [plain(part) for part in (row.detail, row.before, row.after, row.unit, row.change, row.percent)]


def small(view: QWidget) -> list[str]:
    """What can be pressed or typed into and has no name, or is too low for a finger."""
    found = [one for kind in (QAbstractButton, QLineEdit, QComboBox) for one in view.findChildren(kind)]
    shown = [one for one in found if one.isVisible() and not isinstance(one.parent(), QComboBox)]
    named = [one for one in shown if not (one.accessibleName() or getattr(one, "text", str)())]
    return [repr(one) for one in (*named, *(one for one in shown if one.height() < TARGET))]


def choose(pick: Pick, *words: str) -> None:
    """The first answer with these words."""
    texts = [plain(pick.box.itemText(row)) for row in range(pick.box.count())]
    row = next(row for row, said in enumerate(texts) if all(word in said for word in words))
    pick.box.setCurrentIndex(row)
    pick.box.activated.emit(row)


def asked(tab: PlanTab, deed: str) -> tuple[WhatIfView, DeedForm]:
    """What-if on the plan, with the form of a deed open."""
    tab.ui.what_if.click()
    view = tab.life.view
    assert isinstance(view, WhatIfView)
    view.inputs.more[deed].click()
    form = view.inputs.form
    assert form is not None
    return view, form


def test_which_doses_says_what_to_choose_before_a_dose_is_chosen(tab: PlanTab) -> None:
    _, form = asked(tab, "factor")
    assert form.reach.box.currentText() == "Choose the dose first"
    assert not form.do.isEnabled()
    choose(form.which, "etoposide")
    assert form.reach.box.currentText() == "This dose alone"


def test_a_weight_is_tried_beside_the_signed_plan_and_nothing_of_it_is_kept(
    tab: PlanTab, ward: OpenWard, child: UUID, qtbot: QtBot
) -> None:
    before = len(ward.history(child)), len(ward.drafts())
    qtbot.mouseClick(tab.ui.what_if, Qt.MouseButton.LeftButton)
    view = tab.life.view
    assert isinstance(view, WhatIfView)
    qtbot.waitUntil(view.inputs.weight_kg.line.hasFocus)
    qtbot.keyClicks(view.inputs.weight_kg.line, "15.1")
    qtbot.waitUntil(lambda: row_of(view, "etoposide")[2] == "93")
    assert row_of(view, "etoposide") == ["doses 5 to 10", "89", "93", "mg per dose", "+ 4", "+ 4.5 %"]
    assert row_of(view, "immunoglobulin")[2] == "as given"
    assert row_of(view, "Cumulative etoposide")[2:5] == ["1,503", "mg/m²", "\N{MINUS SIGN} 5"]
    assert any(plain(said).startswith("New. Weight 15.1 kg") for said in view.raised.said)
    assert "4 doses of 89 mg at 0.59 m²" in plain(view.stays.accessibleName())
    assert "15.1 kg" in plain(view.figures._drawings[1].accessibleName())
    assert small(view) == []
    area = view.findChild(QScrollArea)
    assert area is not None
    inner = area.widget()
    assert inner is not None
    assert inner.width() <= area.viewport().width()
    assert view.table.horizontalHeader().length() <= view.table.viewport().width()
    qtbot.keyClick(view.inputs.weight_kg.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(view.inputs.weight_kg.line, ",5")
    qtbot.waitUntil(lambda: not view.make.isEnabled())
    assert "point" in view.inputs.weight_kg.line.accessibleDescription()
    view.clear.click()
    qtbot.waitUntil(lambda: row_of(view, "etoposide")[2] == "89")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert tab.life.view is None
    assert tab.ui.what_if.hasFocus()
    assert (len(ward.history(child)), len(ward.drafts())) == before


def test_a_held_dose_needs_a_reason_can_be_taken_back_and_goes_into_the_draft(tab: PlanTab, qtbot: QtBot) -> None:
    view, form = asked(tab, "hold")
    wanted = next(place for place in range(form.which.box.count()) if "etoposide" in form.which.box.itemText(place))
    form.which.box.setCurrentIndex(wanted)
    form.which.box.activated.emit(wanted)
    assert not form.do.isEnabled()
    qtbot.keyClicks(form.reason.line, "neutrophils")
    assert small(view) == []
    qtbot.keyClick(form.reason.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row_of(view, "etoposide")[2] == "left out")
    assert [one.after for one in view.doses.rows if one.name.startswith("etoposide")] == ["none"]
    undo = next(one for one in view.findChildren(QAbstractButton) if one.accessibleName().startswith("Undo: etoposide"))
    assert undo.accessibleName().endswith("held (neutrophils)")
    view.inputs.weight_kg.show_value("15.1")
    with qtbot.waitSignal(tab.desk.went_to_draft) as gone:
        view.make.click()
    case = tab.desk.ward.draft(gone.args[0]).draft.case
    assert (case["regimen"]["changes"][-1]["do"], case["regimen"]["changes"][-1]["reason"]) == ("hold", "neutrophils")
    assert case["measurements"][-1]["weight_kg"] == "15.1"
    assert case["revised_at"] == ["2026-12-02T14:05"]


def test_of_a_day_that_has_begun_the_evening_dose_alone_is_omitted(
    ward: OpenWard, child: UUID, qtbot: QtBot, theme: Theme
) -> None:
    noon = wards.SIGNED.replace(day=6, month=12, hour=12)
    desk = Desk(ward, lambda: noon)
    page = PatientPage(desk, child, "plan")
    desk.setParent(page)
    qtbot.addWidget(page)
    tab = page.tabs["plan"]
    assert isinstance(tab, PlanTab)
    view, form = asked(tab, "omit")
    choose(form.which, "co-trimoxazole", "6 Dec 2026 20:00")
    assert [form.reach.box.itemText(row) for row in range(form.reach.box.count())] == ["This dose alone"]
    choose(form.which, "co-trimoxazole", "7 Dec 2026 08:00")
    assert form.reach.box.itemText(1) == "This dose and the rest of its day"
    choose(form.which, "co-trimoxazole", "6 Dec 2026 20:00")
    qtbot.keyClicks(form.reason.line, "rash")
    form.do.click()
    assert [(row.name, plain(row.before), row.after) for row in view.doses.rows if "trimoxazole" in row.name] == []
    view.refresh()
    assert [(row.name, plain(row.before), row.after) for row in view.doses.rows if "trimoxazole" in row.name] == [
        ("co-trimoxazole as trimethoprim, dose 14", "Sun 6 Dec 2026 20:00, oral", "none")
    ]
    with qtbot.waitSignal(desk.went_to_draft) as gone:
        view.make.click()
    (row,) = [one for one in ward.draft(gone.args[0]).draft.case["regimen"]["changes"] if one["do"] == "omit"]
    assert (row["line"], row["day"], row["time"], row["reach"]) == ("cotrimoxazole", 15, "20:00", "dose")


def test_a_dose_of_a_line_that_is_stopped_is_not_held_beside_it_and_a_stop_takes_the_place_of_what_was_held(
    tab: PlanTab, qtbot: QtBot
) -> None:
    view, form = asked(tab, "stop")
    choose(form.which, "co-trimoxazole")
    qtbot.keyClicks(form.reason.line, "rash")
    form.do.click()
    view.inputs.open_form("hold")
    form = view.inputs.form
    assert form is not None
    choose(form.which, "co-trimoxazole")
    qtbot.keyClicks(form.reason.line, "counts")
    assert not form.note.isVisibleTo(form)
    form.do.click()
    assert form.note.isVisibleTo(form)
    assert form.note.accessibleName() == "This dose is left out by another change of this trial. Undo that one first."
    assert [one.kind for one in view.inputs.deeds] == ["stop"]
    choose(form.which, "etoposide")
    assert not form.note.isVisibleTo(form)
    form.do.click()
    assert [(one.kind, one.line) for one in view.inputs.deeds] == [("stop", "cotrimoxazole"), ("hold", "etoposide")]
    view.inputs.open_form("stop")
    form = view.inputs.form
    assert form is not None
    choose(form.which, "etoposide")
    qtbot.keyClicks(form.reason.line, "remission")
    form.do.click()
    assert [(one.kind, one.line) for one in view.inputs.deeds] == [("stop", "cotrimoxazole"), ("stop", "etoposide")]
    view.refresh()
    assert not [row for row in view.raised.said if "not applied" in row.lower()]


def test_a_dose_is_not_moved_to_a_moment_that_has_passed(tab: PlanTab, qtbot: QtBot) -> None:
    view, form = asked(tab, "move")
    choose(form.which, "etoposide")
    qtbot.keyClicks(form.reason.line, "theatre")
    form.place.day.show_value("11")
    form.place.time.show_value("14:04")
    form.place._typed()
    form.do.click()
    assert form.note.accessibleName() == "That moment has passed: a dose is moved to one that is still to come."
    form.place.time.show_value("14:06")
    form.place._typed()
    assert not form.note.isVisibleTo(form)
    form.do.click()
    assert [one.kind for one in view.inputs.deeds] == ["move"]


def test_less_is_offered_for_one_dose_and_for_every_later_one(tab: PlanTab) -> None:
    view, form = asked(tab, "factor")
    choose(form.which, "etoposide")
    form.reach.box.setCurrentIndex(1)
    assert form.reach.box.currentText() == "This dose and every later one"
    form.reason.box.setEditText("kidney")
    form.do.click()
    view.refresh()
    assert row_of(view, "etoposide")[:3] == ["doses 5 to 10", "89", "66"]


def test_two_versions_are_compared_and_any_two_can_be_chosen(tab: PlanTab, qtbot: QtBot) -> None:
    assert tab.ui.compare.text() == "Compare v1 with v2"
    tab.ui.compare.click()
    view = tab.life.view
    assert isinstance(view, CompareView)
    assert view.title.text() == "v1 compared with v2"
    assert view.sheet is not None
    assert [(row.name, plain(row.after)) for row in view.sheet.doses.rows] == [
        ("riTUXimab, dose 3", "Mon 7 Dec 2026 09:00, intravenous")
    ]
    assert small(view) == []
    view.older.choose(2)
    view.older.changed.emit(2)
    assert view.title.text() == "v2 compared with v2"
    assert view.sheet.doses.rows == ()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert tab.ui.compare.hasFocus()


def test_a_draft_says_before_it_is_signed_what_it_changes(
    ward: OpenWard, child: UUID, qtbot: QtBot, theme: Theme
) -> None:
    card, desk = AgainstStanding(), Desk(ward, lambda: NOW)
    qtbot.addWidget(card)
    desk.setParent(card)
    card.show_draft(desk, None, plan(TV04), 0)
    assert not card.wanted
    card.show_draft(desk, child, plan(TV04), 2)
    assert card.title.text() == "What changes against v2"
    assert card.sheet is not None
    assert [plain(row.before) for row in card.sheet.doses.rows] == ["Mon 7 Dec 2026 09:00, intravenous"]
