"""In and out of a ward: first start, unlock, forgotten password, the open ward, the lock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.navigation import WARD, Place
from hlh_desktop.ui.pages.unlock import Left, UnlockPage
from hlh_desktop.ward import entering

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.record.values import WardFace
    from hlh_desktop.ui.giving.held import Held
    from hlh_desktop.ui.idle import Idle
    from hlh_desktop.ui.labs.typing import TypedSample
    from hlh_desktop.ui.readiness import Readiness
    from hlh_desktop.ui.settings import Memory
    from hlh_desktop.ui.window import MainWindow
    from hlh_desktop.ward.golden import Examples
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import OpenDraft


class Doorway(QObject):
    """Decides which page stands outside, and keeps where somebody was until the same person is back.

    `now` answers the present moment with any zone; a ward's pages get it in the ward's own.
    """

    def __init__(
        self, window: MainWindow, memory: Memory, readiness: Readiness, idle: Idle, now: Callable[[], datetime],
        workstation: str,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.window, self.memory, self.readiness, self.idle = window, memory, readiness, idle
        self._now, self.workstation = now, workstation
        self._left: tuple[Left, Place] | None = None
        self._held: tuple[str, OpenDraft] | None = None
        # What somebody was typing at a bedside, by the id of the person, with the child: in memory only.
        self._typed: dict[str, tuple[UUID, Held]] = {}
        self._samples: dict[tuple[UUID, str], TypedSample] = {}
        self._named: Path | None = None
        window.lock_wanted.connect(self.lock)
        window.closing.connect(self._close)
        window.painted.connect(readiness.begin)
        idle.idled.connect(self._idled)
        readiness.worked.connect(self._worked)
        readiness.failed.connect(lambda _: self._worked(None))

    # --- outside

    def begin(self, folder: Path | None) -> None:
        """The first page: unlock if a ward is known and its key file can be read, else first start.

        A folder that was named for this one time, such as that of the example ward, is not remembered.
        """
        self._named = folder
        folder = folder or self.memory.now.ward
        if folder is None:
            self.show_first_start()
        else:
            self.show_unlock(folder)

    def show_unlock(self, folder: Path) -> None:
        """The door of the ward in a folder; first start, with the reason, where there is none."""
        try:
            face = entering.face(folder)
        except Trouble as trouble:
            self.show_first_start(trouble)
            return
        left = self._left[0] if self._left else None
        page = UnlockPage(
            face, self.readiness, self._in(face), lambda who, secret: self._enter(folder, who, secret), left
        )
        page.entered.connect(self.entered)
        page.forgotten.connect(lambda: self.show_recovery(folder))
        page.other_wanted.connect(lambda: self.show_first_start(None, folder))
        self.window.show_outside(page, self.tr("locked"), training=face.training)
        self.window.status.show_other(self.tr("Ward folder: {0}").format(folder))

    def show_recovery(self, folder: Path) -> None:
        """The page that takes the rows of the recovery sheet."""
        from hlh_desktop.ui.pages.recovery import RecoveryPage

        face = entering.face(folder)
        page = RecoveryPage(face, self.readiness, lambda code, who, new: self._recover(folder, code, who, new))
        page.entered.connect(self.entered)
        page.left.connect(lambda: self.show_unlock(folder))
        self.window.show_outside(page, self.tr("recovery sheet"), training=face.training)

    def show_first_start(self, trouble: Trouble | None = None, back: Path | None = None) -> None:
        """The page that makes a ward or finds one; `back` is the ward that it was left for."""
        from hlh_desktop.ui.pages.first_start import FirstStartPage

        page = FirstStartPage(self.readiness, self._now, self.workstation, trouble, can_leave=back is not None)
        page.entered.connect(self.entered)
        page.found.connect(self._found)
        page.left.connect(lambda: self.show_unlock(back) if back else self.window.close())
        self.window.show_outside(page, self.tr("first start"))
        self.window.status.show_other(self.tr("No network is used."))

    def _found(self, folder: Path) -> None:
        self._left = None
        self.show_unlock(folder)

    def _in(self, face: WardFace) -> Callable[[], datetime]:
        zone = ZoneInfo(face.zone)
        return lambda: self._now().astimezone(zone)

    # --- on another thread

    def _enter(self, folder: Path, person: str, password: str) -> OpenWard:
        ward = self.readiness.ward
        assert ward is not None
        return entering.enter(folder, person, password, ward, workstation=self.workstation, now=self._now())

    def _recover(self, folder: Path, code: str, person: str, new: str) -> OpenWard:
        ward = self.readiness.ward
        assert ward is not None
        return entering.enter_by_recovery(
            folder, code, person_id=person, new_password=new, ward=ward, workstation=self.workstation, now=self._now()
        )

    # --- inside

    def entered(self, ward: OpenWard) -> None:
        """Somebody is in: where they were, if it is they who left, else the ward list."""
        if ward.face.folder != self._named:
            self.memory.change(ward=ward.face.folder)
        desk = Desk(ward, self._in(ward.face))
        desk.samples = self._samples
        desk.trust_examples(self.readiness.trusted)
        place = self._place_of(ward)
        self._left = None
        self.idle.begin()
        self.window.show_inside(desk, place)
        self.window.status.show_examples(self.readiness.examples)
        self._give_back(ward)

    def _give_back(self, ward: OpenWard) -> None:
        """What could not be kept when the ward was locked is in its page again, and kept if there is room now."""
        self._give_typed_back(ward)
        entry = getattr(self.window.page, "entry", None)
        if self._held is None or entry is None:
            return
        person, opened = self._held
        if person == ward.person.id and opened.id == entry.opened.id:
            self._held = None
            entry.change(opened.draft)

    def _give_typed_back(self, ward: OpenWard) -> None:
        """What was typed at a bedside and is no fact yet is in its panel again, for who typed it and nobody else."""
        give_back = getattr(self.window.page, "give_back", None)
        if give_back is not None and ward.person.id in self._typed:
            give_back(self._typed.pop(ward.person.id)[1])

    def _hold_typed(self, ward: OpenWard) -> None:
        held, place = getattr(self.window.page, "held", None), self.window.place
        if held is not None and place is not None and place.id is not None:
            self._typed[ward.person.id] = (place.id, held)

    def _place_of(self, ward: OpenWard) -> Place:
        if ward.person.id in self._typed:
            return Place("child", self._typed[ward.person.id][0], "doses")
        if self._left is None or self._left[0].person.id != ward.person.id:
            return WARD
        return self._left[1]

    def _worked(self, examples: Examples | None) -> None:
        desk = self.window.desk
        if desk is not None:
            self.window.status.show_examples(examples)
            desk.trust_examples(self.readiness.trusted)

    def _idled(self) -> None:
        self.lock(self.idle.minutes)

    def lock(self, minutes: int | None = None) -> None:
        """Locks the open ward: what was typed is kept, the record is closed, the page is gone from the screen.

        What can't be kept, for want of a disk, is held in memory for the same person and kept when they are back.
        """
        desk, place = self.window.desk, self.window.place or WARD
        if desk is None:
            return
        ward, folder, now = desk.ward, desk.ward.face.folder, desk.now()
        entry = getattr(self.window.page, "entry", None)
        if not self.window.settle() and entry is not None:
            self._held = (ward.person.id, entry.opened)
        self._hold_typed(ward)
        if getattr(self.window.page, "tab", "") == "labs":
            place = replace(place, tab="labs")
        self._left = (Left(ward.person, now, minutes, draft=place.kind == "draft"), place)
        self.show_unlock(folder)
        self._let_go(ward)

    def _let_go(self, ward: OpenWard) -> None:
        """Closes the record once nothing uses it any more."""
        work.finish()
        try:
            ward.lock(self._now())
        except Trouble as trouble:
            self.window.trouble.show_trouble(trouble)

    def _close(self) -> None:
        """The window is closing."""
        if self.window.desk is not None:
            self._let_go(self.window.desk.ward)
