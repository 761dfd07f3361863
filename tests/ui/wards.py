"""A ward with children for window tests: made with cheap keys, its plans signed past the gates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.record.vault import Cost
from hlh_desktop.ward import entering, signing
from hlh_desktop.ward.ward import Ward
from tests.builders import case_data, knowledge

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import OpenDraft, PlanHead

PARIS = ZoneInfo("Europe/Paris")
MADE = datetime(2026, 11, 20, 9, 0, tzinfo=PARIS)
SIGNED = datetime(2026, 11, 22, 11, 5, tzinfo=PARIS)
PERSON, PASSWORD = "Dr A. Example", "correct horse battery"
CHEAP = Cost(passes=1, memory=8, lanes=1)


def new_ward(folder: Path) -> OpenWard:
    """An empty ward with one person."""
    preparation = entering.prepare(
        name="Ward 4B", zone="Europe/Paris", person_name=PERSON, password=PASSWORD, workstation="PC 1", now=MADE,
        cost=CHEAP,
    )  # fmt: skip
    return entering.make(folder / "ward", preparation, Ward(knowledge()), MADE)


def named(mrn: str, family: str, given: str, **parts: Any) -> dict[str, Any]:
    """A case of a child of that name and number."""
    patient = {"mrn": mrn, "family_name": family, "given_name": given, **parts.pop("patient", {})}
    return case_data(patient=patient, **parts)


def begin(ward: OpenWard, case: dict[str, Any], *, child: UUID | None = None, at: datetime = SIGNED) -> OpenDraft:
    """A draft of a case, kept."""
    from dataclasses import replace

    opened = replace(ward.new_draft(child, at), draft=Draft(case))
    ward.keep_draft(opened, at)
    return opened


def sign(ward: OpenWard, case: dict[str, Any], *, child: UUID | None = None, at: datetime = SIGNED) -> PlanHead:
    """A signed plan of a case; what its gates would ask is not what these tests are about."""
    opened = begin(ward, case, child=child, at=at)
    reading = read_object(case, ward.ward.knowledge)
    assert reading.case is not None, reading.problems
    plan = make_plan(reading.case, ward.ward.knowledge)
    with patch.object(signing, "_plan", lambda *_: plan):
        return ward.sign(opened.id, opened.draft, person_name=PERSON, password=PASSWORD, now=at)
