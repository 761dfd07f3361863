"""What is drawn beside laboratory results: weights of the ward, and the eGFR that each creatinine comes to."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Result
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.renal import egfr
from hlh_desktop.domain.results.series import SeriesKey, point_of, series_key
from hlh_desktop.domain.results.trend.curves import Run, runs_of
from hlh_desktop.domain.results.trend.values import CurvePoint
from hlh_desktop.domain.results.trend.window import course_begin
from hlh_desktop.domain.results.trend.words import note_of, reported
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.writing import number, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.trend.words import Words
    from hlh_desktop.domain.results.values import LabResult

WEIGHT, EGFR = "weight", "egfr"
# A weight has a day and no clock time: it stands in the middle of its day.
NOON = time(12)


def weights(measures: Iterable[Measurement], results: Iterable[LabResult], words: Words) -> Run:
    """Every weight that stands, in kg: those of the ward on their day, those of a file at their moment."""
    begin, key = course_begin(words), SeriesKey(WEIGHT)
    own = [
        _weight(one.on, one.weight_kg, words)
        for one in measures
        if one.weight_kg is not None and (begin is None or one.on >= begin)
    ]
    filed, *_ = runs_of(results, words.knowledge.catalogue[WEIGHT], WEIGHT, words)
    points = sorted((*own, *(point for _, point in filed.points)), key=lambda point: point.at)
    return Run(WEIGHT, "kg", tuple((key, point) for point in points))


def _weight(on: date, kilograms: Decimal, words: Words) -> CurvePoint:
    told = quantity(Quantity(kilograms, "kg"))
    return CurvePoint(instant(on, NOON, words.subject.zone), kilograms, number(kilograms), told, words.on(on))


def egfrs(results: Sequence[LabResult], measures: Sequence[Measurement], words: Words) -> Run:
    """Bedside Schwartz of each creatinine with the height of that time, by the rules of `domain.renal`.

    A creatinine with a comparator, one outside the ages of the formula and one before any height gives no point: that
    is unknown. Its series is that of the creatinine.
    """
    rules, begin = words.knowledge.renal, course_begin(words)
    analyte, points = words.knowledge.catalogue[rules.analyte], []
    heights = sorted((one.on, one.height_cm) for one in measures if one.height_cm is not None)
    for one in results:
        on = words.here(one.at).date()
        height = next((cm for day, cm in reversed(heights) if day <= on), None)
        if height is not None and (begin is None or on >= begin):
            point = _egfr(one, analyte, height, words)
            points += [] if point is None else [(series_key(one, analyte), point)]
    points.sort(key=lambda pair: (pair[1].at, pair[1].reported))
    return Run(EGFR, EGFR, tuple(points))


def _egfr(one: LabResult, analyte: Analyte, height: Decimal, words: Words) -> CurvePoint | None:
    found, born = point_of(one, analyte), words.subject.born
    if found is None or born is None or one.value is None:
        return None
    at = words.here(one.at)
    unit = analyte.listed(one.unit) or one.unit
    result = Result(analyte.name, one.reported.comparator, one.value, unit, at, at.date(), found.value)
    rules = words.knowledge.renal
    made = egfr(age_on(born, at.date()), height, [_named(result, rules.analyte)], rules)
    if made is None:
        return None
    told = words.say("egfr.working", creatinine=reported(one, words), height=quantity(Quantity(height, "cm")))
    preliminary = one.reported.status == "preliminary"
    return CurvePoint(
        at, made.shown, number(made.shown), told, words.when(one.at), preliminary=preliminary, note=note_of(one, words)
    )


def _named(result: Result, analyte: str) -> Result:
    """The result under the name by which the formula looks for it."""
    return Result(analyte, result.comparator, result.value, result.unit, result.at, result.on, result.canonical)
