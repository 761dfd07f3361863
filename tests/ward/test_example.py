"""The example ward: a training ward with a signed plan and a draft, made afresh, and never in place of a real one."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from hlh_desktop import paths
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import entering, example
from tests.builders import plan_object
from tests.report.sheets import texts
from tests.ward.wards import CHEAP, NOW, known, new_ward

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard


def test_it_holds_a_signed_plan_and_a_draft(tmp_path: Path) -> None:
    desk = example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP)
    assert (desk.face.training, [person.name for person in desk.face.people]) == (True, ["demo", "demo-nurse"])
    first, second = desk.children(NOW)
    assert (first.identity.mrn, second.identity.mrn) == ("TV04", "TV07")
    assert first.plan is not None
    assert (first.plan.version, first.course_day, first.draft) == (1, 1, None)
    assert (second.plan, second.draft is not None) == (None, True)
    case = json.loads((paths.resources() / "cases" / "example.json").read_text(encoding="utf-8"))
    assert json.loads(desk.plan(first.plan.id).json) == plan_object(case)
    assert desk.verify().whole


def test_a_nurse_of_it_can_go_on_with_the_pin_that_the_guide_names(tmp_path: Path) -> None:
    desk = example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP)
    assert [one.roles for one in desk.staff()] == [("physician", "administrator"), ("nurse", "intrathecal")]
    (nurse,) = desk.successors()
    theirs = desk.switch(nurse.id, pin="2580", now=NOW)
    assert (theirs.may("give"), theirs.may("sign")) == (True, False)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenWard]:
    """The example as it is shown: on day 11."""
    made = example.make(tmp_path_factory.mktemp("lived") / "ward", known(), workstation="W", cost=CHEAP)
    yield made
    made.store.close()


def day(desk: OpenWard) -> ChildDay:
    found = next(line.id for line in desk.children(example.shown_at()) if line.plan is not None)
    assert found is not None
    return desk.log.day(found, example.shown_at())


def test_it_is_shown_on_day_11_five_minutes_after_the_fourth_etoposide_was_due(lived: OpenWard) -> None:
    (line, _) = lived.children(example.shown_at())
    assert line.course_day == 11
    states = {one.dose.place: one for one in day(lived).doses if one.dose.drug == "etoposide"}
    assert [states[place].state for place in (1, 2, 3, 4, 5)] == ["given", "given", "given", "late", "awaiting_release"]
    assert states[4].released
    assert states[4].overdue == timedelta(minutes=5)


def test_its_history_can_be_read_letter_by_letter(lived: OpenWard) -> None:
    child = next(line.id for line in lived.children(example.shown_at()) if line.plan is not None)
    assert child is not None
    told = [event.detail for event in lived.history(child, example.shown_at())]
    assert any("Creatinine: 29\N{NO-BREAK SPACE}micromol/L" in detail for detail in told)
    assert not [detail for detail in told if "\N{REPLACEMENT CHARACTER}" in detail]


def test_every_other_dose_of_its_ten_days_was_given_and_the_sum_is_that_of_three(lived: OpenWard) -> None:
    found = day(lived)
    past = [one for one in found.doses if one.span.due <= example.shown_at()]
    assert [(one.dose.drug, one.dose.place) for one in past if one.state != "given"] == [("etoposide", 4)]
    assert found.given is not None
    assert found.given.total == 3 * Fraction(89) / Fraction("0.59")


def test_its_cytotoxics_were_released_and_checked_by_two_people(lived: OpenWard) -> None:
    found = day(lived)
    given = [one for one in found.doses if one.dose.drug == "etoposide" and one.state == "given"]
    checks = [found.checks[one.dose.id] for one in given]
    assert all(one.release is not None for one in given)
    for check in checks:
        assert (check.phase, check.used) == ("agrees", True)
        assert check.first is not None
        assert check.second is not None
        assert check.first.by_id != check.second.by_id
    rates = lived.log.check_rates()
    assert (rates.due, rates.independent) == (3, 3)


def test_a_hold_was_lifted_and_the_dose_given_a_day_later(lived: OpenWard) -> None:
    found = day(lived)
    dose = next(one for one in found.doses if (one.dose.drug, one.dose.place) == ("rituximab", 2))
    held, *_, given = found.written[dose.dose.id]
    assert (held.became, found.ledger.ended[held.id].how) == ("held", "lifted")
    assert (given.taken - dose.span.due).days == 1


def test_its_record_was_written_in_the_order_in_which_it_happened_and_is_whole(lived: OpenWard) -> None:
    saved = [fact.saved for fact in lived.store.facts()]
    assert saved == sorted(saved)
    assert saved[-1] <= example.shown_at()
    assert lived.verify().whole


def test_a_course_that_was_not_lived_has_no_dose_yet(tmp_path: Path) -> None:
    desk = example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP, lived=False)
    assert not day(desk).written


def test_every_page_of_it_says_training(tmp_path: Path) -> None:
    desk = example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP)
    head = desk.children(NOW)[0].plan
    assert head is not None
    target = BytesIO()
    desk.print_plan(desk.plan(head.id), target, now=NOW)
    assert all("TRAINING" in page for page in texts(target.getvalue()))


def test_it_opens_with_the_password_that_the_guide_names(tmp_path: Path) -> None:
    desk = example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP)
    person = desk.person.id
    desk.lock(NOW)
    entering.enter(tmp_path / "ward", person, "demo-ward-only", known(), workstation="W", now=NOW).lock(NOW)


def test_it_is_made_afresh(tmp_path: Path) -> None:
    assert not example.clear(tmp_path / "ward")
    example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP).lock(NOW)
    number = entering.face(tmp_path / "ward").number
    assert example.clear(tmp_path / "ward")
    assert list((tmp_path / "ward").iterdir()) == []
    example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP).lock(NOW)
    assert entering.face(tmp_path / "ward").number != number


def test_a_ward_of_patients_is_never_cleared(tmp_path: Path) -> None:
    new_ward(tmp_path / "ward").lock(NOW)
    before = {path.name: path.read_bytes() for path in (tmp_path / "ward").iterdir()}
    with pytest.raises(Trouble, match="not_training"):
        example.clear(tmp_path / "ward")
    assert {path.name: path.read_bytes() for path in (tmp_path / "ward").iterdir()} == before


def test_files_of_somebody_else_are_left_where_they_are(tmp_path: Path) -> None:
    example.make(tmp_path / "ward", known(), workstation="W", cost=CHEAP).lock(NOW)
    (tmp_path / "ward" / "letter.odt").write_text("x")
    example.clear(tmp_path / "ward")
    assert [path.name for path in (tmp_path / "ward").iterdir()] == ["letter.odt"]


def test_a_folder_whose_keys_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{")
    with pytest.raises(Trouble, match="keys_unreadable"):
        example.clear(tmp_path)
    assert (tmp_path / "keys.json").exists()
