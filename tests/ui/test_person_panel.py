"""One person after another: F6, who it is, the PIN, Enter. The page stays; what was typed is kept as the first's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.open_store import Store
from hlh_desktop.ui.navigation import Place
from hlh_desktop.ui.person_button import show_person
from hlh_desktop.ui.wizard.review_step import ReviewStep
from tests.builders import case_data
from tests.ui import shell
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.wizard.entry import Entry

NURSE, SECRET, PIN = "Nurse B. Bell", "a lantern in the fog", "4829"
WHOLE = {"mrn": "TV04", "family_name": "Example", "given_name": "Four"}


@pytest.fixture
def draft(tmp_path: Path) -> UUID:
    """A ward with a nurse who has a PIN, a pharmacist who has none, one without a role, and a draft."""
    ward = wards.new_ward(tmp_path / "ward")
    nurse = ward.add_person(NURSE, SECRET, wards.NOW, cost=wards.CHEAP, roles=("nurse",))
    ward.add_person("Pharmacist P", SECRET, wards.NOW, cost=wards.CHEAP, roles=("pharmacist",))
    ward.add_person("Old Hand", SECRET, wards.NOW, cost=wards.CHEAP, roles=())
    ward.act_as(nurse).set_pin(SECRET, PIN, wards.NOW, wards.CHEAP)
    kept = wards.kept(ward, case_data(patient=WHOLE)).id
    ward.lock(wards.NOW)
    return kept


@pytest.fixture
def door(qtbot: QtBot, theme: Theme, tmp_path: Path, draft: UUID) -> Iterator[Doorway]:
    found = shell.doorway(qtbot, tmp_path / "home", tmp_path / "ward")
    choose(found, wards.DOCTOR)
    shell.sign_in(qtbot, found)
    yield found
    found.window.close()


def choose(door: Doorway, name: str) -> None:
    """Somebody is chosen on the unlock page."""
    pick = door.window.page.person  # type: ignore[union-attr]
    pick.choose(pick.box.itemData(pick.box.findText(name)))
    door.window.page.password.setFocus()  # type: ignore[union-attr]


def desk(door: Doorway) -> Desk:
    assert door.window.desk is not None
    return door.window.desk


def name(door: Doorway) -> str:
    return desk(door).ward.person.name


def go_on(qtbot: QtBot, door: Doorway, secret: str = PIN) -> None:
    """F6 and the PIN, and waiting for what comes of it. The nurse is the first of the list."""
    shell.press(qtbot, door.window, Qt.Key.Key_F6, secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not door.window.successor._busy)


def test_three_keys_and_a_pin_change_who_works_here(qtbot: QtBot, door: Doorway) -> None:
    go_on(qtbot, door)
    assert name(door) == NURSE
    assert NURSE in shell.words(door.window.ui.top)
    assert not door.window.successor.isVisible()
    assert wards.kinds(desk(door).ward)[-1] == "person_switched"


def test_the_list_holds_who_may_go_on_with_their_roles(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F6)
    shown = door.window.successor.list
    assert [shown.item(place).text() for place in range(shown.count())] == [
        f"{NURSE}\nnurse", "Pharmacist P\npharmacist",
    ]  # fmt: skip
    assert QApplication.focusWidget() is shown


def test_the_page_and_its_banner_stay(qtbot: QtBot, door: Doorway, draft: UUID) -> None:
    door.window.go(Place("draft", draft))
    page = door.window.page
    go_on(qtbot, door)
    assert door.window.page is page
    assert door.window.place == Place("draft", draft)
    assert "EXAMPLE, Four" in shell.words(door.window.banner)
    assert "EXAMPLE, Four" in door.window.windowTitle()


def test_what_was_typed_before_is_kept_in_the_name_of_who_typed_it(qtbot: QtBot, door: Doorway, draft: UUID) -> None:
    door.window.go(Place("draft", draft))
    entry = cast("Entry", door.window.page.entry)  # type: ignore[union-attr]
    entry.write("patient.given_name", "Fourth", typing=True)
    assert not entry.kept, "it is still being typed"
    go_on(qtbot, door)
    (kept,) = desk(door).ward.store.drafts()
    assert (kept.author.name, kept.body["case"]["patient"]["given_name"]) == (wards.DOCTOR, "Fourth")
    entry.write("patient.given_name", "Fifth")
    (kept,) = desk(door).ward.store.drafts()
    assert (kept.author.name, kept.body["case"]["patient"]["given_name"]) == (NURSE, "Fifth")


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without room for a draft."""

    def refuse(*_: object, **__: object) -> None:
        raise Trouble("disk_full")

    monkeypatch.setattr(Store, "keep_draft", refuse)


def test_nobody_goes_on_while_what_was_typed_cannot_be_kept(
    qtbot: QtBot, door: Doorway, draft: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.window.go(Place("draft", draft))
    entry = cast("Entry", door.window.page.entry)  # type: ignore[union-attr]
    entry.write("patient.given_name", "Fourth", typing=True)
    full(monkeypatch)
    go_on(qtbot, door)
    assert name(door) == wards.DOCTOR
    assert "Nobody else can go on before it is." in door.window.successor.answer.accessibleName()
    assert "person_switched" not in wards.kinds(desk(door).ward)
    monkeypatch.undo()
    shell.press(qtbot, door.window, PIN, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(door) == NURSE)
    assert desk(door).ward.store.drafts()[0].author.name == wards.DOCTOR


def test_no_pin_is_tried_before_what_was_typed_is_kept(
    qtbot: QtBot, door: Doorway, draft: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.window.go(Place("draft", draft))
    entry = cast("Entry", door.window.page.entry)  # type: ignore[union-attr]
    entry.write("patient.given_name", "Fourth", typing=True)
    with monkeypatch.context() as disk:
        full(disk)
        go_on(qtbot, door, "7310")
    assert "pin_failed" not in wards.kinds(desk(door).ward)


def test_what_is_typed_while_the_pin_is_looked_at_is_still_of_the_person_before(
    qtbot: QtBot, door: Doorway, draft: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.window.go(Place("draft", draft))
    entry = cast("Entry", door.window.page.entry)  # type: ignore[union-attr]
    shell.press(qtbot, door.window, Qt.Key.Key_F6, PIN, Qt.Key.Key_Return)
    assert door.window.successor._busy
    entry.write("patient.given_name", "Fourth", typing=True)
    with monkeypatch.context() as disk:
        full(disk)
        qtbot.waitUntil(lambda: not door.window.successor._busy)
    assert name(door) == wards.DOCTOR
    assert "person_switched" not in wards.kinds(desk(door).ward)
    shell.press(qtbot, door.window, PIN, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(door) == NURSE)
    assert desk(door).ward.store.drafts()[0].author.name == wards.DOCTOR


@pytest.fixture
def held(qtbot: QtBot, door: Doorway, draft: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nurse went on, typed, and the ward was locked on a full disk."""
    door.window.go(Place("draft", draft))
    go_on(qtbot, door)
    entry = cast("Entry", door.window.page.entry)  # type: ignore[union-attr]
    with monkeypatch.context() as disk:
        full(disk)
        entry.write("patient.given_name", "Fifth", typing=True)
        door.lock()


def typed(door: Doorway) -> str:
    return cast("Entry", door.window.page.entry).words("patient.given_name")  # type: ignore[union-attr]


@pytest.mark.usefixtures("held")
def test_an_entry_that_the_lock_could_not_keep_comes_back_to_who_typed_it(qtbot: QtBot, door: Doorway) -> None:
    shell.sign_in(qtbot, door, SECRET)
    assert typed(door) == "Fifth"
    (kept,) = desk(door).ward.store.drafts()
    assert (kept.author.name, kept.body["case"]["patient"]["given_name"]) == (NURSE, "Fifth")


@pytest.mark.usefixtures("held")
def test_it_comes_back_to_nobody_else_not_even_to_who_unlocked_the_ward(
    qtbot: QtBot, door: Doorway, draft: UUID
) -> None:
    choose(door, wards.DOCTOR)
    shell.sign_in(qtbot, door)
    door.window.go(Place("draft", draft))
    assert typed(door) == "Four"
    assert desk(door).ward.store.drafts()[0].body["case"]["patient"]["given_name"] == "Four"


def test_who_may_not_sign_is_told_at_once_and_no_password_stays(qtbot: QtBot, door: Doorway, draft: UUID) -> None:
    door.window.go(Place("draft", draft))
    door.window.page.go_to(7)  # type: ignore[union-attr]
    step = door.window.page.findChild(ReviewStep)  # type: ignore[union-attr]
    assert step is not None
    assert "may not sign" not in step.panel.why.accessibleName()
    step.panel.password.line.setText("half a password")
    go_on(qtbot, door)
    assert f"{NURSE} may not sign a plan here. Who may: physician." in step.panel.why.accessibleName()
    assert step.panel.password.value == ""


def test_the_locked_page_offers_who_worked_here_last(qtbot: QtBot, door: Doorway, draft: UUID) -> None:
    door.window.go(Place("draft", draft))
    go_on(qtbot, door)
    door.window.ui.lock.click()
    assert door.window.page.person.box.currentText() == NURSE  # type: ignore[union-attr]
    assert not door.window.ui.top.isVisible()
    shell.sign_in(qtbot, door, SECRET)
    assert name(door) == NURSE
    assert door.window.place == Place("draft", draft)


def test_a_wrong_pin_is_said_calmly_and_another_can_be_typed(qtbot: QtBot, door: Doorway) -> None:
    go_on(qtbot, door, "7310")
    panel = door.window.successor
    assert "after 4 more wrong ones only the password counts" in panel.answer.accessibleName()
    assert (name(door), panel.secret.value, panel.isVisible()) == (wards.DOCTOR, "", True)
    assert QApplication.focusWidget() is panel.secret.line
    shell.press(qtbot, door.window, PIN, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(door) == NURSE)


def test_the_password_does_instead_of_the_pin(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F6, Qt.Key.Key_Down)
    assert door.window.successor.secret.label.text() == "Password (no PIN is set)"
    shell.press(qtbot, door.window, Qt.Key.Key_Return, SECRET, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(door) == "Pharmacist P")
    assert desk(door).ward.proof == "password"


def test_somebody_elses_password_is_refused(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F6, Qt.Key.Key_Return, wards.PASSWORD, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not door.window.successor._busy)
    assert "not the password of this person" in door.window.successor.answer.accessibleName()
    assert name(door) == wards.DOCTOR


def test_nothing_typed_is_told(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F6, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "Type the PIN or the password first." in door.window.successor.answer.accessibleName()


@pytest.mark.parametrize("way", ["esc", "f6", "cancel", "elsewhere"])
def test_the_panel_closes_without_a_change_and_forgets_what_was_typed(qtbot: QtBot, door: Doorway, way: str) -> None:
    panel = door.window.successor
    before = QApplication.focusWidget()
    shell.press(qtbot, door.window, Qt.Key.Key_F6, "48")
    assert panel.secret.value == "48"
    if way == "esc":
        shell.press(qtbot, door.window, Qt.Key.Key_Escape)
    elif way == "f6":
        shell.press(qtbot, door.window, Qt.Key.Key_F6)
    elif way == "cancel":
        qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    else:
        door.window.ui.lock.setFocus()
    assert not panel.isVisible()
    assert panel.secret.value == ""
    assert not door.window.ui.person.isChecked()
    assert QApplication.focusWidget() is (door.window.ui.lock if way == "elsewhere" else before)
    assert name(door) == wards.DOCTOR


def test_the_lock_closes_the_panel_and_names_nobody(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F6)
    door.lock()
    assert not door.window.successor.isVisible()
    assert door.window.successor.list.count() == 0


def test_tab_goes_round_within_the_panel(qtbot: QtBot, door: Doorway) -> None:
    panel = door.window.successor
    shell.press(qtbot, door.window, Qt.Key.Key_F6)
    stops = []
    for _ in range(6):
        stops.append(QApplication.focusWidget())
        shell.press(qtbot, door.window, Qt.Key.Key_Tab)
    assert stops == [panel.list, panel.secret.line, panel.secret.show_it, panel.cancel, panel.go_on, panel.list]


def test_who_is_alone_in_the_ward_is_told_what_to_do(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    wards.new_ward(tmp_path / "alone").lock(wards.NOW)
    door = shell.doorway(qtbot, tmp_path / "home", tmp_path / "alone")
    shell.sign_in(qtbot, door)
    shell.press(qtbot, door.window, Qt.Key.Key_F6)
    assert "Roles are given in Settings, People." in shell.words(door.window.successor)
    assert QApplication.focusWidget() is door.window.successor.cancel
    door.window.close()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_of_the_panel_can_be_told_and_hit(
    qtbot: QtBot, door: Doorway, theme: Theme, scale: float
) -> None:
    theme.choose("light", scale)
    shell.press(qtbot, door.window, Qt.Key.Key_F6)
    panel = door.window.successor
    QApplication.processEvents()
    for one in (panel.list, panel.secret.line, panel.secret.show_it, panel.cancel, panel.go_on, door.window.ui.person):
        interface = QAccessible.queryAccessibleInterface(cast("QWidget", one))
        assert interface.text(QAccessible.Text.Name), one
        if isinstance(one, QAbstractButton | QLineEdit):
            assert one.height() >= 32, one
    first = panel.list.visualItemRect(panel.list.item(0))
    assert first.height() >= 44
    assert panel.parentWidget().rect().contains(panel.geometry()), "all of it lies inside the window"


def test_a_long_name_goes_on_in_a_second_line_of_the_button(qtbot: QtBot, door: Doorway) -> None:
    button = door.window.ui.person
    show_person(button, "Dr Anneliese Hofmann-Sørensen & Co")
    assert button.text() == "Dr Anneliese\nHofmann-Sørensen && Co"
    assert button.accessibleName() == "Dr Anneliese Hofmann-Sørensen & Co, change of person"
    widest = max(button.fontMetrics().horizontalAdvance(line) for line in button.text().split("\n"))
    assert button.minimumWidth() > widest
