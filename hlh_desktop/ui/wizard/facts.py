"""Rows of a name and what is known under it, aligned; a row whose value is empty is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon, State, colour_of
from hlh_desktop.ui.widgets.texts import styled, text

if TYPE_CHECKING:
    from collections.abc import Sequence

ICONS = {"ok": "circle-check", "warning": "triangle-alert", "critical": "octagon-alert"}
# A longer value goes to the next line.
LONG = 26
Fact = tuple[str, str] | tuple[str, str, State]


class Facts(QWidget):
    """A name at the left, muted; its value at the right, with the icon of its state where it has one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[tuple[QLabel, Icon, QLabel]] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Other rows; those that stay keep their widgets."""
        shown = [fact for fact in facts if fact[1]]
        while len(self._rows) < len(shown):
            self._add()
        self._column.setSpacing(look().tokens.px(5))
        for number, (name, icon, value) in enumerate(self._rows):
            there = number < len(shown)
            for widget in (name, icon, value):
                widget.setVisible(there)
            if there:
                self._fill(name, icon, value, shown[number])

    def _fill(self, name: QLabel, icon: Icon, value: QLabel, fact: Fact) -> None:
        state = fact[2] if len(fact) > 2 else None
        name.setText(fact[0])
        value.setText(fact[1])
        value.setWordWrap(len(fact[1]) > LONG)
        styled(value, state=state or "")
        icon.setVisible(state is not None)
        if state is not None:
            icon.show_icon(ICONS.get(state, "info"), colour_of(state))

    def _add(self) -> None:
        name, icon, value = text(role="muted", wrap=True), Icon("info", "text", 18), text(role="strong")
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(look().tokens.px(6))
        for widget, share in ((name, 1), (icon, 0), (value, 0)):
            row.addWidget(widget, share)
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._rows.append((name, icon, value))
