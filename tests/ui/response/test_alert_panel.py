"""Alerts of results on the overview: told among what is alarming, acknowledged with a reason, not told again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hlh_desktop.ui import work
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.overview import OverviewTab
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.response.rates import AlertRates
from hlh_desktop.ward.results.alerts import alerts
from tests.domain.results import demo
from tests.ui.shell import Clock
from tests.ward.results.judged import Judged, judged

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def ward(tmp_path: Path) -> Judged:
    made = judged(tmp_path)
    made.write(demo.result("na", "123", 1), demo.result("fibrinogen", "0.8", 1))
    return made


def words(widget: QWidget) -> str:
    found = " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return found.replace("\N{NO-BREAK SPACE}", " ")


def test_an_alert_leads_to_where_it_is_acknowledged_and_is_then_quiet(ward: Judged, qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(ward.desk, Clock(demo.at(1, 8)))
    page = PatientPage(desk, ward.child)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1280, 740)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    tab = page.tabs["overview"]
    assert isinstance(tab, OverviewTab)
    told = [alarm for alarm in tab.alarms._alarms or () if alarm.leads == "results"]
    assert [alarm.grade for alarm in told][:2] == ["critical", "critical"]
    assert not tab.results.isVisible()
    link = next(one for one in tab.alarms.links if one.text() == "Results")
    link.click()
    panel = tab.results
    assert panel.isVisible()
    assert "Sodium 123 mmol/L (23 Nov 2026 07:20), below 125 mmol/L." in words(panel)
    assert "Sources: S37, D49 R, APP" in words(panel)
    assert "Platelets below 10. Not known: platelets." in words(panel)
    # The cursor stands on the first; a reason is asked, Enter writes, and it goes on to the next.
    first, second = list(panel.buttons.values())[:2]
    assert first.hasFocus()
    first.click()
    assert panel.form is not None
    QTest.keyClick(panel.form.reason.line, Qt.Key.Key_Return)
    assert panel.form is not None
    assert panel.form.trouble.isVisible()
    panel.form.acted.setChecked(True)
    QTest.keyClicks(panel.form.reason.line, "direct electrode asked for")
    QTest.keyClick(panel.form.reason.line, Qt.Key.Key_Return)
    assert panel.form is None
    (given,) = [one.answered for one in alerts(ward.desk, ward.child, demo.at(1, 8)) if one.answered is not None]
    assert (given.reason, given.acted) == ("direct electrode asked for", True)
    assert "direct electrode asked for" in words(panel)
    left = [alarm for alarm in tab.alarms._alarms or () if alarm.leads == "results"]
    assert len(left) == len(told) - 1
    assert next(iter(panel.buttons.values())).hasFocus()
    assert second is not first
    # Every control has a name; Esc leaves the form, and then the panel.
    next(iter(panel.buttons.values())).click()
    QApplication.processEvents()
    assert panel.form is not None
    assert all(
        one.accessibleName() for one in (panel.close_it, panel.form.write, panel.form.cancel, *panel.buttons.values())
    )
    assert panel.form.write.height() >= 44
    QTest.keyClick(panel.form, Qt.Key.Key_Escape)
    assert panel.form is None
    assert panel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_ward_sees_how_often_each_rule_was_passed_over(ward: Judged, qtbot: QtBot, theme: Theme) -> None:
    rates = AlertRates(Desk(ward.desk, Clock(demo.at(1, 8))))
    qtbot.addWidget(rates)
    with qtbot.waitExposed(rates):
        rates.show()
    work.finish()
    qtbot.waitUntil(lambda: bool(rates.lines))
    assert "raised 1, acknowledged 0, without action 0" in words(rates)
