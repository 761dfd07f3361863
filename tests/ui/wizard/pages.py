"""One step of the wizard by itself, on a draft of a real ward: quicker than the whole wizard around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.wizard.entry import Entry
from hlh_desktop.ui.wizard.step import Step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ward.look import Look
    from hlh_desktop.ward.open_ward import OpenWard

AnyStep = TypeVar("AnyStep", bound=Step)


class StepPage(Generic[AnyStep]):
    """A step in its scrolling page, and what a person does to it."""

    def __init__(
        self, qtbot: QtBot, ward: OpenWard, now: datetime, kind: type[AnyStep], case: Mapping[str, Any]
    ) -> None:  # fmt: skip
        self.qtbot, self.ward = qtbot, ward
        opened = ward.new_draft(None, now)
        opened = replace(opened, draft=opened.draft.with_case(case))
        ward.keep_draft(opened, now)
        self.id = opened.id
        self.entry = Entry(Desk(ward, lambda: now), opened)
        self.step = kind(self.entry)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.step)
        qtbot.addWidget(self.area)
        self.area.resize(900, 760)
        with qtbot.waitActive(self.area):
            self.area.show()
            self.area.activateWindow()

    @property
    def case(self) -> Mapping[str, Any]:
        """The case as typed."""
        return self.entry.case

    @property
    def look(self) -> Look:
        """What is known now."""
        self.entry.settle()
        return self.entry.look

    @property
    def stored(self) -> Mapping[str, Any]:
        """The case as the record has it."""
        return self.ward.draft(self.id).draft.case

    def type(self, path: str, words: str) -> None:
        """Types into a field in place of what stands there, and leaves it."""
        assert self.step.jump_to(path), path
        line = self.focused()
        assert isinstance(line, QLineEdit), path
        line.selectAll()
        self.qtbot.keyClicks(line, words)
        self.qtbot.keyClick(line, Qt.Key.Key_Tab)
        self.entry.settle()

    def press(self, key: Qt.Key) -> None:
        """A key in whatever has the focus."""
        self.qtbot.keyClick(self.focused(), key)

    def focused(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget
