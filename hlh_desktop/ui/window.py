"""The main window: where one may go, whose ward it is, the banner of the child, one page, the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import dates, icons
from hlh_desktop.ui.banner import Banner
from hlh_desktop.ui.forms.ui_window import Ui_MainWindow
from hlh_desktop.ui.importing.lab_files import LabFiles, OfferBar
from hlh_desktop.ui.navigation import GUIDE, SETTINGS, WARD, Place, help_for, make_page
from hlh_desktop.ui.notices import Notices
from hlh_desktop.ui.person_button import dress_person, show_person
from hlh_desktop.ui.person_panel import PersonPanel
from hlh_desktop.ui.scans import Scans
from hlh_desktop.ui.shortcuts import ShortcutList
from hlh_desktop.ui.status import Status
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trouble_box import TroublePanel
from hlh_desktop.ui.watch import Watch
from hlh_desktop.ui.widgets.texts import dress, hold_width, repaint
from hlh_desktop.ui.widgets.training import TrainingStrip

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.settings import Memory
    from hlh_desktop.ward.banner import BannerFacts

PROGRAM = "hlh_desktop"
FIRST_SIZE = (1440, 900)
TICK = 1000


class MainWindow(QMainWindow):
    """One page at a time. Outside of a ward there is only the page; inside there are the ways to the others.

    `painted` comes once, when the first page is on the screen; `lock_wanted` by button or Ctrl+L; `closing` before
    the window is gone.
    """

    painted = Signal()
    lock_wanted = Signal()
    closing = Signal()

    def __init__(self, memory: Memory, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.memory, self._now = memory, now
        self.desk: Desk | None = None
        self.place: Place | None = None
        self._patient: Place | None = None
        self._painted = False
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self.setCentralWidget(self.ui.ground)
        self.banner, self.status, self.trouble = Banner(), Status(), TroublePanel()
        self.training, self.watch = TrainingStrip(), Watch(self.status, self.trouble)
        self.scans = Scans(self)
        self.lab_files = LabFiles(memory, self)
        self.offer = OfferBar(self.lab_files)
        for widget in (self.training, self.banner, self.watch.alarm, self.watch.clock, self.offer, self.trouble):
            self.ui.over_page.addWidget(widget)
            widget.hide()
        self.ui.under_page.addWidget(self.status)
        self.notices = Notices(self, self.status, memory)
        self.shortcuts = ShortcutList(self)
        self.successor = PersonPanel(self.ui.ground, self.ui.person, self.settle)
        self._dress()
        self._connect()
        # On a small screen a larger window would hide its foot, and with it the way on.
        self.resize(QSize(*FIRST_SIZE).boundedTo(self.screen().availableGeometry().size()))

    def _dress(self) -> None:
        ways = ((self.ui.to_ward, "bed-single"), (self.ui.to_patient, "user-round"), (self.ui.to_guide, "book-open"),
                (self.ui.to_settings, "sliders-horizontal"))  # fmt: skip
        for button, icon in ways:
            dress(button, "quiet", icon)
            hold_width(button)
        dress(self.ui.lock, "plain", "lock")
        dress_person(self.ui.person)
        repaint(self, self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.setWindowIcon(icons.icon("bed-single", look().tokens.colours["accent"], 32))

    def _connect(self) -> None:
        self.ui.to_ward.clicked.connect(lambda: self.go(WARD))
        self.ui.to_patient.clicked.connect(lambda: self.go(self._patient or WARD))
        self.ui.to_guide.clicked.connect(lambda: self.go(GUIDE))
        self.ui.to_settings.clicked.connect(lambda: self.go(SETTINGS))
        self.shortcuts.help_wanted.connect(lambda: self.go(help_for(self.place or WARD)))
        self.ui.lock.clicked.connect(self.lock_wanted)
        self.offer.wanted.connect(self._look_at)
        keys = {"F2": self.ui.to_ward, "F3": self.ui.to_patient, "F4": self.ui.to_settings, "F6": self.ui.person,
                "F7": self.ui.to_guide, "Ctrl+L": self.ui.lock}  # fmt: skip
        for key, button in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.show_time)
        self._timer.start()

    # --- outside and inside

    def show_outside(self, page: QWidget, title: str, *, training: bool = False) -> None:
        """A page before anybody has signed in: no ways to others, no names."""
        self._desk_gone()
        self.ui.top.hide()
        self.training.setVisible(training)
        self._put(page)
        self.setWindowTitle(f"{PROGRAM} · {title}")

    def show_inside(self, desk: Desk, place: Place = WARD) -> None:
        """The ward of somebody who has signed in, opened at a place."""
        self._desk_gone()
        self.desk = desk
        desk.setParent(self)
        face = desk.ward.face
        self.ui.ward_name.setText(face.name)
        self._show_person()
        self.training.setVisible(face.training)
        self.ui.top.show()
        self._listen(desk)
        self.show_time()
        self.watch.look()
        self.go(place)

    def _listen(self, desk: Desk) -> None:
        desk.went_to_ward.connect(lambda: self.go(WARD))
        desk.went_to_child.connect(lambda child, tab: self.go(Place("child", child, tab)))
        desk.went_to_draft.connect(lambda draft: self.go(Place("draft", draft)))
        desk.kept.connect(self.status.show_saved)
        desk.child_changed.connect(self.show_child)
        desk.troubled.connect(self.trouble.show_trouble)
        desk.locked.connect(self.lock_wanted)
        desk.switched.connect(self._show_person)
        self.lab_files.follow(desk)
        self.watch.follow(desk)
        self.scans.follow(desk)
        self.successor.follow(desk)
        self.notices.follow(desk)

    def _show_person(self) -> None:
        """Who works here now. What was wrong for the person before is not told to this one."""
        if self.desk is not None:
            show_person(self.ui.person, self.desk.ward.person.name)
            self.trouble.hide()

    def _desk_gone(self) -> None:
        """Nothing of the ward that was open stays on the screen."""
        self.show_child(None)
        self.watch.follow(None)
        self.scans.follow(None)
        self.successor.follow(None)
        self.notices.follow(None)
        self.lab_files.follow(None)
        self.trouble.hide()
        self.training.hide()
        self.status.show_saved(None)
        self.status.examples.say("none", "")
        self.status.show_other("")
        self._patient = self.place = None
        if self.desk is not None:
            self.desk.deleteLater()
            self.desk = None

    # --- going about

    def go(self, place: Place) -> None:
        """To another page, made anew. What was typed on this one is kept first; if it can't be, one stays here."""
        if self.desk is None or not self.settle():
            return self._show_ways()
        self.trouble.hide()
        try:
            self._open(place, self.desk)
        except Trouble as trouble:
            self._sweep()
            self._open_instead(place, self.desk)
            self.trouble.show_trouble(trouble)
        self._show_ways()
        self.watch.look()
        return None

    def _open(self, place: Place, desk: Desk) -> None:
        """The page before is off the screen before the banner names another child."""
        self._clear()
        self.show_child(None)
        page = make_page(place, desk, self.memory, self.ui.pages)
        self.place = place
        self._patient = place if place.of_patient else self._patient
        self._put(page)

    def _open_instead(self, place: Place, desk: Desk) -> None:
        """What was to be opened is gone: the ward list tells what there is."""
        self._patient = None
        if place.kind != "ward":
            self._open(WARD, desk)

    def _look_at(self, path: Path) -> None:
        """A laboratory's file, for the child that is open."""
        opened = getattr(self.page, "open_results", None)
        if opened is not None:
            opened(path)

    def settle(self) -> bool:
        """Keeps what was typed on the page; False if it could not be."""
        entry = getattr(self.page, "entry", None)
        if entry is None:
            return True
        entry.settle()
        return bool(entry.kept)

    @property
    def page(self) -> QWidget | None:
        """The page on the screen; None while there is none."""
        return self.ui.pages.currentWidget()

    def _clear(self) -> None:
        """The page is gone for good. Qt deletes it once it is done with what the person just pressed on it."""
        before = self.page
        if before is not None:
            before.hide()
            self.ui.pages.removeWidget(before)
            before.deleteLater()

    def _sweep(self) -> None:
        """A page that could not be made whole is gone too."""
        for one in self.ui.pages.children():
            if isinstance(one, QWidget) and self.ui.pages.indexOf(one) < 0:
                one.deleteLater()

    def _put(self, page: QWidget) -> None:
        self._clear()
        self.ui.pages.addWidget(page)
        self.ui.pages.setCurrentWidget(page)
        first = getattr(page, "first", None)  # where the cursor stands when the page opens, if it says so
        if first is not None:
            first.setFocus()
        elif not page.isAncestorOf(self.focusWidget() or self):
            page.setFocus()
            page.focusNextChild()

    def _show_ways(self) -> None:
        place = self.place or WARD
        for way, chosen in ((self.ui.to_ward, place.kind == "ward"), (self.ui.to_patient, place.of_patient),
                            (self.ui.to_guide, place.kind == "guide"),
                            (self.ui.to_settings, place.kind == "settings")):  # fmt: skip
            way.setChecked(chosen)
        self.ui.to_patient.setEnabled(self._patient is not None)
        self.offer.show_child(opened=place.kind == "child")
        self._show_title()

    # --- what stands around the page

    def show_child(self, facts: BannerFacts | None) -> None:
        """The banner, which is right before anything else of the child is on the screen, and the title."""
        self.banner.show_facts(facts)
        self._show_title()

    def _show_title(self) -> None:
        if self.desk is None:
            return
        child = [self.banner.facts.title] if self.banner.facts else []
        training = [self.tr("TRAINING")] if self.desk.ward.face.training else []
        self.setWindowTitle(" · ".join([*training, *child, self.desk.ward.face.name, PROGRAM]))

    def show_time(self) -> None:
        """Date and clock, in ward time."""
        if self.desk is not None:
            now = self.desk.now()
            self.ui.day.setText(dates.short_weekday(now.date()))
            self.ui.clock.setText(dates.clock(now))

    # --- what Qt tells

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept; if it can't be, the window stays and says why."""
        if not self.settle():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
