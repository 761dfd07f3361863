"""The demo series of the clinical text (synthetic, not a patient): a boy of four, day 0 is 22 November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hlh_desktop.domain.results.trend.dosing import Entry
from hlh_desktop.domain.results.trend.making import Asked, Material, trend_of
from hlh_desktop.domain.results.trend.words import Subject, Words
from hlh_desktop.domain.results.values import LabResult, Reported, ResultId
from tests.builders import knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.results.trend.values import Chart, Curve, Trend

ZONE = ZoneInfo("Europe/Paris")
CHILD = UUID(int=4)
DAY_ONE, BORN = date(2026, 11, 22), date(2022, 6, 22)
NOW = datetime(2026, 12, 20, 9, 40, tzinfo=ZONE)
UNITS = {
    "ferritin": "ug/L", "scd25": "U/mL", "plt": "10*9/L", "hb": "g/L", "anc": "10*9/L", "fibrinogen": "g/L",
    "tg": "mmol/L", "ast": "U/L", "na": "mmol/L", "bili_t": "umol/L", "aptt": "s", "crea": "umol/L", "alb": "g/L",
}  # fmt: skip
SERIES = """
-2  6556 - 62 88 0.9 1.4 3.1 188 133 24 43.8 31 29
0  11734 14700 41 82 0.7 1.1 3.8 260 131 38 47.2 38 26
1  >20000 - 28 79 0.6 0.9 4.1 311 130 44 51.5 41 24
3  12900 - 33 84 0.4 1.2 4.4 190 133 40 46.0 36 26
7  4100 9100 58 86 0.3 1.7 4.0 96 136 27 38.9 30 29
14 1350 4300 121 92 0.8 2.3 3.2 61 138 15 35.1 28 33
28 610 1900 236 101 1.9 2.8 2.2 44 139 9 33.8 27 37
"""


def spaced(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def at(day: float, hour: int = 7, minute: int = 20) -> datetime:
    """A moment of a day of the series; day 0 is course day 1."""
    return datetime(2026, 11, 22, hour, minute, tzinfo=ZONE) + timedelta(days=day)


def result(analyte: str, value: str, day: float = 0, unit: str | None = None, **more: Any) -> LabResult:
    """One result; "> 20000" has its comparator. More of `Reported` or of the sample by name."""
    number = value.lstrip("<>= ")
    shared = {name: more.pop(name) for name in ("laboratory", "specimen", "conditions", "fasting") if name in more}
    reported = Reported(
        analyte, unit or UNITS.get(analyte, ""), Decimal(number) if number else None,
        value[0] if value[:1] in "<>" and value else None, **more,
    )  # fmt: skip
    return LabResult(ResultId(int(day * 100) + 1000, len(value)), CHILD, at(day), reported, **shared)


def series() -> list[LabResult]:
    """Every result of the table."""
    found = []
    for line in SERIES.split("\n"):
        day, *values = line.split() or [""]
        for place, (analyte, value) in enumerate(zip(UNITS, values, strict=False)):
            if value != "-":
                one = result(analyte, value, float(day))
                found.append(replace(one, id=ResultId(int(day) + 3, place)))
    return found


def words(**subject: Any) -> Words:
    """The words of this child's trend, with other parts of who it is."""
    return Words(knowledge(), replace(Subject(ZONE, BORN, DAY_ONE), **subject))


def trend(results: Sequence[LabResult] | None = None, *, subject: dict[str, Any] | None = None, **asked: Any) -> Trend:
    """The trend of some results, of the whole series where none are given."""
    parts = {name: asked.pop(name) for name in ("measures", "doses", "hidden") if name in asked}
    now = asked.pop("now", NOW)
    found = series() if results is None else results
    return trend_of(Material(found, **parts), Asked(**asked), now, words(**(subject or {})))


def curve(made: Trend, analyte: str) -> Curve:
    """The curve of an analyte."""
    return next(one for one in made.curves() if one.analyte == analyte)


def chart(made: Trend, name: str) -> Chart:
    """A small chart by its analyte."""
    return next(one for one in made.small if one.name == name)


def dose(drug: str, day: float, state: Any = "given", amount: str | None = "89", **more: Any) -> Entry:
    """A dose for its lane."""
    kinds = {"etoposide": "cytotoxic", "rituximab": "antibody", "methotrexate": "intrathecal"}
    parts = {"kind": kinds.get(drug, "other"), "unit": "mg", **more}
    return Entry(
        drug, at=at(day, 14, 0), state=state, amount=None if amount is None else Decimal(amount), **parts
    )  # fmt: skip


def course() -> tuple[Entry, ...]:
    """The doses of four weeks: etoposide, a steroid that is halved after two weeks, one intrathecal dose."""
    given = [dose("etoposide", day, place=number, of=10) for number, day in enumerate((0, 3, 7, 10, 14, 21), 1)]
    planned = [dose("etoposide", 28, "due", place=7, of=10)]
    steroid = [
        dose("dexamethasone", day, "given" if day < 28 else "planned", "5.9" if day < 14 else "3") for day in range(30)
    ]
    spinal = [dose("methotrexate", 10, amount="8", place=1, of=2)]
    return tuple(sorted((*given, *planned, *steroid, *spinal), key=lambda one: one.at))
