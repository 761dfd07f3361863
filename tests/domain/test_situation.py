"""What is known of a child on day one: which weight and height count, and what is asked of a situation."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.measures import days_old, newest
from hlh_desktop.domain.plan import make_plan
from tests.builders import case_data, knowledge, lab, plan, read
from tests.domain.findings.sides import infant, ordering
from tests.domain.test_options import situation


def measured(*rows: tuple[str, str | None, str | None]) -> Case:
    return Case.model_validate(
        case_data(measurements=[{"on": on, "weight_kg": kg, "height_cm": cm} for on, kg, cm in rows])
    )


def weight(case: Case) -> str | None:
    found = newest(case, lambda row: row.weight_kg)
    return None if found is None else f"{found.value} of {found.row.on}"


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([("2026-11-20", "13", "92"), ("2026-11-21", "14", "92")], "14 of 2026-11-21"),
        ([("2026-11-21", "14", "92"), ("2026-11-20", "13", "92")], "14 of 2026-11-21"),
        ([("2026-11-20", "13", "92"), ("2026-11-21", None, "92")], "13 of 2026-11-20"),
        ([("2026-11-21", "13", "92"), ("2026-11-21", "14", "92")], "14 of 2026-11-21"),
        ([("2026-11-22", "13", "92"), ("2026-11-23", "14", "92")], "13 of 2026-11-22"),
        ([("2026-11-23", "14", "92")], None),
        ([("2026-11-21", None, "92")], None),
        ([], None),
    ],
)
def test_the_latest_weight_by_day_one_counts(rows: Any, counts: str | None) -> None:
    assert weight(measured(*rows)) == counts


def test_a_height_may_come_from_another_row() -> None:
    case = measured(("2026-11-19", None, "92"), ("2026-11-21", "13", None))
    height = newest(case, lambda row: row.height_cm)
    assert height is not None
    assert (str(height.value), days_old(height, case.day_one)) == ("92", 3)


def test_no_plan_without_weight_or_height() -> None:
    for rows in ([("2026-11-21", None, "92")], [("2026-11-21", "13", None)]):
        with pytest.raises(ValueError, match="T1"):
            make_plan(measured(*rows), knowledge())


def test_the_newest_result_is_one_that_can_be_read() -> None:
    labs = [lab("ferritin", "900", "ug/L", "2026-11-20T06:00"), lab("ferritin", "9000", "pmol/L")]
    found = situation(case_data(labs=labs)).latest("ferritin")
    assert found is not None
    assert str(found.value) == "900"
    assert situation(case_data(labs=labs)).latest("plt") is None


def test_what_is_known_of_a_child() -> None:
    here = situation(case_data(severity={"course": "stable"}, etiology={"kind": "infection"}, signs={"sjia": False}))
    assert (here.severity.course, here.etiology.kind, here.signs.sjia, here.regimen) == (
        "stable",
        "infection",
        False,
        None,
    )
    assert (here.age.years, here.age.days, str(here.bsa.used)) == (2, 883, "0.59")
    assert (str(here.body.weight_kg), str(here.body.bsa_m2)) == ("13.5", "0.59")


def test_without_a_regimen_nothing_is_requested_ordered_or_declined() -> None:
    here = situation(case_data())
    assert not here.requested("etoposide")
    assert not here.has("etoposide")
    assert not here.declined("cotrimoxazole")
    assert here.orders == ()


def test_requested_is_not_ordered_and_declined_is_by_name() -> None:
    declined = [{"line": "cotrimoxazole", "reason": "atovaquone given"}]
    refused = situation(infant("9", "etoposide"))
    assert refused.requested("dexamethasone", "etoposide")
    assert not refused.requested("dexamethasone")
    assert not refused.has("etoposide")
    here = situation(ordering("dexamethasone", plan={"declined": declined}))
    assert here.declined("cotrimoxazole")
    assert not here.declined("dexamethasone")


def test_the_typed_temperature_is_a_result_of_day_one() -> None:
    made = plan(case_data(signs={"temperature_c": "39.0"}))
    fever = next(item for item in made.criteria.hlh_2004.items if item.name == "fever")
    (shown,) = fever.results
    assert (shown.reported, shown.unit, shown.on) == ("39.0", "Cel", read(case_data()).day_one)
    assert plan(case_data()).criteria.hlh_2004.items[0].results == ()


def test_an_order_without_administrations_is_no_order() -> None:
    assert plan(ordering("ciclosporin")).orders == ()
