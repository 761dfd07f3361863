"""The history as a table for other programs: CSV as spreadsheets read it, with no cell that they would calculate."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.values import Event

COLUMNS = ("taken", "saved", "by", "workstation", "what", "detail")
# A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def history_csv(events: Iterable[Event], wording: Wording) -> bytes:
    """The events as UTF-8 with the mark that spreadsheets look for; moments are ISO 8601 with their offset."""
    written = StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_ALL)
    table.writerow([wording.say(f"page.history.{name}") for name in COLUMNS])
    for event in events:
        moments = (event.taken.isoformat(timespec="seconds"), event.saved.isoformat(timespec="seconds"))
        words = (event.by, event.workstation, event.what, event.detail)
        table.writerow([*moments, *(_harmless(word) for word in words)])
    return written.getvalue().encode("utf-8-sig")


def _harmless(word: str) -> str:
    """A word that no spreadsheet takes for a formula."""
    return f"'{word}" if word.startswith(FORMULA) else word
