"""Two ways to use the program: by keys alone, and with the mouse. Both find things by the name a person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit, QRadioButton, QWidget

from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

# More widgets than any page has: whoever is not reached by so many presses of Tab is not reached at all.
FAR = 400
PATIENCE = 3000


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    words = widget.accessibleName()
    return words or (widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else "")


class Hand:
    """What a person does, by the names of things; how is up to the hand."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self.qtbot, self.window = qtbot, window

    def seen(self, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
        """What can be used on the page now."""
        for widget in self.window.findChildren(kind):
            # Tab stops at one answer of a row, and at the box around a field that opens a list.
            inside = isinstance(widget, QRadioButton) or isinstance(widget.parentWidget(), QComboBox)
            stops = inside or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if widget.isVisible() and widget.isEnabled() and stops:
                yield widget

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The thing of that name; some come a moment after what was typed before."""

        def there() -> bool:
            return any(name_of(widget) == name for widget in self.seen(kind))

        try:
            self.qtbot.waitUntil(there, timeout=PATIENCE)
        except self.qtbot.TimeoutError:
            pytest.fail(f"{name!r} is not on the page: {[name_of(one) for one in self.seen(kind)]}")
        return next(widget for widget in self.seen(kind) if name_of(widget) == name)

    def fill(self, name: str, words: str) -> None:
        """Puts words into a field in place of what stands there."""
        line = self.find(name, QLineEdit)
        if isinstance(line.parentWidget(), QComboBox):  # which holds the cursor for its field
            line = line.parentWidget()
        self.go_to(line)
        self.qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(line, words)

    def enter(self, name: str, words: str) -> None:
        """The same, and Return."""
        self.fill(name, words)
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Return)

    def select(self, name: str, words: str) -> None:
        """Takes an entry of a list that opens."""
        box = next(box for box in self.seen(QComboBox) if box.accessibleName() == name)
        assert isinstance(box, QComboBox)
        self.take(box, words)
        assert box.currentText() == words

    def press(self, name: str) -> None:
        """Presses a button."""
        self.push(self.find(name, QAbstractButton))

    def choose(self, question: str, answer: str) -> None:
        """Answers a question."""
        self.pick(self.find(f"{question}: {answer}", QRadioButton))

    def tick(self, name: str) -> None:
        """Ticks a box."""
        self.push(self.find(name, QCheckBox))

    def go_to(self, widget: QWidget) -> None:
        """Brings the cursor to a widget."""
        raise NotImplementedError

    def take(self, box: QComboBox, words: str) -> None:
        """Takes an entry of a list that opens."""
        raise NotImplementedError

    def push(self, button: QWidget) -> None:
        """Presses a button."""
        raise NotImplementedError

    def pick(self, answer: QWidget) -> None:
        """Chooses one of the answers beside each other."""
        raise NotImplementedError


class Keys(Hand):
    """Tab, arrows, Space and letters; the mouse is never touched."""

    def key(self, key: Qt.Key) -> None:
        """One key where the cursor stands."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            # A list that had opened is gone, and there is no window manager to give the window back its turn.
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)

    def go_to(self, widget: QWidget) -> None:
        for _ in range(FAR):
            if QApplication.focusWidget() is widget:
                return
            self.key(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never comes to {name_of(widget)!r}, but to {self.way()}")

    def way(self) -> list[str]:
        """What Tab comes to."""
        names = []
        for _ in range(FAR // 8):
            here = QApplication.focusWidget()
            names.append("" if here is None else f"{type(here).__name__} {name_of(here)}")
            self.key(Qt.Key.Key_Tab)
        return names

    def take(self, box: QComboBox, words: str) -> None:
        self.go_to(box)
        self.qtbot.keyClicks(box, words)  # goes to the entry that begins so

    def push(self, button: QWidget) -> None:
        self.go_to(button)
        self.key(Qt.Key.Key_Space)

    def pick(self, answer: QWidget) -> None:
        question = name_of(answer).partition(":")[0]
        for _ in range(FAR):
            here = QApplication.focusWidget()
            if here is answer:
                break
            beside = isinstance(here, QRadioButton) and name_of(here).partition(":")[0] == question
            self.key(towards(here, answer) if here is not None and beside else Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is answer, f"{name_of(answer)!r} is not reached"
        if not answer.isChecked():  # type: ignore[attr-defined]
            self.key(Qt.Key.Key_Space)


def towards(here: QWidget, there: QWidget) -> Qt.Key:
    """The arrow that points from one answer to another."""
    way = there.mapToGlobal(QPoint()) - here.mapToGlobal(QPoint())
    if abs(way.y()) > there.height() // 2:
        return Qt.Key.Key_Down if way.y() > 0 else Qt.Key.Key_Up
    return Qt.Key.Key_Right if way.x() > 0 else Qt.Key.Key_Left


class Mouse(Hand):
    """Clicks; only words are typed."""

    def click(self, widget: QWidget) -> None:
        """Scrolls to a widget, as a person would, and clicks in its middle."""
        # What was answered last may still move the page below it: a person looks again.
        for _ in range(2):
            QApplication.processEvents()
            bring_into_view(widget)
        QApplication.processEvents()
        middle = QPoint(min(widget.width() // 2, 40), widget.height() // 2)
        at = widget.mapTo(self.window, middle)
        hit = self.window.childAt(at)
        assert hit is widget or (hit is not None and widget.isAncestorOf(hit)), f"{name_of(widget)!r} can't be hit"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)

    go_to = push = pick = click

    def take(self, box: QComboBox, words: str) -> None:
        # A list takes the first release after it opened for the end of the press that opened it, for a while.
        QApplication.setDoubleClickInterval(0)
        self.click(box)
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)
        middle = view.visualRect(box.model().index(box.findText(words), box.modelColumn())).center()
        self.qtbot.mouseMove(view.viewport(), middle)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        self.qtbot.waitUntil(lambda: box.currentText() == words)
