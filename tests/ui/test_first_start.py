"""The first start: a ward in two minutes by keyboard alone, and nothing on the disk before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from hlh_desktop.ui import printing
from hlh_desktop.ui.pages.first_start import FirstStartPage
from hlh_desktop.ui.pages.unlock import UnlockPage
from hlh_desktop.ui.widgets.pdf_pages import PdfPages
from hlh_desktop.ward import entering
from tests.ui import shell
from tests.ward import wards

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway

KEY = Qt.Key
SECRET = "four words for us"
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Doorway:
    return shell.doorway(qtbot, tmp_path / "home")


@pytest.fixture
def page(door: Doorway, tmp_path: Path) -> FirstStartPage:
    found = door.window.page
    assert isinstance(found, FirstStartPage)
    found.folder.folder.line.selectAll()
    found.folder.zone.choose("Europe/Paris")
    return found


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What goes to the printer."""
    pages: list[bytes] = []
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, title, parent: not pages.append(pdf))
    return pages


def text_of(pdf: bytes) -> str:
    with PdfPages(pdf) as pages:
        return "".join(pages.words(number) for number in range(len(pages)))


def on_to_the_sheet(qtbot: QtBot, door: Doorway, page: FirstStartPage, folder: Path) -> None:
    """The first three steps, by keyboard."""
    shell.press(qtbot, door.window, str(folder), KEY.Key_Return)
    shell.press(qtbot, door.window, "Ward 4B", KEY.Key_Return)
    shell.press(qtbot, door.window, "Dr A. Example", KEY.Key_Return, SECRET, KEY.Key_Return, SECRET, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.part is page.sheet)


def tab_to(qtbot: QtBot, door: Doorway, wanted: object) -> None:
    """Tab until the cursor stands in a widget; it must be reached."""
    for _ in range(40):
        if QApplication.focusWidget() is wanted:
            return
        shell.press(qtbot, door.window, KEY.Key_Tab)
    pytest.fail(f"{wanted} is not reached by Tab")


def test_a_ward_is_made_by_keyboard_alone(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path, printed: list[bytes]
) -> None:
    folder = tmp_path / "new" / "ward"
    on_to_the_sheet(qtbot, door, page, folder)
    sheet = page.sheet
    assert QApplication.focusWidget() is sheet.ui.print
    shell.press(qtbot, door.window, KEY.Key_Space)
    paper = text_of(printed[0])
    for group in sheet.groups:
        assert group.group.letters in paper.replace(" ", ""), "it can be read from the paper"
        assert QApplication.focusWidget() is group.line
        shell.press(qtbot, door.window, group.group.letters.lower(), KEY.Key_Tab)
    for box in (sheet.ui.safe, sheet.ui.outside):
        tab_to(qtbot, door, box)
        shell.press(qtbot, door.window, KEY.Key_Space)
    assert not folder.exists()
    tab_to(qtbot, door, page.ui.next)
    assert page.ui.next.text() == "Make Ward 4B"
    shell.press(qtbot, door.window, KEY.Key_Space)
    qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(qtbot, door)
    assert door.memory.now.ward == folder
    face = entering.face(folder)
    assert (face.name, face.zone, [one.name for one in face.people]) == ("Ward 4B", "Europe/Paris", ["Dr A. Example"])


def test_the_first_person_is_physician_unless_they_say_otherwise(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    finish(qtbot, door, page)
    assert door.window.desk is not None
    assert [one.roles for one in door.window.desk.ward.staff()] == [("physician", "administrator")]


def test_a_nurse_who_makes_a_ward_administers_it_and_signs_nothing(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    """The profession may be set right after the sheet was printed: the sheet stays the same."""
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    rows = page._prepared[1].recovery.rows  # type: ignore[index]
    page.back()
    page.person.profession.button("nurse").click()
    page.next()
    assert page._prepared[1].recovery.rows == rows  # type: ignore[index]
    finish(qtbot, door, page)
    assert door.window.desk is not None
    ward = door.window.desk.ward
    assert [one.roles for one in ward.staff()] == [("nurse", "administrator")]
    assert (ward.may("people"), ward.may("give"), ward.may("sign")) == (True, True, False)


def test_the_password_opens_the_ward_afterwards(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    finish(qtbot, door, page)
    door.window.ui.lock.click()
    shell.sign_in(qtbot, door, SECRET)


def finish(qtbot: QtBot, door: Doorway, page: FirstStartPage) -> None:
    for group in page.sheet.groups:
        qtbot.keyClicks(group.line, group.group.letters)
    page.sheet.ui.safe.setChecked(True)
    page.sheet.ui.outside.setChecked(True)
    qtbot.mouseClick(page.ui.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(qtbot, door)


def test_the_two_groups_are_hidden_on_the_screen(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    shown = shell.words(page.sheet)
    rows = page.sheet._preparation.recovery.rows  # type: ignore[union-attr]
    hidden = [group.group.letters for group in page.sheet.groups]
    assert len(hidden) == len(set(hidden)) == 2
    for row in rows:
        for group in row.split("-")[:3]:
            assert (group in shown) is (group not in hidden)


def test_a_group_that_is_not_on_the_paper_is_told_while_one_types(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    group = page.sheet.groups[0]
    letters = group.group.letters
    qtbot.keyClicks(group.line, letters[:3])
    assert "Not what is printed there" not in shell.words(group)
    qtbot.keyClicks(group.line, "B" if letters[3] != "B" else "C")
    assert "Not what is printed there" in shell.words(group)
    qtbot.keyClick(group.line, KEY.Key_Backspace)
    qtbot.keyClicks(group.line, letters[3])
    assert "Right" in shell.words(group)


@pytest.mark.parametrize("left_out", ["group", "safe", "outside"])
def test_no_ward_is_made_before_the_sheet_was_read_and_put_away(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path, left_out: str
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    for group in page.sheet.groups[: 1 if left_out == "group" else 2]:
        qtbot.keyClicks(group.line, group.group.letters)
    page.sheet.ui.safe.setChecked(left_out != "safe")
    page.sheet.ui.outside.setChecked(left_out != "outside")
    assert not page.ui.next.isEnabled()
    page.next()
    assert not (tmp_path / "ward").exists()


def test_going_back_keeps_what_was_typed_and_the_printed_sheet(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    before = page.sheet._preparation
    page.back()
    page.back()
    assert page.ward.ward.value == "Ward 4B"
    page.next()
    page.next()
    assert page.part is page.sheet
    assert page.sheet._preparation is before


def test_another_name_makes_another_sheet(qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    before = page.sheet._preparation
    page.back()
    page.back()
    page.ward.ward.line.setText("Ward 5")
    page.next()
    page.next()
    qtbot.waitUntil(lambda: page.part is page.sheet)
    assert page.sheet._preparation is not before
    assert page.sheet.missing(), "it has to be typed back again"


def test_stopping_leaves_nothing(qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    qtbot.mouseClick(page.ui.stop, Qt.MouseButton.LeftButton)
    assert not door.window.isVisible()
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == []


@pytest.mark.parametrize("typed", ["", "relative/folder"])
def test_a_folder_must_be_named_in_full(qtbot: QtBot, page: FirstStartPage, typed: str) -> None:
    page.folder.folder.line.setText(typed)
    page.next()
    assert page.part is page.folder
    assert "Name the folder in full" in shell.words(page)


def test_a_folder_with_other_files_is_refused_at_once(page: FirstStartPage, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    page.folder.folder.line.setText(str(tmp_path / "full"))
    page.next()
    assert page.part is page.folder
    assert "other files in this folder" in shell.words(page)


def test_a_folder_with_a_ward_is_refused_and_can_be_opened(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wards.new_ward(tmp_path / "there").lock(wards.NOW)
    page.folder.folder.line.setText(str(tmp_path / "there"))
    page.next()
    assert "There is a ward in this folder already" in shell.words(page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "there"))
    qtbot.mouseClick(page.ui.existing, Qt.MouseButton.LeftButton)
    assert isinstance(door.window.page, UnlockPage)
    shell.sign_in(qtbot, door)


def test_a_folder_without_a_ward_is_told(page: FirstStartPage, tmp_path: Path) -> None:
    page.open_existing(tmp_path)
    assert page.answer.isVisibleTo(page)
    assert "folder of a ward" in shell.words(page)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", "No password is typed yet."),
        ("short", "", "5 more characters."),
        ("demo-ward-only", "", "another password"),
        (SECRET, "", "Type it once more."),
        (SECRET, "four words for uS", "The two are not the same."),
        (SECRET, SECRET, "Both are the same."),
    ],
)
def test_the_rule_of_a_password_is_said_while_one_types(
    page: FirstStartPage, first: str, second: str, told: str, qtbot: QtBot
) -> None:
    password = page.person.password
    qtbot.keyClicks(password.first.line, first)
    qtbot.keyClicks(password.second.line, second)
    assert told in shell.words(password)
    assert (password.value is None) is (told != "Both are the same.")


def test_the_name_of_the_ward_is_no_password(page: FirstStartPage, qtbot: QtBot) -> None:
    page.ward.ward.line.setText("Ward of Haematology")
    qtbot.keyClicks(page.person.password.first.line, "ward of haematology")
    qtbot.keyClicks(page.person.password.second.line, "ward of haematology")
    assert page.person.password.value is None


def test_a_training_ward_needs_no_safe_and_has_its_stripes(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    page.ward.training.setChecked(True)
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    assert page.ui.next.isEnabled()
    qtbot.mouseClick(page.ui.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(qtbot, door)
    assert entering.face(tmp_path / "ward").training
    assert door.window.training.isVisible()


def test_the_sheet_can_be_saved_as_pdf(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    monkeypatch.setattr(printing, "ask_file", lambda *_: tmp_path / "sheet.pdf")
    qtbot.mouseClick(page.sheet.ui.save, Qt.MouseButton.LeftButton)
    assert "Recovery sheet" in text_of((tmp_path / "sheet.pdf").read_bytes())
    assert "Saved 10:20" in shell.words(page.sheet)


def test_trouble_of_making_is_told_and_nothing_is_lost(
    qtbot: QtBot, door: Doorway, page: FirstStartPage, tmp_path: Path
) -> None:
    on_to_the_sheet(qtbot, door, page, tmp_path / "ward")
    (tmp_path / "ward").mkdir()
    (tmp_path / "ward" / "meanwhile.txt").touch()
    for group in page.sheet.groups:
        qtbot.keyClicks(group.line, group.group.letters)
    page.sheet.ui.safe.setChecked(True)
    page.sheet.ui.outside.setChecked(True)
    page.next()
    qtbot.waitUntil(page.answer.isVisible)
    assert "there are other files in this one" in shell.words(page.answer)
    assert page.ui.next.isEnabled()


def test_no_network_is_used_is_said(door: Doorway) -> None:
    assert "No network is used." in shell.words(door.window.status)
