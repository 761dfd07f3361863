"""Findings about the route: a dose of the other route, and cytotoxics of two routes on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.orders import IntrathecalOrder, Order
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

INTRAVENOUS = "intravenous"


def route_dose_check(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An intravenous dose a day that only the oral route is given at."""
    limit = alert.numbers["mg_per_kg_per_day"]
    for order in situation.orders:
        if isinstance(order, Order) and order.line in alert.lines and order.route == INTRAVENOUS:
            most = max(one.dose.rule.amount for one in order.administrations)
            if most > limit:
                yield Fired({"line": order.line, "dose": plain(most), "limit": plain(limit)})


def intrathecal_same_day_as_iv_cytotoxic(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An intrathecal dose on a day of an intravenous cytotoxic; critical at the same time."""
    cytotoxic = frozenset(_cytotoxic(situation))
    intrathecal = {
        one.at for order in situation.orders if isinstance(order, IntrathecalOrder) for one in order.administrations
    }
    dates = {at.date() for at in cytotoxic}
    shared = sorted(at for at in intrathecal if at.date() in dates)
    if shared:
        days = ", ".join(at.date().isoformat() for at in shared)
        yield Fired({"days": days}, level="critical" if intrathecal & cytotoxic else None)


def _cytotoxic(situation: Situation) -> Iterator[datetime]:
    for order in situation.orders:
        if (
            isinstance(order, Order)
            and order.route == INTRAVENOUS
            and situation.knowledge.formulary[order.drug].cytotoxic
        ):
            yield from (one.at for one in order.administrations)


RULES: dict[str, Finds[Rule]] = {
    "route_dose_check": Finds(route_dose_check, numbers=("mg_per_kg_per_day",)),
    "intrathecal_same_day_as_iv_cytotoxic": Finds(intrathecal_same_day_as_iv_cytotoxic),
}
