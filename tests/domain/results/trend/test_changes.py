"""What is sure of the way from one result to another, by hand; a percentage only within one series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.results.trend.demo import curve, result, spaced, trend


def since_peak(*values: str) -> str:
    made = curve(trend([result("ferritin", value, day) for day, value in enumerate(values)]), "ferritin").changes
    assert made is not None
    return "" if made.since_peak is None else made.since_peak.text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("11734", "4100"), "65 % less"),
        (("1000", "995"), "1 % less"),
        (("1000", "996"), "under 1 % less"),
        (("1000", "500", "1000"), "the same"),
        (("> 20000", "610"), "> 96 % less"),
        (("> 20000", "20000"), "cannot be compared"),
        (("> 20000", "< 35"), "lower"),
        (("1000", "< 35"), "lower"),
        (("1000", "< 2000"), "cannot be compared"),
        (("> 20000", "> 20000"), "cannot be compared"),
        # A lower assay limit before a higher number: the true peak may have been above both.
        (("> 20000", "25000", "610"), "> 97 % less"),
        (("> 20000", "25000", "24000"), "> 4 % less"),
    ],
)
def test_from_the_peak_as_much_is_told_as_is_sure(values: tuple[str, ...], told: str) -> None:
    assert since_peak(*values) == told


@pytest.mark.parametrize(
    ("first", "newest", "told"),
    [
        ("41", "58", "41 % more"),
        ("41", "41", "the same"),
        ("< 35", "70", "> 100 % more"),
        ("< 35", "20", "cannot be compared"),
        ("12900", "> 20000", "higher"),
        ("25000", "> 20000", "cannot be compared"),
    ],
)
def test_since_day_one_as_much_is_told_as_is_sure(first: str, newest: str, told: str) -> None:
    made = curve(trend([result("ferritin", first, 0), result("ferritin", newest, 5)]), "ferritin").changes
    assert made is not None
    assert made.since_day_one is not None
    assert made.since_day_one.text == told


def test_day_one_is_the_first_result_of_that_day_and_else_the_last_before_it() -> None:
    on = [result("ferritin", "9000", 0), result("ferritin", "8000", 0.4), result("ferritin", "4500", 7)]
    before = [result("ferritin", "9000", -3), result("ferritin", "8000", -1), result("ferritin", "4000", 7)]
    for results in (on, before):
        made = curve(trend(results), "ferritin").changes
        assert made is not None
        assert made.since_day_one is not None
        assert made.since_day_one.text == "50 % less"
    old = curve(trend([result("ferritin", "9000", -8), result("ferritin", "4000", 7)]), "ferritin").changes
    assert old is not None
    assert old.since_day_one is None
    assert "No result of day one" in old.note


def test_without_a_course_there_is_no_day_one() -> None:
    results = [result("ferritin", "9000", 0), result("ferritin", "4500", 7)]
    made = curve(trend(results, subject={"day_one": None}), "ferritin")
    assert made.changes is not None
    assert made.changes.since_day_one is None
    assert made.changes.since_peak is not None
    assert made.points[1].when.endswith("07:20")


def test_per_day_needs_half_a_day_and_two_plain_numbers() -> None:
    def per_day(first: str, newest: str, days: float) -> Decimal | None:
        made = curve(trend([result("ferritin", first, 0), result("ferritin", newest, days)]), "ferritin").changes
        assert made is not None
        return None if made.per_day is None else made.per_day.percent

    assert per_day("1000", "800", 2) == Decimal("10.0")
    assert per_day("1000", "800", 0.25) is None
    assert per_day("> 1000", "800", 2) is None
    assert per_day("1000", "< 800", 2) is None


def test_another_assay_begins_anew_and_no_percentage_bridges_it() -> None:
    results = [
        result("scd25", "14700", 0, method="Immulite"), result("scd25", "9000", 3, method="Immulite"),
        result("scd25", "1200", 7, method="IBL"), result("scd25", "600", 14, method="IBL"),
    ]  # fmt: skip
    made = curve(trend(results), "scd25")
    assert [(one.label, [spaced(point.shown) for point in one.points]) for one in made.segments] == [
        ("", ["14,700", "9,000"]), ("another assay", ["1,200", "600"]),
    ]  # fmt: skip
    assert made.changes is not None
    assert made.changes.since_peak is not None
    assert made.changes.since_peak.since.startswith("1,200")
    assert made.changes.since_day_one is None
    assert "another assay, laboratory, specimen or unit are not compared" in made.changes.note
    assert [point.since_day_one for point in made.points] == ["", "39 % less", "", ""]


def test_the_assay_that_comes_back_is_a_new_segment_of_its_old_series() -> None:
    results = [
        result("ferritin", "1000", 0, method="A"), result("ferritin", "900", 1, method="B"),
        result("ferritin", "500", 2, method="A"),
    ]  # fmt: skip
    made = curve(trend(results), "ferritin")
    assert [len(one.points) for one in made.segments] == [1, 1, 1]
    assert made.changes is not None
    assert made.changes.since_peak is not None
    assert made.changes.since_peak.text == "50 % less"


@pytest.mark.parametrize(
    ("analyte", "parts", "label"),
    [
        ("scd25", {"laboratory": "North"}, "another laboratory"),
        ("ferritin", {"laboratory": "North"}, None),
        ("ebv", {"specimen": "whole blood"}, "another specimen"),
        ("plt", {"specimen": "capillary"}, None),
    ],
)
def test_laboratory_and_specimen_part_a_series_only_where_the_catalogue_says_so(
    analyte: str, parts: dict[str, str], label: str | None
) -> None:
    unit = {"ebv": "IU/mL"}.get(analyte)
    results = [result(analyte, "900", 0, unit, laboratory="South", specimen="plasma")]
    results += [result(analyte, "800", 1, unit, **{"laboratory": "South", "specimen": "plasma", **parts})]
    found = curve(trend(results, analytes=(analyte,)), analyte)
    assert [one.label for one in found.segments] == ([""] if label is None else ["", label])


def test_what_no_laboratory_was_named_for_goes_with_the_only_one_that_was() -> None:
    made = curve(trend([result("scd25", "14700", 0), result("scd25", "9100", 7, laboratory="North")]), "scd25")
    assert [len(one.points) for one in made.segments] == [2]


def test_two_kinds_of_kits_are_never_on_one_line() -> None:
    both = [result("scd25", "14700", 0), result("scd25_mass", "90000", 1, "pg/mL"), result("scd25", "9100", 7)]
    made = trend(both, analytes=("scd25_mass",))
    assert [one.analyte for one in made.main.curves] == ["ferritin", "scd25"]
    assert [point.shown for point in curve(made, "scd25").points] == ["14,700", "9,100"]
    assert not any(line.value == "2,400" for one in made.small for line in one.lines)
    alone = trend([result("scd25_mass", "90000", 1, "pg/mL")])
    assert [one.analyte for one in alone.main.curves] == ["ferritin", "scd25_mass"]
    assert alone.main.axes[1].unit == "pg/mL"
    assert not any(line.analyte.startswith("scd25") for line in alone.main.lines)


def test_a_unit_kept_apart_has_a_chart_of_its_own() -> None:
    made = trend([result("ebv", "5000", 0, "IU/mL"), result("ebv", "90000", 1, "copies/mL")], analytes=("ebv",))
    assert [(one.axes[0].unit, len(one.curves[0].points)) for one in made.small] == [("IU/mL", 1), ("copies/mL", 1)]


def test_values_keep_their_own_unit_beside_the_one_that_is_drawn() -> None:
    made = curve(trend([result("tg", "265", 0, "mg/dL")]), "tg").points[0]
    assert (made.value, made.shown, spaced(made.reported)) == (Decimal("2.99185"), "2.99", "265 mg/dL")


def test_what_was_before_the_course_is_not_its_peak() -> None:
    results = [result("ferritin", "50000", -40), result("ferritin", "9000", 0), result("ferritin", "4500", 7)]
    made = curve(trend(results), "ferritin")
    assert made.changes is not None
    assert made.changes.since_peak is not None
    assert made.changes.since_peak.since.startswith("9,000")
    assert len(made.points) == 2
    assert date(2026, 11, 22) == made.points[0].at.date()
