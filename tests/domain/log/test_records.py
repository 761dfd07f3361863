"""How a dose is given, by its drug or by the intrathecal route: its record, window, second check, run and release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.log.records import checked, infused, needs_release, record_of, window_of
from tests.builders import knowledge
from tests.domain.log.doses import dose, steroid

if TYPE_CHECKING:
    from hlh_desktop.domain.log.values import LoggedDose

SPINAL: dict[str, Any] = {"line": "intrathecal", "drug": "methotrexate", "route": "intrathecal", "kind": "intrathecal"}
TABLET: dict[str, Any] = {"line": "cotrimoxazole", "drug": "cotrimoxazole", "route": "oral", "kind": "other"}


def test_an_intrathecal_dose_has_the_record_of_its_route_whatever_the_drug() -> None:
    assert record_of(dose(**SPINAL), knowledge()) == knowledge().giving.intrathecal
    assert record_of(dose(), knowledge()) == knowledge().formulary["etoposide"].giving


def test_a_drug_that_the_formulary_does_not_have_has_no_record_no_check_and_the_usual_window() -> None:
    unknown = dose(drug="of another edition", kind="other")
    assert record_of(unknown, knowledge()) is None
    assert not checked(unknown, knowledge())
    assert not infused(unknown, knowledge())
    assert window_of(unknown, knowledge()) == knowledge().giving.window


def test_a_window_of_its_own_takes_the_place_of_the_usual_one() -> None:
    known = knowledge()
    own = {name: drug.giving.window for name, drug in known.formulary.items() if drug.giving is not None}
    assert {
        window_of(dose(drug=name, kind="other"), known) == (one or known.giving.window) for name, one in own.items()
    }
    with_own = [name for name, one in own.items() if one is not None]
    assert with_own
    assert all(window_of(dose(drug=name, kind="other"), known) == own[name] for name in with_own)


@pytest.mark.parametrize(("one", "asked"), [(dose(), True), (dose(**SPINAL), True), (steroid(), False)])
def test_a_second_check_is_asked_for_by_the_drug_and_always_before_the_spine(one: LoggedDose, asked: bool) -> None:
    assert checked(one, knowledge()) is asked


@pytest.mark.parametrize(
    ("one", "runs"),
    [(dose(), True), (dose(route="oral"), False), (dose(**SPINAL), False), (dose(**TABLET), False), (steroid(), False)],
)
def test_begin_and_end_are_written_down_of_what_runs_into_a_vein_alone(one: LoggedDose, runs: bool) -> None:
    assert infused(one, knowledge()) is runs


@pytest.mark.parametrize(
    ("kind", "released"), [("cytotoxic", True), ("antibody", True), ("intrathecal", True), ("other", False)]
)
def test_a_prescriber_releases_what_harms_by_a_slip(kind: Any, released: bool) -> None:
    assert needs_release(dose(kind=kind)) is released
