"""All gates of signing in one list, open ones first, each with its state, what it says, and the way to clear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.marks import Icon, State, colour_of, marked
from hlh_desktop.ui.widgets.texts import button, repaint, rule, styled, text
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.domain.wizard.values import Gate

# Icon and colour of each state; its word stands beside.
LOOKS: dict[str, tuple[str, State]] = {
    "refused": ("ban", "critical"),
    "open": ("octagon-alert", "critical"),
    "reason": ("triangle-alert", "warning"),
    "met": ("circle-check", "ok"),
}
ORDER = ("refused", "open", "reason", "given", "met")
# The widths of state and way, in px at 100 %.
STATE_PX = 108


def state_of(gate: Gate) -> str:
    """Where a gate stands in the list: a reason that was given stays near those that are missing."""
    return "given" if gate.state == "met" and gate.reason is not None else gate.state


class GateRow(QWidget):
    """One gate. `reasoned` tells the words of its reason as they are typed or chosen."""

    jump_wanted = Signal(int, str)
    reasoned = Signal(str, str)  # key of the gate, reason

    def __init__(self, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gate = gate
        self.go: QPushButton
        self.icon, self.state = Icon("circle", "muted"), text(role="strong")
        self.words = text(wrap=True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.open, self.link = button("", icon="chevron-right"), button("", "link")
        self.reason = ReasonField(self.tr("Reason"), gate.reasons)
        self._build()
        for one in (self.open, self.link):
            one.clicked.connect(lambda: self.jump_wanted.emit(self._gate.step, self._gate.path))
        self.reason.typed.connect(lambda words: self.reasoned.emit(self._gate.key, words.strip()))

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(3), px(12), px(3))
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self._state_box = QWidget()
        states = QHBoxLayout(self._state_box)
        states.setContentsMargins(0, 0, 0, 0)
        states.setSpacing(px(6))
        states.addWidget(self.icon)
        states.addWidget(self.state, 1)
        row.addWidget(self._state_box)
        row.addWidget(self.words, 1)
        row.addWidget(self.open)
        row.addWidget(self.link)
        column.addLayout(row)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.addWidget(self.reason)
        column.addWidget(self._below)
        repaint(self, self._space)
        self._space()

    def _space(self) -> None:
        px = theme().tokens.px
        self._state_box.setFixedWidth(px(STATE_PX))
        below = self._below.layout()
        if below is not None:
            below.setContentsMargins(px(STATE_PX + 8), 0, 0, px(6))

    def show_gate(self, gate: Gate, titles: Mapping[int, str]) -> None:
        """The gate as it stands now."""
        self._gate = gate
        icon, state = LOOKS[gate.state]
        said = {
            "refused": self.tr("Refused"), "open": self.tr("Open"), "reason": self.tr("Reason"), "met": self.tr("Met"),
        }[gate.state]  # fmt: skip
        self.icon.show_icon(icon, colour_of(state))
        self.state.setText(said)
        styled(self.state, state=state)
        self.words.setText(marked(gate.title, gate.text))
        self._below.setVisible(gate.state == "reason" or gate.reason is not None)
        if not self.reason.line.hasFocus():
            self.reason.show_value(gate.reason or "")
        self._show_way(gate, f"{gate.step} {titles.get(gate.step, '')}".strip(), said)

    def _show_way(self, gate: Gate, title: str, said: str) -> None:
        """The button that leads to where the gate is cleared; of one that is met, a link."""
        self.go = self.link if gate.state == "met" else self.open
        for one in (self.open, self.link):
            one.setVisible(one is self.go)
        self.go.setText(title)
        self.go.setAccessibleName(f"{said}: {gate.title}. {gate.text}. " + self.tr("Go to %1").replace("%1", title))
        self.reason.line.setAccessibleName(self.tr("Reason for %1").replace("%1", gate.title))


class GateList(QFrame):
    """The gates. Rows keep their widgets, and their places while somebody types in one of them."""

    jump_wanted = Signal(int, str)
    reasoned = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "table")
        self._rows: dict[str, GateRow] = {}
        self._rules: list[QFrame] = []
        self._order: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._heads())

    def _heads(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        px = theme().tokens.px
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.addWidget(text(self.tr("Gate of signing"), "label"), 1)
        row.addWidget(text(self.tr("Go to"), "label"))
        return made

    def show_gates(self, gates: tuple[Gate, ...], titles: Mapping[int, str]) -> None:
        """The gates as they stand."""
        found = {gate.key: gate for gate in gates}
        for key in self._rows.keys() - found.keys():
            gone = self._rows.pop(key)
            gone.hide()
            gone.deleteLater()
        new = [key for key in found if key not in self._rows]
        for key in new:
            made = self._rows[key] = GateRow(found[key], self)
            made.jump_wanted.connect(self.jump_wanted)
            made.reasoned.connect(self.reasoned)
        for key, row in self._rows.items():
            row.show_gate(found[key], titles)
        wanted = [gate.key for gate in sorted(gates, key=lambda gate: ORDER.index(state_of(gate)))]
        if wanted != self._order and (new or not self._typing()):
            self._order = wanted
            self._place()

    def row(self, key: str) -> GateRow | None:
        """The row of a gate."""
        return self._rows.get(key)

    def _typing(self) -> bool:
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit) and self.isAncestorOf(focus)

    def _place(self) -> None:
        """Puts the rows in order, and Tab with them, a hairline above each."""
        while len(self._rules) < len(self._order):
            self._rules.append(rule(self))
        for number, line in enumerate(self._rules):
            line.setVisible(number < len(self._order))
        before: QWidget | None = None
        for number, key in enumerate(self._order):
            row = self._rows[key]
            self._column.insertWidget(1 + 2 * number, self._rules[number])
            self._column.insertWidget(2 + 2 * number, row)
            for widget in (row.open, row.link, row.reason.box):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
