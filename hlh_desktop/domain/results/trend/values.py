"""What screen and paper draw of a child over time: points in segments, lines, doses in lanes, changes; all in words.

Nothing of it is worked out again by who draws it. Numbers are exact; moments are aware and in ward time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.results.series import SeriesKey
    from hlh_desktop.domain.results.trend.axes import Axis, TimeAxis
    from hlh_desktop.domain.results.trend.lanes import DoseLane
    from hlh_desktop.domain.results.values import ResultId

Marker = Literal["circle", "square", "triangle", "diamond", "inverted", "cross", "plus", "pentagon"]
Dash = Literal["solid", "dashed", "dotted", "dash_dot"]
# Which way a value beyond the assay lies: the arrow at an open point.
Beyond = Literal["", "above", "below"]
Way = Literal["more", "less", "same", "unknown"]
# Whose line it is: what decides whether and when it is drawn; some are thin.
LineSet = Literal["hlh_2004", "hscore", "mas_2016", "article", "limit", "week", "age", "laboratory", "further"]
THIN: tuple[LineSet, ...] = ("hscore", "further")
NoteMark = Literal["ok", "warning", "critical", "info", "unknown"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a curve looks on any ground: its marker, its dash, and the name of its colour in the theme."""

    marker: Marker
    dash: Dash
    colour: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One result where it is drawn. `value` in the unit of its axis; with a comparator it is the limit, drawn open.

    `shown` is the number with its comparator ("> 20,000"); `reported` that with the unit as the laboratory wrote it;
    `when` its moment and course day in words; `note` what to know of it (preliminary, transfused ...) or "".
    `since_day_one` is its change since day one ("65 % less"), "" where it cannot be told within one series.
    `times_upper` tells how often the upper limit of that day goes into it ("11.1 times the upper limit of 1,329"), for
    what is read so. `id` is None where it is no laboratory result: a weight, an eGFR.
    """

    at: datetime
    value: Decimal
    shown: str
    reported: str
    when: str
    id: ResultId | None = None
    comparator: str = ""
    beyond: Beyond = ""
    preliminary: bool = False
    note: str = ""
    since_day_one: str = ""
    times_upper: str = ""

    @property
    def open(self) -> bool:
        """Whether it stands at a limit of the assay and is not the value itself."""
        return bool(self.comparator)


@dataclass(frozen=True, slots=True)
class Segment:
    """Points that a line joins: one series in a row. `label` says what changed before it ("another assay"), or "".

    `assay` names method, laboratory and specimen as far as they keep series apart.
    """

    key: SeriesKey
    points: tuple[CurvePoint, ...]
    label: str = ""
    assay: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How far one result lies from another of its series.

    `percent` is without sign and rounded half up, whole but for a change per day, which has one decimal; None where a
    comparator leaves only the direction sure, or less. `at_least`: it is more than that ("> 96 % less"), and `percent`
    is rounded down. `text` says all of it in words; `since` names the other result ("14,700 on 22 Nov"). `whole` is
    the same in one sentence.
    """

    way: Way
    percent: Decimal | None
    at_least: bool
    text: str
    since: str
    whole: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest result against peak, day one and, per day, the one before it; None where there is none to compare.

    `per_day` is simple percent a day over the last interval. `highest`: the newest of several is itself the peak.
    `note` says what was compared, in sentences.
    """

    newest: CurvePoint
    since_peak: Change | None = None
    since_day_one: Change | None = None
    per_day: Change | None = None
    note: str = ""
    highest: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """One analyte in a chart. `axis` is the place of its axis in the chart. `label` stands at the right end.

    `title` begins a heading, `name` stands inside a sentence. `changes` are None without any result so far, and those
    of the whole course whatever window is drawn.
    """

    analyte: str
    title: str
    name: str
    unit: str
    style: Style
    segments: tuple[Segment, ...]
    axis: int
    label: str = ""
    changes: Changes | None = None

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        """Every point that is drawn, oldest first."""
        return tuple(point for segment in self.segments for point in segment.points)


@dataclass(frozen=True, slots=True)
class LineStep:
    """A part of a threshold line: one value from a moment to another."""

    first: datetime
    last: datetime
    value: Decimal


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A threshold with its name and sources. `label` is what stands at the line ("ferritin 500, HLH-2004"), `value`
    the number alone; `source` names it in full.

    `axis` is the place of its axis in the chart. Several steps where it changes on a birthday, a short one where it
    holds for a week only.
    """

    analyte: str
    name: str
    op: str
    label: str
    value: str
    source: str
    set: LineSet
    axis: int
    steps: tuple[LineStep, ...]

    @property
    def thin(self) -> bool:
        """Whether it is of the second rank, and drawn so."""
        return self.set in THIN


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves over one stretch of time. The second axis, if any, stands at the right and has as many steps as the first.

    `note` must be read beside it ("not valid in unsteady state"), else "". `refused` says why it is not logarithmic
    although that was asked for, else "".
    """

    name: str
    title: str
    axes: tuple[Axis, ...]
    curves: tuple[Curve, ...]
    lines: tuple[LimitLine, ...]
    note: str = ""
    refused: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no point to draw."""
        return not any(curve.segments for curve in self.curves)


@dataclass(frozen=True, slots=True)
class Note:
    """A statement to read beside the charts, with its sources in words; `head` stands before the text in bold."""

    mark: NoteMark
    text: str
    source: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An analyte of which there are results to draw; `count` of them, `drawn` where a chart shows it already.

    `bedside`: the ward measures it, no laboratory does.
    """

    analyte: str
    title: str
    count: int
    drawn: bool
    bedside: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything that a page of trends draws.

    `main` holds ferritin and sCD25; `small` one chart each of the rest, in order. `dates` says from when to when.
    `log`: the logarithmic scale was asked for. `hidden` is why no amount is shown, or "". `left_out` are sentences on
    results that are in no chart, with the reason. `choices` is every analyte that can be drawn. `notes` are filled by
    whoever reads the results.
    """

    title: str
    dates: str
    window: str
    log: bool
    time: TimeAxis
    main: Chart
    small: tuple[Chart, ...]
    lanes: tuple[DoseLane, ...]
    hidden: str = ""
    left_out: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The main chart and then the small ones."""
        return (self.main, *self.small)

    def curves(self) -> Iterator[Curve]:
        """Every curve of every chart."""
        for chart in self.charts:
            yield from chart.curves
