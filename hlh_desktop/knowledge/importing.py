"""What resources/importing.toml must hold: only analytes, units and kinds of codes that the catalogue has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.knowledge.soundness import Wrong


def unsound_importing(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would make a unit of a file into one that no result can have."""
    rules = knowledge.importing
    known = {unit for analyte in knowledge.catalogue.values() for unit in analyte.units}
    yield from _units("spellings", rules.spellings.values(), known)
    for name, units in (*rules.only.items(), *rules.usual.items()):
        yield from _units(f"kinds.{name}", units, known)
    for spelling in sorted(rules.spellings.keys() & _apart(knowledge, rules.spellings)):
        yield f"importing.spellings.{spelling}", "it is a unit of its own of an analyte that does not list the other"
    yield from _analytes(knowledge)


def _units(place: str, units: Iterable[str], known: set[str]) -> Iterator[Wrong]:
    for unit in units:
        if unit not in known:
            yield f"importing.{place}", f"{unit} is no unit of an analyte"


def _apart(knowledge: Knowledge, spellings: dict[str, str]) -> set[str]:
    """Spellings that an analyte lists with another factor than the unit they are said to be."""
    return {
        spelling
        for analyte in knowledge.catalogue.values()
        for spelling, unit in spellings.items()
        if spelling in analyte.units and analyte.units.get(unit, analyte.units[spelling]) != analyte.units[spelling]
    }


def _analytes(knowledge: Knowledge) -> Iterator[Wrong]:
    rules, catalogue = knowledge.importing, knowledge.catalogue
    named = {*rules.measures, *rules.by_kind, *rules.never, *rules.two_analytes}
    named |= {other for units in rules.two_analytes.values() for other in units.values()}
    for name in sorted(named - catalogue.keys()):
        yield f"importing.{name}", "this is no analyte"
        return
    for name, kinds in rules.by_kind.items():
        for kind, units in kinds.items():
            if kind not in catalogue[name].loinc or not set(units.values()) <= catalogue[name].units.keys():
                yield f"importing.by_kind.{name}.{kind}", "expected a kind of its codes and units of this analyte"
    for name, never in rules.never.items():
        if not set(never) <= catalogue[name].loinc.keys():
            yield f"importing.never.{name}", "expected kinds of its codes"
    for name, units in rules.two_analytes.items():
        wrong = [unit for unit, other in units.items() if unit not in catalogue[other].units]
        if wrong:
            yield f"importing.two_analytes.{name}", f"{wrong[0]} is no unit of the other analyte"
