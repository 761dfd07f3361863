"""Tasks in the words of the screen: when due, how they come again, who answered them and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.finding import Task
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hlh_desktop.domain.log.tasks import Phase, TaskDone, TaskState
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ward.open_ward import OpenWard

Group = Literal["overdue", "today", "next", "done"]
GROUPS: tuple[Group, ...] = ("overdue", "today", "next", "done")
OF_STATE: dict[Phase, Group] = {"overdue": "overdue", "due": "today", "upcoming": "next"}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One turn of a task as its row shows it. `again` and `answered` are empty where there is nothing to say.

    `form` is the form of response that answers it, or "".
    """

    state: TaskState
    group: Group
    word: str
    text: str
    due: str
    again: str
    answered: str
    sources: str
    form: str = ""


def task_rows(desk: OpenWard, states: Iterable[TaskState], now: datetime) -> tuple[TaskRow, ...]:
    """Rows in the order of their groups: open ones by due moment, answered ones the newest first."""
    words = _Words(desk, now)
    rows = [words.row(state) for state in states]
    waiting = [row for group in GROUPS for row in rows if row.group == group != "done"]
    done = [row for row in rows if row.group == "done"]
    return (*waiting, *sorted(done, key=lambda row: _moment(row.state), reverse=True))


def asked(plan: Plan, state: TaskState) -> Task:
    """The task that a turn is of: that of the plan, or as it stands where the record called for it."""
    planned = next((one for one in plan.tasks if one.code == state.code), None)
    recurs = planned is not None and (planned.every_days, planned.every_hours) != (None, None)
    if planned is not None and (recurs or planned.due == state.due):
        return planned
    return Task(state.code, state.due, state.text, state.statements, state.cites)


def _sources(tell: Telling, state: TaskState) -> str:
    """Statements and sources."""
    return listed((*state.statements, tell.cites(state.cites))) if state.cites else ""


def _moment(state: TaskState) -> datetime:
    return (state.due if state.answer is None else state.answer.taken).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a row says, seen from a moment."""

    desk: OpenWard
    now: datetime

    def row(self, state: TaskState) -> TaskRow:
        tell = Telling(self.desk.ward.wording)
        due = "due" if state.open else "was_due"
        return TaskRow(
            state, OF_STATE.get(state.state, "done"), self._say(f"state.{state.state}"), tell.sentence(state.text),
            self._say(due, when=self._when(state.due)), self._again(state) if state.open else "",
            "" if state.answer is None else self._answered(state.answer),
            _sources(tell, state), self._form(state),
        )  # fmt: skip

    def _form(self, state: TaskState) -> str:
        forms = self.desk.ward.knowledge.response.forms
        return next((name for name, rule in forms.items() if rule.task == state.code), "")

    def _say(self, key: str, **values: object) -> str:
        return self.desk.ward.wording.say(f"task.{key}", **values)

    def _when(self, at: datetime) -> str:
        return Telling(self.desk.ward.wording).from_today(self.desk.here(at), self.desk.here(self.now).date())

    def _again(self, state: TaskState) -> str:
        if state.every_hours is not None:
            return self._say("every_hours", hours=state.every_hours)
        if state.every_days is None:
            return ""
        return self._say("every_day") if state.every_days == 1 else self._say("every_days", days=state.every_days)

    def _answered(self, answer: TaskDone) -> str:
        """Who and when; when it was written down, where that was another minute; note or reason; what became of it."""
        taken, saved = self._when(answer.taken), self._when(answer.saved)
        parts = [self._say("answered", how=self._say(f"state.{answer.how}"), when=taken, by=answer.by)]
        if saved != taken:
            parts.append(self._say("saved", when=saved))
        if answer.note:
            key = "note" if answer.how == "done" else "reason"
            parts.append(self._say(key, **{key: answer.note.rstrip(".")}))
        if answer.struck is not None:
            gone = answer.struck
            when = self._when(gone.at)
            parts.append(self._say("struck", when=when, by=gone.by, reason=gone.reason.rstrip(".")))
        return " ".join(parts)
