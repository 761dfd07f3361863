"""What stands against a typed result: a stop with its level, its sentence, what is accepted, what was before.

A hard stop is not saved, whatever is said. A soft one is possible but rare: it stands once the value was typed again
and a reason was given. What is told asks for nothing. No stop changes a value: other units are offered, never taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from hlh_desktop.domain.results.values import LabResult

Level = Literal["hard", "soft", "told"]
Words = dict[str, str]
# The codes behind a reason, so that overrides can be counted by the stop that they overrode.
CODES = ", "
KEPT = re.compile(r"(.*)\x20\[([a-z_]+(?:,\x20[a-z_]+)*)\]", re.DOTALL)


class Slip(Datum):
    """A unit that was typed for another: `entered` with a number from `low` to `high` may have been `meant`."""

    analyte: str
    entered: str
    low: Decimal
    high: Decimal
    meant: str


class Factor(Datum):
    """The factor between two units of an analyte, by which a value differs if the wrong one was chosen."""

    analyte: str
    times: Decimal


class StopRule(Datum):
    """A stop as data: its level, its sentence and those of its variants, the numbers that its rule reads."""

    level: Level
    text: Words
    texts: dict[str, Words] = Field(default_factory=dict)
    numbers: dict[str, Decimal] = Field(default_factory=dict)
    slips: tuple[Slip, ...] = ()
    factors: tuple[Factor, ...] = ()
    times: tuple[Decimal, ...] = ()
    cites: Cites


class StopRules(Datum):
    """The whole of resources/result_stops.toml.

    `reasons` are those to choose from when a rare value is right. `before_days` is how far back a value before is
    looked for, which is told beside a stop; no rule compares over so long a time.
    """

    stops: dict[str, StopRule]
    reasons: tuple[Words, ...]
    before_days: int
    cites: Cites


@dataclass(frozen=True, slots=True)
class Child:
    """Whose results they are: the day of birth in ward time, and the sex where it is known."""

    born: date
    sex: Literal["female", "male"] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The same number in another unit, to choose by hand: `text` is "210 mg/dL", `equals` "= 2.1 g/L"."""

    value: Decimal
    unit: str
    text: str
    equals: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stands against a sample.

    `place` is the result's in the sample, None for the sample itself (its time). `met`: nothing is left to do.
    `accepted` says what would be ("up to 20 g/L"), empty where nothing more is to be said; `before` is the newest
    earlier result of the same series and `before_text` that with its date; `others` are the places of the results
    that it does not fit.
    """

    place: int | None
    code: str
    level: Level
    text: str
    met: bool
    accepted: str = ""
    before: LabResult | None = None
    before_text: str = ""
    offers: tuple[Offer, ...] = ()
    others: tuple[int, ...] = ()
    cites: Cites = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Rare values as they were typed a second time, and why they are right, both by the place in the sample."""

    again: Mapping[int, str] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)


def kept(stops: Iterable[Stop], place: int, reason: str) -> str:
    """A reason as a result keeps it, the codes of the soft stops of its place behind it; empty where there is none."""
    codes = sorted({stop.code for stop in stops if stop.place == place and stop.level == "soft"})
    return " ".join((reason.strip(), f"[{CODES.join(codes)}]")) if codes else ""


def codes_kept(reason: str) -> tuple[str, tuple[str, ...]]:
    """A kept reason in the words that were said, and the codes of the stops; none where it names none."""
    found = KEPT.fullmatch(reason)
    return (reason, ()) if found is None else (found[1], tuple(found[2].split(CODES)))


def open_stops(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """Those that keep a sample from being saved."""
    return tuple(stop for stop in stops if not stop.met)


def savable(stops: Iterable[Stop]) -> bool:
    """Whether the sample may be saved as it stands."""
    return not open_stops(stops)
