"""The PIN: set with the password, kept as nobody can read it, counted; one person after another on a workstation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import pins
from tests.builders import case_data, knowledge, regimen
from tests.ward.wards import (
    CHEAP,
    DOCTOR,
    LATER,
    NOW,
    OTHER,
    OTHER_PASSWORD,
    PASSWORD,
    enter,
    kept,
    kinds,
    new_ward,
    ungated,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.open_ward import OpenWard

PIN, WRONG = "4829", "7310"
TRIES = knowledge().people.pin.tries


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    """A ward that its maker has unlocked, with a second physician who has a PIN."""
    ungated(monkeypatch)
    made = new_ward(tmp_path / "ward")
    other = made.add_person(OTHER, OTHER_PASSWORD, NOW, cost=CHEAP, roles=("physician",))
    made.act_as(other).set_pin(OTHER_PASSWORD, PIN, NOW, CHEAP)
    return made


def other(desk: OpenWard) -> Person:
    return next(person for person in desk.face.people if person.name == OTHER)


def refused(desk: OpenWard, pin: str | None = None, password: str | None = None) -> Trouble:
    with pytest.raises(Trouble) as caught:
        desk.identify(other(desk).id, pin=pin, password=password, now=NOW)
    return caught.value


# --- setting it


def test_a_pin_shows_who_somebody_is(desk: OpenWard) -> None:
    assert desk.identify(other(desk).id, pin=PIN, now=NOW) == other(desk)
    assert desk.person.name == DOCTOR, "it changes nothing of who works here"


@pytest.mark.parametrize(("pin", "code"), [
    ("482", "pin_shape"), ("482913765", "pin_shape"), ("48a9", "pin_shape"), ("", "pin_shape"),
    ("0000", "pin_simple"), ("1234", "pin_simple"), ("9876", "pin_simple"),
])  # fmt: skip
def test_a_pin_that_is_none_or_too_simple_is_not_set(desk: OpenWard, pin: str, code: str) -> None:
    with pytest.raises(Trouble, match=code):
        desk.set_pin(PASSWORD, pin, NOW, CHEAP)
    assert desk.with_pin() == {other(desk).id}


def test_a_pin_is_only_set_with_the_password(desk: OpenWard) -> None:
    with pytest.raises(Trouble, match="wrong_password"):
        desk.set_pin("not the password", "5820", NOW, CHEAP)
    with pytest.raises(Trouble, match="wrong_password"):
        desk.act_as(other(desk)).set_pin(PASSWORD, "5820", NOW, CHEAP)
    assert kinds(desk)[-2:] == ["sign_in_failed", "sign_in_failed"]
    assert desk.identify(other(desk).id, pin=PIN, now=NOW)


def test_a_new_pin_takes_the_place_of_the_one_before(desk: OpenWard) -> None:
    desk.act_as(other(desk)).set_pin(OTHER_PASSWORD, "5820", NOW, CHEAP)
    assert refused(desk, PIN).code == "wrong_pin"
    assert desk.identify(other(desk).id, pin="5820", now=NOW)


def test_a_pin_is_kept_in_the_record_and_holds_when_the_ward_is_opened_again(desk: OpenWard) -> None:
    again = enter(desk.face.folder, now=LATER)
    assert again.with_pin() == {other(desk).id}
    assert again.identify(other(desk).id, pin=PIN, now=LATER)


def test_nobody_can_read_a_pin(desk: OpenWard, tmp_path: Path) -> None:
    (fact,) = desk.store.facts(child=None, kinds=("pin_set",))
    assert PIN not in str(fact.body)
    assert set(fact.body) == {"person", "salt", "passes", "memory", "lanes", "hash"}
    desk.set_pin(PASSWORD, PIN, NOW, CHEAP)
    hashes = [fact.body["hash"] for fact in desk.store.facts(child=None, kinds=("pin_set",))]
    assert len(set(hashes)) == 2, "the same PIN of two people looks different"
    told = [event for event in desk.history() if event.what == "PIN set"]
    assert [event.detail for event in told] == ["", ""]
    assert all(fact.body["salt"].encode() not in path.read_bytes() for path in (tmp_path / "ward").iterdir())


def test_a_pin_is_as_hard_to_guess_as_the_table_says_unless_told(desk: OpenWard) -> None:
    desk.set_pin(PASSWORD, "5820", NOW)
    body = desk.store.facts(child=None, kinds=("pin_set",))[-1].body
    cost = knowledge().people.pin.cost
    assert (body["passes"], body["memory"], body["lanes"]) == (cost.passes, cost.memory, cost.lanes)
    assert desk.identify(desk.person.id, pin="5820", now=NOW) == desk.person


# --- wrong ones


def test_who_has_no_pin_uses_the_password(desk: OpenWard) -> None:
    with pytest.raises(Trouble, match="no_pin"):
        desk.identify(desk.person.id, pin=PIN, now=NOW)
    assert desk.identify(desk.person.id, password=PASSWORD, now=NOW) == desk.person


def test_a_wrong_pin_says_how_many_are_left_and_the_last_one_that_none_is(desk: OpenWard) -> None:
    left = [refused(desk, WRONG).values["left"] for _ in range(TRIES - 1)]
    assert left == [4, 3, 2, 1]
    assert refused(desk, WRONG).code == "pin_locked"


def test_after_too_many_wrong_ones_not_even_the_right_one_counts(desk: OpenWard) -> None:
    for _ in range(TRIES):
        refused(desk, WRONG)
    assert refused(desk, PIN).code == "pin_locked"
    assert refused(enter(desk.face.folder), PIN).code == "pin_locked", "in another window, too"
    assert kinds(desk).count("pin_failed") == TRIES, "what does not count is not counted"


def test_a_right_pin_begins_the_count_anew(desk: OpenWard) -> None:
    for _ in range(3):
        for _ in range(TRIES - 1):
            refused(desk, WRONG)
        desk.identify(other(desk).id, pin=PIN, now=NOW)
    assert refused(desk, WRONG).values["left"] == TRIES - 1


@pytest.mark.parametrize("way", ["here", "door", "new_pin"])
def test_the_password_makes_a_pin_count_again(desk: OpenWard, way: str) -> None:
    for _ in range(TRIES):
        refused(desk, WRONG)
    pin = PIN
    if way == "here":
        desk.identify(other(desk).id, password=OTHER_PASSWORD, now=NOW)
    elif way == "door":
        enter(desk.face.folder, OTHER_PASSWORD, OTHER)
    else:
        pin = "5820"
        desk.act_as(other(desk)).set_pin(OTHER_PASSWORD, pin, NOW, CHEAP)
    assert desk.identify(other(desk).id, pin=pin, now=NOW)


def test_a_wrong_password_does_not(desk: OpenWard) -> None:
    for _ in range(TRIES):
        refused(desk, WRONG)
    assert refused(desk, password=PASSWORD).code == "wrong_password"
    assert refused(desk, PIN).code == "pin_locked"
    assert desk.history()[0].detail == f"of {OTHER}, when somebody was to show who they are, on WARD-4B-1"


def test_wrong_ones_of_one_person_do_not_lock_another(desk: OpenWard) -> None:
    desk.set_pin(PASSWORD, "5820", NOW, CHEAP)
    for _ in range(TRIES):
        refused(desk, WRONG)
    assert desk.identify(desk.person.id, pin="5820", now=NOW)


def test_who_never_was_wrong_leaves_no_trace_of_each_pin(desk: OpenWard) -> None:
    """A nurse types it a hundred times a shift; what she does with it is what is written down."""
    before = kinds(desk)
    desk.identify(other(desk).id, pin=PIN, now=NOW)
    desk.identify(other(desk).id, password=OTHER_PASSWORD, now=NOW)
    assert kinds(desk) == before


def test_a_stranger_is_told(desk: OpenWard) -> None:
    with pytest.raises(Trouble, match="no_such_person"):
        desk.identify("0" * 32, pin=PIN, now=NOW)


# --- one after another


@pytest.mark.parametrize("proof", [{"pin": PIN}, {"password": OTHER_PASSWORD}])
def test_what_is_done_after_a_change_of_person_is_theirs(desk: OpenWard, proof: dict[str, str]) -> None:
    theirs = desk.switch(other(desk).id, now=NOW, **proof)
    assert (theirs.person, theirs.author.person, theirs.author.workstation) == (other(desk), other(desk), "WARD-4B-1")
    assert theirs.drafts() == ()
    kept(theirs, case_data())
    assert [head.by for head in theirs.drafts()] == [OTHER]
    assert theirs.store.person.name == DOCTOR, "who unlocked it stays who unlocked it"
    assert desk.person.name == DOCTOR


def test_a_change_of_person_is_written_down_with_how(desk: OpenWard) -> None:
    desk.switch(other(desk).id, pin=PIN, now=NOW)
    fact = desk.store.facts(child=None)[-1]
    assert (fact.kind, fact.author, fact.taken) == ("person_switched", other(desk), NOW)
    assert fact.body == {
        "from": desk.person.id, "from_name": DOCTOR, "to": other(desk).id, "to_name": OTHER, "how": "pin",
    }  # fmt: skip
    assert desk.history()[0].detail == f"{OTHER} after {DOCTOR}, by PIN"


def test_who_is_at_work_already_may_show_it_again_and_nothing_is_written(desk: OpenWard) -> None:
    theirs = desk.switch(other(desk).id, pin=PIN, now=NOW)
    before = kinds(desk)
    assert theirs.switch(other(desk).id, password=OTHER_PASSWORD, now=NOW).proof == "password"
    assert kinds(desk) == before


def test_a_refused_change_changes_nothing(desk: OpenWard) -> None:
    with pytest.raises(Trouble, match="wrong_pin"):
        desk.switch(other(desk).id, pin=WRONG, now=NOW)
    assert "person_switched" not in kinds(desk)


def test_who_has_no_role_cannot_be_changed_to(desk: OpenWard) -> None:
    desk.change_roles(other(desk).id, (), NOW)
    with pytest.raises(Trouble, match="not_allowed"):
        desk.switch(other(desk).id, pin=PIN, now=NOW)
    assert "person_switched" not in kinds(desk)


def test_who_is_at_work_signs_with_their_own_password(desk: OpenWard) -> None:
    theirs = desk.switch(other(desk).id, pin=PIN, now=NOW)
    opened = kept(theirs, case_data(regimen=regimen("etoposide")))
    for name, secret in ((DOCTOR, PASSWORD), (OTHER, PIN)):
        with pytest.raises(Trouble, match="wrong_password"):
            theirs.sign(opened.id, opened.draft, person_name=name, password=secret, now=NOW)
    head = theirs.sign(opened.id, opened.draft, person_name=OTHER, password=OTHER_PASSWORD, now=NOW)
    assert head.signed_by == OTHER


def test_the_state_of_all_pins_is_one_look_at_the_record(desk: OpenWard) -> None:
    for minutes in range(3):
        with pytest.raises(Trouble):
            desk.identify(other(desk).id, pin=WRONG, now=NOW + timedelta(minutes=minutes))
    (found,) = pins.all_pins(desk).values()
    assert found.failed == 3
    assert found.kept is not None
    assert str(found.kept["hash"]) not in repr(found)
