"""Wards for tests: made in a moment, because their passwords are cheap to guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain.draft import Draft, tidy
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.record.vault import Cost
from hlh_desktop.ward import entering
from hlh_desktop.ward.look import Look
from hlh_desktop.ward.ward import Ward
from tests.builders import knowledge

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    import pytest

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.revision.values import Course
    from hlh_desktop.domain.wizard.values import DayOneDose, Doubt, Gate
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import OpenDraft, PlanHead

CHEAP = Cost(1, 64, 1)
NOW = datetime(2026, 11, 22, 6, 50, tzinfo=ZoneInfo("Europe/Paris"))
LATER = NOW + timedelta(days=3, hours=1)
DOCTOR, PASSWORD = "Dr A. Example", "correct horse battery"
OTHER, OTHER_PASSWORD = "Dr B. Other", "staple correct horse"


def known() -> Ward:
    """The program's own knowledge."""
    return Ward(knowledge())


def new_ward(folder: Path, *, training: bool = False, zone: str = "Europe/Paris", ward: Ward | None = None) -> OpenWard:
    """A ward that was just made, its first person signed in."""
    prepared = entering.prepare(
        name="Ward 4B", zone=zone, person_name=DOCTOR, password=PASSWORD, workstation="WARD-4B-1", now=NOW,
        training=training, cost=CHEAP,
    )  # fmt: skip
    return entering.make(folder, prepared, ward or known(), NOW)


def enter(folder: Path, password: str = PASSWORD, name: str = DOCTOR, now: datetime = NOW) -> OpenWard:
    """A ward that somebody signs in to."""
    person = next(one.id for one in entering.face(folder).people if one.name == name)
    return entering.enter(folder, person, password, known(), workstation="WARD-4B-2", now=now)


def add_other(desk: OpenWard) -> None:
    """A second person of the ward, a physician too."""
    desk.add_person(OTHER, OTHER_PASSWORD, NOW, cost=CHEAP, roles=("physician",))


def ungated(
    monkeypatch: pytest.MonkeyPatch, *gates: Gate, doubts: tuple[Doubt, ...] = (), day_one: tuple[DayOneDose, ...] = ()
) -> None:
    """Lets a look find these gates and no others."""

    def look(draft: Draft, knowledge: Knowledge, now: datetime, revises: Course | None = None) -> Look:
        case = read_object(tidy(draft.case).case, knowledge).case
        plan = None if case is None else make_plan(case, knowledge)
        return Look(case, plan, gates=gates, doubts=doubts, day_one=day_one)

    monkeypatch.setattr("hlh_desktop.ward.look.look", look)


def kept(desk: OpenWard, data: dict[str, Any] | None, child: UUID | None = None, now: datetime = NOW) -> OpenDraft:
    """A draft that holds a case; without one, as it was begun."""
    opened = desk.new_draft(child, now)
    if data is not None:
        opened = replace(opened, draft=Draft(data))
        desk.keep_draft(opened, now)
    return opened


def sign(desk: OpenWard, opened: OpenDraft, now: datetime = NOW, **more: Any) -> PlanHead:
    """Signs a draft as the person who is signed in."""
    return desk.sign(opened.id, opened.draft, person_name=DOCTOR, password=PASSWORD, now=now, **more)


def signed(desk: OpenWard, data: dict[str, Any] | None, child: UUID | None = None, now: datetime = NOW) -> PlanHead:
    """A case drafted and signed."""
    return sign(desk, kept(desk, data, child, now), now)


def kinds(desk: OpenWard) -> list[str]:
    """The kinds of all facts in their order."""
    return [fact.kind for fact in desk.store.facts()]
