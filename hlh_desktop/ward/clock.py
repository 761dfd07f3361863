"""Whether this computer's clock was set back: then moments that are saved lie ahead of it, and the ward is told.

What is written meanwhile keeps its order by number; only its moments can't be trusted.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.gates.when import span

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.ward.open_ward import OpenWard

# A deed asks for the time before it is saved, and two computers of a ward never agree to the second.
TOLERATED = timedelta(minutes=1)


def clock_behind(desk: OpenWard, now: datetime) -> timedelta | None:
    """How far `now` lies behind the latest moment at which anything was saved lately; None where it does not."""
    with desk.store.reading() as reading:
        latest = reading.latest_saved()
    if latest is None:
        return None
    behind = latest.astimezone(UTC) - now.astimezone(UTC)
    return behind if behind > TOLERATED else None


def clock_warning(desk: OpenWard, now: datetime) -> str:
    """The same as a sentence for the ward; empty where the clock is not behind."""
    behind = clock_behind(desk, now)
    return "" if behind is None else desk.ward.wording.say("log.clock_behind", time=span(behind))
