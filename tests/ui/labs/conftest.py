"""The labs of a child at 14:05 of the eighth day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.labs.labs import NOW, LabsScreen, ward_with_results
from tests.ui.shell import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def labs(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[LabsScreen]:
    """The page, its window active."""
    beside = ward_with_results(tmp_path)
    made = LabsScreen(beside, Clock(NOW), qtbot)
    qtbot.addWidget(made.page)
    made.page.resize(1400, 850)
    with qtbot.waitExposed(made.page):
        made.page.show()
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    made.settle()
    yield made
    beside.ward.store.close()
