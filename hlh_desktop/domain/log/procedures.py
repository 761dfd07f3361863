"""Procedures that are logged beside doses: plasma exchange, adsorption, and which moments of doses they touch.

A session that takes antibodies out of the blood takes those with it that were given shortly before it or during it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from uuid import UUID

Words = dict[str, str]


class ProcedureRule(Datum):
    """A kind of procedure as data: its name, and whether it removes antibodies."""

    title: Words
    removes: bool = False
    cites: Cites


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure as it is written down now; `id` stays the same through amendments, `fact` is the newest.

    `what` in the words of that day; `volume_ml` None not told; `ended` None not over, or not written yet. A session
    that is planned begins in the future. `removes`: it takes antibodies out of the blood.
    """

    id: UUID
    fact: UUID
    kind: str
    what: str
    device: str
    volume_ml: Decimal | None
    begun: datetime
    ended: datetime | None
    done_by: str
    note: str
    by: str
    removes: bool
    amended: bool = False

    def touches(self, at: datetime, hours: Decimal, lasts: Decimal) -> bool:
        """Whether a dose of this moment is taken away: given so many hours before the session, or during it.

        One whose end nobody has written yet is taken to last so many hours.
        """
        begun = self.begun.astimezone(UTC)
        ended = begun + timedelta(hours=int(lasts)) if self.ended is None else self.ended.astimezone(UTC)
        return begun - timedelta(hours=int(hours)) <= at.astimezone(UTC) < ended


def removed_by(procedures: Iterable[Procedure], at: datetime, numbers: Mapping[str, Decimal]) -> Procedure | None:
    """The first session that takes away what is given at a moment; None where none does.

    `numbers` are those of the gate before_exchange: `hours` before a session, `session_hours` that one lasts.
    """
    hours, lasts = numbers["hours"], numbers["session_hours"]
    found = (one for one in procedures if one.removes and one.touches(at, hours, lasts))
    return min(found, key=lambda one: one.begun.astimezone(UTC), default=None)
