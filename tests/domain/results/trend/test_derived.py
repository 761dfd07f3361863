"""Weights of the ward and the eGFR of each creatinine; what is unknown gives no point."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hlh_desktop.domain.case import Measurement
from tests.domain.results.trend.demo import chart, result, spaced, trend

MEASURES = (
    Measurement(on=date(2026, 11, 21), weight_kg=Decimal("16.0"), height_cm=Decimal(103)),
    Measurement(on=date(2026, 12, 5), weight_kg=Decimal("16.8"), height_cm=Decimal(104)),
)


def egfr(*results: object, born: date = date(2022, 6, 22)) -> list[str]:
    made = trend(list(results), measures=MEASURES, analytes=("egfr",), subject={"born": born})  # type: ignore[arg-type]
    return [point.shown for point in chart(made, "egfr").curves[0].points]


def test_each_creatinine_counts_with_the_height_of_its_time() -> None:
    # 36.5 x 103 / 38 = 98.9; 36.5 x 104 / 28 = 135.6
    assert egfr(result("crea", "38", 0), result("crea", "28", 14)) == ["98.9", "135.6"]
    # 0.413 x 103 / 0.4 = 106.3
    assert egfr(result("crea", "0.4", 0, "mg/dL")) == ["106.3"]


def test_the_line_that_it_is_not_valid_now_stands_with_it() -> None:
    made = chart(trend([result("crea", "38")], measures=MEASURES, analytes=("egfr",)), "egfr")
    assert made.note.startswith("Not valid while kidney function changes")
    (point,) = made.curves[0].points
    assert spaced(point.reported) == "creatinine 38 micromol/L, height 103 cm"
    assert spaced(made.axes[0].unit) == "mL/min per 1.73 m²"


@pytest.mark.parametrize(
    ("value", "day", "born"),
    [
        ("< 20", 0.0, date(2022, 6, 22)),  # beyond the assay
        ("38", -5.0, date(2022, 6, 22)),  # before any height
        ("38", 0.0, date(2025, 12, 1)),  # under a year
        ("38", 0.0, date(2008, 11, 22)),  # 18 that day
    ],
)
def test_where_the_formula_does_not_hold_there_is_no_point(value: str, day: float, born: date) -> None:
    assert egfr(result("crea", value, day), born=born) == []


def test_what_can_be_drawn_is_offered_with_what_the_ward_measures_apart() -> None:
    found = [result("plt", "41"), result("temp", "39.1", 0, "Cel"), result("nk", "", text="low")]
    made = trend(found, measures=MEASURES)
    told = {choice.analyte: (choice.count, choice.drawn, choice.bedside) for choice in made.choices}
    assert told == {"plt": (1, True, False), "temp": (1, False, True), "weight": (2, False, True)}


def test_weights_stand_on_their_days() -> None:
    made = chart(trend([], measures=MEASURES, analytes=("weight",)), "weight")
    told = [(point.at.date(), point.at.hour, spaced(point.reported)) for point in made.curves[0].points]
    assert told == [(date(2026, 11, 21), 12, "16 kg"), (date(2026, 12, 5), 12, "16.8 kg")]
    assert made.curves[0].points[1].when.endswith("day 14")
    assert "goes on with its own weight" in made.note


def test_a_weight_of_a_file_stands_among_those_of_the_ward_at_its_moment() -> None:
    made = chart(trend([result("weight", "16400", 7, "g")], measures=MEASURES, analytes=("weight",)), "weight")
    assert [str(point.value) for point in made.curves[0].points] == ["16.0", "16.400", "16.8"]
