"""A child's doses on the screen, with a clock that is moved by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.giving.bedsides import Bedside, Screen, at, bedside
from tests.ui.shell import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Bedside]:
    """The ward, a nurse at work, the child with the plan of day one."""
    made = bedside(tmp_path)
    yield made
    made.ward.store.close()


@pytest.fixture
def screen(beside: Bedside, qtbot: QtBot, theme: Theme) -> Iterator[Screen]:
    """The doses of the child at 08:05 of day one, where co-trimoxazole and dexamethasone are due."""
    double = QApplication.doubleClickInterval()
    made = Screen(beside, Clock(at(22, 8, 5)))
    qtbot.addWidget(made.page)
    made.page.resize(1400, 850)
    with qtbot.waitExposed(made.page):
        made.page.show()
    made.page.activateWindow()
    yield made
    QApplication.setDoubleClickInterval(double)
