"""Signed plans: their heads from the signatures, the plans themselves from what was frozen, and their paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange import frozen
from hlh_desktop.report.printing import Draft, Printing, Signed, Superseded
from hlh_desktop.ward.approval.signed_under import of_body
from hlh_desktop.ward.values import Measures, PlanHead, SignedPlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import BinaryIO

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Check, Fact
    from hlh_desktop.report.printing import Paper, Standing
    from hlh_desktop.ward.open_ward import OpenWard

# The plan itself is large; its signature tells all that a list needs.
PLAN, SIGNATURE = "plan", "signature"
SEAL_GROUP, SEAL_LETTERS = 4, 12


def heads(desk: OpenWard, child: UUID | None = None) -> dict[UUID, tuple[PlanHead, ...]]:
    """The plans of each child, or of one, newest first; all but the first are superseded."""
    return heads_of(desk.store.facts(child or ..., (SIGNATURE,)))


def heads_of(signatures: Iterable[Fact]) -> dict[UUID, tuple[PlanHead, ...]]:
    """The same from facts that were read already."""
    by_child: dict[UUID, list[Fact]] = {}
    for fact in signatures:
        if fact.child is not None:
            by_child.setdefault(fact.child, []).append(fact)
    return {child: _of_child(facts) for child, facts in by_child.items()}


def _of_child(facts: Iterable[Fact]) -> tuple[PlanHead, ...]:
    newest_first = sorted((_head(fact) for fact in facts), key=lambda head: head.version, reverse=True)
    ended = (
        replace(head, standing="superseded", ends=(after.version, after.signed_at))
        for after, head in pairwise(newest_first)
    )
    return (*newest_first[:1], *ended)


def _head(fact: Fact) -> PlanHead:
    body = fact.body
    return PlanHead(
        id=UUID(body["plan"]),
        child=fact.child or UUID(int=0),
        version=body["version"],
        standing="signed",
        signed_by=fact.author.name,
        second_by=body["second"],
        signed_at=fact.taken,
        protocol=body["protocol"],
        day_one=date.fromisoformat(body["day_one"]),
        last_week=body["last_week"],
        edition=body["edition"],
        seal=seal_text(fact.hash),
        measures=_measures(body["measures"]),
        doses=body["doses"],
        knowledge=of_body(body["edition"], body.get("knowledge")),
    )


def _measures(body: Mapping[str, Any]) -> Measures:
    allergies = body["allergies"]
    return Measures(
        Decimal(body["weight_kg"]),
        date.fromisoformat(body["weighed_on"]),
        Decimal(body["height_cm"]),
        date.fromisoformat(body["measured_on"]),
        Decimal(body["bsa_m2"]),
        None if allergies is None else tuple(allergies),
    )


def seal_text(digest: str) -> str:
    """A seal as paper shows it: 9F3A-61C8-04D2."""
    letters = digest[:SEAL_LETTERS].upper()
    return "-".join(letters[start : start + SEAL_GROUP] for start in range(0, SEAL_LETTERS, SEAL_GROUP))


def standing(desk: OpenWard, child: UUID) -> PlanHead | None:
    """The plan of a child that stands, or None."""
    found = heads(desk, child).get(child, ())
    return found[0] if found else None


def standing_in(reading: Reading, child: UUID) -> PlanHead | None:
    """The same in a state of the record that is being read."""
    found = heads_of(reading.facts(child, (SIGNATURE,))).get(child, ())
    return found[0] if found else None


def head(desk: OpenWard, plan: UUID) -> PlanHead:
    """A signed plan in short. Trouble no_plan."""
    return _head_of(desk, _fact(desk, plan))


def _head_of(desk: OpenWard, fact: Fact) -> PlanHead:
    of_child = heads(desk, fact.child).get(fact.child, ()) if fact.child else ()
    found = next((one for one in of_child if one.id == fact.id), None)
    if found is None:
        raise Trouble("no_plan")
    return found


def signed(desk: OpenWard, plan: UUID) -> SignedPlan:
    """A signed plan as it was frozen. Trouble no_plan, frozen_unreadable, frozen_newer."""
    fact = _fact(desk, plan)
    body = fact.body
    text = json.dumps(body["plan"], ensure_ascii=False)
    return SignedPlan(_head_of(desk, fact), frozen.from_object(body["frozen"]), text, body["case"], body["reasons"])


def case_of(desk: OpenWard, plan: UUID) -> Mapping[str, Any]:
    """The hlh-case/1 that a signed plan was made of."""
    found: Mapping[str, Any] = _fact(desk, plan).body["case"]
    return found


def _fact(desk: OpenWard, plan: UUID) -> Fact:
    fact = desk.store.fact(plan)
    if fact is None or fact.kind != PLAN:
        raise Trouble("no_plan")
    return fact


def print_plan(
    desk: OpenWard, made: SignedPlan | Plan, target: BinaryIO, *, now: datetime, paper: Paper, number: int
) -> None:
    """A signed plan, or the plan of a draft with its number, as PDF."""
    known = made.head if isinstance(made, SignedPlan) else None
    printing = Printing(
        at=now.astimezone(desk.zone), by=desk.person.name, workstation=desk.workstation, paper=paper,
        standing=Draft(number) if known is None else standing_on_paper(known), training=desk.face.training,
        knowledge=desk.approval.standing() if known is None else known.knowledge,
    )  # fmt: skip
    desk.ward.print_plan(made.plan if isinstance(made, SignedPlan) else made, printing, target)


def standing_on_paper(head: PlanHead) -> Standing:
    """How a signed plan stands, as its pages say it."""
    one = Signed(head.version, head.signed_by, head.signed_at, head.edition, head.seal, head.second_by)
    return one if head.ends is None else Superseded(one, *head.ends)


def verify(desk: OpenWard) -> Check:
    """Every chain from its beginning, and that every signed plan can be read."""
    found = desk.store.check()
    unreadable = [fact for fact in desk.store.facts(kinds=(PLAN,)) if not _readable(fact)]
    broken = (f"plan_unreadable:{fact.chain}:{fact.sequence}" for fact in unreadable)
    return replace(found, broken=(*found.broken, *broken))


def _readable(fact: Fact) -> bool:
    try:
        frozen.from_object(fact.body.get("frozen"))
    except Trouble:
        return False
    return True
