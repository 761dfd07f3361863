"""What the banner says of a child: never an empty place, never a guess, each number with its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.log.values import Stay
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ward.banner import BannerFacts, of_child, of_draft
from tests.builders import case_data, knowledge
from tests.ui import wards as window_wards
from tests.ward import wards
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.domain.log.values import StayKind
    from hlh_desktop.ward.open_ward import OpenWard

WORDING = knowledge().wording


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path / "ward")
    yield made
    made.store.close()


def plain(facts: BannerFacts) -> dict[str, Any]:
    """The facts with ordinary spaces."""
    values = {name: getattr(facts, name) for name in BannerFacts.__slots__}
    return {name: one.replace(NON_BREAKING, " ") if isinstance(one, str) else one for name, one in values.items()}


def of(ward: OpenWard, data: dict[str, Any] | None, now: datetime = wards.NOW) -> dict[str, Any]:
    """The banner of a draft."""
    opened = wards.kept(ward, data)
    return plain(of_draft(opened, ward.look(opened.draft, now), WORDING, now))


def test_a_draft_tells_who_it_is_and_that_it_is_not_signed(ward: OpenWard) -> None:
    patient = {"mrn": "TV04", "family_name": "Example", "given_name": "Four"}
    facts = of(ward, case_data(patient=patient))
    assert facts["title"] == "New plan · EXAMPLE, Four · No. TV04"
    assert (facts["name"], facts["number"]) == ("EXAMPLE, Four", "No. TV04")
    assert (facts["age"], facts["born"]) == ("F, 2 y 5 m", "born 22 Jun 2024")
    assert facts["measures"].split() == ["13.5", "kg", "92", "cm", "BSA", "0.59", "m²"]
    assert facts["measured"] == "measured 21 Nov 2026"
    assert (facts["allergies"], facts["alert"]) == ("None known", False)
    assert (facts["state"], facts["plan"]) == ("draft", "Draft, not signed")
    assert facts["course_note"] == "day one 22 Nov 2026"


def test_a_draft_that_changes_a_signed_plan_is_not_called_a_new_one(ward: OpenWard) -> None:
    facts = of(ward, case_data(revised_at=["2026-11-30T09:00"]))
    assert facts["course"] == "Change of the plan"
    assert facts["title"].startswith("Change of the plan · ")
    assert of(ward, case_data(revised_at=[]))["course"] == "New plan"


@pytest.mark.parametrize(
    ("patient", "measures"),
    [
        ({"date_of_birth": ""}, {"height_cm": "0.92"}),
        ({"date_of_birth": ""}, {"height_cm": "92"}),
        ({}, {"height_cm": "0.92"}),
    ],
)
def test_a_draft_has_no_body_surface_before_its_measures_are_possible(
    ward: OpenWard, patient: dict[str, str], measures: dict[str, str]
) -> None:
    row = {"on": "2026-11-21", "weight_kg": "13.5", **measures}
    assert "BSA" not in of(ward, case_data(patient=patient, measurements=[row]))["measures"]


def test_an_empty_draft_says_what_is_not_known(ward: OpenWard) -> None:
    facts = of(ward, {})
    assert all(value != "" for value in facts.values())
    assert (facts["name"], facts["number"]) == ("Name not given", "No number yet")
    assert (facts["age"], facts["born"]) == ("sex not given", "birth date not given")
    assert (facts["measures"], facts["measured"]) == ("Not weighed", "no weight and height yet")
    assert (facts["allergies"], facts["alert"]) == ("NOT ASKED", True)
    assert facts["course_note"] == "day one open"


@pytest.mark.parametrize(
    ("typed", "said"), [("2026-11-25", "day one 25 Nov 2026"), ("soon", "day one open"), (3, "day one open")]
)
def test_day_one_is_told_as_soon_as_it_can_be_read(ward: OpenWard, typed: object, said: str) -> None:
    assert of(ward, {"day_one": typed})["course_note"] == said


@pytest.mark.parametrize(
    "garbage", [{"patient": 3}, {"patient": {"mrn": 7, "date_of_birth": "22.6.24"}}, {"labs": "x"}]
)
def test_whatever_was_typed_there_is_a_banner(ward: OpenWard, garbage: dict[str, Any]) -> None:
    assert of(ward, garbage)["number"] == "No number yet"


def test_a_birth_date_to_come_gives_no_age(ward: OpenWard) -> None:
    assert of(ward, case_data(patient={"date_of_birth": "2027-01-01"}))["age"] == "F"


@pytest.mark.parametrize(("born", "age"), [("2026-11-10", "F, 12 days"), ("2026-08-22", "F, 3 months")])
def test_an_infants_age_is_in_days_or_months(ward: OpenWard, born: str, age: str) -> None:
    assert of(ward, case_data(patient={"date_of_birth": born}))["age"] == age


def test_allergies_are_all_named(ward: OpenWard) -> None:
    facts = of(ward, case_data(patient={"allergies": ["penicillin", "latex"]}))
    assert (facts["allergies"], facts["alert"]) == ("penicillin, latex", False)


def test_weight_and_height_of_two_days_have_two_dates(ward: OpenWard) -> None:
    rows = [{"on": "2026-11-20", "height_cm": "92"}, {"on": "2026-11-21", "weight_kg": "13.5"}]
    assert of(ward, case_data(measurements=rows))["measured"] == "weighed 21 Nov 2026, measured 20 Nov 2026"


def test_a_signed_child_tells_course_plan_and_who_signed(ward: OpenWard) -> None:
    case = case_data(
        patient={"mrn": "TV04", "family_name": "Example"}, etiology={"kind": "infection", "pathogen": "EBV"},
        severity={"course": "stable"},
        regimen={"protocol": "hlh-94", "last_week": 8, "lines": [{"line": "dexamethasone"}]},
    )  # fmt: skip
    head = window_wards.sign(ward, case, at=wards.NOW)
    now = wards.LATER
    signed = ward.plan(head.id)
    facts = plain(of_child(ward.child(head.child, now), signed.plan.case, WORDING, now))
    assert facts["title"] == "EXAMPLE · No. TV04"
    assert facts["course"] == "HLH-94, day 4, week 1"
    assert facts["course_note"] == "EBV, stable"
    assert (facts["state"], facts["plan"]) == ("ok", "Plan v1 signed")
    assert facts["plan_note"] == "Dr A. Example, 22 Nov 2026 06:50"
    assert facts["measured"] == "measured 21 Nov 2026"


@pytest.mark.parametrize(
    ("kind", "bed", "told"),
    [
        ("admitted", "2", "No. TV04 · Bed 2"),
        ("admitted", "", "No. TV04"),
        ("on_leave", "", "No. TV04 · on leave"),
        ("outpatient", "", "No. TV04 · outpatient"),
        ("transferred", "", "No. TV04 · transferred"),
    ],
)
def test_the_bed_or_where_the_child_is_stands_beside_the_number(
    tmp_path: Path, kind: StayKind, bed: str, told: str
) -> None:
    desk = bedside.make(tmp_path / "beside").desk
    (line,) = desk.children(wards.NOW)
    assert line.id is not None
    record = desk.child(line.id, wards.NOW)
    stay = Stay(line.id, kind, wards.NOW, bed)
    assert plain(of_child(record, None, WORDING, wards.NOW, stay))["number"] == told
    assert plain(of_child(record, None, WORDING, wards.NOW))["number"] == "No. TV04"
