"""What every page is given: the open ward, the clock, and the ways to other pages. It draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard


class Desk(QObject):
    """The desk of the person who is signed in.

    A page asks it for the ward and the time and tells it where to go; the main window listens. `now` answers the
    present moment with its zone; tests give a clock of their own.
    """

    went_to_ward = Signal()
    went_to_child = Signal(object, str)  # UUID of the child, name of the tab
    went_to_draft = Signal(object)  # UUID of the draft
    kept = Signal(object)  # the moment at which something was stored
    child_changed = Signal(object)  # what the banner shows: BannerFacts or None
    locked = Signal()
    troubled = Signal(object)  # Trouble

    def __init__(self, ward: OpenWard, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ward = ward
        self.now = now

    def go_to_ward(self) -> None:
        """To the list of children."""
        self.went_to_ward.emit()

    def go_to_child(self, child: UUID, tab: str = "overview") -> None:
        """To a child: overview, plan or history."""
        self.went_to_child.emit(child, tab)

    def go_to_draft(self, draft: UUID) -> None:
        """To the wizard, on a draft that is kept in the record."""
        self.went_to_draft.emit(draft)

    def new_plan(self, child: UUID | None = None) -> None:
        """Begins a plan for a child that is known, or for a new one."""
        self.go_to_draft(self.ward.new_draft(child, self.now()).id)
