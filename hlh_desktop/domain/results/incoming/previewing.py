"""A preview made of a file: whose rows they are, what each reports, what stands against it, what the record holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.incoming.judging import Judged, judge_row
from hlh_desktop.domain.results.incoming.preview import NotTaken, Preview, Taken, judged
from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.results.matching import Shelf, place_of
from hlh_desktop.domain.results.series import point_of, series_key
from hlh_desktop.domain.results.stops.judge import judge
from hlh_desktop.domain.results.values import LabResult, ResultId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.incoming.claims import Known, Verdict
    from hlh_desktop.domain.results.incoming.judging import Terms
    from hlh_desktop.domain.results.incoming.values import LabFile
    from hlh_desktop.domain.results.series import SeriesKey
    from hlh_desktop.domain.results.stops.values import Child, Stop
    from hlh_desktop.domain.results.values import ResultEnd, Sample

    Step = Callable[[int, int], None]
    Group = tuple[Sample, list["Place"]]

EVERY = 1_000
ANOTHER = "identity_another"
# Rows of a file have no number in the record yet; theirs is after every other.
NEVER = 10**12


@dataclass(frozen=True, slots=True)
class Place:
    """A row that reports something, with its number among those."""

    number: int
    judged: Judged


@dataclass(frozen=True, slots=True)
class Against:
    """What the rows of a file are held against beside the catalogue: the child, and its results of the record.

    `record` are all its results, oldest first, with how those ended that stand no more.
    """

    child: UUID
    known: Known
    who: Child
    knowledge: Knowledge
    now: datetime
    record: Sequence[tuple[LabResult, ResultEnd | None]] = ()


def make_preview(
    file: LabFile, terms: Terms, against: Against, identity: Verdict, digest: str, step: Step | None = None
) -> Preview:
    """The preview of a file; `step` is told how many of its rows are done."""
    mine = [row for row in file.rows if row.patient in identity.matches]
    found: list[Place] = []
    out: list[NotTaken] = [*_of_others(file, identity), *_no_results(file)]
    for number, row in enumerate(mine):
        if step is not None and number % EVERY == 0:
            step(number, len(mine))
        made = judge_row(row, terms)
        if isinstance(made, NotTaken):
            out.append(made)
        else:
            found.append(Place(len(found), made))
    fates = Fates(against, Shelf(terms.lookup.catalogue))
    taken = tuple(fates.of(found, _stops(_samples(found), terms, against, step)))
    out.extend(fates.out)
    left, refused = (tuple(one for one in out if one.refused is kind) for kind in (False, True))
    return Preview(
        terms.file, file.kind, digest, terms.laboratory, identity, taken, left, refused, file.notes, against.known
    )


def _of_others(file: LabFile, identity: Verdict) -> Iterator[NotTaken]:
    """The rows of other patients, a line for each of these; of none of them more is told than how many there are."""
    doubtful = identity.blocks and identity.reason.code != ANOTHER
    for patient, count in Counter(row.patient for row in file.rows).items():
        if patient not in identity.matches:
            code = "row_without_patient" if patient is None else "row_blocked" if doubtful else "another_patient"
            yield NotTaken(Reason(code), None, count)


def _no_results(file: LabFile) -> Iterator[NotTaken]:
    """What in the file is no result."""
    for reason, count in file.other:
        yield NotTaken(reason, None, count)


def samples(places: Iterable[Sample]) -> tuple[Sample, ...]:
    """Samples of one result each as those that they were collected in, in the order in which each begins."""
    found: dict[Sample, list[Sample]] = {}
    for one in places:
        found.setdefault(replace(one, results=()), []).append(one)
    return tuple(replace(key, results=tuple(one.results[0] for one in all_of)) for key, all_of in found.items())


def _samples(found: Iterable[Place]) -> list[Group]:
    """The rows by sample, oldest first."""
    groups: dict[Sample, list[Place]] = {}
    for place in found:
        groups.setdefault(replace(place.judged.sample, results=()), []).append(place)
    made = [
        (replace(key, results=tuple(one.judged.sample.results[0] for one in places)), places)
        for key, places in groups.items()
    ]
    return sorted(made, key=lambda group: group[0].at)


def _stops(
    groups: Sequence[Group], terms: Terms, against: Against, step: Step | None
) -> Mapping[int, list[Stop]]:  # fmt: skip
    """What stands against each row, by its number; earlier rows of the file count as values before."""
    found: dict[int, list[Stop]] = defaultdict(list)
    past = Past(against, terms.lookup.catalogue)
    for number, (sample, places) in enumerate(groups):
        if step is not None:
            step(number, len(groups))
        earlier = past.before(sample)
        for stop in judge(sample, earlier, terms.lookup.catalogue, against.knowledge, against.who, against.now):
            for place in places if stop.place is None else (places[stop.place],):
                found[place.number].append(stop)
        for place in places:
            if _hard(found.get(place.number, ())) is None:
                past.add(place.judged.sample)
    return found


def _hard(stops: Iterable[Stop]) -> Stop | None:
    """The first of some stops that lets nothing pass."""
    return next((stop for stop in stops if stop.level == "hard"), None)


@dataclass(slots=True)
class Past:
    """Results by series and time: of all of them only the newest before a sample is ever compared with it."""

    against: Against
    catalogue: Mapping[str, Analyte]
    series: dict[str, dict[SeriesKey, list[LabResult]]] = field(default_factory=lambda: defaultdict(dict))
    count: int = 0

    def __post_init__(self) -> None:
        for one, end in self.against.record:
            if end is None:
                self._put(one)

    def before(self, sample: Sample) -> list[LabResult]:
        """The newest result of each series that a result of the sample could be of."""
        found: list[LabResult] = []
        for analyte in {one.analyte for one in sample.results}:
            for held in self.series[analyte].values():
                place = bisect_left(held, sample.at, key=_at)
                found += held[place - 1 : place] if place else ()
        return found

    def add(self, sample: Sample) -> None:
        """A row of the file, to compare later ones with."""
        self.count += 1
        self._put(_result(sample, self.against.child, self.count))

    def _put(self, one: LabResult) -> None:
        analyte = self.catalogue.get(one.analyte)
        if analyte is None or point_of(one, analyte) is None:
            return
        held = self.series[one.analyte].setdefault(series_key(one, analyte), [])
        held.insert(bisect_right(held, one.at, key=_at), one)


def _at(one: LabResult) -> datetime:
    return one.at


def _result(sample: Sample, child: UUID, number: int) -> LabResult:
    """The result of a sample of one as it would stand, with a number that the record does not reach."""
    return LabResult(
        ResultId(NEVER, number), child, sample.at, sample.results[0], sample.laboratory, sample.specimen,
        sample.fasting, sample.conditions, sample.origin,
    )  # fmt: skip


@dataclass(slots=True)
class Fates:
    """What becomes of rows on the record as it stands; `out` are those that are not taken."""

    against: Against
    shelf: Shelf
    known: dict[ResultId, LabResult] = field(default_factory=dict)
    out: list[NotTaken] = field(default_factory=list)

    def of(self, found: Sequence[Place], stops: Mapping[int, list[Stop]]) -> Iterator[Taken]:
        """The rows that may be taken, in the order of the file."""
        self.known = {one.id: one for one, _ in self.against.record}
        self.shelf.put_all(self.known.values())
        self.shelf.ended.update({one.id: end.how for one, end in self.against.record if end is not None})
        count = 0
        for place in found:
            against = stops.get(place.number, ())
            hard = _hard(against)
            if hard is not None:
                self.out.append(NotTaken(judged(hard), place.judged.row, refused=True))
                continue
            checks = (*place.judged.checks, *(judged(stop) for stop in against if stop.level == "soft"))
            made = self._one(place, count, checks)
            if made is not None:
                count += 1
                yield made

    def _one(self, place: Place, number: int, checks: tuple[Reason, ...]) -> Taken | None:
        """A row beside what is of the same thing already, of the record or earlier in the file."""
        row, sample = place.judged.row, place.judged.sample
        spot = place_of(sample)
        verdict = self.shelf.judge(sample.results[0], spot)
        of = self.known.get(verdict.of) if verdict.of else None
        match verdict.code:
            case "known":
                return Taken(number, row, sample, "known", checks, of)
            case "new" | "supersedes" as fate:
                one = _result(sample, self.against.child, place.number)
                self.known[one.id] = one
                self.shelf.put(one, spot)
                if verdict.of is not None:
                    self.shelf.ended[verdict.of] = "superseded"
                return Taken(number, row, sample, fate, checks, of)
            case code:
                self.out.append(NotTaken(Reason(f"record_{code}", {"stands": _shown(of)}), row))
                return None


def _shown(of: LabResult | None) -> str:
    """The result that stands already, as it was reported."""
    if of is None:
        return ""
    value = of.reported.text if of.reported.value is None else f"{of.reported.comparator or ''}{of.reported.value:f}"
    return " ".join(part for part in (value, of.unit) if part)
