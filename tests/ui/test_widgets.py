"""The small widgets: nothing chosen until a person chooses, nothing corrected, nothing cut, each with a name."""

from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from hlh_desktop.ui import work
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice, segment
from hlh_desktop.ui.widgets.field import Field, Secret
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Badge, Note, marked
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.table import ROW_ROLE, SORT_ROLE, Column, TableModel, dress

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("theme")
ANSWERS = [(True, "Yes"), (False, "No"), (None, "Unknown")]
CAUSES = [("infection", "Infection"), ("malignancy", "Malignancy")]


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


# --- choice


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    made = Choice("Fever", [(True, "Yes"), (False, "No"), ("unknown", "Unknown")])
    shown(qtbot, made)
    return made


def test_nothing_is_chosen_until_a_person_chooses(choice: Choice) -> None:
    assert choice.value is None
    assert [choice.button(key).isChecked() for key in (True, False, "unknown")] == [False] * 3


def test_no_is_an_answer_and_not_nothing(choice: Choice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choice.changed) as told:
        qtbot.mouseClick(choice.button(False), Qt.MouseButton.LeftButton)
    assert told.args == [False]
    assert choice.value is False


def test_what_is_shown_is_told_to_nobody(choice: Choice, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choice.changed):
        choice.choose("unknown")
        choice.choose(None)
    assert choice.value is None, "what was chosen can be taken away again"


def test_space_chooses_and_the_arrows_move(choice: Choice, qtbot: QtBot) -> None:
    choice.button(True).setFocus()
    qtbot.keyClick(choice.button(True), Qt.Key.Key_Space)
    assert choice.value is True
    qtbot.keyClick(choice.button(True), Qt.Key.Key_Right)
    assert choice.value is False
    assert choice.button(False).hasFocus()


def test_a_chosen_answer_has_a_tick_and_not_only_a_colour(choice: Choice) -> None:
    choice.choose(False)
    assert not choice.button(False).icon().isNull()
    assert choice.button(True).icon().isNull()


def test_tab_goes_to_the_chosen_answer(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    before, choice = QLineEdit(), Choice("Fever", [(1, "A"), (2, "B"), (3, "C")], 2)
    column.addWidget(before)
    column.addWidget(choice)
    shown(qtbot, page)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert choice.button(2).hasFocus()


def test_segments_know_their_place() -> None:
    assert [segment(place, 3) for place in range(3)] == ["first", "middle", "last"]
    assert segment(0, 1) == "only"


# --- field


def test_a_field_tells_what_is_typed_and_corrects_nothing(qtbot: QtBot) -> None:
    field = Field("x", "Weight", unit="kg", number=True)
    shown(qtbot, field)
    told: list[str] = []
    field.typed.connect(told.append)
    qtbot.keyClicks(field.line, "1e2,")
    assert told == ["1", "1e", "1e2", "1e2,"]
    assert field.value == "1e2,"
    assert field.line.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_value_that_is_put_in_is_told_to_nobody_and_leaves_the_cursor(qtbot: QtBot) -> None:
    field = Field("x", "Name")
    shown(qtbot, field)
    with qtbot.assertNotEmitted(field.typed):
        field.show_value("abc")
    field.line.setCursorPosition(1)
    field.show_value("abc")
    assert field.line.cursorPosition() == 1


def test_what_is_wrong_stands_under_the_field_and_goes_again(qtbot: QtBot) -> None:
    field = Field("x", "Name")
    shown(qtbot, field)
    field.say("critical", "Not a number")
    assert field.note.isVisible()
    assert (field.line.property("state"), field.line.accessibleDescription()) == ("critical", "Not a number")
    field.say(None)
    assert not field.note.isVisible()
    assert (field.line.property("state"), field.line.accessibleDescription()) == ("", "")


def test_a_secret_is_taken_once(qtbot: QtBot) -> None:
    for made in (Secret("Password"), Password("Password")):
        shown(qtbot, made)
        assert made.line.echoMode() == QLineEdit.EchoMode.Password
        made.line.setText("secret")
        assert made.take() == "secret"
        assert made.value == ""


def test_a_password_is_hidden_again_when_it_is_taken(qtbot: QtBot) -> None:
    made = Password("Password")
    shown(qtbot, made)
    qtbot.keyClick(made.show_it, Qt.Key.Key_Space)
    assert made.line.echoMode() == QLineEdit.EchoMode.Normal
    assert made.show_it.accessibleName() == "Password: Hide"
    made.take()
    assert made.line.echoMode() == QLineEdit.EchoMode.Password


# --- pick


def test_a_list_begins_with_nothing_chosen_and_tells_the_key(qtbot: QtBot) -> None:
    pick = Pick("x", "Cause", CAUSES, nothing="Not answered")
    shown(qtbot, pick)
    assert pick.value is None
    assert pick.box.currentText() == "Not answered"
    pick.box.setFocus()
    with qtbot.waitSignal(pick.changed) as told:
        qtbot.keyClick(pick.box, Qt.Key.Key_Down)
    assert told.args == ["infection"]
    pick.choose("no such key")
    assert pick.value is None


def test_the_wheel_changes_no_answer_in_passing(qtbot: QtBot) -> None:
    pick = Pick("x", "Cause", CAUSES, nothing="Not answered")
    shown(qtbot, pick)
    pick.choose("infection")
    pick.box.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pick.box, turn)
    assert pick.value == "infection"


# --- marks


def test_a_state_is_an_icon_and_words(qtbot: QtBot) -> None:
    badge = Badge("ok", "Fulfilled")
    shown(qtbot, badge)
    assert badge.accessibleName() == "Fulfilled"
    pictures = [label for label in badge.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(pictures) == 1


def test_a_note_reads_no_markup_from_what_was_typed(qtbot: QtBot) -> None:
    note = Note("warning", "<b>Robert</b> & co", strong="a < b")
    shown(qtbot, note)
    assert marked("a < b", "<b>x</b> & y") == "<b>a &lt; b</b> &lt;b>x&lt;/b> &amp; y"
    assert note.accessibleName() == "a < b <b>Robert</b> & co"


# --- table


def test_a_table_shows_rows_as_they_are_given(qtbot: QtBot) -> None:
    columns = [
        Column("Number", str, number=True),
        Column("Twice", lambda row: str(2 * row), sort=lambda r: -r),
    ]
    model = TableModel(columns)
    view = QTableView()
    view.setModel(model)
    dress(view, "Numbers")
    shown(qtbot, view)
    model.show_rows((3, 5))
    index = model.index(1, 1)
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert index.data() == "10"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Twice: 10"
    assert (index.data(ROW_ROLE), index.data(SORT_ROLE)) == (5, -5)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Number"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(index) == model.columnCount(index) == 0, "a row has no rows below it"
    assert view.accessibleName() == "Numbers"


# --- flow


def boxes(flow: Flow, count: int, wide: int = 100, high: int = 20) -> list[QWidget]:
    made = []
    for _ in range(count):
        box = QWidget()
        box.setFixedSize(wide, high)
        flow.addWidget(box)
        made.append(box)
    return made


def test_a_row_goes_on_in_the_next_line_where_it_does_not_fit(qtbot: QtBot) -> None:
    around = QWidget()
    flow = Flow(10, 5, around)
    made = boxes(flow, 3)
    shown(qtbot, around)
    flow.setGeometry(QRect(0, 0, 215, 100))
    assert [(box.x(), box.y()) for box in made] == [(0, 0), (110, 0), (0, 25)]
    assert flow.heightForWidth(215) == 45
    assert flow.heightForWidth(330) == 20
    assert flow.sizeHint().width() == 320
    assert flow.minimumSize().width() == 100


def test_what_is_hidden_takes_no_room_in_a_row(qtbot: QtBot) -> None:
    around = QWidget()
    flow = Flow(10, 5, around)
    made = boxes(flow, 3)
    shown(qtbot, around)
    made[0].hide()
    flow.setGeometry(QRect(0, 0, 400, 100))
    assert made[1].x() == 0
    assert flow.sizeHint().width() == 210


# --- work on another thread


def test_work_is_done_elsewhere_and_its_result_comes_home(qtbot: QtBot) -> None:
    owner, came = QObject(), []
    here = get_ident()
    work.run(owner, get_ident, lambda there: came.append((there, get_ident())), pytest.fail)
    qtbot.waitUntil(lambda: bool(came))
    there, home = came[0]
    assert there != here
    assert home == here


def test_an_error_comes_home_too_and_only_once(qtbot: QtBot) -> None:
    owner, came = QObject(), []
    work.run(owner, lambda: 1 // 0, pytest.fail, came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert isinstance(came[0], ZeroDivisionError)
    assert len(came) == 1


def test_nobody_is_told_once_who_asked_is_gone(qtbot: QtBot) -> None:
    from threading import Event

    may, owner, came = Event(), QObject(), []
    work.run(owner, lambda: may.wait(20), came.append, came.append)
    owner.deleteLater()
    qtbot.wait(1)
    may.set()
    assert work.finish()
    qtbot.wait(1)
    assert came == []


def test_four_cards_stand_two_by_two_before_they_stand_below_each_other(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    row = Abreast(frame, halved=True)
    cards = [QWidget() for _ in range(4)]
    for card in cards:
        row.put(card, share=1, least=200)
    frame.show()
    columns = []
    for width in (900, 500, 300):
        frame.resize(width, 400)
        row.activate()
        columns.append(len({card.x() for card in cards}))
    assert columns == [4, 2, 1]
