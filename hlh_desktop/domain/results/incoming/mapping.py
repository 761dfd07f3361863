"""From a laboratory's codes and units to those of the catalogue: by table, by LOINC, by what the ward saved for it.

Nothing is guessed: a name in words means nothing unless a person said once, for this laboratory, what it means; a unit
is taken as it is written, capitals and all. What is not known stays with its reason, to be asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.results.incoming.values import LOINC, OWN_CODES, Reason
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.incoming.values import Code, Incoming, Kind

# How programs write that a code is of LOINC; the number is that of the list of code systems.
LOINC_SYSTEMS = frozenset({LOINC, "LN", "LOINC", "urn:oid:2.16.840.1.113883.6.1", "2.16.840.1.113883.6.1"})
# Tables may name an analyte as this program does; other files say so with the system of the code.
TABLES = ("csv", "paste")


class ImportRules(Datum):
    """The whole of resources/importing.toml: what units are, by their spelling and by the kind of a LOINC code."""

    cites: Cites
    measures: tuple[str, ...]
    spellings: dict[str, str]
    by_kind: dict[str, dict[str, dict[str, str]]]
    only: dict[str, tuple[str, ...]]
    never: dict[str, tuple[str, ...]]
    usual: dict[str, tuple[str, ...]]
    two_analytes: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class LabMapping:
    """What the ward saved for one laboratory.

    `columns` say what each header means; `codes` (a code or words, as written) which analyte is meant; `units` which
    unit of the catalogue a spelling is. `decimal` is the decimal sign of its tables, `delimiter` what parts columns,
    `dates` the order of its dates: iso, dmy or mdy. Empty is not said.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    decimal: str = ""
    delimiter: str = ""
    dates: str = ""

    def body(self) -> dict[str, Any]:
        """As it is kept in the record."""
        tables = {name: dict(getattr(self, name)) for name in TABLED}
        return {**tables, **{name: getattr(self, name) for name in PLAIN}}


TABLED, PLAIN = ("columns", "codes", "units"), ("decimal", "delimiter", "dates")
CHOICES = {"decimal": ("", ".", ","), "delimiter": ("", ",", ";", "\t", "|"), "dates": ("", "iso", "dmy", "mdy")}


def mapping_of(body: Mapping[str, Any] | None) -> LabMapping:
    """A mapping as it was kept; what is of another shape is as if it were not said."""
    body = body or {}
    columns, codes, units = (_texts(body.get(name)) for name in TABLED)
    decimal, delimiter, dates = (_choice(name, body.get(name)) for name in PLAIN)
    return LabMapping(columns, codes, units, decimal, delimiter, dates)


def _texts(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {key: text for key, text in pairs if isinstance(key, str) and isinstance(text, str)}


def _choice(name: str, value: object) -> str:
    return value if isinstance(value, str) and value in CHOICES[name] else ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row is about: an analyte, the code that said so, and its kind as the catalogue calls it."""

    analyte: str
    code: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class UnitMeant:
    """A unit as it is kept with the result, and the same as the catalogue lists it; `check` where a person looks."""

    kept: str
    listed: str
    check: Reason | None = None


class Lookup:
    """The meanings of one laboratory's codes and units, each found once."""

    def __init__(self, catalogue: Mapping[str, Analyte], rules: ImportRules, saved: LabMapping, kind: Kind) -> None:
        self.catalogue, self.rules, self.saved, self.kind = catalogue, rules, saved, kind
        self._loinc = {
            code: Meant(name, code, part) for name, one in catalogue.items() for part, code in one.loinc.items()
        }
        self._analytes: dict[tuple[Code, ...], Meant | Reason] = {}
        self._units: dict[tuple[Meant, tuple[str, ...]], UnitMeant | Reason] = {}

    def analyte(self, row: Incoming) -> Meant | Reason:
        """What a row is about, or why that is not known."""
        found = self._analytes.get(row.codes)
        if found is None:
            found = self._analytes[row.codes] = self._analyte(row.codes)
        return found

    def _analyte(self, codes: tuple[Code, ...]) -> Meant | Reason:
        found = [meant for code in codes if (meant := self._of_code(code)) is not None]
        found = found or [meant for code in codes if (meant := self._saved(code)) is not None]
        names = dict.fromkeys(one.analyte for one in found)
        if len(names) > 1:
            told = ", ".join(self.catalogue[name].name for name in names)
            return Reason("codes_disagree", {"names": told})
        if found:
            return found[0]
        words = next((one.words for one in codes if one.words), "")
        code = next((one.code for one in codes if one.code), "")
        if not (words or code):
            return Reason("no_code")
        return Reason("code_unknown", {"code": code or words, "words": words or code})

    def _of_code(self, code: Code) -> Meant | None:
        """By a code that means the same in every laboratory."""
        named = code.system == OWN_CODES or (not code.system and self.kind in TABLES)
        if named and code.code in self.catalogue:
            return Meant(code.code, code.code)
        return self._loinc.get(code.code) if not code.system or code.system in LOINC_SYSTEMS else None

    def _saved(self, code: Code) -> Meant | None:
        """By what the ward saved for this laboratory."""
        for text in (code.code, code.words):
            name = self.saved.codes.get(text) if text else None
            if name in self.catalogue:
                return Meant(str(name), text)
        return None

    def unit(self, meant: Meant, units: tuple[str, ...]) -> UnitMeant | Reason:
        """The unit of a value, or why it is not one of the analyte's."""
        key = (meant, units)
        found = self._units.get(key)
        if found is None:
            found = self._units[key] = self._unit(meant, units)
        return found

    def _unit(self, meant: Meant, units: tuple[str, ...]) -> UnitMeant | Reason:
        analyte, written = self.catalogue[meant.analyte], [one for one in units if one]
        values = {"name": analyte.name, "code": meant.code, "unit": written[0] if written else ""}
        if meant.kind in self.rules.never.get(meant.analyte, ()):
            return Reason("kind_never", values)
        found = [made for one in written if (made := self._listed(meant, analyte, one)) is not None]
        if not found:
            return self._unlisted(meant, analyte, written)
        if len({analyte.units[one.listed] for one in found}) > 1:
            return Reason("units_disagree", {**values, "units": ", ".join(written)})
        return self._fits(meant, analyte, found[0], values)

    def _listed(self, meant: Meant, analyte: Analyte, unit: str) -> UnitMeant | None:
        by_kind = self.rules.by_kind.get(meant.analyte, {}).get(meant.kind, {})
        saved = self.saved.units.get(unit, unit)
        for one in (saved, self.rules.spellings.get(saved, saved)):
            listed = analyte.listed(by_kind.get(one, one))
            if listed is not None:
                return UnitMeant(one if analyte.listed(one) == listed else listed, listed)
        return None

    def _unlisted(self, meant: Meant, analyte: Analyte, written: list[str]) -> Reason:
        values = {"name": analyte.name, "units": ", ".join(analyte.units)}
        if not written:
            return Reason("unit_missing", values)
        spelled = [self.rules.spellings.get(one, one) for one in written]
        other = self._of_another(meant, spelled)
        if other is not None:
            return Reason("two_analytes", {**values, "unit": written[0], "other": self.catalogue[other].name})
        misprint = next((code for one in spelled if (code := analyte.unit_reasons.get(one))), None)
        return Reason(misprint or "unit_unlisted", {**values, "unit": written[0]})

    def _of_another(self, meant: Meant, spelled: Iterable[str]) -> str | None:
        others = self.rules.two_analytes.get(meant.analyte, {})
        return next((others[one] for one in spelled if others.get(one) in self.catalogue), None)

    def _fits(
        self, meant: Meant, analyte: Analyte, unit: UnitMeant, values: Mapping[str, Any]
    ) -> UnitMeant | Reason:  # fmt: skip
        """Whether the unit is one that the code can carry, and one that is converted."""
        only, usual = self.rules.only.get(meant.kind), self.rules.usual.get(meant.kind)
        if only is not None and unit.listed not in only:
            return Reason("kind_unit", values)
        reading = analyte.units[unit.listed]
        if reading in ("refused", "ask"):
            return Reason(f"unit_{reading}", {**values, "units": ", ".join(analyte.units)})
        if usual is not None and unit.listed not in usual:
            return UnitMeant(unit.kept, unit.listed, Reason("kind_unusual", values))
        return unit
