"""The main window: the banner is right before any page, one page at a time, nothing typed is lost on the way."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import navigation, window, work
from hlh_desktop.ui.navigation import SETTINGS, WARD, Place
from hlh_desktop.ui.settings import Memory
from hlh_desktop.ward.golden import Examples
from hlh_desktop.ward.values import Seal
from tests.builders import case_data
from tests.ui import shell
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.theme import Theme

FOUR = {"mrn": "TV04", "family_name": "Example", "given_name": "Four"}
NINE = {"mrn": "TV09", "family_name": "Sample", "given_name": "Nine"}


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[UUID, UUID]:
    """A ward with the drafts of two children."""
    ward = wards.new_ward(tmp_path / "ward")
    kept = [wards.kept(ward, case_data(patient=patient)).id for patient in (FOUR, NINE)]
    ward.lock(wards.NOW)
    return kept[0], kept[1]


@pytest.fixture
def door(qtbot: QtBot, theme: Theme, tmp_path: Path, drafts: tuple[UUID, UUID]) -> Iterator[Doorway]:
    found = shell.doorway(qtbot, tmp_path / "home", tmp_path / "ward")
    shell.sign_in(qtbot, found)
    yield found
    found.window.close()


def test_the_ward_list_is_the_first_page_inside(door: Doorway) -> None:
    assert door.window.place == WARD
    assert door.window.windowTitle() == "Ward 4B · hlh_desktop"
    assert not door.window.banner.isVisible()
    assert door.window.ui.to_ward.isChecked()
    assert not door.window.ui.to_patient.isEnabled(), "no child was opened yet"


def test_who_is_signed_in_and_the_time_of_the_ward_stand_at_the_top(door: Doorway) -> None:
    top = shell.words(door.window.ui.top)
    for part in ("Ward 4B", "Dr A. Example", "Sun 22 Nov 2026", "10:20", "Lock"):
        assert part in top


def test_the_title_and_the_banner_name_the_child_of_a_draft(door: Doorway, drafts: tuple[UUID, UUID]) -> None:
    door.window.go(Place("draft", drafts[0]))
    assert door.window.windowTitle() == "New plan · EXAMPLE, Four · No. TV04 · Ward 4B · hlh_desktop"
    banner = shell.words(door.window.banner)
    for part in ("EXAMPLE, Four", "No. TV04", "F, 2 y 5 m", "born 22", "None known", "Draft, not signed"):
        assert part in banner.replace("\N{NO-BREAK SPACE}", " ")


def test_switching_children_changes_the_banner_before_the_page(
    door: Doorway, drafts: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    door.window.go(Place("draft", drafts[0]))
    seen: list[tuple[str, bool]] = []
    old = door.window.page
    assert old is not None
    show = door.window.banner.show_facts

    def watch(facts: object) -> None:
        show(facts)  # type: ignore[arg-type]
        seen.append((door.window.banner.who.first.text() if facts else "", old.isVisible()))

    monkeypatch.setattr(door.window.banner, "show_facts", watch)
    door.window.go(Place("draft", drafts[1]))
    assert next(name for name, _ in seen if name) == "SAMPLE, Nine"
    assert not any(page_of_the_other_child for _, page_of_the_other_child in seen)


def test_the_banner_goes_with_the_child(door: Doorway, drafts: tuple[UUID, UUID]) -> None:
    door.window.go(Place("draft", drafts[0]))
    assert door.window.banner.isVisible()
    door.window.go(SETTINGS)
    assert not door.window.banner.isVisible()
    assert "EXAMPLE" not in door.window.windowTitle()


def test_f3_leads_back_to_the_child_opened_last(qtbot: QtBot, door: Doorway, drafts: tuple[UUID, UUID]) -> None:
    door.window.go(Place("draft", drafts[1]))
    shell.press(qtbot, door.window, Qt.Key.Key_F4)
    assert door.window.place == SETTINGS
    shell.press(qtbot, door.window, Qt.Key.Key_F2)
    assert door.window.place == WARD
    shell.press(qtbot, door.window, Qt.Key.Key_F3)
    assert door.window.place == Place("draft", drafts[1])


def test_what_is_gone_is_told_and_leads_to_the_ward_list(door: Doorway) -> None:
    door.window.go(Place("draft", uuid4()))
    assert door.window.place == WARD
    assert door.window.trouble.isVisible()
    assert not door.window.banner.isVisible()


class Page(QWidget):
    """A page with an entry that can be kept or not."""

    def __init__(self) -> None:
        super().__init__()
        self.entry, self.kept, self.settled = self, True, 0

    def settle(self) -> None:
        self.settled += 1


@pytest.fixture
def page(door: Doorway, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A page of its own in the place of the wizard."""
    made = Page()
    monkeypatch.setattr(window, "make_page", lambda *_: made)
    door.window.go(Place("draft", uuid4()))
    monkeypatch.setattr(window, "make_page", navigation.make_page)
    return made


def test_an_entry_is_kept_before_its_page_is_left(door: Doorway, page: Page) -> None:
    door.window.go(WARD)
    assert page.settled == 1
    assert door.window.page is not page


def test_a_page_whose_entry_cannot_be_kept_is_not_left(door: Doorway, page: Page) -> None:
    page.kept = False
    door.window.go(WARD)
    assert door.window.page is page
    assert door.window.ui.to_patient.isChecked()
    assert not door.window.close(), "nor can the window be closed over it"
    page.kept = True


def test_trouble_is_a_calm_sentence_over_the_page(qtbot: QtBot, door: Doorway) -> None:
    assert door.window.desk is not None
    door.window.desk.troubled.emit(Trouble("disk_full"))
    panel = door.window.trouble
    assert "That did not work." in shell.words(panel)
    assert "room on the disk" in shell.words(panel)
    qtbot.mouseClick(panel.close_it, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()


def test_the_status_line_tells_of_saving_seal_and_examples(door: Doorway) -> None:
    assert door.window.desk is not None
    door.window.desk.kept.emit(wards.NOW)
    status = shell.words(door.window.status)
    for part in ("saved 06:50", "record sealed", "worked examples 21 of 21 right", "Decision support, not certified"):
        assert part in status


@pytest.mark.parametrize("examples", [Examples(20, 21), Examples(0, 0)])
def test_a_wrong_worked_example_is_told_on_every_page_and_nothing_may_be_signed(
    qtbot: QtBot, theme: Theme, tmp_path: Path, drafts: tuple[UUID, UUID], examples: Examples
) -> None:
    door = shell.doorway(qtbot, tmp_path / "home", tmp_path / "ward", examples=examples)
    shell.sign_in(qtbot, door)
    assert door.window.desk is not None
    assert door.window.desk.trusted is False
    for place in (WARD, SETTINGS):
        door.window.go(place)
        assert "no plan can be signed" in shell.words(door.window.watch.alarm)
        assert door.window.watch.alarm.isVisible()


def test_an_altered_record_is_told_and_nothing_may_be_signed(door: Doorway) -> None:
    door.window.watch.show_seal(Seal("9f3a 71c2", whole=False))
    assert door.window.desk is not None
    assert door.window.desk.trusted is False
    assert "The record was altered" in shell.words(door.window.watch.alarm)
    assert "record altered" in shell.words(door.window.status)


def test_a_clock_that_was_set_back_is_told_over_every_page_until_it_is_right_again(
    qtbot: QtBot, theme: Theme, tmp_path: Path, drafts: tuple[UUID, UUID]
) -> None:
    clock = shell.Clock()
    door = shell.doorway(qtbot, tmp_path / "home", tmp_path / "ward", clock=clock)
    shell.sign_in(qtbot, door)
    watch = door.window.watch
    clock.forward(hours=-3)
    for place in (WARD, SETTINGS):
        door.window.go(place)
        qtbot.waitUntil(watch.clock.isVisible)
        assert "clock is 3 h behind" in shell.words(watch.clock)
    clock.forward(hours=3)
    watch._timer.timeout.emit()
    qtbot.waitUntil(lambda: not watch.clock.isVisible())
    assert watch._timer.isActive(), "a clock that is set back while a page stands is noticed too"
    clock.forward(hours=-3)
    assert door.window.desk is not None
    door.window.desk.kept.emit(clock())
    qtbot.waitUntil(watch.clock.isVisible)
    door.window.close()


def test_a_look_at_the_clock_that_was_overtaken_says_nothing(
    qtbot: QtBot, door: Doorway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look of three hours behind was asked first, and answers last."""
    desk, may = door.window.desk, Event()
    assert desk is not None

    def warning(ward: object, now: datetime) -> str:
        behind = now < wards.NOW
        assert not behind or may.wait(20)
        return "clock is behind" if behind else ""

    monkeypatch.setattr("hlh_desktop.ui.watch.clock_warning", warning)
    for at in (wards.NOW - timedelta(hours=3), wards.NOW):
        monkeypatch.setattr(desk, "now", lambda at=at: at)
        desk.kept.emit(at)
    qtbot.waitUntil(lambda: len(work._UNDER_WAY) == 1, timeout=shell.PATIENCE)
    may.set()
    qtbot.waitUntil(lambda: not work._UNDER_WAY, timeout=shell.PATIENCE)
    assert not door.window.watch.clock.isVisible()


def test_signing_waits_for_examples_and_record(door: Doorway) -> None:
    desk = door.window.desk
    assert desk is not None
    assert (desk.trusted, desk.distrust) == (True, "")
    desk.trust_record(None)
    assert desk.trusted is None
    assert "Signing waits" in desk.distrust
    desk.trust_examples(False)
    assert desk.trusted is False


def test_a_training_ward_is_striped_on_every_page(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    ward = wards.new_ward(tmp_path / "practice", training=True)
    ward.lock(wards.NOW)
    door = shell.doorway(qtbot, tmp_path / "home", tmp_path / "practice")
    assert door.window.training.isVisible(), "also while it is locked"
    shell.sign_in(qtbot, door)
    for place in (WARD, SETTINGS):
        door.window.go(place)
        assert door.window.training.isVisible()
        assert "TRAINING" in shell.words(door.window.training)
        assert door.window.windowTitle().startswith("TRAINING · ")


def test_a_real_ward_has_no_stripes(door: Doorway) -> None:
    assert not door.window.training.isVisible()


class Windows(QObject):
    """Notes every window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(watched)
        return False


def test_no_page_ever_flashes_a_window_of_its_own(door: Doorway, drafts: tuple[UUID, UUID]) -> None:
    watch = Windows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    for place in (SETTINGS, Place("draft", drafts[0]), WARD):
        door.window.go(place)
    application.removeEventFilter(watch)
    assert watch.opened == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_at_the_top_is_cut(door: Doorway, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    for button in (door.window.ui.to_ward, door.window.ui.to_patient, door.window.ui.to_settings):
        button.setEnabled(True)
        button.click()
        bold = button.fontMetrics()
        assert button.width() >= bold.horizontalAdvance(button.text()) + button.iconSize().width()


def test_f1_twice_shows_every_key_and_escape_closes(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F1)
    assert door.window.shortcuts.box is None
    shell.press(qtbot, door.window, Qt.Key.Key_F1)
    box = door.window.shortcuts.box
    assert box is not None
    for key in ("F2", "Ctrl+L", "F1 F1"):
        assert key in shell.words(box)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_another_key_between_two_f1_shows_nothing(qtbot: QtBot, door: Doorway) -> None:
    shell.press(qtbot, door.window, Qt.Key.Key_F1, Qt.Key.Key_Down, Qt.Key.Key_F1)
    assert door.window.shortcuts.box is None


def test_the_window_is_never_larger_than_its_screen(qtbot: QtBot, tmp_path: Path) -> None:
    made = window.MainWindow(Memory(tmp_path), shell.Clock())
    qtbot.addWidget(made)
    room = made.screen().availableGeometry().size()
    assert room.width() < window.FIRST_SIZE[0], "the screen of the tests is a small one"
    assert made.size() == QSize(*window.FIRST_SIZE).boundedTo(room)
