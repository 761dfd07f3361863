"""The state of a planned dose at a moment: worked out from what was written and the clock, never stored.

Moments are compared as instants: two clock times of a night on which the clock is changed are not the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.ledger import stop_of
from hlh_desktop.domain.log.stay import state_away, where

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.log.ledger import Ledger
    from hlh_desktop.domain.log.rules import Window
    from hlh_desktop.domain.log.values import LoggedDose, Outcome, Release, State

# While nothing was written of it, a dose in one of these states waits for somebody.
OPEN: tuple[State, ...] = ("planned", "awaiting_release", "due", "late", "missed", "visit", "at_home")


@dataclass(frozen=True, slots=True)
class Span:
    """The moments of a dose: from when it may be given, until when it is in time, from when it counts as missed."""

    opens: datetime
    due: datetime
    late: datetime
    missed: datetime


@dataclass(frozen=True, slots=True)
class DoseNow:
    """A planned dose at a moment. `overdue` is how long it is past its time; None where nobody waits for it.

    `released` is None where the drug needs no release.
    """

    dose: LoggedDose
    state: State
    span: Span
    outcome: Outcome | None
    release: Release | None
    released: bool | None
    overdue: timedelta | None

    @property
    def open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.outcome is None and self.state in OPEN

    @property
    def waiting(self) -> bool:
        """Whether it is its time, or past it, and somebody of the ward has to act."""
        return self.state in ("due", "late") or self.overdue is not None


def span_of(dose: LoggedDose, window: Window) -> Span:
    """The moments of a dose by the window of its drug, all in UTC."""
    due = dose.due.astimezone(UTC)
    early, late, missed = _lengths(window.early_minutes, window.late_minutes, window.missed_minutes)
    return Span(due - early, due, due + late, due + missed)


@cache
def _lengths(*minutes: int) -> tuple[timedelta, ...]:
    """The same few lengths of time for the thousands of doses of a child."""
    return tuple(timedelta(minutes=one) for one in minutes)


def release_of(dose: LoggedDose, ledger: Ledger) -> Release | None:
    """The release that holds for a dose: of the plan that stands and for the amount that it says."""
    found = ledger.releases.get(dose.id)
    if found is None or found.plan != dose.plan or found.amount != dose.amount:
        return None
    return found


def dose_now(
    dose: LoggedDose, ledger: Ledger, window: Window, now: datetime, *, needs_release: bool, partly: Decimal,
    home_routes: Collection[str],
) -> DoseNow:  # fmt: skip
    """A dose at a moment. `partly`: percent below the planned amount from which it was given in part."""
    outcome, release = ledger.standing.get(dose.id), release_of(dose, ledger) if needs_release else None
    span = span_of(dose, window)
    released = release is not None if needs_release else None
    state = _became(outcome, partly) if outcome else _waits(dose, ledger, span, now, released, home_routes)
    overdue = now.astimezone(UTC) - span.due if _overdue(state, span, now) else None
    return DoseNow(dose, state, span, outcome, release, released, overdue)


def _became(outcome: Outcome, partly: Decimal) -> State:
    """What was written of it; given in part where it is less than planned by more than so many percent."""
    planned, amount = outcome.planned_amount, outcome.amount
    if outcome.became == "given" and planned and amount is not None:
        least = Fraction(planned) * (1 - Fraction(partly) / 100)
        return "partly_given" if Fraction(amount) < least else "given"
    return outcome.became


def _waits(
    dose: LoggedDose, ledger: Ledger, span: Span, now: datetime, released: bool | None, home_routes: Collection[str]
) -> State:
    """A dose of which nothing was written: the stay of the child comes first, then the line, then the clock."""
    stay = where(ledger.stays, min(span.due, now.astimezone(UTC))) if ledger.stays else None
    away = state_away(dose.route, stay, home_routes)
    if away == "ended":
        return "ended"
    if stop_of(dose, ledger.stops) is not None:
        return "stopped"
    return away if away is not None and now >= span.due else _by_clock(span, now, released)


def _by_clock(span: Span, now: datetime, released: bool | None) -> State:
    """A dose on the ward that is neither stopped nor written of."""
    if now >= span.missed:
        return "missed"
    if released is False:
        return "awaiting_release"
    if now < span.opens:
        return "planned"
    return "due" if now <= span.late else "late"


def _overdue(state: State, span: Span, now: datetime) -> bool:
    """Past its time and not yet counted as missed: only then does somebody still wait for it."""
    return state in ("due", "late", "awaiting_release", "visit") and now > span.late
