"""A sample as it is typed: judged while one types, and judged again on the record in the transaction that stores it.

Weight and height of a sample are no results: they are written down as measures, by which doses are scaled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.stops.values import kept, open_stops, savable
from hlh_desktop.domain.results.values import Sample
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import measuring, people
from hlh_desktop.ward.results import correcting
from hlh_desktop.ward.results.judging import judged
from hlh_desktop.ward.results.measures import is_measure, measure_stops, row_of, told_again
from hlh_desktop.ward.results.reading import sample_of
from hlh_desktop.ward.results.writing import Left, Steps, Written, tallied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.results.stops.values import Confirmed, Stop
    from hlh_desktop.domain.results.values import LabResult, Reported, ResultId
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands against a sample as it is typed, the strictest first; nothing was written."""

    stops: tuple[Stop, ...]

    @property
    def savable(self) -> bool:
        """Whether it could be saved as it stands."""
        return savable(self.stops)

    def at(self, place: int | None) -> tuple[Stop, ...]:
        """What stands against one of its results; of the sample itself for None."""
        return tuple(stop for stop in self.stops if stop.place == place)


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a sample: `stops` that are still open, and then its results were not written; else what was.

    `measured`: its weight or height stands in the record.
    """

    stops: tuple[Stop, ...] = ()
    written: Written = field(default_factory=Written)
    measured: bool = False

    @property
    def saved(self) -> bool:
        """Whether the whole sample stands in the record."""
        return not self.stops


def look(desk: OpenWard, child: UUID, sample: Sample, confirmed: Confirmed, now: datetime) -> Judged:
    """What stands against a sample while it is typed. Trouble no_child."""
    with desk.store.reading() as reading:
        found = judged(desk, reading, child, sample, confirmed, now)
    return Judged((*found, *measure_stops(desk, child, sample, confirmed, now)))


def enter(desk: OpenWard, child: UUID, sample: Sample, confirmed: Confirmed, id_: UUID, now: datetime) -> Entered:
    """Writes a sample down, or answers what is open and writes none of its results.

    The same `id_` again adds nothing. Trouble not_allowed, no_child, measure_impossible, entry_differs, and those of
    `domain.results.limits.refuse`.
    """
    desk.require("result")
    found = look(desk, child, sample, confirmed, now)
    if not found.savable:
        return Entered(open_stops(found.stops))
    row = row_of(sample, desk.here(sample.at).date())
    if row is not None:
        doubts = measuring.measure(desk, child, row, now, told_again(desk, child, sample, row, confirmed, now))
        if doubts:
            return Entered(open_stops(measure_stops(desk, child, sample, confirmed, now)))
    return replace(_enter_results(desk, child, sample, confirmed, id_, now), measured=row is not None)


def _enter_results(
    desk: OpenWard, child: UUID, sample: Sample, confirmed: Confirmed, id_: UUID, now: datetime
) -> Entered:  # fmt: skip
    """The results of a sample, judged and stored in one transaction."""
    places = [place for place, one in enumerate(sample.results) if not is_measure(one)]
    came: list[Entered] = []

    def decide(reading: Reading) -> Writing | None:
        people.require(desk, "result", reading=reading)
        stops = judged(desk, reading, child, sample, confirmed, now)
        if not savable(stops):
            came.append(Entered(open_stops(stops)))
            return None
        results = tuple(_with_reason(sample, place, stops, confirmed) for place in places)
        told = replace(sample, results=results)
        tally = tallied(desk, reading, child, [told], id_, desk.here(now), "", Steps(1, None, None))
        came.append(Entered(written=_placed(tally.written, places)))
        return Writing(tally.entries, results=tally.results, result_ends=tally.ends) if tally.entries else None

    if places:
        desk.store.decide(decide, now)
    return came[-1] if came else Entered()


def _placed(written: Written, places: Sequence[int]) -> Written:
    """What came of results, by their places in the sample as it was typed."""
    return replace(written, left=tuple(Left(one.sample, places[one.place], one.code) for one in written.left))


def _with_reason(sample: Sample, place: int, stops: Sequence[Stop], confirmed: Confirmed) -> Reported:
    reported = sample.results[place]
    reason = kept(stops, place, confirmed.reasons.get(place, ""))
    return replace(reported, reason=reason) if reason else reported


def correct(
    desk: OpenWard, child: UUID, of: ResultId, reported: Reported, reason: str, confirmed: Confirmed, id_: UUID,
    now: datetime,
) -> tuple[Stop, ...]:  # fmt: skip
    """Puts another value in the place of a result; answers the open stops, and then nothing was written.

    `confirmed` is of place 0. Troubles of `LabLog.correct`.
    """
    stopped: list[Stop] = []

    def check(reading: Reading, new: LabResult) -> LabResult | None:
        stops = _of_correction(desk, reading, new, confirmed, now)
        stopped[:] = open_stops(stops)
        told = _with_reason(_alone(new), 0, stops, confirmed)
        return None if stopped else replace(new, reported=told)

    correcting.correct(desk, child, of, reported, reason, id_, desk.here(now), check)
    return tuple(stopped)


def look_correction(
    desk: OpenWard, child: UUID, of: ResultId, reported: Reported, confirmed: Confirmed, now: datetime
) -> Judged:
    """What stands against another value in the place of a result, while it is typed. Trouble no_result."""
    with desk.store.reading() as reading:
        old, _ = sample_of(reading, child, of)
        return Judged(_of_correction(desk, reading, replace(old, reported=reported), confirmed, now))


def _of_correction(
    desk: OpenWard, reading: Reading, new: LabResult, confirmed: Confirmed, now: datetime
) -> tuple[Stop, ...]:
    """A corrected result is judged beside what else stands of its sample; the one that it replaces is out of that."""
    return judged(desk, reading, new.child, _alone(new), confirmed, now)


def _alone(one: LabResult) -> Sample:
    return Sample(
        one.at, (one.reported,), one.laboratory, one.specimen, one.fasting, one.conditions, one.origin
    )  # fmt: skip
