"""Roles in the record: who has which, who gives them, what nobody may do without them; one administrator stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args
from uuid import uuid4

import pytest

from hlh_desktop.domain.people import Deed, Role, Staff
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Person
from hlh_desktop.ward import entering, people
from tests.builders import case_data, knowledge, regimen
from tests.ward.wards import (
    CHEAP,
    DOCTOR,
    LATER,
    NOW,
    OTHER,
    OTHER_PASSWORD,
    PASSWORD,
    add_other,
    enter,
    kept,
    kinds,
    known,
    new_ward,
    sign,
    ungated,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard

SECRET = "a lantern in the fog"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    ungated(monkeypatch)
    return new_ward(tmp_path / "ward")


def add(desk: OpenWard, name: str, *roles: Role) -> Person:
    return desk.add_person(name, SECRET, NOW, cost=CHEAP, roles=roles)


def roles(desk: OpenWard) -> dict[str, tuple[Role, ...]]:
    return {one.name: one.roles for one in desk.staff()}


def code_of(deed: object, *args: object, **named: object) -> str:
    with pytest.raises(Trouble) as caught:
        deed(*args, **named)  # type: ignore[operator]
    return caught.value.code


# --- who has which role


def test_who_made_a_ward_that_tells_of_no_roles_is_physician_and_administrator(desk: OpenWard) -> None:
    assert desk.staff() == (Staff(desk.person.id, DOCTOR, ("physician", "administrator")),)


def test_others_of_a_ward_of_before_there_were_roles_have_none(desk: OpenWard) -> None:
    desk.store.add_person("Old Hand", SECRET, workstation="W", now=NOW, cost=CHEAP)
    assert roles(desk)["Old Hand"] == ()
    old = enter(desk.face.folder, SECRET, "Old Hand")
    opened = kept(old, case_data())
    assert old.children(NOW)[0].draft is not None, "they may read, and write drafts"
    for deed in get_args(Deed):
        assert not old.may(deed), deed
    assert code_of(old.sign, opened.id, opened.draft, person_name="Old Hand", password=SECRET, now=NOW) == "not_allowed"


@pytest.mark.parametrize("profession", ["physician", "nurse", "pharmacist"])
def test_the_first_person_of_a_new_ward_is_of_their_profession_and_administrator(
    tmp_path: Path, profession: Role
) -> None:
    prepared = entering.prepare(
        name="Ward 4B", zone="Europe/Paris", person_name=DOCTOR, password=PASSWORD, workstation="W", now=NOW, cost=CHEAP
    )
    prepared = entering.with_profession(prepared, profession)
    desk = entering.make(tmp_path / "ward", prepared, known(), NOW)
    assert roles(desk) == {DOCTOR: (profession, "administrator")}
    assert desk.may("sign") is (profession == "physician")


def test_roles_are_told_with_a_new_person_and_stand_in_the_history(desk: OpenWard) -> None:
    add(desk, "Nurse B", "intrathecal", "nurse")
    assert roles(desk)["Nurse B"] == ("nurse", "intrathecal")
    (told,) = [event for event in desk.history() if "Nurse B" in event.detail]
    assert told.detail == "Nurse B: nurse, trained for intrathecal doses"


def test_the_newest_change_of_roles_counts_after_the_ward_was_opened_again(desk: OpenWard) -> None:
    nurse = add(desk, "Nurse B", "nurse")
    desk.change_roles(nurse.id, ("physician",), NOW)
    desk.change_roles(nurse.id, ("pharmacist", "administrator"), LATER)
    again = enter(desk.face.folder)
    assert roles(again)["Nurse B"] == ("pharmacist", "administrator")
    assert [event.detail for event in again.history() if event.what == "Roles changed"] == [
        "Nurse B: pharmacist, administrator", "Nurse B: physician",
    ]  # fmt: skip


def test_all_roles_can_be_taken_from_who_has_left(desk: OpenWard) -> None:
    nurse = add(desk, "Nurse B", "nurse")
    desk.change_roles(nurse.id, (), NOW)
    assert roles(desk)["Nurse B"] == ()
    assert desk.history()[0].detail == "Nurse B: no role written down"


def test_a_role_that_only_a_newer_program_knows_lets_nobody_do_anything(desk: OpenWard) -> None:
    desk.store.add_person("Captain", SECRET, workstation="W", now=NOW, cost=CHEAP, roles=("captain",))
    assert roles(desk)["Captain"] == ()


def test_a_role_that_does_not_exist_is_not_given(desk: OpenWard) -> None:
    before = kinds(desk)
    assert code_of(desk.add_person, "X", SECRET, NOW, cost=CHEAP, roles=("captain",)) == "role_unknown"
    assert code_of(desk.change_roles, desk.person.id, ("captain", "administrator"), NOW) == "role_unknown"
    assert kinds(desk) == before


# --- who gives them


@pytest.mark.parametrize("role", ["physician", "nurse", "pharmacist", "intrathecal"])
def test_only_an_administrator_adds_people_and_changes_roles(desk: OpenWard, role: Role) -> None:
    somebody = add(desk, "Somebody", role)
    theirs = enter(desk.face.folder, SECRET, "Somebody")
    before = kinds(desk)
    assert code_of(theirs.add_person, "X", SECRET, NOW, cost=CHEAP, roles=(role,)) == "not_allowed"
    assert code_of(theirs.change_roles, somebody.id, ("administrator",), NOW) == "not_allowed"
    assert kinds(desk) == before
    assert [person.name for person in desk.face.people] == [DOCTOR, "Somebody"]


def test_the_last_administrator_stays(desk: OpenWard) -> None:
    nurse = add(desk, "Nurse B", "nurse")
    assert code_of(desk.change_roles, desk.person.id, ("physician",), NOW) == "last_administrator"
    assert roles(desk)[DOCTOR] == ("physician", "administrator")
    desk.change_roles(nurse.id, ("nurse", "administrator"), NOW)
    desk.change_roles(desk.person.id, ("physician",), NOW)
    assert roles(desk) == {DOCTOR: ("physician",), "Nurse B": ("nurse", "administrator")}


def test_two_windows_cannot_take_each_others_last_administrator(
    desk: OpenWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sees the other still administrator; the record lets only the first of them write."""
    other = add(desk, "Nurse B", "administrator")
    theirs = enter(desk.face.folder, SECRET, "Nurse B")
    look, meanwhile = people.staff, [lambda: theirs.change_roles(desk.person.id, ("physician",), NOW)]

    def looked(found: OpenWard, *more: Any) -> tuple[Staff, ...]:
        seen = look(found, *more)
        if found is desk and people_asked.pop(0) and meanwhile:
            meanwhile.pop()()
        return seen

    people_asked = [False, False, True, *[False] * 20]
    monkeypatch.setattr(people, "staff", looked)
    assert code_of(desk.change_roles, other.id, ("nurse",), NOW) == "last_administrator"
    assert not meanwhile
    assert roles(desk) == {DOCTOR: ("physician",), "Nurse B": ("administrator",)}


def test_who_came_by_pin_types_the_password_before_people_are_changed(desk: OpenWard) -> None:
    """A new person gets a key to everything: four digits are not enough for that."""
    desk.set_pin(PASSWORD, "4829", NOW, CHEAP)
    by_pin = desk.switch(desk.person.id, pin="4829", now=NOW)
    assert code_of(by_pin.add_person, "X", SECRET, NOW, cost=CHEAP, roles=()) == "proof_needed"
    assert code_of(by_pin.add_person, "X", SECRET, NOW, cost=CHEAP, roles=(), own="wrong") == "wrong_password"
    assert code_of(by_pin.change_roles, desk.person.id, ("administrator",), NOW) == "proof_needed"
    added = by_pin.add_person("Nurse B", SECRET, NOW, cost=CHEAP, roles=("nurse",), own=PASSWORD)
    by_pin.change_roles(added.id, ("nurse", "administrator"), NOW, own=PASSWORD)
    assert roles(desk)["Nurse B"] == ("nurse", "administrator")


def test_what_is_changed_after_a_change_of_person_is_theirs(desk: OpenWard) -> None:
    admin = add(desk, "Admin C", "administrator")
    theirs = desk.switch(admin.id, password=SECRET, now=NOW)
    theirs.add_person("Nurse B", SECRET, NOW, cost=CHEAP, roles=("nurse",))
    theirs.change_password(SECRET, "another long secret", NOW, cost=CHEAP)
    added, changed = desk.store.facts(child=None)[-2:]
    assert (added.kind, added.author) == ("person_added", admin)
    assert (changed.kind, changed.author, changed.body["person"]) == ("password_changed", admin, admin.id)
    assert desk.store.password_fits(admin.id, "another long secret")
    assert desk.store.password_fits(desk.person.id, PASSWORD)


# --- what is refused


def test_a_refusal_says_who_may(desk: OpenWard) -> None:
    nurse = add(desk, "Nurse B", "nurse")
    with pytest.raises(Trouble) as caught:
        desk.require("release", nurse)
    said = desk.ward.wording.say("problem.not_allowed", **caught.value.values)
    assert said == "Nurse B may not release a dose here. Who may: physician. Roles are given under Settings, People."
    assert desk.act_as(nurse).refusal("release") == said
    assert desk.refusal("release") == ""
    with pytest.raises(Trouble) as caught:
        desk.require("give_intrathecal", nurse)
    assert caught.value.values["role"] == "physician, nurse, if trained for intrathecal doses"


def test_require_answers_who_works_here_or_who_is_asked_about(desk: OpenWard) -> None:
    nurse = add(desk, "Nurse B", "nurse")
    assert desk.require("sign").name == DOCTOR
    assert desk.require("give", nurse) == Staff(nurse.id, "Nurse B", ("nurse",))
    assert code_of(desk.act_as(nurse).require, "sign") == "not_allowed"
    assert not desk.act_as(nurse).may("sign")
    assert desk.may("give", nurse)


def test_a_stranger_may_nothing(desk: OpenWard) -> None:
    assert code_of(desk.require, "give", Person(uuid4().hex, "Stranger")) == "no_such_person"


@pytest.mark.parametrize("role", ["nurse", "pharmacist", "administrator", "intrathecal"])
def test_only_a_physician_signs(desk: OpenWard, role: Role) -> None:
    person = add(desk, "Somebody", role)
    opened = kept(desk, case_data(regimen=regimen("etoposide")))
    theirs = desk.switch(person.id, password=SECRET, now=NOW) if role != "intrathecal" else desk.act_as(person)
    before = kinds(desk)
    assert (
        code_of(theirs.sign, opened.id, opened.draft, person_name="Somebody", password=SECRET, now=NOW) == "not_allowed"
    )
    assert kinds(desk) == before, "nothing is stored"
    assert sign(desk, opened).version == 1


def test_the_second_signature_too_is_a_physicians(desk: OpenWard) -> None:
    add(desk, "Nurse B", "nurse")
    add_other(desk)
    opened = kept(desk, case_data(regimen=regimen("etoposide")))
    assert code_of(sign, desk, opened, second=("Nurse B", SECRET)) == "not_allowed"
    assert sign(desk, opened, second=(OTHER, OTHER_PASSWORD)).second_by == OTHER


def test_roles_are_asked_of_the_record_each_time(desk: OpenWard) -> None:
    """Who lost a role in another window has lost it in this one, too."""
    add_other(desk)
    theirs = enter(desk.face.folder, OTHER_PASSWORD, OTHER, NOW + timedelta(minutes=1))
    assert theirs.may("sign")
    desk.change_roles(theirs.person.id, ("nurse",), NOW)
    assert not theirs.may("sign")


def test_the_table_decides_and_not_the_code(desk: OpenWard) -> None:
    """A hospital that lets its pharmacists sign changes one line of data."""
    add(desk, "Pharmacist P", "pharmacist")
    rules = knowledge().people
    opened_up = rules.deeds["sign"].model_copy(update={"roles": ("physician", "pharmacist")})
    changed = rules.model_copy(update={"deeds": {**rules.deeds, "sign": opened_up}})
    ward = replace(desk.ward, knowledge=replace(desk.ward.knowledge, people=changed))
    theirs = replace(enter(desk.face.folder, SECRET, "Pharmacist P"), ward=ward)
    assert theirs.may("sign")
    assert not replace(theirs, ward=desk.ward).may("sign")
