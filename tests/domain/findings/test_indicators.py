"""The seven prognostic indicators: both sides of each limit in each unit, by age and sex, by the newest result."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import pytest

from hlh_desktop.domain.findings.indicators import indicators
from tests.builders import case_data, child, findings, knowledge, lab, levels
from tests.domain.test_options import situation

# Completed months and a body that goes with them, in kg and cm.
BODIES = {
    0: ("3.6", "51"), 1: ("4.5", "55"), 6: ("7.5", "66"), 11: ("9.2", "74"), 12: ("9.5", "76"), 23: ("12", "87"),
    24: ("12.2", "87"), 59: ("18", "108"), 60: ("18", "109"), 143: ("40", "150"), 144: ("41", "151"),
    215: ("60", "170"),
}  # fmt: skip
# Creatinine of diagnostics.md 3.2: first and last completed month, mg/dL, umol/L.
CREATININE = [
    (0, 0, "0.8", "70.7"), (1, 11, "0.3", "26.5"), (12, 23, "0.4", "35.4"), (24, 59, "0.6", "53.1"),
    (60, 143, "0.7", "61.9"), (144, 215, "1.0", "88.4"),
]  # fmt: skip
# The others, for the girl of 2 years 5 months: analyte, side, limit in the canonical unit, limits as reported.
OTHERS = {
    "aptt_above_44_35": ("aptt", ">", "44.35", {}),
    "hyponatremia": ("na", "<", "135", {}),
    "platelets_below_30": ("plt", "<", "30", {}),
    "creatinine_high": ("crea", ">=", "53.1", {"mg/dL": "0.6"}),
    "ast_high": ("ast", ">", "70", {}),
    "bilirubin_high": ("bili_t", ">", "20.5", {"mg/dL": "1.2"}),
}
STEP = Decimal("0.000001")


def born(months: int, *, last_day: bool = False) -> str:
    """A birth date that many completed months ago: this day of the month, or the day before one month more."""
    months += last_day
    year, month = divmod(2026 * 12 + 10 - months, 12)
    return date(year, month + 1, 23 if last_day else 22).isoformat()


def aged(months: int, *row: str, last_day: bool = False, **patient: Any) -> dict[str, Any]:
    """A child of that age; measured and tested the day before day one, so born then at the latest."""
    birth = min(born(months, last_day=last_day), "2026-11-21")
    return child(*BODIES[months], birth, patient=patient, labs=[lab(*row)])


def fires(code: str, data: dict[str, Any]) -> bool:
    return code in findings(data)


# --- both sides, in each unit


def lines_in_units() -> list[tuple[str, str, Decimal]]:
    found = []
    for code, (analyte, _, canonical, reported) in OTHERS.items():
        for unit, factor in knowledge().catalogue[analyte].units.items():
            assert isinstance(factor, Decimal)
            found.append((code, unit, Decimal(reported[unit]) if unit in reported else Decimal(canonical) / factor))
    found += [("coagulopathy", unit, Decimal("1.3")) for unit in knowledge().catalogue["inr"].units]
    return found


@pytest.mark.parametrize(("code", "unit", "line"), lines_in_units())
def test_both_sides_of_a_limit(code: str, unit: str, line: Decimal) -> None:
    analyte, side, *_ = OTHERS.get(code, ("inr", ">"))
    below = line.quantize(STEP, ROUND_FLOOR)
    exact = below == line
    under, over = f"{below - STEP * exact:f}", f"{below + STEP:f}"
    assert fires(code, case_data(labs=[lab(analyte, under, unit)])) is side.startswith("<")
    assert fires(code, case_data(labs=[lab(analyte, over, unit)])) is side.startswith(">")
    if exact:
        assert fires(code, case_data(labs=[lab(analyte, f"{below:f}", unit)])) is side.endswith("=")


@pytest.mark.parametrize(
    ("value", "unit", "low"),
    [("1.5", "g/L", True), ("1.51", "g/L", False), ("150", "mg/dL", True), ("151", "mg/dL", False),
     ("1500", "mg/L", True), ("1501", "mg/L", False), ("4.41", "umol/L", True), ("4.42", "umol/L", False)],
)  # fmt: skip
def test_fibrinogen_is_part_of_coagulopathy(value: str, unit: str, low: bool) -> None:
    assert fires("coagulopathy", case_data(labs=[lab("fibrinogen", value, unit)])) is low
    calm = [lab("inr", "1.0", "{INR}"), lab("fibrinogen", value, unit)]
    assert fires("coagulopathy", case_data(labs=calm)) is low


# --- by age


@pytest.mark.parametrize("last_day", [False, True])
@pytest.mark.parametrize(("first", "last", "mg_dl", "umol_l"), CREATININE)
def test_creatinine_by_age(first: int, last: int, mg_dl: str, umol_l: str, last_day: bool) -> None:
    month = last if last_day else first
    for unit, line in (("mg/dL", mg_dl), ("umol/L", umol_l)):
        under = str(Decimal(line) - Decimal("0.01"))
        at, below = (aged(month, "crea", value, unit, last_day=last_day) for value in (line, under))
        assert fires("creatinine_high", at), (month, unit)
        assert not fires("creatinine_high", below), (month, unit)
        assert f"{Decimal(line).normalize():f} {unit}. Compare" in findings(at)["creatinine_high"][0]


@pytest.mark.parametrize(
    ("months", "last_day", "level"),
    [(0, True, "warning"), (1, False, "info"), (11, True, "info"), (12, False, "warning"), (144, False, "warning")],
)
def test_creatinine_of_infants_only_informs(months: int, last_day: bool, level: str) -> None:
    assert levels(aged(months, "crea", "120", "umol/L", last_day=last_day))["creatinine_high"] == level


@pytest.mark.parametrize(
    ("before", "now", "level"),
    [
        ([], ("40", "umol/L"), "info"),
        ([("27", "umol/L")], ("40", "umol/L"), "info"),
        ([("26.67", "umol/L")], ("40", "umol/L"), "info"),
        ([("26.66", "umol/L")], ("40", "umol/L"), "warning"),
        ([("20", "umol/L")], ("30", "umol/L"), "warning"),
        ([("20", "umol/L"), ("39", "umol/L")], ("40", "umol/L"), "warning"),
        ([("0.2", "mg/dL")], ("30", "umol/L"), "warning"),
    ],
)
def test_creatinine_of_infants_warns_at_half_again_their_own_baseline(before: Any, now: Any, level: str) -> None:
    rows = [lab("crea", *row, f"2026-11-{day}T06:00") for day, row in enumerate(before, 18)]
    data = child("7.5", "66", "2026-05-22", labs=[*rows, lab("crea", *now)])
    assert levels(data)["creatinine_high"] == level


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ([("30", "umol/L", 20)], ("45", "umol/L"), True),
        ([("30", "umol/L", 20)], ("44.9", "umol/L"), False),
        ([("0.3", "mg/dL", 20)], ("0.45", "mg/dL"), True),
        ([("20", "umol/L", 19), ("40", "umol/L", 20)], ("31", "umol/L"), True),
        ([("20", "umol/L", 13)], ("45", "umol/L"), False),
        ([("45", "umol/L", 20)], ("30", "umol/L"), False),
    ],
    ids=["half again", "just less", "in mg/dL", "the lowest counts", "more than a week before", "a fall"],
)
def test_creatinine_below_the_limit_of_its_age_counts_from_half_again_the_own_baseline(
    before: Any, now: Any, found: bool
) -> None:
    rows = [lab("crea", value, unit, f"2026-11-{day}T06:00") for value, unit, day in before]
    data = case_data(labs=[*rows, lab("crea", *now)])
    assert fires("creatinine_high", data) is found


def test_a_rise_names_the_own_value_and_the_limit_of_the_age() -> None:
    data = case_data(labs=[lab("crea", "0.3", "mg/dL", "2026-11-20T06:00"), lab("crea", "45", "umol/L")])
    assert levels(data)["creatinine_high"] == "warning"
    assert findings(data)["creatinine_high"] == [
        "Creatinine 45 umol/L (2026-11-21), at least 1.5 times the child's own 0.3 mg/dL (2026-11-20); the limit of "
        "this age is 53.1 umol/L."
    ]


@pytest.mark.parametrize(("earlier", "standing"), [((), False), ((("46", 20),), True)], ids=["new", "as yesterday"])
def test_a_rise_that_stood_before_is_no_new_sign(earlier: Any, standing: bool) -> None:
    """Half again on two days running: the second tells of nothing new."""
    rows = [lab("crea", value, "umol/L", f"2026-11-{day}T06:00") for value, day in (("30", 18), *earlier)]
    here = situation(case_data(labs=[*rows, lab("crea", "47", "umol/L")]))
    found = indicators(here)["creatinine_high"]
    assert (found.truth, found.standing) == (True, standing)


@pytest.mark.parametrize("comparator", ["<", ">"])
def test_a_censored_creatinine_is_no_baseline(comparator: str) -> None:
    before = lab("crea", "20", "umol/L", "2026-11-20T06:00", comparator=comparator)
    data = child("7.5", "66", "2026-05-22", labs=[before, lab("crea", "40", "umol/L")])
    assert levels(data)["creatinine_high"] == "info"


@pytest.mark.parametrize(
    ("day_of_birth", "body", "sex", "line"),
    [
        ("2026-11-12", ("3.6", "51"), "female", "300"),  # day 10
        ("2026-11-11", ("3.6", "51"), "female", "160"),  # day 11
        ("2024-11-23", ("12", "87"), "male", "160"),  # the last day under 24 months
        ("2024-11-22", ("12", "87"), "male", "80"),
        ("2024-11-22", ("12", "87"), "female", "70"),
    ],
)
def test_ast_by_age_and_sex(day_of_birth: str, body: tuple[str, str], sex: str, line: str) -> None:
    for value, unit, high in [(line, "U/L", False), (f"{line}.1", "IU/L", True)]:
        data = child(*body, day_of_birth, patient={"sex": sex}, labs=[lab("ast", value, unit)])
        assert fires("ast_high", data) is high


@pytest.mark.parametrize(("value", "high", "assessed"), [("70", False, 1), ("75", False, 0), ("81", True, 1)])
def test_ast_of_a_child_of_unknown_sex_is_high_only_if_it_is_for_both(value: str, high: bool, assessed: int) -> None:
    data = case_data(
        patient={"sex": None},
        labs=[lab("ast", value, "U/L"), lab("na", "130", "mmol/L")],
        severity={"course": "deteriorating"},
    )
    found = findings(data)
    assert ("ast_high" in found) is high
    assert f" of {assessed + 1} assessed" in found["escalation_review"][0]


def test_ast_of_an_infant_of_unknown_sex_has_one_limit() -> None:
    assert fires("ast_high", aged(11, "ast", "160.1", "U/L", sex=None))
    assert not fires("ast_high", aged(11, "ast", "160", "U/L", sex=None))


@pytest.mark.parametrize(("day_of_birth", "applies"), [("2026-05-22", True), ("2026-05-23", False)])
def test_aptt_counts_from_six_months(day_of_birth: str, applies: bool) -> None:
    assert fires("aptt_above_44_35", child("7.5", "66", day_of_birth, labs=[lab("aptt", "90", "s")])) is applies


@pytest.mark.parametrize(("day_of_birth", "applies"), [("2026-10-24", True), ("2026-10-25", False)])
def test_bilirubin_counts_after_28_days(day_of_birth: str, applies: bool) -> None:
    assert fires("bilirubin_high", child("4", "54", day_of_birth, labs=[lab("bili_t", "300", "umol/L")])) is applies


# --- by the newest result


@pytest.mark.parametrize(("earlier", "newest", "low"), [("130", "136", False), ("136", "130", True)])
def test_the_newest_result_counts(earlier: str, newest: str, low: bool) -> None:
    labs = [lab("na", newest, "mmol/L"), lab("na", earlier, "mmol/L", "2026-11-20T06:00")]
    assert fires("hyponatremia", case_data(labs=labs)) is low


@pytest.mark.parametrize(
    ("at", "counts"), [("2026-11-15T00:00", True), ("2026-11-14T23:59", False), ("2026-11-23T00:00", False)]
)
def test_only_results_of_the_last_days_count(at: str, counts: bool) -> None:
    assert fires("hyponatremia", case_data(labs=[lab("na", "130", "mmol/L", at)])) is counts


@pytest.mark.parametrize(
    ("comparator", "value", "low"),
    [
        ("<", "10", True),
        ("<", "30", True),
        ("<=", "30", False),
        ("<", "31", False),
        (">", "29", False),
        (">=", "30", False),
    ],
)
def test_a_comparator_decides_only_what_it_proves(comparator: str, value: str, low: bool) -> None:
    assert fires("platelets_below_30", case_data(labs=[lab("plt", value, "10*9/L", comparator=comparator)])) is low


def test_a_finding_says_what_was_measured_when_and_the_limit() -> None:
    data = case_data(labs=[lab("aptt", "90.0", "sec", comparator=">")])
    assert findings(data)["aptt_above_44_35"][0].startswith("aPTT >90.0 sec (2026-11-21), above 44.35 s.")


def test_a_limit_of_tens_is_written_in_full() -> None:
    data = case_data(labs=[lab("plt", "29", "K/uL")])
    assert findings(data)["platelets_below_30"][0].startswith("Platelets 29 K/uL (2026-11-21), below 30 x 10^9/L.")


def test_coagulopathy_says_what_of_the_two_is_beyond_its_limit() -> None:
    both = case_data(labs=[lab("inr", "1.0", "ratio"), lab("fibrinogen", "150", "mg/dL")])
    assert findings(both)["coagulopathy"][0].startswith(
        "Coagulopathy: Fibrinogen (Clauss) 150 mg/dL (2026-11-21), limit 1.5 g/L "
    )
    inr = case_data(labs=[lab("inr", "1.4", "{INR}")])
    assert findings(inr)["coagulopathy"][0].startswith("Coagulopathy: INR 1.4 {INR} (2026-11-21), limit 1.3 {INR} ")


def test_coagulopathy_says_both_where_both_are_beyond_their_limits() -> None:
    """The first one must not hide the worse one."""
    rows = case_data(labs=[lab("inr", "1.4", "{INR}"), lab("fibrinogen", "0.6", "g/L")])
    (text,) = findings(rows)["coagulopathy"]
    assert (
        "INR 1.4 {INR} (2026-11-21), limit 1.3 {INR}, Fibrinogen (Clauss) 0.6 g/L (2026-11-21), limit 1.5 g/L " in text
    )


# --- heparin


@pytest.mark.parametrize(
    ("medicines", "told"),
    [(["Heparin lock"], True), (["UFH 10 units/kg/h"], True), (["enoxaparin"], False), ([], False), (None, False)],
)
def test_an_aptt_under_heparin_says_so(medicines: list[str] | None, told: bool) -> None:
    case = case_data(labs=[lab("aptt", "60", "s")], other_medicines=medicines)
    (text,) = findings(case)["aptt_above_44_35"]
    assert ("heparin stands among the medicines" in text) is told
    assert levels(case)["aptt_above_44_35"] == "info"
