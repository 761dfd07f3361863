"""Doses of one drug too near to each other: by the ward's clock, across parts and lines, louder when nearer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case_data, findings, levels, regimen

CODE = "doses_close"


def moved(day: int, to: str, line: str = "etoposide", **more: Any) -> dict[str, Any]:
    change = {"line": line, "day": day, "do": "move", "to": to, "reason": "fever"}
    return case_data(regimen=regimen(line, changes=[change], **more))


@pytest.mark.parametrize(
    ("to", "level"),
    [
        ("2026-11-26T14:00", None),  # 72 hours before day 8
        ("2026-11-26T14:01", "warning"),
        ("2026-11-27T14:00", "warning"),  # 48 hours
        ("2026-11-27T14:01", "critical"),
    ],
)
def test_etoposide_keeps_72_hours_and_must_keep_48(to: str, level: str | None) -> None:
    assert levels(moved(4, to)).get(CODE) == level


def test_a_late_first_dose_is_told_against_day_4() -> None:
    data = case_data(regimen=regimen("etoposide", first_dose_at={"etoposide": "2026-11-22T20:00"}))
    (text,) = findings(data)[CODE]
    assert "2026-11-22T20:00 and 2026-11-25T14:00 are 66 hours apart, at least 72 are expected" in text


def test_intrathecal_doses_keep_five_days() -> None:
    assert levels(moved(23, "2026-12-12T11:00", "intrathecal")).get(CODE) is None
    assert levels(moved(23, "2026-12-12T10:59", "intrathecal"))[CODE] == "warning"
    assert levels(moved(23, "2026-12-08T11:00", "intrathecal"))[CODE] == "critical"


def test_a_clock_change_bends_no_interval() -> None:
    spring = {"on": "2026-03-26", "weight_kg": "13.5", "height_cm": "92"}
    data = case_data(day_one="2026-03-27", measurements=[spring], regimen=regimen("etoposide"))
    assert CODE not in levels(data)


def test_two_parts_of_one_drug_on_the_same_days_are_critical() -> None:
    low = {"line": "anakinra", "part": "low", "mg_per_kg_per_day": "2"}
    high = {"line": "anakinra", "part": "high", "mg_per_kg_per_day": "4", "first_day": 14}
    assert levels(case_data(regimen=regimen(low, high)))[CODE] == "critical"
    assert CODE not in levels(case_data(regimen=regimen(low, {**high, "first_day": 15})))


def test_two_lines_of_one_drug_are_held_against_each_other() -> None:
    pulse = {"line": "methylprednisolone_pulse", "days": 4}
    assert levels(case_data(regimen=regimen(pulse, "methylprednisolone")))[CODE] == "critical"
    assert CODE not in levels(case_data(regimen=regimen("methylprednisolone_pulse", "methylprednisolone")))


def test_every_pair_is_counted_and_the_nearest_is_named() -> None:
    low = {"line": "anakinra", "part": "low", "mg_per_kg_per_day": "2", "days": 3}
    high = {"line": "anakinra", "part": "high", "mg_per_kg_per_day": "4", "days": 3}
    data = case_data(regimen=regimen(low, high))
    (text,) = findings(data)[CODE]
    assert "2026-11-22T10:00 and 2026-11-22T10:00 are 0 hours apart" in text
    assert "such pairs: 3" in text


def test_hours_are_written_in_whole_ones_and_never_more_than_there_are() -> None:
    (text,) = findings(moved(1, "2026-11-22T14:01"))[CODE]
    assert "are 71 hours apart, at least 72 are expected" in text
    (text,) = findings(moved(4, "2026-11-29T12:30"))[CODE]
    assert "2026-11-29T12:30 and 2026-11-29T14:00 are 1 hour apart, at least 72 are expected" in text


def test_the_nearest_of_several_pairs_is_shown() -> None:
    """Day 8 is moved to 50 hours before day 11, and day 11 lies 60 hours before the moved day 15."""
    changes = [
        {"line": "etoposide", "day": 8, "do": "move", "to": "2026-11-30T12:00", "reason": "fever"},
        {"line": "etoposide", "day": 15, "do": "move", "to": "2026-12-05T02:00", "reason": "fever"},
    ]
    (text,) = findings(case_data(regimen=regimen("etoposide", changes=changes)))[CODE]
    assert "such pairs: 2" in text
    assert "2026-11-30T12:00 and 2026-12-02T14:00 are 50 hours apart" in text
    changes[0]["to"], changes[1]["to"] = "2026-11-30T02:00", "2026-12-04T16:00"
    (text,) = findings(case_data(regimen=regimen("etoposide", changes=changes)))[CODE]
    assert "2026-12-02T14:00 and 2026-12-04T16:00 are 50 hours apart" in text


def test_doses_of_one_moment_are_critical_such_as_one_moved_into_the_hour_that_clocks_skip() -> None:
    """28 March 2027 has no 02:30 in Paris: it is 03:30, where the dose of the evening before was moved to."""
    day_one = "2027-03-20"
    measures = [{"on": day_one, "weight_kg": "13.5", "height_cm": "92"}]
    line = {"line": "dexamethasone", "doses_per_day": 2}
    first = {"line": "dexamethasone", "day": 8, "time": "20:00", "do": "move", "to": "2027-03-28T03:30", "reason": "x"}
    second = {**first, "day": 9, "time": "08:00", "to": "2027-03-28T02:30"}
    data = case_data(day_one=day_one, measurements=measures, regimen=regimen(line, changes=[first, second]))
    assert levels(data)[CODE] == "critical"
    assert "2027-03-28T03:30 and 2027-03-28T03:30 are 0 hours apart" in findings(data)[CODE][0]
    second["to"] = "2027-03-28T03:31"
    assert levels(data)[CODE] == "warning"


def elsewhere(on: str, drug: str, *lines: Any, **more: Any) -> dict[str, Any]:
    given = {"drug": drug, "on": on, "mg": "88", "bsa_m2": "0.59"}
    return case_data(elsewhere=[given], regimen=regimen(*lines), **more)


@pytest.mark.parametrize(
    ("on", "level"),
    [
        ("2026-11-19", None),  # three days before day one, as day 1 lies before day 4
        ("2026-11-20", "warning"),
        ("2026-11-21", "critical"),
        ("2026-11-22", "critical"),
        ("2026-11-23", None),  # a row of after day one is not looked at
    ],
)
@pytest.mark.parametrize("drug", ["etoposide", "VP16"])
def test_a_dose_that_another_place_gave_counts_though_its_hour_is_not_known(
    on: str, level: str | None, drug: str
) -> None:
    """A child who comes from another hospital must not get the next etoposide unnoticed a day after the last."""
    found = elsewhere(on, drug, "etoposide")
    assert levels(found).get(CODE) == level
    for text in findings(found).get(CODE, []):
        assert f"stands on 2026-11-22T14:00, and another place gave one on {on}" in text
        assert "at least 72 hours are expected" in text


def test_another_drug_of_another_place_stands_in_the_way_of_nothing() -> None:
    assert CODE not in levels(elsewhere("2026-11-21", "rituximab", "etoposide"))
    assert levels(elsewhere("2026-11-21", "rituximab", "rituximab"))[CODE] == "warning"


def test_only_doses_still_to_come_are_held_against_another_place() -> None:
    """Day 8 was given elsewhere and day 11 is next: three days. Given on day 9, it is two."""
    for on, level in (("2026-11-29", None), ("2026-11-30", "warning")):
        found = elsewhere(on, "etoposide", "etoposide", revised_at=["2026-12-01T08:00"])
        assert levels(found).get(CODE) == level
    (text,) = findings(found)[CODE]
    assert "stands on 2026-12-02T14:00" in text
