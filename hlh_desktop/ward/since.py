"""What was written of a child since the shift began, a short line each, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.writing import listed, quantity
from hlh_desktop.ward.due_now import shift_of, words_at
from hlh_desktop.ward.history import OF_CHILD, titled
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.results.history_words import counted
from hlh_desktop.ward.results.kinds import OF_RESULTS, RESULTS
from hlh_desktop.ward.tasks import OF_TASKS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.board.telling import Words
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class SinceLine:
    """One entry: when it was taken, or results were written down; what, and who wrote it."""

    at: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Since:
    """The entries of a shift; `title` says since when."""

    title: str
    lines: tuple[SinceLine, ...]


def since(desk: OpenWard, child: UUID, now: datetime, *, hidden: bool) -> Since:
    """What was saved since the shift began; `hidden`: no amount is told."""
    begin, words = shift_of(desk, now).begin, words_at(desk, now)
    facts = [fact for fact in desk.store.facts(child, OF_CHILD) if fact.saved.astimezone(UTC) >= begin]
    ordered = sorted(facts, key=lambda fact: fact.number)
    deeds = sorted((list(found) for _, found in groupby(ordered, _deed)), key=_moment)
    lines = tuple(_together(found, words, hidden=hidden) for found in deeds)
    return Since(desk.ward.wording.say("overview.since.title", at=words.at(begin)), lines)


def _deed(fact: Fact) -> UUID | str:
    """What facts of one deed have in common: the samples of a file are one line, or a large one would fill the card."""
    return str(fact.body["entry"]) if fact.kind == RESULTS else fact.id


def _moment(facts: list[Fact]) -> datetime:
    """When it happened; results happened to this shift when they were written down, whenever the blood was taken."""
    last = facts[-1]
    return (last.saved if last.kind == RESULTS else last.taken).astimezone(UTC)


def _together(facts: list[Fact], words: Words, *, hidden: bool) -> SinceLine:
    last = facts[-1]
    if len(facts) == 1:
        return SinceLine(words.at(_moment(facts)), _line(last, words, hidden=hidden), last.author.name)
    about = counted(sum(fact.body["count"] for fact in facts), words.knowledge.wording)
    line = words.knowledge.wording.say("overview.since.of", what=titled(last, words.knowledge), about=about)
    return SinceLine(words.at(_moment(facts)), line, last.author.name)


def _line(fact: Fact, words: Words, *, hidden: bool) -> str:
    say = words.knowledge.wording.say
    if fact.kind == kinds.OUTCOME:
        return say(f"overview.since.{fact.body['became']}", dose=_dose(fact, words, hidden=hidden))
    about, what = _about(fact, words), titled(fact, words.knowledge)
    return say("overview.since.of", what=what, about=about) if about else what


def _dose(fact: Fact, words: Words, *, hidden: bool) -> str:
    """The drug with what was given of it."""
    drug, amount = words.name(fact.body["drug"]), fact.body.get("amount")
    if amount is None:
        return drug
    told = words.knowledge.wording.say("doses.hidden") if hidden else _amount(amount, fact.body["unit"])
    return NON_BREAKING.join((drug, told))


def _amount(amount: str, unit: str) -> str:
    return quantity(Quantity(Decimal(amount), unit))


def _about(fact: Fact, words: Words) -> str:
    """What an entry is about in a few words: a drug with the number of its dose, a task, a weight."""
    body = fact.body
    if fact.kind in OF_TASKS:
        return words.task_named(body["task"], body["text"])
    if fact.kind in (kinds.FORM, kinds.PROCEDURE, kinds.PROCEDURE_STRUCK):
        return str(body["title"] if fact.kind == kinds.FORM else body["what"])
    if fact.kind == "measured":
        units = (("weight_kg", "kg"), ("height_cm", "cm"))
        return listed(_amount(body[name], unit) for name, unit in units if body[name] is not None)
    if fact.kind in OF_RESULTS:
        return counted(body["count"], words.knowledge.wording) if fact.kind == RESULTS else str(body["name"])
    return _drug(body, words) if body.get("drug") else ""


def _drug(body: Mapping[str, Any], words: Words) -> str:
    several = (body.get("of") or 0) > 1
    number = words.knowledge.wording.say("doses.number", place=body["place"], of=body["of"]) if several else ""
    return listed((words.name(body["drug"]), number))
