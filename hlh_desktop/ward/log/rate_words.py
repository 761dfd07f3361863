"""How a ward's second checks went, in words: how many were independent, how long they took, how many disagreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.gates.when import span
from hlh_desktop.domain.writing import number

if TYPE_CHECKING:
    from hlh_desktop.ward.open_ward import OpenWard

MINUTE, HUNDRED = timedelta(minutes=1), 100


@dataclass(frozen=True, slots=True)
class RateLine:
    """One figure of the ward: what it is, and how it stands; the part of a whole with its percentage."""

    label: str
    value: str


def rate_lines(desk: OpenWard) -> tuple[RateLine, ...]:
    """Independence, time and disagreement of every second check of this ward, from its first day on."""
    rates = desk.log.check_rates()
    return (
        _line(desk, "independent", _part(desk, "independent", rates.independent, rates.due)),
        _line(desk, "spent", _spent(desk, rates.spent)),
        _line(desk, "differed", _part(desk, "differed", rates.differed, rates.checks)),
    )


def _line(desk: OpenWard, name: str, value: str) -> RateLine:
    return RateLine(desk.ward.wording.say(f"rates.{name}.label"), value)


def _part(desk: OpenWard, name: str, part: int, whole: int) -> str:
    """How many of how many; of nothing there is no percentage."""
    if not whole:
        return desk.ward.wording.say(f"rates.{name}.none")
    percent = number(Fraction(HUNDRED * part, whole), 0)
    return desk.ward.wording.say(f"rates.{name}.of", part=part, whole=whole, percent=percent)


def _spent(desk: OpenWard, spent: timedelta | None) -> str:
    """The time that half of the checks needed at the most."""
    if spent is None:
        return desk.ward.wording.say("rates.spent.none")
    if spent < MINUTE:
        return desk.ward.wording.say("rates.spent.short")
    return desk.ward.wording.say("rates.spent.of", time=span(spent))
