"""Codes for other programs: LOINC only where it fits analyte and unit; UCUM by analyte where letters mean another."""

from __future__ import annotations

import pytest

from tests.builders import knowledge

RULES = knowledge().fhir


@pytest.mark.parametrize(
    ("analyte", "unit", "code"),
    [
        ("hb", "g/L", "718-7"), ("hb", "mmol/L", "59260-0"), ("tg", "mmol/L", "14927-8"), ("tg", "mg/dL", "2571-8"),
        ("ferritin", "mcg/L", "2276-4"), ("ebv", "copies/mL", None), ("ferritin", "pmol/L", None),
        ("ferritin", "", None),
    ],
)  # fmt: skip
def test_a_value_has_the_code_of_its_own_kind_of_quantity(analyte: str, unit: str, code: str | None) -> None:
    assert RULES.analyte_code(analyte, unit) == code


@pytest.mark.parametrize("unit", ["U/mL", "pg/mL", None])
def test_the_unit_assay_of_scd25_never_has_the_code_of_the_mass_assay(unit: str | None) -> None:
    assert RULES.analyte_code("scd25", unit) is None
    assert RULES.analyte_code("scd25_mass", "pg/mL") == "76039-7"


@pytest.mark.parametrize(
    ("analyte", "code"), [("ferritin", "2276-4"), ("plt", "26515-7"), ("hb", None), ("tg", None), ("own:cd163", None)]
)
def test_without_a_value_there_is_a_code_only_where_every_unit_has_the_same(analyte: str, code: str | None) -> None:
    assert RULES.analyte_code(analyte, None) == code


@pytest.mark.parametrize(
    ("analyte", "unit", "code"),
    [
        ("scd25", "U/mL", "[arb'U]/mL"), ("ast", "U/mL", "U/mL"), ("scd25", "U/L", "[arb'U]/L"), ("ast", "U/L", "U/L"),
        ("scd25", "IU/mL", "[IU]/mL"), ("plt", "K/uL", "10*3/uL"), ("plt", "lakh/uL", None), ("plt", "furlong", None),
    ],
)  # fmt: skip
def test_a_unit_has_its_code_by_analyte_first(analyte: str, unit: str, code: str | None) -> None:
    assert RULES.unit_code(analyte, unit) == code
