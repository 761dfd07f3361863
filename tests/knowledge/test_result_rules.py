"""Stops, reference ranges and the flowsheet as data: each kind of disagreement is refused with its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.results.ranges import Ends, RangeBand
from hlh_desktop.domain.results.stops.judge import ORDER, RULES, SAMPLE_RULES, STRICTER
from hlh_desktop.domain.results.stops.values import Factor, Slip
from hlh_desktop.knowledge.results import unsound_results
from tests.builders import knowledge

STOPS, RANGES, FLOW = knowledge().result_stops, knowledge().reference_ranges, knowledge().flowsheet
APP = STOPS.stops["jump"].cites


def places(**parts: Any) -> list[str]:
    return [place for place, _ in unsound_results(replace(knowledge(), **parts))]


def with_stop(code: str, **parts: Any) -> list[str]:
    stops = {**STOPS.stops, code: STOPS.stops[code].model_copy(update=parts)}
    found = places(result_stops=STOPS.model_copy(update={"stops": stops}))
    return [place.removeprefix(f"result_stops.stops.{code}.") for place in found]


def with_range(name: str, *bands: RangeBand) -> list[str]:
    ranges = {**RANGES, name: RANGES["hb"].model_copy(update={"bands": bands})}
    return [place.removeprefix(f"reference_ranges.ranges.{name}.") for place in places(reference_ranges=ranges)]


def band(low: str | None, high: str | None, unit: str = "g/L", **more: Any) -> RangeBand:
    ends = {name: Decimal(end) for name, end in (("low", low), ("high", high)) if end is not None}
    return RangeBand(ends={unit: Ends(**ends)}, cites=APP, **more)


def test_the_files_themselves_are_sound() -> None:
    assert places() == []


def test_every_stop_has_a_rule_and_every_rule_its_stop() -> None:
    assert set(STOPS.stops) == {*RULES, *SAMPLE_RULES}
    less = {code: stop for code, stop in STOPS.stops.items() if code != "jump"}
    assert places(result_stops=STOPS.model_copy(update={"stops": less})) == ["result_stops.stops.jump"]


def test_what_is_physically_impossible_is_hard_and_what_is_rare_is_soft() -> None:
    levels = {code: stop.level for code, stop in STOPS.stops.items()}
    assert {code for code, level in levels.items() if level == "soft"} == {
        "unit_slip", "outside_warn", "ratio_ten", "unit_factor", "unit_header", "jump",
    }  # fmt: skip
    assert {code for code, level in levels.items() if level == "told"} == {"platelets_zero"}
    assert set(levels.values()) == set(ORDER)
    assert {*STRICTER, *(code for codes in STRICTER.values() for code in codes)} <= set(RULES)


@pytest.mark.parametrize(
    ("code", "parts", "place"),
    [
        ("ratio_ten", {"numbers": {}}, "numbers"),
        ("time_ahead", {"numbers": {"minutes": Decimal(0)}}, "numbers"),
        ("jump", {"factors": ()}, "factors"),
        ("outside_warn", {"times": (Decimal(2),)}, "times"),
        ("unit_unlisted", {"texts": {}}, "texts"),
        ("jump", {"factors": (Factor(analyte="tea", times=Decimal(10)),)}, "analytes"),
    ],
)
def test_a_stop_has_what_its_rule_reads_and_no_more(code: str, parts: dict[str, Any], place: str) -> None:
    assert with_stop(code, **parts) == [place]


@pytest.mark.parametrize("changed", [{"meant": "g/cL"}, {"entered": "tea"}, {"low": Decimal(30)}])
def test_a_slip_is_between_two_units_of_its_analyte(changed: dict[str, Any]) -> None:
    slip = Slip(analyte="hb", entered="g/L", low=Decimal(4), high=Decimal(25), meant="g/dL")
    assert with_stop("unit_slip", slips=(slip.model_copy(update=changed),)) == ["slips"]


def test_reasons_to_choose_from_are_there() -> None:
    assert places(result_stops=STOPS.model_copy(update={"reasons": ()})) == ["result_stops.reasons"]


def test_a_value_before_is_looked_for_as_far_back_as_the_rules_look() -> None:
    assert places(result_stops=STOPS.model_copy(update={"before_days": 2})) == ["result_stops.before_days"]
    assert places(result_stops=STOPS.model_copy(update={"before_days": 3})) == []


def test_a_range_is_of_the_catalogue_in_its_units() -> None:
    assert with_range("tea", band("1", "2")) == ["analyte"]
    assert with_range("hb", band("1", "2", "g/cL")) == ["bands.0.ends.g/cL"]
    for low, high in (("2", "1"), ("2", "2"), (None, None)):
        assert with_range("hb", band(low, high)) == ["bands.0.ends.g/L"]
    both = Ends(high=Decimal(2), below=Decimal(3))
    assert with_range("hb", RangeBand(ends={"g/L": both}, cites=APP)) == ["bands.0.ends.g/L"]


@pytest.mark.parametrize(
    "bands",
    [
        (band("1", "2", below_months=12),),
        (band("1", "2"), band("1", "2", below_months=12)),
        (band("1", "2", below_months=12), band("1", "2", below_months=6), band("1", "2")),
        (band("1", "2", below_months=1), band("1", "2", up_to_days=10), band("1", "2")),
        (band("1", "2", sex="female"),),
        (band("1", "2", below_months=12, sex="male"), band("1", "2")),
    ],
)
def test_no_child_is_left_between_two_bands(bands: tuple[RangeBand, ...]) -> None:
    assert with_range("hb", *bands) == ["bands"]


def test_a_band_ends_by_days_or_by_months() -> None:
    found = with_range("hb", band("1", "2", up_to_days=3, below_months=1), band("1", "2"))
    assert found == ["bands.0.up_to_days"]


def test_every_analyte_stands_in_one_group_and_the_ward_s_own_in_another() -> None:
    blood = FLOW.groups["blood_count"]
    less = {**FLOW.groups, "blood_count": blood.model_copy(update={"analytes": blood.analytes[1:]})}
    twice = {**FLOW.groups, "csf": blood}
    without = {name: group for name, group in FLOW.groups.items() if name != "own"}
    for groups in (less, twice, without):
        assert set(places(flowsheet=FLOW.model_copy(update={"groups": groups}))) == {"flowsheet.groups"}


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"usual": ("tea",)}, "flowsheet.usual"),
        ({"usual": ()}, "flowsheet.usual"),
        ({"marked": {"lipid": ("tea",)}}, "flowsheet.marked.lipid"),
        ({"names": {"tea": {"en": "Tea"}}}, "flowsheet.names.tea"),
        ({"names": {"hb": {}}}, "flowsheet.names.hb"),
    ],
)
def test_names_and_marks_are_of_analytes_of_the_catalogue(parts: dict[str, Any], place: str) -> None:
    assert places(flowsheet=FLOW.model_copy(update=parts)) == [place]
