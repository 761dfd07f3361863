"""One reading tells every problem of a case, whatever kinds they are of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import knowledge, plan_object
from tests.exchange.contract import places, said, with_value, without, written
from tests.thorough import some


def test_all_problems_are_told_at_once_with_the_places_that_they_have_in_the_file() -> None:
    case = with_value(("measurements", 0, "weight_kg"), 13.5)  # a number instead of text ...
    case["patient"]["colour"] = "blue"
    case["labs"].insert(0, {"analyte": "plt"})  # ... and rows that are cut before the next ones are looked at
    case["labs"][1]["unit"] = "g/L"
    case["labs"][2]["value"] = "3800"
    case["regimen"]["lines"].insert(0, 7)
    case["regimen"]["lines"][1]["factor"] = "7.5"
    case["regimen"]["last_week"] = 9
    case["safety"]["aliens"] = True
    case["elsewhere"][0]["bsa_m2"] = "58"
    assert [line.split(": ")[0] for line in said(case)] == [
        "patient.colour", "measurements[0].weight_kg", "labs[0].value", "labs[0].unit", "labs[0].at",
        "regimen.lines[0]",
        "labs[1].unit", "labs[2].value", "elsewhere[0].bsa_m2", "safety.aliens", "regimen.last_week",
        "regimen.lines[1].factor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", [("patient", "date_of_birth"), ("day_one",), ("patient",), ("time_zone",), ("schema",), ("measurements",)]
)
def test_without_the_dates_the_rest_is_still_looked_at(path: tuple[int | str, ...]) -> None:
    case = without(path)
    case["labs"][0]["unit"] = "g/L"
    assert [line.split(": ")[0] for line in said(case)] == [written(path), "labs[0].unit"]


def test_under_an_unknown_protocol_the_lines_are_still_looked_at() -> None:
    case = with_value(("regimen", "protocol"), "hlh-95")
    case["regimen"]["lines"][0]["factor"] = "7.5"
    assert [line.split(": ")[0] for line in said(case)] == ["regimen.protocol", "regimen.lines[0].factor"]


JUNK: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**30, float("nan"), "", "  ", "x", "0", "1000000000", "a\nb", "\ud800", "\x1b[31m",
    [], [None], [[]], {}, {"a": 1}, {"": None}, ["x"], "2199-12-31", "1900-01-01", "2199-12-31T23:59-14:00",
    "1900-01-01T00:00+14:00", "x" * 100_000, "0.000000000001", "none", "etoposide", "intrathecal",
]  # fmt: skip


@pytest.mark.parametrize("path", some((path for path, _ in places() if path), 3), ids=written)
def test_whatever_stands_in_a_place_is_planned_or_refused_in_one_line(path: tuple[int | str, ...]) -> None:
    for junk in JUNK:
        case = with_value(path, junk)
        lines = said(case)
        assert all(line.isprintable() and len(line) < 2000 for line in lines)
        if not lines:
            assert plan_object(case)["knowledge_edition"] == knowledge().edition
