"""The most urgent dose of a child in words, what is to be done about it, and what comes after it.

Which dose it is, is decided as on the ward board. While a dose is in its second check no amount is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.shift import shift_at
from hlh_desktop.domain.log.stay import state_away, where
from hlh_desktop.domain.log.urgency import TO_GIVE, clock_of, of_dose
from hlh_desktop.domain.log.values import OVER
from hlh_desktop.domain.writing import listed
from hlh_desktop.ward.board.telling import Words
from hlh_desktop.ward.log.state_words import state_of
from hlh_desktop.ward.log.words import deed_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.shift import Shift
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.urgency import Clock
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.log.state_words import State
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class DueNow:
    """What the card "Due now" says. `dose` None: nothing is due, and `title` says so.

    `deed` is what the button leads to, as of the doses of the day; `then` is the dose after it.
    """

    title: str
    detail: str = ""
    then: str = ""
    dose: UUID | None = None
    state: State | None = None
    deed: str = ""
    button: str = ""
    late: bool = False


def words_at(desk: OpenWard, now: datetime) -> Words:
    """How moments and doses are told at a moment."""
    return Words(desk.ward.knowledge, desk.zone, clock_at(desk, now).now)


def shift_of(desk: OpenWard, now: datetime) -> Shift:
    """The shift of a moment by the ward's clock."""
    return shift_at(now, desk.ward.knowledge.board.shifts, desk.zone)


def clock_at(desk: OpenWard, now: datetime) -> Clock:
    """What urgency is measured by at a moment."""
    known = desk.ward.knowledge
    return clock_of(now, shift_of(desk, now), known.board, int(known.giving.numbers["release_hours"]))


def due_now(desk: OpenWard, child: ChildDay, now: datetime) -> DueNow:
    """The dose that somebody has to act on first; of those that are only planned the next is told."""
    clock, words, say = clock_at(desk, now), words_at(desk, now), desk.ward.wording.say
    here = where(child.ledger.stays, clock.now)
    if here is not None and here.kind in OVER:
        return DueNow(say("overview.due.left"))
    doses = [one for one in child.doses if not _at_home(desk, one, child, clock)]
    found = sorted((each for one in doses if (each := of_dose(one, clock)) is not None), key=lambda each: each.rank)
    first = next((each.dose for each in found if each.group != "nothing"), None)
    then = _then(doses, first, words, hidden=bool(child.hidden))
    if first is None:
        return DueNow(say("overview.due.nothing" if then else "overview.due.none"), then=then)
    return _first(desk, child, first, words, then, now)


def _at_home(desk: OpenWard, one: DoseNow, child: ChildDay, clock: Clock) -> bool:
    """Whether a dose that is still to come is given by the family."""
    here = where(child.ledger.stays, clock.now)
    ahead = one.span.due > clock.now
    return ahead and state_away(one.dose.route, here, desk.ward.knowledge.stay.home_routes) == "at_home"


def _first(
    desk: OpenWard, child: ChildDay, one: DoseNow, words: Words, then: str, now: datetime
) -> DueNow:  # fmt: skip
    deed = deed_of(desk, one, in_check=one.dose.id in child.hidden)
    say = desk.ward.wording.say
    button = say(f"overview.deed.{deed}", place=one.dose.place) if one.dose.of > 1 else say(f"doses.deed.{deed}")
    return DueNow(
        words.dose(one.dose, hidden=bool(child.hidden)), listed(_detail(desk, one, words)), then, one.dose.id,
        state_of(desk, one, child, now), deed, button, one.overdue is not None,
    )  # fmt: skip


def _detail(desk: OpenWard, one: DoseNow, words: Words) -> Iterator[str]:
    """Which dose it is, when it is due or since when it runs, and who has released it."""
    say = desk.ward.wording.say
    if one.dose.of > 1:
        yield say("doses.number", place=one.dose.place, of=one.dose.of)
    if one.outcome is not None:
        yield say("overview.due.since", at=words.at(one.outcome.taken))
        return
    yield say("overview.due.at", at=words.at(one.span.due))
    if one.release is not None:
        yield say("overview.due.released", at=words.at(one.release.at), by=one.release.by)
    elif one.released is False:
        yield say("overview.due.not_released")


def _then(doses: list[DoseNow], first: DoseNow | None, words: Words, *, hidden: bool) -> str:
    """The next dose that the ward gives after the first one, or one whose hour has come as well."""
    others = (one for one in doses if one.state in TO_GIVE and (first is None or one.dose.id != first.dose.id))
    found = min(others, key=lambda one: one.span.due, default=None)
    if found is None:
        return ""
    dose = words.dose(found.dose, hidden=hidden)
    key = "next" if found.span.due > words.now else "also"
    return words.knowledge.wording.say(f"overview.due.{key}", at=words.at(found.span.due), dose=dose)
