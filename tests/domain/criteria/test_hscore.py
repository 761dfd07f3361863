"""HScore: each of its 3,888 known states, intervals for what is unknown, and the published probabilities."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations, product
from math import prod
from typing import Any

import pytest

from hlh_desktop.domain.criteria.hscore import HScore, hscore, probability
from hlh_desktop.domain.laboratory import Result
from tests.builders import case_data, knowledge, lab, plan_object
from tests.domain.criteria.seen import observed, result

Way = tuple[int, dict[str, Any], list[Result]]


def lineages(hb: str, wbc: str, plt: str) -> list[Result]:
    return [result("hb", hb, "g/L"), result("wbc", wbc, "10*9/L"), result("plt", plt, "10*9/L")]


# Every level of every item: its points from diagnostics.md 1.3, the signs and the results that make it.
LEVELS: dict[str, list[Way]] = {
    "immunosuppression": [(0, {"immunosuppression": False}, []), (18, {"immunosuppression": True}, [])],
    "temperature": [
        (0, {}, [result("temp", "38.3", "Cel")]),
        (33, {}, [result("temp", "39.4", "Cel")]),
        (49, {}, [result("temp", "39.5", "Cel")]),
    ],
    "organomegaly": [
        (0, {"splenomegaly": False, "hepatomegaly": False}, []),
        (23, {"splenomegaly": False, "hepatomegaly": True}, []),
        (38, {"splenomegaly": True, "hepatomegaly": True}, []),
    ],
    "cytopenias": [
        (0, {}, lineages("92", "5.1", "111")),
        (24, {}, lineages("93", "5.0", "110")),
        (34, {}, lineages("92", "5.0", "110")),
    ],
    "ferritin": [
        (0, {}, [result("ferritin", "1999", "ug/L")]),
        (35, {}, [result("ferritin", "6000", "ug/L")]),
        (50, {}, [result("ferritin", "6001", "ug/L")]),
    ],
    "triglycerides": [
        (0, {}, [result("tg", "1.49", "mmol/L")]),
        (44, {}, [result("tg", "4.0", "mmol/L")]),
        (64, {}, [result("tg", "4.01", "mmol/L")]),
    ],
    "fibrinogen": [(0, {}, [result("fibrinogen", "2.51", "g/L")]), (30, {}, [result("fibrinogen", "2.5", "g/L")])],
    "ast": [(0, {}, [result("ast", "29", "U/L")]), (19, {}, [result("ast", "30", "U/L")])],
    "hemophagocytosis": [(0, {"hemophagocytosis": False}, []), (35, {"hemophagocytosis": True}, [])],
}
# Fardet's table as reprinted.
TABLE = {
    100: 1, 110: 3, 120: 5, 130: 9, 140: 16, 150: 25, 160: 40, 170: 54, 180: 70, 190: 80, 200: 88, 210: 93, 220: 96,
    230: 98, 240: 99,
}  # fmt: skip


def score(ways: dict[str, Way]) -> HScore:
    signs = {name: value for _, part, _ in ways.values() for name, value in part.items()}
    return hscore(observed(*chain.from_iterable(way[2] for way in ways.values()), **signs), knowledge().criteria.hscore)


def expected_probability(points: int) -> str:
    """The published table, straight lines between its rows."""
    if points < 100:
        return "<1"
    if points >= 240:
        return ">99" if points >= 250 else "99"
    left = points // 10 * 10
    exact = TABLE[left] + Fraction((TABLE[left + 10] - TABLE[left]) * (points - left), 10)
    return str(exact.numerator) if exact.denominator == 1 else str(float(exact))


def test_every_state_of_the_nine_items() -> None:
    seen = 0
    for ways in product(*LEVELS.values()):
        points = sum(way[0] for way in ways)
        found = score(dict(zip(LEVELS, ways, strict=True)))
        assert {item.item: (item.low, item.high) for item in found.items} == {
            name: (way[0], way[0]) for name, way in zip(LEVELS, ways, strict=True)
        }
        assert (found.low, found.high) == (points, points)
        assert found.probability_low == found.probability_high == expected_probability(points)
        seen += 1
    assert seen == prod(map(len, LEVELS.values())) == 3888


@pytest.mark.parametrize("base", [0, 1, -1])
def test_whatever_is_unknown_counts_from_nothing_to_its_most(base: int) -> None:
    """Each of the 512 sets of unknown items, the rest at their least, a middle and their highest level."""
    known = {name: levels[min(base, len(levels) - 1)] for name, levels in LEVELS.items()}
    for size in range(len(LEVELS) + 1):
        for missing in combinations(LEVELS, size):
            found = score({name: way for name, way in known.items() if name not in missing})
            low = sum(way[0] for name, way in known.items() if name not in missing)
            most = sum(LEVELS[name][-1][0] for name in missing)
            assert (found.low, found.high) == (low, low + most)
            assert found.probability_low == expected_probability(low)
            assert found.probability_high == expected_probability(low + most)


def test_nothing_known_is_everything_possible() -> None:
    found = score({})
    assert (found.low, found.high, found.probability_low, found.probability_high) == (0, 337, "<1", ">99")
    assert {item.item: item.high for item in found.items} == {name: levels[-1][0] for name, levels in LEVELS.items()}


# --- probabilities


@pytest.mark.parametrize("points", range(338))
def test_every_score_has_its_published_probability(points: int) -> None:
    assert probability(points, knowledge().criteria.hscore) == expected_probability(points)


@pytest.mark.parametrize(
    ("points", "percent"),
    [
        (0, "<1"), (90, "<1"), (99, "<1"), (100, "1"), (101, "1.2"), (164, "45.6"), (169, "52.6"), (188, "78"),
        (208, "92"), (239, "98.9"), (240, "99"), (249, "99"), (250, ">99"), (263, ">99"), (337, ">99"),
    ],
)  # fmt: skip
def test_probabilities_worked_by_hand(points: int, percent: str) -> None:
    assert probability(points, knowledge().criteria.hscore) == percent


# --- the vectors of diagnostics.md 1.3 and 1.6

CASE_A: dict[str, Any] = {
    "signs": {
        "temperature_c": "39.0", "splenomegaly": True, "hepatomegaly": False, "hemophagocytosis": False,
        "immunosuppression": False,
    },
    "labs": [
        lab("hb", "85", "g/L"), lab("wbc", "9", "10*9/L"), lab("plt", "60", "10*9/L"),
        lab("ferritin", "3000", "ng/mL"), lab("tg", "2.0", "mmol/L"), lab("fibrinogen", "1.4", "g/L"),
        lab("ast", "90", "U/L"),
    ],
}  # fmt: skip


def score_of(case: dict[str, Any]) -> dict[str, Any]:
    return dict(plan_object(case_data(**case))["criteria"]["hscore"])


def test_case_a_scores_208() -> None:
    assert score_of(CASE_A) == {"low": 208, "high": 208, "probability_low": "92", "probability_high": "92"}


def test_case_a_without_triglycerides_and_marrow_spans_164_to_263() -> None:
    case = {
        "signs": {**CASE_A["signs"], "hemophagocytosis": None},
        "labs": [row for row in CASE_A["labs"] if row["analyte"] != "tg"],
    }
    found = score_of(case)
    assert found == {"low": 164, "high": 263, "probability_low": "45.6", "probability_high": ">99"}


def test_case_b_is_the_most_without_immunosuppression() -> None:
    top = {name: levels[-1] for name, levels in LEVELS.items()} | {"immunosuppression": LEVELS["immunosuppression"][0]}
    assert (score(top).high, score(top).probability_high) == (319, ">99")


def test_case_d_scores_188() -> None:
    points = {
        "immunosuppression": 18,
        "temperature": 33,
        "cytopenias": 24,
        "ferritin": 50,
        "triglycerides": 44,
        "ast": 19,
    }
    ways = {name: next(way for way in levels if way[0] == points.get(name, 0)) for name, levels in LEVELS.items()}
    assert (score(ways).low, score(ways).probability_low) == (188, "78")


def test_a_published_adult_scores_259_without_its_unreported_ast() -> None:
    """39.3 degrees, liver, two lineages, ferritin 159,076, triglycerides 6.3, fibrinogen 0.7, marrow."""
    points = {
        "temperature": 33, "organomegaly": 23, "cytopenias": 24, "ferritin": 50, "triglycerides": 64, "fibrinogen": 30,
        "hemophagocytosis": 35,
    }  # fmt: skip
    ways = {name: next(way for way in levels if way[0] == points.get(name, 0)) for name, levels in LEVELS.items()}
    del ways["ast"]
    assert (score(ways).low, score(ways).high) == (259, 259 + 19)


@pytest.mark.parametrize(("temperature", "points"), [("38.3", 0), ("38.4", 33), ("39.4", 33), ("39.5", 49)])
def test_temperatures(temperature: str, points: int) -> None:
    assert points_of("temperature", result("temp", temperature, "Cel")) == (points, points)


def points_of(item: str, *results: Result, **signs: Any) -> tuple[int, int]:
    found = hscore(observed(*results, **signs), knowledge().criteria.hscore)
    return next((points.low, points.high) for points in found.items if points.item == item)


@pytest.mark.parametrize(
    ("spleen", "liver", "points"),
    [
        (True, None, (23, 38)),
        (None, True, (23, 38)),
        (False, None, (0, 23)),
        (None, None, (0, 38)),
        (True, False, (23, 23)),
        (True, True, (38, 38)),
    ],
)
def test_liver_and_spleen(spleen: bool | None, liver: bool | None, points: tuple[int, int]) -> None:
    assert points_of("organomegaly", splenomegaly=spleen, hepatomegaly=liver) == points


@pytest.mark.parametrize(
    ("results", "points"),
    [
        ([("hb", "92", "g/L")], (0, 34)),
        ([("hb", "93", "g/L")], (0, 24)),
        ([("hb", "93", "g/L"), ("wbc", "5.1", "10*9/L")], (0, 0)),
        ([("hb", "92", "g/L"), ("wbc", "5.0", "10*9/L")], (24, 34)),
        ([("hb", "92", "g/L"), ("wbc", "5.1", "10*9/L")], (0, 24)),
        ([("anc", "0.1", "10*9/L")], (0, 34)),  # neutrophils are no lineage of this score
    ],
)
def test_lineages_of_which_some_are_unknown(results: list[tuple[str, str, str]], points: tuple[int, int]) -> None:
    assert points_of("cytopenias", *(result(*one) for one in results)) == points


@pytest.mark.parametrize(
    ("value", "comparator", "points"),
    [
        ("20000", ">", (50, 50)),
        ("1500", ">", (0, 50)),
        ("2000", ">", (35, 50)),
        ("1500", "<", (0, 0)),
        ("5000", "<", (0, 35)),
        ("6000", "<=", (0, 35)),
        ("9000", "<", (0, 50)),
    ],
)
def test_a_censored_ferritin(value: str, comparator: str, points: tuple[int, int]) -> None:
    assert points_of("ferritin", result("ferritin", value, "ug/L", comparator)) == points


def test_a_result_that_can_not_be_read_may_still_earn_all_points() -> None:
    assert points_of("ferritin", result("ferritin", "9000", "pmol/L")) == (0, 50)
    assert points_of("triglycerides", result("tg", "3.5", "mmol/L", fasting=False)) == (0, 64)
    assert points_of("triglycerides", result("tg", "2.0", "mmol/L", fasting=False)) == (44, 44)


def test_the_worst_result_earns_the_points() -> None:
    early, late = result("ferritin", "7000", "ug/L", days_before=6), result("ferritin", "300", "ug/L")
    assert points_of("ferritin", early, late) == points_of("ferritin", late, early) == (50, 50)
    assert points_of("ferritin", late, result("ferritin", "300", "ug/L", ">")) == (0, 50)
