"""hlh-case/1: what the contract allows is taken, everything else is refused by field, value and expectation."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.builders import child, plan_object
from tests.exchange.contract import FULL, places, said, with_value, without, written

# What a case can't be without; every other key of the contract may be null or absent.
NEEDED = {
    "schema", "patient", "mrn", "date_of_birth", "measurements", "on", "day_one", "time_zone", "analyte", "value",
    "unit", "at", "protocol", "last_week", "line", "day", "do", "drug", "mg", "bsa_m2",
}  # fmt: skip
NEEDED_BECAUSE = {
    "regimen.lines[0].reason": "the factor is not 1",
    "regimen.lines[1].mg_per_kg_per_day": "anakinra has no default",
    "regimen.lines[2].mg_per_kg_per_day": "anakinra has no default",
    "regimen.lines[1].part": "the line stands twice",
    "regimen.lines[2].part": "the line stands twice",
    "regimen.declined[0].reason": "nothing is declined without one",
    "regimen.changes[0].to": "a dose is moved to somewhere",
    "regimen.changes[0].reason": "nothing is changed without one",
    "regimen.lines": "a change and a time belong to a line",
    "revised_at": "the past ends by a revision",
    "past.until": "the past ends somewhere",
    "past.without[0].since": "a gap has two ends",
    "past.without[0].until": "a gap has two ends",
    "past.tasks[0].code": "a task has a code",
    "past.tasks[0].due": "a task is due at some time",
}
KEYS = [path for path, _ in places() if path and isinstance(path[-1], str)]
OBJECTS = [path for path, part in places() if isinstance(part, dict)]
FREE_KEYS = {"regimen.times", "regimen.first_dose_at", "safety"}


def is_needed(path: tuple[int | str, ...]) -> bool:
    free = written(path[:-1]) in FREE_KEYS
    return written(path) in NEEDED_BECAUSE or (not free and path[-1] in NEEDED)


def test_the_contracts_full_example_is_taken() -> None:
    assert said(FULL) == []


@pytest.mark.parametrize("path", [path for path in KEYS if not is_needed(path)], ids=written)
def test_null_says_the_same_as_nothing(path: tuple[int | str, ...]) -> None:
    absent = plan_object(without(path))
    if written(path) != "regimen.lines[2].cap_mg_per_dose":  # null is no cap; absent is the usual one
        assert plan_object(with_value(path, None)) == absent


def test_a_null_cap_is_no_cap() -> None:
    assert said(with_value(("regimen", "lines", 1, "cap_mg_per_dose"), None)) == []


@pytest.mark.parametrize("path", [path for path in KEYS if is_needed(path)], ids=written)
@pytest.mark.parametrize("how", ["absent", "null"])
def test_what_is_needed_is_asked_for_by_name(path: tuple[int | str, ...], how: str) -> None:
    lines = said(without(path) if how == "absent" else with_value(path, None))
    assert any(line.startswith(written(path)) or "regimen.changes[0].line" in line for line in lines), lines


@pytest.mark.parametrize("path", OBJECTS, ids=lambda path: written(path) or "case")
def test_an_unknown_key_is_named_at_every_level(path: tuple[int | str, ...]) -> None:
    value = True if path == ("safety",) else ["08:00"] if path == ("regimen", "times") else "2026-11-22T18:30"
    (line,) = said(with_value((*path, "weight"), value))
    assert line.startswith(f"{written((*path, 'weight'))}: ")
    assert re.search("expected (no such key; known here|one of the questions|a line of this regimen)", line)


def test_an_unknown_key_comes_with_the_known_ones() -> None:
    (line,) = said(with_value(("measurements", 0, "weight"), "13.5"))
    assert line == (
        'measurements[0].weight: "13.5": expected no such key; '
        "known here: on, weight_kg, height_cm, weight_source, by, lying, time"
    )
    (line,) = said(with_value(("regimen", "lines", 0, "dose"), "89"))
    assert "known here: line, part, scheme, rule, factor, reason, mg_per_m2, doses" in line


NUMBERS = [
    "13,5",
    ".5",
    "13.",
    "1e2",
    "1 250",
    "1,250",
    "-1",
    "+1",
    "NaN",
    "Infinity",
    "0x10",
    "013",
    "13.5 kg",
    " 13.5",
    "",
]


@pytest.mark.parametrize("text", NUMBERS)
@pytest.mark.parametrize(
    "path",
    [
        ("measurements", 0, "weight_kg"), ("measurements", 0, "height_cm"), ("signs", "temperature_c"),
        ("labs", 0, "value"),
        ("patient", "prior_etoposide_mg_per_m2"), ("elsewhere", 0, "mg"), ("elsewhere", 0, "bsa_m2"),
        ("regimen", "lines", 0, "factor"), ("regimen", "lines", 1, "mg_per_kg_per_day"),
    ],
    ids=written,
)  # fmt: skip
def test_a_decimal_is_plain_or_refused(path: tuple[int | str, ...], text: str) -> None:
    (line,) = said(with_value(path, text))
    assert line.startswith(f'{written(path)}: "{text}": expected a plain decimal')


@pytest.mark.parametrize("number", ["13.5", "13", "1e9", "-13.5", "NaN", "Infinity", "-Infinity", "9" * 5000])
def test_a_decimal_stands_in_quotes(number: str) -> None:
    case = json.dumps(FULL).replace('"13.5"', number)
    (line,) = said(case)
    assert line.startswith(f"measurements[0].weight_kg: {number[:50]}")
    assert "expected a plain decimal in quotes" in line


@pytest.mark.parametrize("digits", ["7" * 13, "9" * 5000, "1.5", "1e400", "NaN", "true", "[1]", "{}"])
@pytest.mark.parametrize(
    "field", ['"TV04"', '"Example"', '"work-up pending"', '"penicillin"', '"eGFR 33.7"', '"first"']
)
def test_words_are_never_taken_from_a_number(field: str, digits: str) -> None:
    (line,) = said(json.dumps(FULL).replace(field, digits))
    assert "expected words in quotes, on one line" in line


@pytest.mark.parametrize(
    "words", ["a\nb", "a\u0007b", "\u001b[31mred", "\u2028", "\u202e", "", "   ", "a\x00b"], ids=ascii
)
@pytest.mark.parametrize(
    "path", [("patient", "mrn"), ("patient", "given_name"), ("regimen", "lines", 0, "reason")], ids=written
)
def test_words_stand_on_one_line(path: tuple[int | str, ...], words: str) -> None:
    (line,) = said(with_value(path, words))
    assert line.isprintable()
    assert "expected words" in line


WRONG: list[tuple[tuple[int | str, ...], Any, str]] = [
    (("schema",), "hlh-case/2", 'expected "hlh-case/1"'),
    (("patient", "mrn"), "9" * 500, "expected at most 64 characters"),
    (("patient", "sex"), "f", "expected one of female or male"),
    (("patient", "date_of_birth"), "2023-02-29", "expected a day"),
    (("patient", "gestation_weeks"), "39", "expected a whole number"),
    (("patient", "gestation_weeks"), 45, "expected a whole number from 22 to 44"),
    (("patient", "allergies"), "penicillin", "expected a list"),
    (("day_one",), "2026-02-30", "expected a day"),
    (("day_one",), "2026-13-01", "expected a day"),
    (("day_one",), "22.11.2026", "expected a day"),
    (("day_one",), "0001-01-01", "expected a day from 1900 to 2199"),
    (("day_one",), "9999-12-31", "expected a day from 1900 to 2199"),
    (("day_one",), 20261122, "expected a day"),
    (("time_zone",), "Mars/Base", "expected a time zone"),
    (("time_zone",), "../etc/passwd", "expected a time zone"),
    (("time_zone",), "/etc/passwd", "expected a time zone"),
    (("time_zone",), "", "expected a time zone"),
    (("time_zone",), "Europe", "expected a time zone"),
    (("time_zone",), "Europe/Paris\x00", "expected a time zone"),
    (("time_zone",), "x" * 10_000, "expected a time zone"),
    (("time_zone",), 1, "expected a time zone"),
    (("signs", "splenomegaly"), "true", "expected true, false or null"),
    (("signs", "splenomegaly"), 1, "expected true, false or null"),
    (("signs", "splenomegaly"), "yes", "expected true, false or null"),
    (("signs", "temperature_c"), "396", "expected a plain decimal from 25 to 45"),
    (("labs", 0, "analyte"), "Ferritin", "expected an analyte of the catalogue: "),
    (("labs", 0, "comparator"), "~", "expected one of <, <=, > or >="),
    (("labs", 0, "comparator"), "=", "expected one of <, <=, > or >="),
    (("labs", 0, "at"), "2026-11-21 06:10", "expected a day and a time"),
    (("labs", 0, "at"), "2026-11-21T24:00", "expected a day and a time"),
    (("labs", 0, "at"), "2026-11-21T06:10+25:00", "expected a day and a time"),
    (("labs", 0, "at"), "06:10", "expected a day and a time"),
    (("labs", 0, "fasting"), "no", "expected true, false or null"),
    (("etiology", "kind"), "viral", "expected one of infection, malignancy, "),
    (("etiology", "pathogen"), "ebv", "expected one of EBV, CMV, "),
    (("etiology", "ebv_lineage"), "C", "expected one of B, T or NK"),
    (("severity", "course"), "better", "expected one of stable or deteriorating"),
    (("severity", "cns"), True, "expected one of none, present or progressive"),
    (("severity", "csf"), "clear", "expected one of normal, abnormal or not_done"),
    (("regimen", "protocol"), "HLH-94", "expected one of hlh-94, hlh-2004, none"),
    (("regimen", "last_week"), 9, "expected one of 8, 40, 52"),
    (("regimen", "last_week"), "8", "expected a whole number"),
    (("regimen", "last_week"), 8.0, "expected a whole number"),
    (("regimen", "lines", 1, "line"), "vincristine", "expected a line of "),
    (("regimen", "lines", 0, "factor"), "7.5", "expected a plain decimal above 0 and at most 1"),
    (("regimen", "lines", 0, "factor"), "0", "expected a plain decimal above 0 and at most 1"),
    (("regimen", "lines", 0, "rule"), "mg_per_kg", "expected mg_per_m2: the rule by kg is for children under 10 kg"),
    (("regimen", "lines", 1, "doses_per_day"), "2", "expected a whole number from 1 to 4"),
    (("regimen", "lines", 1, "doses_per_day"), True, "expected a whole number from 1 to 4"),
    (("regimen", "lines", 1, "mg_per_kg_per_day"), "100", "expected a plain decimal from 1 to 10"),
    (("regimen", "declined", 0, "line"), "bactrim", "expected a line of "),
    (("regimen", "changes", 0, "do"), "skip", "expected one of move, hold, omit, factor or route"),
    (("regimen", "changes", 0, "to"), "2026-12-08", "expected a day and a time"),
    (("regimen", "changes", 0, "to"), "2026-11-21T14:00", "expected a moment on or after day one, 2026-11-22"),
    (("regimen", "times", "etoposide"), ["24:00"], "expected a time such as"),
    (("regimen", "times", "etoposide"), ["8:00"], "expected a time such as"),
    (("regimen", "times", "etoposide"), ["08:00", "20:00"], "expected 1 different times of a day"),
    (("regimen", "times", "rituximab"), ["08:00"], "expected a line of this regimen: etoposide, anakinra"),
    (("regimen", "first_dose_at", "etoposide"), "18:30", "expected a day and a time"),
    (("regimen", "first_dose_at", "etoposide"), "2026-11-22", "expected a day and a time"),
    (("elsewhere", 0, "bsa_m2"), "58", "expected a plain decimal from 0.08 to 3"),
    (("safety", "long_qt"), "yes", "expected true, false or null"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "expected"), WRONG, ids=lambda part: written(part) if isinstance(part, tuple) else None
)
def test_a_wrong_value_is_refused_where_it_stands(path: tuple[int | str, ...], value: Any, expected: str) -> None:
    (line,) = said(with_value(path, value))
    assert line.startswith(written(path))
    assert expected in line
    assert len(line) < 2000


def test_a_child_that_is_not_born_on_day_one_is_refused() -> None:
    lines = said(child("13.5", "92", "2026-11-23"))
    assert lines[0] == ('patient.date_of_birth: "2026-11-23": expected a birth date on or before day one, 2026-11-22')


@pytest.mark.parametrize(
    ("weight", "height", "field", "hint"),
    [
        ("29.8", "92", "weight_kg", "Pounds"), ("135", "92", "weight_kg", "Decimal"),
        ("1.35", "92", "weight_kg", "Decimal"), ("13.5", "0.92", "height_cm", "metres"),
        ("13.5", "920", "height_cm", ""), ("92", "13.5", "weight_kg", "swapped"),
        ("0", "92", "weight_kg", ""), ("13.5", "0", "height_cm", ""), ("1000000000", "92", "weight_kg", ""),
        ("0.0135", "92", "weight_kg", ""), ("13500", "92", "weight_kg", ""),
    ],
)  # fmt: skip
def test_an_impossible_body_is_refused(weight: str, height: str, field: str, hint: str) -> None:
    lines = said(child(weight, height, "2024-06-22"))
    assert any(line.startswith(f"measurements[0].{field}") for line in lines), lines
    assert any(hint.casefold() in line.casefold() for line in lines), lines


@pytest.mark.parametrize("missing", [("weight_kg",), ("height_cm",), ("weight_kg", "height_cm")])
def test_a_missing_measure_is_asked_for(missing: tuple[str, ...]) -> None:
    case = child("13.5", "92", "2024-06-22")
    case["measurements"][0].update(dict.fromkeys(missing))
    assert said(case) == [
        f"measurements.{name}: missing: expected one measured on or before day one, 2026-11-22" for name in missing
    ]


def test_a_measure_taken_after_day_one_does_not_count() -> None:
    case = child("13.5", "92", "2024-06-22")
    case["measurements"][0]["on"] = "2026-11-23"
    assert [line.split(":")[0] for line in said(case)] == ["measurements.weight_kg", "measurements.height_cm"]


@pytest.mark.parametrize("unit", ["lb", "mg/dL", "G/L", "", "x" * 100_000])
def test_a_unit_that_the_catalogue_does_not_list_is_refused(unit: str) -> None:
    (line,) = said(with_value(("labs", 0, "unit"), unit))
    assert line.startswith('labs[0].unit: "')
    assert "expected a unit of Ferritin: " in line


def test_platelets_in_grams_are_refused_with_the_reason() -> None:
    platelets = {"analyte": "plt", "value": "28", "unit": "g/L", "at": "2026-11-21T06:10"}
    (line,) = said(with_value(("labs",), [platelets]))
    assert "misprint of G/L" in line


@pytest.mark.parametrize(
    "at",
    ["2026-11-21T06:10", "2026-11-21T06:10:30", "2026-11-21T05:10Z", "2026-11-21T06:10:30.250+01:00", "2026-11-21"],
)
def test_a_result_may_be_timed_in_any_of_the_iso_ways(at: str) -> None:
    assert said(with_value(("labs", 0, "at"), at)) == []


def test_a_factor_needs_its_reason() -> None:
    assert said(without(("regimen", "lines", 0, "reason"))) == [
        "regimen.lines[0].reason: missing: expected a reason, because factor is 0.75"
    ]
