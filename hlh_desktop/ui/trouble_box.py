"""What goes wrong: a calm sentence over the page for trouble of the world, a last-resort box for a bug."""

from __future__ import annotations

import logging
import platform
import traceback
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.trouble import Trouble
    from hlh_desktop.domain.wording import Wording

LOGGER = "hlh_desktop"
WIDE, HIGH = 640, 220


@cache
def _wording() -> Wording:
    """Read only when something is to be said: nothing of it is needed to paint the first page."""
    from hlh_desktop import paths
    from hlh_desktop.knowledge.load import read_wording

    return read_wording(paths.resources() / "wording")[0]


def sentence(trouble: Trouble) -> str:
    """What happened, in words of the wording; with the place it is about, if it is about one."""
    wording = _wording()
    key = f"problem.{trouble.code}"
    if not wording.has(key):
        return " ".join(str(part) for part in (trouble.code, trouble.path, trouble.reason) if part)
    said = wording.say(key, reason=trouble.reason, path=trouble.path, **trouble.values)
    said = said[:1].upper() + said[1:]
    return said if trouble.path is None else f"{trouble.path}: {said}"


def knowledge_sentence(error: Exception) -> str:
    """Why the knowledge files can't be used: file, place and reason, as the command line says it."""
    place = ": ".join(str(part) for part in (getattr(error, "file", ""), getattr(error, "key", "")) if part)
    reason = getattr(error, "reason", type(error).__name__)
    words = QCoreApplication.translate("Trouble", "The knowledge files cannot be used, so that nothing can be opened.")
    return " ".join((words, ": ".join(part for part in (place, str(reason)) if part)))


def details(error: BaseException) -> str:
    """Where in the program it happened. Never the message: it could quote what somebody typed about a child."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    version = f"Python {platform.python_version()}, {platform.platform()}"
    return "\n".join((type(error).__name__, *lines, version))


def write_down(error: BaseException, log: Path) -> bool:
    """Adds the details of a bug to the log; whether that could be done."""
    logger = logging.getLogger(LOGGER)
    logger.propagate = False
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log, encoding="utf-8")
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    try:
        logger.error(details(error))
    finally:
        logger.removeHandler(handler)
        handler.close()
    return True


class TroublePanel(QFrame):
    """A sentence over the page, until it is read and closed. The page underneath stays as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        self.note = Note("critical")
        self.close_it = button(self.tr("Understood"))
        self.close_it.clicked.connect(self.hide)
        row.addWidget(self.note, 1)
        row.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_trouble(self, trouble: Trouble) -> None:
        """Says it; another trouble takes the place of the one before."""
        self.note.say("critical", sentence(trouble), strong=self.tr("That did not work."))
        self.show()


class BugBox(QDialog):
    """The program itself failed: what was not saved, the details to copy, and where they were written down."""

    def __init__(self, error: BaseException, log: Path, *, written: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A fault of the program"))
        self.setModal(True)
        self.details = QPlainTextEdit(details(error))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details for who repairs the program"))
        self.details.setMinimumSize(WIDE, HIGH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(text(self.tr("The program made a mistake of its own"), "title"))
        column.addWidget(text(self._what(), wrap=True))
        column.addWidget(self.details)
        place = self.tr("Written down in {0}") if written else self.tr("It could not be written down in {0}")
        column.addWidget(text(place.format(log), "label", wrap=True))
        self.close_it = button(self.tr("Go &on"), "main")
        column.addLayout(self._buttons())
        self.close_it.setFocus()

    def _what(self) -> str:
        return self.tr(
            "What you did last may not be done; look whether it is there before you do it again. Everything that was "
            "kept before stays as it was. The details hold no patient data."
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        copy = button(self.tr("&Copy details"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        self.close_it.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(self.close_it)
        return row
