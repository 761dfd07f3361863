"""Early signs of somebody's cohort, and markers that worsen: each told by itself, none added to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.results.response.difference import Difference
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.domain.results.response.rules import MarkerRule, SignHow, SignRule
    from hlh_desktop.domain.results.values import LabResult

Reads = Literal["good", "between", "bad", "shown", "unknown"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as it reads now. `seen` is what it rests on, the value at the start first where there is one."""

    code: str
    rule: SignRule
    reads: Reads
    seen: tuple[LabResult, ...] = ()
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Worse:
    """A marker that is worse than it was within the last hours, in one series."""

    analyte: str
    difference: Difference
    first: LabResult
    last: LabResult


def signs(known: Known) -> tuple[Sign, ...]:
    """Every sign whose days have come, in the order of the rules; one of which nothing was measured is unknown."""
    found = (_sign(code, rule, known) for code, rule in known.rules.signs.items())
    return tuple(one for one in found if one is not None)


def _sign(code: str, rule: SignRule, known: Known) -> Sign | None:
    if known.start is None or known.now.astimezone(known.zone).date() < known.start + timedelta(days=rule.days[0]):
        return None
    return READ[rule.rule](code, rule, known)


def _measured(rule: SignRule, known: Known) -> LabResult | None:
    """The result nearest to the sign's day among those of its days; without a day the newest of them."""
    found = known.after(rule.analyte, rule.days)
    if not found or rule.day is None or known.start is None:
        return found[-1] if found else None
    wanted = known.start + timedelta(days=rule.day)
    return min(reversed(found), key=lambda one: abs(known.day(one) - wanted))


def _fall(code: str, rule: SignRule, known: Known) -> Sign | None:
    last = _measured(rule, known)
    first = None if last is None else known.at_start(last)
    found = None if first is None or last is None else known.difference(first, last)
    if found is None or first is None or last is None or rule.change is None:
        return Sign(code, rule, "unknown", () if last is None else (last,))
    good = rule.good or rule.change
    least, enough = (found.fell(Fraction(one.part) / Fraction(one.of), more=one.more) for one in (rule.change, good))
    return Sign(code, rule, _reads(least, enough), (first, last), found)


def _reads(least: Truth, enough: Truth) -> Reads:
    if least is False:
        return "bad"
    if enough:
        return "good"
    return "between" if least and enough is False else "unknown"


def _limit(code: str, rule: SignRule, known: Known) -> Sign | None:
    last = _measured(rule, known)
    truth = None if last is None or rule.limit is None else known.proves(last, rule.limit)
    reads: dict[Truth, Reads] = {True: "bad", False: "good", None: "unknown"}
    return Sign(code, rule, reads[truth], () if last is None else (last,))


def _shown(code: str, rule: SignRule, known: Known) -> Sign | None:
    """Only where it was measured: without a limit there is nothing that its absence would leave open."""
    last = _measured(rule, known)
    return None if last is None else Sign(code, rule, "shown", (last,))


def _pending(code: str, rule: SignRule, known: Known) -> Sign | None:
    """Only while a result is awaited."""
    waits = known.pending(rule.analyte)
    return None if waits is None else Sign(code, rule, "shown", (waits,))


def _times_upper(code: str, rule: SignRule, known: Known) -> Sign | None:
    """Only where the laboratory reported an upper limit."""
    last = _measured(rule, known)
    if last is None or not last.reported.high or last.reported.comparator:
        return None
    return Sign(code, rule, "shown", (last,))


READ: dict[SignHow, Callable[[str, SignRule, Known], Sign | None]] = {
    "fall": _fall, "limit": _limit, "shown": _shown, "pending": _pending, "times_upper": _times_upper,
}  # fmt: skip


# --- worsening


def worse(known: Known) -> tuple[Worse, ...]:
    """Every marker whose newest result is worse than one of its series within the rule's hours before it.

    Only while that newest result itself is not older than those hours: what was worse a week ago asks for no review.
    """
    rules = known.rules.worsening
    found = (_worse(analyte, rule, known, rules.hours) for analyte, rule in rules.markers.items())
    return tuple(one for one in found if one is not None)


def _worse(analyte: str, rule: MarkerRule, known: Known, hours: int) -> Worse | None:
    recent = known.within(analyte, hours)
    if not recent:
        return None
    last, until = recent[-1], recent[-1].at.astimezone(UTC) - timedelta(hours=hours)
    part = Fraction(rule.percent) / 100
    for first in reversed(known.since(analyte, until)):
        if first.id == last.id:
            continue
        found = known.difference(first, last)
        if found is not None and (found.rose(part) if rule.way == "up" else found.fell(part)):
            return Worse(analyte, found, first, last)
    return None


def unjudged(known: Known) -> tuple[str, ...]:
    """The markers of which the last hours cannot be told: fewer than two results within them, of one series."""
    rules = known.rules.worsening
    missing = []
    for analyte in rules.markers:
        recent = known.within(analyte, rules.hours)
        until = None if not recent else recent[-1].at.astimezone(UTC) - timedelta(hours=rules.hours)
        before = [] if until is None else [one for one in known.since(analyte, until) if one.id != recent[-1].id]
        if not any(known.difference(one, recent[-1]) for one in before):
            missing.append(analyte)
    return tuple(missing)


def asks_review(known: Known) -> bool:
    """Whether as many markers are worse as ask for a review."""
    return len(worse(known)) >= known.rules.worsening.need
