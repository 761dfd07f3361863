"""Start-up and memory of the window: `python3 dev.py bench start [ROUNDS]`.

Bare window, unlock page and ward list are started in turn, each in a process of its own, so that whatever else the
computer does falls on all of them. Times are from the start of the process to the first paint (of the ward list: with
the password typed the moment that the unlock page stands); ratios are to the bare PySide6 window of the same round.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = ("bare", "unlock", "ward", "plan")
ROUNDS = 7
PASSWORD = "demo-ward-only"  # of the example ward, which `demo` makes
MEGABYTE = 1024 * 1024


# --- in the process that is measured


def resident() -> int:
    """The bytes of memory that this process holds now; 0 where the system doesn't tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def report() -> None:
    """Tells the moment and the memory, and ends."""
    print(json.dumps({"at": time.monotonic(), "bytes": resident()}), flush=True)
    os._exit(0)


def bare() -> None:
    """A main window of Qt and nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: Any) -> None:  # noqa: N802
            super().paintEvent(event)
            QTimer.singleShot(0, report)

    application = QApplication([])
    window = Window()
    window.resize(1440, 900)
    window.show()
    application.exec()


def program(kind: str, folder: Path) -> None:
    """The program on a ward: to its unlock page, its ward list, or a plan."""
    from PySide6.QtWidgets import QApplication

    from hlh_desktop.app import compose
    from hlh_desktop.ui.settings import Memory

    application = QApplication([])
    doorway = compose(application, Memory(folder.parent / "home", application))
    doorway.begin(folder)
    doorway.window.painted.connect(report if kind == "unlock" else lambda: sign_in(doorway, kind))
    doorway.window.show()
    application.exec()


def sign_in(doorway: Any, kind: str) -> None:
    """Types the password of the example ward and goes on to the page that is measured."""
    from PySide6.QtCore import QTimer

    page = doorway.window.page
    page.person.choose(page.person.box.itemData(1))
    page.password.line.setText(PASSWORD)
    watch = QTimer(doorway)

    def look() -> None:
        desk = doorway.window.desk
        if desk is None:
            page.ui.unlock.click()
        elif kind == "plan" and doorway.window.place.kind == "ward":
            child = next(line.id for line in desk.ward.children(desk.now()) if line.id is not None)
            desk.go_to_child(child, "plan")
        else:
            watch.stop()
            doorway.window.repaint()
            QTimer.singleShot(0, report)

    watch.timeout.connect(look)
    watch.start(1)


# --- in the process that measures


def once(kind: str, folder: Path) -> tuple[float, int]:
    """Seconds to the first paint and the memory then."""
    command = [sys.executable, __file__, "--one", kind, str(folder)]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["at"] - began, told["bytes"]


def measure(rounds: int, say: Callable[[str], None]) -> None:
    """Prints one line a kind: seconds, ratio to the bare window, memory; each the median of the rounds."""
    with TemporaryDirectory() as out:
        subprocess.run(
            [sys.executable, "-m", "hlh_desktop", "demo", "--out", out, "--no-window"], cwd=ROOT, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        folder = Path(out, "ward")
        for kind in KINDS:
            once(kind, folder)  # warms the disk
        taken = [{kind: once(kind, folder) for kind in KINDS} for _ in range(rounds)]
    say(f"{'first paint of':<24} {'seconds':>8} {'ratio':>7} {'MB':>7}")
    for kind in KINDS:
        seconds = statistics.median(one[kind][0] for one in taken)
        ratio = statistics.median(one[kind][0] / one["bare"][0] for one in taken)
        memory = statistics.median(one[kind][1] for one in taken) / MEGABYTE
        say(f"{NAMES[kind]:<24} {seconds:>8.2f} {ratio:>7.2f} {memory:>7.0f}")


NAMES = {"bare": "a bare PySide6 window", "unlock": "the unlock page", "ward": "the ward list", "plan": "a plan"}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:2] != ["--one"]:
        measure(int(sys.argv[1]) if sys.argv[1:] else ROUNDS, print)
    elif sys.argv[2] == "bare":
        bare()
    else:
        program(sys.argv[2], Path(sys.argv[3]))
