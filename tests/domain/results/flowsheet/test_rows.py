"""The layout of the flowsheet: what a column shares, the unit and range of a row in words, legend and its foot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.domain.results.flowsheet.rows import Material, Measured, flowsheet_of, units_of
from hlh_desktop.domain.results.stops.values import Child
from tests.builders import knowledge
from tests.lab_results import PARIS, result

if TYPE_CHECKING:
    from hlh_desktop.domain.results.flowsheet.values import Flowsheet, Row
    from hlh_desktop.domain.results.values import LabResult

NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
FIRST, SECOND = "2026-11-29T07:20", "2026-12-02T06:10"
BORN = date(2024, 6, 22)
CATALOGUE = knowledge().catalogue
TOLD = knowledge()


def sheet(*standing: LabResult, born: date = BORN, known: Any = TOLD, **more: Any) -> Flowsheet:
    made = Material(standing, **{"units": units_of(standing), **more})
    return flowsheet_of(made, CATALOGUE, known, Child(born, "female"), NOW)


def row(made: Flowsheet, analyte: str) -> Row:
    (found,) = [one for one in made.rows if one.analyte == analyte]
    return found


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- columns


def test_a_column_names_each_laboratory_and_each_condition_once() -> None:
    made = sheet(
        result("hb", "84", "g/L", FIRST, laboratory="Central", conditions=("heparin",)),
        result("na", "133", "mmol/L", FIRST, 2, conditions=("transfused", "heparin")),
        result("plt", "33", "10*9/L", FIRST, 3, laboratory="Bedside"),
        result("ast", "33", "U/L", FIRST, 4, laboratory="Central"),
    )
    (column,) = made.moments
    assert (column.laboratories, column.conditions) == (("Central", "Bedside"), ("heparin", "transfused"))
    assert column.at == datetime(2026, 11, 29, 7, 20, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [(True, True, True), (True, None, True), (None, False, False), (True, False, None), (None, None, None)],
)
def test_a_column_is_fasting_only_where_its_samples_do_not_disagree(
    first: bool | None, second: bool | None, column: bool | None
) -> None:
    made = sheet(
        result("tg", "2", "mmol/L", FIRST, fasting=first), result("hb", "84", "g/L", FIRST, 2, fasting=second)
    )  # fmt: skip
    assert made.moments[0].fasting is column


def test_moments_of_two_zones_are_one_column_in_ward_time() -> None:
    one = result("hb", "84", "g/L", FIRST)
    other = replace(result("na", "133", "mmol/L", FIRST, 2), at=one.at.astimezone(UTC))
    (column,) = sheet(one, other).moments
    assert (said(column.day), column.clock) == ("29 Nov", "07:20")


def test_what_stands_no_more_keeps_its_column_and_a_day_without_a_sample_has_no_clock_time() -> None:
    weighed = Measured(UUID(int=1), date(2025, 12, 31), "weight", Decimal(12))
    made = sheet(ended=[result("hb", "84", "g/L", FIRST)], measured=[weighed])
    assert [(said(one.day), one.clock) for one in made.moments] == [("31 Dec 2025", ""), ("29 Nov", "07:20")]
    assert made.moments[0].at == datetime(2025, 12, 31, tzinfo=PARIS)
    assert [one.words for one in row(made, "hb").cells] == ["", "struck out"]


def test_a_weight_of_a_file_stands_before_the_ward_s_of_the_same_column() -> None:
    weighed = [
        Measured(UUID(int=n), date(2026, 11, 29), name, Decimal(92)) for n, name in enumerate(("weight", "height"))
    ]
    made = sheet(result("weight", "13.4", "kg", FIRST), measured=weighed)
    assert [one.number for one in row(made, "weight").cells] == ["13.4"]
    assert [one.number for one in row(made, "height").cells] == ["92"]
    assert row(made, "height").cells[0].measured == UUID(int=1)


@pytest.mark.parametrize(("earlier", "later"), [(True, False), (False, True)])
def test_the_sheet_says_on_which_side_there_is_more(earlier: bool, later: bool) -> None:
    made = sheet(earlier=earlier, later=later)
    assert (made.earlier, made.later) == (earlier, later)


# --- units


def test_the_unit_of_a_row_is_the_newest_that_was_reported() -> None:
    rows = [
        result("hb", "8.6", "g/dL", FIRST), result("hb", "86", "g/L", SECOND, 2),
        result("nk", "low", "", SECOND, 3), result("ferritin", "1", "ng/mL", FIRST, 4),
    ]  # fmt: skip
    assert units_of(rows) == {"hb": "g/L", "ferritin": "ng/mL"}
    assert units_of([*rows, result("hb", "clotted", "", SECOND, 5)])["hb"] == "g/L", "words bring no unit"


@pytest.mark.parametrize(
    ("units", "unit", "words"),
    [
        ({}, "ug/L", "microgram/L"), ({"ferritin": "\N{MICRO SIGN}g/L"}, "ug/L", "microgram/L"),
        ({"ferritin": "mg/L"}, "mg/L", "mg/L"), ({"ferritin": "furlong"}, "furlong", "furlong"),
    ],
)  # fmt: skip
def test_a_unit_is_spelt_as_the_catalogue_does_where_it_lists_it(units: dict[str, str], unit: str, words: str) -> None:
    found = row(sheet(units=units), "ferritin")
    assert (found.unit, found.unit_words) == (unit, words)


def test_a_row_has_its_short_name_or_that_of_the_catalogue() -> None:
    assert [row(sheet(), name).name for name in ("anc", "wbc")] == ["Neutrophils (ANC)", "Leucocytes"]


# --- ranges


@pytest.mark.parametrize(
    ("analyte", "unit", "born", "words"),
    [
        ("crea", "umol/L", BORN, "25 to 60"), ("crea", "mg/dL", BORN, "0.3 to 0.7"),
        ("crea", "mg/L", BORN, "25 to 60 micromol/L"),
        # Eleven months old today: up to 55 s; from the first birthday on 28.2 to 46.
        ("aptt", "s", date(2025, 12, 3), "up to 55"), ("aptt", "s", date(2025, 12, 2), "28.2 to 46"),
        ("tg", "mmol/L", BORN, "below 0.85"), ("tg", "mg/dL", BORN, "below 0.85 mmol/L"),
        ("ddimer", "mg/L{FEU}", BORN, ""),
    ],
)  # fmt: skip
def test_the_default_of_today_stands_in_words_with_its_unit_where_that_is_not_the_row_s(
    analyte: str, unit: str, born: date, words: str
) -> None:
    assert said(row(sheet(born=born, units={analyte: unit}), analyte).range_words) == words


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ({"low": Decimal(105)}, "from 105"), ({"high": Decimal(135)}, "up to 135"),
        ({"low": Decimal(0), "high": Decimal("1.5")}, "0 to 1.5"), ({"range_text": "see report"}, "see report"),
        ({"low": Decimal(105), "range_text": "see report"}, "see report"), ({"high": Decimal(1350)}, "up to 1,350"),
    ],
)  # fmt: skip
def test_a_printed_range_stands_as_far_as_it_was_printed(printed: dict[str, Any], words: str) -> None:
    found = row(sheet(result("hb", "88", "g/L", FIRST, **printed)), "hb")
    assert (said(found.range_words), found.range_of) == (words, "laboratory")


def test_the_range_of_a_row_is_of_the_newest_value_and_not_of_one_that_stands_no_more() -> None:
    old = result("hb", "88", "g/L", FIRST, low=Decimal(100), high=Decimal(130))
    new = result("hb", "88", "g/L", SECOND, 2, low=Decimal(105), high=Decimal(135))
    assert row(sheet(old, new), "hb").range_words == "105 to 135"
    assert row(sheet(old, ended=[new]), "hb").range_words == "100 to 130"
    assert row(sheet(ended=[new]), "hb").range_of == "default"


# --- the foot


def test_whose_the_defaults_are_stands_at_the_foot_with_the_age_of_today() -> None:
    told = "Ranges: defaults for 2 y 5 m, not your laboratory's; a range on the report wins."
    assert said(sheet().ranges_words) == told
    assert sheet(known=replace(TOLD, reference_ranges={})).ranges_words == ""


def test_the_legend_explains_each_mark_that_stands_there_in_its_order() -> None:
    given = {"conditions": ("heparin", "transfused", "haemolysed", "propofol")}
    made = sheet(
        result("aptt", ">180", "s", FIRST, **given), result("k", "6", "mmol/L", FIRST, 2, **given),
        result("tg", "1", "mmol/L", FIRST, 3, fasting=True, **given),
    )  # fmt: skip
    assert made.legend == (
        "transf.: after transfusion", "propofol: on propofol", "haem.: haemolysed sample", "heparin: on heparin",
        "fasting: fasting sample",
        "> or <: beyond the assay, kept as reported", "\N{EN DASH}: not measured", "L, H: below, above the range",
    )  # fmt: skip
