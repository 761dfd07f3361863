"""The intrathecal line: fixed doses by the age on the day, on a path that no other drug or route can take."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import ValidationError

from hlh_desktop.domain.case import Change
from hlh_desktop.domain.course import Timing
from hlh_desktop.domain.intrathecal import band_of, intrathecal_dose, order_intrathecal
from hlh_desktop.domain.lines import asked_lines, clock_of
from hlh_desktop.domain.orders import IntrathecalAdministration, IntrathecalOrder, Order
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.protocol import IntrathecalBand, IntrathecalLine, Line
from tests.builders import case_data, codes_of_problems, knowledge, plan, read, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.orders import Ordered

METHOTREXATE = {0: 6, 1: 8, 2: 10, 3: 12}
PREDNISOLONE = {0: 4, 1: 6, 2: 8, 3: 10}


def rule(protocol: str = "hlh-2004") -> IntrathecalLine:
    line = knowledge().protocols[protocol].lines["intrathecal"]
    assert isinstance(line, IntrathecalLine)
    return line


def born_on(born: str, *, day_one: str = "2026-11-22", **parts: Any) -> dict[str, Any]:
    measures = [{"on": day_one, "weight_kg": "13.5", "height_cm": "92"}]
    return case_data(measurements=measures, day_one=day_one, patient={"date_of_birth": born}, **parts)


def ordered(data: dict[str, Any] | None = None, protocol: str = "hlh-2004", **more: Any) -> Ordered:
    parameters = {name: more.pop(name) for name in ("first_day", "doses") if name in more}
    line = {"line": "intrathecal", **parameters}
    return plan({**(data or case_data()), "regimen": regimen(line, protocol=protocol, **more)}).ordered[0]


def given(drug: str = "methotrexate", **more: Any) -> list[IntrathecalAdministration]:
    return [one for order in ordered(**more).orders if order.drug == drug for one in order.administrations]


def told(doses: list[IntrathecalAdministration]) -> list[tuple[int, str, str]]:
    return [(one.day, f"{one.at:%Y-%m-%d %H:%M}", str(one.dose.amount.amount)) for one in doses]


def change(day: int, do: str, **more: str) -> dict[str, Any]:
    return {"line": "intrathecal", "day": day, "do": do, "reason": "a reason", **more}


# --- bands


@pytest.mark.parametrize("years", range(18))
def test_the_dose_goes_by_completed_years(years: int) -> None:
    band = band_of(rule(), years)
    assert band.mg == {"methotrexate": METHOTREXATE[min(years, 3)], "prednisolone": PREDNISOLONE[min(years, 3)]}


@pytest.mark.parametrize(
    ("on", "mtx", "prednisolone", "label"),
    [
        ("2023-06-01", 6, 4, "under 1 year"),
        ("2024-01-18", 6, 4, "under 1 year"),
        ("2024-01-19", 8, 6, "1 to under 2 years"),
        ("2025-01-18", 8, 6, "1 to under 2 years"),
        ("2025-01-19", 10, 8, "2 to under 3 years"),
        ("2026-01-18", 10, 8, "2 to under 3 years"),
        ("2026-01-19", 12, 10, "3 years and over"),
        ("2041-01-18", 12, 10, "3 years and over"),
    ],
)
def test_the_band_turns_on_the_birthday_itself(on: str, mtx: int, prednisolone: int, label: str) -> None:
    born, day = date(2023, 1, 19), date.fromisoformat(on)
    doses = [intrathecal_dose(drug, rule(), born, day) for drug in ("methotrexate", "prednisolone")]
    assert [(one.drug, one.amount.amount, one.amount.unit, one.band) for one in doses] == [
        ("methotrexate", mtx, "mg", label),
        ("prednisolone", prednisolone, "mg", label),
    ]
    assert doses[0].age == age_on(born, day)
    assert doses[0].cites == rule().cites


@for_all(age=st.integers(0, 365 * 17))
def test_the_dose_never_falls_with_age_and_never_passes_12_mg(age: int) -> None:
    born = date(2020, 2, 29)
    today, later = (
        intrathecal_dose("methotrexate", rule(), born, born + timedelta(days=age + more)).amount.amount
        for more in (0, 1)
    )
    assert 6 <= today <= later <= 12


def test_a_child_born_on_29_february_turns_a_band_on_1_march() -> None:
    born = date(2024, 2, 29)
    amounts = [
        intrathecal_dose("methotrexate", rule(), born, date(2027, month, day)).amount.amount
        for month, day in ((2, 28), (3, 1))
    ]
    assert amounts == [10, 12]


# --- days and times


def test_four_weekly_doses_from_day_16_at_eleven() -> None:
    assert told(given()) == [
        (16, "2026-12-07 11:00", "10"), (23, "2026-12-14 11:00", "10"), (30, "2026-12-21 11:00", "10"),
        (37, "2026-12-28 11:00", "10"),
    ]  # fmt: skip


def test_the_usual_days_are_not_days_of_intravenous_etoposide() -> None:
    assert not {one.day for one in given()} & {1, 4, 8, 11, 15, 22, 29, 36, 43, 50}


def test_days_and_number_of_doses_can_be_chosen_and_run_past_the_last_week() -> None:
    assert [one.day for one in given(first_day=15, doses=2)] == [15, 22]
    assert [one.day for one in given(first_day=50)] == [50, 57, 64, 71]


def test_tv10_turns_to_the_oldest_band_on_the_third_birthday() -> None:
    tv10 = born_on("2023-01-19", day_one="2026-01-05")
    assert told(given(data=tv10, first_day=15))[0] == (15, "2026-01-19 11:00", "12")
    assert told(given(data=tv10, first_day=14)) == [
        (14, "2026-01-18 11:00", "10"), (21, "2026-01-25 11:00", "12"), (28, "2026-02-01 11:00", "12"),
        (35, "2026-02-08 11:00", "12"),
    ]  # fmt: skip
    assert [amount for _, _, amount in told(given("prednisolone", data=tv10, first_day=14))] == ["8", "10", "10", "10"]


def test_eleven_stays_eleven_across_a_clock_change() -> None:
    doses = given(data=born_on("2024-06-22", day_one="2026-03-10"), first_day=16)
    assert [one.at.isoformat() for one in doses][:2] == ["2026-03-25T11:00:00+01:00", "2026-04-01T11:00:00+02:00"]


def test_a_typed_time_and_a_typed_first_moment() -> None:
    assert {at[-5:] for _, at, _ in told(given(times={"intrathecal": ["15:45"]}))} == {"15:45"}
    first = told(given(first_dose_at={"intrathecal": "2026-12-08T09:00"}))
    assert first[:2] == [(17, "2026-12-08 09:00", "10"), (23, "2026-12-14 11:00", "10")]


def test_each_drug_is_an_order_of_its_own_with_the_same_moments() -> None:
    methotrexate, prednisolone = ordered().orders
    assert (methotrexate.line, methotrexate.route, methotrexate.drug) == ("intrathecal", "intrathecal", "methotrexate")
    assert prednisolone.drug == "prednisolone"
    assert [one.at for one in methotrexate.administrations] == [one.at for one in prednisolone.administrations]


@pytest.mark.parametrize("protocol", ["hlh-94", "none"])
def test_without_hlh_2004_methotrexate_goes_alone(protocol: str) -> None:
    assert [order.drug for order in ordered(protocol=protocol).orders] == ["methotrexate"]


# --- changes


def test_a_moved_dose_takes_the_age_of_its_new_day() -> None:
    third_birthday = born_on("2023-12-10")  # day 19
    changes = [change(16, "move", to="2026-12-10T09:30")]
    doses = given(data=third_birthday, changes=changes)
    assert told(doses)[0] == (19, "2026-12-10 09:30", "12")
    assert f"{doses[0].moved_from:%Y-%m-%d %H:%M}" == "2026-12-07 11:00"
    assert {one.moved_from for one in doses[1:]} == {None}
    back = given(data=third_birthday, changes=[change(23, "move", to="2026-12-09T09:30")])
    assert told(back)[1] == (18, "2026-12-09 09:30", "10")


def test_both_drugs_move_together() -> None:
    orders = ordered(changes=[change(16, "move", to="2026-12-08T09:30")]).orders
    assert {order.administrations[0].at.isoformat() for order in orders} == {"2026-12-08T09:30:00+01:00"}
    assert {order.administrations[0].day for order in orders} == {17}


def test_a_dose_moved_past_the_next_one_is_listed_in_order_of_time() -> None:
    assert [one.day for one in given(changes=[change(16, "move", to="2026-12-15T11:00")])] == [23, 24, 30, 37]


def test_a_second_move_counts_and_keeps_the_place_before_it() -> None:
    twice = [change(16, "move", to="2026-12-08T09:30"), change(16, "move", to="2026-12-09T10:00")]
    line = ordered(changes=twice)
    assert line.orders[0].administrations[0].at.isoformat() == "2026-12-09T10:00:00+01:00"
    assert [one.due[0].day for one in line.applied] == [7, 8]


@pytest.mark.parametrize("deed", ["hold", "omit"])
def test_a_dose_held_or_omitted_is_gone_for_both_drugs(deed: str) -> None:
    line = ordered(changes=[change(23, deed)])
    assert [[one.day for one in order.administrations] for order in line.orders] == [[16, 30, 37]] * 2
    (applied,) = line.applied
    assert [moment.isoformat() for moment in applied.due] == ["2026-12-14T11:00:00+01:00"]
    assert applied.change.do == deed


def test_a_change_of_a_day_without_a_dose_is_told_and_the_rest_goes_on() -> None:
    line = ordered(changes=[change(17, "omit"), change(23, "omit"), change(23, "move", to="2026-12-15T11:00")])
    assert [(one.day, one.do) for one in line.missed] == [(17, "omit"), (23, "move")]
    assert [one.day for one in line.orders[0].administrations] == [16, 30, 37]


def test_omitting_every_dose_leaves_no_order() -> None:
    line = ordered(doses=1, changes=[change(16, "omit")])
    assert (line.orders, len(line.applied), line.zero_days) == ((), 1, ())


def test_what_became_of_the_line_names_it_and_its_part() -> None:
    (line,) = plan(case_data(regimen=regimen({"line": "intrathecal", "part": "first"}))).ordered
    assert (line.line, line.part) == ("intrathecal", "first")


def test_a_held_dose_is_not_moved_even_if_a_moment_stands_beside_it() -> None:
    case = read(case_data(regimen=regimen("intrathecal")))
    (asked,) = asked_lines(case.regimen, knowledge())
    timing = Timing(case.day_one, case.time_zone, 8, clock_of(asked, knowledge()))
    beside = Change(line="intrathecal", day=16, do="hold", reason="x", to=datetime(2026, 12, 8, 10))
    born = case.patient.date_of_birth
    made = order_intrathecal("intrathecal", None, rule(), asked.chosen, born, timing, [beside])
    assert [one.day for one in made.orders[0].administrations] == [23, 30, 37]


# --- the wall


@pytest.mark.parametrize(("deed", "more"), [("factor", {"factor": "0.5"}), ("route", {"route": "intravenous"})])
def test_neither_a_factor_nor_a_route_can_be_typed_for_an_intrathecal_dose(deed: str, more: dict[str, str]) -> None:
    data = case_data(regimen=regimen("intrathecal", changes=[change(16, deed, **more)]))
    assert codes_of_problems(data) == {"regimen.changes[0].do": "intrathecal_wall"}


@pytest.mark.parametrize("name", ["factor", "route", "rule", "mg_per_m2", "cap", "doses_per_day", "drug"])
def test_the_line_has_no_parameter_that_could_change_its_dose(name: str) -> None:
    data = case_data(regimen=regimen({"line": "intrathecal", name: "1"}))
    assert codes_of_problems(data) == {f"regimen.lines[0].{name}": "unknown_key"}


@pytest.mark.parametrize("drug", ["vincristine", "etoposide", "cytarabine", "methylprednisolone", "Methotrexate", ""])
def test_no_other_drug_can_stand_in_an_intrathecal_line(drug: str) -> None:
    data = rule().model_dump()
    with pytest.raises(ValidationError):
        IntrathecalLine.model_validate({**data, "drugs": (drug,)})
    with pytest.raises(ValidationError):
        IntrathecalBand(from_years=0, mg={drug: Decimal(1)}, label="x")


def test_an_intrathecal_line_has_no_route_no_factor_no_cap_and_no_steps() -> None:
    data = rule().model_dump()
    assert IntrathecalLine.model_validate(data) == rule()
    for name in ("route", "routes", "steps", "cap", "doses_per_day", "drug", "parts"):
        with pytest.raises(ValidationError):
            IntrathecalLine.model_validate({**data, name: data["drugs"]})


def test_an_intrathecal_line_is_given_at_the_intrathecal_time_only() -> None:
    with pytest.raises(ValidationError):
        IntrathecalLine.model_validate({**rule().model_dump(), "clock": "etoposide"})


@pytest.mark.parametrize("name", sorted(knowledge().lines("hlh-94")))
def test_an_ordinary_line_refuses_the_route_intrathecal(name: str) -> None:
    line = knowledge().line("hlh-94", name)
    if isinstance(line, Line):
        assert "intrathecal" not in line.routes
        with pytest.raises(ValidationError):
            Line.model_validate({**line.model_dump(), "routes": ("intrathecal",)})


def test_only_methotrexate_and_prednisolone_ever_go_by_the_intrathecal_route() -> None:
    for protocol in knowledge().protocols:
        intrathecal = [line for line in knowledge().lines(protocol).values() if isinstance(line, IntrathecalLine)]
        assert [set(line.drugs) <= {"methotrexate", "prednisolone"} for line in intrathecal] == [True]


def test_the_route_of_an_intrathecal_order_is_its_type_and_cannot_be_set() -> None:
    order = ordered().orders[0]
    assert isinstance(order, IntrathecalOrder)
    assert not isinstance(order, Order)
    with pytest.raises((AttributeError, TypeError)):
        order.route = "intravenous"  # type: ignore[misc]
    with pytest.raises(TypeError):
        IntrathecalOrder(None, "methotrexate", (), route="intravenous")  # type: ignore[call-arg]


@pytest.mark.parametrize("line", ["etoposide", "dexamethasone", "cotrimoxazole"])
def test_no_dose_of_another_line_can_be_moved_to_the_intrathecal_route(line: str) -> None:
    changes = [{"line": line, "day": 1, "do": "route", "route": "intrathecal", "reason": "x"}]
    assert codes_of_problems(case_data(regimen=regimen(line, changes=changes))) == {
        "regimen.changes[0].route": "not_of_list"
    }
