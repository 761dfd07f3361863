"""What this computer remembers, and the settings page: each change holds at once, nothing of a child is kept."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.ui import printing, settings, trouble_box
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.settings_page import SettingsPage
from hlh_desktop.ui.settings import Memory, Remembered
from hlh_desktop.ui.trouble_box import BugBox, details, write_down
from hlh_desktop.ui.widgets.pdf_pages import PdfPages
from hlh_desktop.ward import entering
from hlh_desktop.ward.log import bedside
from tests.builders import case_data
from tests.ui import shell
from tests.ui.conftest import NOW
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

NEW = "staple horse battery"


def test_settings_come_back(tmp_path: Path) -> None:
    Memory(tmp_path).change(ward=Path("/wards/4b"), look="dark", text=150, idle=3)
    assert Memory(tmp_path).now == Remembered(Path("/wards/4b"), "dark", 150, 3)
    assert Memory(tmp_path).now.scale == 1.5


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"look": 3, "text": true, "idle": "5", "ward": 7}', '{"text": 1000, "idle": 0}']
)
def test_settings_that_make_no_sense_are_as_on_the_first_day(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE).write_text(text)
    assert Memory(tmp_path).now == Remembered()


def test_settings_that_cannot_be_written_keep_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    memory = Memory(tmp_path / "file")
    memory.change(text=125)
    assert memory.now.text == 125


def test_a_change_is_told_once(tmp_path: Path, qtbot: QtBot) -> None:
    memory = Memory(tmp_path)
    told: list[Remembered] = []
    memory.changed.connect(told.append)
    memory.change(text=125)
    memory.change(text=125)
    assert [one.text for one in told] == [125]


# --- the page


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path / "ward")
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, ward: OpenWard, tmp_path: Path) -> SettingsPage:
    made = SettingsPage(Desk(ward, lambda: NOW), Memory(tmp_path / "home"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def test_look_text_size_and_lock_hold_at_once(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    for choice, key in ((page.looks, "dark"), (page.sizes, 125), (page.idle, 2)):
        choice.button(key).click()
    assert Memory(tmp_path / "home").now == Remembered(None, "dark", 125, 2)


def test_somebody_is_added_and_can_sign_in(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    qtbot.mouseClick(page.people.open_form, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.people.person.line, "Nurse B. Other")
    page.people.boxes.boxes["nurse"].click()
    qtbot.keyClicks(page.people.password.first.line, NEW)
    qtbot.keyClicks(page.people.password.second.line, NEW)
    qtbot.mouseClick(page.people.add_person, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.people.isEnabled)
    assert "Nurse B. Other can open the ward now." in shell.words(page)
    assert page.people.password.first.value == "", "no password stays in a field"
    assert wards.enter(tmp_path / "ward", NEW, "Nurse B. Other").person.name == "Nurse B. Other"


def test_the_ward_sees_how_its_second_checks_went(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: "Checked independently" in shell.words(page))
    assert "no dose yet that asks for a second check" in shell.words(page)


def test_an_administrator_writes_a_policy_that_the_form_at_the_bedside_shows(
    page: SettingsPage, ward: OpenWard
) -> None:
    page.policies.form.choose("extravasation")
    page.policies.begin()
    card = page.policies.card
    assert card is not None
    card.edit.click()
    card.area.setPlainText("The kit hangs in the drug room.")
    card.password.line.setText(wards.PASSWORD)
    card.keep.click()
    assert bedside.form(ward, "extravasation").policy == "The kit hangs in the drug room."
    page.policies.form.choose("spill")
    page.policies.begin()
    assert page.policies.card is not card


def test_a_name_that_is_taken_is_told(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.mouseClick(page.people.open_form, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.people.person.line, wards.DOCTOR.upper())
    page.people.boxes.boxes["nurse"].click()
    qtbot.keyClicks(page.people.password.first.line, NEW)
    qtbot.keyClicks(page.people.password.second.line, NEW)
    qtbot.mouseClick(page.people.add_person, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.people.isEnabled)
    assert "in this ward already" in shell.words(page.people)
    assert len(entering.face(page.desk.ward.face.folder).people) == 1


def test_the_own_password_is_changed_with_the_one_of_now(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    mine = page.password
    qtbot.keyClicks(mine.old.line, "not the one")
    qtbot.keyClicks(mine.new.first.line, NEW)
    qtbot.keyClicks(mine.new.second.line, NEW)
    qtbot.mouseClick(mine.change_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(mine.isEnabled)
    assert "The present password is not right." in shell.words(mine)
    mine.old.line.clear()
    qtbot.keyClicks(mine.old.line, wards.PASSWORD)
    qtbot.mouseClick(mine.change_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(mine.isEnabled)
    assert "The new password holds from now on." in shell.words(mine)
    assert wards.enter(tmp_path / "ward", NEW).person.name == wards.DOCTOR


def test_the_record_is_verified_from_its_beginning(qtbot: QtBot, page: SettingsPage) -> None:
    wards.kept(page.desk.ward, case_data())
    qtbot.mouseClick(page.record.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.record.isEnabled)
    assert "Whole: " in shell.words(page.record)


def test_a_record_that_is_not_whole_is_told_in_words(page: SettingsPage) -> None:
    from hlh_desktop.record.values import Check

    page.record._verified(Check(3, 1, ("fact_altered:ward:3",), head_behind=False, chain_behind=True, seal="x"))
    shown = shell.words(page.record)
    assert "Entry 3 of chain ward was altered." in shown
    assert "entries are missing at its end" in shown
    assert page.desk.trusted is False


def test_a_new_sheet_takes_the_place_of_the_one_before(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, title, parent: not printed.append(pdf))
    sheet = page.sheet
    qtbot.mouseClick(sheet.ask, Qt.MouseButton.LeftButton)
    assert "The present sheet then opens nothing any more." in shell.words(sheet)
    assert sheet.cancel.hasFocus(), "a slip of Return changes nothing"
    qtbot.mouseClick(sheet.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.print.isVisible)
    assert entering.face(tmp_path / "ward").sheet == 2
    qtbot.mouseClick(sheet.print, Qt.MouseButton.LeftButton)
    with PdfPages(printed[0]) as pages:
        paper = pages.words(0).replace(" ", "")
    rows = re.findall(r"(?:[0-9A-Z]{4}-){3}[0-9]{2}", paper)
    assert len(rows) == 8
    code = "\n".join(rows)
    person = entering.face(tmp_path / "ward").people[0].id
    entering.enter_by_recovery(
        tmp_path / "ward", code, person_id=person, new_password=NEW, ward=wards.known(), workstation="PC", now=NOW
    ).lock(NOW)


def test_thinking_better_of_it_keeps_the_sheet(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    qtbot.mouseClick(page.sheet.ask, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.sheet.cancel, Qt.MouseButton.LeftButton)
    assert page.sheet.ask.isVisible()
    assert entering.face(tmp_path / "ward").sheet == 1


# --- faults of the program


def fault() -> Exception:
    try:
        raise ValueError("EXAMPLE, Four, TV04")
    except ValueError as error:
        return error


def test_the_log_tells_where_and_never_what_was_typed(tmp_path: Path) -> None:
    log = tmp_path / "deep" / "x.log"
    assert write_down(fault(), log)
    written = log.read_text()
    assert "ValueError" in written
    assert "test_settings.py" in written
    assert "TV04" not in written
    assert logging.getLogger(trouble_box.LOGGER).handlers == []


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path, qtbot: QtBot, theme: Theme) -> None:
    (tmp_path / "file").touch()
    log = tmp_path / "file" / "x.log"
    assert not write_down(fault(), log)
    box = BugBox(fault(), log, written=False)
    qtbot.addWidget(box)
    assert "could not be written down" in shell.words(box)


def test_the_box_shows_the_details_to_copy(tmp_path: Path, qtbot: QtBot, theme: Theme) -> None:
    error = fault()
    box = BugBox(error, tmp_path / "x.log", written=True)
    qtbot.addWidget(box)
    assert box.details.toPlainText() == details(error)
    assert "no patient data" in shell.words(box)
    assert str(tmp_path / "x.log") in shell.words(box)


def test_the_settings_file_holds_nothing_of_a_child(tmp_path: Path) -> None:
    Memory(tmp_path).change(text=125)
    assert set(json.loads((tmp_path / settings.FILE).read_text())) == {
        "ward", "look", "text", "idle", "notices", "lab_folder", "lab_seen",
    }  # fmt: skip
