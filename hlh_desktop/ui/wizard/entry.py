"""The case being filled in: what the steps write into and read from, kept in the record as one types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.wizard.places import with_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.revision.values import Course
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.look import Look
    from hlh_desktop.ward.values import OpenDraft

# While somebody types, what was typed is kept and looked at after a pause of so many milliseconds.
PAUSE = 200
GONE = "draft_gone"


class Entry(QObject):
    """One draft. Every change goes through `change`; `looked` then tells all steps and the summary what is known.

    An answer that is pressed is kept at once; what is typed is kept when the typing pauses or the field is left.
    """

    looked = Signal(object)  # Look

    def __init__(self, desk: Desk, opened: OpenDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._opened = opened
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.settle)
        self._unkept = False
        self._revises = desk.ward.revises(opened)
        self.look: Look = desk.ward.look(opened.draft, desk.now(), self._revises)

    # --- reading

    @property
    def opened(self) -> OpenDraft:
        """The draft with its place in the record."""
        return self._opened

    @property
    def is_revision(self) -> bool:
        """Whether the draft goes on from a version that was signed."""
        return self._revises is not None

    @property
    def revises(self) -> Course | None:
        """The version that the draft goes on from, with what the log tells of it."""
        return self._revises

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._opened.draft

    @property
    def case(self) -> Mapping[str, Any]:
        """The case as typed."""
        return self.draft.case

    @property
    def kept(self) -> bool:
        """Whether all that was entered is kept in the record."""
        return not self._unkept

    def value(self, path: str) -> Any:
        """What stands at a place of the case; None where nothing does."""
        return value_at(self.case, path)

    def words(self, path: str) -> str:
        """What stands at a place as text; empty where nothing does."""
        found = self.value(path)
        return "" if found is None else str(found)

    # --- writing

    def write(self, path: str, value: Any, *, typing: bool = False) -> None:
        """Puts a value in its place; an empty text is nothing. `typing`: more letters may follow."""
        value = None if value == "" else value
        if self.value(path) != value:
            self.edit(lambda case: with_value(case, path, value), typing=typing)

    def edit(self, change: Callable[[Mapping[str, Any]], Mapping[str, Any]], *, typing: bool = False) -> None:
        """Changes the case by a function of the domain, such as moving a dose."""
        self.change(replace(self.draft, case=change(self.case)), typing=typing)

    def change(self, draft: Draft, *, typing: bool = False) -> None:
        """Takes another state of the draft: reasons, values typed again, the step, or the case itself."""
        if draft == self.draft:
            return
        if not (typing and self._unkept):
            self._past.append(self.draft)
        self._future.clear()
        self._take(draft, typing=typing)

    def open_step(self, step: int) -> None:
        """Turns to another step; where one stands is kept too, but it is nothing to undo."""
        if step != self.draft.step:
            self._take(self.draft.at_step(step), typing=False)

    def _take(self, draft: Draft, *, typing: bool) -> None:
        self._opened = replace(self._opened, draft=draft)
        self._unkept = True
        if typing:
            self._pause.start()
        else:
            self.settle()

    def settle(self) -> None:
        """Keeps what is not kept yet and looks at it: after a pause, when a field is left, before a page is left."""
        self._pause.stop()
        if not self._unkept:
            return
        now = self.desk.now()
        try:
            self.desk.ward.keep_draft(self._opened, now)
        except Trouble as trouble:
            self.desk.troubled.emit(trouble)
            # It stays unkept, and is tried again with the next change. A draft that somebody signed or discarded in
            # another window can't be kept any more: that must not hold this window open.
            self._unkept = trouble.code != GONE
        else:
            self._unkept = False
            self.desk.kept.emit(now)
        self.look_again()

    def look_again(self) -> None:
        """Looks at the draft with the time as it is now."""
        self.look = self.desk.ward.look(self.draft, self.desk.now(), self._revises)
        self.looked.emit(self.look)

    # --- undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back and can come again."""
        return bool(self._future)

    def undo(self) -> None:
        """Takes the last change back, and turns to the step where it was made."""
        self._turn(self._past, self._future)

    def redo(self) -> None:
        """Makes the change again that was taken back."""
        self._turn(self._future, self._past)

    def _turn(self, source: list[Draft], target: list[Draft]) -> None:
        if source:
            then = source.pop()
            target.append(self.draft.at_step(then.step))
            self._take(then, typing=False)
