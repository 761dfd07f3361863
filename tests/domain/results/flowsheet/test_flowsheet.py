"""The flowsheet: values as reported under each other, letters, marks, what was corrected, whose ranges they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.laboratory import Line
from hlh_desktop.domain.results.flowsheet.rows import Material, Measured, flowsheet_of, units_of
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.domain.results.values import Reported, ResultId
from tests.builders import knowledge
from tests.lab_results import result

if TYPE_CHECKING:
    from hlh_desktop.domain.results.flowsheet.values import Cell, Flowsheet, Row
    from hlh_desktop.domain.results.values import LabResult

NOW = datetime(2026, 12, 2, 14, 5, tzinfo=ZoneInfo("Europe/Paris"))
WHO = Child(date(2024, 6, 22), "female")
FIRST, SECOND = "2026-11-29T07:20", "2026-12-02T06:10"
CATALOGUE = knowledge().catalogue


def sheet(*standing: LabResult, catalogue: Any = CATALOGUE, **more: Any) -> Flowsheet:
    ordered = sorted(standing, key=lambda one: (one.at, one.id))
    more = {"units": units_of(ordered), **more}
    return flowsheet_of(Material(ordered, **more), catalogue, knowledge(), WHO, NOW)


def row(made: Flowsheet, analyte: str) -> Row:
    (found,) = [one for one in made.rows if one.analyte == analyte]
    return found


def cell(*standing: LabResult, **more: Any) -> Cell:
    return row(sheet(*standing, **more), standing[-1].analyte).cells[-1]


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_groups_are_those_of_the_mockup_with_the_ward_s_own_last() -> None:
    own = {**CATALOGUE, "own:cd163": CATALOGUE["crp"].model_copy(update={"name": "CD163"})}
    titles = [group.title for group in sheet(catalogue=own, offered=("own:cd163",)).groups]
    assert titles == [
        "Blood count", "HLH activity", "Coagulation", "Chemistry", "Infection", "Drug levels", "CSF", "Vital signs",
        "The ward's own",
    ]  # fmt: skip
    assert "The ward's own" not in [group.title for group in sheet().groups]
    assert len(sheet().rows) == len(CATALOGUE)


def test_what_the_ward_offers_no_more_keeps_its_row_where_it_holds_a_value() -> None:
    own = {**CATALOGUE, "own:cd163": CATALOGUE["crp"].model_copy(update={"name": "CD163"})}
    made = sheet(result("own:cd163", "3", "mg/L", FIRST), catalogue=own)
    assert [(one.name, one.cells[0].whole) for one in made.groups[-1].rows] == [("CD163", "3")]
    assert "own:cd163" not in [one.analyte for one in sheet(catalogue=own).rows]


def test_moments_stand_across_with_the_newest_at_the_right() -> None:
    made = sheet(result("hb", "88", "g/L", SECOND, 2), result("hb", "86", "g/L", FIRST, laboratory="Central"))
    assert [(said(one.day), one.clock) for one in made.moments] == [("29 Nov", "07:20"), ("2 Dec", "06:10")]
    assert made.moments[0].laboratories == ("Central",)
    assert [one.whole for one in row(made, "hb").cells] == ["86", "88"]


def test_a_day_of_another_year_says_so() -> None:
    made = sheet(result("hb", "88", "g/L", "2025-12-30T07:00"))
    assert said(made.moments[0].day) == "30 Dec 2025"


@pytest.mark.parametrize(
    ("value", "parts"),
    [("11734", ("", "11,734", "")), (">20000", ("> ", "20,000", "")), ("4.0", ("", "4", "")), ("0.75", ("", "0", "75")),
     ("<35", ("< ", "35", ""))],
)  # fmt: skip
def test_a_number_comes_apart_at_its_decimal_mark(value: str, parts: tuple[str, str, str]) -> None:
    made = cell(result("ferritin", value, "ug/L", FIRST))
    assert (made.comparator, made.whole, made.decimals) == parts


def test_the_row_has_the_unit_that_was_reported_last_and_another_unit_stands_in_its_cell() -> None:
    made = sheet(result("hb", "86", "g/L", FIRST), result("hb", "8.8", "g/dL", SECOND, 2))
    found = row(made, "hb")
    assert (found.unit, [one.unit for one in found.cells]) == ("g/dL", ["g/L", ""])
    assert (row(made, "tg").unit, row(made, "scd25").unit_words) == ("mmol/L", "U/mL")


def test_two_spellings_of_a_unit_are_one() -> None:
    made = sheet(
        result("ferritin", "10", "\N{MICRO SIGN}g/L", FIRST), result("ferritin", "12", "ug/L", SECOND, 2)
    )  # fmt: skip
    assert [one.unit for one in row(made, "ferritin").cells] == ["", ""]


def test_a_value_below_or_above_the_range_of_its_age_has_its_letter() -> None:
    assert (cell(result("hb", "88", "g/L", FIRST)).flag, cell(result("hb", "120", "g/L", FIRST)).flag) == ("L", None)
    high = cell(result("ferritin", ">20000", "ug/L", FIRST))
    assert (high.flag, high.flag_words) == ("H", "above the range")


def test_the_range_of_the_row_is_the_newest_report_s_or_the_default_of_the_age() -> None:
    default = row(sheet(result("hb", "88", "g/L", FIRST)), "hb")
    assert (default.range_words, default.range_of) == ("110 to 140", "default")
    own = result("hb", "108", "g/L", SECOND, low=Decimal(105), high=Decimal(135))
    found = row(sheet(result("hb", "88", "g/L", FIRST), own), "hb")
    assert (found.range_words, found.range_of) == ("105 to 135", "laboratory")
    assert [one.flag for one in found.cells] == ["L", None]
    assert row(sheet(), "tg").range_words == "below 0.85"
    assert row(sheet(), "ast").range_words == "up to 60"
    assert row(sheet(), "ddimer").range_of is None
    assert row(sheet(result("hb", "8.8", "g/dL", FIRST)), "hb").range_words == "110 to 140 g/L"


def test_the_ward_s_own_range_of_its_own_analyte_is_no_default() -> None:
    lines = tuple(Line(name="own", op=op, value=Decimal(value)) for op, value in (("<", 2), (">", 5)))
    own = CATALOGUE["crp"].model_copy(update={"name": "CD163", "lines": lines})
    made = sheet(result("own:cd163", "6", "mg/L", FIRST), catalogue={**CATALOGUE, "own:cd163": own})
    found = row(made, "own:cd163")
    assert (found.range_words, found.range_of, found.cells[0].flag) == ("2 to 5", "laboratory", "H")


def test_defaults_are_told_to_be_nobody_s_laboratory_with_the_age_they_hold_for() -> None:
    assert "not your laboratory's" in sheet().ranges_words
    assert "2 y 5 m" in said(sheet().ranges_words)


def test_what_changes_a_value_is_marked_beside_it_and_explained_at_the_foot() -> None:
    given = {"conditions": ("transfused", "heparin")}
    made = sheet(
        result("hb", "84", "g/L", FIRST, **given), result("na", "133", "mmol/L", FIRST, 2, **given),
        result("aptt", "46", "s", FIRST, 3, **given),
    )  # fmt: skip
    marks = {name: row(made, name).cells[0].marks for name in ("hb", "na", "aptt")}
    assert marks == {"hb": ("transf.",), "na": (), "aptt": ("transf.", "heparin")}
    assert made.moments[0].conditions == ("transfused", "heparin")
    assert "transf.: after transfusion" in made.legend


@pytest.mark.parametrize(
    ("fasting", "mark", "letter"), [(True, "fasting", "H"), (False, "not fasting", None), (None, None, None)]
)
def test_triglycerides_say_whether_the_child_was_fasting(
    fasting: bool | None, mark: str | None, letter: str | None
) -> None:
    made = cell(result("tg", "3.8", "mmol/L", FIRST, fasting=fasting))
    assert (made.marks[:1], made.flag) == ((mark,) if mark else (), letter)


def test_pending_preliminary_and_words_stand_as_what_they_are() -> None:
    waiting = cell(replace(result("ferritin", "1", "ug/L", FIRST), reported=Reported("ferritin", status="pending")))
    assert (waiting.words, waiting.number, waiting.flag, waiting.empty) == ("pending", "", None, False)
    early = cell(result("ferritin", "900", "ug/L", FIRST, status="preliminary"))
    assert (early.number, early.status_words) == ("900", "preliminary")
    assert cell(result("ebv", "not detected", "IU/mL", FIRST)).words == "not detected"


def test_a_corrected_value_keeps_the_old_one_and_says_so() -> None:
    old = result("hb", "8.4", "g/dL", FIRST, 1)
    new = replace(result("hb", "84", "g/L", FIRST, 5), supersedes=old.id)
    made = cell(new, ended=[old])
    assert (made.corrected, said(made.old[0]), made.status_words) == (True, "8.4 g/dL", "corrected")
    assert said(made.spoken) == "84 g/L, below the range, corrected, was 8.4 g/dL"


def test_what_was_struck_out_leaves_a_mark_and_no_number() -> None:
    made = sheet(result("hb", "84", "g/L", FIRST), ended=[result("na", "31", "mmol/L", FIRST, 2)])
    struck = row(made, "na").cells[0]
    assert (struck.number, struck.words, struck.empty, struck.result) == ("", "struck out", False, None)
    assert said(struck.old[0]) == "31 mmol/L"


def test_two_results_of_one_moment_show_the_newest_and_count_the_other() -> None:
    made = cell(result("hb", "84", "g/L", FIRST, 1), result("hb", "85", "g/L", FIRST, 2, method="gas"))
    assert (made.number, made.more) == ("85", 1)
    assert made.result is not None
    assert made.result.id == ResultId(2, 0)


def test_weight_and_height_stand_in_the_last_sample_of_their_day_or_in_a_column_of_their_own() -> None:
    weighed = [
        Measured(UUID(int=1), date(2026, 12, 1), "weight", Decimal("13.5")),
        Measured(UUID(int=2), date(2026, 12, 2), "weight", Decimal("13.6")),
    ]
    made = sheet(
        result("hb", "84", "g/L", "2026-12-02T06:10"),
        result("hb", "85", "g/L", "2026-12-02T13:50", 2),
        measured=weighed,
    )
    assert [(said(one.day), one.clock) for one in made.moments] == [
        ("1 Dec", ""), ("2 Dec", "06:10"), ("2 Dec", "13:50"),
    ]  # fmt: skip
    found = row(made, "weight")
    assert [one.number for one in found.cells] == ["13.5", "", "13.6"]
    assert (found.cells[2].measured, found.cells[2].empty, found.unit) == (UUID(int=2), False, "kg")


def test_the_legend_explains_only_what_is_there() -> None:
    plain_legend = sheet(result("na", "136", "mmol/L", FIRST)).legend
    assert [line.partition(":")[0] for line in plain_legend] == ["\N{EN DASH}"]
    full = sheet(result("ferritin", ">20000", "ug/L", FIRST)).legend
    assert [line.partition(":")[0] for line in full] == ["> or <", "\N{EN DASH}", "L, H"]
