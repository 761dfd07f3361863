"""Early signs and worsening on the demo series: each by itself, within one series, only as far as it is proved."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hlh_desktop.domain.results.response.signs import READ, Sign, asks_review, signs, unjudged, worse
from tests.builders import knowledge
from tests.domain.results.demo import result, seen, series


def sign(code: str, day: float, *more: object, only: tuple[str, ...] = ()) -> Sign | None:
    results = [*series(day, *only), *more]
    return next((one for one in signs(seen(results, day)) if one.code == code), None)  # type: ignore[arg-type]


def reads(code: str, day: float, *more: object, only: tuple[str, ...] = ()) -> str | None:
    found = sign(code, day, *more, only=only)
    return None if found is None else found.reads


def test_every_way_of_reading_is_used() -> None:
    assert {one.rule for one in knowledge().response.signs.values()} == set(READ)


def test_at_day_7_scd25_fell_38_percent_which_is_favourable() -> None:
    found = sign("scd25_day_7", 7)
    assert found is not None
    assert found.difference is not None
    assert (found.reads, found.difference.percent) == ("good", Fraction(5600, 14700) * 100)


@pytest.mark.parametrize(("value", "expected"), [("11025", "good"), ("11026", "bad"), ("<12000", "unknown")])
def test_a_fall_of_25_percent_is_the_line(value: str, expected: str) -> None:
    assert reads("scd25_day_7", 7, result("scd25", "14700", 0), result("scd25", value, 7), only=("plt",)) == expected


def test_a_sign_is_told_from_its_first_day_on_and_for_good() -> None:
    assert reads("scd25_day_7", 5) is None
    assert reads("scd25_day_7", 28) == "good"


def test_a_value_of_another_day_is_none_of_day_7() -> None:
    rows = (result("scd25", "14700", 0), result("scd25", "9000", 10))
    assert reads("scd25_day_7", 10, *rows, only=("plt",)) == "unknown"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("11026", 7), ("5000", 9)), "bad"),
        ((("5000", 7), ("11026", 9)), "good"),
        ((("11026", 6), ("5000", 8)), "good"),
        ((("5000", 6), ("11026", 8)), "bad"),
    ],
)
def test_of_several_values_that_nearest_to_day_7_counts_and_of_two_as_near_the_later(
    rows: tuple[tuple[str, int], ...], expected: str
) -> None:
    values = (result("scd25", "14700", 0), *(result("scd25", value, day) for value, day in rows))
    assert reads("scd25_day_7", 9, *values, only=("plt",)) == expected


def test_another_assay_tells_no_fall() -> None:
    rows = (result("scd25", "14700", 0, method="A"), result("scd25", "2000", 7, method="B"))
    assert reads("scd25_day_7", 7, *rows, only=("plt",)) == "unknown"


def test_ferritin_of_day_7_fell_65_percent_and_lies_between() -> None:
    found = sign("ferritin_fall", 7)
    assert found is not None
    assert found.difference is not None
    assert (found.reads, found.difference.percent) == ("between", Fraction(7634, 11734) * 100)


@pytest.mark.parametrize(
    ("value", "expected"), [("5868", "bad"), ("5866", "between"), ("470", "between"), ("469", "good")]
)
def test_ferritin_below_50_and_from_96_percent(value: str, expected: str) -> None:
    rows = (result("ferritin", "11734", 0), result("ferritin", value, 14))
    assert reads("ferritin_fall", 14, *rows, only=("plt",)) == expected


@pytest.mark.parametrize(("value", "expected"), [("2000", "good"), ("2001", "bad"), (">1500", "unknown")])
def test_ferritin_at_week_2_is_held_against_2000(value: str, expected: str) -> None:
    assert reads("ferritin_week_2", 14, result("ferritin", value, 14), only=("plt",)) == expected


def test_ferritin_of_610_is_over_what_resolution_asks_for() -> None:
    assert reads("ferritin_resolution", 28) == "bad"
    assert reads("ferritin_resolution", 14) is None


def test_platelets_and_urea_are_shown_without_a_line() -> None:
    assert reads("platelets_day_7", 7) == "shown"
    assert reads("urea_day_7", 7) is None
    assert reads("urea_day_7", 7, result("urea", "6.1", 7)) == "shown"


def test_a_pending_virus_load_is_told_until_it_comes() -> None:
    waits = result("ebv", None, 13, status="pending")
    assert reads("ebv_pending", 14, waits) == "shown"
    assert reads("ebv_pending", 14, waits, result("ebv", "225", 14)) is None


def test_times_the_upper_limit_needs_the_laboratorys_own() -> None:
    from decimal import Decimal

    assert reads("scd25_upper", 28) is None
    assert reads("scd25_upper", 28, result("scd25", "1900", 28, high=Decimal(1940)), only=("plt",)) == "shown"


def test_without_a_plan_there_are_no_signs() -> None:
    assert signs(seen(series(14), 14, None)) == ()


# --- worsening


def test_day_1_is_worse_in_four_markers_and_asks_for_a_review() -> None:
    known = seen(series(1), 1)
    found = {one.analyte: one.difference for one in worse(known)}
    assert set(found) == {"ferritin", "plt", "fibrinogen", "bili_t"}
    assert found["plt"].percent == Fraction(13, 41) * 100
    assert (found["ferritin"].percent, found["ferritin"].exact) == (Fraction(8266, 11734) * 100, False)
    assert asks_review(known)


def test_one_marker_alone_asks_for_none() -> None:
    known = seen(series(1, "plt"), 1)
    assert [one.analyte for one in worse(known)] == ["plt"]
    assert not asks_review(known)


@pytest.mark.parametrize(
    ("analyte", "first", "still", "worse_from"),
    [
        ("ferritin", "1000", "1099", "1100"), ("plt", "100", "91", "90"), ("fibrinogen", "2.0", "1.81", "1.80"),
        ("ast", "100", "119", "120"), ("bili_t", "100", "109", "110"), ("aptt", "40", "43.9", "44"),
        ("crea", "50", "59", "60"), ("na", "135", "132.4", "132.3"),
    ],
)  # fmt: skip
def test_how_much_counts_as_worse(analyte: str, first: str, still: str, worse_from: str) -> None:
    for value, expected in ((still, []), (worse_from, [analyte])):
        known = seen([result(analyte, first, 0), result(analyte, value, 1)], 1)
        assert [one.analyte for one in worse(known)] == expected


def test_worse_than_more_than_a_day_ago_is_not_worse_now() -> None:
    assert worse(seen([result("plt", "100", 0), result("plt", "50", 1.1)], 1.1)) == ()


def test_what_was_worse_yesterday_asks_for_no_review_today() -> None:
    assert worse(seen(series(1), 2.5)) == ()


def test_platelets_after_a_transfusion_prove_no_recovery_and_still_a_fall() -> None:
    rows = [result("plt", "100", 0), result("plt", "80", 1, conditions=("transfused",))]
    assert [one.analyte for one in worse(seen(rows, 1))] == ["plt"]


def test_ast_of_a_haemolysed_sample_is_no_worsening() -> None:
    rows = [result("ast", "100", 0), result("ast", "400", 1, conditions=("haemolysed",))]
    assert worse(seen(rows, 1)) == ()
    clean = [rows[0], result("ast", "400", 1)]
    assert [one.analyte for one in worse(seen(clean, 1))] == ["ast"]


def test_markers_of_another_assay_are_not_compared() -> None:
    rows = [result("ferritin", "1000", 0, method="A"), result("ferritin", "9000", 1, method="B")]
    assert worse(seen(rows, 1)) == ()
    assert "ferritin" in unjudged(seen(rows, 1))


def test_two_results_a_day_apart_can_be_judged() -> None:
    assert unjudged(seen(series(1), 1)) == ()
    assert set(unjudged(seen(series(0), 0))) == set(knowledge().response.worsening.markers)
