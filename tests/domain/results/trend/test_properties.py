"""Whatever is reported: the points drawn are the standing valued results, the table is the same, nothing is guessed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from time import perf_counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hlh_desktop.domain.results.series import point_of, series_key
from hlh_desktop.domain.results.trend.reading import reading_at, table
from hlh_desktop.domain.results.values import LabResult, ResultId
from tests.builders import knowledge
from tests.domain.results.trend.demo import at, result, series, trend

NAMES = ("ferritin", "scd25", "plt", "ebv")
UNITS = {
    "ferritin": ("ug/L", "ng/mL", "pmol/L"), "scd25": ("U/mL",), "plt": ("10*9/L", "/uL"),
    "ebv": ("IU/mL", "copies/mL"),
}  # fmt: skip


@some.composite
def results(draw: some.DrawFn) -> list[LabResult]:
    """Results of a few analytes, units, assays and laboratories, some beyond the assay or without a number."""
    found = []
    for place in range(draw(some.integers(0, 12))):
        name = draw(some.sampled_from(NAMES))
        value = draw(some.integers(0, 60000))
        one = result(
            name, f"{draw(some.sampled_from(('', '', '> ', '< ')))}{value}", draw(some.integers(-30, 28)),
            draw(some.sampled_from(UNITS[name])), method=draw(some.sampled_from(("", "A", "B"))),
            laboratory=draw(some.sampled_from(("North", "South"))),
            status=draw(some.sampled_from(("final", "final", "preliminary", "pending"))),
        )  # fmt: skip
        found.append(replace(one, id=ResultId(place + 1, 0)))
    return found


@given(results())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_point_is_a_valued_result_and_every_valued_result_is_a_point(found: list[LabResult]) -> None:
    made, catalogue = trend(found, analytes=("plt", "ebv")), knowledge().catalogue
    drawn = Counter(point.id for one in made.curves() for point in one.points)
    valued = [one for one in found if point_of(one, catalogue[one.analyte]) is not None]
    wanted = Counter(one.id for one in valued if made.time.has(one.at))
    wanted -= Counter(one.id for one in found if one.at.date() < at(-28).date())
    assert drawn == wanted
    assert [(row.at, row.shown) for row in table(made)] == [
        (point.at, point.shown) for one in made.curves() for point in one.points
    ]
    missing = [one for one in found if point_of(one, catalogue[one.analyte]) is None and made.time.has(one.at)]
    assert len(made.left_out) == len(missing)


@given(results())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_percentage_stays_within_one_series_and_is_the_exact_one(found: list[LabResult]) -> None:
    made, catalogue = trend(found, analytes=("plt", "ebv")), knowledge().catalogue
    by_id = {one.id: one for one in found}
    for one in made.curves():
        for segment in one.segments:
            keys = {series_key(by_id[point.id], catalogue[one.analyte]) for point in segment.points if point.id}
            assert keys == {segment.key}
        changes = one.changes
        if changes is None or changes.since_peak is None or changes.since_peak.percent is None:
            continue
        assert not changes.newest.comparator
        if changes.since_peak.way == "same":
            continue
        own = [point for segment in one.segments if segment.key == one.segments[-1].key for point in segment.points]
        peak = max(point.value for point in own if point.comparator != "<")
        exact = abs(1 - Fraction(changes.newest.value) / Fraction(peak)) * 100
        off = exact - Fraction(changes.since_peak.percent)
        assert 0 <= off < 1 if changes.since_peak.at_least else abs(off) <= Fraction(1, 2)


@given(results(), some.integers(-40, 40))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_crosshair_reads_the_nearest_point_of_each_curve(found: list[LabResult], day: int) -> None:
    made = trend(found)
    for told in reading_at(made, at(day)):
        points = next(one for one in made.curves() if one.analyte == told.analyte).points
        assert abs(told.point.at - at(day)) == min(abs(point.at - at(day)) for point in points)


def many(count: int) -> list[LabResult]:
    """So many results over two years: all analytes of the series again and again, a sample at a time."""
    few, analytes = series(), 13
    apart = 730 * analytes / count
    return [
        replace(few[place % len(few)], id=ResultId(place + 1, 0), at=at(place // analytes * apart, 6))
        for place in range(count)
    ]


def test_a_thousand_results_are_put_together_at_once() -> None:
    found = many(1000)
    began = perf_counter()
    made = trend(found, now=at(731))
    print(f"1,000 results: {1000 * (perf_counter() - began):.0f} ms")
    assert sum(len(one.points) for one in made.curves()) > 300
    assert perf_counter() - began < 5
    assert Decimal(0) <= made.time.place(at(300)) <= 1
