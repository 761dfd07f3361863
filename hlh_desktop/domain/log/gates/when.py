"""Gates of time: in the future, long ago, too early, too late, and the order of begin and end."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.log.gates.values import Attempt, Chart
    from hlh_desktop.domain.log.rules import GivingGate

MINUTE = timedelta(minutes=1)


def future(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Nothing was taken yet that lies ahead of the clock."""
    latest = max(_utc(attempt.taken), _utc(attempt.ended or attempt.taken))
    return {"minutes": minutes(latest - _utc(now))} if latest > _utc(now) else None


def far_past(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """An entry long after the deed says why: a late entry, or given on paper while the program was down."""
    ago = _utc(now) - _utc(attempt.ended or attempt.taken)
    return {"time": span(ago)} if ago > timedelta(minutes=int(gate.numbers["minutes"])) else None


def early(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Before the window of the drug opens."""
    if not attempt.gives or _utc(attempt.taken) >= chart.span.opens:
        return None
    return {"time": span(chart.span.due - _utc(attempt.taken))}


def late(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """After the window of the drug has closed; a few minutes past the due moment are asked of nobody."""
    closed = max(chart.span.late, chart.span.due + timedelta(minutes=int(gate.numbers["minutes"])))
    if not attempt.gives or _utc(attempt.taken) <= closed:
        return None
    return {"time": span(_utc(attempt.taken) - chart.span.due)}


def ended_before_begun(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """An infusion ends after it began."""
    return {} if attempt.ended is not None and _utc(attempt.ended) < _utc(attempt.taken) else None


def expired(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """What is past its date on the day it is given."""
    if not attempt.gives or attempt.expiry is None or attempt.expiry >= attempt.taken.date():
        return None
    return {"day": attempt.expiry.isoformat()}


def minutes(time: timedelta) -> int:
    """Whole minutes, begun ones counted."""
    return -(-time // MINUTE)


def span(time: timedelta) -> str:
    """A length of time for a sentence: "5 min", "1 h 25 min", "3 days"."""
    whole = max(minutes(time) if time > timedelta() else 0, 0)
    days, rest = divmod(whole, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (left, "min")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count or (unit == "min" and not whole))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
