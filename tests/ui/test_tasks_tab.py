"""The tasks of a child on the screen: where each stands, how it is answered by keys and by mouse, and what stays."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from hlh_desktop.domain.log.tasks import Arisen
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.tasks_tab import MOST, TasksTab
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ward import tasks
from tests.builders import knowledge, regimen
from tests.ui import shell, wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.ui.pages.task_answer import TaskAnswer
    from hlh_desktop.ui.pages.task_row import TaskLine
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.widgets.field import Field
    from hlh_desktop.ward.open_ward import OpenWard

# Two days after day one.
NOW = wards.SIGNED + timedelta(days=2)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def child(ward: OpenWard) -> UUID:
    case = wards.named(
        "TV09", "Example", "Nine", regimen=regimen("etoposide"), severity={"course": "deteriorating"}
    )  # fmt: skip
    return wards.sign(ward, case).child


@pytest.fixture
def clock() -> shell.Clock:
    return shell.Clock(NOW)


@pytest.fixture
def tab(ward: OpenWard, child: UUID, qtbot: QtBot, theme: Theme, clock: shell.Clock) -> TasksTab:
    return shown(qtbot, ward, child, clock)


def shown(qtbot: QtBot, ward: OpenWard, child: UUID, clock: shell.Clock) -> TasksTab:
    desk = Desk(ward, clock)
    page = cast("Any", SimpleNamespace(desk=desk, child=child))
    made = TasksTab(page)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def line(tab: TasksTab, code: str, state: str | None = None) -> TaskLine:
    found = [one for one in tab.lines if one.row.state.code == code]
    return next(one for one in found if (one.row.state.open if state is None else one.row.state.state == state))


def words(widget: QWidget) -> str:
    found = " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return found.replace("\N{NO-BREAK SPACE}", " ")


def open_turn(ward: OpenWard, child: UUID, code: str) -> TaskState:
    return next(one for one in tasks.tasks(ward, child, NOW) if one.code == code and one.open)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def test_tasks_stand_in_groups_the_overdue_first(tab: TasksTab) -> None:
    groups = [one.row.group for one in tab.lines]
    assert groups == sorted(groups, key=("overdue", "today", "next", "done").index)
    assert {"overdue", "next"} <= set(groups)
    late = sum(group == "overdue" for group in groups)
    assert tab.ui.count.text() == f"{len(groups)} open, {late} overdue"


def test_a_row_says_its_state_in_a_word_when_it_is_due_and_how_it_comes_again(tab: TasksTab) -> None:
    said = words(line(tab, "reassess_12h"))
    for part in ("Overdue", "Due Sun 22 Nov 2026 20:00", "again every 12 hours", "Reassess", "T7 S"):
        assert part in said
    assert "again every day" in words(line(tab, "labs_daily"))
    assert "again" not in line(tab, "icu_called").row.again


def test_done_takes_two_presses_of_enter(tab: TasksTab, qtbot: QtBot, ward: OpenWard, child: UUID) -> None:
    row = line(tab, "labs_daily")
    row.buttons["done"].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    answer = next(one.answer for one in tasks.tasks(ward, child, NOW) if one.code == "labs_daily" and not one.open)
    assert answer is not None
    assert (answer.how, answer.taken) == ("done", NOW)
    assert "Done today 11:05 by Dr A. Example." in words(line(tab, "labs_daily", "done"))
    assert line(tab, "labs_daily").row.due.startswith("Due tomorrow")


def test_another_time_is_typed_over_the_present_one(tab: TasksTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(line(tab, "labs_daily").buttons["done"], Qt.MouseButton.LeftButton)
    form = tab.form
    assert form is not None
    assert form.at.value == "11:05"
    form.at.line.selectAll()
    qtbot.keyClicks(form.at.line, "09:40")
    qtbot.keyClicks(form.note.line, "ferritin halved")
    press_in(qtbot, form.note.line)
    said = words(line(tab, "labs_daily", "done"))
    assert "Done today 09:40 by Dr A. Example." in said
    assert "Written down today 11:05. Note: ferritin halved." in said


def press_in(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Return)


@pytest.mark.parametrize(("typed", "said"), [("11:06", "lie ahead"), ("21 Nov 2026 08:00", "long ago"), ("soon", "")])
def test_a_time_that_cannot_be_is_told_and_nothing_is_written(
    tab: TasksTab, qtbot: QtBot, ward: OpenWard, child: UUID, typed: str, said: str
) -> None:
    qtbot.mouseClick(line(tab, "labs_daily").buttons["done"], Qt.MouseButton.LeftButton)
    form = tab.form
    assert form is not None
    form.at.line.selectAll()
    qtbot.keyClicks(form.at.line, typed)
    form.write.click()
    assert tab.form is form
    assert said in words(form)
    assert open_turn(ward, child, "labs_daily").state == "overdue"


def test_not_done_asks_for_a_reason_from_the_list_or_in_own_words(
    tab: TasksTab, qtbot: QtBot, ward: OpenWard, child: UUID
) -> None:
    row = line(tab, "icu_called")
    qtbot.mouseClick(row.buttons["not_done"], Qt.MouseButton.LeftButton)
    form = tab.form
    assert form is not None
    assert QApplication.focusWidget() is form.reasons.box
    form.write.click()
    assert "reason" in words(form).lower()
    assert open_turn(ward, child, "icu_called")
    choose(form.reasons.box, "Another reason ...")
    qtbot.keyClicks(form.note.line, "already in intensive care")
    form.write.click()
    assert "Not done today 11:05 by Dr A. Example. Why: already in intensive care." in words(
        line(tab, "icu_called", "not_done")
    )


def choose(box: QComboBox, entry: str) -> None:
    box.setCurrentIndex(box.findText(entry))
    box.activated.emit(box.currentIndex())


def test_escape_closes_the_form_and_writes_nothing(tab: TasksTab, qtbot: QtBot, ward: OpenWard, child: UUID) -> None:
    row = line(tab, "icu_called")
    row.buttons["not_done"].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    assert tab.form is None
    assert QApplication.focusWidget() in row.buttons.values()
    assert open_turn(ward, child, "icu_called")


def test_a_wrong_answer_is_struck_out_and_stays_readable(tab: TasksTab, qtbot: QtBot) -> None:
    line(tab, "cns_baseline").buttons["done"].click()
    assert tab.form is not None
    tab.form.write.click()
    line(tab, "cns_baseline", "done").buttons["strike"].click()
    assert tab.form is not None
    qtbot.keyClicks(tab.form.note.line, "the other child")
    press_in(qtbot, tab.form.note.line)
    struck = line(tab, "cns_baseline", "struck")
    assert "Struck out today 11:05 by Dr A. Example. Why: the other child." in words(struck)
    assert struck.buttons == {}
    assert any(label.font().strikeOut() for label in struck.findChildren(QLabel))
    assert line(tab, "cns_baseline").row.state.state == "overdue"


def test_what_another_window_answered_meanwhile_is_told(
    tab: TasksTab, qtbot: QtBot, ward: OpenWard, child: UUID
) -> None:
    due = open_turn(ward, child, "cns_baseline").due
    line(tab, "cns_baseline").buttons["done"].click()
    tasks.task_not_done(ward, child, "cns_baseline", due, NOW, NOW, "no longer needed")
    assert tab.form is not None
    tab.form.write.click()
    assert "Dr A. Example has answered it already" in words(tab.form)


def test_a_task_becomes_overdue_while_the_page_is_looked_at(tab: TasksTab, clock: shell.Clock) -> None:
    line(tab, "labs_daily").buttons["done"].click()
    assert tab.form is not None
    tab.form.write.click()
    clock.forward(days=1)
    tab.refresh()
    assert line(tab, "labs_daily").row.state.state == "overdue"


def test_a_form_that_is_open_is_not_taken_away_by_a_fresh_look(tab: TasksTab) -> None:
    line(tab, "labs_daily").buttons["done"].click()
    form = tab.form
    tab.refresh()
    assert tab.form is form


def test_an_order_by_voice_leads_to_the_order(tab: TasksTab, qtbot: QtBot) -> None:
    order = UUID(int=5)
    tab.extra = lambda: (Arisen("countersign/5", NOW, "Sign the hold of etoposide.", about=order),)
    tab.refresh()
    row = line(tab, "countersign/5")
    assert list(row.buttons) == ["open"]
    with qtbot.waitSignal(tab.opened) as told:
        row.buttons["open"].click()
    assert told.args == [order]


def test_answers_of_long_ago_are_folded_away(tab: TasksTab, ward: OpenWard, child: UUID, clock: shell.Clock) -> None:
    for day in range(MOST + 2):
        now = NOW + timedelta(days=day)
        due = next(one.due for one in tasks.tasks(ward, child, now) if one.code == "labs_daily" and one.open)
        tasks.task_done(ward, child, "labs_daily", due, now, now)
    clock.now = now
    tab.refresh()
    done = [one for one in tab.lines if one.row.group == "done"]
    assert len(done) == MOST
    assert done[0].row.state.answer is not None
    assert done[0].row.state.answer.taken == now
    assert tab.more is not None
    tab.more.click()
    assert len([one for one in tab.lines if one.row.group == "done"]) == MOST + 2


def test_who_may_not_answer_sees_who_may(tab: TasksTab, ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hlh_desktop.ward.open_ward.OpenWard.may", lambda *_: False)
    tab.refresh()
    assert "nurse" in words(tab.who)
    assert not any(one.isEnabled() for row in tab.lines for one in row.buttons.values())


def test_a_plan_without_tasks_says_so(tab: TasksTab) -> None:
    tab._show((), may=True)
    assert "No task" in words(tab)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_is_named_and_large_enough_for_gloves(
    tab: TasksTab, qtbot: QtBot, theme: Theme, scale: float
) -> None:
    theme.choose("light", scale)
    line(tab, "icu_called").buttons["not_done"].click()
    QApplication.processEvents()
    found = [one for one in tab.findChildren(QWidget) if isinstance(one, QAbstractButton | QLineEdit | QComboBox)]
    for one in (one for one in found if one.isVisible()):
        assert one.accessibleName()
        assert one.height() >= (44 if isinstance(one, QAbstractButton) else 32), one.accessibleName()


def test_the_reasons_are_those_of_the_knowledge(tab: TasksTab) -> None:
    line(tab, "icu_called").buttons["not_done"].click()
    assert tab.form is not None
    box = tab.form.reasons.box
    assert [box.itemText(place) for place in range(1, box.count() - 1)] == [
        one["en"] for one in knowledge().task_log.reasons
    ]


# --- a form that answers a task


def test_intensive_care_is_answered_item_by_item_each_with_its_time(tab: TasksTab, ward: OpenWard, child: UUID) -> None:
    """Nothing is written while an item waits; then the answer and the form stand together in the history."""
    tab.ask(line(tab, "icu_called"), "done")
    form = cast("TaskAnswer", tab.form)
    assert form.checklist is not None
    form.write.click()
    assert "Who was called" in words(form.trouble)
    assert line(tab, "icu_called").row.state.open
    fields = form.checklist.fields
    cast("Field", fields["who"]).line.setText("Dr I. Example, comes at once")
    for key, chosen in (
        ("ventilation", "prepared"),
        ("vasopressors", "started"),
        ("renal_replacement", "not needed now"),
    ):
        choice = fields[key].findChild(Choice)
        assert choice is not None
        next(one for one in choice.findChildren(QAbstractButton) if one.text() == chosen.capitalize()).click()
    assert cast("Field", fields["ventilation_at"]).value == f"{NOW:%H:%M}"  # now, until another is typed
    cast("Field", fields["vasopressors_at"]).line.setText("07:45")
    form.write.click()
    assert tab.form is None
    newest = ward.history(child, NOW)[:2]
    assert {event.what for event in newest} == {"Task done", "Form of the bedside"}
    (told,) = [event.detail for event in newest if event.what == "Form of the bedside"]
    assert "Circulation and vasopressors: started, 07:45" in told
    assert f"Breathing and ventilation: prepared, {NOW:%H:%M}" in told
