"""What has passed and a later version would rewrite: a dose of the log, or one of before now, is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.revision.difference import pairs_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import DosePair
    from hlh_desktop.domain.slots import SlotKey


def rewritten(
    before: Plan, after: Plan, now: datetime, settled: AbstractSet[SlotKey] = frozenset()
) -> tuple[DosePair, ...]:
    """Doses of the past that the later version would not have as they were; () for another day one, another course.

    A dose that was due and of which the log tells nothing may be moved to a time to come, held or omitted: that says
    what becomes of it. Its amount in the past may not change, and none may be added or moved there.
    """
    if before.case.day_one != after.case.day_one:
        return ()
    return tuple(one for one in pairs_of(before, after) if _rewrites(one, now, settled))


def _rewrites(pair: DosePair, now: datetime, settled: AbstractSet[SlotKey]) -> bool:
    if pair.same:
        return False
    return pair.key in settled or (pair.after is not None and pair.after.at < now)
