"""A plan that was revised: from the moment on its doses rest on newer measures, and what was before stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.measures import as_of
from hlh_desktop.domain.plan import situation_of
from tests.builders import case_data, knowledge, lab, plan, read, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.plan import Plan

# 15.1 kg make 0.62 m2: 93 mg of etoposide in place of 89.
ROWS = [
    {"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92"},
    {"on": "2026-12-02", "weight_kg": "15.1", "height_cm": None},
]
REVISED = "2026-12-02T14:05"


def revised(*lines: dict[str, Any] | str, at: tuple[str, ...] = (REVISED,), **parts: Any) -> Plan:
    rows = parts.pop("measurements", ROWS)
    return plan(case_data(measurements=rows, regimen=regimen(*lines), revised_at=list(at), **parts))


def given(made: Plan, line: str) -> list[str]:
    """The doses of a line in order of time."""
    ones = [one for order in made.orders if order.line == line for one in order.administrations]
    return [str(one.dose.amount.amount) for one in sorted(ones, key=lambda one: one.at)]


def test_doses_from_the_moment_on_rest_on_the_new_weight_and_earlier_ones_stay() -> None:
    made = revised("etoposide")
    assert given(made, "etoposide") == ["89"] * 4 + ["93"] * 6
    assert (str(made.weight.value), str(made.bsa.used)) == ("15.1", "0.62")
    assert [str(span.bsa.used) for span in made.spans] == ["0.59", "0.62"]


def test_without_a_revision_a_weight_after_day_one_does_not_count() -> None:
    made = revised("etoposide", at=())
    assert given(made, "etoposide") == ["89"] * 10
    assert str(made.weight.value) == "13.5"


def test_a_dose_at_the_very_moment_is_a_new_one_and_a_minute_before_it_an_old_one() -> None:
    assert given(revised("etoposide", at=("2026-12-06T14:00",)), "etoposide")[4] == "93"
    assert given(revised("etoposide", at=("2026-12-06T14:01",)), "etoposide")[4] == "89"


def test_the_sum_counts_each_dose_by_the_surface_that_it_rests_on() -> None:
    made = revised("etoposide")
    assert made.cumulative.planned == Fraction(4 * 89) / Fraction("0.59") + Fraction(6 * 93) / Fraction("0.62")
    assert str(made.cumulative.shown) == "1503.4"


def test_a_dose_that_is_moved_past_the_moment_rests_on_the_new_weight() -> None:
    move = {"line": "etoposide", "day": 11, "do": "move", "to": "2026-12-03T09:00", "reason": "theatre"}
    made = plan(
        case_data(measurements=ROWS, regimen=regimen("etoposide", changes=[move]), revised_at=[REVISED])
    )  # fmt: skip
    assert given(made, "etoposide") == ["89"] * 3 + ["93"] * 7


def test_a_reduced_dose_keeps_its_part_of_the_new_dose() -> None:
    less = {"line": "etoposide", "day": 15, "do": "factor", "factor": "0.75", "reason": "kidney"}
    made = plan(case_data(measurements=ROWS, regimen=regimen("etoposide", changes=[less]), revised_at=[REVISED]))
    assert given(made, "etoposide")[3:6] == ["89", "70", "93"]


def test_parts_of_a_total_rest_on_the_weight_of_their_first_day() -> None:
    across = {"line": "ivig", "first_day": 11}
    rows = [ROWS[0], {"on": "2026-12-02", "weight_kg": "20", "height_cm": None}]
    # Day 11 is the second of December, 18:00: after 14:05; at 18:01 the first part is an old dose.
    assert given(revised(across, measurements=rows), "ivig") == ["16.0", "16.0"]
    assert given(revised(across, measurements=rows, at=("2026-12-02T18:01",)), "ivig") == ["10.8", "10.8"]


def test_a_band_of_weight_is_that_of_the_weight_that_counts() -> None:
    rows = [
        {"on": "2026-11-21", "weight_kg": "29", "height_cm": "130"},
        {"on": "2026-12-02", "weight_kg": "31", "height_cm": None},
    ]
    patient = {"date_of_birth": "2018-06-22"}
    made = revised({"line": "tocilizumab", "doses": 2}, measurements=rows, patient=patient)
    assert given(made, "tocilizumab") == ["348", "248"]


def test_each_revision_has_its_own_span() -> None:
    rows = [*ROWS, {"on": "2026-12-20", "weight_kg": "16", "height_cm": "93"}]
    made = revised("etoposide", measurements=rows, at=(REVISED, "2026-12-20T08:00"))
    assert given(made, "etoposide") == ["89"] * 4 + ["93"] * 2 + ["96"] * 4
    assert [str(span.bsa.used) for span in made.spans] == ["0.59", "0.62", "0.64"]


def test_kidney_function_and_age_are_those_of_the_last_revision_and_the_criteria_those_of_day_one() -> None:
    labs = [
        lab("crea", "35.4", "umol/L", "2026-11-21T06:00"), lab("crea", "70.8", "umol/L", "2026-12-02T06:00"),
        lab("ferritin", "9000", "ug/L", "2026-11-21T06:00"), lab("ferritin", "300", "ug/L", "2026-12-02T06:00"),
    ]  # fmt: skip
    case = read(case_data(measurements=ROWS, labs=labs, revised_at=[REVISED]))
    found = situation_of(case, knowledge())
    assert found.egfr is not None
    assert str(found.egfr.shown) == "47.4"
    assert (as_of(case), found.age.days) == (date(2026, 12, 2), 893)
    newest = found.latest("ferritin")
    assert newest is not None
    assert newest.value == Decimal(300)
    assert {item.name: item.truth for item in found.criteria.hlh_2004.items}["ferritin"] is True


def test_a_dose_given_elsewhere_between_the_revisions_counts_from_then_on() -> None:
    row = {"drug": "etoposide", "on": "2026-12-01", "mg": "59", "bsa_m2": "0.59"}
    assert revised("etoposide", elsewhere=[row]).cumulative.elsewhere == 100
    assert revised("etoposide", elsewhere=[row], at=()).cumulative.elsewhere == 0


def test_a_revision_of_another_course_before_day_one_revises_nothing() -> None:
    made = revised("etoposide", at=("2026-11-21T23:59",))
    assert (as_of(made.case), len(made.spans)) == (date(2026, 11, 22), 1)
    assert given(made, "etoposide") == ["89"] * 10


# --- several revisions of one day


def test_a_weight_of_a_later_moment_of_a_day_leaves_the_doses_between_two_revisions_as_they_were() -> None:
    rows = [
        ROWS[0],
        {"on": "2026-12-02", "time": "07:00", "weight_kg": "15.1", "height_cm": None},
        {"on": "2026-12-02", "time": "12:00", "weight_kg": "12.2", "height_cm": None},
    ]
    twice = {"line": "dexamethasone", "doses_per_day": 2}
    made = revised(twice, measurements=rows, at=("2026-12-02T07:00", "2026-12-02T12:00"))
    of_day = [one for order in made.orders for one in order.administrations if one.day == 11]
    assert [(f"{one.at:%H:%M}", str(one.dose.basis)) for one in of_day] == [("08:00", "0.62"), ("20:00", "0.56")]
    assert str(made.weight.value) == "12.2"


def test_a_weight_of_day_one_that_a_revision_brought_is_not_that_of_the_first_dose() -> None:
    rows = [ROWS[0], {"on": "2026-11-22", "time": "12:00", "weight_kg": "15.1", "height_cm": None}]
    assert (
        given(revised("etoposide", "dexamethasone", measurements=rows, at=("2026-11-22T12:00",)), "dexamethasone")[0]
        == "5.9"
    )
    assert given(revised("etoposide", measurements=rows, at=("2026-11-22T12:00",)), "etoposide")[0] == "93"
    # Without a revision it is a measure of day one like any other.
    assert given(revised("etoposide", measurements=rows, at=()), "etoposide")[0] == "93"
