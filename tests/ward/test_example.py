"""The example ward: a training ward with a signed plan and a draft, made afresh, and never in place of a real one."""

from __future__ import annotations

import json
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
    from pathlib import Path


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
