"""Signing an edition of the knowledge in the program: who may, what counts, and what makes it a draft again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.approval.standing import SIGNING
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import history
from hlh_desktop.ward.approval import kinds
from hlh_desktop.ward.approval.texts import packed, signed_texts, spelt_out, unpacked
from tests.builders import knowledge
from tests.ward import wards
from tests.ward.log import bed
from tests.ward.log.bed import NURSE, OFFICE, PHARMACIST, SECRET, Bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard

STALE = "alerts.weight_stale.numbers.days"


@pytest.fixture
def at_bed(tmp_path: Path) -> Bed:
    return bed.make(tmp_path / "ward")


def state(desk: OpenWard) -> str:
    return desk.approval.standing().state


def approve(at: Bed, name: str = "") -> None:
    """Somebody signs what is in force; without a name the physician."""
    desk = at.be(name)
    secret = SECRET if name in at.people else wards.PASSWORD
    desk.approval.approve(desk.approval.look().edition, secret, at.now)


def refused(at: Bed, name: str = "") -> str:
    with pytest.raises(Trouble) as caught:
        approve(at, name)
    return caught.value.code


def both(at: Bed) -> None:
    approve(at)
    approve(at, PHARMACIST)


def test_an_edition_is_approved_once_physician_and_pharmacist_have_signed_it(at_bed: Bed) -> None:
    assert state(at_bed.desk) == "draft"
    approve(at_bed)
    assert state(at_bed.desk) == "half"
    approve(at_bed, PHARMACIST)
    found = at_bed.desk.approval.standing()
    assert found.state == "approved"
    assert [(one.name, one.role) for one in found.approvals] == [
        (wards.DOCTOR, "physician"),
        (PHARMACIST, "pharmacist"),
    ]
    assert at_bed.desk.approval.history() == found.approvals
    assert state(wards.enter(at_bed.desk.face.folder)) == "approved", "it is so for whoever comes in"


@pytest.mark.parametrize("name", [NURSE, OFFICE])
def test_nobody_else_signs(at_bed: Bed, name: str) -> None:
    assert refused(at_bed, name) == "not_allowed"
    assert state(at_bed.desk) == "draft"


def test_a_signature_needs_the_own_password(at_bed: Bed) -> None:
    seen = at_bed.desk.approval.look().edition
    with pytest.raises(Trouble, match="wrong_password"):
        at_bed.be(PHARMACIST).approval.approve(seen, wards.PASSWORD, at_bed.now)
    assert state(at_bed.desk) == "draft"


def test_nobody_signs_twice_and_one_of_a_role_is_enough(at_bed: Bed) -> None:
    approve(at_bed)
    assert refused(at_bed) == "approved_already"
    at_bed.doctor.change_roles(at_bed.people[NURSE].id, ("physician",), at_bed.now)
    assert refused(at_bed, NURSE) == "approval_role_done"


def test_who_is_both_signs_in_one_role_alone(at_bed: Bed) -> None:
    at_bed.doctor.change_roles(at_bed.people[PHARMACIST].id, SIGNING, at_bed.now)
    approve(at_bed, PHARMACIST)
    assert at_bed.desk.approval.standing().missing == ("pharmacist",)
    assert refused(at_bed, PHARMACIST) == "approved_already"


def test_what_was_changed_since_it_was_read_is_not_signed(at_bed: Bed) -> None:
    seen = at_bed.desk.approval.look().edition
    at_bed.doctor.approval.set_value(STALE, "10", "as we do", wards.PASSWORD, at_bed.now)
    with pytest.raises(Trouble, match="edition_changed"):
        at_bed.desk.approval.approve(seen, wards.PASSWORD, at_bed.now)


def test_an_own_value_makes_an_approved_edition_a_draft_and_withdrawn_it_is_approved_again(at_bed: Bed) -> None:
    both(at_bed)
    changed = at_bed.be("").approval.set_value(STALE, "10", "as we do", wards.PASSWORD, at_bed.now)
    assert state(changed) == "draft"
    assert state(changed.approval.withdraw(STALE, "no longer", wards.PASSWORD, at_bed.now)) == "approved"


def test_a_changed_file_makes_an_approved_edition_a_draft_and_tells_what_changed(at_bed: Bed) -> None:
    both(at_bed)
    assert at_bed.desk.approval.look().changed == ()
    settings = knowledge().settings.model_copy(update={"typed_days": 400})
    other = replace(knowledge(), settings=settings, edition="2027.1-1")
    desk = replace(at_bed.desk, ward=replace(at_bed.desk.ward, knowledge=other))
    found = desk.approval.look()
    assert found.standing.state == "draft"
    assert found.last is not None
    assert found.last.name == knowledge().edition
    assert {one.name for one in found.last_by} == {wards.DOCTOR, PHARMACIST}
    (part,) = found.changed
    (line,) = part.lines
    assert (part.part, line.before, line.after) == ("ward", "typed days: 500", "typed days: 400")


def test_what_one_alone_has_signed_is_no_approved_edition_to_compare_with(at_bed: Bed) -> None:
    approve(at_bed)
    found = at_bed.desk.approval.look()
    assert (found.last, found.changed, found.last_by) == (None, (), ())


def test_the_history_tells_signatures_and_own_values_in_words(at_bed: Bed) -> None:
    both(at_bed)
    changed = at_bed.be("").approval.set_value(STALE, "10", "as we do", wards.PASSWORD, at_bed.now)
    changed.approval.withdraw(STALE, "no longer", wards.PASSWORD, at_bed.now)
    told = [(one.what, one.detail, one.by) for one in history.events(at_bed.desk, None)][:4]
    title = "A weight is asked for again after"
    edition = knowledge().edition
    assert told == [
        ("Own value of the ward withdrawn", f"{title}: 10 days, shipped 7 again: no longer", wards.DOCTOR),
        ("Own value of the ward set", f"{title}: 10 days, shipped 7: as we do", wards.DOCTOR),
        ("Knowledge edition signed", f"edition {edition} as pharmacist, 0 own values", PHARMACIST),
        ("Knowledge edition signed", f"edition {edition} as physician, 0 own values", wards.DOCTOR),
    ]


def test_only_the_first_signature_of_an_edition_keeps_its_texts(at_bed: Bed) -> None:
    both(at_bed)
    first, second = at_bed.desk.store.facts(None, (kinds.APPROVED,))
    assert unpacked(first.body["texts"]) == signed_texts(knowledge(), ())
    assert second.body["texts"] is None
    assert unpacked(packed({"a": "\N{MICRO SIGN}\n"})) == {"a": "\N{MICRO SIGN}\n"}


def test_a_plan_keeps_the_state_that_it_was_signed_under(at_bed: Bed) -> None:
    assert at_bed.head.knowledge.state == "draft"
    both(at_bed)
    changed = at_bed.be("").approval.set_value(STALE, "10", "as we do", wards.PASSWORD, at_bed.now)
    for name, secret in (("", wards.PASSWORD), (PHARMACIST, SECRET)):
        at = changed if not name else changed.act_as(at_bed.people[name])
        at.approval.approve(at.approval.look().edition, secret, at_bed.now)
    later = bed.sign(changed, "TV04", 1, at_bed.child, at_bed.now)
    assert (later.knowledge.state, later.knowledge.own) == ("approved", 1)
    assert [one.name for one in later.knowledge.approvals] == [wards.DOCTOR, PHARMACIST]
    changed.approval.withdraw(STALE, "no longer", wards.PASSWORD, at_bed.now)
    plans = at_bed.desk.child(at_bed.child, at_bed.now).plans
    assert [one.knowledge.own for one in plans] == [1, 0]
    assert [one.knowledge.state for one in plans] == ["approved", "draft"]


def test_the_growth_tables_are_signed_too() -> None:
    text = spelt_out(knowledge())["growth-tables"]
    tables = knowledge().growth.tables
    curve = tables.cdc_weight_for_age.male
    other = replace(curve, rows=(replace(curve.rows[0], m=curve.rows[0].m + 1), *curve.rows[1:]))
    changed = replace(tables, cdc_weight_for_age=replace(tables.cdc_weight_for_age, male=other))
    growth = knowledge().growth.model_copy(update={"tables": changed})
    assert spelt_out(replace(knowledge(), growth=growth))["growth-tables"] != text
