"""A whole evening in a clean environment: run as a process of its own by test_in_clear.py, never by itself.

    python -m pytest tests/ui/evening.py

with PLACE in the environment, a folder with `left` for all that the program leaves and `meant` for what a person puts
out on purpose, and CHILD, who is entered. It prints lines of JSON: the secrets that only the program knew, and what
a search found at each station while the program was running.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from hlh_desktop import paths
from hlh_desktop.record import store
from hlh_desktop.ui import printing
from hlh_desktop.ui.pages import plan_paper
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.trouble_box import write_down
from tests.traces import Search
from tests.ui import shell
from tests.ui import test_whole_way as way
from tests.ui.hands import Mouse

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.ui.doorway import Doorway

pytestmark = pytest.mark.usefixtures("theme")
PLACE, CHILD = "HLH_TEST_PLACE", "HLH_TEST_CHILD"
WRONG = "a wrong password 77"
DOTS = 96


def say(what: str, **more: Any) -> None:
    print("\n" + json.dumps({"what": what, **more}), flush=True)


class Evening:
    """The program in its places, and a search that goes over them at each station."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        place = Path(os.environ[PLACE])
        self.qtbot, self.left, self.meant = qtbot, place / "left", place / "meant"
        self.child: dict[str, str] = json.loads(os.environ[CHILD])
        self.search = Search([*self.child.values(), way.SECRET, WRONG])
        self.printed: list[bytes] = []
        self._replace(monkeypatch)
        self.door: Doorway = shell.doorway(qtbot, Path(os.environ["HLH_DESKTOP_HOME"]))
        self.hand = Mouse(qtbot, self.door.window)

    def _replace(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A printer that prints into `meant`; and the secrets of the new ward are said."""
        usual, prepare = printing.print_pdf, store.prepare

        def ask(printer: QPrinter, _: object) -> bool:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self.meant / f"paper-{len(self.printed)}.pdf"))
            return True

        def print_pdf(pdf: bytes, title: str, **_: object) -> bool:
            rough = QPrinter(QPrinter.PrinterMode.ScreenResolution)
            rough.setResolution(DOTS)
            self.printed.append(pdf)
            return usual(pdf, title, ask=ask, printer=rough)

        def prepared(**named: Any) -> Preparation:
            made = prepare(**named)
            say("secrets", rows=made.recovery.rows, key=made.data_key.hex())
            return made

        monkeypatch.setattr(store, "prepare", prepared)
        for module in (printing, plan_paper):
            monkeypatch.setattr(module, "print_pdf", print_pdf)

    def station(self, name: str) -> None:
        found = [*self.search.in_folder(self.left), *self.search.in_open_files()]
        files = sorted(str(path.relative_to(self.left)) for path in self.left.rglob("*") if path.is_file())
        say("station", name=name, found=found, files=files)

    def example(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((paths.resources() / "cases" / "example.json").read_bytes())
        found["patient"].update(self.child)
        return found


@pytest.fixture
def evening(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Evening:
    return Evening(qtbot, monkeypatch)


def test_an_evening(evening: Evening) -> None:
    hand, door, example = evening.hand, evening.door, evening.example()
    way.make_the_ward(hand, door, evening.left / "ward", evening.printed)
    evening.station("ward made")
    hand.press("Begin the first plan")
    way.patient(hand, example)
    way.diagnosis(hand, example)
    way.cause(hand)
    evening.station("draft kept")
    way.severity(hand)
    way.regimen(hand)
    way.schedule(hand)
    way.review(hand)
    hand.qtbot.waitUntil(lambda: door.window.place is not None and door.window.place.kind == "child")
    evening.station("signed")
    on_paper(evening)
    evening.station("printed and saved")
    write_down(ValueError(evening.child["family_name"]), door.memory.log)
    lock_and_come_back(evening)
    evening.station("locked and open again")
    door.window.close()
    evening.station("closed")


def on_paper(evening: Evening) -> None:
    """Preview, printer, and a file that the person saves where the dialog asks for it."""
    tab = evening.door.window.page.findChild(PlanTab)  # type: ignore[union-attr]
    assert tab is not None
    tab.open_view("paper")
    evening.qtbot.waitUntil(lambda: tab.paper.page_text.text().startswith("Page 1"), timeout=20_000)
    evening.printed.clear()
    evening.hand.press("Print plan v1")
    evening.qtbot.waitUntil(lambda: bool(evening.printed), timeout=20_000)
    saved = evening.meant / "saved.pdf"

    def answer() -> None:
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
        if dialogs:
            line = dialogs[0].findChild(QLineEdit, "fileNameEdit")
            assert line is not None
            line.setText(str(saved))
            dialogs[0].accept()
        elif not saved.exists():
            QTimer.singleShot(20, answer)

    answer()
    tab.ui.save_plan.click()
    evening.qtbot.waitUntil(saved.exists, timeout=20_000)
    evening.door.window.activateWindow()  # there is no window manager to give it back its turn
    evening.qtbot.waitUntil(evening.door.window.isActiveWindow)


def lock_and_come_back(evening: Evening) -> None:
    """A wrong password in between, which is nobody's business either."""
    door = evening.door
    door.window.ui.lock.click()
    evening.hand.enter("Password", WRONG)
    evening.qtbot.waitUntil((evening.left / "ward" / "attempts").exists)
    evening.station("locked, a wrong password typed")
    page = door.window.page
    evening.qtbot.waitUntil(lambda: page.ui.unlock.isEnabled() and not page.password.value)  # type: ignore[union-attr]
    evening.hand.enter("Password", way.SECRET)
    evening.qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(evening.qtbot, door)
