"""What a rule answers when it fires, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.laboratory import Result
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation
    from hlh_desktop.domain.sources import Cites


Asks = TypeVar("Asks")


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fires: the values of its sentence; another of its sentences, levels or sources than usual."""

    values: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    level: Level | None = None
    cites: Cites = ()


class Rule(Protocol):
    """A finding's rule: looks at the situation with the limits of its entry, and yields once for each finding."""

    def __call__(self, situation: Situation, alert: Alert) -> Iterator[Fired]: ...


@dataclass(frozen=True, slots=True)
class Finds(Generic[Asks]):
    """A rule and what it reads of its entry, no more and no less: names of its numbers, sentences, limits and lists."""

    rule: Asks
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def measured(result: Result) -> dict[str, str]:
    """The values of a result for a sentence: as reported, with its unit and day."""
    return {"value": result.reported, "unit": result.unit, "day": result.on.isoformat()}
