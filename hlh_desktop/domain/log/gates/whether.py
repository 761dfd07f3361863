"""Gates of whether a dose may be given: order, release, hold, stop, interval, intrathecal wall, second check."""

from __future__ import annotations

from datetime import UTC, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.log.gates.when import span
from hlh_desktop.domain.log.procedures import removed_by
from hlh_desktop.domain.log.values import AT_HOME, OVER, PASSING
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.log.gates.values import Attempt, Chart
    from hlh_desktop.domain.log.rules import GivingGate
    from hlh_desktop.domain.log.values import Outcome, Stay

RELEASED = ("cytotoxic", "antibody", "intrathecal")
SAID_WHY = ("held", "refused", "omitted", "missed", "elsewhere")


def superseded(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The version that stands does not have this dose."""
    return None if chart.stands else {"version": chart.version}


def standing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Something final was written of the dose already; it is amended and not written twice."""
    found = chart.outcome
    if found is None or (found.became in PASSING and attempt.became != found.became):
        return None
    return {"became": found.became, "by": found.by, "at": _clock(found.taken, attempt)}


def under_way(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """An infusion that was begun is finished with what was given: nothing else may take its amount out of the sums."""
    found = chart.outcome
    if found is None or found.became != "running" or attempt.became in ("running", "given"):
        return None
    return {"by": found.by, "at": _clock(found.taken, attempt)}


def held(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A held dose is given once the hold was lifted."""
    found = chart.outcome
    return {"by": found.by} if found is not None and found.became == "held" and attempt.gives else None


def stopped(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The line is stopped."""
    return {"by": chart.stop.directed_by or chart.stop.by} if chart.stop is not None and attempt.gives else None


def not_released(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A cytotoxic, antibody or intrathecal dose without a prescriber's release."""
    wanted = attempt.gives and chart.dose.kind in RELEASED
    return {} if wanted and chart.release is None else None


def release_differs(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Released for another amount, or under a version that stands no more."""
    found = chart.release
    if found is None or not attempt.gives or chart.dose.kind not in RELEASED:
        return None
    return {} if (found.plan, found.amount) != (chart.dose.plan, chart.dose.amount) else None


def release_old(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A release holds for so many hours: what it looked at has changed since."""
    found = chart.release
    if found is None or not attempt.gives or chart.dose.kind not in RELEASED:
        return None
    ago = attempt.taken.astimezone(UTC) - found.at.astimezone(UTC)
    return {"time": span(ago)} if ago > _hours(gate.numbers["hours"]) else None


def release_after(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A release that was signed after the dose was given: it was given without one."""
    found = chart.release
    if found is None or not attempt.gives or chart.dose.kind not in RELEASED or not _after(found.at, attempt):
        return None
    return {"given": _clock(attempt.taken, attempt), "released": _clock(found.at, attempt)}


def interval_etoposide(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Etoposide less than so long after the last dose that was given, or before the next one."""
    return _close(attempt, chart, gate.numbers["hours"]) if chart.cumulative else None


def interval_line(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Less than the line's own least time from another dose of the drug, but for some minutes: a dose that is given
    on time may follow one that was given a little late.
    """
    if chart.least_hours is None:
        return None
    return _close(attempt, chart, chart.least_hours - gate.numbers["minutes"] / 60)


def before_exchange(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """An antibody given shortly before, or during, a session that takes it out of the blood again."""
    if not attempt.gives or chart.dose.kind != "antibody":
        return None
    session = removed_by(chart.procedures, attempt.taken, gate.numbers)
    if session is None:
        return None
    return {"what": session.what, "at": _clock(session.begun, attempt), "hours": plain(gate.numbers["hours"])}


def _close(attempt: Attempt, chart: Chart, least: Decimal) -> Mapping[str, Any] | None:
    if not attempt.gives:
        return None
    taken, others = attempt.taken.astimezone(UTC), (one for one in chart.taken if one.dose != chart.dose.id)
    apart, nearest = min(((abs(taken - _end(one)), one) for one in others), key=itemgetter(0), default=(None, None))
    if apart is None or nearest is None or apart >= _hours(least):
        return None
    return {"time": span(apart), "at": _clock(nearest.taken, attempt)}


def _end(one: Outcome) -> datetime:
    return one.taken.astimezone(UTC)


def _clock(moment: datetime, attempt: Attempt) -> str:
    """A moment by the clock that the attempt is told in, which is the ward's; the record keeps UTC."""
    return moment.astimezone(attempt.taken.tzinfo).isoformat(timespec="minutes")


def _after(moment: datetime, attempt: Attempt) -> bool:
    """Whether something happened after the dose was given; times of giving are typed in whole minutes."""
    return attempt.taken.astimezone(UTC) < moment.astimezone(UTC).replace(second=0, microsecond=0)


def _hours(hours: Decimal) -> timedelta:
    return timedelta(minutes=int(hours * 60))


def spinal_locked(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Intrathecal opens once that day's intravenous cytotoxic is recorded finished or held (V2)."""
    locked = attempt.gives and chart.dose.kind == "intrathecal" and chart.open_cytotoxics
    return {"count": len(chart.open_cytotoxics)} if locked else None


def spinal_people(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Only who stands on the trained register gives an intrathecal dose (V5)."""
    return {} if attempt.gives and chart.dose.kind == "intrathecal" and not attempt.trained else None


def identity(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The child was not identified, neither by the wristband nor by two identifiers."""
    return {} if attempt.gives and attempt.known is None else None


def check_missing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """No independent second check, or one that is not whole, where the formulary marks the drug."""
    found = chart.check
    whole = found is not None and found.phase in ("agrees", "differs") and not found.used
    return {} if _checked(attempt, chart) and not whole else None


def check_differs(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The three values did not agree: the dose is stopped until a new check agrees."""
    differs = chart.check is not None and chart.check.phase == "differs" and not chart.check.used
    return {} if _checked(attempt, chart) and differs else None


def check_old(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A check holds for so many minutes; of an infusion under way the one it was begun with counts."""
    found = chart.check
    if found is None or found.completed is None or not _checked(attempt, chart) or found.used:
        return None
    ago = now.astimezone(UTC) - found.completed.astimezone(UTC)
    return {"time": span(ago)} if ago > timedelta(minutes=int(gate.numbers["minutes"])) else None


def check_after(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A check that was complete only after the dose was given: it could not stop anything, and counts as none."""
    found = chart.check
    if found is None or found.completed is None or not _checked(attempt, chart) or found.used:
        return None
    if not _after(found.completed, attempt):
        return None
    return {"given": _clock(attempt.taken, attempt), "checked": _clock(found.completed, attempt)}


def check_amount(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """More is given than was checked, or another version since plans another amount."""
    found = chart.check
    if found is None or found.dose_amount is None or attempt.amount is None or not _checked(attempt, chart):
        return None
    other = chart.dose.amount is not None and chart.dose.amount != found.dose_amount
    return {} if other or attempt.amount > found.dose_amount else None


def _checked(attempt: Attempt, chart: Chart) -> bool:
    """Whether this entry needs a check of its own: one that ends an infusion had it when it began."""
    ends = chart.outcome is not None and chart.outcome.became == "running"
    return attempt.gives and chart.record is not None and chart.record.second_check and not ends


def weight_old(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A cytotoxic on a weight that is older than so many days."""
    return _weight_older(attempt, chart, gate)


def weight_too_old(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A cytotoxic on a weight that is so old that none is given."""
    return _weight_older(attempt, chart, gate)


def _weight_older(attempt: Attempt, chart: Chart, gate: GivingGate) -> Mapping[str, Any] | None:
    days = (attempt.taken.date() - chart.weighed_on).days
    old = attempt.gives and chart.dose.kind == "cytotoxic" and days > int(gate.numbers["days"])
    return {"days": days, "day": chart.weighed_on.isoformat()} if old else None


def revision(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The child weighs other than the plan says: the plan awaits a revision."""
    found = chart.revision
    if found is None or not attempt.gives:
        return None
    return {"old": found.old, "new": found.new, "percent": found.percent, "day": found.on.isoformat()}


def stay_over(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The child is not here any more."""
    over = chart.stay is not None and chart.stay.kind in OVER
    return {"kind": _words(chart.stay)} if chart.stay is not None and over and attempt.gives else None


def stay_home(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The child is at home: what the ward gives is given at a visit."""
    home = chart.stay is not None and chart.stay.kind in AT_HOME
    return {"kind": _words(chart.stay)} if chart.stay is not None and home and attempt.gives else None


def home_route(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A family gives at home by some routes only: nothing else is reported as taken there."""
    return {} if attempt.became == "home" and not chart.home else None


def _words(stay: Stay) -> str:
    return stay.kind.replace("_", " ")


def reason_missing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Whoever holds, refuses, omits or misses a dose says why; of one that another place gave, which place."""
    return {} if attempt.became in SAID_WHY and not attempt.reason.strip() else None
