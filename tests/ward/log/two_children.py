"""A ward to copy: two children with signed plans and a physician, a nurse of the intrathecal register, a nurse."""

from __future__ import annotations

import atexit
import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.ward import signing
from tests.builders import case_data, knowledge, regimen
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import OpenDraft, PlanHead

# Before the first dose of day one.
NOW = wards.NOW - timedelta(hours=6)
NURSE, SECOND, SECRET = "RN A. Example", "RN B. Example", "a password of the ward"
PEOPLE = {NURSE: ("nurse", "intrathecal"), SECOND: ("nurse",)}
ONE = {"patient": {"mrn": "TV04", "family_name": "Example", "given_name": "Four"}, "regimen": regimen(
    "etoposide", "dexamethasone", "cotrimoxazole")}  # fmt: skip
OTHER = {"patient": {"mrn": "TV10", "family_name": "Example", "given_name": "Ten"}, "regimen": regimen(
    "etoposide", "dexamethasone", "cotrimoxazole", "intrathecal"), "severity": {"cns": "progressive"}}  # fmt: skip


def copied(folder: Path) -> Path:
    """Such a ward at that place."""
    shutil.copytree(_made(), folder)
    return folder


@cache
def _made() -> Path:
    """The ward; it goes with the tests."""
    folder = Path(mkdtemp(prefix="hlh-two-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = wards.new_ward(folder / "ward")
    for name, roles in PEOPLE.items():
        desk.add_person(name, SECRET, NOW, cost=wards.CHEAP, roles=roles)  # type: ignore[arg-type]
    for parts in (ONE, OTHER):
        opened = desk.new_draft(None, NOW)
        sign(desk, opened, case_data(**parts), NOW)
    desk.store.close()
    return folder / "ward"


def sign(desk: OpenWard, opened: OpenDraft, case: Mapping[str, Any], now: datetime) -> PlanHead:
    """A case signed past the gates of the wizard, which have tests of their own."""
    read = read_object(case, knowledge())
    assert read.case is not None, read.problems
    plan, draft = make_plan(read.case, knowledge()), Draft(case)
    with patch.object(signing, "_plan", lambda *_: plan):
        return desk.sign(opened.id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=now)
