"""Pictures of every page, taken of the program itself on a ward made for it: for `demo`, the README, and for looking.

The windows are laid out and painted as always, and shown on no screen.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent

from hlh_desktop.ui import work
from hlh_desktop.ui.navigation import GUIDE, SETTINGS, WARD, Place
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.revision.what_if_view import WhatIfView
from hlh_desktop.ui.trends.trends_head import TABLE
from hlh_desktop.ui.trends.trends_tab import TrendsTab
from hlh_desktop.ui.wizard.rail import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.window import MainWindow
    from hlh_desktop.ward.open_ward import OpenWard

# What a page may still wish to do once it stands: fetch, lay out, paint.
TURNS = 4
# The weight that the picture of a trial shows.
TRIED_KG = "15.1"
WIZARD = ("patient", "diagnosis", "etiology", "severity", "regimen", "schedule", "review")
# What an invisible screen says of every window: that no window manager can be told its size.
OF_THE_SCREEN = "This plugin does not support propagateSizeHints()"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is pictured: the program, the open ward, a child with a signed plan and a draft, by their ids."""

    doorway: Doorway
    ward: OpenWard
    child: UUID
    draft: UUID

    @property
    def window(self) -> MainWindow:
        """The window that is pictured."""
        return self.doorway.window


def still() -> None:
    """Lets everything happen that was begun: work on other threads, what Qt put off, layouts."""
    for _ in range(TURNS):
        work.finish()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pages(sitting: Sitting) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every page by its name, and what brings it on the screen; in the order in which a person meets them."""
    doorway, window = sitting.doorway, sitting.window
    folder = sitting.ward.face.folder
    yield "first-start", doorway.show_first_start
    yield "unlock", lambda: doorway.show_unlock(folder)
    yield "ward-list", lambda: doorway.entered(sitting.ward)
    for number, name in enumerate(WIZARD[:STEPS], 1):
        yield f"wizard-{number}-{name}", lambda number=number: wizard(sitting, number)  # type: ignore[misc]
    for tab in ("overview", "doses", "labs", "trends", "tasks", "plan", "history"):
        yield f"patient-{tab}", lambda tab=tab: window.go(Place("child", sitting.child, tab))  # type: ignore[misc]
    yield "trends-table", lambda: trends_table(sitting)
    yield "proof-card", lambda: prove(sitting)
    yield "what-if", lambda: try_out(sitting)
    yield "guide", lambda: window.go(GUIDE)
    yield "guide-article", lambda: window.go(Place("guide", tab="S36"))
    yield "settings", lambda: window.go(SETTINGS)


def wizard(sitting: Sitting, step: int) -> None:
    """The wizard, on the draft, at a step."""
    place = Place("draft", sitting.draft)
    if sitting.window.place != place:
        sitting.window.go(place)
    page = sitting.window.page
    go_to = getattr(page, "go_to", None)
    if go_to is not None:
        go_to(step)


def trends_table(sitting: Sitting) -> None:
    """The trends as a table."""
    sitting.window.go(Place("child", sitting.child, "trends"))
    still()
    page = sitting.window.page
    tab = page.tabs["trends"] if isinstance(page, PatientPage) else None
    if isinstance(tab, TrendsTab):
        tab.head.view.button(TABLE).click()


def prove(sitting: Sitting) -> None:
    """The plan with the proof card of its first dose, opened as by a person: F1 on its line."""
    sitting.window.go(Place("child", sitting.child, "plan"))
    still()
    page = sitting.window.page
    plan = page.tabs["plan"] if isinstance(page, PatientPage) else None
    if isinstance(plan, PlanTab) and plan.views is not None:
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(plan.views.lines, key)


def try_out(sitting: Sitting) -> None:
    """What-if on the plan: a tenth more weight, typed as by a person."""
    sitting.window.go(Place("child", sitting.child, "plan"))
    still()
    page = sitting.window.page
    plan = page.tabs["plan"] if isinstance(page, PatientPage) else None
    if isinstance(plan, PlanTab):
        plan.ui.what_if.click()
        view = plan.life.view
        if isinstance(view, WhatIfView):
            view.inputs.weight_kg.show_value(TRIED_KG)
            view.refresh()


@contextmanager
def unseen(window: MainWindow, width: int, height: int) -> Iterator[None]:
    """The window laid out in a size, without being put on the screen."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(width, height)
    before = qInstallMessageHandler(_tell)
    try:
        window.show()
        yield
    finally:
        still()
        window.hide()
        qInstallMessageHandler(before)


def _tell(_kind: object, _where: object, words: str) -> None:
    """What Qt has to say, but for what it says of an invisible screen."""
    if words != OF_THE_SCREEN:
        print(words, file=sys.stderr)


def draw(
    sitting: Sitting,
    out: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    prefix: str = "",
    only: Collection[str] = (),
) -> tuple[Path, ...]:
    """Writes one PNG a page into a folder, of every page or of those named; their paths."""
    out.mkdir(parents=True, exist_ok=True)
    made = []
    with unseen(sitting.window, *size):
        for number, (name, show) in enumerate(pages(sitting), 1):
            if only and name not in only:
                continue
            show()
            still()
            path = out / f"{prefix}{number:02}-{name}.png"
            sitting.window.grab().save(str(path))
            made.append(path)
        sitting.window.go(WARD)
    return tuple(made)
