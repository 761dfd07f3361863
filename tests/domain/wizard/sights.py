"""Looks for tests of the wizard: the example child, or the plain one, changed by what a test is about."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.edits import put
from hlh_desktop.ward.look import look
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.lines import Proposal
    from hlh_desktop.domain.wizard.values import DayOneDose, Gate
    from hlh_desktop.ward.look import Look

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=PARIS)
EXAMPLE: dict[str, Any] = json.loads((ROOT / "resources/cases/example.json").read_text(encoding="utf-8"))
NBSP = "\N{NO-BREAK SPACE}"


def at(text: str) -> datetime:
    """A moment of ward time."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def seen(case: dict[str, Any], now: datetime = MORNING, **more: Any) -> Look:
    """The look of a draft with this case."""
    return look(Draft(case, **more), knowledge(), now)


def changed(**values: Any) -> dict[str, Any]:
    """The example with values at paths, "__" for a point and "_0_" for a row."""
    case = EXAMPLE
    for path, value in values.items():
        case = put(case, path.replace("__", "."), value)
    return case


def gate(found: Look, name: str) -> Gate:
    """The one gate of a rule, by the beginning of its key."""
    (one,) = [one for one in found.gates if one.key.partition(".")[0] == name]
    return one


def gates(found: Look) -> dict[str, str]:
    """The states of all gates by the beginning of their keys."""
    return {one.key.partition(".")[0]: one.state for one in found.gates}


def line(found: Look, name: str) -> Proposal:
    """A line of the table of step 5."""
    return next(one for one in found.proposals if one.line == name)


def first(found: Look, name: str) -> DayOneDose:
    """The first dose of a line."""
    return next(one for one in found.day_one if one.line == name)
