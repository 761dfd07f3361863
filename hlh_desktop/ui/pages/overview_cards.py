"""The cards of the overview: what is due now, what is alarming, what was written this shift, what is to be done next.

Each shows what it is given and keeps the cursor: what reads as before is left as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.texts import button, styled, text
from hlh_desktop.ui.widgets.ward_action import ward_action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.ward.alarms import Alarm
    from hlh_desktop.ward.due_now import DueNow
    from hlh_desktop.ward.since import Since
    from hlh_desktop.ward.task_words import TaskRow

# The course below must begin on the same screen: so many alarms, entries and tasks, the rest by a press.
ALARMS, ENTRIES, TASKS = 3, 5, 3
# At 100 %, in pixels: every heading of the row is as high as one with a button beside it.
HEAD = 34


def tr(words: str) -> str:
    """A sentence of the overview in the language of the window."""
    return QCoreApplication.translate("Overview", words)


class Card(QFrame):
    """A card with its heading, what stands small at its right, and rows that are made anew only when they differ."""

    def __init__(self, title: str, *aside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 16, 12)
        self.column.setSpacing(6)
        self.title = text(title, "heading")
        head = QHBoxLayout()
        head.addStrut(look().tokens.px(HEAD))
        head.addWidget(self.title)
        head.addStretch(1)
        for widget in aside:
            head.addWidget(widget)
        self.column.addLayout(head)
        self._body = QWidget()
        self.column.addWidget(self._body)

    def put(self, body: QWidget) -> None:
        """Other rows; the cursor stays in the card where it was in it."""
        within = self._body.isAncestorOf(self.focusWidget() or self)
        self.column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()
        if within:
            body.focusNextChild()


class DueCard(Card):
    """The dose that somebody has to act on first. `wanted` asks for what is to be done about it."""

    wanted = Signal(object, str)  # UUID of the dose, deed

    def __init__(self) -> None:
        self.badge = Badge()
        super().__init__(tr("Due now"), self.badge)
        self.found: DueNow | None = None
        self.dose, self.detail = text(role="heading", wrap=True), text(role="muted", wrap=True)
        self.then, self.go = text(role="small", wrap=True), ward_action("")
        for label in (self.dose, self.detail):
            self.column.addWidget(label)
        self.column.addStretch(1)
        foot = Abreast(centred=True)
        foot.put(self.then, 1, 140)
        foot.put(self.go, 0)
        self.column.addLayout(foot)
        self.go.clicked.connect(self._pressed)

    def show_due(self, found: DueNow) -> None:
        """The dose as it stands now."""
        self.found = found
        self.dose.setText(found.title)
        self.detail.setText(found.detail)
        self.detail.setVisible(bool(found.detail))
        self.then.setText(found.then)
        self.go.setText(found.button)
        self.go.setAccessibleName(f"{found.button.rstrip('.')}: {found.title}")
        self.go.setVisible(found.dose is not None)
        self.badge.setVisible(found.state is not None)
        if found.state is not None:
            self.badge.say(found.state.tone, found.state.words, found.state.icon)
        styled(self, state="critical" if found.late else "")

    def _pressed(self) -> None:
        if self.found is not None and self.found.dose is not None:
            self.wanted.emit(self.found.dose, self.found.deed)


class AlarmCard(Card):
    """What is alarming, worst first. `wanted` says where a line leads to."""

    wanted = Signal(str)

    def __init__(self) -> None:
        self.more = button("", "link")
        super().__init__(tr("Alarming"), text(tr("worst first"), "small"), self.more)
        self._alarms: tuple[Alarm, ...] | None = None
        self._all = False
        self.links: list[QPushButton] = []
        self.column.addStretch(1)
        self.more.clicked.connect(self._turn)

    def show_alarms(self, alarms: tuple[Alarm, ...]) -> None:
        """The lines as they stand now."""
        if alarms != self._alarms:
            self._alarms = alarms
            self._show()

    def _turn(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        alarms = self._alarms or ()
        left = len(alarms) - ALARMS
        words = tr("Fewer") if self._all else tr("%1 more").replace("%1", str(left))
        self.more.setText(words)
        self.more.setAccessibleName(f"{words}, {tr('Alarming')}")
        self.more.setVisible(left > 0)
        body, self.links = QWidget(), []
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if not alarms:
            column.addWidget(Note("ok", tr("Nothing alarming is known."), plain=True))
        for alarm in alarms if self._all else alarms[:ALARMS]:
            column.addWidget(self._line(alarm))
        self.put(body)

    def _line(self, alarm: Alarm) -> QWidget:
        """A line with the way to where it is dealt with."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Note(alarm.grade, alarm.text, strong=alarm.strong, plain=True), 1, Qt.AlignmentFlag.AlignVCenter)
        ways = {
            "doses": tr("Doses"), "tasks": tr("Tasks"), "findings": tr("Findings"), "weight": tr("Weight"),
            "results": tr("Results"),
        }  # fmt: skip
        link = button(ways[alarm.leads], "link", name=f"{ways[alarm.leads]}: {alarm.strong} {alarm.text}")
        link.clicked.connect(lambda: self.wanted.emit(alarm.leads))
        self.links.append(link)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        return made


class SinceCard(Card):
    """What was written since the shift began, the newest of it. `wanted` asks for the history."""

    wanted = Signal()

    def __init__(self) -> None:
        self.history = button(tr("History"), "link")
        super().__init__("", self.history)
        self._found: Since | None = None
        self.column.addStretch(1)
        self.history.clicked.connect(self.wanted)

    def show_since(self, found: Since) -> None:
        """The entries as they stand now."""
        if found == self._found:
            return
        self._found = found
        self.title.setText(found.title)
        earlier = len(found.lines) - ENTRIES
        self.history.setText(tr("History, %1 more").replace("%1", str(earlier)) if earlier > 0 else tr("History"))
        rows = [(line.at, f"{line.words}, {line.by}") for line in found.lines[-ENTRIES:]]
        self.put(lines(rows) if rows else text(tr("Nothing was written down in this shift yet."), "muted", wrap=True))


class TaskCard(Card):
    """The tasks that are due next. `wanted` asks for all of them."""

    wanted = Signal()

    def __init__(self) -> None:
        self.all = button(tr("Tasks"), "link")
        super().__init__(tr("To do next"), self.all)
        self._rows: list[tuple[str, str]] | None = None
        self.column.addStretch(1)
        self.all.clicked.connect(self.wanted)

    def show_tasks(self, found: Sequence[TaskRow]) -> None:
        """The open tasks as they stand now; those that are overdue stand among what is alarming."""
        ahead = [row for row in found if row.group in ("today", "next")]
        rows = [(row.due, row.text) for row in ahead[:TASKS]]
        if rows == self._rows:
            return
        self._rows = rows
        more = len(ahead) - len(rows)
        self.all.setText(tr("Tasks, %1 more").replace("%1", str(more)) if more > 0 else tr("Tasks"))
        self.put(stacked(rows) if rows else text(tr("No task is due today or later."), wrap=True))


def lines(rows: Sequence[tuple[str, str]]) -> QWidget:
    """A moment and what happened, a line each."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for place, (at, words) in enumerate(rows):
        grid.addWidget(text(at, "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text(words, wrap=True), place, 1)
    return made


def stacked(rows: Sequence[tuple[str, str]]) -> QWidget:
    """A moment over what is to be done then; of several of one moment it stands once."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    said = ""
    for when, words in rows:
        if when != said:
            column.addWidget(text(when, "label"))
        said = when
        column.addWidget(text(words, wrap=True))
    return made
