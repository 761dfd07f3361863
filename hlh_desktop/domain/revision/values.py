"""The difference between two versions of a plan, as values: doses, lines, the cumulative sum, tasks and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.orders import Administration, IntrathecalAdministration, IntrathecalDose
    from hlh_desktop.domain.patient import SurfaceArea
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.slots import SlotKey

# "unknown" is gone as well, but only because no result that it was told by counts any more.
Turn = Literal["new", "unknown", "gone", "changed", "louder", "quieter"]


@dataclass(frozen=True, slots=True)
class Course:
    """The version that a draft goes on from: its day one, its plan, and the doses of which the log tells already."""

    day_one: date
    plan: Plan | None = None
    settled: frozenset[SlotKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Placed:
    """A dose where it stands in a version, and by which route."""

    one: Administration | IntrathecalAdministration
    route: str

    @property
    def at(self) -> datetime:
        """Its moment in ward time."""
        return self.one.at

    @property
    def day(self) -> int:
        """Its course day."""
        return self.one.day

    @property
    def dose(self) -> Dose | IntrathecalDose:
        """What is given."""
        return self.one.dose


@dataclass(frozen=True, slots=True)
class DosePair:
    """One dose of the course in two versions; None where a version does not have it."""

    key: SlotKey
    drug: str
    before: Placed | None
    after: Placed | None

    @property
    def same(self) -> bool:
        """Whether both versions give the same amount at the same moment by the same route."""
        one, other = self.before, self.after
        if one is None or other is None:
            return one is other
        return (one.at, one.route, one.dose.amount) == (other.at, other.route, other.dose.amount)


@dataclass(frozen=True, slots=True)
class LinePair:
    """Doses of a line that follow each other and are equal in each version; `settled` have passed and stay as given."""

    line: str
    part: str | None
    drug: str
    doses: tuple[DosePair, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """Cumulative etoposide in mg/m2 of each version, with the dates on which the two limits are passed.

    It holds all that came before this course and from elsewhere: `earlier_before` and `earlier`. `asked`: whether what
    was given before the course is known in the later one.
    """

    before: Fraction
    after: Fraction
    above_2000: tuple[date | None, date | None]
    at_3000: tuple[date | None, date | None]
    earlier_before: Fraction
    earlier: Fraction
    asked: bool


@dataclass(frozen=True, slots=True)
class TaskPair:
    """A task that comes, goes or is due at another time."""

    code: str
    text: str
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True, slots=True)
class FindingTurn:
    """A finding that is new, gone, or of another level or value than before; `was` is the one it takes the place of."""

    turn: Turn
    finding: Finding
    was: Finding | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that two versions of a course do not have alike; `lines` hold those that are alike too, as they stand.

    `doses` are the single doses that differ: those still to come, and those that were due and stand no more.
    """

    surface: tuple[SurfaceArea, SurfaceArea]
    lines: tuple[LinePair, ...]
    doses: tuple[DosePair, ...]
    cumulative: Sum
    tasks: tuple[TaskPair, ...]
    findings: tuple[FindingTurn, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is to be done differs."""
        return not (self.doses or self.tasks or self.findings)
