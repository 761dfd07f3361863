"""Where a child is, and what that makes of a dose: the ward gives, the family gives, or nobody gives any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.case import Route
from hlh_desktop.domain.log.values import AT_HOME, OVER
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from hlh_desktop.domain.log.values import Stay

# What becomes of a dose that falls due while the child is not on the ward; None: the ward gives it.
Away = Literal["at_home", "visit", "ended"]


class StayRules(Datum):
    """The whole of resources/stay.toml: the routes by which a family gives at home."""

    home_routes: tuple[Route, ...]
    cites: Cites


def where(stays: Iterable[Stay], moment: datetime) -> Stay | None:
    """Where the child is at a moment, by what was written first to last; None: admitted, the bed not known."""
    begun = [stay for stay in stays if stay.since <= moment]
    # Of two that begin at the same moment the one that was written later counts.
    return max(reversed(begun), key=lambda stay: stay.since, default=None)


def state_away(route: str, stay: Stay | None, home_routes: Collection[str]) -> Away | None:
    """What a dose of a route becomes in a stay.

    "at_home": taken at home, not observed. "visit": given when the child comes, and never missed by itself. "ended":
    the child is not this ward's any more. None: an ordinary dose of the ward.
    """
    if stay is None:
        return None
    if stay.kind in OVER:
        return "ended"
    if stay.kind not in AT_HOME:
        return None
    return "at_home" if route in home_routes else "visit"
