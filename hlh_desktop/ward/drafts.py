"""Drafts: begun, kept after every field, opened again, thrown away. Working state, which only signing makes a fact."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.domain.draft import Draft, value_at
from hlh_desktop.domain.draft import begin as begin_draft
from hlh_desktop.domain.log.ledger import standing_of
from hlh_desktop.domain.log.values import TAKEN
from hlh_desktop.domain.revision.edits import revise
from hlh_desktop.domain.revision.gaps import with_past
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.slots import slots_of
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.case_text import part_object
from hlh_desktop.record.values import KeptDraft
from hlh_desktop.ward import audit, plans
from hlh_desktop.ward.dose_rows import dose_id
from hlh_desktop.ward.results.of_case import rows_since
from hlh_desktop.ward.values import DraftHead, OpenDraft, Who

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

DISCARDED, HELD = "draft_discarded", "held"
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def begin(desk: OpenWard, child: UUID | None, now: datetime) -> OpenDraft:
    """A draft kept at once: empty for a new child, else with the case of the plan that stands."""
    standing = plans.standing(desk, child) if child else None
    draft = Draft(case_since(desk, standing, now)) if standing else begin_draft(desk.face.zone, now)
    opened = OpenDraft(uuid4(), child, standing.id if standing else None, _number(desk, child), now, draft)
    desk.store.keep_draft(_to_keep(desk, opened, now))
    return opened


def case_since(desk: OpenWard, standing: PlanHead, now: datetime) -> Mapping[str, Any]:
    """The case of the plan that stands, revised as of now: with the ward's measures and laboratory results since.

    It tells which doses that plan had ordered by now, so that no refusal that comes or goes rewrites the past.

    Of a course that has not begun yet nothing is revised: its measures are those of day one. On day one itself what
    was weighed since the signature counts for the doses to come alone.
    """
    case, here = plans.case_of(desk, standing.id), now.astimezone(desk.zone)
    plan = plans.signed(desk, standing.id).plan
    last = _given_ahead(desk, standing.child, plan, here)
    if standing.day_one < here.date() or (standing.day_one == here.date() and (last or _begun(plan, here))):
        rows = _measured_since(desk, standing.child, case)
        new = rows[len(case["measurements"]) :]
        if not case.get("revised_at") and any(row["on"] == case["day_one"] for row in new):
            # What was weighed on day one after the signature is no measure of the doses before it.
            case = revise(case, max(desk.here(standing.signed_at), instant(standing.day_one, time(), desk.zone)))
        # A dose that was given before its time keeps the measures by which it was given.
        case = revise({**case, "measurements": rows}, here if last is None else last + timedelta(minutes=1))
        case = with_past(case, plan, desk.ward.knowledge, here)
    rows = rows_since(desk, standing.child, case)
    return {**case, "labs": rows} if rows or "labs" in case else case


def _begun(plan: Plan, here: datetime) -> bool:
    return any(one.at < here for order in plan.orders for one in order.administrations)


def _given_ahead(desk: OpenWard, child: UUID, plan: Plan, here: datetime) -> datetime | None:
    """When the last dose to come is due that was given already, or of today was left out; None where none was."""
    with desk.store.reading() as reading:
        standing = standing_of(reading.outcomes(child), {one.outcome: one for one in reading.ends(child)})
    became = {dose: outcome.became for dose, outcome in standing.items() if outcome.became != HELD}
    ahead = [(slot.one.at, became.get(dose_id(child, plan, slot))) for slot in slots_of(plan) if slot.one.at >= here]
    over = (at for at, what in ahead if what in TAKEN or (what is not None and at.date() == here.date()))
    return max(over, default=None)


def _measured_since(desk: OpenWard, child: UUID, case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The measurements of the case, and those of the ward of later days."""
    from hlh_desktop.ward.children import measurements

    rows = list(case["measurements"])
    last = max((row["on"] for row in rows), default="")
    known = {(row["on"], row.get("weight_kg"), row.get("height_cm")) for row in rows}
    of_ward = [part_object(one) for one in measurements(desk, child) if one.on.isoformat() >= last]
    new = [row for row in of_ward if (row["on"], row.get("weight_kg"), row.get("height_cm")) not in known]
    return [*rows, *new]


def _number(desk: OpenWard, child: UUID | None) -> int:
    """Which draft of the child it is, those signed and thrown away counted too."""
    if child is None:
        return 1
    ended = desk.store.facts(child=child, kinds=(DISCARDED, plans.SIGNATURE))
    return len(ended) + sum(one.child == child for one in desk.store.drafts()) + 1


def keep(desk: OpenWard, draft: OpenDraft, now: datetime) -> None:
    """Keeps a draft as it stands now. Trouble draft_gone if somebody has signed or discarded it meanwhile."""
    desk.store.keep_draft(_to_keep(desk, draft, now), begun=True)


def _to_keep(desk: OpenWard, draft: OpenDraft, now: datetime) -> KeptDraft:
    base = str(draft.base) if draft.base else None
    body = {**draft.draft.to_body(), "number": draft.number, "base": base}
    return KeptDraft(draft.id, draft.child, desk.person, draft.begun, now, body)


def open_draft(desk: OpenWard, draft: UUID) -> OpenDraft:
    """A draft as it was left. Trouble draft_gone."""
    kept = desk.store.draft(draft)
    if kept is None:
        raise Trouble("draft_gone")
    base, number = kept.body.get("base"), kept.body.get("number", 1)
    return OpenDraft(kept.id, kept.child, UUID(base) if base else None, number, kept.begun, Draft.from_body(kept.body))


def discard(desk: OpenWard, draft: UUID, now: datetime) -> None:
    """Throws a draft away and writes down that it was. Trouble draft_gone."""
    opened = open_draft(desk, draft)
    body = {"number": opened.number, "begun": opened.begun.isoformat()}
    desk.store.append(audit.entry(desk, DISCARDED, now, opened.child, body), drop_draft=draft, now=now)


def heads(desk: OpenWard) -> tuple[DraftHead, ...]:
    """Every draft in short, the one kept last first."""
    found = (_head(kept) for kept in desk.store.drafts())
    return tuple(sorted(found, key=lambda head: head.kept, reverse=True))


def _head(kept: KeptDraft) -> DraftHead:
    draft = Draft.from_body(kept.body)
    number = kept.body.get("number", 1)
    return DraftHead(
        kept.id, kept.child, number, typed_identity(draft.case), kept.author.name, kept.begun, kept.kept, draft.step
    )


def typed_identity(case: Mapping[str, Any]) -> Who:
    """Who the child of a draft is, as far as it can be read of what was typed."""
    mrn, family, given, born, sex = (
        _text(value_at(case, f"patient.{name}"))
        for name in ("mrn", "family_name", "given_name", "date_of_birth", "sex")
    )
    return Who(mrn or "", family, given, _day(born), sex)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _day(text: str | None) -> date | None:
    if text and ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None
