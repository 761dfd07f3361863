"""What lines of treatment must hold in themselves: days, doses, parameters in range, bands without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.parameters import choose
from hlh_desktop.domain.protocol import IntrathecalLine
from hlh_desktop.knowledge.soundness import rising

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.protocol import Line, Parameter, Step, Weight
    from hlh_desktop.knowledge.soundness import Wrong


def unsound_lines(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything wrong in the lines of each protocol, those of the formulary among them."""
    for protocol in knowledge.protocols:
        for name, line in knowledge.lines(protocol).items():
            parts = _intrathecal(line) if isinstance(line, IntrathecalLine) else _line(line, knowledge)
            for key, reason in (*parts, *_parameters(line.parameters)):
                yield f"protocols.{protocol}.{name}.{key}", reason


def _line(line: Line, knowledge: Knowledge) -> Iterator[Wrong]:
    if not line.routes or not line.steps or not all(step.days for step in line.steps):
        yield "steps", "expected a route, steps and their days"
    for number, step in enumerate(line.steps):
        yield from _named(f"steps.{number}.when", step.when, line.parameters)
    if len({frozenset(step.when) for step in line.steps}) > 1:
        yield "steps.when", "each step must name the same parameters"
    if any(step.weight for step in line.steps) and not _one_band(line.steps):
        yield "steps.weight", "each weight must lie in exactly one band"
    named = line.doses_per_day
    most = line.parameters[named].at_most if isinstance(named, str) and named in line.parameters else named
    for doses in range(2, int(most or 0) + 1) if not isinstance(most, str) else ():
        if str(doses) not in knowledge.settings.clock:
            yield "doses_per_day", f"no clock times of {doses} doses a day"


def _intrathecal(line: IntrathecalLine) -> Iterator[Wrong]:
    years = [band.from_years for band in line.bands]
    if years[:1] != [0] or not rising(years):
        yield "bands", "ages must rise from 0"
    if not line.drugs or any(set(line.drugs) - set(band.mg) for band in line.bands):
        yield "bands.mg", "each band needs a dose of each drug"
    if isinstance(line.days.count, str) and line.days.count not in line.parameters:
        yield "days.count", f"{line.days.count} is no parameter of the line"


def _one_band(steps: tuple[Step, ...]) -> bool:
    """Whether every weight, at the ends of bands and beside them, lies in exactly one band of its circumstance."""
    weights = [step.weight for step in steps if step.weight is not None]
    ends = sorted(end for band in weights for end in _ends(band))
    if len(weights) != len(steps) or not ends:
        return False
    beside = [end * share for end in ends for share in (_share(ends, -1), 1, _share(ends, 1))]
    whens = [step.when for step in steps]
    return all(
        sum(band.holds(weight) for band, step in zip(weights, steps, strict=True) if step.when == when) == 1
        for weight in beside
        for when in whens
    )


def _ends(band: Weight) -> Iterator[Decimal]:
    yield from (end for end in (band.at_least, band.below, band.above, band.up_to) if end is not None)


def _share(ends: list[Decimal], side: int) -> Decimal:
    """A factor that leads beside an end and not to the next one."""
    return 1 + side * min(ends) / (1000 * max(ends))


def _parameters(rules: Mapping[str, Parameter]) -> Iterator[Wrong]:
    for name, rule in rules.items():
        place = f"parameters.{name}"
        yield from _named(f"{place}.when", rule.when, rules)
        low = rule.at_least if rule.above is None else rule.above
        ranged = low is not None and rule.at_most is not None and low <= rule.at_most
        if rule.kind in ("decimal", "whole") and not ranged:
            yield place, "expected a range, from low to high"
        if rule.kind == "choice" and not rule.choices:
            yield place, "expected choices"
        given = rule.required or rule.nullable or rule.default is not None
        if rule.kind != "text" and not given:
            yield f"{place}.default", "expected a default, or that it is required"
        always = rule.model_copy(update={"when": {}, "needs_reason": False})
        if rule.default is not None and choose("", {name: rule.default}, {name: always}).problems:
            yield f"{place}.default", "the default lies outside its own range"


def _named(place: str, when: Mapping[str, str], rules: Mapping[str, Parameter]) -> Iterator[Wrong]:
    """Parameters and values that a circumstance names."""
    for name, value in when.items():
        if name not in rules or value not in rules[name].choices:
            yield place, f"{value} is no choice of {name}"
