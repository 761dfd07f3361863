"""The composition root of the desktop program: what must be right before any window opens, and what it is made of.

Beside the window itself it draws the pictures of every page, which need the same parts put together.

PySide6 6.12.0 takes a reference of None with each call that returns None, on Python 3.10 and 3.11. After some
thousand calls Python aborts, in the middle of whatever was being planned, while short tests stay green. The
lock holds a version without the fault; `refuse_faulty_qt` is for the machine where somebody upgraded it.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.settings import Memory
    from hlh_desktop.ward.ward import Ward

NAME = "hlh-desktop"
# From Python 3.12 on None is immortal: its count no longer moves, and nothing can be lost.
NONE_IS_IMMORTAL = sys.version_info >= (3, 12)
# By which Qt is told its screen, the one that shows nothing, and by which Linux names one that shows windows.
PLATFORM, NOWHERE, SCREENS = "QT_QPA_PLATFORM", ("offscreen", "minimal"), ("DISPLAY", "WAYLAND_DISPLAY")
# The pages that are pictured dark too, and the hour at which all are: some hours after the plan was signed.
DARK = ("ward-list", "wizard-5-regimen", "patient-trends", "patient-plan")


class FaultyQt(Exception):
    """The installed PySide6 would abort the program; the text is the sentence for the person."""


class CannotShow(Exception):
    """There is no display for a window; the text is the sentence for the person."""


def _name_an_object() -> Callable[[], object]:
    """An ordinary Qt call that returns None."""
    from PySide6.QtCore import QObject  # as late as this: it costs as much as starting Python

    subject = QObject()
    return lambda: subject.setObjectName("x")


def none_is_kept(
    calls: int = 200,
    call: Callable[[], object] | None = None,
    count: Callable[[object], int] = sys.getrefcount,
) -> bool:
    """Whether Qt's calls leave the references of None alone. `call` and `count` stand in for Qt in tests.

    A few references come and go in the interpreter meanwhile, so half a loss for each call is what counts.
    """
    if NONE_IS_IMMORTAL:
        return True
    call = call or _name_an_object()
    before = count(None)
    for _ in range(calls):
        call()
    return before - count(None) < calls // 2


def refuse_faulty_qt(sentence: Callable[[], str]) -> None:
    """Raise FaultyQt with the sentence, which is only fetched then, if Qt loses None."""
    if not none_is_kept():
        raise FaultyQt(sentence())


def refuse_blindness() -> None:
    """Raise CannotShow where Qt would abort for want of a display; who names Qt a screen of its own is let go on."""
    if not has_display() and PLATFORM not in os.environ:
        raise CannotShow(_say("trouble.no_display"))


def _faulty() -> str:
    return _say("trouble.pyside_drops_none")


def _say(key: str) -> str:
    """A sentence; read only when it is needed."""
    from hlh_desktop import paths
    from hlh_desktop.knowledge.load import read_wording

    return read_wording(paths.resources() / "wording")[0].say(key)


def _clock() -> datetime:
    from datetime import datetime

    return datetime.now().astimezone()


def start(folder: Path | None = None) -> int:
    """Opens the window, at the ward of a folder or at the one opened last, and runs until it is closed.

    Answers the exit status. Nothing slow is imported before the first page is painted.
    """
    try:
        refuse_faulty_qt(_faulty)
        refuse_blindness()
    except (FaultyQt, CannotShow) as fault:
        print(fault, file=sys.stderr)
        return 1
    from hlh_desktop.ui.settings import Memory, home

    application = _application()
    memory = Memory(home(), application)
    _last_resort(memory)
    doorway = compose(application, memory)
    doorway.begin(folder)
    doorway.window.show()
    # Asked to end from outside, the window closes as by a person: what was typed is kept, the record closed.
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: doorway.window.close())
    return application.exec()


def has_display() -> bool:
    """Whether a window would be seen: not where Qt is told to draw nowhere, nor on Linux without a display server."""
    told = os.environ.get(PLATFORM)
    if told:
        return told not in NOWHERE
    return sys.platform != "linux" or any(os.environ.get(name) for name in SCREENS)


def _application() -> QApplication:
    """The one application of this process."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([NAME])
    assert isinstance(application, QApplication)
    application.setApplicationName(NAME)
    return application


def draw_pictures(out: Path, ward: Ward) -> tuple[Path, ...]:
    """Writes a PNG of every page into a folder, some of them dark too; their paths.

    They show an example ward made for them in a temporary folder; the person's wards and settings are left alone.
    """
    refuse_faulty_qt(_faulty)
    if not has_display():
        os.environ.setdefault(PLATFORM, NOWHERE[0])
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from hlh_desktop.ui import pictures
    from hlh_desktop.ui.settings import Memory
    from hlh_desktop.ui.theme import look
    from hlh_desktop.ward import example

    application = _application()
    now = example.shown_at()
    with TemporaryDirectory(prefix=f"{NAME}-") as folder:
        desk = example.make(Path(folder, "ward"), ward, workstation=NAME)
        child = next(line.id for line in desk.children(now) if line.id and line.plan)
        doorway = compose(application, Memory(Path(folder, "home")), lambda: now, load=lambda: ward)
        doorway.readiness.begin()
        pictures.still()
        sitting = pictures.Sitting(doorway, desk, child, desk.new_draft(child, now).id)
        look().choose("light", 1.0)
        made = pictures.draw(sitting, out, prefix="light-")
        look().choose("dark", 1.0)
        made += pictures.draw(sitting, out, prefix="dark-", only=DARK)
        doorway.window.close()
        doorway.window.deleteLater()
        pictures.still()
    return made


def compose(application: Any, memory: Memory, now: Callable[[], datetime] = _clock, **readiness: Any) -> Doorway:
    """Puts the program together on an application; `now` and the loading of the knowledge can be stood in for."""
    import platform

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.idle import Idle
    from hlh_desktop.ui.readiness import Readiness
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.window import MainWindow

    theme = application.findChild(Theme) or Theme(application)
    theme.choose(memory.now.look, memory.now.scale)
    window = MainWindow(memory, now)
    idle = Idle(window, now, memory.now.idle)

    def changed(wanted: Any) -> None:
        theme.choose(wanted.look, wanted.scale)
        idle.minutes = wanted.idle

    memory.changed.connect(changed)
    return Doorway(window, memory, Readiness(**readiness, parent=window), idle, now, platform.node())


def _last_resort(memory: Memory) -> None:
    """What nobody expected is written down and told, and the program goes on."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        from hlh_desktop.ui.trouble_box import BugBox, write_down

        BugBox(error, memory.log, written=write_down(error, memory.log)).exec()

    sys.excepthook = told
