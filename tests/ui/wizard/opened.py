"""A wizard on a draft of a ward, as a person would have it in front of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.wizard.wizard import WizardPage
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ward.look import Look


class Opened:
    """The wizard, its desk and draft, and what a person does to it by keyboard."""

    def __init__(
        self, qtbot: QtBot, folder: Path, now: datetime, case: Mapping[str, Any] | None = None, step: int = 1
    ) -> None:
        self.qtbot = qtbot
        self.ward = wards.new_ward(folder)
        self.desk = Desk(self.ward, lambda: now)
        opened = self.ward.new_draft(None, now)
        draft = replace(opened.draft, step=step)
        if case is not None:
            draft = draft.with_case(case)
        self.ward.keep_draft(replace(opened, draft=draft), now)
        self.id = opened.id
        self.page = WizardPage(self.desk, opened.id)
        qtbot.addWidget(self.page)
        self.page.resize(1440, 800)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)

    # --- reading

    @property
    def case(self) -> Mapping[str, Any]:
        """The case as typed."""
        return self.page.entry.case

    @property
    def look(self) -> Look:
        """What is known now."""
        self.page.entry.settle()
        return self.page.entry.look

    @property
    def stored(self) -> Mapping[str, Any]:
        """The case as the record has it."""
        return self.ward.draft(self.id).draft.case

    def note(self, path: str) -> str:
        """What is said to a field, of what is wrong or doubted."""
        found = [one.text for one in (*self.look.problems, *self.look.doubts) if one.path == path]
        return " ".join(found)

    # --- doing

    def field(self, path: str) -> QLineEdit:
        """The line that a place of the case is typed into, with the cursor in it."""
        assert self.page.step(self.page.entry.draft.step).jump_to(path), path
        line = self.focused()
        assert isinstance(line, QLineEdit), path
        return line

    def type(self, path: str, words: str) -> QLineEdit:
        """Types into a field in place of what stands there, and leaves it."""
        line = self.field(path)
        line.selectAll()
        if not words.isascii():
            QApplication.clipboard().setText(words)  # a test has no such keys
            line.paste()
        elif words:
            self.qtbot.keyClicks(line, words)
        else:
            self.qtbot.keyClick(line, Qt.Key.Key_Delete)
        self.qtbot.keyClick(line, Qt.Key.Key_Tab)
        self.page.entry.settle()
        return line

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key in whatever has the focus."""
        self.qtbot.keyClick(self.focused(), key, modifier)

    def focused(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget
