"""What was written of a dose, in words: what stands, what was struck out and why, and the line that confirms a deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.writing import quantity
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.state_words import moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.log.values import LoggedDose, Outcome
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.log.stopping import VoiceOrder
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry of a dose. `gone` is how it ended, None while it stands; `why` then says by whom, when and for what."""

    outcome: UUID
    words: str
    gone: Literal["struck", "lifted"] | None = None
    why: str = ""
    becoming: str = ""


def entries(desk: OpenWard, child: UUID, dose: UUID, now: datetime, *, hidden: bool) -> tuple[EntryWords, ...]:
    """Everything that was written of a dose, oldest first; what was struck out stays readable."""
    with desk.store.reading() as reading:
        outcomes = reading.outcomes(dose=dose)
        written = {one.id for one in outcomes}
        ids = (*written, *(one.id for one in reading.ends(child) if one.outcome in written))
        facts = tuple(fact for fact in map(reading.fact, ids) if fact is not None)
    return tuple(_entries(desk, outcomes, facts, now, hidden=hidden))


def _entries(
    desk: OpenWard, outcomes: tuple[Outcome, ...], facts: tuple[Fact, ...], now: datetime, *, hidden: bool
) -> Iterator[EntryWords]:
    ended = {UUID(fact.body["outcome"]): fact for fact in facts if fact.kind != kinds.OUTCOME}
    written = {fact.id: fact for fact in facts if fact.kind == kinds.OUTCOME}
    say = desk.ward.wording.say
    for one in sorted(outcomes, key=lambda one: one.turn):
        words = confirmation(desk, one, now, hidden=hidden)
        reason = written[one.id].body.get("reason", "") if one.id in written else ""
        # What somebody typed may name an amount.
        reason = say("doses.told.reason_hidden") if reason and hidden else reason
        words = say("doses.entry.reason", words=words, reason=reason) if reason else words
        end = ended.get(one.id)
        if end is None:
            yield EntryWords(one.id, words, becoming=one.became)
            continue
        gone: Literal["struck", "lifted"] = "struck" if end.kind == kinds.STRUCK else "lifted"
        at = moment(desk, end.taken, now)
        because = end.body.get("reason") or say("ward.unknown")
        because = say("doses.told.reason_hidden") if hidden else because
        why = say(f"doses.entry.{gone}", by=end.author.name, at=at, reason=because)
        yield EntryWords(one.id, words, gone, why, one.became)


def confirmation(desk: OpenWard, one: Outcome, now: datetime, *, hidden: bool) -> str:
    """What was written down, e.g. "dexAMETHasone 5.9 mg given 14:05, Nurse 3"."""
    say = desk.ward.wording.say
    name = drug_name(desk.ward.knowledge, one.drug)
    if one.amount is not None:
        amount = say("doses.hidden") if hidden else quantity(Quantity(one.amount, one.unit))
        name = NON_BREAKING.join((name, amount))
    key = "finished" if one.became == "given" and one.ended is not None else one.became
    ended = "" if one.ended is None else moment(desk, one.ended, now)
    return say(f"doses.entry.{key}", name=name, at=moment(desk, one.taken, now), ended=ended, by=one.by)


def stopped_words(desk: OpenWard, drug: str) -> str:
    """The line that confirms a stop."""
    return desk.ward.wording.say("doses.entry.line_stopped", name=drug_name(desk.ward.knowledge, drug))


def struck_words(desk: OpenWard, entry: EntryWords, *, lifted: bool) -> str:
    """The line that confirms that an entry stands no more."""
    return desk.ward.wording.say("doses.entry.was_lifted" if lifted else "doses.entry.was_struck", words=entry.words)


def open_doses(desk: OpenWard, child: UUID, drug: str, now: datetime) -> tuple[tuple[UUID, str], ...]:
    """The doses of a drug of another child of which nothing stands yet and whose time has begun, newest first."""
    from hlh_desktop.domain.telling import Telling
    from hlh_desktop.ward.log.words import title

    found = desk.log.day(child, now)
    tell, here = Telling(desk.ward.wording), desk.here(now)
    rows = [
        one for one in found.doses if one.dose.drug == drug and one.outcome is None and one.span.opens <= here
    ]  # fmt: skip
    return tuple(
        (one.dose.id, " ".join((title(desk, one.dose, hidden=True), tell.moment(desk.here(one.span.due)))))
        for one in sorted(rows, key=lambda one: one.span.due, reverse=True)
    )


def released_words(desk: OpenWard, dose: LoggedDose, *, withdrawn: bool = False) -> str:
    """The line that confirms a release, or that it was taken back."""
    name = drug_name(desk.ward.knowledge, dose.drug)
    key = "withdrawn" if withdrawn else "released"
    return desk.ward.wording.say(f"doses.entry.{key}", name=name, place=dose.place, of=dose.of)


def lifted_stop_words(desk: OpenWard, drug: str) -> str:
    """The line that confirms that a line goes on."""
    return desk.ward.wording.say("doses.entry.stop_lifted", name=drug_name(desk.ward.knowledge, drug))


def order_words(desk: OpenWard, order: VoiceOrder, now: datetime, *, hidden: bool = False) -> str:
    """An order by voice with who gave it, who noted it, and until when it is to be signed, or who signed it and why."""
    if order.signed_by is not None:
        return _signed_words(desk, order, now, hidden=hidden)
    return desk.ward.wording.say(
        f"doses.entry.voice_{order.what}", name=drug_name(desk.ward.knowledge, order.drug), by=order.directed_by,
        noted=order.noted_by, at=moment(desk, order.at, now), until=moment(desk, order.until, now),
    )  # fmt: skip


def _signed_words(desk: OpenWard, order: VoiceOrder, now: datetime, *, hidden: bool) -> str:
    say, name = desk.ward.wording.say, drug_name(desk.ward.knowledge, order.drug)
    at = "" if order.signed_at is None else moment(desk, order.signed_at, now)
    words = say(f"doses.entry.signed_{order.what}", name=name, by=order.signed_by, ordered=order.directed_by, at=at)
    reason = say("doses.told.reason_hidden") if order.reason and hidden else order.reason
    return say("doses.entry.reason", words=words, reason=reason) if reason else words


def noted(desk: OpenWard, child: UUID, now: datetime) -> tuple[EntryWords, ...]:
    """Doses of another place that no plan has and that stand, oldest first."""
    day = desk.log.day(child, now)
    found = [one for one in day.ledger.outcomes if one.dose is None and one.id not in day.ledger.ended]
    return tuple(EntryWords(one.id, confirmation(desk, one, now, hidden=bool(day.hidden))) for one in found)
