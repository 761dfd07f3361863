"""What is due of every child until the shift ends: by bed, and on paper. Amounts in a second check are not on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.urgency import this_shift
from hlh_desktop.domain.writing import listed
from hlh_desktop.report.due_list import DueChild, DueItem, DueList, write
from hlh_desktop.report.printing import Printing
from hlh_desktop.ward import audit
from hlh_desktop.ward.board.board import Board, natural
from hlh_desktop.ward.board.rows import name_cell
from hlh_desktop.ward.board.telling import Words
from hlh_desktop.ward.children import who

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

    from hlh_desktop.domain.log.urgency import Clock, Waiting
    from hlh_desktop.report.printing import Paper
    from hlh_desktop.ward.board.kept import Kept
    from hlh_desktop.ward.board.sight import Sight
    from hlh_desktop.ward.open_ward import OpenWard

PRINTED = "due_list_printed"


def due_this_shift(desk: OpenWard, now: datetime) -> DueList:
    """The list at a moment, read in one state of the record. Troubles of a record."""
    board = Board(desk)
    board.source.look(now)
    clock = board.clock(now)
    words = Words(desk.ward.knowledge, desk.zone, clock.now)
    seen = [(kept, board.sight(kept, clock)) for kept in board.source.kept.values()]
    here = [(kept, sight) for kept, sight in seen if not sight.left]
    found = [child for kept, sight in here if (child := _child(kept, sight, clock, words)).items]
    children = tuple(sorted(found, key=lambda child: (not child.bed, natural(child.bed), child.name)))
    begin, end = desk.here(clock.shift.begin), desk.here(clock.shift.end)
    return DueList(desk.face.name, begin, end, children, len(here) - len(found))


def print_due_list(desk: OpenWard, target: BinaryIO, now: datetime, paper: Paper = "A4") -> None:
    """The list as PDF into an open binary file. Trouble not_allowed."""
    desk.require("print")
    printing = Printing(
        desk.here(now), desk.person.name, desk.workstation, paper, training=desk.face.training,
        knowledge=desk.approval.standing(),
    )  # fmt: skip
    write(due_this_shift(desk, now), desk.ward.wording, printing, target)


def note_printed(desk: OpenWard, now: datetime) -> None:
    """Writes down that the list went to a printer."""
    audit.note(desk, PRINTED, desk.here(now))


def _child(kept: Kept, sight: Sight, clock: Clock, words: Words) -> DueChild:
    due = sorted((one for one in sight.waiting if this_shift(one, clock)), key=lambda one: (one.at, one.what))
    name = name_cell(who(kept.identity), words)
    bed = sight.stay.bed if sight.stay else ""
    note = words.say("due_list.in_check") if sight.hidden else ""
    return DueChild(
        bed, name.first, listed(line.words for line in name.notes), note, tuple(_item(one, sight, words) for one in due)
    )


def _item(one: Waiting, sight: Sight, words: Words) -> DueItem:
    when, state = words.at(one.at), listed(_states(one, words))
    if one.dose is None:
        assert one.task is not None  # only doses and tasks are due in a shift
        return DueItem(when, "task", words.tell.sentence(one.task.text), state)
    if one.dose.dose.kind == "intrathecal":
        return DueItem(when, "intrathecal", words.say("due_list.intrathecal"), state)
    return DueItem(when, "dose", words.dose(one.dose.dose, hidden=sight.hidden), state)


def _states(one: Waiting, words: Words) -> Iterator[str]:
    """What still holds when the paper is read: no minutes, which would be wrong by then."""
    if one.overdue:
        yield words.say("due_list.overdue")
    if one.dose is None:
        return
    if one.dose.released is not None:
        yield words.say("due_list.released" if one.dose.released else "due_list.not_released")
    if one.dose.state == "visit":
        yield words.say("due_list.visit")
