"""The tasks of a child: overdue, today, next and what was answered; each is answered where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.domain.proof_rules import task_proof
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_tasks import Ui_Tasks
from hlh_desktop.ui.pages.task_answer import TaskAnswer
from hlh_desktop.ui.pages.task_row import TaskLine
from hlh_desktop.ui.response.assessments import Assessments
from hlh_desktop.ui.response.form import ResponseForm
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.proof_over import ProofOver
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.step import bring_into_view
from hlh_desktop.ward import tasks
from hlh_desktop.ward.people import who_may
from hlh_desktop.ward.results import response
from hlh_desktop.ward.task_words import GROUPS, asked, task_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from PySide6.QtGui import QShowEvent

    from hlh_desktop.domain.log.tasks import Asked
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ui.pages.task_answer import Deed
    from hlh_desktop.ward.results.assessed import Signed
    from hlh_desktop.ward.task_words import Group, TaskRow

# What was answered long ago is folded away until somebody wants it.
MOST = 10


class TasksTab(QWidget):
    """Every task of one child. `extra` answers those that arose in the log; `opened` asks for what one is about."""

    opened = Signal(object)  # UUID of the fact that a task ends with

    def __init__(
        self, page: PatientPage, extra: Callable[[], Iterable[Asked]] = tuple, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._child, self.extra = page.desk, page.child, extra
        self._all_done = False
        self._stands: tuple[tuple[TaskRow, ...], tuple[Signed, ...], bool, bool] | None = None
        self._asked: TaskLine | Assessments | None = None
        self.form: TaskAnswer | ResponseForm | None = None
        self.response: Assessments | None = None
        self.lines: list[TaskLine] = []
        self.ui = Ui_Tasks()
        self.ui.setupUi(self)
        self.who = Note("info")
        self.ui.notes.addWidget(self.who)
        self.more: QPushButton | None = None
        self.proof = ProofOver(self._desk.ward.ward.wording, self)
        self._desk.switched.connect(self.refresh)
        self.refresh()

    # --- what is shown

    def refresh(self) -> None:
        """The tasks as they stand now; while somebody is answering one, nothing moves."""
        if self._asked is not None:
            return
        ward, now = self._desk.ward, self._desk.now()
        try:
            rows = task_rows(ward, tasks.tasks(ward, self._child, now, self.extra()), now)
            signed = response.assessed(ward, self._child)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        wanted = rows, signed, self._desk.ward.may("task"), self._all_done
        if wanted != self._stands:
            self._stands = wanted
            self._show(rows, signed, may=wanted[2])

    def _show(self, rows: tuple[TaskRow, ...], signed: tuple[Signed, ...] = (), *, may: bool) -> None:
        self.who.setVisible(not may)
        self.who.say("info", self.tr("Answered by: %s.") % who_may(self._desk.ward, "task"))
        self._clear()
        for group in GROUPS:
            if found := [row for row in rows if row.group == group]:
                self._put(self._group(group, found, may=may))
        if not rows:
            self._put(Note("info", self.tr("No task yet: tasks come with the plan once it is signed.")))
        self._show_response(rows, signed)
        self.ui.groups.addStretch(1)
        waiting = sum(row.state.open for row in rows)
        late = sum(row.group == "overdue" for row in rows)
        counted = self.tr("%1 open, %2 overdue").replace("%1", str(waiting)).replace("%2", str(late))
        self.ui.count.setText(counted)

    def _show_response(self, rows: tuple[TaskRow, ...], signed: tuple[Signed, ...]) -> None:
        """What was assessed, and the forms that no open task asks for; nothing without a plan."""
        self.response = None
        waiting = {row.form for row in rows if row.state.open}
        forms = tuple(one for one in self._desk.ward.ward.knowledge.response.forms if one not in waiting)
        if not rows and not signed:
            return
        self.response = Assessments(self._desk, signed, forms)
        self.response.wanted.connect(self._respond)
        self._put(self.response)

    def _put(self, widget: QWidget) -> None:
        """Qt would show it a moment later, and the cursor could not go there before."""
        self.ui.groups.addWidget(widget)
        widget.show()

    def _clear(self) -> None:
        self.lines, self.more = [], None
        while (item := self.ui.groups.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _group(self, group: Group, rows: list[TaskRow], *, may: bool) -> QFrame:
        made = QFrame()
        made.setProperty("frame", "card")
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(text(self._title(group), "heading"))
        shown = rows if group != "done" or self._all_done else rows[:MOST]
        for row in shown:
            line = TaskLine(row, may=may, proved=row.state.code in self._desk.ward.ward.knowledge.tasks)
            line.asked.connect(lambda pressed, row=row: self._prove(row, pressed))
            line.wanted.connect(lambda deed, line=line: self.ask(line, deed))
            self.lines.append(line)
            column.addWidget(line)
        if len(shown) < len(rows):
            column.addWidget(self._more(len(rows) - len(shown)))
        return made

    def _prove(self, row: TaskRow, pressed: QWidget) -> None:
        """Where a task comes from, beside its row."""
        try:
            plan = standing_plan(self._desk, self._child)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        if plan is not None:
            found = task_proof(plan, self._desk.ward.ward.knowledge, asked(plan, row.state))
            self.proof.show_proof(found, pressed)

    def _title(self, group: Group) -> str:
        titles = {"overdue": self.tr("Overdue"), "today": self.tr("Today"), "next": self.tr("Next")}
        return titles.get(group, self.tr("Done, not done and struck out"))

    def _more(self, count: int) -> QPushButton:
        self.more = button(self.tr("%1 earlier ones").replace("%1", str(count)), "link")
        self.more.clicked.connect(self._show_all)
        return self.more

    def _show_all(self) -> None:
        self._all_done = True
        self.refresh()

    # --- answering

    def ask(self, line: TaskLine, deed: str) -> None:
        """Opens the form of a deed under its row; another one that is open closes, nothing of it written."""
        state = line.row.state
        if deed == "open":
            self.opened.emit(state.about)
            return
        self.close_form()
        if deed == "assess":
            self._open(line, self._response_form(line.row.form))
            return
        form = TaskAnswer(self._desk, self._child, line.row, cast("Deed", deed), self.extra)
        form.written.connect(lambda: self._written(line))
        self._open(line, form)

    def _open(self, asked: TaskLine | Assessments, form: TaskAnswer | ResponseForm | None) -> None:
        if form is None:
            return
        form.left.connect(self._left)
        self._asked, self.form = asked, form
        asked.ask(form)  # type: ignore[arg-type]
        QApplication.processEvents()
        bring_into_view(form)

    def assess(self, form: str = "") -> None:
        """Opens a form of response, the one that is due next where none is named.

        Under its task where one is open, else under the signed ones.
        """
        waiting = [one for one in self.lines if one.row.form and one.row.state.open and form in ("", one.row.form)]
        if waiting:
            self.ask(waiting[0], "assess")
        elif self.response is not None:
            self._respond(form or next(iter(self.response.begin)), None)

    def _respond(self, form: str, replaces: UUID | None) -> None:
        """A form that answers no task: one more, or one in the place of a signed one."""
        self.close_form()
        if self.response is not None:
            self._open(self.response, self._response_form(form, replaces))

    def _response_form(self, name: str, replaces: UUID | None = None) -> ResponseForm | None:
        try:
            form = ResponseForm(self._desk, self._child, name, self.extra, replaces)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return None
        form.written.connect(self._assessed)
        return form

    def _assessed(self) -> None:
        """The cursor goes on to what can be done with the signed assessments."""
        self.close_form()
        self.refresh()
        offered = [] if self.response is None else [*self.response.amend.values(), *self.response.begin.values()]
        if offered:
            offered[0].setFocus()

    def close_form(self) -> None:
        """Takes an open form away; nothing of it was written."""
        if self._asked is not None:
            self._asked.ask(None)
            self._asked = self.form = None

    def _left(self) -> None:
        asked = self._asked
        self.close_form()
        if isinstance(asked, TaskLine):
            next(iter(asked.buttons.values())).setFocus()
        elif asked is not None:
            next(iter((*asked.begin.values(), *asked.amend.values()))).setFocus()

    def _written(self, line: TaskLine) -> None:
        """The cursor goes on to the next task that can be answered."""
        place = self.lines.index(line)
        self.close_form()
        self.refresh()
        after = [one for one in (*self.lines[place:], *self.lines) if one.buttons]
        if after:
            next(iter(after[0].buttons.values())).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What was done since on another page stands here too."""
        super().showEvent(event)
        self.refresh()


def standing_plan(desk: Desk, child: UUID) -> Plan | None:
    """The newest signed plan of a child; None where there is none. Trouble where it can't be read."""
    plans = desk.ward.child(child, desk.now()).plans
    return desk.ward.plan(plans[0].id, desk.now()).plan if plans else None
