"""The life of a plan: two versions compared, a trial of the one that stands, and a draft made of a trial."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import Draft, tidy
from hlh_desktop.domain.log.ledger import standing_of
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.values import Course
from hlh_desktop.domain.slots import slots_of
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.ward import drafts, plans
from hlh_desktop.ward.cases import sentence
from hlh_desktop.ward.dose_rows import dose_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Difference
    from hlh_desktop.domain.slots import SlotKey
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import OpenDraft, SignedPlan

HELD = "held"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a case: its plan and what that would change, or the sentences that say why there is none."""

    case: Mapping[str, Any]
    plan: Plan | None
    difference: Difference | None
    problems: tuple[str, ...]


def settled(desk: OpenWard, child: UUID, plan: Plan) -> frozenset[SlotKey]:
    """The doses of a plan that the log has settled: given, under way, not given. One that is held can be placed yet."""
    with desk.store.reading() as reading:
        ended = {one.outcome: one for one in reading.ends(child)}
        standing = standing_of(reading.outcomes(child), ended)
    over = {dose for dose, outcome in standing.items() if outcome.became != HELD}
    return frozenset(slot.key for slot in slots_of(plan) if dose_id(child, plan, slot) in over)


def compare(desk: OpenWard, older: UUID, newer: UUID) -> Difference:
    """The difference of two signed versions of a child; what both have in the past stands as it was signed.

    Trouble no_plan, frozen_unreadable, frozen_newer, other_course where they are of two courses.
    """
    one, other = plans.signed(desk, older), plans.signed(desk, newer)
    if one.head.child != other.head.child or one.head.day_one != other.head.day_one:
        raise Trouble("other_course")
    return difference(one.plan, other.plan, desk.ward.knowledge, other.head.signed_at.astimezone(desk.zone))


def base(desk: OpenWard, child: UUID) -> SignedPlan:
    """The plan that stands, for a trial. Trouble no_plan."""
    head = plans.standing(desk, child)
    if head is None:
        raise Trouble("no_plan")
    return plans.signed(desk, head.id)


def begun(desk: OpenWard, child: UUID, now: datetime) -> Mapping[str, Any]:
    """The case that a trial or a next version begins with, as of now. Trouble no_plan."""
    return drafts.case_since(desk, base(desk, child).head, now)


def attempt(desk: OpenWard, child: UUID, case: Mapping[str, Any], now: datetime) -> Trial:
    """Tries a case against the plan that stands; nothing is stored."""
    reading = read_object(tidy(case).case, desk.ward.knowledge)
    if reading.case is None:
        return Trial(case, None, None, tuple(sentence(one, desk.ward.wording) for one in reading.problems))
    made = make_plan(reading.case, desk.ward.knowledge)
    return Trial(case, made, against(desk, child, made, now), ())


def against(desk: OpenWard, child: UUID, plan: Plan, now: datetime) -> Difference | None:
    """What a plan that is not signed yet changes of the one that stands; None without one, or for another course."""
    head = plans.standing(desk, child)
    if head is None or head.day_one != plan.case.day_one:
        return None
    before = plans.signed(desk, head.id).plan
    return difference(before, plan, desk.ward.knowledge, now.astimezone(desk.zone), settled(desk, child, before))


def as_draft(desk: OpenWard, child: UUID, case: Mapping[str, Any], now: datetime) -> OpenDraft:
    """A draft of the next version made of a trial. Trouble in_check, no_plan."""
    opened = desk.new_draft(child, now)
    made = replace(opened, draft=Draft(case, opened.draft.reasons, opened.draft.again, opened.draft.step))
    desk.keep_draft(made, now)
    return made


def course(desk: OpenWard, opened: OpenDraft) -> Course | None:
    """The version that a draft goes on from, and what the log tells of its doses; None for a first plan."""
    if opened.base is None or opened.child is None:
        return None
    before = plans.signed(desk, opened.base).plan
    return Course(before.case.day_one, before, settled(desk, opened.child, before))
