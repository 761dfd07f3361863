"""Fevers of the record: only what proves one, of this course, and not of a time to come."""

from __future__ import annotations

from typing import Any

from hlh_desktop.domain.results.fevers import fevers
from tests.builders import knowledge
from tests.domain.results import demo


def found(*temperatures: tuple[str | None, float], **more: Any) -> list[float]:
    """The days of the fevers among temperatures, on the fifth day at noon."""
    known = knowledge()
    limit = known.tasks["fever_cultures"].limits["fever"]
    results = [demo.result("temp", value, day, **more) for value, day in temperatures]
    day_one, now = demo.START, demo.at(5, 12)
    return [(one.at - demo.at(0)).days for one in fevers(results, limit, known.catalogue, demo.ZONE, day_one, now)]


def test_a_fever_reaches_38_degrees() -> None:
    assert found(("37.9", 1), ("38.0", 2), ("41", 3)) == [2, 3]


def test_fevers_stand_in_the_order_in_which_they_were_measured() -> None:
    assert found(("39", 3), ("39", 1)) == [1, 3]


def test_a_fever_of_before_day_one_or_of_a_time_to_come_is_none() -> None:
    assert found(("39", -1), ("39", 0), ("39", 5), ("39", 6)) == [0, 5]


def test_what_proves_no_fever_is_none() -> None:
    assert found((None, 1), status="pending") == []
    assert found(("39", 1), status="cancelled") == []
    assert found(("39", 1), unit="no unit") == []
    assert found(("<39", 1), (">38", 2)) == [2]
