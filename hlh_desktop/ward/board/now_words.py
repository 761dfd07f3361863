"""The largest words of a row: what is most urgent, what state it is in, by when or how late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.values import AT_HOME
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.writing import quantity
from hlh_desktop.ward.board.values import Cell, Note

if TYPE_CHECKING:
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.urgency import Waiting
    from hlh_desktop.ward.board.kept import Kept
    from hlh_desktop.ward.board.sight import Sight
    from hlh_desktop.ward.board.telling import Words
    from hlh_desktop.ward.board.values import Sign


def now_cell(kept: Kept, sight: Sight, words: Words) -> Cell:
    """What is most urgent of a child with a signed plan."""
    first = sight.first
    if first is None:
        return _nothing(kept, sight, words)
    if first.dose is not None:
        return _dose(first.dose, first, sight, words)
    if first.task is not None:
        return Cell(words.task(first.task), (_task(first, words),))
    if first.what == "voice":
        note = _late(first, words, "overdue") or Note(
            words.say("now.voice_waits"), "waits", words.say("by", at=words.at(first.at))
        )
        return Cell(words.say("now.voice"), (note,))
    return _revision(kept, words)


def edge_of(first: Waiting | None) -> Sign:
    """The sign at the edge of a row."""
    if first is None or first.group == "nothing":
        return "muted"
    if first.dose is not None and first.dose.dose.kind == "intrathecal" and first.group == "soon":
        return "intrathecal"
    return first.group


def _dose(one: DoseNow, first: Waiting, sight: Sight, words: Words) -> Cell:
    sign: Sign = "intrathecal" if one.dose.kind == "intrathecal" else "plain"
    return Cell(words.dose(one.dose, hidden=sight.hidden), (_dose_note(one, first, words),), sign)


def _dose_note(one: DoseNow, first: Waiting, words: Words) -> Note:
    due = words.say("due", at=words.at(first.at))
    if one.state == "running":
        since = one.outcome.taken if one.outcome else first.at
        return Note(words.say("now.running"), "running", words.say("since", at=words.at(since)))
    if one.state == "missed":
        return Note(words.say("now.missed"), "missed", due)
    late = _late(first, words, "critical" if first.group == "critical" else "overdue", _why(one, words))
    if late is not None:
        return late
    if one.state == "visit":
        return Note(words.say("now.visit"), "visit", due)
    if one.state == "awaiting_release":
        return Note(words.say("now.awaiting_release"), "waits", due)
    return _by_clock(first, words)


def _why(one: DoseNow, words: Words) -> str:
    """What else holds a dose up that is past its time."""
    return {"awaiting_release": words.say("now.not_released"), "visit": words.say("now.at_visit")}.get(one.state, "")


def _late(first: Waiting, words: Words, sign: Sign, why: str = "") -> Note | None:
    if not first.overdue:
        return None
    due = words.say("due", at=words.at(first.at))
    more = words.say("with", first=due, second=why) if why else due
    return Note(words.say("now.overdue", time=words.past(first.at)), sign, more)


def _by_clock(first: Waiting, words: Words) -> Note:
    """Something that is not past its time: how long until it is, or that it is time now."""
    at = words.at(first.at)
    if first.group == "nothing":
        return Note(words.say("now.later", at=at), "later")
    if words.now >= first.at:
        return Note(words.say("now.due"), "soon", words.say("due", at=at))
    return Note(words.say("now.soon", time=words.left(first.at)), "soon", at)


def _task(first: Waiting, words: Words) -> Note:
    kind = words.say("now.task")
    sign: Sign = "critical" if first.group == "critical" else "overdue"
    note = _late(first, words, sign, kind) or _by_clock(first, words)
    if first.overdue:
        return note
    return Note(note.words, note.sign, words.say("with", first=note.more, second=kind) if note.more else kind)


def _revision(kept: Kept, words: Words) -> Cell:
    found = kept.revision
    assert found is not None  # it is what waits
    old, new = (quantity(Quantity(weight, "kg")) for weight in (found.old, found.new))
    more = words.say("now.weights", old=old, new=new)
    return Cell(words.say("now.revision"), (Note(words.say("now.revision_waits"), "waits", more),))


def _nothing(kept: Kept, sight: Sight, words: Words) -> Cell:
    if sight.left and sight.stay is not None:
        since = words.at(sight.stay.since)
        return Cell(words.say(f"stay.{sight.stay.kind}"), (Note(words.say("since", at=since)),))
    if not kept.doses:
        return Cell(words.say("now.no_doses"))
    first = words.say("now.nothing_home" if sight.stay and sight.stay.kind in AT_HOME else "now.nothing")
    if kept.last_taken is None or words.at(kept.last_taken) != _clock_only(kept, words):
        return Cell(first)
    return Cell(first, (Note(words.say("now.all_given"), "done", words.say("last", at=words.at(kept.last_taken))),))


def _clock_only(kept: Kept, words: Words) -> str:
    """The clock time of the last dose, which is all that is told of it on the same day."""
    assert kept.last_taken is not None
    return f"{kept.last_taken.astimezone(words.zone):%H:%M}"


def task_cell(sight: Sight, words: Words) -> Cell:
    """The next task after what is most urgent; where only past ones are open, how many."""
    task, first = sight.task, sight.first
    past = sum(one.overdue for one in sight.waiting if one.what == "task" and one is not first)
    if task is None and past:
        return Cell(words.say("now.past_tasks", count=past), sign="overdue")
    if task is None:
        return Cell(words.say("none"), sign="muted")
    rhythm = words.rhythm(task)
    said = words.say("with", first=words.task(task), second=rhythm) if rhythm else words.task(task)
    return Cell(words.at(task.due), (Note(said),))
