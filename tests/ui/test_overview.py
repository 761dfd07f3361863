"""The overview of a child at the bedside: what is due, what was written, each mark with its dose, stay and weight."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ui import work
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.doses_tab import DosesTab
from hlh_desktop.ui.pages.overview import AGAIN, OverviewTab
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ward import stay
from tests.ui import wards
from tests.ui.giving.bedsides import Bedside, at, bedside, other_child
from tests.ui.shell import Clock, words
from tests.ui.test_printing import into

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.widgets.road_layout import Spot
    from hlh_desktop.ward.banner import BannerFacts


class Overview:
    """The page of the child, opened at the overview."""

    def __init__(self, beside: Bedside, clock: Clock, qtbot: QtBot) -> None:
        self.beside, self.clock, self.qtbot = beside, clock, qtbot
        self.desk = Desk(beside.ward, clock)
        self.banner: list[BannerFacts] = []
        self.desk.child_changed.connect(self.banner.append)
        self.page = PatientPage(self.desk, beside.child)
        self.desk.setParent(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 740)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()

    @property
    def tab(self) -> OverviewTab:
        """The overview as it stands now: it is made anew when a second check begins."""
        found = self.page.tabs["overview"]
        assert isinstance(found, OverviewTab)
        return found

    @property
    def doses(self) -> DosesTab:
        """The doses, once somebody went there."""
        found = self.page.tabs["doses"]
        assert isinstance(found, DosesTab)
        return found

    def words(self) -> str:
        """All that can be read, with plain blanks."""
        return words(self.tab).replace(NON_BREAKING, " ").replace("<b>", "").replace("</b>", "")

    def spot(self, line: str, day: int) -> Spot:
        """The mark of a line on a course day."""
        assert self.tab.map is not None
        return next(one for one in self.tab.map.chart.layout_.spots if (one.line, one.day) == (line, day))

    def walk(self, spot: Spot) -> None:
        """The keys go to a mark."""
        assert self.tab.map is not None
        self.tab.map.chart.setFocus()
        self.tab.map.chart.go(spot)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on the map."""
        assert self.tab.map is not None
        QTest.keyClick(self.tab.map.chart, key, modifier)


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Bedside]:
    made = bedside(tmp_path)
    yield made
    made.ward.store.close()


@pytest.fixture
def seen(beside: Bedside, qtbot: QtBot, theme: Theme) -> Overview:
    """Day one at 14:05: co-trimoxazole and dexamethasone given, etoposide released and five minutes late."""
    beside.give("cotrimoxazole", at(22, 8, 2))
    beside.give("dexamethasone", at(22, 8, 4))
    beside.release(beside.dose("etoposide"), at(22, 13, 20))
    return Overview(beside, Clock(at(22, 14, 5)), qtbot)


# --- the cards


def test_what_is_due_tells_the_dose_its_number_how_late_and_who_released_it(seen: Overview) -> None:
    said = seen.words()
    assert "etoposide 89 mg intravenous" in said
    assert f"dose 1 of 10, due 14:00, released 13:20 by {wards.PERSON}" in said
    assert "Overdue 5 min" in said
    assert "Next 20:00: co-trimoxazole" in said
    assert seen.tab.due.property("state") == "critical"


def test_the_main_button_leads_to_the_doses_with_the_panel_open(seen: Overview, qtbot: QtBot) -> None:
    button = seen.tab.due.go
    assert button.text() == "Check dose 1..."
    assert button.height() >= 44
    assert "etoposide" in button.accessibleName()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen.page.tab == "doses"
    assert seen.doses.panel is not None
    assert seen.doses.rows.chosen == seen.beside.dose("etoposide")


def test_what_was_written_since_the_shift_began_stands_with_who_wrote_it(seen: Overview, qtbot: QtBot) -> None:
    said = seen.words()
    assert "Since 07:00" in said
    assert "08:04\ndexAMETHasone 5.9 mg given, Nurse 1" in said
    assert f"13:20\nDose released: etoposide, dose 1 of 10, {wards.PERSON}" in said
    qtbot.mouseClick(seen.tab.since.history, Qt.MouseButton.LeftButton)
    assert seen.page.tab == "history"


def test_alarms_lead_to_where_they_are_dealt_with(seen: Overview, qtbot: QtBot) -> None:
    tab = seen.tab
    link = next(one for one in tab.alarms.links if one.text() == "Tasks")
    assert "Overdue." in link.accessibleName()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert seen.page.tab == "tasks"
    link = next(one for one in tab.alarms.links if one.text() == "Findings")
    link.click()
    assert seen.page.tab == "plan"
    plan = seen.page.tabs["plan"]
    assert isinstance(plan, PlanTab)
    assert plan.switch is not None
    assert plan.switch.value == "findings"


def test_every_alarm_can_be_seen_by_one_press(seen: Overview, qtbot: QtBot) -> None:
    tab, doctor = seen.tab, seen.beside.as_(wards.PERSON)
    for line in ("cotrimoxazole", "dexamethasone"):
        id_, now = seen.beside.dose(line), seen.clock.now
        doctor.log.stop(seen.beside.child, line, None, reason="infection", id_=id_, now=now)
    tab.refresh()
    before = len(tab.alarms.links)
    more = int(tab.alarms.more.text().split()[0])
    qtbot.mouseClick(tab.alarms.more, Qt.MouseButton.LeftButton)
    assert len(tab.alarms.links) == before + more
    qtbot.mouseClick(tab.alarms.more, Qt.MouseButton.LeftButton)
    assert len(tab.alarms.links) == before


def test_what_is_to_be_done_next_stands_below_the_course(seen: Overview, qtbot: QtBot) -> None:
    said = words(seen.tab.tasks).replace(NON_BREAKING, " ")
    assert "Due Sat 28 Nov 2026 08:00\nEarly look on day 7 of etoposide" in said
    qtbot.mouseClick(seen.tab.tasks.all, Qt.MouseButton.LeftButton)
    assert seen.page.tab == "tasks"


# --- the course


def test_the_map_tells_what_became_of_each_dose(seen: Overview) -> None:
    assert seen.spot("etoposide", 1).state == "late"
    assert seen.spot("dexamethasone", 1).state == "given"
    assert seen.spot("etoposide", 4).state == "awaiting_release"


def test_the_sum_that_was_given_stands_beside_what_is_planned(seen: Overview) -> None:
    assert "Cumulative etoposide, mg/m²: 0 given, 1,508 planned by week 8" in seen.words()


def test_the_time_from_suspicion_to_the_first_dose_stands_below_the_course(seen: Overview) -> None:
    assert seen.tab.course is not None
    shown = seen.tab.course.delay
    assert shown.isVisible()
    assert shown.text().replace(NON_BREAKING, " ") == (
        "When HLH was first suspected is not written down; first dose Sun 22 Nov 2026 08:04, dexAMETHasone."
    )


def test_enter_on_a_mark_leads_to_its_dose_in_its_day(seen: Overview) -> None:
    seen.walk(seen.spot("etoposide", 4))
    seen.key(Qt.Key.Key_Return)
    assert seen.page.tab == "doses"
    assert seen.doses.on is not None
    assert seen.doses.on.isoformat() == "2026-11-25"
    wanted = seen.doses.rows.button_of(seen.beside.dose("etoposide", 1))
    seen.qtbot.waitUntil(lambda: wanted is not None and wanted.hasFocus())


def test_a_press_of_the_mouse_leads_there_too_and_the_other_button_proves(seen: Overview) -> None:
    tab, spot = seen.tab, seen.spot("etoposide", 1)
    assert tab.map is not None
    press = QMouseEvent(
        QEvent.Type.MouseButtonPress, spot.rect.center().toPointF(), spot.rect.center().toPointF(),
        Qt.MouseButton.RightButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    tab.map.chart.mousePressEvent(press)
    assert tab.proof.isVisible()
    tab.proof.close_card()
    QTest.mouseClick(tab.map.chart, Qt.MouseButton.LeftButton, pos=spot.rect.center())
    assert seen.page.tab == "doses"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)],
)
def test_the_proof_of_a_mark_is_one_key_away(seen: Overview, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    seen.walk(seen.spot("etoposide", 1))
    seen.key(key, modifier)
    assert seen.page.tab == "overview"
    assert seen.tab.proof.title.text().startswith("etoposide 89")


def test_the_button_beside_the_words_of_a_mark_proves_it(seen: Overview, qtbot: QtBot) -> None:
    course = seen.tab.course
    assert course is not None
    seen.walk(seen.spot("etoposide", 1))
    assert "late, not yet given" in course.said.text()
    qtbot.mouseClick(course.proof, Qt.MouseButton.LeftButton)
    assert seen.tab.proof.isVisible()


def test_a_step_of_a_daily_drug_stands_for_several_doses_and_is_proven(seen: Overview) -> None:
    seen.walk(seen.spot("dexamethasone", 1))
    seen.key(Qt.Key.Key_Return)
    assert seen.page.tab == "overview"
    assert seen.tab.proof.isVisible()


# --- how it stands now


def test_a_deed_of_somebody_at_this_desk_is_seen_at_once_and_the_keys_stay(seen: Overview) -> None:
    tab = seen.tab
    seen.walk(seen.spot("etoposide", 4))
    seen.beside.checked(seen.beside.dose("etoposide"), seen.clock.now)
    seen.beside.give("etoposide", seen.clock.now, batch="T1", expiry=at(29, 0).date(), reasons={"late": "line blocked"})
    seen.desk.kept.emit(seen.clock.now)
    assert seen.tab is tab
    assert tab.map is not None
    assert tab.map.chart.hasFocus()
    assert tab.map.chart.spot == seen.spot("etoposide", 4)
    said = seen.words()
    assert "151 given" in said
    assert "etoposide 89 mg given, Nurse 1" in said
    assert "Day 1, etoposide 1: 5 min late, line blocked" in said
    assert seen.spot("etoposide", 1).state == "given"


def test_the_minutes_go_on_by_themselves(seen: Overview, qtbot: QtBot) -> None:
    assert AGAIN <= 60_000
    assert seen.tab._timer.isActive()
    seen.clock.forward(minutes=2)
    seen.tab._timer.timeout.emit()
    assert "Overdue 7 min" in seen.words()


def test_another_person_sees_what_they_may_do(seen: Overview) -> None:
    seen.desk.hand_over(seen.beside.as_(wards.PERSON))
    seen.clock.now = at(23, 14, 30)
    seen.desk.kept.emit(seen.clock.now)
    assert seen.tab.due.go.text()


def test_a_second_check_closes_the_course_and_hides_every_amount(seen: Overview) -> None:
    dose = seen.beside.dose("etoposide")
    seen.beside.ward.log.begin_check(dose, dose, seen.clock.now)
    seen.desk.kept.emit(seen.clock.now)
    assert seen.page.tab == "overview"
    assert seen.tab.map is None
    said = seen.words()
    assert "A dose of this child is in its second check" in said
    assert "89" not in said
    assert "5.9" not in said
    assert seen.tab.due.go.text() == "Check dose 1..."
    seen.beside.ward.log.leave_check(dose, "dose not at hand", seen.clock.now)
    seen.desk.kept.emit(seen.clock.now)
    assert seen.tab.map is not None
    assert "etoposide 89 mg intravenous" in seen.words()


# --- where the child is, weight, other charts


def test_a_bed_that_is_written_down_stands_in_the_banner(seen: Overview) -> None:
    assert seen.banner[-1].number == "No. TV04"
    stay.change_stay(seen.beside.ward, seen.beside.child, "admitted", at(22, 14), seen.clock.now, bed="2")
    seen.tab.stay.changed.emit()
    assert seen.banner[-1].number == "No. TV04 · Bed 2"
    stay.change_stay(seen.beside.ward, seen.beside.child, "on_leave", seen.clock.now, seen.clock.now)
    seen.tab.stay.changed.emit()
    assert seen.banner[-1].number == "No. TV04 · on leave"


def test_a_weight_far_from_that_of_the_plan_is_alarming_and_leads_to_a_revision(seen: Overview) -> None:
    weigh = seen.tab.weigh
    weigh.fields["weight_kg"].line.setText("14.3")
    weigh.fields["weight_kg"].line.textEdited.emit("14.3")
    assert weigh.write.isEnabled()
    weigh.write.click()
    tab = seen.tab
    assert "Plan awaits a revision." in seen.words()
    next(one for one in tab.alarms.links if one.text() == "Weight").click()
    seen.qtbot.waitUntil(weigh.plan_anew.hasFocus)
    wanted: list[UUID] = []
    seen.desk.went_to_draft.connect(wanted.append)
    weigh.plan_anew.click()
    assert len(wanted) == 1


def test_a_chart_of_the_same_child_is_named_with_the_way_to_it(beside: Bedside, qtbot: QtBot, theme: Theme) -> None:
    other = other_child(beside, "TV40", "Four")
    beside.ward.log.link_charts(beside.child, other, "same child", at(22, 9))
    seen = Overview(beside, Clock(at(22, 9, 5)), qtbot)
    assert "Also charted as No. TV40, linked" in seen.words()
    went: list[UUID] = []
    seen.desk.went_to_child.connect(lambda child, _: went.append(child))
    next(one for one in seen.tab.findChildren(QPushButton) if one.text() == "Open No. TV40").click()
    assert went == [other]


# --- paper


@pytest.mark.parametrize("name", ["to_paper", "labels"])
def test_each_paper_is_printed_and_written_down(seen: Overview, tmp_path: Path, name: str) -> None:
    out = Path(tmp_path, "out.pdf")
    seen.tab.paper.ask_printer = into(out)
    button = getattr(seen.tab.course, name)
    button.click()
    work.finish()
    seen.qtbot.waitUntil(out.exists)
    what = {"to_paper": "Road map printed", "labels": "Wristband and labels printed"}[name]
    seen.qtbot.waitUntil(lambda: what in [event.what for event in seen.beside.ward.history(seen.beside.child)])
    assert what in seen.words()


def test_thought_better_of_nothing_is_written_down(seen: Overview, tmp_path: Path) -> None:
    asked: list[str] = []
    seen.tab.paper.ask_printer = lambda printer, _: asked.append(printer.docName()) or False  # type: ignore[func-returns-value]
    assert seen.tab.course is not None
    seen.tab.course.to_paper.click()
    seen.qtbot.waitUntil(lambda: asked == ["Road map"])
    assert "Road map printed" not in [event.what for event in seen.beside.ward.history(seen.beside.child)]
