"""What changed since the shift began: given, held, released, struck out, a new version, a task done, a move."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.ward import plans, tasks
from hlh_desktop.ward.board.values import Cell, Note
from hlh_desktop.ward.log import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.log.values import Outcome
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.board.kept import Kept
    from hlh_desktop.ward.board.telling import Words
    from hlh_desktop.ward.board.values import Sign

MOST = 2
BECAME: dict[str, Sign] = {
    "given": "done", "running": "running", "held": "held", "refused": "refused", "omitted": "refused",
    "missed": "missed", "elsewhere": "done", "home": "done",
}  # fmt: skip
# Kinds of facts that change something of one dose or line, with their sign.
OF_DOSE: dict[str, Sign] = {kinds.RELEASED: "released", kinds.WITHDRAWN: "waits"}
OF_LINE: dict[str, Sign] = {kinds.STOPPED: "stopped", kinds.STOP_LIFTED: "info", kinds.COUNTERSIGNED: "done"}
OF_PROCEDURE: dict[str, Sign] = {kinds.PROCEDURE: "info", kinds.PROCEDURE_STRUCK: "struck"}
# The alerts that the board tells, with their sign.
LOUD: dict[str, Sign] = {"critical": "critical", "warning": "warning"}
OF_TASK: dict[str, Sign] = {tasks.NOT_DONE: "refused", tasks.STRUCK: "struck"}


def changed_cell(kept: Kept, since: datetime, words: Words) -> Cell:
    """The newest changes since a moment, and how many more there are; put into words once."""
    if kept.changed is None or kept.changed[0] != since:
        kept.changed = since, _told(kept, since, words)
    return kept.changed[1]


def _told(kept: Kept, since: datetime, words: Words) -> Cell:
    found = _alerts(kept, words)
    found += [note for _, note in sorted(_changes(kept, since, words), key=lambda one: one[0], reverse=True)]
    found += _tasks(kept, since, words)
    notes = found[:MOST]
    more = len(found) - len(notes)
    if more:
        notes.append(Note(words.say("changed.more", count=more)))
    return Cell("", tuple(notes)) if notes else Cell(words.say("none"), sign="muted")


def _alerts(kept: Kept, words: Words) -> list[Note]:
    """The worst alert of the results that nobody has acknowledged yet, and how many more; what only informs is none."""
    loud = [one for one in kept.alerts if one.level in LOUD]
    if not loud:
        return []
    more = words.say("changed.alerts_more", count=len(loud) - 1) if len(loud) > 1 else ""
    return [Note(loud[0].title.rstrip("."), LOUD[loud[0].level], more)]


def _tasks(kept: Kept, since: datetime, words: Words) -> list[Note]:
    """The tasks that were done, after everything else: one by its name, several by their number."""
    done = [fact for fact in kept.facts if fact.kind == tasks.DONE and fact.saved.astimezone(UTC) >= since]
    if len(done) > 1:
        return [Note(words.say("changed.tasks_done", count=len(done)), "done")]
    return [
        Note(words.say("changed.task_done", task=words.task_named(one.body["task"], one.body["text"])), "done")
        for one in done
    ]


def _changes(kept: Kept, since: datetime, words: Words) -> Iterator[tuple[datetime, Note]]:
    for fact in reversed(kept.facts):
        saved = fact.saved.astimezone(UTC)
        if saved >= since and (note := _of_fact(kept, fact, words)) is not None:
            yield saved, note
    by_id = {one.id: one for one in kept.outcomes}
    for one in reversed(kept.outcomes):
        saved = one.saved.astimezone(UTC)
        if saved >= since:
            yield saved, Note(words.say(f"changed.{one.became}", dose=_named(kept, one, words)), BECAME[one.became])
    for end in kept.ends:
        saved = end.saved.astimezone(UTC)
        if saved >= since and (ended := by_id.get(end.outcome)) is not None:
            sign: Sign = "struck" if end.how == "struck" else "info"
            yield saved, Note(words.say(f"changed.{end.how}", dose=_named(kept, ended, words)), sign)


def _named(kept: Kept, one: Outcome, words: Words) -> str:
    return _dose(kept, one.dose, one.drug, words)


def _dose(kept: Kept, id_: UUID | None, drug: str, words: Words) -> str:
    """The drug with the number of its dose, where there are several."""
    dose = None if id_ is None else kept.by_id.get(id_)
    if dose is None:
        return words.name(drug)
    return words.say("changed.dose", drug=words.drug(dose), place=dose.place) if dose.of > 1 else words.drug(dose)


def _of_fact(kept: Kept, fact: Fact, words: Words) -> Note | None:
    kind, body = fact.kind, fact.body
    if kind in OF_DOSE:
        dose = _dose(kept, UUID(body["dose"]), body["drug"], words)
        return Note(words.say(f"changed.{kind}", dose=dose), OF_DOSE[kind])
    if kind in OF_LINE:
        return Note(words.say(f"changed.{kind}", drug=words.name(body["drug"])), OF_LINE[kind])
    if kind in OF_TASK:
        return Note(words.say(f"changed.{kind}", task=words.task_named(body["task"], body["text"])), OF_TASK[kind])
    return _of_child(fact, words)


def _of_child(fact: Fact, words: Words) -> Note | None:
    kind, body = fact.kind, fact.body
    if kind == plans.SIGNATURE:
        return Note(words.say("changed.signature", version=body["version"]), "done")
    if kind == kinds.STAY:
        bed = body["bed"]
        return Note(words.say("changed.bed", bed=bed) if bed else words.say(f"stay.{body['kind']}"), "moved")
    if kind in OF_PROCEDURE:
        return Note(words.say(f"changed.{kind}", what=body["what"]), OF_PROCEDURE[kind])
    if kind == kinds.CHECK_ENTERED and body.get("result") == "differs":
        return Note(words.say("changed.differs"), "differs")
    return None
