"""The catalogue as a person reads it: what each analyte is counted in, what is possible and usual, and from where."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.writing import listed, number, spelt
from hlh_desktop.ward.results.own_analytes import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte, Line
    from hlh_desktop.ward.open_ward import OpenWard

# How a unit that has no factor is told; refused ones and those that are asked about stand apart.
READINGS = {"raw": "apart", "separate": "apart", "power_of_ten": "log", "fahrenheit": "fahrenheit"}
NOT_TAKEN = ("refused", "ask")
# On which side of a line a value lies beyond it.
WAYS = {">": "above", ">=": "or_more", "<": "below", "<=": "or_less", "=": "at"}


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One analyte: its name and unit, the ranges in short, and all that is known of it as sentences."""

    key: str
    name: str
    unit: str
    possible: str
    usual: str
    facts: tuple[str, ...]
    own: bool


def catalogue_lines(desk: OpenWard) -> tuple[CatalogueLine, ...]:
    """The shipped analytes in the order of their file, then the ward's own that are offered."""
    known = desk.ward.knowledge
    return tuple(_line(key, analyte, known) for key, analyte in desk.labs.catalogue().items())


def _line(key: str, analyte: Analyte, known: Knowledge) -> CatalogueLine:
    possible, usual = (_between(found, analyte, known) for found in (analyte.reject, analyte.warn))
    facts = tuple(_facts(analyte, known))
    return CatalogueLine(key, analyte.name, _counted(analyte), possible, usual, facts, key.startswith(OWN))


def _counted(analyte: Analyte) -> str:
    """The unit of its ranges as readers know it: as laboratories write it, where the canonical one is a code."""
    written = next((unit for unit, reading in analyte.units.items() if reading == 1), analyte.unit)
    return spelt(written)


def _between(found: tuple[Decimal, Decimal] | None, analyte: Analyte, known: Knowledge) -> str:
    if found is None:
        return known.wording.say("catalogue.any")
    return known.wording.say("catalogue.between", low=number(found[0]), high=number(found[1]), unit=_counted(analyte))


def _facts(analyte: Analyte, known: Knowledge) -> Iterator[str]:
    """Units, ranges, lines, what keeps results apart, the note and the sources."""
    say = known.wording.say
    yield say("catalogue.units", units=listed(_units(analyte, known)))
    for key, found in (("possible", analyte.reject), ("usual", analyte.warn)):
        if found is not None:
            yield say(f"catalogue.{key}", low=number(found[0]), high=number(found[1]), unit=_counted(analyte))
    lines = listed(_limit(line, known) for line in analyte.lines)
    yield say("catalogue.lines", lines=lines) if lines else say("catalogue.no_lines")
    yield from (say(f"catalogue.apart_{one}") for one in analyte.apart)
    if analyte.note:
        yield analyte.note
    cites = ((known.sources[cite.source].title, cite.evidence) for cite in analyte.cites)
    named = dict.fromkeys(say("catalogue.cited", title=title, evidence=evidence) for title, evidence in cites)
    yield say("catalogue.sources", sources=listed(named))


def _units(analyte: Analyte, known: Knowledge) -> Iterator[str]:
    say = known.wording.say
    for unit, reading in analyte.units.items():
        if isinstance(reading, Decimal):
            key = "same" if reading == 1 else "also"
            yield say(f"catalogue.{key}", unit=unit, factor=number(reading))
        elif reading not in NOT_TAKEN:
            yield say(f"catalogue.{READINGS[reading]}", unit=unit)
    refused = listed(unit for unit, reading in analyte.units.items() if reading in NOT_TAKEN)
    if refused:
        yield say("catalogue.refused", units=refused)


def _limit(line: Line, known: Knowledge) -> str:
    if line.value is None:
        return known.wording.say("catalogue.line_open", name=line.name)
    return known.wording.say(f"catalogue.line_{WAYS[line.op]}", name=line.name, value=number(line.value))
