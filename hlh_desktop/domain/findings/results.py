"""Findings about laboratory rows: a unit that is not converted, a value outside the usual range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired, measured
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

REFUSED = ("refused", "ask")


def unit_refused(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A result in a unit that can't be converted: its value is unknown, the plan goes on."""
    for result in situation.results:
        analyte = situation.knowledge.catalogue[result.analyte]
        if analyte.units[result.unit] in REFUSED:
            yield Fired({"name": analyte.name, "note": analyte.note, **measured(result)})


def value_implausible(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A result outside the catalogue's warning range; it is used all the same."""
    for result in situation.results:
        analyte = situation.knowledge.catalogue[result.analyte]
        if analyte.warn is not None and result.canonical is not None:
            low, high = analyte.warn
            if not low <= result.canonical <= high:
                bounds = {"low": plain(low), "high": plain(high), "range_unit": analyte.unit}
                yield Fired({"name": analyte.name, **bounds, **measured(result)})


RULES: dict[str, Finds[Rule]] = {
    "unit_refused": Finds(unit_refused),
    "value_implausible": Finds(value_implausible),
}
