"""The folder that a laboratory drops files into: what is new there is told, and nothing is ever taken by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from hlh_desktop.ui import work
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.settings import Memory, Remembered

EVERY = 15_000  # milliseconds
# What a copying program writes before a file is whole.
UNFINISHED = (".tmp", ".part", ".crdownload", "~")
MOST = 2_000


def files_of(folder: Path) -> dict[Path, int]:
    """The files of a folder with the moment of their last change in ns; nothing where the folder cannot be read."""
    found: dict[Path, int] = {}
    try:
        for path in folder.iterdir():
            if path.name.startswith(".") or path.name.endswith(UNFINISHED) or not path.is_file():
                continue
            found[path] = path.stat().st_mtime_ns
            if len(found) >= MOST:
                break
    except OSError:
        return {}
    return found


class LabFiles(QObject):
    """Looks into the folder while a ward is open. What lay there when it was chosen is not new; `changed` tells it."""

    changed = Signal()

    def __init__(self, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        self._desk: Desk | None = None
        self._folder = memory.now.lab_folder
        self._looked: set[Path] = set()
        self._newest = work.Newest()
        self.new: tuple[Path, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        memory.changed.connect(self._chosen)

    def follow(self, desk: Desk | None) -> None:
        """Another desk, or none: locked, nothing is told."""
        self._desk = desk
        self._newest.forget()
        self._show(())
        self._timer.stop()
        if desk is not None:
            desk.lab_folder = self._folder
            self._begin()

    def _begin(self) -> None:
        if self._folder is not None:
            self._timer.start()
            self.look()

    def _chosen(self, now: Remembered) -> None:
        """Another folder: what lies in it already is none of the news."""
        if now.lab_folder == self._folder:
            return
        self._folder = now.lab_folder
        self._timer.stop()
        self._show(())
        if self._desk is None:
            return
        self._desk.lab_folder = self._folder
        if self._folder is not None:
            self._memory.change(lab_seen=max(files_of(self._folder).values(), default=0))
            self._begin()

    def look(self) -> None:
        """Looks for new files, on another thread: a folder of a network may answer late."""
        folder = self._folder
        if folder is not None and self._desk is not None:
            self._newest.run(self, lambda: files_of(folder), self._came, _raise)

    def _came(self, found: dict[Path, int]) -> None:
        if self._desk is None:
            return
        seen = self._memory.now.lab_seen
        fresh = [path for path, at in found.items() if at > seen and path not in self._looked]
        self._show(tuple(sorted(fresh, key=lambda path: (found[path], path.name))))

    def looked_at(self, path: Path) -> None:
        """A file was opened: it is offered no more."""
        self._looked.add(path)
        self._show(tuple(one for one in self.new if one != path))

    def put_off(self) -> None:
        """Nothing of what lies there now is offered again."""
        if self._folder is not None:
            self._memory.change(lab_seen=max(files_of(self._folder).values(), default=0))
        self._show(())

    def _show(self, new: tuple[Path, ...]) -> None:
        if new != self.new:
            self.new = new
            self.changed.emit()


def _raise(error: Exception) -> None:
    raise error


class OfferBar(QFrame):
    """Over the page while there are new files. `wanted` asks to look at the oldest of them for the open child."""

    wanted = Signal(object)  # Path

    def __init__(self, files: LabFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files, self._child = files, False
        self.note = Note("info", plain=True)
        self.look = button(self.tr("Look at it"), "plain", "folder", name=self.tr("Look at the new file"))
        self.later = button(self.tr("Not now"), "quiet", "x", name=self.tr("Offer these files no more"))
        row = Abreast(self, centred=True)
        row.setContentsMargins(16, 6, 16, 6)
        row.put(self.note, 1, 260)
        row.put(self.look, 0)
        row.put(self.later, 0)
        self.look.clicked.connect(self._look)
        self.later.clicked.connect(files.put_off)
        files.changed.connect(self.refresh)
        self.hide()

    def show_child(self, *, opened: bool) -> None:
        """Whether a child is open whose results they may be."""
        self._child = opened
        self.refresh()

    def refresh(self) -> None:
        """What is new now."""
        new = self._files.new
        self.setVisible(bool(new))
        if not new:
            return
        name = new[0].name
        told = self.tr("New from the laboratory: %1.") if len(new) == 1 else self.tr(
            "%2 new files from the laboratory, the first is %1."
        )  # fmt: skip
        words = told.replace("%1", name).replace("%2", str(len(new)))
        if not self._child:
            words += " " + self.tr("Open the child it is of to look at it.")
        self.note.say("info", words)
        self.look.setVisible(self._child)

    def _look(self) -> None:
        if self._files.new:
            path = self._files.new[0]
            self._files.looked_at(path)
            self.wanted.emit(path)
