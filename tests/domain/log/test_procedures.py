"""Which session takes an antibody away: the hours before it and its own time, at the very moments."""

from __future__ import annotations

from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.procedures import Procedure, removed_by
from tests.domain.log.doses import DUE

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NUMBERS = {"hours": Decimal(24), "session_hours": Decimal(4)}


def session(hours: float, lasts: float | None = 3, number: int = 9, **parts: Any) -> Procedure:
    """A plasma exchange that begins so many hours after `DUE`."""
    begun = DUE + hours * HOUR
    usual: dict[str, Any] = {
        "id": UUID(int=number), "fact": UUID(int=number), "kind": "plasma_exchange", "what": "plasma exchange",
        "device": "", "volume_ml": None, "begun": begun, "ended": None if lasts is None else begun + lasts * HOUR,
        "done_by": "", "note": "", "by": "RN A", "removes": True,
    }  # fmt: skip
    return Procedure(**{**usual, **parts})


@pytest.mark.parametrize(
    ("lasts", "after", "gone"),
    [
        (3, -24 * HOUR - SECOND, False), (3, -24 * HOUR, True), (3, 0 * HOUR, True), (3, 3 * HOUR - SECOND, True),
        (3, 3 * HOUR, False), (None, 4 * HOUR - SECOND, True), (None, 4 * HOUR, False),
    ],
)  # fmt: skip
def test_a_session_takes_away_what_was_given_a_day_before_it_or_while_it_ran(
    lasts: float | None, after: timedelta, gone: bool
) -> None:
    one = session(0, lasts)
    for at in (DUE + after, (DUE + after).astimezone(UTC)):
        assert one.touches(at, Decimal(24), Decimal(4)) is gone
        assert removed_by([one], at, NUMBERS) == (one if gone else None)


def test_of_several_sessions_the_first_to_begin_is_told_whenever_it_was_written() -> None:
    later, first = session(9), session(2, number=8)
    assert removed_by((later, first), DUE, NUMBERS) is first
    assert removed_by((session(1, removes=False), later, first), DUE, NUMBERS) is first
    assert removed_by((session(-30), later), DUE, NUMBERS) is later
    assert removed_by((), DUE, NUMBERS) is None
