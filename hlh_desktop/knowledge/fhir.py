"""What resources/fhir.toml must hold: a code or a plain "none" for every unit, and only codes of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.case import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.knowledge.soundness import Wrong


def unsound_fhir(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would send a result out under no name, or under that of another quantity."""
    rules = knowledge.fhir
    yield from _units(knowledge)
    yield from _known_units(knowledge)
    yield from _codes(knowledge)
    for name in rules.vital_signs:
        if name not in knowledge.catalogue:
            yield "fhir", f"{name} is no analyte"
    for kind in sorted({*rules.conditions} ^ {*get_args(Kind)}):
        yield f"fhir.conditions.{kind}", "expected one diagnosis for each kind of cause"


def _units(knowledge: Knowledge) -> Iterator[Wrong]:
    rules = knowledge.fhir
    for name, analyte in knowledge.catalogue.items():
        for unit in analyte.units:
            if (rules.unit_code(name, unit) is None) != (unit in rules.unnamed):
                yield f"fhir.ucum.{unit}", f"expected either a code or a place among the unnamed, for {name}"


def _known_units(knowledge: Knowledge) -> Iterator[Wrong]:
    rules = knowledge.fhir
    known = {unit for analyte in knowledge.catalogue.values() for unit in analyte.units}
    known |= {drug.unit for drug in knowledge.formulary.values()}
    for unit in sorted({*rules.ucum, *rules.unnamed} - known):
        yield f"fhir.ucum.{unit}", "this is no unit of an analyte or a drug"
    for name, codes in rules.ucum_of.items():
        for unit in codes:
            if name not in knowledge.catalogue or unit not in knowledge.catalogue[name].units:
                yield f"fhir.ucum_of.{name}.{unit}", "this is no unit of that analyte"


def _codes(knowledge: Knowledge) -> Iterator[Wrong]:
    for name, codes in knowledge.fhir.codes.items():
        analyte = knowledge.catalogue.get(name)
        if analyte is None:
            yield f"fhir.codes.{name}", "this is no analyte"
            continue
        for unit, code in codes.items():
            if unit not in analyte.units or code not in analyte.loinc.values():
                yield f"fhir.codes.{name}.{unit}", f"{code} is not of this analyte in this unit"
