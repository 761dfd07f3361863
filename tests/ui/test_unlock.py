"""The locked ward: who may come in, what a wrong password does, what comes back after the lock."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from hlh_desktop import app
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.ui.navigation import SETTINGS, WARD, Place
from hlh_desktop.ui.pages.first_start import FirstStartPage
from hlh_desktop.ui.pages.recovery import RecoveryPage
from hlh_desktop.ui.pages.unlock import WAITS, UnlockPage
from hlh_desktop.ui.settings import Memory
from hlh_desktop.ward import entering
from hlh_desktop.ward.open_ward import OpenWard
from tests.builders import case_data, knowledge
from tests.ui import shell
from tests.ward import wards

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.ui.doorway import Doorway

NEW = "horse staple battery correct"
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def clock() -> shell.Clock:
    return shell.Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ward = wards.new_ward(tmp_path / "ward")
    wards.kept(ward, case_data(patient={"mrn": "SECRET-77", "family_name": "Hidden", "given_name": "Child"}))
    ward.lock(wards.NOW)
    return tmp_path / "ward"


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path, folder: Path, clock: shell.Clock) -> Doorway:
    return shell.doorway(qtbot, tmp_path / "home", folder, clock=clock)


def page(door: Doorway) -> UnlockPage:
    found = door.window.page
    assert isinstance(found, UnlockPage)
    return found


def test_the_locked_page_names_no_child(door: Doorway) -> None:
    shown = shell.words(door.window) + door.window.windowTitle()
    assert "Ward 4B" in shown
    assert "10:20" in shown
    assert "Sunday 22 Nov 2026" in shown
    assert "21 of 21 right" in shown
    for secret in ("SECRET-77", "HIDDEN", "Hidden", "Child,"):
        assert secret not in shown
    assert not door.window.ui.top.isVisible()


def test_nothing_is_said_of_the_approval_before_the_record_can_be_read(qtbot: QtBot, door: Doorway) -> None:
    shown = shell.words(door.window)
    edition = knowledge().edition
    assert f"{edition}; whether it is approved here shows after unlocking" in shown
    assert "Whether its protocol data are approved shows in the unlocked ward" in shown
    assert "draft" not in shown.lower()
    shell.sign_in(qtbot, door)
    notice = door.window.status.ui.notice
    qtbot.waitUntil(lambda: notice.text().startswith("Decision support, not certified. Protocol data are drafts"))
    door.window.ui.lock.click()
    qtbot.waitUntil(lambda: "shows in the unlocked ward" in notice.text())
    assert "drafts" not in notice.text()


def test_the_only_person_is_chosen_and_the_cursor_stands_in_the_password(door: Doorway) -> None:
    assert page(door).person.box.currentText() == "Dr A. Example"
    assert QApplication.focusWidget() is page(door).password.line


def test_the_right_password_opens_the_ward_list(qtbot: QtBot, door: Doorway) -> None:
    shell.sign_in(qtbot, door)
    assert door.window.place == WARD
    assert door.window.desk is not None
    assert door.window.desk.ward.person.name == "Dr A. Example"


def test_the_password_is_hidden_until_somebody_asks(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, "abc")
    field = page(door).password
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(field.show_it, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field.show_it.text() == "Hide"


def test_a_wrong_password_is_said_calmly_and_has_to_wait(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, "not the one", Qt.Key.Key_Return)
    qtbot.waitUntil(page(door).answer.isVisible)
    assert "That is not the password of this person. Try again in 1 s." in shell.words(page(door))
    assert not page(door).ui.unlock.isEnabled()
    assert page(door).password.value == ""
    assert door.window.desk is None


def test_the_wait_grows_with_each_wrong_password_and_ends(qtbot: QtBot, door: Doorway) -> None:
    found = page(door)
    found._timer.stop()
    waits = []
    for _ in range(len(WAITS) + 1):
        found.password.line.setText("wrong one")
        found.try_it()
        qtbot.waitUntil(lambda: found._wait > 0)
        found._timer.stop()
        waits.append(found._wait)
        found.password.line.setText(wards.PASSWORD)
        found.try_it()
        assert not found._busy, "nothing is tried while one waits"
        for _ in range(found._wait):
            found._tick()
        assert found.ui.unlock.isEnabled()
    assert waits == [*WAITS, WAITS[-1]]
    assert sorted(waits) == waits


def test_after_the_wait_the_right_password_opens(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, "not the one", Qt.Key.Key_Return)
    qtbot.waitUntil(page(door).answer.isVisible)
    qtbot.waitUntil(page(door).ui.unlock.isEnabled)
    shell.sign_in(qtbot, door)
    assert door.window.place == WARD


def test_a_failed_sign_in_stands_in_the_history(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, "not the one", Qt.Key.Key_Return)
    qtbot.waitUntil(page(door).ui.unlock.isEnabled)
    shell.sign_in(qtbot, door)
    assert door.window.desk is not None
    assert "sign_in_failed" in wards.kinds(door.window.desk.ward)


def test_nobody_is_let_in_without_saying_who(qtbot: QtBot, door: Doorway) -> None:
    page(door).person.choose(None)
    shell.press(qtbot, door.window, wards.PASSWORD, Qt.Key.Key_Return)
    assert "Choose who you are." in shell.words(page(door))
    assert door.window.desk is None


def test_a_password_typed_before_the_knowledge_is_read_opens_once_it_is(
    qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    may = Event()

    def load() -> object:
        may.wait(20)
        return wards.known()

    door = app.compose(
        QApplication.instance(), Memory(tmp_path / "home"), shell.Clock(), load=load, examples=lambda _: shell.ALL_RIGHT
    )
    qtbot.addWidget(door.window)
    door.begin(folder)
    door.window.show()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    shell.press(qtbot, door.window, wards.PASSWORD, Qt.Key.Key_Return)
    assert door.window.desk is None
    may.set()
    qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(qtbot, door)


def test_knowledge_that_cannot_be_read_is_named_and_opens_nothing(qtbot: QtBot, tmp_path: Path, folder: Path) -> None:
    def load() -> object:
        raise KnowledgeError("alerts.toml", "alerts.x", "expected a level")

    door = shell.doorway(qtbot, tmp_path / "home", folder, load=load)
    shown = shell.words(door.window)
    assert "alerts.toml: alerts.x: expected a level" in shown
    assert not page(door).ui.unlock.isEnabled()
    assert door.readiness.trusted is False


# --- the lock


def test_ctrl_l_locks_and_closes_the_record(qtbot: QtBot, door: Doorway, folder: Path) -> None:
    shell.sign_in(qtbot, door)
    qtbot.keyClick(door.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert door.window.desk is None
    assert "locked 10:20" in shell.words(page(door))
    assert QApplication.focusWidget() is page(door).password.line
    assert wards.kinds(wards.enter(folder))[-2:] == ["locked", "signed_in"]


def test_nothing_of_a_child_stays_on_the_screen_after_the_lock(qtbot: QtBot, door: Doorway) -> None:
    shell.sign_in(qtbot, door)
    assert door.window.desk is not None
    draft = door.window.desk.ward.drafts()[0].id
    door.window.go(Place("draft", draft))
    assert "SECRET-77" in shell.words(door.window)
    door.window.ui.lock.click()
    assert "SECRET-77" not in shell.words(door.window) + door.window.windowTitle()
    assert "The open entry is kept." in shell.words(door.window)


def test_the_same_person_finds_the_page_they_were_on(qtbot: QtBot, door: Doorway) -> None:
    shell.sign_in(qtbot, door)
    door.window.go(SETTINGS)
    door.window.ui.lock.click()
    shell.sign_in(qtbot, door)
    assert door.window.place == SETTINGS


def test_another_person_finds_the_ward_list(qtbot: QtBot, door: Doorway) -> None:
    shell.sign_in(qtbot, door)
    assert door.window.desk is not None
    wards.add_other(door.window.desk.ward)
    door.window.go(SETTINGS)
    door.window.ui.lock.click()
    other = next(person.id for person in page(door)._face.people if person.name == wards.OTHER)
    page(door).person.choose(other)
    shell.sign_in(qtbot, door, wards.OTHER_PASSWORD)
    assert door.window.place == WARD


def test_what_a_full_disk_could_not_keep_comes_back_after_the_lock(
    qtbot: QtBot, door: Doorway, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.sign_in(qtbot, door)
    draft = door.window.desk.ward.drafts()[0].id  # type: ignore[union-attr]
    door.window.go(Place("draft", draft))
    with monkeypatch.context() as full:
        full.setattr(OpenWard, "keep_draft", lambda *_: (_ for _ in ()).throw(Trouble("disk_full")))
        door.window.page.entry.write("patient.given_name", "Typed on a full disk")  # type: ignore[union-attr]
        door.window.ui.lock.click()
        assert isinstance(door.window.page, UnlockPage), "a full disk is no reason to leave a child on the screen"
        assert "Hidden" not in shell.words(door.window)
    shell.sign_in(qtbot, door)
    assert door.window.place == Place("draft", draft)
    assert door.window.page.entry.words("patient.given_name") == "Typed on a full disk"  # type: ignore[union-attr]
    kept = door.window.desk.ward.draft(draft).draft.case  # type: ignore[union-attr]
    assert kept["patient"]["given_name"] == "Typed on a full disk"


def test_a_ward_that_nobody_uses_is_locked(qtbot: QtBot, door: Doorway, clock: shell.Clock) -> None:
    shell.sign_in(qtbot, door)
    clock.forward(minutes=4, seconds=59)
    door.idle.look()
    assert door.window.desk is not None
    clock.forward(seconds=1)
    door.idle.look()
    assert door.window.desk is None
    assert "locked 10:25 after 5 min without use" in shell.words(door.window)


def test_a_key_begins_the_minutes_anew(qtbot: QtBot, door: Doorway, clock: shell.Clock) -> None:
    shell.sign_in(qtbot, door)
    clock.forward(minutes=4)
    shell.press(qtbot, door.window, Qt.Key.Key_Shift)
    clock.forward(minutes=4)
    door.idle.look()
    assert door.window.desk is not None


def test_after_a_night_with_a_closed_lid_the_first_key_finds_it_locked(
    qtbot: QtBot, door: Doorway, clock: shell.Clock
) -> None:
    shell.sign_in(qtbot, door)
    clock.forward(hours=9)
    shell.press(qtbot, door.window, Qt.Key.Key_Shift)
    assert door.window.desk is None


def test_a_clock_set_back_does_not_keep_the_ward_open_for_long(qtbot: QtBot, door: Doorway, clock: shell.Clock) -> None:
    shell.sign_in(qtbot, door)
    clock.forward(hours=-3)
    door.idle.look()
    clock.forward(minutes=5)
    door.idle.look()
    assert door.window.desk is None


def test_the_minutes_can_be_set(qtbot: QtBot, door: Doorway, clock: shell.Clock) -> None:
    shell.sign_in(qtbot, door)
    door.memory.change(idle=2)
    clock.forward(minutes=2)
    door.idle.look()
    assert door.window.desk is None


def test_closing_the_window_locks_the_ward(qtbot: QtBot, door: Doorway, folder: Path) -> None:
    shell.sign_in(qtbot, door)
    assert door.window.close()
    assert wards.kinds(wards.enter(folder))[-2] == "locked"


# --- the recovery sheet


@pytest.fixture
def sheet(tmp_path: Path) -> Preparation:
    prepared = entering.prepare(
        name="Ward 5", zone="Europe/Paris", person_name=wards.DOCTOR, password=wards.PASSWORD, workstation="W",
        now=wards.NOW, cost=wards.CHEAP,
    )  # fmt: skip
    entering.make(tmp_path / "five", prepared, wards.known(), wards.NOW).lock(wards.NOW)
    return prepared


def at_recovery(qtbot: QtBot, door: Doorway, folder: Path) -> RecoveryPage:
    door.show_unlock(folder)
    qtbot.mouseClick(page(door).ui.forgotten, Qt.MouseButton.LeftButton)
    found = door.window.page
    assert isinstance(found, RecoveryPage)
    return found


def test_a_recovery_page_that_was_left_is_not_told_that_the_program_is_ready(
    qtbot: QtBot, door: Doorway, folder: Path
) -> None:
    found = at_recovery(qtbot, door, folder)
    qtbot.mouseClick(found.ui.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isValid(found))
    door.readiness.loaded.emit(door.readiness.ward)
    assert isinstance(door.window.page, UnlockPage)


def test_the_sheet_opens_the_ward_and_gives_a_new_password(
    qtbot: QtBot, door: Doorway, tmp_path: Path, sheet: Preparation
) -> None:
    found = at_recovery(qtbot, door, tmp_path / "five")
    for row, printed in zip(found.rows, sheet.recovery.rows, strict=True):
        qtbot.keyClicks(row.field.line, printed.replace("-", " ").lower())
        assert row.right
    qtbot.keyClicks(found.password.first.line, NEW)
    qtbot.keyClicks(found.password.second.line, NEW)
    qtbot.mouseClick(found.ui.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(qtbot, door)
    door.window.ui.lock.click()
    shell.sign_in(qtbot, door, NEW)


def test_a_mistyped_row_is_named_when_it_is_whole(
    qtbot: QtBot, door: Doorway, tmp_path: Path, sheet: Preparation
) -> None:
    found = at_recovery(qtbot, door, tmp_path / "five")
    printed = sheet.recovery.rows[2]
    wrong = ("B" if printed[0] != "B" else "C") + printed[1:]
    qtbot.keyClicks(found.rows[2].field.line, wrong[:-1])
    assert "Row 3 is not as printed" not in shell.words(found)
    qtbot.keyClicks(found.rows[2].field.line, wrong[-1])
    assert "Row 3 is not as printed" in shell.words(found)


def test_nothing_is_tried_before_all_rows_are_right(
    qtbot: QtBot, door: Doorway, tmp_path: Path, sheet: Preparation
) -> None:
    found = at_recovery(qtbot, door, tmp_path / "five")
    found.rows[0].field.line.setText(sheet.recovery.rows[0])
    found.try_it()
    assert found.isEnabled()
    assert QApplication.focusWidget() is found.rows[1].field.line


def test_one_can_go_back_to_the_password(qtbot: QtBot, door: Doorway, folder: Path) -> None:
    found = at_recovery(qtbot, door, folder)
    qtbot.mouseClick(found.ui.back, Qt.MouseButton.LeftButton)
    assert isinstance(door.window.page, UnlockPage)


# --- which page comes first


def test_without_a_ward_the_first_start_comes(qtbot: QtBot, tmp_path: Path) -> None:
    door = shell.doorway(qtbot, tmp_path / "home")
    assert isinstance(door.window.page, FirstStartPage)


def test_a_ward_that_is_gone_is_told_on_the_first_start(qtbot: QtBot, tmp_path: Path) -> None:
    door = shell.doorway(qtbot, tmp_path / "home", tmp_path / "gone")
    assert isinstance(door.window.page, FirstStartPage)
    assert "gone" in shell.words(door.window.page)


def test_the_ward_opened_last_is_remembered(qtbot: QtBot, tmp_path: Path, folder: Path) -> None:
    first = shell.doorway(qtbot, tmp_path / "home")
    assert isinstance(first.window.page, FirstStartPage)
    first.window.page.open_existing(folder)
    shell.sign_in(qtbot, first)
    first.window.close()
    again = shell.doorway(qtbot, tmp_path / "home")
    assert page(again)._face.folder == folder


def test_a_ward_named_for_one_time_is_not_remembered(qtbot: QtBot, door: Doorway) -> None:
    shell.sign_in(qtbot, door)
    assert door.memory.now.ward is None


def test_another_ward_can_be_chosen_and_left_again(qtbot: QtBot, door: Doorway) -> None:
    qtbot.mouseClick(page(door).ui.other, Qt.MouseButton.LeftButton)
    first = door.window.page
    assert isinstance(first, FirstStartPage)
    qtbot.mouseClick(first.ui.stop, Qt.MouseButton.LeftButton)
    assert isinstance(door.window.page, UnlockPage)
