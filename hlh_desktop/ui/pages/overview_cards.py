"""The first row of the overview: next planned doses, what is alarming, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.upcoming import next_doses, next_tasks, past_tasks
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

# The course below must begin on the same screen: three moments of doses, two of the longer texts, the rest by a press.
MOMENTS, MOST = 3, 2
# At 100 %, in pixels: every heading of the row is as high as one with a button beside it.
HEAD = 34
ALARMS = ("refuse", "critical", "warning")


def tr(words: str) -> str:
    """A sentence of the overview in the language of the window."""
    return QCoreApplication.translate("Overview", words)


def card(title: str, aside: str = "", more: QPushButton | None = None) -> tuple[QFrame, QVBoxLayout]:
    """A card with its heading, what stands small at its right, and the way to what has no room here."""
    made = QFrame()
    made.setProperty("frame", "card")
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(6)
    head = QHBoxLayout()
    head.addStrut(look().tokens.px(HEAD))
    head.addWidget(text(title, "heading"))
    head.addStretch(1)
    head.addWidget(text(aside, "small"))
    if more is not None:
        head.addWidget(more)
    column.addLayout(head)
    return made, column


def next_doses_card(plan: Plan, knowledge: Knowledge, now: datetime) -> QFrame:
    """The doses of the next moments, the first in large letters."""
    made, column = card(tr("Next planned doses"), tr("as planned"))
    moments = next_doses(plan, knowledge, now, MOMENTS)
    if not moments:
        column.addWidget(text(tr("No dose left in this plan.") if plan.orders else tr("No doses ordered."), wrap=True))
    rows = QGridLayout()
    rows.setHorizontalSpacing(12)
    rows.setColumnStretch(1, 1)
    for place, moment in enumerate(moments):
        rows.addWidget(text(moment.when, "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        words = text("\n".join(moment.words), "strong" if place == 0 else "body", wrap=True)
        if moment.doses[0].intrathecal:
            words.setProperty("state", "intrathecal")
        rows.addWidget(words, place, 1)
    column.addLayout(rows)
    column.addStretch(1)
    return made


def alarming(plan: Plan, knowledge: Knowledge, all_of_them: Callable[[], None]) -> QFrame:
    """Refusals, critical findings and warnings of the plan that stands, worst first."""
    found = [one for one in plan.findings if one.level in ALARMS]
    made, column = card(tr("Alarming"), tr("worst first"), _more(len(found) - MOST, tr("findings"), all_of_them))
    tell = Telling(knowledge.wording)
    if not found:
        column.addWidget(Note("ok", tr("No warning in the plan that stands."), plain=True))
    for one in found[:MOST]:
        level = knowledge.wording.say(f"proof.level.{one.level}")
        column.addWidget(Note(one.level, tell.sentence(one.text), strong=f"{level}.", plain=True))
    column.addStretch(1)
    return made


def to_do(plan: Plan, knowledge: Knowledge, now: datetime, all_of_them: Callable[[], None]) -> QFrame:
    """The next tasks by date, and how many lie behind."""
    found = next_tasks(plan, knowledge, now)
    made, column = card(tr("To do next"), more=_more(len(found) - MOST, tr("tasks"), all_of_them))
    said = ""
    for task in found[:MOST]:
        if task.when != said:
            column.addWidget(text(task.when, "label"))
        said = task.when
        column.addWidget(text(task.text, wrap=True))
    if not found:
        column.addWidget(text(tr("No task is due today or later."), wrap=True))
    past = past_tasks(plan, now)
    if past:
        words = knowledge.wording.say("page.task.past", count=past)
        column.addWidget(text(words, "small", wrap=True))
    column.addStretch(1)
    return made


def _more(count: int, what: str, all_of_them: Callable[[], None]) -> QPushButton | None:
    """The way to the rest; None where nothing is left out."""
    if count <= 0:
        return None
    words = tr("%1 more").replace("%1", str(count))
    made = button(words, "link", name=f"{words} {what}")
    made.clicked.connect(all_of_them)
    return made
