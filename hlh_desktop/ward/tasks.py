"""Tasks of a child in the record: done, or not done and why. A turn is answered once; what is wrong is struck out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from hlh_desktop.domain.finding import Task
from hlh_desktop.domain.log.tasks import TaskDone, TaskStruck, occurrences, with_arisen
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import called, plans
from hlh_desktop.ward.results.assessed import ASSESSED
from hlh_desktop.ward.results.reading import standing_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hlh_desktop.domain.log.tasks import Asked, How, TaskState
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

DONE, NOT_DONE, STRUCK = "task_done", "task_not_done", "task_struck"
OF_TASKS = (DONE, NOT_DONE, STRUCK)
# What has to be read of a child to tell its tasks.
WANTED = (plans.SIGNATURE, *OF_TASKS, ASSESSED)
HOW: dict[str, How] = {DONE: "done", NOT_DONE: "not_done"}


def tasks(desk: OpenWard, child: UUID, now: datetime, extra: Iterable[Asked] = ()) -> tuple[TaskState, ...]:
    """Every open and every answered turn of a child's tasks, by due moment; `extra` are those that arose in the log."""
    with desk.store.reading() as reading:
        return _tasks_in(desk, reading, child, reading.facts(child, WANTED), now, extra)


def _tasks_in(
    desk: OpenWard, reading: Reading, child: UUID, facts: Sequence[Fact], now: datetime, extra: Iterable[Asked]
) -> tuple[TaskState, ...]:
    """The same of a state of the record that is being read already."""
    warm = standing_in(reading, child, (called.fever_analyte(desk),))
    return tasks_of(desk, facts, now, extra, warm)


def tasks_of(
    desk: OpenWard, facts: Sequence[Fact], now: datetime, extra: Iterable[Asked] = (),
    results: Iterable[LabResult] = (),
) -> tuple[TaskState, ...]:  # fmt: skip
    """The same of one child's facts (those of `WANTED`) and standing results that were read already.

    Of the results only those of `called.fever_analyte` are looked at; without them no fever of the record is told.
    """
    signature = _standing(facts)
    planned = () if signature is None else planned_tasks(desk, signature)
    course = None if signature is None else signature.body["day_one"]
    forms = called.by_forms(desk, facts, course, {task.code for task in planned})
    arisen = (*forms, *called.by_fevers(desk, results, signature, now))
    codes = {task.code for task in planned} | {task.code for task in arisen}
    # What was answered in an earlier course says nothing of a task of this one.
    done = [one for one, day_one in _answers(facts) if day_one == course or one.code not in codes]
    asked = with_arisen((called.patient(desk, task) for task in planned), arisen, done, desk.zone)
    grace = desk.ward.knowledge.task_log.grace_minutes
    return occurrences(asked, done, now, zone=desk.zone, grace_minutes=grace, extra=extra)


def _standing(facts: Iterable[Fact]) -> Fact | None:
    """The signature of the version that stands."""
    signatures = (fact for fact in facts if fact.kind == plans.SIGNATURE)
    return max(signatures, key=lambda fact: fact.body["version"], default=None)


def planned_tasks(desk: OpenWard, signature: Fact) -> tuple[Task, ...]:
    """The tasks of a signed plan. From its signature where that tells them and the knowledge is of its edition."""
    known, told = desk.ward.knowledge, signature.body.get("tasks")
    if told is None or signature.body["edition"] != known.edition:
        return plans.signed(desk, UUID(signature.body["plan"])).plan.tasks
    language = known.wording.language
    return tuple(
        Task(
            code, datetime.fromisoformat(due), rule.text[language], rule.statements, rule.cites, rule.every_days,
            rule.every_hours, *(datetime.fromisoformat(one) for one in until),
        )
        for code, due, *until in told
        for rule in (known.tasks[code],)
    )  # fmt: skip


def _answers(facts: Iterable[Fact]) -> list[tuple[TaskDone, str | None]]:
    """Every answer among facts with day one of its course, those that were struck out too."""
    found = [fact for fact in facts if fact.kind in OF_TASKS]
    struck = {fact.body["answer"]: fact for fact in found if fact.kind == STRUCK}
    return [(_answer(fact, struck.get(str(fact.id))), fact.body["day_one"]) for fact in found if fact.kind in HOW]


def _answer(fact: Fact, struck: Fact | None) -> TaskDone:
    body = fact.body
    due = datetime.fromisoformat(body["due"])
    gone = None if struck is None else TaskStruck(struck.author.name, struck.saved, struck.body["reason"])
    return TaskDone(
        fact.id, body["task"], due, HOW[fact.kind], fact.taken, fact.saved, fact.author.name, fact.author.id,
        body["text"], body["note"], gone,
    )  # fmt: skip


# --- deeds


def task_done(
    desk: OpenWard, child: UUID, code: str, due: datetime, at: datetime, now: datetime, note: str = "", *,
    extra: Iterable[Asked] = (),
) -> None:  # fmt: skip
    """Writes down that one turn of a task was done, and when; the same again adds nothing.

    Trouble not_allowed, task_future, task_late (a note says why it comes only now), task_answered, task_gone,
    task_by_deed.
    """
    done_by_form(desk, child, (code, due), at, now, note, None, extra)


def done_by_form(
    desk: OpenWard, child: UUID, turn: tuple[str, datetime], at: datetime, now: datetime, note: str,
    form: Entry | None, extra: Iterable[Asked] = (),
) -> None:  # fmt: skip
    """The same with the form that answers it (`log.bedside.written`): both are stored, or neither."""
    late = timedelta(minutes=desk.ward.knowledge.task_log.late_minutes)
    if now.astimezone(UTC) - at.astimezone(UTC) > late and not note.strip():
        raise Trouble("task_late")
    _write(desk, child, turn, (DONE, note, form), at, extra, now)


def task_not_done(
    desk: OpenWard, child: UUID, code: str, due: datetime, at: datetime, now: datetime, reason: str, *,
    extra: Iterable[Asked] = (),
) -> None:  # fmt: skip
    """Writes down that one turn was not done, and why. Trouble task_reason and those of `task_done` but task_late."""
    if not reason.strip():
        raise Trouble("task_reason")
    _write(desk, child, (code, due), (NOT_DONE, reason, None), at, extra, now)


def _write(
    desk: OpenWard, child: UUID, turn: tuple[str, datetime], answer: tuple[str, str, Entry | None], at: datetime,
    extra: Iterable[Asked], now: datetime,
) -> None:  # fmt: skip
    """Writes an answer down: its kind, note or reason, and the form that is stored with it."""
    kind, note, beside = answer
    desk.require("task")
    if at.astimezone(UTC) > now.astimezone(UTC):
        raise Trouble("task_future")
    others = tuple(extra)

    def decide(reading: Reading) -> Writing | None:
        facts = reading.facts(child, WANTED)
        every = _tasks_in(desk, reading, child, facts, now, others)
        states = [one for one in every if (one.code, one.due) == turn]
        open_turn = next((one for one in states if one.open), None)
        if open_turn is None:
            _refuse(desk, states, HOW[kind], at)
            return None
        if open_turn.about is not None:
            raise Trouble("task_by_deed")
        entry = _entry(desk, child, facts, open_turn, len(states), kind, at, note)
        return Writing([entry] if beside is None else [entry, beside])

    desk.store.decide(decide, now)


def _entry(
    desk: OpenWard, child: UUID, facts: Iterable[Fact], turn: TaskState, count: int, kind: str, at: datetime, note: str
) -> Entry:  # fmt: skip
    """The answer to an open turn. One that was struck out is answered again: `count` of its answers are counted."""
    key = turn.code, turn.due
    id_ = uuid5(child, "/".join((code_of(key), str(count))))
    body = {**_turn(key), "text": turn.text, "note": note.strip(), "day_one": _course(facts)}
    return Entry(id_, kind, child, desk.author, at, body)


def done_entry(
    desk: OpenWard, child: UUID, facts: Sequence[Fact], turn: TaskState, note: str, now: datetime
) -> Entry:  # fmt: skip
    """The answer to an open turn that was done now by a deed of its own; it is stored together with that deed.

    `facts` are those of `WANTED`.
    """
    states = [one for one in tasks_of(desk, facts, now) if (one.code, one.due) == (turn.code, turn.due)]
    return _entry(desk, child, facts, turn, len(states), DONE, now, note)


def code_of(turn: tuple[str, datetime]) -> str:
    """A turn as one word, the same on every workstation."""
    code, due = turn
    return "/".join((code, due.astimezone(UTC).isoformat()))


def _turn(turn: tuple[str, datetime]) -> dict[str, str]:
    code, due = turn
    return {"task": code, "due": due.astimezone(UTC).isoformat()}


def _course(facts: Iterable[Fact]) -> str | None:
    signature = _standing(facts)
    return None if signature is None else str(date.fromisoformat(signature.body["day_one"]))


def _refuse(desk: OpenWard, states: Iterable[TaskState], how: How, at: datetime) -> None:
    """Nothing where this very answer stands already. Trouble task_answered, task_gone."""
    stands = next((one.answer for one in states if one.answer is not None and one.answer.struck is None), None)
    if stands is None:
        raise Trouble("task_gone")
    if (stands.how, stands.taken, stands.by_id) != (how, at, desk.person.id):
        raise Trouble("task_answered", by=stands.by, **_when(desk, stands.saved))


def _when(desk: OpenWard, moment: datetime) -> dict[str, Any]:
    here = desk.here(moment)
    return {"day": here.date().isoformat(), "clock": f"{here:%H:%M}"}


def strike_task(desk: OpenWard, child: UUID, answer: UUID, reason: str, now: datetime) -> None:
    """Strikes out a wrong answer, which stays readable; its turn is open again where it was the last.

    Trouble not_allowed, task_reason, task_gone, task_struck.
    """
    desk.require("task")
    if not reason.strip():
        raise Trouble("task_reason")

    def decide(reading: Reading) -> Writing | None:
        found = next((one for one, _ in _answers(reading.facts(child, OF_TASKS)) if one.id == answer), None)
        if found is None:
            raise Trouble("task_gone")
        if found.struck is not None:
            raise Trouble("task_struck", by=found.struck.by)
        body = {"answer": str(answer), "task": found.code, "text": found.text, "reason": reason.strip()}
        return Writing([Entry(uuid5(answer, STRUCK), STRUCK, child, desk.author, now, body)])

    desk.store.decide(decide, now)
