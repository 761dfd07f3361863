"""Trends to draw: the synthetic course of a child with EBV-HLH (no patient), and curves of many points."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import cos
from zoneinfo import ZoneInfo

from hlh_desktop.domain.results.series import SeriesKey
from hlh_desktop.domain.results.trend.axes import Axis, Tick, TimeAxis, TimeTick
from hlh_desktop.domain.results.trend.lanes import DayStep, DoseLane, DoseMark, DoseState
from hlh_desktop.domain.results.trend.values import (
    Change,
    Changes,
    Chart,
    Curve,
    CurvePoint,
    LimitLine,
    LineStep,
    Note,
    Segment,
    Style,
    Trend,
)

PARIS = ZoneInfo("Europe/Paris")
DAY_ONE = datetime(2026, 11, 22, tzinfo=PARIS)
DAY = timedelta(days=1)
FIRST, LAST = DAY_ONE - 3 * DAY, DAY_ONE + 29 * DAY
STYLES = {
    "ferritin": Style("circle", "solid", "ferritin"),
    "scd25": Style("square", "dashed", "scd25"),
    "plt": Style("triangle", "solid", "platelets"),
    "fibrinogen": Style("diamond", "dashed", "fibrinogen"),
    "tg": Style("inverted", "dotted", "triglycerides"),
    "anc": Style("cross", "dash_dot", "neutrophils"),
}
# Day of the course from 0, value; a comparator before it.
COURSE = {
    "ferritin": ((-2, "6556"), (0, "11734"), (1, ">20000"), (3, "12900"), (7, "4100"), (14, "1350"), (28, "610")),
    "scd25": ((0, "14700"), (7, "9100"), (14, "4300"), (28, "1900")),
    "plt": ((-2, "62"), (0, "41"), (1, "28"), (3, "33"), (7, "58"), (14, "121"), (28, "236")),
    "fibrinogen": ((-2, "1.4"), (0, "1.1"), (1, "0.9"), (3, "1.2"), (7, "1.7"), (14, "2.3"), (28, "2.8")),
    "tg": ((-2, "3.1"), (0, "3.8"), (1, "4.1"), (3, "4.4"), (7, "4.0"), (14, "3.2"), (28, "2.2")),
    "anc": ((-2, "0.9"), (0, "0.7"), (1, "0.6"), (3, "0.4"), (7, "0.3"), (14, "0.8"), (28, "1.9")),
}
SINCE = {("ferritin", 7): "65 % less", ("scd25", 7): "38 % less", ("ferritin", 28): "95 % less"}


def day(number: float, hour: int = 7) -> datetime:
    """A morning of the course, day one being number 0."""
    return DAY_ONE + timedelta(days=number, hours=hour)


def spoken(value: Decimal) -> str:
    return f"{value:,}"


def point(at: datetime, text: str, unit: str = "", since: str = "", note: str = "") -> CurvePoint:
    """A result; ">20000" is beyond the assay."""
    comparator = text[0] if text[0] in "<>" else ""
    value = Decimal(text.lstrip("<>"))
    shown = f"{comparator} {spoken(value)}".strip()
    number = (at.date() - DAY_ONE.date()).days
    when = f"{at:%d %b %Y %H:%M}, day {number + 1}" if number >= 0 else f"{at:%d %b %Y %H:%M}, {-number} days before"
    beyond = {">": "above", "<": "below"}.get(comparator, "")
    return CurvePoint(
        at, value, shown, f"{shown} {unit}".strip(), when, None, comparator, beyond, note=note,  # type: ignore[arg-type]
        since_day_one=since,
    )  # fmt: skip


def log_axis(title: str, unit: str, low: int, high: int) -> Axis:
    """From ten to the `low` to ten to the `high`."""
    ticks = []
    for power in range(low, high + 1):
        ticks.append(Tick(Decimal(10) ** power, spoken(Decimal(10) ** power)))
        ticks += [Tick(Decimal(step) * 10**power) for step in range(2, 10) if power < high]
    return Axis(title, unit, "log", Decimal(10) ** low, Decimal(10) ** high, tuple(ticks))


def plain_axis(title: str, unit: str, high: str) -> Axis:
    """From nothing to `high`."""
    ticks = (Tick(Decimal(0), "0"), Tick(Decimal(high) / 2), Tick(Decimal(high), high))
    return Axis(title, unit, "linear", Decimal(0), Decimal(high), ticks)


def time_axis(first: datetime = FIRST, last: datetime = LAST) -> TimeAxis:
    """Weeks from day one."""
    marks = (DAY_ONE + 7 * week * DAY for week in range(60))
    ticks = tuple(
        TimeTick(
            at,
            f"{at.day} {at:%b}",
            f"day {(at - DAY_ONE).days + 1}",
            f"{at.day} {at:%b}, day {(at - DAY_ONE).days + 1}",
        )
        for at in marks
        if first <= at <= last
    )
    return TimeAxis(first, last, ticks, (), DAY_ONE, LAST - DAY)


def curve(name: str, title: str, unit: str, axis: int = 0, changes: Changes | None = None) -> Curve:
    """A curve of the course."""
    points = tuple(point(day(at), text, unit, SINCE.get((name, at), "")) for at, text in COURSE[name])
    segment = Segment(SeriesKey(name), points)
    said = title if name == "scd25" else title.lower()
    return Curve(name, title, said, unit, STYLES[name], (segment,), axis, f"{said} {points[-1].shown}", changes)


def line(name: str, label: str, value: str, axis: int = 0, first: datetime = FIRST, last: datetime = LAST) -> LimitLine:
    """A threshold that holds from a moment to another."""
    step = LineStep(first, last, Decimal(value))
    return LimitLine(name, label, ">=", label, value, label, "hlh_2004", axis, (step,))


def changes(name: str, peak: Change, start: Change, a_day: Change, note: str) -> Changes:
    """What became of a marker."""
    at, text = COURSE[name][-1]
    return Changes(point(day(at), text), peak, start, a_day, note)


def change(percent: int, text: str, since: str, *, at_least: bool = False) -> Change:
    """So much less."""
    return Change("less", Decimal(percent), at_least, text, since, f"{text} than {since}")


def main_chart() -> Chart:
    """Ferritin and sCD25."""
    of_ferritin = changes(
        "ferritin", change(96, "> 96 % less", "> 20,000 on 23 Nov", at_least=True),
        change(95, "95 % less", "11,734 on 22 Nov"), change(4, "4 % less", "1,350 on 6 Dec"),
        "Peak ferritin > 20,000 µg/L on 23 Nov. Start: 22 Nov. One assay, one series.",
    )  # fmt: skip
    of_receptor = changes(
        "scd25", change(87, "87 % less", "14,700 on 22 Nov"), change(87, "87 % less", "14,700 on 22 Nov"),
        change(4, "4 % less", "4,300 on 6 Dec"), "Peak sCD25 14,700 U/mL on 22 Nov.",
    )  # fmt: skip
    return Chart(
        "main", "Ferritin and sCD25",
        (log_axis("ferritin", "µg/L", 2, 5), log_axis("sCD25", "U/mL", 2, 5)),
        (curve("ferritin", "Ferritin", "µg/L", 0, of_ferritin), curve("scd25", "sCD25", "U/mL", 1, of_receptor)),
        (
            line("ferritin", "ferritin 500, HLH-2004", "500"), line("scd25", "sCD25 2,400, HLH-2004", "2400", 1),
            line("ferritin", "ferritin 2,000 at week 2", "2000", 0, day(10.5), day(17)),
        ),
    )  # fmt: skip


def small_chart(name: str, title: str, unit: str, high: str, *limits: str) -> Chart:
    """One marker by itself."""
    lines = tuple(line(name, limit, limit) for limit in limits)
    at, text = COURSE[name][-1]
    return Chart(
        name,
        title,
        (plain_axis(title, unit, high),),
        (curve(name, title, unit, 0, Changes(point(day(at), text))),),
        lines,
    )


def marks(*numbers: float, state: DoseState = "given") -> tuple[DoseMark, ...]:
    return tuple(DoseMark(day(at, 14), state, "", f"dose on day {at + 1:g}") for at in numbers)


def lanes() -> tuple[DoseLane, ...]:
    """What was given, and what is due."""
    first = DayStep(day(0, 0), day(14, 0), Fraction(1), True, "5.9 mg per day", "5.9 mg per day, given")
    then = DayStep(day(14, 0), day(28, 0), Fraction(1, 2), True, "3 mg per day", "3 mg per day, given")
    return (
        DoseLane("etoposide", "etoposide", "doses", (*marks(0, 3, 7, 10, 14, 21), *marks(28, state="to_come"))),
        DoseLane("rituximab", "riTUXimab", "doses", marks(0, 8, 14, 21)),
        DoseLane("immunoglobulin", "immunoglobulin", "doses", marks(1, 2)),
        DoseLane("dexamethasone", "dexAMETHasone", "daily", (), (first, then)),
    )


def demo(**parts: object) -> Trend:
    """The course of 30 days."""
    small = (
        small_chart("plt", "Platelets", "10⁹/L", "250", "100"),
        small_chart("fibrinogen", "Fibrinogen", "g/L", "3", "1.5"),
        small_chart("tg", "Triglycerides", "mmol/L", "5", "3"),
        small_chart("anc", "Neutrophils", "10⁹/L", "2", "1", "0.5"),
    )
    notes = (
        Note("ok", "Day 7, sCD25 38 % less. In one series (n = 89) a fall under 25 % was the worst early sign.", "S48"),
        Note("warning", "Ferritin 610, over 500. Resolution asks for 500 or less; decided at week 8.", "HLH-94"),
        Note("unknown", "EBV DNA of 13 Dec is pending."),
    )
    whole: dict[str, object] = {
        "title": "Trends", "dates": "20 Nov to 20 Dec 2026", "window": "course", "log": True, "time": time_axis(),
        "main": main_chart(), "small": small, "lanes": lanes(), "notes": notes, **parts,
    }  # fmt: skip
    return Trend(**whole)  # type: ignore[arg-type]


def many(count: int) -> Trend:
    """So many points of ferritin and sCD25 together, over a year."""
    first, last = DAY_ONE - DAY, DAY_ONE + 365 * DAY
    each = count // 2
    base = datetime(2026, 11, 22, tzinfo=UTC)
    step = timedelta(seconds=364 * 86400 // each)

    def value(share: float, place: int, axis: int) -> Decimal:
        """It falls, comes back and falls again, with a tenth of noise."""
        return round(
            Decimal(10 ** (3.4 + axis / 3 + 0.9 * cos(9 * share)) * (1 + (place * 7919 % 200 - 100) / 1000)), 0
        )

    def made(name: str, title: str, axis: int) -> Curve:
        points = tuple(
            CurvePoint(base + place * step, value(place / each, place, axis), "", "", "") for place in range(each)
        )
        return Curve(name, title, title, "", STYLES[name], (Segment(SeriesKey(name), points),), axis, title)

    axes = (log_axis("ferritin", "µg/L", 2, 5), log_axis("sCD25", "U/mL", 2, 5))
    curves = (made("ferritin", "ferritin", 0), made("scd25", "sCD25", 1))
    chart = Chart("main", "Ferritin and sCD25", axes, curves, main_chart().lines)
    return demo(main=chart, time=time_axis(first, last), small=())
