"""Alerts of a child's results: open until somebody acknowledges them with a reason; how often that was all.

An alert is named by its rule and the results that raised it, so the same value never raises it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from hlh_desktop.domain.results.alerts.engine import find
from hlh_desktop.domain.results.alerts.repeat import with_answers
from hlh_desktop.domain.results.alerts.values import Answered
from hlh_desktop.domain.results.alerts.watch import watch
from hlh_desktop.domain.results.values import ResultId
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import plans, tasks
from hlh_desktop.ward.log.again import who_and_when
from hlh_desktop.ward.results.response import day_one_of, known_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.results.alerts.engine import Found
    from hlh_desktop.domain.results.alerts.values import Alert, NotAssessed
    from hlh_desktop.domain.results.alerts.watch import Watch
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import DoseRow, Fact, Identity
    from hlh_desktop.ward.open_ward import OpenWard

ACKNOWLEDGED, LOW_PLATELETS = "alert_acknowledged", "platelets_low_bleeding"
BLEEDING, PUNCTURE, INTRATHECAL = "bleeding", "lumbar_puncture_decision", "intrathecal"
WANTED = (*tasks.WANTED, ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Alerts:
    """Every alert of a child, open ones first and the worst of them before the others; and what is not assessed."""

    all: tuple[Alert, ...]
    not_assessed: tuple[NotAssessed, ...]

    @property
    def open(self) -> tuple[Alert, ...]:
        """Those that nobody has acknowledged."""
        return tuple(one for one in self.all if one.open)


def alerts(desk: OpenWard, child: UUID, now: datetime) -> tuple[Alert, ...]:
    """Every alert of a child at a moment, open ones first."""
    return look(desk, child, now).all


def look(desk: OpenWard, child: UUID, now: datetime) -> Alerts:
    """The same with what could not be assessed; nothing of a child who is not in the record."""
    with desk.store.reading() as reading:
        return look_in(desk, reading, child, now)


def look_in(desk: OpenWard, reading: Reading, child: UUID, now: datetime) -> Alerts:
    """The same of a state of the record that is being read already."""
    identity = reading.identities().get(child)
    if identity is None:
        return Alerts((), ())
    facts = reading.facts(child, WANTED)
    return of_child(desk, reading, Subject(child, identity, facts, _puncture(desk, reading, facts, now)), now)


@dataclass(frozen=True, slots=True)
class Subject:
    """A child as far as it was read: its facts, those of `WANTED` among them, and whether a puncture is due today."""

    child: UUID
    identity: Identity
    facts: Sequence[Fact]
    puncture: bool


def of_child(desk: OpenWard, reading: Reading, who: Subject, now: datetime) -> Alerts:
    """The alerts of a child that was read already."""
    # Of older results no rule asks; a day more, for what was worse within hours before the oldest of them.
    since = now - timedelta(days=desk.ward.knowledge.result_alerts.days + 1)
    found: Found = find(watched(desk, reading, who, now, since))
    told = with_answers(found.alerts, answers_of(who.facts), desk.ward.knowledge.result_alerts.rules)
    return Alerts(told, found.not_assessed)


def watched(
    desk: OpenWard, reading: Reading, who: Subject, now: datetime, since: datetime | None = None
) -> Watch:  # fmt: skip
    """A child's results as the rules look at them: all of them, or those taken `since` then."""
    seen = known_in(desk, reading, who.child, now, day_one_of(who.facts), since)
    return watch(
        seen, desk.ward.knowledge, who.identity.date_of_birth, who.identity.sex,
        bleeding=_bleeding(desk, reading, _plan(who.facts), seen), puncture=who.puncture,
    )  # fmt: skip


def _plan(facts: Iterable[Fact]) -> UUID | None:
    """The version that stands; None without a signed plan."""
    signatures = [fact for fact in facts if fact.kind == plans.SIGNATURE]
    newest = max(signatures, key=lambda fact: fact.body["version"], default=None)
    return None if newest is None else UUID(newest.body["plan"])


def _bleeding(desk: OpenWard, reading: Reading, plan: UUID | None, seen: Known) -> Truth:
    """What the plan that stands was told of bleeding; unknown without a plan, and not asked of enough platelets."""
    limit = desk.ward.knowledge.result_alerts.rules[LOW_PLATELETS].limits["platelets"]
    newest = seen.newest(limit.analyte)
    few = newest is not None and seen.proves(newest, limit)
    fact = reading.fact(plan) if plan is not None and few else None
    said = None if fact is None else (fact.body["case"].get("safety") or {}).get(BLEEDING)
    return said if isinstance(said, bool) else None


def _puncture(desk: OpenWard, reading: Reading, facts: Sequence[Fact], now: datetime) -> bool:
    plan = _plan(facts)
    rows = () if plan is None else reading.doses(plan)
    return puncture_due(desk, tasks.tasks_of(desk, facts, now), rows, now)


def puncture_due(
    desk: OpenWard, turns: Iterable[TaskState], doses: Iterable[DoseRow | LoggedDose], now: datetime
) -> bool:  # fmt: skip
    """Whether a lumbar puncture is planned, or to be decided, today: by its task, or by an intrathecal dose."""
    today = desk.here(now).date()
    due = [one for one in turns if one.code == PUNCTURE and one.open]
    if any(desk.here(one.due).date() <= today for one in due):
        return True
    return any(one.route == INTRATHECAL and desk.here(one.due).date() == today for one in doses)


# --- answers


def answers_of(facts: Iterable[Fact]) -> tuple[Answered, ...]:
    """Every acknowledgement among facts."""
    return tuple(_answered(fact) for fact in facts if fact.kind == ACKNOWLEDGED)


def _answered(fact: Fact) -> Answered:
    body = fact.body
    values = {name: None if value is None else Decimal(value) for name, value in body["values"].items()}
    results = frozenset(ResultId(number, place) for number, place in body["results"])
    return Answered(
        body["rule"], body["level"], results, body["about"], values, datetime.fromisoformat(body["at"]),
        fact.author.name, fact.saved, body["reason"], body["acted"],
    )  # fmt: skip


def acknowledge(
    desk: OpenWard, child: UUID, alert: Alert, reason: str, now: datetime, *, acted: bool = False
) -> None:  # fmt: skip
    """Writes down that an open alert was seen, by whom and why; `acted`: something was done about it.

    The same by the same person again adds nothing. Trouble not_allowed, alert_reason, alert_gone, alert_answered.
    """
    desk.require("task")
    if not reason.strip():
        raise Trouble("alert_reason")

    def decide(reading: Reading) -> Writing | None:
        found = next((one for one in look_in(desk, reading, child, now).all if one.key == alert.key), None)
        if found is None:
            raise Trouble("alert_gone")
        if found.answered is not None:
            if (found.answered.by, found.answered.reason) == (desk.person.name, reason.strip()):
                return None
            raise Trouble("alert_answered", **who_and_when(desk, found.answered.by, found.answered.saved))
        id_ = uuid5(child, "/".join((ACKNOWLEDGED, found.key, found.at.astimezone(UTC).isoformat(), found.level)))
        return Writing([Entry(id_, ACKNOWLEDGED, child, desk.author, now, _body(found, reason, acted=acted))])

    desk.store.decide(decide, now)


def _body(alert: Alert, reason: str, *, acted: bool) -> dict[str, Any]:
    return {
        "rule": alert.code, "level": alert.level, "title": alert.title, "text": alert.text, "about": alert.about,
        "at": alert.at.isoformat(), "reason": reason.strip(), "acted": acted,
        "results": [[one.number, one.place] for one in sorted(alert.results)],
        "values": {one.analyte: None if one.value is None else str(one.value) for one in alert.grounds},
    }  # fmt: skip
