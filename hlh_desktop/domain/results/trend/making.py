"""The trend of a child: results, weights and doses put into charts and lanes over one stretch of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.series import of_only_laboratory
from hlh_desktop.domain.results.trend.curves import Run, curve_of, runs_of
from hlh_desktop.domain.results.trend.derived import EGFR, WEIGHT, egfrs, weights
from hlh_desktop.domain.results.trend.dosing import lanes_of
from hlh_desktop.domain.results.trend.limits import limits_of, times_upper
from hlh_desktop.domain.results.trend.outside import left_out
from hlh_desktop.domain.results.trend.scales import linear_axes, log_axes
from hlh_desktop.domain.results.trend.values import Chart, Choice, Trend
from hlh_desktop.domain.results.trend.window import time_axis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.dosing import Entry
    from hlh_desktop.domain.results.trend.values import Curve, CurvePoint, LimitLine
    from hlh_desktop.domain.results.trend.window import Window
    from hlh_desktop.domain.results.trend.words import Words
    from hlh_desktop.domain.results.values import LabResult

DERIVED = (WEIGHT, EGFR)
LOGARITHMIC = "log"


@dataclass(frozen=True, slots=True)
class Material:
    """What a trend is made of: standing results, measures and doses. `hidden` is why no amount may be shown, or ""."""

    results: Sequence[LabResult]
    measures: Sequence[Measurement] = ()
    doses: Sequence[Entry] = ()
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: a window, the scale, and which small charts; None for the usual ones."""

    window: Window = "course"
    log: bool = True
    analytes: tuple[str, ...] | None = None


@dataclass(slots=True)
class Found:
    """The results by analyte, and the runs that were made of them so far."""

    material: Material
    words: Words
    of: Mapping[str, list[LabResult]]
    runs: dict[str, tuple[Run, ...]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[Run, ...]:
        """The runs of an analyte, that of its canonical unit first."""
        if name not in self.runs:
            self.runs[name] = self._made(name)
        return self.runs[name]

    def _made(self, name: str) -> tuple[Run, ...]:
        catalogue = self.words.knowledge.catalogue
        if name == WEIGHT:
            return (weights(self.material.measures, self.of.get(WEIGHT, ()), self.words),)
        if name == EGFR:
            creatinine = self.of.get(self.words.knowledge.renal.analyte, ())
            return (egfrs(creatinine, self.material.measures, self.words),)
        return runs_of(self.of.get(name, ()), catalogue[name], name, self.words)


def trend_of(material: Material, asked: Asked, now: datetime, words: Words) -> Trend:
    """Everything that is drawn. Trouble trend_range for a window that ends before it begins."""
    by_analyte: dict[str, list[LabResult]] = defaultdict(list)
    for one in of_only_laboratory(material.results, words.knowledge.catalogue):
        by_analyte[one.analyte].append(one)
    found, rules = Found(material, words, by_analyte), words.knowledge.trends
    small = [name for name in (rules.small if asked.analytes is None else asked.analytes) if _drawable(name, found)]
    moments = [one.at for one in material.results]
    moments += [point.at for name in small if name in DERIVED for run in found.all(name) for _, point in run.points]
    planned = [one.at for one in material.doses if one.shown == "to_come"]
    time = time_axis(asked.window, moments, planned, now, words)
    main = _main(found, time, log=asked.log)
    return Trend(
        title=words.say("heading"), dates=words.dates(time.first, _last_day(time, now)),
        window=asked.window if isinstance(asked.window, str) else "range", log=asked.log, time=time, main=main,
        small=tuple(chart for name in small for chart in _small(name, found, time, log=asked.log)),
        lanes=lanes_of(material.doses, time, words, hidden=bool(material.hidden)), hidden=material.hidden,
        left_out=tuple(left_out([*rules.main, *rules.instead.values(), *small], by_analyte, time, words)),
        choices=tuple(_choices(found, small)),
    )  # fmt: skip


def _last_day(time: TimeAxis, now: datetime) -> datetime:
    """The last day that is named: today, unless the axis ends before."""
    return min(time.last, now, key=lambda at: at.astimezone(UTC))


def _drawable(name: str, found: Found) -> bool:
    """Whether an analyte has an axis; the large ones stand in the large chart."""
    known = found.words.knowledge.catalogue.get(name)
    if name in found.words.knowledge.trends.main:
        return False
    return name in DERIVED or (known is not None and known.axis != "none")


def _main(found: Found, time: TimeAxis, *, log: bool) -> Chart:
    """The large chart; the second analyte gives way to its stand-in where only that one has results."""
    rules = found.words.knowledge.trends
    names = []
    for name in rules.main:
        other = rules.instead.get(name)
        swap = other is not None and not found.all(name)[0].points and found.all(other)[0].points
        names.append(other if swap and other is not None else name)
    runs = [found.all(name)[0] for name in names]
    return _chart("main", found.words.say("main"), runs, found, time, log=log)


def _small(name: str, found: Found, time: TimeAxis, *, log: bool) -> Iterator[Chart]:
    """The charts of an analyte: one for each unit, of which one without results is drawn only where it is the first."""
    known = found.words.knowledge.catalogue.get(name)
    wanted = log and known is not None and known.axis == LOGARITHMIC
    runs = found.all(name)
    shown = [run for run in runs if run.points] or [*runs[:1]]
    for run in shown:
        yield _chart(name, found.words.title(name), [run], found, time, log=wanted)


def _chart(
    name: str, title: str, runs: Sequence[Run], found: Found, time: TimeAxis, *, log: bool
) -> Chart:  # fmt: skip
    """Curves and lines on axes made for both. Logarithmic only where every value drawn is above 0."""
    words, rules = found.words, found.words.knowledge.trends
    shown = [[value for _, point in run.within(time) for value in _needs(point)] for run in runs]
    refused = next(
        (run.analyte for run, mine in zip(runs, shown, strict=True) if log and min(mine, default=1) <= 0), ""
    )
    lines = [line for axis, run in enumerate(runs) for line in _lines(run, axis, found, time)]
    lines = _fewer(lines) if name != "main" else lines
    values = [
        [*mine, *(step.value for line in lines if line.axis == axis for step in line.steps)]
        for axis, mine in enumerate(shown)
    ]
    named = [(words.title(run.analyte), words.unit(run.unit)) for run in runs]
    logarithmic = log and not refused
    axes = log_axes(named, [one for mine in values for one in mine], rules) if logarithmic else ()
    curves = tuple(_told(curve_of(run, time, axis, words), lines, words) for axis, run in enumerate(runs))
    return Chart(
        name, title, axes or linear_axes(named, values, rules), curves, tuple(lines), _note(name, words),
        words.say("left_out.not_log", name=words.name(refused)) if refused else "",
    )  # fmt: skip


def _needs(point: CurvePoint) -> tuple[Decimal, ...]:
    """What an axis must reach for a point: itself, and a tenth beyond for the arrow of one beyond the assay."""
    if not point.beyond:
        return (point.value,)
    tenth = point.value / 10
    return point.value, point.value + (tenth if point.beyond == "above" else -tenth)


def _told(curve: Curve, lines: Sequence[LimitLine], words: Words) -> Curve:
    """A curve of which each point tells how it stands to the upper limit, for what is read in such times."""
    upper = [line for line in lines if line.set in ("laboratory", "age") and line.axis == curve.axis]
    if curve.analyte not in words.knowledge.trends.times_upper or not upper:
        return curve
    segments = tuple(
        replace(one, points=tuple(replace(point, times_upper=times_upper(point, upper, words)) for point in one.points))
        for one in curve.segments
    )
    return replace(curve, segments=segments)


def _lines(run: Run, axis: int, found: Found, time: TimeAxis) -> Iterable[LimitLine]:
    """The lines of an analyte in its canonical unit; a derived value or a unit kept apart has none."""
    known = found.words.knowledge.catalogue.get(run.analyte)
    if run.analyte in DERIVED or known is None or run.unit != known.unit:
        return ()
    return limits_of(run.analyte, axis, time, found.of.get(run.analyte, ()), found.words)


def _fewer(lines: list[LimitLine]) -> list[LimitLine]:
    """The lines of a small chart: those of the second rank only where there is no other."""
    first = [line for line in lines if not line.thin]
    return first or lines


def _note(name: str, words: Words) -> str:
    return words.say(f"{name}.note") if name in DERIVED else ""


def _choices(found: Found, small: Sequence[str]) -> Iterator[Choice]:
    """Every analyte with something to draw, in the order of the catalogue, weight and eGFR last."""
    catalogue, rules = found.words.knowledge.catalogue, found.words.knowledge.trends
    for name in (*catalogue, EGFR, *(() if WEIGHT in catalogue else (WEIGHT,))):
        count = sum(len(run.points) for run in found.all(name)) if name in DERIVED else len(found.of.get(name, ()))
        main = name in rules.main
        if count and (main or _drawable(name, found)):
            drawn = main or name in small
            yield Choice(name, found.words.title(name), count, drawn=drawn, bedside=name in rules.bedside)
