"""From results to points and segments: a new segment wherever assay, laboratory, specimen or unit changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.series import point_of, series_key
from hlh_desktop.domain.results.trend.changes import ABOVE, apart, change_words, changes_of, day_one_of
from hlh_desktop.domain.results.trend.values import Curve, CurvePoint, Segment, Style
from hlh_desktop.domain.results.trend.window import course_begin, midnight
from hlh_desktop.domain.results.trend.words import note_of, reported, with_comparator
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.series import SeriesKey, SeriesPoint
    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.values import Changes
    from hlh_desktop.domain.results.trend.words import Words
    from hlh_desktop.domain.results.values import LabResult

# The parts of a key that keep results apart, beside the analyte.
PARTS = ("method", "laboratory", "specimen", "unit")


@dataclass(frozen=True, slots=True)
class Run:
    """Every result of an analyte in one unit and in its course, oldest first, each with the key of its series.

    `assays` names each series by method, laboratory and specimen as they were written.
    """

    analyte: str
    unit: str
    points: tuple[tuple[SeriesKey, CurvePoint], ...] = ()
    assays: Mapping[SeriesKey, str] = field(default_factory=dict)

    def within(self, time: TimeAxis) -> list[tuple[SeriesKey, CurvePoint]]:
        """Those that lie on an axis of time."""
        first, last = time.first.astimezone(UTC), time.last.astimezone(UTC)
        return [pair for pair in self.points if first <= pair[1].at.astimezone(UTC) <= last]

    def of(self, key: SeriesKey) -> tuple[CurvePoint, ...]:
        """The results of one series."""
        return tuple(point for mine, point in self.points if mine == key)


def runs_of(results: Iterable[LabResult], analyte: Analyte, name: str, words: Words) -> tuple[Run, ...]:
    """The results of one analyte that can be drawn and belong to the course; a unit that is kept apart by itself.

    The first is that of the canonical unit, whether it has results or not.
    """
    day = course_begin(words)
    begin = None if day is None else midnight(day, words.subject).astimezone(UTC)
    found: dict[str, list[tuple[SeriesKey, SeriesPoint]]] = {"": []}
    for one in results:
        point = point_of(one, analyte)
        if point is not None and (begin is None or one.at.astimezone(UTC) >= begin):
            key = series_key(one, analyte)
            found.setdefault(key.unit, []).append((key, point))
    return tuple(_run(name, unit, pairs, analyte, words) for unit, pairs in found.items())


def _run(
    name: str, unit: str, pairs: list[tuple[SeriesKey, SeriesPoint]], analyte: Analyte, words: Words
) -> Run:  # fmt: skip
    pairs.sort(key=lambda pair: (pair[1].at, pair[1].result.id))
    series: dict[SeriesKey, list[SeriesPoint]] = defaultdict(list)
    for key, one in pairs:
        series[key].append(one)
    starts = {key: day_one_of(mine, words) for key, mine in series.items()}
    points = tuple((key, _point(one, starts[key], analyte, words)) for key, one in pairs)
    assays = {key: _assay(key, one) for key, one in reversed(pairs)}
    return Run(name, unit or analyte.unit, points, assays)


def _point(one: SeriesPoint, start: SeriesPoint | None, analyte: Analyte, words: Words) -> CurvePoint:
    """A result where it is drawn, with its change since the start of its series; up to that there is none."""
    since = "" if start is None or one.at <= start.at else change_words(apart(start, one), words)
    result, comparator = one.result, one.comparator
    as_reported = one.value == result.value
    return CurvePoint(
        at=words.here(one.at), value=one.value,
        shown=with_comparator(comparator, one.value, None if as_reported else analyte.places),
        reported=reported(result, words), when=words.when(one.at), id=result.id, comparator=comparator,
        beyond="" if not comparator else "above" if comparator in ABOVE else "below",
        preliminary=result.reported.status == "preliminary", note=note_of(result, words),
        since_day_one=since,
    )  # fmt: skip


def curve_of(run: Run, time: TimeAxis, axis: int, words: Words) -> Curve:
    """An analyte as it is drawn within a stretch of time."""
    title, name = words.title(run.analyte), words.name(run.analyte)
    rule = words.knowledge.trends.style(run.analyte)
    drawn = run.within(time)
    last = drawn[-1][1] if drawn else None
    return Curve(
        analyte=run.analyte, title=title, name=name, unit=words.unit(run.unit),
        style=Style(rule.marker, rule.dash, rule.colour), segments=tuple(_segments(drawn, run, words)), axis=axis,
        label="" if last is None else words.say("end", name=name, shown=last.shown),
        changes=_changes(run, name, words),
    )  # fmt: skip


def _changes(run: Run, name: str, words: Words) -> Changes | None:
    if not run.points:
        return None
    key = run.points[-1][0]
    own = run.of(key)
    return changes_of(own, name, words, others=len(own) < len(run.points))


def _segments(drawn: Sequence[tuple[SeriesKey, CurvePoint]], run: Run, words: Words) -> Iterator[Segment]:
    """Points of one series in a row; what comes after a change says what changed."""
    before: SeriesKey | None = None
    for key, pairs in groupby(drawn, key=lambda pair: pair[0]):
        points = tuple(point for _, point in pairs)
        yield Segment(key, points, "" if before is None else _changed(before, key, words), run.assays.get(key, ""))
        before = key


def _changed(before: SeriesKey, key: SeriesKey, words: Words) -> str:
    """E.g. "another assay"; the first that differs names it."""
    part = next((part for part in PARTS if getattr(before, part) != getattr(key, part)), PARTS[0])
    return words.say("another", what=words.say(f"part.{part}"))


def _assay(key: SeriesKey, one: SeriesPoint) -> str:
    """What names the series, as it was written with its first result."""
    result = one.result
    laboratory, specimen = result.laboratory if key.laboratory else "", result.specimen if key.specimen else ""
    return listed((result.reported.method.strip(), laboratory.strip(), specimen.strip()))
