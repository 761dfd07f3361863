"""Findings, tasks and intrathecal doses of a plan, each in full, with the rows and sources that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.domain.proof_rules import finding_proof, task_proof
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed
from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.provable import Provable
from hlh_desktop.ui.widgets.roles import READING, speak_as
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.finding import Finding, Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.proof_values import Proof
    from hlh_desktop.domain.sources import Cites, Statements


def tr(words: str) -> str:
    """A sentence of these lists in the language of the window."""
    return QCoreApplication.translate("PlanLists", words)


def scrolled(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """A list that scrolls by itself, reached by the keys."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    speak_as(area, READING)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    inner = QFrame()
    inner.setProperty("frame", "card")
    column = QVBoxLayout(inner)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(10)
    area.setWidget(inner)
    return area, column


def findings_list(plan: Plan, knowledge: Knowledge, prove: Callable[[Proof], None]) -> QScrollArea:
    """Every finding, worst first; `prove` gets the proof of one that was pressed."""
    area, column = scrolled(tr("Findings, worst first"))
    for one in plan.findings:
        row = Provable(_finding(one, knowledge), Telling(knowledge.wording).sentence(one.text))
        row.asked.connect(lambda one=one: prove(finding_proof(plan, knowledge, one)))
        column.addWidget(row)
    if not plan.findings:
        column.addWidget(text(tr("No finding.")))
    column.addStretch(1)
    return area


def _finding(one: Finding, knowledge: Knowledge) -> QWidget:
    tell = Telling(knowledge.wording)
    level = knowledge.wording.say(f"proof.level.{one.level}")
    words = " ".join((tell.sentence(one.text), grounds(one.statements, one.cites, knowledge)))
    return Note(one.level, words, strong=f"{level}.", plain=True)


def grounds(statements: Statements, cites: Cites, knowledge: Knowledge) -> str:
    """Rows of the article and sources, in brackets."""
    parts = listed((listed(statements), Telling(knowledge.wording).cites(cites)))
    return knowledge.wording.say("page.version.grounds", parts=parts)


def tasks_list(plan: Plan, knowledge: Knowledge, prove: Callable[[Proof], None]) -> QScrollArea:
    """Every task with when it is first due, and how it comes again; `prove` gets the proof of one that was pressed."""
    area, column = scrolled(tr("Tasks by date"))
    for one in plan.tasks:
        row = Provable(_task(one, knowledge), Telling(knowledge.wording).sentence(one.text))
        row.asked.connect(lambda one=one: prove(task_proof(plan, knowledge, one)))
        column.addWidget(row)
    if not plan.tasks:
        column.addWidget(text(tr("No task.")))
    column.addStretch(1)
    return area


def _task(one: Task, knowledge: Knowledge) -> QWidget:
    tell, say = Telling(knowledge.wording), knowledge.wording.say
    when = tell.moment(one.due)
    if one.every_days is not None:
        daily = one.every_days == 1
        when = (
            say("page.version.daily", when=when) if daily else say("page.version.again", when=when, days=one.every_days)
        )
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    rows.addWidget(text(when, "strong", wrap=True))
    rows.addWidget(text(" ".join((tell.sentence(one.text), grounds(one.statements, one.cites, knowledge))), wrap=True))
    return made


def intrathecal_view(plan: Plan, table: QWidget) -> QWidget:
    """The intrathecal doses under their own band; or that none is ordered."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    ordered = any(order.line == "intrathecal" for order in plan.orders)
    words = (
        tr("INTRATHECAL. Own time and place: no other route stands in this table.")
        if ordered
        else tr("INTRATHECAL: nothing is ordered in this plan.")
    )
    badge = Badge("intrathecal", words)
    badge.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    column.addWidget(badge)
    table.setVisible(ordered)
    column.addWidget(table, 1)
    if not ordered:
        column.addStretch(1)
    return made
