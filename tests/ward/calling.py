"""What tests of the tasks that the record calls for have in common: the child at week 8, its turns, an answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hlh_desktop.ward import tasks
from tests.domain.results import demo
from tests.ward import wards
from tests.ward.results.judged import Judged, case, judged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    import pytest

    from hlh_desktop.domain.log.tasks import TaskState

REVIEW = "transplant_review"
WEEK_8 = demo.at(49, 15, 0)


def at_week_8(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Judged:
    """The ward with its child on the afternoon of the form of week 8."""
    made = judged(folder)
    wards.ungated(monkeypatch)
    made.now = WEEK_8
    return made


def turns(ward: Judged, code: str = REVIEW) -> list[TaskState]:
    return [one for one in tasks.tasks(ward.desk, ward.child, ward.now) if one.code == code]


def open_turn(ward: Judged, code: str = REVIEW) -> TaskState | None:
    found = [one for one in turns(ward, code) if one.open]
    assert len(found) <= 1, "of each task there is one open turn"
    return found[0] if found else None


def answer(ward: Judged, at: datetime, code: str = REVIEW) -> None:
    found = open_turn(ward, code)
    assert found is not None
    ward.now = max(ward.now, at)
    tasks.task_done(ward.desk, ward.child, code, found.due, at, ward.now, "seen")


def revised(ward: Judged, lines: Mapping[str, Any] = MappingProxyType({}), **parts: Any) -> None:
    """Another version of the plan, signed now."""
    wards.signed(ward.desk, {**case(**parts), **lines}, child=ward.child, now=ward.now)
