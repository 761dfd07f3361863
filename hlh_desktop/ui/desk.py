"""What every page is given: the open ward, the clock, and the ways to other pages. It draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.ui.board_watch import BoardWatch
    from hlh_desktop.ui.labs.typing import TypedSample
    from hlh_desktop.ward.open_ward import OpenWard


class Desk(QObject):
    """The desk of the person who works here: who signed in, or who went on after them.

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
    trust_changed = Signal()
    knowledge_changed = Signal()  # an edition was signed, or a value of the ward's own was set or withdrawn
    switched = Signal()  # somebody else is at work: `ward` is theirs now

    def __init__(self, ward: OpenWard, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ward = ward
        self.now = now
        # Samples that are being typed and are no fact yet, by child and by the id of who types: in memory only.
        self.samples: dict[tuple[UUID, str], TypedSample] = {}
        # Where this computer looks for files of a laboratory, if it does.
        self.lab_folder: Path | None = None
        self._examples: bool | None = None
        self._record: bool | None = None
        self._board: BoardWatch | None = None

    @property
    def board(self) -> BoardWatch:
        """The rows of the ward board, the same for every page that shows or watches them."""
        if self._board is None:
            from hlh_desktop.ui.board_watch import BoardWatch

            self._board = BoardWatch(self)
        return self._board

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

    def hand_over(self, ward: OpenWard) -> None:
        """Somebody else goes on in the same ward. Every page stays and is told; what comes now is theirs."""
        self.ward = ward
        self.switched.emit()

    # --- whether plans may be signed

    @property
    def trusted(self) -> bool | None:
        """Whether the worked examples and the record are right; None while they are still being looked at."""
        if self._examples is False or self._record is False:
            return False
        return True if self._examples and self._record else None

    @property
    def distrust(self) -> str:
        """Why nothing may be signed now, in a sentence; empty where it may."""
        if self._examples is False:
            return self.tr("A worked example does not come out as calculated by hand: no plan can be signed here.")
        if self._record is False:
            return self.tr("The record was altered or is not whole: no plan can be signed. See Settings, The record.")
        if self.trusted is None:
            return self.tr("The worked examples are still being calculated. Signing waits for them.")
        return ""

    def trust_examples(self, right: bool | None) -> None:
        """What came of the worked examples; None while they are being worked."""
        self._examples = right
        self.trust_changed.emit()

    def trust_record(self, whole: bool | None) -> None:
        """What came of looking at the record; None while it is being looked at."""
        self._record = whole
        self.trust_changed.emit()
