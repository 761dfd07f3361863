"""The board: rows kept from one look to the next, each made again only when something was written or its time came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.shift import Shift, shift_at
from hlh_desktop.domain.log.urgency import GROUPS, Clock, clock_of, earliest, next_minute
from hlh_desktop.domain.schedule import instant
from hlh_desktop.ward import drafts
from hlh_desktop.ward.board.now_words import now_cell
from hlh_desktop.ward.board.rows import child_row, draft_row
from hlh_desktop.ward.board.sight import reach_of, sight_of
from hlh_desktop.ward.board.source import Source
from hlh_desktop.ward.board.telling import Words

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ward.board.kept import Kept
    from hlh_desktop.ward.board.sight import Sight
    from hlh_desktop.ward.board.values import BoardRow
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import DraftHead

PARTS = re.compile(r"(\d+)")
Natural = tuple[tuple[int, str], ...]
# Rows of these groups tell minutes.
COUNTED = ("critical", "overdue", "soon")
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A row with what it was made of: it holds from `at` until `until`, but for the minutes, which hold until `minute`.

    All in UTC.
    """

    row: BoardRow
    sight: Sight
    turn: int
    draft: DraftHead | None
    at: datetime
    until: datetime
    minute: datetime


class Board:
    """Rows for one ward. Not for two threads at a time."""

    def __init__(self, desk: OpenWard) -> None:
        self._desk = desk
        self._known, self._zone = desk.ward.knowledge, desk.zone
        self._hours = int(self._known.giving.numbers["release_hours"])
        self._reach = reach_of(self._known, self._hours)
        self._made: dict[UUID, Made] = {}
        self.source = Source(desk)

    def rows(self, now: datetime) -> tuple[BoardRow, ...]:
        """Every child at a moment, most urgent first; then by time, then by bed. Troubles of a record."""
        kept = drafts.heads(self._desk)
        self.source.look(now)
        newest = {one.child: one for one in reversed(kept)}
        clock = self.clock(now)
        words = Words(self._known, self._zone, clock.now)
        rows = [self._row(one, newest.get(one.child), clock, words) for one in self.source.kept.values()]
        rows += [draft_row(one, words) for one in kept if one.child is None]
        return tuple(sorted(rows, key=_order))

    def clock(self, now: datetime) -> Clock:
        """The moment with its shift."""
        return clock_of(now, self.shift(now), self._known.board, self._hours)

    def shift(self, now: datetime) -> Shift:
        """The shift of a moment."""
        return shift_at(now, self._known.board.shifts, self._zone)

    def sight(self, kept: Kept, clock: Clock) -> Sight:
        """What waits of a child at a moment."""
        return sight_of(kept, clock, self._reach, self._known, self._zone)

    def _row(self, kept: Kept, draft: DraftHead | None, clock: Clock, words: Words) -> BoardRow:
        made, now = self._made.get(kept.child), clock.now
        if made is None or (made.turn, made.draft) != (kept.turn, draft) or not made.at <= now < made.until:
            made = self._fresh(kept, draft, clock, words)
        elif now >= made.minute:
            row = replace(made.row, now=now_cell(kept, made.sight, words))
            made = replace(made, row=row, at=now, minute=self._minute(row, made.sight, clock))
        self._made[kept.child] = made
        return made.row

    def _fresh(self, kept: Kept, draft: DraftHead | None, clock: Clock, words: Words) -> Made:
        sight = self.sight(kept, clock)
        row = child_row(kept, draft, sight, clock, words)
        until, minute = self._until(sight, clock), self._minute(row, sight, clock)
        return Made(row, sight, kept.turn, draft, clock.now, until, minute)

    def _until(self, sight: Sight, clock: Clock) -> datetime:
        """The moment from which a row may read otherwise although nobody wrote anything, minutes apart."""
        here = clock.now.astimezone(self._zone)
        midnight = instant(here.date() + timedelta(days=1), time(), self._zone).astimezone(UTC)
        return earliest((*sight.turns, clock.shift.end, midnight), clock.now)

    def _minute(self, row: BoardRow, sight: Sight, clock: Clock) -> datetime:
        """When the minutes that a row tells are others; what waits for a person tells none."""
        first = sight.first
        return next_minute(first.at, clock.now) if first is not None and row.group in COUNTED else LAST


def _order(row: BoardRow) -> tuple[int, datetime, bool, Natural, str]:
    """Urgency, time, bed (9 before 10; without one last), name."""
    at = LAST if row.at is None else row.at
    return GROUPS.index(row.group), at, row.bed.sign == "muted", natural(row.bed.first), row.name.first


def natural(bed: str) -> Natural:
    """A bed for sorting: its numbers as numbers, 9 before 10."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in PARTS.split(bed) if part)
