"""The difference between two plans as a page and a printer show it: rows of texts, each number apart from its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RaisedState = Literal["ok", "info", "warning", "critical", "refuse"]


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One line of two plans. `quiet`: nothing of it can change any more, it stays as given."""

    name: str
    detail: str
    before: str
    after: str
    unit: str
    change: str
    percent: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A dose or a task that two plans do not have alike: its moment or words in each, empty where one lacks it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """A finding that comes, changes its level or goes: its level as a state, a word, and its sentence."""

    state: RaisedState
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceWords:
    """All that two plans do not have alike: lines, single doses with their moments, tasks, and findings."""

    lines: tuple[RevisionRow, ...]
    doses: tuple[ChangeRow, ...]
    tasks: tuple[ChangeRow, ...]
    raised: tuple[RaisedRow, ...]
