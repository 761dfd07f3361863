"""What a laboratory reported: samples with their results, kept as written for ever; corrected and struck out, not lost.

A sample is what was drawn or measured at one moment: its results share time, laboratory, specimen and conditions. The
value and its unit stay as they were reported; what is canonical is worked out when something is drawn or tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.case import Comparator

# Pending: asked for, no value yet. Cancelled: not done, with the reason as text. Both are unknown, never negative.
Status = Literal["final", "preliminary", "corrected", "pending", "cancelled"]
# Conditions of a sample that were said; one that was not said is unknown, not absent.
Condition = Literal["transfused", "lipid", "propofol", "steroid", "haemolysed", "heparin"]
Origin = Literal["typed", "pasted", "csv", "fhir", "hl7"]
How = Literal["corrected", "superseded", "struck"]
WITHOUT_VALUE: tuple[Status, ...] = ("pending", "cancelled")


@dataclass(frozen=True, slots=True)
class Reported:
    """One result as the laboratory wrote it.

    `analyte` is a name of the catalogue or of the ward's own list. `value` in `unit`, both as reported; None where the
    result is words, pending or cancelled, then `text` holds the words. `method` is the assay or platform if it was
    named. `low` and `high` are the reporting laboratory's range in `unit`, `range_text` that range where it is no pair
    of numbers. `code` is what the laboratory calls the analyte, `key` its own number of this result. `reason` is why a
    rare value was confirmed by whoever typed it, with the codes of the stops it was confirmed against (stops.kept).
    """

    analyte: str
    unit: str = ""
    value: Decimal | None = None
    comparator: Comparator | None = None
    text: str = ""
    status: Status = "final"
    method: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    range_text: str = ""
    code: str = ""
    key: str = ""
    reason: str = ""

    @property
    def valued(self) -> bool:
        """Whether there is a number to draw and to test."""
        return self.value is not None and self.status not in WITHOUT_VALUE


@dataclass(frozen=True, slots=True)
class Sample:
    """What was collected at one moment `at` (aware). `fasting` None is not said; `file` names what it was read from."""

    at: datetime
    results: tuple[Reported, ...]
    laboratory: str = ""
    specimen: str = ""
    fasting: bool | None = None
    conditions: tuple[Condition, ...] = ()
    origin: Origin = "typed"
    file: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ResultId:
    """Where a result stands in the record: the number of its sample's fact, and its place within the sample from 0."""

    number: int
    place: int


@dataclass(frozen=True, slots=True)
class LabResult:
    """A result of the record with what it shares with its sample; `supersedes` is the one whose place it took."""

    id: ResultId
    child: UUID
    at: datetime
    reported: Reported
    laboratory: str = ""
    specimen: str = ""
    fasting: bool | None = None
    conditions: tuple[Condition, ...] = ()
    origin: Origin = "typed"
    supersedes: ResultId | None = None

    @property
    def analyte(self) -> str:
        """The name of its analyte."""
        return self.reported.analyte

    @property
    def value(self) -> Decimal | None:
        """Its number in its own unit; None without one."""
        return self.reported.value

    @property
    def unit(self) -> str:
        """Its unit as reported."""
        return self.reported.unit


@dataclass(frozen=True, slots=True)
class ResultEnd:
    """A result that stands no more: corrected by hand, superseded by the laboratory, or struck out; why and by whom."""

    of: ResultId
    child: UUID
    how: How
    by: str
    saved: datetime
    reason: str = ""
