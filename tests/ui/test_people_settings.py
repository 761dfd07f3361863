"""Settings, People: everybody with their roles in words, roles given by administrators, one's own PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.settings_page import SettingsPage
from hlh_desktop.ui.pages.settings_roles import PersonLine
from hlh_desktop.ui.settings import Memory
from tests.ui import shell
from tests.ui.conftest import NOW
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

NURSE, SECRET, PIN = "Nurse B. Bell", "a lantern in the fog", "4829"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    """A ward with its maker, a nurse, and somebody without a role."""
    made = wards.new_ward(tmp_path / "ward")
    made.add_person(NURSE, SECRET, NOW, cost=wards.CHEAP, roles=("nurse",))
    made.add_person("Old Hand", SECRET, NOW, cost=wards.CHEAP, roles=())
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, ward: OpenWard, tmp_path: Path) -> SettingsPage:
    made = SettingsPage(Desk(ward, lambda: NOW), Memory(tmp_path / "home"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def lines(page: SettingsPage) -> dict[str, PersonLine]:
    found = [page.people.names.itemAt(place).widget() for place in range(page.people.names.count())]
    return {line.person.name: line for line in found if isinstance(line, PersonLine)}


def told(line: PersonLine) -> list[str]:
    """What can be read of somebody, but for the button."""
    return [part for part in shell.words(line).split("\n") if part and part != "Roles..."]


def switch(page: SettingsPage, name: str, **proof: str) -> None:
    """Somebody else goes on while the page stands."""
    ward = page.desk.ward
    person = next(one.id for one in ward.face.people if one.name == name)
    page.desk.hand_over(ward.switch(person, now=NOW, **proof))


def test_everybody_stands_there_with_their_roles_and_whether_they_have_a_pin(page: SettingsPage) -> None:
    assert [told(line) for line in lines(page).values()] == [
        [wards.DOCTOR, "Physician, administrator; works here now", "No PIN"],
        [NURSE, "Nurse", "No PIN"],
        ["Old Hand", "No role yet: may read and write drafts; an administrator gives a role", "No PIN"],
    ]


def test_an_administrator_gives_other_roles(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.mouseClick(lines(page)["Old Hand"].change, Qt.MouseButton.LeftButton)
    roles = page.people.roles
    assert "Roles of Old Hand" in shell.words(roles)
    assert roles.boxes.value == ()
    assert not roles.own.isVisibleTo(roles), "who signed in with the password is asked for no other"
    roles.boxes.boxes["pharmacist"].click()
    qtbot.mouseClick(roles.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not roles.isVisible())
    assert "Old Hand from now on: pharmacist." in shell.words(page.people)
    assert "Pharmacist" in shell.words(lines(page)["Old Hand"])
    assert page.desk.ward.staff()[2].roles == ("pharmacist",)


def test_roles_are_left_as_they_are_by_who_thinks_better_of_it(qtbot: QtBot, page: SettingsPage) -> None:
    before = wards.kinds(page.desk.ward)
    qtbot.mouseClick(lines(page)[NURSE].change, Qt.MouseButton.LeftButton)
    assert page.people.roles.boxes.value == ("nurse",)
    qtbot.mouseClick(page.people.roles.cancel, Qt.MouseButton.LeftButton)
    assert not page.people.roles.isVisible()
    assert wards.kinds(page.desk.ward) == before


def test_the_last_administrator_is_told_why_the_role_stays(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.mouseClick(lines(page)[wards.DOCTOR].change, Qt.MouseButton.LeftButton)
    roles = page.people.roles
    roles.boxes.boxes["administrator"].click()
    qtbot.mouseClick(roles.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(roles.isEnabled)
    assert "Make somebody else administrator first" in shell.words(roles)
    assert page.desk.ward.staff()[0].administers


def test_who_is_no_administrator_sees_who_is_and_no_buttons(page: SettingsPage) -> None:
    switch(page, NURSE, password=SECRET)
    assert not page.people.open_form.isVisible()
    assert not any(line.change.isVisible() for line in lines(page).values())
    assert page.people.who_may.isVisible()
    assert f"by an administrator: {wards.DOCTOR}." in page.people.who_may.accessibleName()
    assert "works here now" in shell.words(lines(page)[NURSE])


def test_nobody_is_added_without_a_role(qtbot: QtBot, page: SettingsPage) -> None:
    people = page.people
    qtbot.mouseClick(people.open_form, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(people.person.line, "Nobody Yet")
    for field in (people.password.first, people.password.second):
        qtbot.keyClicks(field.line, SECRET)
    qtbot.mouseClick(people.add_person, Qt.MouseButton.LeftButton)
    assert "Tick at least one role" in people.answer.accessibleName()
    assert len(page.desk.ward.face.people) == 3
    people.boxes.boxes["nurse"].click()
    people.boxes.boxes["intrathecal"].click()
    qtbot.mouseClick(people.add_person, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(people.isEnabled)
    assert page.desk.ward.staff()[-1].roles == ("nurse", "intrathecal")


def test_who_came_by_pin_types_their_password_to_change_people(qtbot: QtBot, page: SettingsPage) -> None:
    page.desk.ward.set_pin(wards.PASSWORD, PIN, NOW, wards.CHEAP)
    switch(page, wards.DOCTOR, pin=PIN)
    qtbot.mouseClick(lines(page)[NURSE].change, Qt.MouseButton.LeftButton)
    roles = page.people.roles
    roles.boxes.boxes["intrathecal"].click()
    qtbot.mouseClick(roles.save, Qt.MouseButton.LeftButton)
    assert "Type your own password first." in roles.answer.accessibleName()
    qtbot.keyClicks(roles.own.line, wards.PASSWORD)
    qtbot.mouseClick(roles.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not roles.isVisible())
    assert page.desk.ward.staff()[1].roles == ("nurse", "intrathecal")


# --- the PIN


def test_a_pin_is_set_with_the_password_and_then_stands_in_the_list(qtbot: QtBot, page: SettingsPage) -> None:
    mine = page.pin
    assert "No PIN set" in shell.words(mine)
    for field in (mine.new.first, mine.new.second):
        qtbot.keyClicks(field.line, PIN)
    qtbot.mouseClick(mine.set_it, Qt.MouseButton.LeftButton)
    assert "Type your password first." in mine.answer.accessibleName()
    qtbot.keyClicks(mine.password.line, "not the one at all")
    qtbot.mouseClick(mine.set_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(mine.isEnabled)
    assert page.desk.ward.with_pin() == frozenset()
    mine.password.line.clear()
    qtbot.keyClicks(mine.password.line, wards.PASSWORD)
    qtbot.mouseClick(mine.set_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(mine.isEnabled)
    assert "Your PIN is set." in mine.answer.accessibleName()
    assert mine.new.first.value == mine.new.second.value == mine.password.value == "", "no secret stays in a field"
    assert "PIN set" in told(lines(page)[wards.DOCTOR])
    assert page.desk.ward.identify(page.desk.ward.person.id, pin=PIN, now=NOW)


@pytest.mark.parametrize(("first", "second", "told"), [
    ("", "", "No PIN is typed yet."),
    ("48", "", "4 to 8 digits, nothing else."),
    ("48a9", "", "4 to 8 digits, nothing else."),
    ("1234", "", "Too easy to guess."),
    ("4829", "", "Type it once more."),
    ("4829", "4820", "The two are not the same."),
    ("4829", "4829", "Both are the same."),
])  # fmt: skip
def test_the_rule_of_a_pin_is_said_while_one_types(
    qtbot: QtBot, page: SettingsPage, first: str, second: str, told: str
) -> None:
    new = page.pin.new
    qtbot.keyClicks(new.first.line, first)
    qtbot.keyClicks(new.second.line, second)
    assert told in new.said.accessibleName()
    assert new.value == (PIN if told == "Both are the same." else None)


def test_nothing_secret_of_the_person_before_stays_in_a_field(qtbot: QtBot, page: SettingsPage) -> None:
    fields = [page.pin.password, page.pin.new.first, page.password.old, page.password.new.first]
    for field in fields:
        qtbot.keyClicks(field.line, "4829482948")
    switch(page, NURSE, password=SECRET)
    assert [field.value for field in fields] == ["", "", "", ""]
