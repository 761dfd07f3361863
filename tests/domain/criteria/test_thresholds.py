"""Both sides of every limit of the criteria, in each unit that the catalogue converts."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.laboratory import Limit, proves
from hlh_desktop.domain.sources import Datum
from tests.builders import knowledge
from tests.domain.criteria.seen import result

if TYPE_CHECKING:
    from collections.abc import Iterator

# From diagnostics.md 1.1, 1.3 and 1.4: where it stands, analyte, side, limit in the canonical unit, limits as reported.
LIMITS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "limits.fever": ("temp", ">=", "38.5", {}),
    "limits.hemoglobin": ("hb", "<", "90", {}),
    "limits.hemoglobin_newborn": ("hb", "<", "100", {}),
    "limits.platelets": ("plt", "<", "100", {}),
    "limits.neutrophils": ("anc", "<", "1", {}),
    "limits.triglycerides": ("tg", ">=", "3.0", {"mg/dL": "265"}),
    "limits.fibrinogen": ("fibrinogen", "<=", "1.5", {}),
    "limits.ferritin": ("ferritin", ">=", "500", {}),
    "limits.scd25": ("scd25", ">=", "2400", {}),
    "hscore.lineage_limits.0": ("hb", "<=", "92", {}),
    "hscore.lineage_limits.1": ("wbc", "<=", "5", {}),
    "hscore.lineage_limits.2": ("plt", "<=", "110", {}),
    "hscore.steps.temperature.0.limit": ("temp", ">=", "38.4", {}),
    "hscore.steps.temperature.1.limit": ("temp", ">", "39.4", {}),
    "hscore.steps.ferritin.0.limit": ("ferritin", ">=", "2000", {}),
    "hscore.steps.ferritin.1.limit": ("ferritin", ">", "6000", {}),
    "hscore.steps.triglycerides.0.limit": ("tg", ">=", "1.5", {"mg/dL": "132.7"}),
    "hscore.steps.triglycerides.1.limit": ("tg", ">", "4.0", {"mg/dL": "354"}),
    "hscore.steps.fibrinogen.0.limit": ("fibrinogen", "<=", "2.5", {}),
    "hscore.steps.ast.0.limit": ("ast", ">=", "30", {}),
    "mas_2016.fever": ("temp", ">=", "38.5", {}),
    "mas_2016.ferritin": ("ferritin", ">", "684", {}),
    "mas_2016.others.0": ("plt", "<=", "181", {}),
    "mas_2016.others.1": ("ast", ">", "48", {}),
    "mas_2016.others.2": ("tg", ">", "1.76", {"mg/dL": "156"}),
    "mas_2016.others.3": ("fibrinogen", "<=", "3.6", {}),
}
STEP = Decimal("0.000001")


def walk(place: str, value: object) -> Iterator[tuple[str, Limit]]:
    """Every limit of the criteria with its place."""
    if isinstance(value, Limit):
        yield place, value
    elif isinstance(value, Datum):
        for name in type(value).model_fields:
            yield from walk(f"{place}.{name}".strip("."), getattr(value, name))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from walk(f"{place}.{name}", entry)
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from walk(f"{place}.{number}", entry)


def line_in(unit: str, analyte: str, canonical: str, reported: dict[str, str]) -> Decimal | None:
    """The limit in a unit, or None where the catalogue does not convert it."""
    reading = knowledge().catalogue[analyte].units[unit]
    if unit in reported:
        return Decimal(reported[unit])
    if reading == "fahrenheit":
        return Decimal(canonical) * Decimal("1.8") + 32
    return Decimal(canonical) / reading if isinstance(reading, Decimal) else None


def in_units() -> list[tuple[str, str]]:
    return [(place, unit) for place, (analyte, *_) in LIMITS.items() for unit in knowledge().catalogue[analyte].units]


def test_the_table_here_names_every_limit_of_the_criteria() -> None:
    assert {place for place, _ in walk("", knowledge().criteria)} == set(LIMITS)


@pytest.mark.parametrize(("place", "unit"), in_units())
def test_both_sides_of_a_limit(place: str, unit: str) -> None:
    analyte, side, canonical, reported = LIMITS[place]
    limit = dict(walk("", knowledge().criteria))[place]
    line = line_in(unit, analyte, canonical, reported)
    if line is None:
        assert proves(result(analyte, "1000000", unit), limit) is None
        return
    # Where the line has no end in this unit, the nearest numbers below and above stand for its sides.
    below = line.quantize(STEP, ROUND_FLOOR)
    exact = below == line
    assert proves(result(analyte, f"{below - STEP * exact:f}", unit), limit) is side.startswith("<")
    assert proves(result(analyte, f"{below + STEP:f}", unit), limit) is side.startswith(">")
    if exact:
        assert proves(result(analyte, f"{below:f}", unit), limit) is side.endswith("=")
