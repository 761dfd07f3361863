"""A second check that begins at another workstation closes every amount that stands open in this window too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.history_page import HistoryTab
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.wizard.wizard import WizardPage
from tests.ui import wards
from tests.ui.giving.bedsides import Bedside, Screen, at, other_child
from tests.ui.giving.test_second_check import said

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.trouble import Trouble

AMOUNTS = ("89 mg", "5.9 mg")


@pytest.fixture
def due(screen: Screen, beside: Bedside) -> Screen:
    """The first etoposide, released, at its time; a dose of another drug was given before."""
    beside.release(beside.dose("etoposide"), at(22, 13))
    beside.give("dexamethasone", at(22, 13, 50), reasons={"late": "no staff free"})
    screen.move(at(22, 14))
    return screen


def begun_elsewhere(beside: Bedside, child: object = None) -> None:
    """Somebody begins the check of the first etoposide, past this window."""
    found = beside.ward.log.day(beside.child if child is None else child, at(22, 14))  # type: ignore[arg-type]
    dose = next(one.dose for one in found.doses if one.dose.drug == "etoposide")
    beside.ward.log.begin_check(dose.id, uuid4(), at(22, 14))


def everything(window: QWidget) -> str:
    return "\n".join(said(window)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("tab", ["overview", "plan", "history"])
def test_a_page_of_the_child_closes_its_amounts_though_its_doses_were_never_opened(
    due: Screen, beside: Bedside, qtbot: QtBot, tab: str
) -> None:
    page = PatientPage(due.desk, beside.child, tab)
    qtbot.addWidget(page)
    page.show()
    begun_elsewhere(beside)
    page.watch()
    due.settle()
    assert not [amount for amount in AMOUNTS if amount in everything(page)]
    beside.ward.log.leave_check(beside.dose("etoposide"), "an emergency", at(22, 14))
    page.watch()
    due.settle()
    assert page.signed is not None, "and opens them again"


@pytest.mark.parametrize("deed", ["late", "not_given", "release", "amend"])
def test_an_open_panel_is_made_anew_without_the_amount(due: Screen, beside: Bedside, deed: str) -> None:
    dose = beside.dose("dexamethasone" if deed == "amend" else "etoposide")
    due.tab.show_dose(dose, deed)
    if deed == "not_given":
        due.panel.what.choose("elsewhere")
        due.panel._choose("elsewhere")
    assert [one for one in ("89", *AMOUNTS) if one in everything(due.panel)], "it tells an amount before"
    begun_elsewhere(beside)
    due.page.watch()
    due.settle()
    assert due.panel is not None
    assert not [one for one in ("89", *AMOUNTS) if one in everything(due.panel)]


def test_what_was_said_over_the_list_is_gone(due: Screen, beside: Bedside) -> None:
    due.tab.say("ok", "dexAMETHasone 5.9 mg given 13:50")
    begun_elsewhere(beside)
    due.tab.refresh()
    assert due.tab.said.isHidden()


def test_an_export_tells_no_more_than_the_screen_may(due: Screen, beside: Bedside, tmp_path: Path) -> None:
    history = HistoryTab(due.desk, beside.child)
    assert "5.9 mg" in "".join(event.detail for event in history.shown)
    begun_elsewhere(beside)
    history.ask = lambda *_: tmp_path / "history.csv"
    history.export()
    written = (tmp_path / "history.csv").read_text(encoding="utf-8-sig")
    assert "5.9 mg" not in written
    assert "mg hidden" in written


def test_moving_an_entry_tells_no_amount_of_a_child_who_is_in_check(due: Screen, beside: Bedside) -> None:
    other = other_child(beside, "TV05", "Five")
    seen = beside.ward.log.day(other, at(22, 14))
    steroid = next(one.dose for one in seen.doses if one.dose.drug == "dexamethasone")
    wrong = beside.outcomes(beside.dose("dexamethasone"))[0]
    beside.ward.log.strike(wrong.id, "wrong amount", at(22, 14))
    beside.give("dexamethasone", at(22, 14), amount=wrong.amount * 2 // 3, reasons={  # type: ignore[operator]
        "amount_deviates": "stopped early", "late": "no staff free"})  # fmt: skip
    begun_elsewhere(beside, other)
    due.tab.show_dose(beside.dose("dexamethasone"), "wrong_child")
    due.panel._choose_child(str(other))
    due.panel.dose.box.setCurrentIndex(due.panel.dose.box.findData(steroid.id))
    due.panel.look()
    assert due.panel.gates, "what was given is not what is planned there"
    assert "5.9 mg" not in everything(due.panel.notes) + everything(due.panel.why)


def test_a_draft_that_is_open_is_kept_and_closed(due: Screen, beside: Bedside, qtbot: QtBot) -> None:
    desk = Desk(beside.as_(wards.PERSON), due.clock)
    page = WizardPage(desk, desk.ward.new_draft(beside.child, due.clock()).id)
    qtbot.addWidget(page)
    desk.setParent(page)
    gone: list[object] = []
    told: list[Trouble] = []
    desk.went_to_child.connect(lambda child, _: gone.append(child))
    desk.troubled.connect(told.append)
    page.watch()
    assert not gone
    begun_elsewhere(beside)
    page.watch()
    assert gone == [beside.child]
    assert [trouble.code for trouble in told] == ["in_check"]
