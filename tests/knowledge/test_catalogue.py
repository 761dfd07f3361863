"""The laboratory catalogue: equal to the project's own table of 46 analytes, and sound in its units."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import ROOT, knowledge

# The table stands beside the project where it was made, and not everywhere that the project goes.
TABLE = ROOT.parent / "shared" / "clinical" / "lab_catalogue.json"
CATALOGUE = knowledge().catalogue


def table() -> dict[str, dict[str, Any]]:
    if not TABLE.is_file():
        pytest.skip("the table of the clinical reference does not stand beside this checkout")
    rows = json.loads(TABLE.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    return {row["id"]: row for row in rows}


def test_it_holds_the_46_analytes_in_their_order() -> None:
    assert list(CATALOGUE) == list(table())
    assert len(CATALOGUE) == 46


# What the table says in words, in the catalogue's.
READINGS = {
    None: "refused", "ask": "ask", "raw": "raw", "separate series": "separate", "10^x": "power_of_ten",
    "low/normal/absent": "raw", "reduced/normal": "raw", "(F-32)/1.8": "fahrenheit",
}  # fmt: skip
BY_AGE = "by age (5.2)"


def reading(value: Any) -> Any:
    """The reading of a unit as the catalogue writes it."""
    return value if isinstance(value, Decimal) else READINGS[value]


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_analyte_is_as_the_table_says(name: str) -> None:
    row, analyte = table()[name], CATALOGUE[name]
    assert analyte.name == row["name"]
    assert analyte.unit == row["ucum"]
    assert list(analyte.units) == list(row["units"])
    assert {unit: analyte.units[unit] for unit in analyte.units} == {
        unit: reading(value) for unit, value in row["units"].items()
    }
    assert (analyte.axis, analyte.places) == (row["axis"], row["dp"])
    for ours, theirs in ((analyte.reject, row["reject"]), (analyte.warn, row["warn"])):
        assert (None if ours is None else list(ours)) == (None if theirs == BY_AGE else theirs)
    known = {kind: code for kind, code in row["loinc"].items() if kind != "local"}
    assert analyte.loinc == known
    assert [[line.name, line.value, line.op] for line in analyte.lines] == row["lines"]


@pytest.mark.parametrize("name", CATALOGUE)
def test_one_unit_is_the_canonical_one_and_a_spelling_never_shadows_a_unit(name: str) -> None:
    analyte = CATALOGUE[name]
    numbers = [reading for reading in analyte.units.values() if isinstance(reading, Decimal)]
    assert not numbers or numbers[0] == 1
    assert not set(analyte.spellings) & set(analyte.units)
    assert set(analyte.spellings.values()) <= set(analyte.units)
    assert not set(analyte.unit_reasons) & {*analyte.units, *analyte.spellings}
    assert all(number > 0 for number in numbers)


def test_soluble_cd25_is_two_analytes_that_never_meet() -> None:
    units, mass = CATALOGUE["scd25"], CATALOGUE["scd25_mass"]
    assert not set(units.units) & set(mass.units)
    assert units.listed("pg/mL") is None
    assert mass.listed("U/mL") is None
    assert "76039-7" not in units.loinc.values()
    limits = [line.value for line in mass.lines]
    assert limits == [None]


@pytest.mark.parametrize("spelling", ["K/uL", "k/cumm", "giga.l-1", "K/ul", "x10E9/L", "10^9/L", "thou/uL"])
def test_spellings_that_occur_in_real_files(spelling: str) -> None:
    assert CATALOGUE["plt"].listed(spelling) is not None


@pytest.mark.parametrize(
    ("analyte", "spelling"), [("ferritin", "mcg/L"), ("ferritin", "µg/L"), ("ast", "UNITS/L"), ("crea", "μmol/L")]
)
def test_other_spellings_that_occur(analyte: str, spelling: str) -> None:
    assert CATALOGUE[analyte].listed(spelling) is not None
