"""The same number in another unit of its analyte: what may have been meant, offered to be chosen, never taken."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import plain, shown
from hlh_desktop.domain.results.stops.values import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.stops.seen import Seen


def shown_unit(analyte: Analyte) -> str:
    """The canonical unit as it may be chosen: the first of factor 1, which the catalogue's own name may not be."""
    units = analyte.units
    return analyte.unit if analyte.unit in units else next((unit for unit in units if units[unit] == 1), analyte.unit)


def usual(one: Seen) -> tuple[Offer, ...]:
    """Every other unit in which the number would be usual, or possible where nothing is said to be usual."""
    bounds = None if one.analyte is None else one.analyte.warn or one.analyte.reject
    return () if bounds is None else _fitting(one, lambda value: bounds[0] <= value <= bounds[1])


def near(one: Seen, least: Decimal, most: Decimal) -> tuple[Offer, ...]:
    """Every other unit in which the number would lie from `least` to `most` times the value before."""
    if one.before is None:
        return ()
    before = one.before.value
    return _fitting(one, lambda value: least * before <= value <= most * before)


def named(one: Seen, units: Iterable[str]) -> tuple[Offer, ...]:
    """These units of the analyte, whatever they make of the number."""
    found = (offer_of(one, unit) for unit in units)
    return tuple(offer for offer in found if offer is not None)


def offer_of(one: Seen, unit: str) -> Offer | None:
    """One unit offered; None where the number means nothing in it."""
    value, typed = one.number(unit), one.reported.value
    if one.analyte is None or value is None or typed is None:
        return None
    sign = f"{one.reported.comparator} " if one.reported.comparator else ""
    own = shown_unit(one.analyte)
    equals = "" if unit == own else f"{shown(Fraction(value))} {own}"
    return Offer(typed, unit, f"{sign}{plain(typed)} {unit}", equals)


def _fitting(one: Seen, fits: Callable[[Decimal], bool]) -> tuple[Offer, ...]:
    """The units that make another value of the number that fits, each value once, in the order of the catalogue."""
    found: dict[Decimal, str] = {}
    for unit in () if one.analyte is None else one.analyte.units:
        value = one.number(unit)
        if value is not None and value != one.value and fits(value):
            found.setdefault(value, unit)
    return named(one, found.values())
