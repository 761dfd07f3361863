"""Samples written down, all at once or not at all; each limit is asked again on the record as it stands.

What is there already is not written again, what a laboratory corrected takes the place of what it was, and what says
something else without being a correction is left for a person to look at (see `domain.results.matching`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

from hlh_desktop.domain.results.limits import Bounds, refuse
from hlh_desktop.domain.results.matching import Shelf, Why, place_of
from hlh_desktop.domain.results.values import LabResult, ResultEnd, ResultId
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.results import kinds
from hlh_desktop.ward.results.own_analytes import catalogue_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.results.matching import Verdict
    from hlh_desktop.domain.results.values import Reported, Sample
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]

# The clocks of an analyser, a ward and a laboratory go apart by so much.
LEEWAY = timedelta(minutes=5)
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Left:
    """A result that was not written: its sample and its place among those that came, and why."""

    sample: int
    place: int
    code: Why


@dataclass(frozen=True, slots=True)
class Written:
    """What came of samples: results that are new, of which so many superseded others; known before; left, and why."""

    new: int = 0
    known: int = 0
    superseded: int = 0
    left: tuple[Left, ...] = ()


@dataclass(slots=True)
class Tally:
    """Samples on their way in: what goes into the record, and what is to be said of it."""

    desk: OpenWard
    child: UUID
    id: UUID
    now: datetime
    digest: str
    shelf: Shelf
    number: int
    entries: list[Entry] = field(default_factory=list)
    results: dict[UUID, tuple[LabResult, ...]] = field(default_factory=dict)
    ends: dict[UUID, list[ResultEnd]] = field(default_factory=dict)
    new: int = 0
    known: int = 0
    superseded: int = 0
    left: list[Left] = field(default_factory=list)

    def take(self, index: int, sample: Sample, mine: int | None) -> None:
        """A sample; `mine` is the number of its fact where the same samples were written before."""
        place, found, ends = place_of(sample), list[LabResult](), list[ResultEnd]()
        number = self.number + 1
        for at, reported in enumerate(sample.results):
            verdict = self.shelf.judge(reported, place)
            match verdict.code:
                case "new" | "supersedes":
                    one = self._result(sample, reported, ResultId(number, len(found)), verdict)
                    found.append(one)
                    ends.extend(self._ended(verdict))
                    self.shelf.put(one, place)
                case "known":
                    self._was_known(verdict, mine)
                case code:
                    self.left.append(Left(index, at, code))
        self.new, self.superseded = self.new + len(found), self.superseded + len(ends)
        if found:
            self._add(uuid5(self.id, str(index)), sample, tuple(found), ends)

    def _ended(self, verdict: Verdict) -> Iterator[ResultEnd]:
        """The end of the result whose place another takes."""
        if verdict.of is not None:
            self.shelf.ended[verdict.of] = "superseded"
            yield ResultEnd(verdict.of, self.child, "superseded", self.desk.person.name, self.now)

    def _was_known(self, verdict: Verdict, mine: int | None) -> None:
        """Known before; of samples that are written a second time it is counted as it was the first time."""
        if verdict.of is None or verdict.of.number != mine:
            self.known += 1
            return
        self.new += 1
        self.superseded += verdict.of in self.shelf.successors

    def _result(self, sample: Sample, reported: Reported, id_: ResultId, verdict: Verdict) -> LabResult:
        return LabResult(
            id_, self.child, sample.at, reported, sample.laboratory, sample.specimen, sample.fasting,
            sample.conditions, sample.origin, verdict.of,
        )  # fmt: skip

    def _add(self, id_: UUID, sample: Sample, found: tuple[LabResult, ...], ends: list[ResultEnd]) -> None:
        self.number += 1
        body = {
            "at": sample.at.isoformat(), "laboratory": sample.laboratory, "origin": sample.origin,
            "file": sample.file, "digest": self.digest, "count": len(found), "superseded": len(ends),
            "entry": str(self.id),
        }  # fmt: skip
        self.entries.append(Entry(id_, kinds.RESULTS, self.child, self.desk.author, sample.at, body))
        self.results[id_] = found
        if ends:
            self.ends[id_] = ends

    @property
    def written(self) -> Written:
        """What came of them."""
        return Written(self.new, self.known, self.superseded, tuple(self.left))


def write(
    desk: OpenWard, child: UUID, samples: Sequence[Sample], id_: UUID, now: datetime, *, digest: str = "",
    progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> Written:  # fmt: skip
    """See `LabLog.write`."""
    found: list[Written] = []
    steps = Steps(2 * len(samples), progress, cancelled)

    def decide(reading: Reading) -> Writing | None:
        people.require(desk, "result", reading=reading)
        tally = tallied(desk, reading, child, samples, id_, now, digest, steps)
        found.append(tally.written)
        steps.skip_to(2 * len(samples) - len(tally.entries))
        if not tally.entries:
            return None
        return Writing(tally.entries, results=tally.results, result_ends=tally.ends, added=lambda _: steps.another())

    desk.store.decide(decide, now)
    return found[-1]


def look(desk: OpenWard, child: UUID, samples: Sequence[Sample], now: datetime) -> Written:
    """See `LabLog.look`."""
    with desk.store.reading() as reading:
        return tallied(desk, reading, child, samples, child, now, "", Steps(len(samples), None, None)).written


@dataclass(slots=True)
class Steps:
    """How far a long writing has come, for whoever waits; and whether they wait no longer."""

    most: int
    progress: Progress | None
    cancelled: Cancelled | None
    done: int = 0

    def another(self) -> None:
        """One step more. Trouble results_cancelled, before which nothing was saved."""
        self.skip_to(self.done + 1)
        if self.cancelled is not None and self.cancelled():
            raise Trouble("results_cancelled")

    def skip_to(self, done: int) -> None:
        """So many steps are done."""
        self.done = done
        if self.progress is not None:
            self.progress(self.done, self.most)


def tallied(
    desk: OpenWard, reading: Reading, child: UUID, samples: Sequence[Sample], id_: UUID, now: datetime, digest: str,
    steps: Steps,
) -> Tally:  # fmt: skip
    """What would become of samples on the record as it stands. Trouble no_child and those of `limits.refuse`."""
    identity = reading.identities().get(child)
    if identity is None:
        raise Trouble("no_child")
    here = [replace(sample, at=desk.here(sample.at)) for sample in samples]
    catalogue, bounds = catalogue_in(desk, reading), Bounds(identity.date_of_birth, desk.here(now), LEEWAY)
    shelf = Shelf(catalogue)
    shelf.put_all(_near(reading, child, here))
    for end in reading.result_ends(child):
        shelf.ended[end.of] = end.how
    tally = Tally(desk, child, id_, now, digest, shelf, reading.last()[0])
    for index, sample in enumerate(here):
        refuse(sample, catalogue, bounds)
        before = reading.fact(uuid5(id_, str(index)))
        tally.take(index, sample, None if before is None else before.number)
        steps.another()
    return tally


def _near(reading: Reading, child: UUID, samples: Sequence[Sample]) -> tuple[LabResult, ...]:
    """What of the record may be of the same thing: by time, or at any time where the laboratory's numbers tell."""
    analytes = {one.analyte for sample in samples for one in sample.results}
    if not analytes:
        return ()
    if any(one.key for sample in samples for one in sample.results):
        return reading.results(child, analytes)
    times = [sample.at for sample in samples]
    return reading.results(child, analytes, min(times), max(times) + MOMENT)
