"""Findings about the time between doses of one drug, whichever of its lines or places they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import given_elsewhere
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, timedelta

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

SECONDS, ONE = 3600, "1"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Given:
    """One dose by the ward's clock, and the line that it belongs to."""

    at: datetime
    ordered: Ordered


def doses_close(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Doses of one drug too near to each other; critical when nearer than must be, at once, or of two lines."""
    for drug, given in _by_drug(situation).items():
        close = [(left, right) for left, right in pairwise(given) if right.at - left.at < _least(left, right)]
        if close:
            left, right = min(close, key=lambda pair: pair[1].at - pair[0].at)
            values = {"drug": situation.knowledge.formulary[drug].title, "count": str(len(close))}
            moments = {"first": _moment(left.at), "second": _moment(right.at)}
            gap, least = _hours(right.at - left.at), _hours(_least(left, right))
            said = situation.knowledge.wording.say("interval.hour" if gap == ONE else "interval.hours", count=gap)
            hours = {"gap": said, "least": least}
            critical = any(_critical(one, other) for one, other in close)
            yield Fired({**values, **moments, **hours}, level="critical" if critical else None)
        yield from _after_elsewhere(situation, drug, given)


def _after_elsewhere(situation: Situation, drug: str, given: list[Given]) -> Iterator[Fired]:
    """The dose to come that is nearest to one of another place, whose hour is not known: whole days are counted."""
    before = [row.on for row in given_elsewhere(situation, drug) if row.on <= situation.as_of]
    coming = [one for one in given if one.at.date() >= situation.decided_on]
    near = [(on, one) for on, one in product(before, coming) if _apart(on, one) < one.ordered.least]
    if near:
        on, one = min(near, key=lambda pair: (_apart(*pair), pair[1].at))
        values = {"drug": situation.knowledge.formulary[drug].title, "least": _hours(one.ordered.least)}
        moments = {"first": on.isoformat(), "second": _moment(one.at)}
        critical = any(_apart(on, one) < one.ordered.critical for on, one in near)
        yield Fired({**values, **moments}, text=ELSEWHERE, level="critical" if critical else None)


def _apart(on: date, one: Given) -> timedelta:
    return one.at.date() - on


def _by_drug(situation: Situation) -> dict[str, list[Given]]:
    """The doses of each drug in order of the ward's clock, which a clock change does not bend."""
    found: dict[str, list[Given]] = {}
    for ordered in situation.ordered:
        for order in ordered.orders:
            doses = (Given(one.at.replace(tzinfo=None), ordered) for one in order.administrations)
            found.setdefault(order.drug, []).extend(doses)
    return {drug: sorted(given, key=lambda one: one.at) for drug, given in found.items()}


def _least(left: Given, right: Given) -> timedelta:
    return min(left.ordered.least, right.ordered.least)


def _critical(left: Given, right: Given) -> bool:
    apart = right.at - left.at
    return left.ordered is not right.ordered or not apart or apart < max(left.ordered.critical, right.ordered.critical)


def _hours(time: timedelta) -> str:
    return plain(int(time.total_seconds()) // SECONDS)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


RULES: dict[str, Finds[Rule]] = {
    "doses_close": Finds(doses_close, texts=(ELSEWHERE,)),
}
