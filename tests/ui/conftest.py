"""What every window test stands on: the look on the application, a clock that stands still, a ward of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent

from hlh_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

NOW = datetime(2026, 11, 22, 10, 20, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application that all tests share."""
    from PySide6.QtWidgets import QApplication

    return QApplication


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light look at 100 %, put on the one application of the tests."""
    # Pages of earlier tests wait for an event loop to be deleted, and each would be dressed again.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
    found = qapp.findChild(Theme)
    theme = found if found is not None else Theme(qapp, "light")
    theme.choose("light", 1.0)
    return theme


@pytest.fixture
def now() -> datetime:
    """Sunday 22 Nov 2026, 10:20 in Paris: the moment at which the example plan is made."""
    return NOW
