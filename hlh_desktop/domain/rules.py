"""The shape of the rules in alerts/, tasks.toml, options.toml and interactions.toml: data beside their sentence."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Literal

from pydantic import Field

from hlh_desktop.domain.finding import Level, Stance
from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.sources import Cites, Datum, Statements

Words = dict[str, str]


class AgeBand(Datum):
    """A limit for an age; bands are tried in order and the first that holds counts. Ages are on day one.

    `below_months` and `up_to_days` are the upper ends; `sex` narrows a band; `level` overrides the finding's.
    """

    value: dict[str, Decimal]
    below_months: int | None = None
    up_to_days: int | None = None
    sex: Literal["female", "male"] | None = None
    level: Level | None = None


class Alert(Datum):
    """A finding as data: which rule raises it, with which limits, at which level, in which words."""

    level: Level
    text: Words
    statements: Statements = ()
    cites: Cites
    # One sentence per further state of the same finding, by name.
    texts: dict[str, Words] = Field(default_factory=dict)
    limit: Limit | None = None
    limits: dict[str, Limit] = Field(default_factory=dict)
    bands: tuple[AgeBand, ...] = ()
    numbers: dict[str, Decimal] = Field(default_factory=dict)
    lines: tuple[str, ...] = ()
    # Names that the rule looks for, such as those of medicines, by what they are.
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    indicator: bool = False


class TaskRule(Datum):
    """A task as data: due on a course day (or so many days after its anchor) at a ward time, and how it recurs.

    `every_days` comes again at its clock time, `every_hours` so many hours after it was done; never both. Its condition
    reads `numbers`, `lists` (of lines) and `limits`.
    """

    text: Words
    statements: Statements = ()
    cites: Cites
    day: int = 1
    at: time | None = None
    after_hours: int = 0
    every_days: int | None = None
    every_hours: int | None = None
    numbers: dict[str, Decimal] = Field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    limits: dict[str, Limit] = Field(default_factory=dict)


class OptionCase(Datum):
    """One circumstance of an option: the facts that must hold, the stance then taken and why."""

    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    stance: Stance
    reason: Words
    statements: Statements
    cites: Cites


class OptionRule(Datum):
    """An option: the first of its cases whose facts all hold is shown; none holding, it is not shown."""

    title: Words
    cases: tuple[OptionCase, ...]


class Interaction(Datum):
    """Two groups of medicines that meet badly: what happens and what to do.

    `current` are medicines that the child takes already, by the names under which they are typed: never one ordered.
    """

    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    text: Words
    statements: Statements = ()
    cites: Cites
