"""The children of a ward: one row each for the list, and all that is kept of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.schedule import day_of
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import drafts, plans
from hlh_desktop.ward.values import ChildLine, ChildRecord, Who

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.record.values import Fact, Identity
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import DraftHead, PlanHead

REGISTERED, MEASURED, MEASURE_STRUCK = "child_registered", "measured", "measure_struck"
# What has to be read to tell the measurements that stand.
OF_MEASURES = (MEASURED, MEASURE_STRUCK)


def lines(desk: OpenWard, now: datetime) -> tuple[ChildLine, ...]:
    """The ward list by name: each child of the record, then each draft of a child who is not in it yet."""
    heads, kept = plans.heads(desk), drafts.heads(desk)
    newest = {one.child: one for one in reversed(kept)}
    known = [
        _line(desk, child, identity, heads.get(child, ()), newest.get(child), now)
        for child, identity in desk.store.identities().items()
    ]
    new = [ChildLine(None, one.identity, None, one, None) for one in kept if one.child is None]
    return (*sorted(known, key=_by_name), *sorted(new, key=_by_name))


def _by_name(line: ChildLine) -> tuple[str, str]:
    return line.identity.name.casefold(), line.identity.mrn


def _line(
    desk: OpenWard, child: UUID, identity: Identity, found: tuple[PlanHead, ...], draft: DraftHead | None, now: datetime
) -> ChildLine:
    plan = found[0] if found else None
    return ChildLine(child, who(identity), plan, draft, _course_day(desk, plan, now))


def _course_day(desk: OpenWard, plan: PlanHead | None, now: datetime) -> int | None:
    """Which day of the course it is in ward time; 0 and below before day one."""
    return None if plan is None else day_of(plan.day_one, now.astimezone(desk.zone).date())


def record(desk: OpenWard, child: UUID, now: datetime) -> ChildRecord:
    """All that is kept of one child. Trouble no_child."""
    identity = desk.store.identities().get(child)
    if identity is None:
        raise Trouble("no_child")
    found = plans.heads(desk, child).get(child, ())
    kept = tuple(one for one in drafts.heads(desk) if one.child == child)
    course_day = _course_day(desk, found[0] if found else None, now)
    return ChildRecord(child, who(identity), measurements(desk, child), found, kept, course_day)


def measurements(desk: OpenWard, child: UUID) -> tuple[Measurement, ...]:
    """The measurements of a child that stand, oldest first."""
    return measured_of(desk.store.facts(child, OF_MEASURES))


def ever_measured(desk: OpenWard, child: UUID) -> tuple[Measurement, ...]:
    """Every measurement of a child that was ever written down, those that were struck out too."""
    return measured_of(desk.store.facts(child, (MEASURED,)))


def measured_of(facts: Iterable[Fact]) -> tuple[Measurement, ...]:
    """The measurements among facts that stand, oldest first; of one day in the order they were written."""
    found = [fact for fact in facts if fact.kind in OF_MEASURES]
    struck = {fact.body["measured"] for fact in found if fact.kind == MEASURE_STRUCK}
    standing = (fact for fact in found if fact.kind == MEASURED and str(fact.id) not in struck)
    rows = (Measurement.model_validate(fact.body) for fact in standing)
    return tuple(sorted(rows, key=lambda row: row.on))


def who(identity: Identity) -> Who:
    """Who a child of the record is."""
    return Who(identity.mrn, identity.family_name, identity.given_name, identity.date_of_birth, identity.sex)
