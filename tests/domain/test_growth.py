"""Weight and height against growth data: tables, z, each rule on both sides of its limit, and hints."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal, localcontext
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygrowup import Observation

from hlh_desktop.domain.growth import Earlier, Growth, Implausible, Measure, judge
from hlh_desktop.domain.growth.child import child_of, z_of
from hlh_desktop.domain.growth.tables import Lms, lms_at, modified_z, plain_z, restricted_z, value_at
from hlh_desktop.knowledge.growth import load

ROOT = Path(__file__).parents[2]
SURVEY = ROOT.parent / "shared" / "samples" / "growth" / "MySurvey_z_st.csv"
BORN = date(2010, 3, 1)
MONTH = Decimal("30.4375")
LB = Decimal("2.2046")
TWO, THREE = Decimal(2), Decimal(3)
# Age, median, the same in pounds; z and modified z of the pounds; of ten times; modified z of kg / 2.2046.
WRONG_UNIT = [
    (2, "12.74", "28.1", "6.72", "9.71", "16.8", "72.6", "-5.73"),
    (4, "16.32", "36.0", "4.69", "7.74", "8.00", "57.9", "-5.60"),
    (6, "20.78", "45.8", "3.81", "6.13", "6.07", "45.8", "-5.06"),
    (8, "25.75", "56.8", "3.11", "4.82", "4.53", "36.0", "-4.77"),
    (10, "32.09", "70.7", "2.85", "4.03", "4.34", "30.1", "-4.25"),
    (14, "51.23", "112.9", "3.26", "4.40", "6.36", "32.9", "-3.77"),
]


@cache
def growth() -> Growth:
    return load(ROOT / "resources" / "growth")


def measure(days, kg=None, cm=None, sex="male", weeks=None, earlier=()) -> Measure:
    weight, height = (None if one is None else Decimal(one) for one in (kg, cm))
    return Measure(sex, BORN, weeks, BORN + timedelta(days), weight, height, tuple(earlier))


def before(days_of_measure, days_ago, kg=None, cm=None) -> Earlier:
    one = measure(days_of_measure - days_ago, kg, cm)
    return Earlier(one.on, one.weight_kg, one.height_cm)


def found(code: str, one: Measure) -> Implausible | None:
    return next((each for each in judge(one, growth()) if each.code == code), None)


def codes(one: Measure) -> list[str]:
    return [each.code for each in judge(one, growth())]


def lms(table: str, days: Decimal | int | str, sex="male") -> Lms:
    return lms_at(getattr(growth().tables, table).curve(sex), Decimal(days))


def weight_at(z: str, days: int, sex="male") -> Decimal:
    """The weight with this modified (CDC) or restricted (WHO) z, found by halving."""
    child = child_of(measure(days, sex=sex), growth(), sex)
    low, high = Decimal("0.001"), Decimal(999)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if z_of(child, "weight_kg", middle) < Decimal(z) else (low, middle)
    return low


def height_at(z: str, days: int, sex="male") -> Decimal:
    one = lms("cdc_stature_for_age", days, sex)
    step = abs(value_at(TWO.copy_sign(Decimal(z)), one) - one.m) / 2
    return one.m + Decimal(z) * step


# The tables


def test_the_row_of_a_boy_of_ten_is_the_published_one():
    row = lms("cdc_weight_for_age", Decimal("120.5") * MONTH)
    assert (round(row.l, 3), round(row.m, 3), round(row.s, 5)) == (
        Decimal("-1.207"),
        Decimal("32.088"),
        Decimal("0.17893"),
    )


@pytest.mark.parametrize(
    ("table", "sex", "days", "value", "expected"),
    [
        ("cdc_weight_for_age", "male", 731, "12.0", "-0.508"),
        ("cdc_stature_for_age", "male", 731, "87", "0.153"),
        ("cdc_weight_for_age", "female", 3653, "30", "-0.490"),
        ("who_weight_for_age", "male", 730, "12.0", "-0.11"),
        ("who_weight_for_age", "male", 50, "5", "-0.33"),
        ("who_weight_for_age", "male", 120, "5", "-2.86"),
    ],
)
def test_z_agrees_with_other_programs(table, sex, days, value, expected):
    z = plain_z(Decimal(value), lms(table, days, sex))
    assert abs(z - Decimal(expected)) < Decimal("0.006")


@pytest.mark.parametrize("row", WRONG_UNIT, ids=lambda row: f"{row[0]} years")
def test_straight_tails_show_wrong_units_where_plain_z_does_not(row):
    years, median, pounds, *expected = row
    one = lms("cdc_weight_for_age", (12 * years + Decimal("0.5")) * MONTH)
    assert round(one.m, 2) == Decimal(median)
    assert round(one.m * LB, 1) == Decimal(pounds)
    seen = (
        plain_z(one.m * LB, one),
        modified_z(one.m * LB, one, TWO),
        plain_z(one.m * 10, one),
        modified_z(one.m * 10, one, TWO),
        modified_z(one.m / LB, one, TWO),
    )
    for z, text in zip(seen, expected, strict=True):
        assert z.quantize(Decimal(text)) == Decimal(text)


def test_a_table_without_skewness_uses_the_logarithm():
    flat, nearly = (Lms(Decimal(skew), Decimal(10), Decimal("0.1")) for skew in ("0", "0.0000001"))
    assert abs(plain_z(Decimal(12), flat) - plain_z(Decimal(12), nearly)) < Decimal("0.00001")
    assert abs(value_at(TWO, flat) - value_at(TWO, nearly)) < Decimal("0.00001")


def test_between_two_rows_all_three_letters_go_straight():
    table = growth().tables.cdc_weight_for_age.male
    middle = lms_at(table, (table.at[9] + table.at[10]) / 2)
    for letter in ("l", "m", "s"):
        low, high = getattr(table.rows[9], letter), getattr(table.rows[10], letter)
        assert abs(getattr(middle, letter) - (low + high) / 2) < Decimal("1e-15")


def test_before_the_first_and_after_the_last_row_that_row_counts():
    table = growth().tables.cdc_weight_for_age.male
    assert lms_at(table, table.at[0] - 1) == table.rows[0]
    assert lms_at(table, table.at[-1] + 1000) == table.rows[-1]


def test_the_modified_z_of_the_median_is_nought():
    one = lms("cdc_weight_for_age", 3000)
    assert modified_z(one.m, one, TWO) == 0


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 729), st.sampled_from(["female", "male"]), st.decimals("1.5", "25", places=2))
def test_weight_and_length_of_infants_agree_with_an_independent_program(days, sex, kg):
    theirs = Observation(sex, age_in_days=days)
    weight_z = restricted_z(kg, lms("who_weight_for_age", days, sex), THREE, TWO)
    assert abs(weight_z - theirs.wfa(kg)) < Decimal("0.02") + abs(weight_z) / 400
    cm = kg + 50
    length_z = plain_z(cm, lms("who_length_for_age", days, sex))
    assert abs(length_z - theirs.lhfa(cm, recumbent=True)) < Decimal("0.02") + abs(length_z) / 400


def survey() -> list[dict[str, str]]:
    if not SURVEY.exists():
        pytest.skip("the WHO survey is not on this computer")
    with SURVEY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_z_scores_of_the_who_survey_are_reproduced():
    compared = 0
    for row in survey():
        sex = "male" if row["GENDER"] == "1" else "female"
        days = int(row["age.days"]) if row["age.days"] else 0
        for expected, value, table in (
            (row["zwei"], row["WEIGHT"], "who_weight_for_age"),
            (row["zlen"], row["clenhei"], "who_length_for_age"),
        ):
            if expected and value and 0 < days < 730 and row["oedema"] == "n":
                z = restricted_z(Decimal(value), lms(table, days, sex), THREE, TWO)
                assert abs(z - Decimal(expected)) < Decimal("0.02") + abs(z) / 400, row["id"]
                compared += 1
    print(f"{compared} z-scores of the survey reproduced")
    assert compared > 200


def test_weights_for_height_of_the_who_survey_are_reproduced():
    compared = 0
    for row in survey():
        if row["zwfl"] and row["WEIGHT"] and row["clenhei"] and row["age.days"] and row["oedema"] == "n":
            sex = "male" if row["GENDER"] == "1" else "female"
            table = "who_weight_for_length" if int(row["age.days"]) < 731 else "who_weight_for_height"
            where = Decimal(row["clenhei"]).quantize(Decimal("0.1"))
            z = restricted_z(Decimal(row["WEIGHT"]), lms(table, where, sex), THREE, TWO)
            assert abs(z - Decimal(row["zwfl"])) < Decimal("0.02") + abs(z) / 100, row["id"]
            compared += 1
    print(f"{compared} weights for height of the survey reproduced")
    assert compared > 400


# An ordinary child


@pytest.mark.parametrize(
    ("days", "kg", "cm"),
    [(0, "3.3", "50"), (30, "4.4", "54.5"), (400, "10", "77"), (3660, "32", "138"), (7000, "70", "176")],
)
def test_an_ordinary_child_is_not_asked_about(days, kg, cm):
    assert judge(measure(days, kg, cm), growth()) == ()
    assert judge(measure(days, kg, cm, sex=None), growth()) == ()


def test_nothing_measured_gives_nothing_to_say():
    assert judge(measure(400), growth()) == ()
    assert judge(measure(400, earlier=[before(400, 3, "50", "50")]), growth()) == ()


def test_someone_older_than_the_tables_is_judged_by_their_last_row():
    assert judge(measure(8000, "70", "176"), growth()) == ()
    assert found("weight_z_high", measure(8000, "250", "200")).severity == "hard"


# Weight and height for age


@pytest.mark.parametrize(
    ("limit", "severity", "side"),
    [("8", "hard", "high"), ("3.5", "soft", "high"), ("-3.5", "soft", "low"), ("-6", "hard", "low")],
)
@pytest.mark.parametrize("days", [500, 1500, 4400])
def test_a_weight_beyond_its_limit_is_stopped_and_at_the_limit_is_not(limit, severity, side, days):
    at, further = weight_at(limit, days), Decimal("0.0001") * (1 if side == "high" else -1)
    if at > Decimal("0.4"):
        beyond = found(f"weight_z_{side}", measure(days, at + further))
        assert (beyond.severity, beyond.limit, beyond.field) == (severity, Decimal(limit), "weight_kg")
        assert abs(beyond.value) > abs(beyond.limit)
        within = found(f"weight_z_{side}", measure(days, at - further))
        assert within is None if severity == "soft" else within.severity == "soft"


@pytest.mark.parametrize(
    ("limit", "severity", "side"),
    [("5", "hard", "high"), ("3.5", "soft", "high"), ("-3.5", "soft", "low"), ("-6", "hard", "low")],
)
def test_a_height_beyond_its_limit_is_stopped_and_at_the_limit_is_not(limit, severity, side):
    at, further = height_at(limit, 2500), Decimal("0.001") * (1 if side == "high" else -1)
    beyond = found(f"height_z_{side}", measure(2500, cm=at + further))
    assert (beyond.severity, beyond.limit, beyond.field) == (severity, Decimal(limit), "height_cm")
    within = found(f"height_z_{side}", measure(2500, cm=at - further))
    assert within is None if severity == "soft" else within.severity == "soft"


def test_a_finding_says_what_was_expected_and_where_the_limit_comes_from():
    one = found("weight_z_high", measure(517, "25"))
    assert (one.low, one.high) == (Decimal("8.59"), Decimal("13.38"))
    assert (one.source, one.evidence, one.limit) == ("D5.2", "APP", Decimal(8))


def test_a_toddler_of_twenty_five_pounds_typed_as_kilograms_is_stopped():
    """A real case: 17 months, 25 lb entered as 25 kg, twice the dose, and nobody noticed."""
    one = found("weight_z_high", measure(517, "25", "80"))
    assert (one.severity, one.hint) == ("hard", "pounds")


@pytest.mark.parametrize("row", WRONG_UNIT, ids=lambda row: f"{row[0]} years")
def test_an_average_child_typed_in_pounds_is_never_let_through(row):
    days = int((12 * row[0] + 1) * MONTH)
    height = round(lms("cdc_stature_for_age", days).m, 1)
    findings = judge(measure(days, row[2], height), growth())
    assert {one.hint for one in findings} == {"pounds"}
    assert "bmi_high" in [one.code for one in findings]


@pytest.mark.parametrize("row", WRONG_UNIT, ids=lambda row: f"{row[0]} years")
def test_a_tenfold_weight_cannot_be_saved(row):
    days = int((12 * row[0] + 1) * MONTH)
    first, *_ = judge(measure(days, Decimal(row[1]) * 10), growth())
    assert (first.severity, first.hint) == ("hard", "decimal_point")


def test_who_counts_to_the_second_birthday_and_cdc_from_there():
    last_who, first_cdc = (
        z_of(child_of(measure(days), growth(), "male"), "weight_kg", Decimal(20)) for days in (730, 731)
    )
    assert abs(last_who - restricted_z(Decimal(20), lms("who_weight_for_age", 730), THREE, TWO)) < Decimal("1e-15")
    assert abs(first_cdc - modified_z(Decimal(20), lms("cdc_weight_for_age", 731), TWO)) < Decimal("1e-15")


# Ranges


@pytest.mark.parametrize(
    ("kg", "stopped"), [("0.29", True), ("0.3", False), ("300", False), ("300.1", True), ("0", True)]
)
def test_a_weight_outside_all_scales_is_stopped_alone(kg, stopped):
    one = found("weight_out_of_range", measure(7000, kg))
    assert (one is not None) == stopped
    if one is not None:
        assert (one.severity, one.limit) == ("hard", Decimal("0.3") if Decimal(kg) < 1 else Decimal(300))
        assert one.low < 70 < one.high
        assert codes(measure(7000, kg, "170")) == ["weight_out_of_range"]


@pytest.mark.parametrize(
    ("cm", "stopped"), [("3", True), ("19.9", True), ("20", False), ("250", False), ("250.5", True)]
)
def test_a_height_outside_all_boards_is_stopped_alone(cm, stopped):
    one = found("height_out_of_range", measure(7000, cm=cm))
    assert (one is not None) == stopped
    if one is not None:
        assert one.severity == "hard"
        assert codes(measure(7000, "70", cm)) == ["height_out_of_range"]


def test_a_height_below_three_was_meant_in_metres():
    (one,) = judge(measure(3660, "32", "1.38"), growth())
    assert (one.code, one.severity, one.field, one.hint) == (
        "height_looks_like_metres",
        "hard",
        "height_cm",
        "metres",
    )
    assert found("height_looks_like_metres", measure(3660, "32", "3")) is None


def test_a_height_in_metres_that_fits_no_child_of_that_age_gets_no_hint():
    (one,) = judge(measure(3660, cm="2.1"), growth())
    assert (one.code, one.hint, one.low) == ("height_looks_like_metres", None, Decimal("125.83"))


def test_a_negative_weight_is_out_of_range_at_every_age():
    for days in (0, 500, 3660):
        assert codes(measure(days, "-1")) == ["weight_out_of_range"]


def test_a_value_is_rounded_away_from_its_limit():
    assert found("height_looks_like_metres", measure(3660, cm="2.996")).value == Decimal("2.99")
    assert found("weight_out_of_range", measure(3660, "300.001")).value == Decimal("300.01")


# Body mass index


@pytest.mark.parametrize(
    ("days", "kg", "code", "severity"),
    [
        (4382, "33.01", "bmi_high", "soft"),
        (4382, "33", None, None),
        (4383, "33.01", None, None),
        (4383, "38", None, None),
        (4383, "38.01", "bmi_high", "soft"),
        (4383, "60", "bmi_high", "soft"),
        (4383, "60.01", "bmi_high", "hard"),
        (4383, "11", None, None),
        (4383, "10.99", "bmi_low", "soft"),
        (4383, "7", "bmi_low", "soft"),
        (4383, "6.99", "bmi_low", "hard"),
    ],
)
def test_body_mass_index_stops_beyond_its_limits_and_loosens_at_the_twelfth_birthday(days, kg, code, severity):
    # At 100 cm the weight in kg is the index.
    seen = [one for one in judge(measure(days, kg, "100"), growth()) if one.code.startswith("bmi")]
    assert [(one.code, one.severity) for one in seen] == ([(code, severity)] if code else [])


def test_a_body_mass_index_tells_the_weights_expected_at_that_height():
    one = found("bmi_high", measure(3660, "70.7", "138"))
    assert (one.field, one.value, one.low, one.high) == (
        "weight_kg",
        Decimal("37.13"),
        Decimal("20.95"),
        Decimal("62.85"),
    )


def test_a_weight_alone_is_held_against_a_fresh_height():
    assert found("bmi_high", measure(3660, "70.7", earlier=[before(3660, 30, cm="138")])).field == "weight_kg"
    assert found("bmi_high", measure(3660, "70.7", earlier=[before(3660, 31, cm="138")])) is None
    assert found("bmi_low", measure(3660, cm="190", earlier=[before(3660, 2, "32")])).field == "height_cm"


# Weight for height


@pytest.mark.parametrize(("days", "table"), [(500, "who_weight_for_length"), (1500, "who_weight_for_height")])
def test_a_weight_far_above_its_height_is_asked_about(days, table):
    row = lms(table, 90)
    three, two = value_at(THREE, row), value_at(TWO, row)
    at = three + 2 * (three - two)
    one = found("weight_for_height_high", measure(days, at + Decimal("0.001"), "90"))
    assert (one.severity, one.limit) == ("soft", Decimal(5))
    assert found("weight_for_height_high", measure(days, at - Decimal("0.001"), "90")) is None


def test_weight_for_height_tells_the_weights_expected_only_where_a_weight_was_taken():
    taken = found("weight_for_height_high", measure(1500, "30", "90"))
    assert (taken.field, taken.low, taken.high) == ("weight_kg", Decimal("11.02"), Decimal("15.20"))
    old = found("weight_for_height_high", measure(1500, cm="90", earlier=[before(1500, 5, "30")]))
    assert (old.field, old.low, old.high) == ("height_cm", None, None)


def test_weight_for_height_is_asked_up_to_sixty_months_and_inside_its_table_only():
    assert found("weight_for_height_high", measure(1826, "30", "90")) is not None
    assert found("weight_for_height_high", measure(1827, "30", "90")) is None
    assert found("weight_for_height_high", measure(1500, "60", "120")) is not None
    assert found("weight_for_height_high", measure(1500, "60", "120.5")) is None
    assert found("weight_for_height_high", measure(1500, "30", "65")) is not None
    assert found("weight_for_height_high", measure(1500, "30", "64.9")) is None


# Changes


@pytest.mark.parametrize(
    ("days_ago", "kg", "change"),
    [
        (7, "22", None),
        (7, "22.01", "10.05"),
        (7, "18", None),
        (7, "17.99", "-10.05"),
        (8, "22.01", None),
        (30, "24", None),
        (30, "24.01", "20.05"),
        (30, "15.99", "-20.05"),
        (31, "24.01", None),
        (0, "22.01", "10.05"),
    ],
)
def test_a_weight_that_changed_faster_than_its_limit_is_asked_about(days_ago, kg, change):
    one = found("weight_changed", measure(2200, kg, earlier=[before(2200, days_ago, "20")]))
    assert (None if one is None else one.value) == (None if change is None else Decimal(change))
    if one is not None:
        assert one.severity == "soft"
        assert one.limit == (Decimal(10) if days_ago <= 7 else Decimal(20)).copy_sign(one.value)


def test_slow_drift_over_a_week_is_seen_though_each_day_is_small():
    days = [before(2200, ago, kg) for ago, kg in ((6, "20"), (4, "20.8"), (2, "21.6"))]
    assert found("weight_changed", measure(2200, "22.4", earlier=days)).value == 12


@pytest.mark.parametrize(
    ("days_ago", "cm", "change"),
    [
        (30, "118", None),
        (30, "117.9", "-2.1"),
        (30, "123", None),
        (30, "123.1", "3.1"),
        (31, "123.1", None),
        (31, "117.9", None),
    ],
)
def test_a_height_that_fell_or_rose_too_fast_is_asked_about(days_ago, cm, change):
    one = found("height_changed", measure(2500, cm=cm, earlier=[before(2500, days_ago, cm="120")]))
    assert (None if one is None else (one.value, one.severity)) == (
        None if change is None else (Decimal(change), "soft")
    )


def test_a_healthy_newborn_may_grow_as_newborns_do():
    at_birth = [before(30, 30, "3.3", "49.9")]
    assert judge(measure(30, "4.4", "54.5", earlier=at_birth), growth()) == ()
    assert found("weight_changed", measure(30, "5.5", earlier=at_birth)).value > 20
    assert found("height_changed", measure(30, cm="58", earlier=at_birth)).value > 3
    assert found("weight_changed", measure(30, "2.63", earlier=at_birth)).value < -20


def test_a_newborn_may_lose_a_tenth_of_its_weight_in_the_first_days():
    assert found("weight_changed", measure(4, "2.98", earlier=[before(4, 4, "3.3")])) is None
    assert found("weight_changed", measure(4, "2.96", earlier=[before(4, 4, "3.3")])).limit == -10


def test_from_six_months_the_plain_limits_count():
    assert found("weight_changed", measure(183, "9.61", earlier=[before(183, 30, "8")])).value > 20
    assert found("weight_changed", measure(182, "9.61", earlier=[before(182, 30, "8")])) is None


def test_what_was_measured_later_or_as_nought_is_no_earlier_measure():
    assert found("weight_changed", measure(2200, "20", earlier=[before(2200, -1, "30"), before(2200, 2, "0")])) is None


# Hints


@pytest.mark.parametrize(
    ("kg", "cm", "field", "hint"),
    [
        ("87", "12", "weight_kg", "swapped"),
        ("87", "12", "height_cm", "swapped"),
        ("87", "87", "weight_kg", "swapped"),
        ("127", "87", "weight_kg", "decimal_point"),
        ("1.27", "87", "weight_kg", "decimal_point"),
        ("28", "87", "weight_kg", "pounds"),
        ("12.7", "8.7", "height_cm", "decimal_point"),
        ("12.7", "0.87", "height_cm", "metres"),
        ("60", "87", "weight_kg", None),
    ],
)
def test_a_stopped_number_is_asked_about_by_what_it_may_have_meant(kg, cm, field, hint):
    hints = {one.hint for one in judge(measure(740, kg, cm), growth()) if one.field == field}
    assert hints == {hint}


def test_a_number_of_the_other_field_from_last_time_is_asked_about_as_swapped():
    last = [before(740, 300, "9.7", "79")]
    assert found("weight_z_high", measure(740, "79", earlier=last)).hint == "swapped"
    assert found("height_out_of_range", measure(740, cm="9.7", earlier=last)).hint == "swapped"


def test_the_newest_earlier_height_counts():
    days = [before(3660, 20, cm="138"), before(3660, 2, cm="190"), before(3660, 25, cm="138")]
    assert found("bmi_high", measure(3660, "70.7", earlier=days)) is None


def test_a_usual_number_gets_no_hint_when_it_only_changed():
    assert found("weight_changed", measure(2200, "22.5", earlier=[before(2200, 3, "20")])).hint is None


# Children born early


def test_a_preterm_newborn_is_not_stopped_for_being_small():
    assert judge(measure(0, "0.6", "31", weeks=24), growth()) == ()
    assert "weight_z_low" in codes(measure(0, "0.6", "31"))
    assert "bmi_low" in codes(measure(0, "0.6", "31", weeks=40))


def test_before_forty_weeks_a_weight_far_above_a_newborn_at_term_is_still_stopped():
    one = found("weight_z_high", measure(10, "8.5", "35", weeks=26))
    assert (one.severity, one.low) == ("hard", None)
    assert one.hint is None
    assert found("bmi_high", measure(10, "8.5", "35", weeks=26)).severity == "hard"
    assert found("weight_out_of_range", measure(10, "0.2", weeks=26)).severity == "hard"


@pytest.mark.parametrize(
    ("weeks", "days", "corrected"),
    [
        (30, 120, 50),
        (31, 730, 667),
        (31, 731, 731),
        (32, 365, 309),
        (32, 366, 366),
        (36, 365, 337),
        (37, 120, 120),
        (42, 120, 120),
        (None, 120, 120),
        (None, 0, 0),
        (None, -1, 0),
        (30, 10, 0),
    ],
)
def test_age_is_corrected_for_a_birth_before_37_weeks_until_one_or_two_years(weeks, days, corrected):
    assert child_of(measure(days, weeks=weeks), growth(), "male").days == corrected


@pytest.mark.parametrize(("days", "early"), [(111, True), (112, False)])
def test_forty_weeks_are_full_on_the_due_day(days, early):
    assert child_of(measure(days, weeks=24), growth(), "male").before_term == early
    assert not child_of(measure(-1), growth(), "male").before_term


def test_correction_decides_whether_a_small_infant_is_asked_about():
    assert judge(measure(120, "4.4", weeks=30), growth()) == ()
    assert codes(measure(120, "4.4")) == ["weight_z_low"]


# Unknown sex


def test_with_an_unknown_sex_only_what_holds_for_both_is_said():
    kg = (weight_at("3.5", 4400, "male") + weight_at("3.5", 4400, "female")) / 2
    seen = {sex: codes(measure(4400, kg, sex=sex)) for sex in ("female", "male", None)}
    assert sorted([seen["female"], seen["male"]]) == [[], ["weight_z_high"]]
    assert seen[None] == []


def test_with_an_unknown_sex_the_milder_severity_and_the_wider_range_are_said():
    kg = (weight_at("8", 2000, "male") + weight_at("8", 2000, "female")) / 2
    girl, boy, unknown = (found("weight_z_high", measure(2000, kg, sex=sex)) for sex in ("female", "male", None))
    assert {girl.severity, boy.severity} == {"hard", "soft"}
    assert unknown.severity == "soft"
    assert (unknown.low, unknown.high) == (min(girl.low, boy.low), max(girl.high, boy.high))
    assert unknown.value == min(girl.value, boy.value)


def test_a_hint_for_an_unknown_sex_must_hold_for_both():
    assert found("weight_z_high", measure(740, "28", "87", sex=None)).hint == "pounds"


ANY = st.builds(
    measure,
    st.integers(0, 8000),
    st.none() | st.decimals("0.1", "999", places=1),
    st.none() | st.decimals("0.5", "300", places=1),
    weeks=st.none() | st.integers(22, 44),
)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_an_unknown_sex_never_says_more_than_each_sex_and_every_measure_gets_an_answer(one):
    by_sex = {
        sex: {each.code: each for each in judge(Measure(sex, *list_of(one)), growth())}
        for sex in ("female", "male", None)
    }
    for code, each in by_sex[None].items():
        both = {by_sex["female"][code].severity, by_sex["male"][code].severity}
        assert each.severity == ("hard" if both == {"hard"} else "soft")
    assert set(by_sex[None]) == set(by_sex["female"]) & set(by_sex["male"])


def list_of(one: Measure) -> tuple[object, ...]:
    return one.date_of_birth, one.gestation_weeks, one.on, one.weight_kg, one.height_cm, one.earlier


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_hard_findings_come_first_and_each_code_once(one):
    findings = judge(one, growth())
    severities = [each.severity for each in findings]
    assert severities == sorted(severities)
    assert len({each.code for each in findings}) == len(findings)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 8000), st.decimals("0.3", "300", places=2), st.decimals("0.3", "300", places=2))
def test_a_heavier_child_never_has_a_lower_z(days, one, other):
    light, heavy = sorted((one, other))
    child = child_of(measure(days), growth(), "male")
    assert z_of(child, "weight_kg", light) <= z_of(child, "weight_kg", heavy)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 8000), st.decimals("0.3", "250", places=1), st.decimals("0", "49", places=1))
def test_what_is_too_heavy_stays_too_heavy_with_every_gram_more(days, kg, more):
    if found("weight_z_high", measure(days, kg)) is not None:
        assert found("weight_z_high", measure(days, kg + more)) is not None


def test_the_arithmetic_does_not_depend_on_the_callers_decimal_context():
    with localcontext(prec=6):
        rough = judge(measure(3660, "70.7", "138"), growth())
    assert rough == judge(measure(3660, "70.7", "138"), growth())
