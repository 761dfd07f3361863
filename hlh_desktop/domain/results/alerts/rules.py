"""The shape of resources/result_alerts.toml: when a result raises an alert, how loud, and when it may come again."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.rules import Words
from hlh_desktop.domain.sources import Cites, Datum, Statements

Level = Literal["info", "warning", "critical"]
# The worst first.
LEVELS: tuple[Level, ...] = ("critical", "warning", "info")


class WatchRule(Datum):
    """One alert. `hours`: acknowledged, it comes again for a newer value that is no worse only after so many."""

    level: Level
    title: Words
    text: Words
    hours: int
    statements: Statements = ()
    cites: Cites
    texts: dict[str, Words] = Field(default_factory=dict)
    limits: dict[str, Limit] = Field(default_factory=dict)
    numbers: dict[str, Decimal] = Field(default_factory=dict)


class WatchRules(Datum):
    """The whole of resources/result_alerts.toml.

    A result older than `days` raises nothing. A rule that was acknowledged without action in more than
    `defect_percent` of at least `defect_least` answers is to be looked at. `reasons` are usual ones.
    """

    days: int
    defect_percent: Decimal
    defect_least: int
    reasons: tuple[Words, ...]
    rules: dict[str, WatchRule]
    cites: Cites
