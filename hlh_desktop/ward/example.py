"""The example ward: a training ward with two people, a child in her second week of treatment and another as a draft."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop import paths
from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.vault import Cost
from hlh_desktop.ward import entering, example_days
from hlh_desktop.ward.example_deeds import People
from hlh_desktop.ward.passwords import DEMO

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead
    from hlh_desktop.ward.ward import Ward

USER = "demo"
# Somebody else, because one person alone can check no dose; anybody may read this PIN.
NURSE, NURSE_PIN = "demo-nurse", "2580"
NAME = "ward.example"
# Before the first dose of the day, so that none is asked about.
SIGNED_AT = time(7)
REASON = "reason"
DAYS = "example-days.json"
# What a ward's folder holds; nothing else is ever removed.
FILES = ("ward.db*", "ward-*.db", "keys.json", "head", "attempts")


def clear(folder: Path) -> bool:
    """Removes a training ward from a folder; whether there was one. Trouble not_training for any other ward."""
    try:
        training = entering.face(folder).training
    except Trouble as trouble:
        if trouble.code == "no_ward":
            return False
        raise
    if not training:
        raise Trouble("not_training", folder)
    for pattern in FILES:
        for path in folder.glob(pattern):
            path.unlink()
    return True


def signed_at() -> datetime:
    """The moment at which the plan of the example child is signed, in the ward's zone."""
    signed = _case("example.json")
    return datetime.combine(datetime.fromisoformat(signed["day_one"]), SIGNED_AT, ZoneInfo(signed["time_zone"]))


def shown_at() -> datetime:
    """The moment up to which the days of the example are written: then it is looked at, in the ward's zone."""
    return example_days.until(_case(DAYS), signed_at().tzinfo)


def make(
    folder: Path, ward: Ward, *, workstation: str, cost: Cost | None = None, lived: bool = True
) -> OpenWard:  # fmt: skip
    """Makes the example ward in a new or empty folder, and leaves it open; `lived`: with the doses of ten days."""
    signed, now = _case("example.json"), signed_at()
    # Anybody may read the password: it is checked often while the days are written, and no cost would protect it.
    cost = cost or _cheap(ward)
    prepared = entering.prepare(
        name=ward.wording.say(NAME), zone=signed["time_zone"], person_name=USER, password=DEMO, workstation=workstation,
        now=now, training=True, cost=cost,
    )  # fmt: skip
    desk = entering.make(folder, prepared, ward, now)
    try:
        nurse = _join(desk, now, cost)
        head = _sign(desk, signed, now)
        _keep(desk, _case("example-draft.json"), now)
        if lived:
            example_days.live(People(desk, DEMO, desk.act_as(nurse)), head.child, _case(DAYS), now)
    except BaseException:
        desk.store.close()
        raise
    return desk


def _case(name: str) -> dict[str, Any]:
    """A case of the resources, as its object."""
    text = (paths.resources() / "cases" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _cheap(ward: Ward) -> Cost:
    """How hard the passwords of the example are to guess: as hard as a PIN."""
    usual = ward.knowledge.people.pin.cost
    return Cost(usual.passes, usual.memory, usual.lanes)


def _join(desk: OpenWard, now: datetime, cost: Cost | None) -> Person:
    """A nurse comes to the ward and sets her PIN."""
    nurse = desk.add_person(NURSE, DEMO, now, cost, roles=("nurse", "intrathecal"))
    desk.act_as(nurse).set_pin(DEMO, NURSE_PIN, now, cost)
    return nurse


def _keep(desk: OpenWard, case: dict[str, Any], now: datetime) -> None:
    opened = desk.new_draft(None, now)
    desk.keep_draft(replace(opened, draft=Draft(case)), now)


def _sign(desk: OpenWard, case: dict[str, Any], now: datetime) -> PlanHead:
    """Signs the example child's plan; where a gate asks for a reason, with the first that it offers."""
    opened = desk.new_draft(None, now)
    draft = Draft(case)
    for gate in desk.look(draft, now).gates:
        if gate.state == REASON and gate.reasons:
            draft = draft.with_reason(gate.key, gate.reasons[0])
    desk.keep_draft(replace(opened, draft=draft), now)
    return desk.sign(opened.id, draft, person_name=USER, password=DEMO, now=now)
