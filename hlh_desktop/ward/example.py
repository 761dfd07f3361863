"""The example ward: a training ward with two people, a child whose plan is signed and a second one as a draft."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop import paths
from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import entering
from hlh_desktop.ward.passwords import DEMO

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.vault import Cost
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.ward import Ward

USER = "demo"
# Somebody else, because one person alone can check no dose; anybody may read this PIN.
NURSE, NURSE_PIN = "demo-nurse", "2580"
NAME = "ward.example"
# Before the first dose of the day, so that none is asked about.
SIGNED_AT = time(7)
REASON = "reason"
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


def make(folder: Path, ward: Ward, *, workstation: str, cost: Cost | None = None) -> OpenWard:
    """Makes the example ward in a new or empty folder, on the day of its example, and leaves it open."""
    signed, now = _case("example.json"), signed_at()
    prepared = entering.prepare(
        name=ward.wording.say(NAME), zone=signed["time_zone"], person_name=USER, password=DEMO, workstation=workstation,
        now=now, training=True, cost=cost,
    )  # fmt: skip
    desk = entering.make(folder, prepared, ward, now)
    try:
        _join(desk, now, cost)
        _sign(desk, signed, now)
        _keep(desk, _case("example-draft.json"), now)
    except BaseException:
        desk.store.close()
        raise
    return desk


def _case(name: str) -> dict[str, Any]:
    """A case of the resources, as its object."""
    text = (paths.resources() / "cases" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _join(desk: OpenWard, now: datetime, cost: Cost | None) -> None:
    """A nurse comes to the ward and sets her PIN."""
    nurse = desk.add_person(NURSE, DEMO, now, cost, roles=("nurse", "intrathecal"))
    desk.act_as(nurse).set_pin(DEMO, NURSE_PIN, now, cost)


def _keep(desk: OpenWard, case: dict[str, Any], now: datetime) -> None:
    opened = desk.new_draft(None, now)
    desk.keep_draft(replace(opened, draft=Draft(case)), now)


def _sign(desk: OpenWard, case: dict[str, Any], now: datetime) -> None:
    """Signs the example child's plan; where a gate asks for a reason, with the first that it offers."""
    opened = desk.new_draft(None, now)
    draft = Draft(case)
    for gate in desk.look(draft, now).gates:
        if gate.state == REASON and gate.reasons:
            draft = draft.with_reason(gate.key, gate.reasons[0])
    desk.keep_draft(replace(opened, draft=draft), now)
    desk.sign(opened.id, draft, person_name=USER, password=DEMO, now=now)
