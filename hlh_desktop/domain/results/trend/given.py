"""What was given so far of each drug, in a line: how many doses, the last one, and the next one that is due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.results.trend.dosing import INTRATHECAL
from hlh_desktop.domain.telling import clock
from hlh_desktop.domain.writing import listed, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hlh_desktop.domain.results.trend.dosing import Entry
    from hlh_desktop.domain.results.trend.words import Words

TAKEN, WAITS = ("given", "partly"), ("to_come", "late")


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A drug in words; `given` "3 of 10", or the number alone; `last` and `next` "" where there is none.

    Of intrathecal doses it tells neither drug nor amount.
    """

    title: str
    given: str
    last: str
    next: str


def given_lines(entries: Iterable[Entry], words: Words, *, hidden: bool) -> tuple[GivenLine, ...]:
    """A line for each drug that was given or is to come, in the order of the first dose; intrathecal ones last."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        groups[INTRATHECAL if one.kind == INTRATHECAL else one.drug].append(one)
    order = sorted(groups, key=lambda name: name == INTRATHECAL)
    return tuple(_line(name, groups[name], words, hidden=hidden) for name in order)


def _line(name: str, mine: Sequence[Entry], words: Words, *, hidden: bool) -> GivenLine:
    taken = [one for one in mine if one.shown in TAKEN]
    waits = [one for one in mine if one.shown in WAITS]
    last = max(taken, key=lambda one: one.at.astimezone(UTC), default=None)
    following = min(waits, key=lambda one: one.at.astimezone(UTC), default=None)
    spinal = name == INTRATHECAL
    planned = len(mine)
    given = words.say("page.given_of", given=len(taken), of=planned)
    bare = hidden or spinal
    return GivenLine(
        words.say("lane.intrathecal") if spinal else drug_name(words.knowledge, name), given,
        "" if last is None else _dose(last, words, hidden=bare),
        "" if following is None else _moment(following.at, words),
    )  # fmt: skip


def _dose(one: Entry, words: Words, *, hidden: bool) -> str:
    amount = "" if hidden or one.amount is None else quantity(Quantity(one.amount, one.unit))
    return listed((amount, _moment(one.at, words)))


def _moment(at: datetime, words: Words) -> str:
    here = words.here(at)
    return NON_BREAKING.join((words.tell.short(here.date()), clock(here)))
