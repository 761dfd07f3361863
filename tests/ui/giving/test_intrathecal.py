"""An intrathecal dose on the screen: its route in words, its people, its own colour; no other route beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import regimen
from tests.ui import wards
from tests.ui.giving.bedsides import DOCTOR, Bedside, Screen, at, bedside
from tests.ui.shell import Clock, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def spinal(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Screen]:
    """The first intrathecal dose at its time; a nurse at work."""
    beside = bedside(tmp_path)
    case = wards.named("TV10", "Example", "Ten", severity={"cns": "progressive"}, regimen=regimen("intrathecal"))
    beside.child = wards.sign(beside.as_(wards.PERSON), case, at=at(22, 6)).child
    made = Screen(beside, Clock(first(beside).span.due.astimezone(wards.PARIS)))
    qtbot.addWidget(made.page)
    made.page.resize(1400, 850)
    with qtbot.waitExposed(made.page):
        made.page.show()
    yield made
    beside.ward.store.close()


def first(beside: Bedside) -> DoseNow:
    return next(one for one in beside.ward.log.day(beside.child, at(22, 6)).doses if one.dose.kind == "intrathecal")


def test_the_route_stands_in_capitals_in_list_and_panel(spinal: Screen, beside_dose: DoseNow) -> None:
    row = next(one for one in spinal.tab.rows.rows if one.row.dose == beside_dose.dose.id)
    assert "INTRATHECAL" in row.row.detail
    row.go.click()
    spinal.settle()
    assert "INTRATHECAL" in words(spinal.panel)
    assert "intravenous" not in words(spinal.panel).lower()


@pytest.fixture
def beside_dose(spinal: Screen) -> DoseNow:
    """The dose itself."""
    return first(spinal.beside)


def test_it_is_checked_by_two_people_without_a_pump_rate(spinal: Screen, beside_dose: DoseNow) -> None:
    now = spinal.clock()
    spinal.beside.release(beside_dose.dose.id, now)
    spinal.desk.hand_over(spinal.beside.as_(DOCTOR))  # on the register
    panel = spinal.tab.open_dose(beside_dose.dose.id, "check") or spinal.panel
    panel.identity.tick.click()
    assert panel.main.isEnabled(), panel.why.accessibleName()
    panel.main.click()
    assert list(panel.entry.fields) == ["weight", "dose", "volume"]
    assert "table of the plan" in panel.order.text()
    assert beside_dose.dose.amount is not None
    assert str(beside_dose.dose.amount) not in panel.order.text()


def test_who_is_not_on_the_register_is_told_before_anybody_checks(spinal: Screen, beside_dose: DoseNow) -> None:
    spinal.beside.release(beside_dose.dose.id, spinal.clock())
    spinal.tab.open_dose(beside_dose.dose.id, "check")
    spinal.panel.identity.tick.click()
    assert not spinal.panel.main.isEnabled()
    assert "register" in spinal.panel.why.accessibleName()
