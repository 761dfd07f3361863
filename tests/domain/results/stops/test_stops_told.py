"""What a stop says of the unit of a column and of the value before, and the order of stops of one sample."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.results.stops.judge import judge
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.domain.results.values import Reported, Sample
from tests.builders import knowledge
from tests.lab_results import PARIS, reported, result

if TYPE_CHECKING:
    from hlh_desktop.domain.results.stops.values import Stop
    from hlh_desktop.domain.results.values import LabResult

NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
DAY = "2026-12-01T14:05"


def judged(*rows: Reported, before: tuple[LabResult, ...] = ()) -> tuple[Stop, ...]:
    who = Child(date(2024, 6, 22), "female")
    return judge(Sample(NOW, rows), before, knowledge().catalogue, knowledge(), who, NOW)


def headers(hb: tuple[str, str], plt: tuple[str, str]) -> list[Stop]:
    """The stops of a column's unit, each analyte by the value before and the one that is typed."""
    before = (result("hb", hb[0], "g/L", DAY), result("plt", plt[0], "10*9/L", DAY, 2))
    rows = (reported("hb", hb[1], "g/L"), reported("plt", plt[1], "10*9/L"))
    return [stop for stop in judged(*rows, before=before) if stop.code == "unit_header"]


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("hb", "plt", "times"),
    [
        (("25", "250"), ("30", "300"), "10"), (("25", "200"), ("30", "375"), "10"), (("25", "199"), ("30", "300"), ""),
        (("25", "250"), ("30", "376"), ""), (("240", "24"), ("300", "30"), "10"), (("240", "24"), ("30", "300"), ""),
        (("100", "1"), ("2000", "20"), "100"), (("100", "0.1"), ("2000", "2"), "1000"),
        (("100", "1"), ("2000", "200"), ""),
    ],
)  # fmt: skip
def test_both_of_a_tube_off_by_the_same_factor_and_the_same_way(
    hb: tuple[str, str], plt: tuple[str, str], times: str
) -> None:
    found = [said(stop.text) for stop in headers(hb, plt)]
    rest = f"both differ from before by about the same factor, {times}. Was the unit of the whole column another?"
    assert found == ([f"Haemoglobin and Platelets {rest}", f"Platelets and Haemoglobin {rest}"] if times else [])


def test_the_value_before_is_told_in_ward_time_with_its_sign() -> None:
    old = result("ferritin", ">2000", "ug/L", DAY)
    earlier = result("ferritin", "900", "ug/L", "2026-11-30T08:00", 2)
    (stop,) = judged(reported("ferritin", "150000", "ug/L"), before=(earlier, old))
    assert said(stop.before_text) == "> 2,000 microgram/L on 1 Dec 2026 14:05"
    assert stop.before == old


def test_a_stop_of_the_whole_sample_stands_before_those_of_its_results() -> None:
    late = Sample(NOW.replace(hour=15).astimezone(UTC), (reported("ast", "1", "mmol/L"), reported("hb", "31", "g/dL")))
    found = judge(late, (), knowledge().catalogue, knowledge(), Child(date(2024, 6, 22), None), NOW)
    assert [(stop.place, stop.code) for stop in found] == [
        (None, "time_ahead"), (0, "unit_unlisted"), (1, "outside_reject"),
    ]  # fmt: skip
    assert (found[0].before, found[0].before_text, found[0].met) == (None, "", False)


@pytest.mark.parametrize(
    ("value", "jumps"), [("8751", True), (">7000", False), (">7001", True), (">=7001", True), ("<9000", False)]
)
def test_a_rise_of_more_than_ten_times_in_a_day_is_a_jump(value: str, jumps: bool) -> None:
    """From 700; up to 12.5 times, 8,750, a plain number is asked for its decimal point instead."""
    found = judged(reported("ferritin", value, "ug/L"), before=(result("ferritin", "700", "ug/L", DAY),))
    assert ("jump" in [stop.code for stop in found]) is jumps
