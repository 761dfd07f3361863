"""An alert with the results that raised it, an answer to one, and a rule that could not be assessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.results.alerts.rules import Level
    from hlh_desktop.domain.results.values import LabResult, ResultId
    from hlh_desktop.domain.sources import Cites, Statements


@dataclass(frozen=True, slots=True)
class Ground:
    """A result that an alert rests on. `value` in the canonical unit; lower is worse where it `falls`."""

    result: LabResult
    value: Decimal | None
    falls: bool

    @property
    def analyte(self) -> str:
        """What it measured."""
        return self.result.analyte


@dataclass(frozen=True, slots=True)
class Answered:
    """An alert that was acknowledged: by what, when (`at` is the newest of its results), by whom and why.

    `values` are its results in canonical units by analyte. `acted`: something was done about it.
    """

    code: str
    level: Level
    results: frozenset[ResultId]
    about: str
    values: Mapping[str, Decimal | None]
    at: datetime
    by: str
    saved: datetime
    reason: str
    acted: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that a child's results raise. `about` names what no result does, such as the day of a puncture.

    `answered` is how it was acknowledged; None while it is open.
    """

    code: str
    level: Level
    title: str
    text: str
    statements: Statements
    cites: Cites
    grounds: tuple[Ground, ...]
    at: datetime
    about: str = ""
    answered: Answered | None = field(default=None, compare=False)

    @property
    def results(self) -> frozenset[ResultId]:
        """The results that raised it: with its code and `about` they say which alert it is."""
        return frozenset(one.result.id for one in self.grounds)

    @property
    def key(self) -> str:
        """Which alert it is, as one word."""
        places = (f"{one.number}.{one.place}" for one in sorted(self.results))
        return "/".join((self.code, "+".join(places), self.about))

    @property
    def open(self) -> bool:
        """Whether nobody has acknowledged it."""
        return self.answered is None


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule that could not be looked at, and what is missing for it, as names of analytes or questions."""

    code: str
    title: str
    missing: tuple[str, ...]
