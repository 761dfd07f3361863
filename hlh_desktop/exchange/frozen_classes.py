"""The classes of which a frozen plan is made: a fixed list, so that a text can name no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.case import Case, Change, Measurement
from hlh_desktop.domain.criteria.assessment import Criteria
from hlh_desktop.domain.criteria.hlh import Assessment, Item
from hlh_desktop.domain.criteria.hscore import HScore, Points
from hlh_desktop.domain.cumulative import Cumulative, Point
from hlh_desktop.domain.dosing import Dose, Part, Rule
from hlh_desktop.domain.finding import Finding, Option, Task
from hlh_desktop.domain.laboratory import Result
from hlh_desktop.domain.measures import Measured, Span
from hlh_desktop.domain.orders import (
    Administration,
    Applied,
    IntrathecalAdministration,
    IntrathecalDose,
    IntrathecalOrder,
    Order,
    Ordered,
)
from hlh_desktop.domain.patient import Age, SurfaceArea
from hlh_desktop.domain.plan import Plan
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.renal import Egfr
from hlh_desktop.domain.sources import Cite

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASSES: tuple[type[Any], ...] = (
    Administration, Age, Applied, Assessment, Case, Change, Cite, Criteria, Cumulative, Dose, Egfr, Finding, HScore,
    IntrathecalAdministration, IntrathecalDose, IntrathecalOrder, Item, Measured, Measurement, Option, Order, Ordered,
    Part, Plan, Point, Points, Quantity, Result, Rule, Span, SurfaceArea, Task,
)  # fmt: skip
KNOWN: Mapping[str, type[Any]] = {kind.__name__: kind for kind in CLASSES}
