"""What the program says: findings, tasks and options, each with its text, its rows of the article and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.sources import Cites, Statements

Level = Literal["info", "warning", "critical", "refuse"]
Stance = Literal["proposed", "offered", "advised_against"]
LEVELS: tuple[Level, ...] = ("refuse", "critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person must know. `refuse` means that something asked for is not in the plan."""

    code: str
    level: Level
    text: str
    statements: Statements
    cites: Cites


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a person must do, and when it is first due in ward time.

    `every_days` and `every_hours` say how it recurs, counted from when it was done; both None: once. After `until`
    it is not due any more; None: it recurs for good.
    """

    code: str
    due: datetime
    text: str
    statements: Statements
    cites: Cites
    every_days: int | None = None
    every_hours: int | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A treatment that etiology and severity speak for or against; the physician decides."""

    id: str
    stance: Stance
    title: str
    reason: str
    statements: Statements
    cites: Cites
