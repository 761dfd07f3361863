"""What two plans do not have alike beside their lines: places of single doses, tasks, findings; in words."""

from __future__ import annotations

import re
from collections import Counter
from string import whitespace
from typing import TYPE_CHECKING

from hlh_desktop.domain import dose_words
from hlh_desktop.domain.finding import LEVELS
from hlh_desktop.domain.orders import IntrathecalDose
from hlh_desktop.domain.revision.rows import ChangeRow, RaisedRow, RaisedState
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.revision.values import Difference, DosePair, FindingTurn, LinePair, Placed, TaskPair, Turn

# More findings of one code than these are told by the first of them.
MOST = 3
# Where a clause ends, and the signs that stand there.
CLAUSES, END = re.compile(r"(?<=[,.;:])(?=\x20)"), f"{whitespace},.;:"
# Known before, and no worse than before: below what is new of the same level.
KNOWN = ("changed", "quieter")
# What is told no more stands last: what nobody knows any more before what is known to be over.
LAST: Mapping[Turn, RaisedState] = {"unknown": "info", "gone": "ok"}


def dose_rows(lines: Iterable[LinePair], numbers: Mapping[DosePair, int], knowledge: Knowledge) -> Iterator[ChangeRow]:
    """Doses that stand at another moment or go by another route, and those that only one of the plans has.

    A dose that only has another amount stands among the lines.
    """
    for line in lines:
        if not line.settled:
            yield from _only_one(line, numbers, knowledge)
            for dose in line.doses:
                if dose.before and dose.after and _where(dose.before) != _where(dose.after):
                    name = _named(line, [dose], numbers, knowledge)
                    yield ChangeRow(name, _place(dose.before, knowledge), _place(dose.after, knowledge))


def _where(one: Placed) -> tuple[datetime, str]:
    return one.at, one.route


def _only_one(line: LinePair, numbers: Mapping[DosePair, int], knowledge: Knowledge) -> Iterator[ChangeRow]:
    """The doses of a line that one of the plans lacks, as one row: from the first to the last of them."""
    lacking = [dose for dose in line.doses if dose.before is None or dose.after is None]
    if lacking:
        before = _span([dose.before for dose in lacking], knowledge)
        after = _span([dose.after for dose in lacking], knowledge)
        yield ChangeRow(_named(line, lacking, numbers, knowledge), before, after)


def _named(line: LinePair, doses: Sequence[DosePair], numbers: Mapping[DosePair, int], knowledge: Knowledge) -> str:
    """The drug and the numbers of its doses; of an intrathecal one with the word."""
    say = knowledge.wording.say
    first, last = numbers[doses[0]], numbers[doses[-1]]
    placed = doses[0].after or doses[0].before
    spinal = placed is not None and isinstance(placed.dose, IntrathecalDose)
    key = "one" if first == last else "two" if last == first + 1 else "doses"
    number = say(f"plan_life.row.{key}", first=first, last=last)
    return listed((dose_words.drug_name(knowledge, line.drug), say("plan_life.row.spinal") if spinal else "", number))


def _span(doses: Sequence[Placed | None], knowledge: Knowledge) -> str:
    """From the first to the last of some doses; that there are none."""
    there = [one for one in doses if one is not None]
    if not there:
        return knowledge.wording.say("plan_life.row.none")
    if len(there) == 1:
        return _place(there[0], knowledge)
    days = [one.at.date() for one in there]
    return Telling(knowledge.wording).from_to(min(days), max(days))


def _place(one: Placed, knowledge: Knowledge) -> str:
    """The moment and route of a dose."""
    tell = Telling(knowledge.wording)
    spinal = isinstance(one.dose, IntrathecalDose)
    return tell.moment(one.at) if spinal else listed((tell.moment(one.at), tell.say(f"by.{one.route}")))


def task_row(one: TaskPair, knowledge: Knowledge) -> ChangeRow:
    """A task with its moment in each plan."""
    tell = Telling(knowledge.wording)

    def due(at: datetime | None) -> str:
        return knowledge.wording.say("plan_life.row.none") if at is None else tell.moment(at)

    return ChangeRow(tell.sentence(one.text), due(one.before), due(one.after))


def raised_rows(turns: Iterable[FindingTurn], knowledge: Knowledge) -> Iterator[RaisedRow]:
    """What comes before what goes, the gravest first; of many of one code the first and how many more there are."""
    ordered = sorted(turns, key=_rank)
    every = Counter((one.turn, one.finding.code) for one in ordered)
    told: set[tuple[str, str]] = set()
    tell, say = Telling(knowledge.wording), knowledge.wording.say
    for one in ordered:
        key = one.turn, one.finding.code
        if every[key] > MOST and key in told:
            continue
        told.add(key)
        more = say("plan_life.turn.more", count=every[key] - 1) if every[key] > MOST else ""
        why = say("plan_life.turn.no_result") if one.turn == "unknown" else ""
        text = " ".join(part for part in (tell.sentence(one.finding.text), _was(one, tell), why, more) if part)
        yield RaisedRow(LAST.get(one.turn, one.finding.level), say(f"plan_life.turn.{one.turn}"), text)


def _rank(one: FindingTurn) -> tuple[int, int, bool]:
    ended = tuple(LAST).index(one.turn) + 1 if one.turn in LAST else 0
    return ended, LEVELS.index(one.finding.level), one.turn in KNOWN


def _was(one: FindingTurn, tell: Telling) -> str:
    """What it said before, as far as that differs from what it says now."""
    if one.was is None or one.was.text == one.finding.text:
        return ""
    now, before = (CLAUSES.split(found.text) for found in (one.finding, one.was))
    while now and before and now[-1] == before[-1]:
        now, before = now[:-1], before[:-1]
    told = "".join(before)
    # A bracket whose end is the same in both goes as a whole.
    told = (told.rpartition("(")[0] if told.count("(") > told.count(")") else told).strip(END)
    return tell.wording.say("plan_life.turn.was", text=tell.sentence(told)) if told else ""


def summary_words(found: Difference, knowledge: Knowledge, most: int) -> str:
    """What changed, in one line: a dose that alone was moved or left out, else the drugs, at most so many by name."""
    say, single = knowledge.wording.say, found.doses[0] if len(found.doses) == 1 else None
    if single is not None and single.before is not None:
        drug = dose_words.drug_name(knowledge, single.drug)
        if single.after is None:
            return say("plan_life.summary.out", drug=drug, day=single.before.day)
        if single.after.day != single.before.day:
            return say("plan_life.summary.moved", drug=drug, day=single.before.day, to=single.after.day)
    names = list(dict.fromkeys(dose_words.drug_name(knowledge, one.drug) for one in found.doses))
    if not names:
        return say("plan_life.summary.none")
    if len(names) <= most:
        return say("plan_life.summary.all", names=Telling(knowledge.wording).joined(names))
    return say("plan_life.summary.more", names=listed(names[:most]), count=len(names) - most)
