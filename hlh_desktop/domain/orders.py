"""What is ordered: each administration with its moment and dose; intrathecal orders are a type of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.case import Change, Route
    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.patient import Age
    from hlh_desktop.domain.protocol import IntrathecalDrug
    from hlh_desktop.domain.quantity import Quantity
    from hlh_desktop.domain.sources import Cites


@dataclass(frozen=True, slots=True)
class Administration:
    """One dose at one moment of ward time. `moved_from` is where it stood before a change moved it."""

    day: int
    at: datetime
    dose: Dose
    moved_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A drug by one ordinary route, with every administration in order of time."""

    line: str
    part: str | None
    drug: str
    route: Route
    administrations: tuple[Administration, ...]


@dataclass(frozen=True, slots=True)
class IntrathecalDose:
    """A fixed amount by the age on the day of the dose; no body surface, no factor, no cap."""

    drug: IntrathecalDrug
    amount: Quantity
    age: Age
    band: str
    cites: Cites


@dataclass(frozen=True, slots=True)
class IntrathecalAdministration:
    """One intrathecal dose at one moment of ward time."""

    day: int
    at: datetime
    dose: IntrathecalDose
    moved_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class IntrathecalOrder:
    """Methotrexate or prednisolone, intrathecal. The route is the type: it is no field and can't be changed."""

    part: str | None
    drug: IntrathecalDrug
    administrations: tuple[IntrathecalAdministration, ...]

    @property
    def line(self) -> Literal["intrathecal"]:
        """The one line that gives such orders."""
        return "intrathecal"

    @property
    def route(self) -> Literal["intrathecal"]:
        """The one route."""
        return "intrathecal"


AnyOrder = Order | IntrathecalOrder


@dataclass(frozen=True, slots=True)
class Applied:
    """A change of one dose that took effect, with the moments at which the dose would have been given."""

    change: Change
    due: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """What became of one chosen line: its orders, the changes that took effect, and what could not be done.

    `zero_days` are days whose dose rounds to nothing, `missed` changes that name a day without a dose. Between two
    doses `least` should lie; `critical` is the time that must. `refused` is when doses of a time of refusal were
    planned.
    """

    line: str
    part: str | None
    orders: tuple[AnyOrder, ...]
    applied: tuple[Applied, ...] = ()
    zero_days: tuple[int, ...] = ()
    missed: tuple[Change, ...] = ()
    least: timedelta = timedelta()
    critical: timedelta = timedelta()
    refused: tuple[datetime, ...] = ()
