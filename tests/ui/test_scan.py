"""The code reader: what it types is told and stays in no field; what a person types stays as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hlh_desktop.domain.scan import code_of_child, code_of_dose
from hlh_desktop.ui.scan import FAST, LEAST, KeyTime, Scanner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WARD = "W-7C31"
ID = UUID("8c2f4f60-4a86-4d13-9df0-2f9a40b1c7e5")
CHILD, DOSE, FOREIGN = code_of_child(ID, "TV04", WARD), code_of_dose(ID, WARD), code_of_child(ID, "TV04", "W-0001")
BY_HAND = 120


class Clock:
    """Milliseconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self, event: QKeyEvent) -> int:
        return self.now


class Figures(QValidator):
    """A field of figures only."""

    def validate(self, text: str, place: int) -> object:
        return (QValidator.State.Acceptable if text.isdigit() or not text else QValidator.State.Invalid, text, place)


class Page(QWidget):
    """A page with one of each thing that a key can reach."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.long, self.read_only = QLineEdit("ab cd"), QPlainTextEdit("one\ntwo"), QLineEdit("fixed")
        self.read_only.setReadOnly(True)
        self.figures = QLineEdit("13")
        self.figures.setValidator(Figures(self.figures))
        self.choice, self.search, self.button = QComboBox(), QComboBox(), QPushButton("Give")
        self.choice.addItems(["unknown", "P one", "T two", "V three"])
        self.search.setEditable(True)
        self.search.addItems(["", "PTV", "other"])
        self.search.setCompleter(QCompleter(self.search.model(), self.search))
        self.search.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.button.setAutoDefault(True)
        self.clicks, self.shortcuts, self.edits, self.finished = [], [], [], []
        self.button.clicked.connect(lambda: self.clicks.append(1))
        QShortcut(QKeySequence(Qt.Key.Key_Return), self).activated.connect(lambda: self.shortcuts.append(1))
        self.line.textEdited.connect(self.edits.append)
        self.line.editingFinished.connect(lambda: self.finished.append(1))
        column = QVBoxLayout(self)
        for widget in (self.line, self.long, self.read_only, self.figures, self.choice, self.search, self.button):
            column.addWidget(widget)


class Desk:
    """The page with the reader plugged in, and what the reader told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.page, self.clock, self.told = Page(), Clock(), []
        qtbot.addWidget(self.page)
        self.qtbot = qtbot
        self.scanner = Scanner(self.page, self.clock)
        self.scanner.listen(WARD)
        self.scanner.scanned.connect(self.told.append)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()

    def at(self, widget: QWidget) -> None:
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus)

    def type(self, text: str, gap: int, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Types into whatever has the focus; so many milliseconds pass before each key."""
        for key in (*text, *(() if end is None else (end,))):
            self.clock.now += gap
            popup = QApplication.activePopupWidget()
            QTest.keyClick(popup or QApplication.focusWidget(), key)

    def scan(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        self.clock.now += BY_HAND
        self.type(text, 4, end)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize("code", [CHILD, DOSE])
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_code_read_into_a_field_is_told_and_the_field_is_as_before(desk: Desk, code: str, end: Qt.Key) -> None:
    desk.at(desk.page.line)
    desk.page.line.setCursorPosition(2)
    desk.scan(code, end)
    assert desk.told == [code]
    assert (desk.page.line.text(), desk.page.line.cursorPosition()) == ("ab cd", 2)
    assert desk.page.line.hasFocus()
    assert desk.page.edits[-1] == "ab cd", "the page heard of it"
    assert not desk.page.finished
    assert not desk.page.shortcuts


def test_what_was_marked_in_the_field_is_marked_again(desk: Desk) -> None:
    desk.at(desk.page.line)
    desk.page.line.setSelection(3, 2)
    desk.scan(CHILD)
    assert (desk.page.line.text(), desk.page.line.selectedText()) == ("ab cd", "cd")


def test_what_was_typed_by_hand_before_a_code_stays(desk: Desk) -> None:
    desk.at(desk.page.line)
    desk.page.line.clear()
    desk.type("12.5", BY_HAND, None)
    desk.scan(CHILD)
    assert (desk.page.line.text(), desk.told) == ("12.5", [CHILD])


def test_a_field_of_several_lines_is_as_before(desk: Desk) -> None:
    desk.at(desk.page.long)
    cursor = desk.page.long.textCursor()
    cursor.setPosition(4)
    desk.page.long.setTextCursor(cursor)
    desk.scan(CHILD)
    assert (desk.page.long.toPlainText(), desk.page.long.textCursor().position()) == ("one\ntwo", 4)
    assert desk.told == [CHILD]


def test_a_field_that_takes_only_figures_is_as_before(desk: Desk) -> None:
    desk.at(desk.page.figures)
    desk.scan(CHILD)
    assert (desk.page.figures.text(), desk.told) == ("13", [CHILD])


def test_a_list_that_opens_keeps_its_answer(desk: Desk) -> None:
    chosen: list[int] = []
    desk.page.choice.activated.connect(chosen.append)
    desk.at(desk.page.choice)
    desk.scan(CHILD)
    assert (desk.page.choice.currentIndex(), chosen[-1], desk.told) == (0, 0, [CHILD])


def test_an_answer_that_is_chosen_by_letters_however_fast_stays(desk: Desk) -> None:
    desk.at(desk.page.choice)
    desk.scan("V three", Qt.Key.Key_Tab)
    assert (desk.page.choice.currentText(), desk.told) == ("V three", [])


def test_a_list_that_is_searched_takes_no_code_for_its_answer(desk: Desk) -> None:
    desk.at(desk.page.search)
    desk.scan(CHILD)
    assert (desk.page.search.currentText(), desk.told) == ("", [CHILD])


@pytest.mark.parametrize("text", [CHILD, "TV04", "4711"])
def test_without_a_field_a_code_and_a_hospital_number_are_told_and_nothing_is_pressed(desk: Desk, text: str) -> None:
    for widget in (desk.page.button, desk.page.read_only):
        desk.at(widget)
        desk.scan(text)
    assert desk.told == [text, text]
    assert not desk.page.clicks
    assert not desk.page.shortcuts
    assert desk.page.read_only.text() == "fixed"


@pytest.mark.parametrize("text", ["TV04", "4711", FOREIGN, CHILD[:-1] + "0"])
def test_in_a_field_what_is_no_code_of_the_ward_stays_as_typed(desk: Desk, text: str) -> None:
    desk.at(desk.page.line)
    desk.page.line.clear()
    desk.scan(text)
    assert (desk.page.line.text(), desk.told) == (text, [])
    assert desk.page.shortcuts, "Return goes on as ever"


@pytest.mark.parametrize("widget", ["line", "button"])
def test_what_is_typed_by_hand_is_never_taken_for_a_reader(desk: Desk, widget: str) -> None:
    desk.page.line.clear()
    desk.at(getattr(desk.page, widget))
    desk.type(CHILD, FAST + 1)
    assert desk.told == []
    assert desk.page.line.text() == (CHILD if widget == "line" else "")
    assert desk.page.shortcuts


def test_a_reader_just_fast_enough_is_understood(desk: Desk) -> None:
    desk.at(desk.page.line)
    desk.clock.now += BY_HAND
    desk.type(CHILD, FAST)
    assert desk.told == [CHILD]


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_an_end_by_hand_after_a_code_does_not_complete_it(desk: Desk, end: Qt.Key) -> None:
    desk.at(desk.page.button)
    desk.clock.now += BY_HAND
    desk.type(CHILD, 4, None)
    desk.type("", BY_HAND, end)
    assert desk.told == []


@pytest.mark.parametrize(("text", "told"), [("1" * (LEAST - 1), []), ("1" * LEAST, ["1" * LEAST])])
def test_a_reader_sends_at_least_four_characters(desk: Desk, text: str, told: list[str]) -> None:
    desk.at(desk.page.button)
    desk.scan(text)
    assert desk.told == told


def test_a_key_that_is_held_down_is_no_reader(desk: Desk) -> None:
    desk.at(desk.page.button)
    for _ in range(8):
        desk.clock.now += FAST
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep=True)
        QApplication.sendEvent(desk.page.button, held)
    desk.type("", FAST)
    assert desk.told == []


def test_shift_between_the_characters_belongs_to_the_reader(desk: Desk) -> None:
    desk.at(desk.page.line)
    for letter in CHILD:
        desk.clock.now += 4
        QTest.keyClick(desk.page.line, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(desk.page.line, letter, Qt.KeyboardModifier.ShiftModifier)
    desk.type("", 4)
    assert desk.told == [CHILD]


def test_a_command_key_ends_what_was_begun(desk: Desk) -> None:
    desk.at(desk.page.button)
    desk.type("471", 4, None)
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier, "1")
    QApplication.sendEvent(desk.page.button, pressed)
    desk.type("1", 4)
    assert desk.told == []


def test_while_the_ward_is_locked_nothing_is_told_and_nothing_is_taken_away(desk: Desk) -> None:
    desk.scanner.listen(None)
    desk.at(desk.page.line)
    desk.page.line.clear()
    desk.scan(CHILD)
    assert (desk.page.line.text(), desk.told) == (CHILD, [])


def test_two_codes_one_after_the_other_are_told_one_by_one(desk: Desk) -> None:
    desk.at(desk.page.line)
    desk.scan(CHILD)
    desk.scan(DOSE)
    assert desk.told == [CHILD, DOSE]
    assert desk.page.line.text() == "ab cd"


def test_a_field_that_its_page_took_away_meanwhile_does_no_harm(desk: Desk) -> None:
    desk.at(desk.page.line)
    desk.clock.now += BY_HAND
    desk.type(CHILD[:4], 4, None)
    desk.at(desk.page.button)
    desk.page.line.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.type(CHILD[4:], 4)
    assert desk.told == [CHILD]


def test_the_time_of_a_key_is_that_of_the_system_where_it_tells_one() -> None:
    class Event:
        def __init__(self, moment: int) -> None:
            self.moment = moment

        def timestamp(self) -> int:
            return self.moment

    time = KeyTime()
    assert time(Event(4711)) == 4711
    assert 0 <= time(Event(0)) < 4711
