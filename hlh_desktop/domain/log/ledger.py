"""What stands in a log: the outcome of each dose, the release that holds, the lines that are stopped.

The log only grows. An outcome stands unless it was struck out or lifted, or another one followed a hold or an
infusion under way. Everything here is a fold over what was written, so that two windows see the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.values import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.values import Ended, LoggedDose, Outcome, Release, Stay, Stop


@dataclass(frozen=True, slots=True)
class Ledger:
    """The log of one child. `doses` are those of the plan that stands, by due moment; the rest is all of the child.

    `standing` is the outcome of each dose that stands, by the dose's id; `releases` the one that holds.
    """

    doses: tuple[LoggedDose, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    ended: Mapping[UUID, Ended] = field(default_factory=dict)
    standing: Mapping[UUID, Outcome] = field(default_factory=dict)
    releases: Mapping[UUID, Release] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    stays: tuple[Stay, ...] = ()

    def taken(self, drug: str) -> tuple[Outcome, ...]:
        """What was given of a drug and stands, in order of the moment it was taken."""
        return taken_of(drug, self.outcomes, self.ended, self.standing)


def taken_of(
    drug: str, outcomes: Iterable[Outcome], ended: Mapping[UUID, Ended], standing: Mapping[UUID, Outcome]
) -> tuple[Outcome, ...]:
    """What was given of a drug and stands, those without a planned dose too, in order of the moment it was taken."""
    found = (one for one in outcomes if one.drug == drug and one.became in TAKEN and one.id not in ended)
    still = (one for one in found if one.dose is None or standing.get(one.dose) is one)
    return tuple(sorted(still, key=lambda one: one.taken.astimezone(UTC)))


def standing_of(outcomes: Iterable[Outcome], ended: Mapping[UUID, Ended]) -> dict[UUID, Outcome]:
    """The outcome that stands of each dose: that of its last turn which was neither struck out nor lifted.

    Where what followed a hold was struck out, the hold is in force again: nobody has lifted it.
    """
    last: dict[UUID, Outcome] = {}
    for one in outcomes:
        if one.dose is None or one.id in ended:
            continue
        if one.dose not in last or one.turn > last[one.dose].turn:
            last[one.dose] = one
    return last


def next_turn(dose: UUID, outcomes: Iterable[Outcome]) -> int:
    """The turn of the next outcome of a dose."""
    return max((one.turn for one in outcomes if one.dose == dose), default=0) + 1


def stop_of(dose: LoggedDose, stops: Iterable[Stop], at: datetime | None = None) -> Stop | None:
    """The stop of a dose's line that is in force and began at or before the dose is due, or is given (`at`)."""
    latest = dose.due if at is None else max(dose.due, at.astimezone(UTC))
    for stop in stops:
        mine = (stop.line, stop.part) == (dose.line, dose.part)
        if mine and stop.lifted is None and stop.since <= latest:
            return stop
    return None
