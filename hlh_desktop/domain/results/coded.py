"""How results and the diagnosis are named in files for other programs: codes of units, analytes and diagnoses."""

from __future__ import annotations

from hlh_desktop.domain.case import Kind
from hlh_desktop.domain.sources import Cites, Datum


class CodedDiagnosis(Datum):
    """A diagnosis by its ICD-10 code, with its title in each language."""

    code: str
    text: dict[str, str]
    cites: Cites


class CodeRules(Datum):
    """The whole of resources/fhir.toml. Units are those of the catalogue, as laboratories write them.

    `ucum` is the code of a unit, `ucum_of` where the same letters mean another one for an analyte; `unnamed` have none.
    `codes` are LOINC by analyte and unit, so that a code of another kind of quantity is never given. `vital_signs` are
    those of the bedside. `conditions` is the diagnosis by what set HLH off.
    """

    vital_signs: tuple[str, ...]
    unnamed: tuple[str, ...]
    ucum: dict[str, str]
    ucum_of: dict[str, dict[str, str]]
    codes: dict[str, dict[str, str]]
    conditions: dict[Kind, CodedDiagnosis]
    cites: Cites

    def unit_code(self, analyte: str, unit: str) -> str | None:
        """The UCUM code of a listed unit of an analyte; None where it has none, or is not known."""
        return self.ucum_of.get(analyte, {}).get(unit) or self.ucum.get(unit)

    def analyte_code(self, analyte: str, unit: str | None) -> str | None:
        """The LOINC code of an analyte in a listed unit; None where none fits.

        Without a value there is no unit (None): then a code only where the analyte has the same one in every unit.
        """
        codes = self.codes.get(analyte, {})
        if unit is not None:
            return codes.get(unit)
        return next(iter(codes.values())) if len(set(codes.values())) == 1 else None
