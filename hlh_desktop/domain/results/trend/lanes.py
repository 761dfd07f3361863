"""Doses under the same axis of time: a lane a drug, what was given filled, what is to come dashed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

LaneKind = Literal["doses", "daily", "intrathecal"]
# Taken is filled, in part half filled, to come dashed, not taken crossed out.
DoseState = Literal["given", "partly", "to_come", "late", "not_given"]


@dataclass(frozen=True, slots=True)
class DoseMark:
    """A dose in its lane: `label` short and without an amount while amounts are hidden, `text` all that is known."""

    at: datetime
    state: DoseState
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DayStep:
    """Days in a row of one daily amount: from midnight to midnight. `share` is its part of the largest amount a day.

    `label` says the amount per day; "" where the step before does, or while amounts are hidden.
    """

    first: datetime
    last: datetime
    share: Fraction
    given: bool
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DoseLane:
    """A drug's doses: marks, or for a drug given day after day steps with marks of what differs.

    The intrathecal lane names no drug and no amount. `amount` is what one dose is, where all are the same.
    """

    line: str
    title: str
    kind: LaneKind
    marks: tuple[DoseMark, ...] = ()
    steps: tuple[DayStep, ...] = ()
    amount: str = ""
