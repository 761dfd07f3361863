"""The form of response on the screen: filled from the results, changed with a reason, signed by keys, kept for good."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from hlh_desktop.domain.results.response.assess import Said
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.tasks_tab import TasksTab
from hlh_desktop.ui.response.form import ResponseForm
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ward.results import response
from tests.domain.results import demo
from tests.ui.shell import Clock
from tests.ward import wards
from tests.ward.results.judged import Judged, judged

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.response.item_line import ItemLine
    from hlh_desktop.ui.theme import Theme


class Page:
    """As much of a child's page as the tab asks for."""

    def __init__(self, ward: Judged) -> None:
        self.clock = Clock(ward.now)
        self.desk, self.child = Desk(ward.desk, self.clock), ward.child


@pytest.fixture
def ward(tmp_path: Path) -> Judged:
    made = judged(tmp_path)
    made.to_day(0, 7, 14)
    made.now = demo.at(14, 10)
    return made


@pytest.fixture
def page(ward: Judged) -> Page:
    return Page(ward)


@pytest.fixture
def tab(page: Page, qtbot: QtBot, theme: Theme) -> TasksTab:
    made = TasksTab(page)  # type: ignore[arg-type]
    page.desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def opened(tab: TasksTab) -> ResponseForm:
    tab.assess("week_2")
    assert isinstance(tab.form, ResponseForm)
    return tab.form


def line(form: ResponseForm, code: str) -> ItemLine:
    return next(one for one in form.lines if one.item.code == code)


def words(widget: QWidget) -> str:
    found = " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return found.replace("\N{NO-BREAK SPACE}", " ")


def test_a_form_is_opened_from_its_task_changed_with_a_reason_and_signed_by_keys(tab: TasksTab, ward: Judged) -> None:
    row = next(one for one in tab.lines if one.row.form == "week_2")
    assert list(row.buttons) == ["assess", "not_done"]
    row.buttons["assess"].click()
    form = tab.form
    assert isinstance(form, ResponseForm)
    # Filled from the results, with dates; the cursor at the first that nobody answered.
    told = words(form)
    assert "ferritin 11,734 to 1,350 microgram/L in 14 days, 88 % less (22 Nov 07:20 to 6 Dec 07:20)" in told
    assert "HLH-2004 clinical response (2 weeks): open. 3 of 5 met, 2 not assessed" in told
    assert "never counted as normal: No fever" in told
    assert line(form, "no_fever").answer.isAncestorOf(QApplication.focusWidget())
    assert not form.sign.isEnabled()
    # What only the clinician knows needs no reason; another answer than the results' does.
    line(form, "spleen_smaller").answer.button("met").click()
    assert line(form, "spleen_smaller").said == Said(True)
    platelets = line(form, "platelets_100")
    assert not platelets.reason.isVisible()
    platelets.answer.button("not_met").click()
    assert platelets.reason.isVisible()
    assert "The results say: met" in words(platelets)
    assert "not met. 3 of 5 met" in words(form.definitions)
    form.conclusion.choose("partial")
    form.conclusion.changed.emit("partial")
    QTest.keyClicks(form.secret.line, wards.PASSWORD)
    assert form.why.accessibleName().startswith("An answer differs")
    QTest.keyClicks(platelets.reason.line, "clumped")
    assert form.sign.isEnabled()
    # Enter on the secret signs; the task is answered, the assessment stands and can only be replaced.
    QTest.keyClick(form.secret.line, Qt.Key.Key_Return)
    (signed,) = response.assessed(ward.desk, ward.child)
    assert signed.conclusion == "Partial response: go on, and look again"
    assert tab.form is None
    assert not [one for one in tab.lines if one.row.form == "week_2" and one.row.state.open]
    assert tab.response is not None
    assert "clumped" in words(tab.response)
    assert list(tab.response.amend) == [signed.id]
    assert tab.response.amend[signed.id].hasFocus()
    tab.response.amend[signed.id].click()
    assert isinstance(tab.form, ResponseForm)
    assert "In the place of the assessment" in words(tab.form)
    QTest.keyClick(tab.form, Qt.Key.Key_Escape)
    assert tab.form is None
    assert len(response.assessed(ward.desk, ward.child)) == 1


def test_an_assessment_whose_results_were_corrected_since_warns_until_it_is_replaced(
    tab: TasksTab, ward: Judged
) -> None:
    form = opened(tab)
    seen = next(one for one in form.sheet.assessment.items if one.code == "platelets_100").answer.seen[-1]
    form.conclusion.choose("open")
    QTest.keyClicks(form.secret.line, wards.PASSWORD)
    QTest.keyClick(form.secret.line, Qt.Key.Key_Return)
    assert tab.response is not None
    assert "corrected" not in said(tab.response)
    ward.desk.labs.correct(ward.child, seen.id, replace(seen.reported, value=Decimal(21)), "misread", uuid4(), ward.now)
    tab.refresh()
    assert "Look again: Platelets 100 " in said(tab.response)


def test_a_wrong_secret_writes_nothing_and_esc_leaves(tab: TasksTab, ward: Judged) -> None:
    form = opened(tab)
    form.conclusion.choose("open")
    QTest.keyClicks(form.secret.line, "something else")
    QTest.keyClick(form.secret.line, Qt.Key.Key_Return)
    assert form.trouble.isVisible()
    assert form.secret.value == ""
    ward.write(demo.result("plt", "90", 14, moment=demo.at(14, 9, 30)))
    QTest.keyClicks(form.secret.line, wards.PASSWORD)
    QTest.keyClick(form.secret.line, Qt.Key.Key_Return)
    assert "new ones came since" in form.trouble.accessibleName()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert tab.form is None
    assert response.assessed(ward.desk, ward.child) == ()


def test_markers_that_worsen_are_told_with_both_sides(tab: TasksTab, ward: Judged, page: Page) -> None:
    ward.write(demo.result("plt", "60", 14.2), demo.result("fibrinogen", "1.1", 14.2))
    page.clock.now = demo.at(14.2, 8)
    told = words(opened(tab))
    assert "2 markers are worse within 24 hours" in told
    assert "a low threshold to start the full protocol" in told
    assert "No study read here shows that stepping up because of markers alone helps. T8 R, T7 S" in told


def test_a_nurse_sees_the_form_and_who_signs_it(tab: TasksTab, page: Page, ward: Judged) -> None:
    page.desk.hand_over(ward.nurse())
    form = opened(tab)
    assert not form.sign.isEnabled()
    assert "physician" in form.why.accessibleName()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_is_named_and_large_enough(tab: TasksTab, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    form = opened(tab)
    line(form, "platelets_100").answer.button("not_met").click()
    QApplication.processEvents()
    for one in form.findChildren(QWidget):
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox) and one.isVisible():
            assert one.accessibleName(), one
            assert one.height() >= 30 * scale, one.accessibleName()
    assert form.sign.height() >= 44 * scale - 1
    assert form.width() <= tab.ui.area.viewport().width()


def test_a_form_that_rests_on_a_value_of_the_wards_own_says_so_before_and_after_it_is_signed(
    ward: Judged, qtbot: QtBot, theme: Theme
) -> None:
    path = "response.forms.week_2.window_hours"
    ward.desk = ward.desk.approval.set_value(path, "96", "as we do", wards.PASSWORD, ward.now)
    own = "The form of response week 2 counts results of the last: this ward's own value, 96 hours; shipped 72 hours."
    page = Page(ward)
    tab = TasksTab(page)  # type: ignore[arg-type]
    page.desk.setParent(tab)
    qtbot.addWidget(tab)
    tab.show()
    tab.assess("week_8")
    assert isinstance(tab.form, ResponseForm)
    assert "own value" not in said(tab.form)
    form = opened(tab)
    assert own in said(form)
    form.conclusion.choose("open")
    form.secret.line.setText(wards.PASSWORD)
    form.look()
    form.sign.click()
    assert tab.response is not None
    assert own in words(tab.response)
    told = [one.detail.replace("\N{NO-BREAK SPACE}", " ") for one in ward.desk.history(ward.child, ward.now)]
    assert sum(own in one for one in told) == 1
    (signed,) = response.assessed(ward.desk, ward.child)
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in signed.own] == [own]


def test_a_reactivation_is_assessed_at_any_time_and_warns_where_it_is_met(tab: TasksTab) -> None:
    assert tab.response is not None
    tab.response.begin["reactivation"].click()
    assert isinstance(tab.form, ResponseForm)
    (three, brain) = (tab.form.definitions._notes[code] for code in tab.form.sheet.words.rule.definitions)
    assert [one.property("state") for one in (three, brain)] == ["open", "open"]
    line(tab.form, "new_neurological").answer.button("met").click()
    assert brain.property("state") == "warning"
    line(tab.form, "new_neurological").answer.button("not_met").click()
    assert brain.property("state") == "ok"


def said(widget: QWidget) -> str:
    """The notes of a widget."""
    found = " ".join(note.accessibleName() for note in widget.findChildren(Note))
    return found.replace("\N{NO-BREAK SPACE}", " ")


def test_a_form_higher_than_the_page_opens_at_its_title_with_the_cursor_in_sight(tab: TasksTab) -> None:
    """Qt would show the middle of it."""
    tab.resize(1000, 420)
    QApplication.processEvents()
    form = opened(tab)
    area = tab.findChild(QScrollArea)
    assert area is not None
    assert form.height() > area.viewport().height()
    assert 0 <= form.mapTo(area.viewport(), QPoint()).y() < 20
    focus = QApplication.focusWidget()
    assert form.isAncestorOf(focus)
    assert area.viewport().rect().contains(focus.mapTo(area.viewport(), focus.rect().bottomLeft()))
