"""Results for tests of files: the demonstration series of a child, one of every kind, and any that hypothesis finds."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from hlh_desktop.domain.results.values import LabResult, Reported, ResultId, Sample
from tests.builders import knowledge

PARIS = ZoneInfo("Europe/Paris")
DAY_ONE = datetime(2026, 11, 22, 6, 10, tzinfo=PARIS)
CHILD = UUID(int=7)
COLUMNS = (
    ("ferritin", "ug/L"), ("scd25", "U/mL"), ("plt", "10*9/L"), ("hb", "g/L"), ("anc", "10*9/L"),
    ("fibrinogen", "g/L"), ("tg", "mmol/L"), ("ast", "U/L"), ("na", "mmol/L"), ("bili_t", "umol/L"), ("aptt", "s"),
    ("crea", "umol/L"), ("alb", "g/L"),
)  # fmt: skip
# The synthetic series of the clinical brief: no patient.
DEMO = (
    (-2, "6556 - 62 88 0.9 1.4 3.1 188 133 24 43.8 31 29"),
    (0, "11734 14700 41 82 0.7 1.1 3.8 260 131 38 47.2 38 26"),
    (1, ">20000 - 28 79 0.6 0.9 4.1 311 130 44 51.5 41 24"),
    (3, "12900 - 33 84 0.4 1.2 4.4 190 133 40 46.0 36 26"),
    (7, "4100 9100 58 86 0.3 1.7 4.0 96 136 27 38.9 30 29"),
    (14, "1350 4300 121 92 0.8 2.3 3.2 61 138 15 35.1 28 33"),
    (28, "610 1900 236 101 1.9 2.8 2.2 44 139 9 33.8 27 37"),
)
# What an import refuses: above another analyte of the sample, or a weight or height in another unit than kg and cm.
HELD_AGAINST_OTHERS = ("bili_c", "anc", "dbp", "map", "weight", "height")
UNITS = [
    (name, unit)
    for name, one in knowledge().catalogue.items()
    for unit, reading in one.units.items()
    if reading not in ("refused", "ask") and name not in HELD_AGAINST_OTHERS
]
STATES = ("final", "final", "preliminary", "corrected", "pending", "cancelled")
CONDITIONS = ("transfused", "lipid", "propofol", "steroid", "haemolysed", "heparin")


def demo_samples(shift: timedelta = timedelta()) -> tuple[Sample, ...]:
    """The demonstration series as a laboratory reported it; day 3 was transfused."""
    made = []
    for day, row in DEMO:
        cells = zip(COLUMNS, row.split(), strict=True)
        results = tuple(_typed(*column, cell) for column, cell in cells if cell != "-")
        conditions: Any = ("transfused",) if day == 3 else ()
        moment = DAY_ONE + timedelta(days=day) + shift
        made.append(Sample(moment, results, "Central laboratory", conditions=conditions))
    return tuple(made)


def _typed(analyte: str, unit: str, cell: str) -> Reported:
    comparator: Any = ">" if cell.startswith(">") else None
    return Reported(analyte, unit, Decimal(cell.lstrip(">")), comparator)


def results_of(*samples: Sample) -> tuple[LabResult, ...]:
    """Samples as they would stand in a record."""
    return tuple(
        LabResult(
            ResultId(number, place), CHILD, sample.at, reported, sample.laboratory, sample.specimen, sample.fasting,
            sample.conditions,
        )
        for number, sample in enumerate(samples, start=1)
        for place, reported in enumerate(sample.results)
    )  # fmt: skip


@st.composite
def reported(draw: st.DrawFn) -> Reported:
    """Any result that the record could hold, within what the catalogue does not refuse."""
    name, unit = draw(st.sampled_from(UNITS))
    parts: dict[str, Any] = {
        "method": draw(st.sampled_from(["", "Immulite 2000", "LC-MS"])),
        "code": draw(st.sampled_from(["", "FERR", "1234-5"])),
        "status": draw(st.sampled_from(STATES)),
    }
    if parts["status"] in ("pending", "cancelled"):
        parts["text"] = draw(st.sampled_from(["", "clotted", "not enough material"]))
        return Reported(name, unit, **parts)
    if draw(st.integers(0, 5)) == 0:
        return Reported(name, unit, text=draw(st.sampled_from(["not detected", "absent", "see report"])), **parts)
    value = draw(_values(name, unit))
    low, high = draw(st.sampled_from([(None, None), (value / 2, value * 2), (None, value), (value, None)]))
    comparator = draw(st.sampled_from([None, None, "<", "<=", ">", ">="]))
    return Reported(name, unit, value, comparator, low=_plain(low), high=_plain(high), **parts)


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.0001"))


def _values(name: str, unit: str) -> st.SearchStrategy[Decimal]:
    """Values with up to two decimals between the ends of what is not refused, in the unit of the report."""
    analyte = knowledge().catalogue[name]
    factor, (low, high) = analyte.units[unit], analyte.reject or (Decimal(0), Decimal(100))
    if isinstance(factor, Decimal):
        low, high = low / factor, high / factor
    elif factor == "power_of_ten":
        low, high = Decimal(0), Decimal(9)
    elif factor == "fahrenheit":
        low, high = Decimal(80), Decimal(110)
    step = (high - low) / 1000
    return (
        st.integers(1, 999)
        .map(lambda count: (low + step * count).quantize(Decimal("0.01")))
        .filter(lambda one: low <= one <= high)
    )


@st.composite
def samples(draw: st.DrawFn) -> tuple[Sample, ...]:
    """A few samples at moments of their own, one result an analyte each."""
    hours = draw(st.lists(st.integers(0, 600), min_size=1, max_size=4, unique=True))
    return tuple(draw(_sample(hour)) for hour in sorted(hours))


@st.composite
def _sample(draw: st.DrawFn, hour: int) -> Sample:
    results = draw(st.lists(reported(), min_size=1, max_size=5, unique_by=lambda one: one.analyte))
    return Sample(
        DAY_ONE + timedelta(hours=hour), tuple(results), draw(st.sampled_from(["", "Central laboratory"])),
        draw(st.sampled_from(["", "plasma", "whole blood"])), draw(st.sampled_from([None, True, False])),
        tuple(draw(st.lists(st.sampled_from(CONDITIONS), unique=True, max_size=2))),
    )  # fmt: skip
