"""Axes of numbers made for what stands on them: whole powers of ten, or even steps of 1, 2 or 5."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.trend.axes import Axis, Tick
from hlh_desktop.domain.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.results.trend.rules import TrendRules

ONE, TEN = Decimal(1), Decimal(10)
# What an empty axis shows.
EMPTY = (Decimal(0), Decimal(10))


def log_axes(names: Sequence[tuple[str, str]], values: Sequence[Decimal], rules: TrendRules) -> tuple[Axis, ...]:
    """One logarithmic axis for each title and unit, all of the same decades. Every value must be above 0."""
    low, high = _decades(values or (ONE, TEN))
    ticks = tuple(_decade_ticks(low, high, rules))
    return tuple(Axis(title, unit, "log", low, high, ticks) for title, unit in names)


def _decades(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The powers of ten below the least and above the largest value."""
    low, most = TEN ** min(values).adjusted(), max(values)
    high = TEN ** most.adjusted()
    return (low.normalize(), (high if high == most and high > low else high * TEN).normalize())


def _decade_ticks(low: Decimal, high: Decimal, rules: TrendRules) -> Iterator[Tick]:
    """Powers of ten, with minor marks between; on a short axis also 2 and 5 are named."""
    named = rules.steps if high / low <= 100 else (ONE,)
    power = low
    while power < high:
        for times in range(1, 10):
            value = power * times
            yield Tick(value, number(value) if Decimal(times) in named else "")
        power *= TEN
    yield Tick(high, number(high))


def linear_axes(
    names: Sequence[tuple[str, str]], values: Sequence[Sequence[Decimal]], rules: TrendRules
) -> tuple[Axis, ...]:
    """One plain axis for each title and unit by its own values, all of as many steps as the longest."""
    spans = [_span(found, rules) for found in values]
    count = max(int((high - low) / step) for low, high, step in spans)
    return tuple(
        _linear(name, low, step, count) for name, (low, _, step) in zip(names, spans, strict=True)
    )  # fmt: skip


def _span(values: Sequence[Decimal], rules: TrendRules) -> tuple[Decimal, Decimal, Decimal]:
    """From where to where and by which step. From 0, unless all values lie close together far above it."""
    least, most = (min(values), max(values)) if values else EMPTY
    if 0 <= least * rules.most_steps < most * (rules.most_steps - 1) or least == most == 0:
        least = Decimal(0)
    step = _step(most - least or abs(most) or ONE, rules)
    low = (least / step).__floor__() * step
    high = -((-most / step).__floor__()) * step
    return low, high if high > low else low + step, step


def _step(length: Decimal, rules: TrendRules) -> Decimal:
    """The least of 1, 2, 5, 10, 20 ... of which few enough fill a length."""
    power = TEN ** (length.adjusted() - 1)
    while True:
        for times in rules.steps:
            if length <= power * times * rules.most_steps:
                return power * times
        power *= TEN


def _linear(name: tuple[str, str], low: Decimal, step: Decimal, count: int) -> Axis:
    values = [low + step * place for place in range(count + 1)]
    return Axis(*name, "linear", low, values[-1], tuple(Tick(value, number(value)) for value in values))
