"""What keeps a case from being planned: each problem names its field, what stands there and what is expected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.measures import as_of, newest, spans_of
from hlh_desktop.domain.plausibility import implausible, told, typed
from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.regimen_checks import regimen_problems
from hlh_desktop.domain.schedule import ward_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.case import Case, LabRow
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte


def problems(case: Case, knowledge: Knowledge) -> tuple[Problem, ...]:
    """Every problem of a well-formed case; none means that `make_plan` can be asked."""
    return (
        *_patient(case, knowledge),
        *_suspicion(case, knowledge),
        *_revisions(case, knowledge),
        *_past(case),
        *_measurements(case, knowledge),
        *(found for number, row in enumerate(case.labs) for found in _lab(number, row, case, knowledge)),
        *_elsewhere(case, knowledge),
        *_answers(case, knowledge),
        *regimen_problems(case, knowledge),
    )


def _patient(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    born = case.patient.date_of_birth
    if born > case.day_one:
        yield problem("patient.date_of_birth", born.isoformat(), "born_after", day=case.day_one.isoformat())
    ranges = knowledge.settings.ranges
    weeks = case.patient.gestation_weeks
    if weeks is not None:
        low, high = ranges["gestation_weeks"]
        if not low <= weeks <= high:
            yield problem("patient.gestation_weeks", weeks, "not_whole_from", low=plain(low), high=plain(high))
    yield from _in_range("signs.temperature_c", case.signs.temperature_c, ranges["temperature_c"])


def _in_range(where: str, value: Decimal | None, bounds: tuple[Decimal, Decimal]) -> Iterator[Problem]:
    low, high = bounds
    if value is not None and not low <= value <= high:
        yield problem(where, plain(value), "not_decimal_from", low=plain(low), high=plain(high))


def _suspicion(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    """HLH is suspected in a child that is born, and not years after day one."""
    if case.suspected_at is None:
        return
    day, found = ward_time(case.suspected_at, case.time_zone).date(), case.suspected_at.isoformat(timespec="minutes")
    last = case.day_one + timedelta(days=knowledge.settings.typed_days)
    if day < case.patient.date_of_birth:
        yield problem("suspected_at", found, "before_birth", day=case.patient.date_of_birth.isoformat())
    elif day > last:
        yield problem("suspected_at", found, "too_late", day=last.isoformat())


def _revisions(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    """Moments of revision are not years away, each after the one before; those before day one count for nothing."""
    before = None
    last = case.day_one + timedelta(days=knowledge.settings.typed_days)
    for number, typed_at in enumerate(case.revised_at):
        where, at = f"revised_at[{number}]", ward_time(typed_at, case.time_zone)
        found = typed_at.isoformat(timespec="minutes")
        if at.date() > last:
            yield problem(where, found, "too_late", day=last.isoformat())
        elif before is not None and at <= before:
            yield problem(where, found, "not_after", before=before.isoformat(timespec="minutes"))
        before = at


def _past(case: Case) -> Iterator[Problem]:
    """What is told of the past ends by the last revision. A gap may go on: it takes no dose that stands after that."""
    if case.past is None:
        return
    zone, until = case.time_zone, ward_time(case.past.until, case.time_zone)
    if not case.revised_at:
        yield problem("revised_at", None, "needed")
    else:
        yield from _by("past.until", until, max(ward_time(at, zone) for at in case.revised_at))
    for number, gap in enumerate(case.past.without):
        where, since, end = f"past.without[{number}].until", ward_time(gap.since, zone), ward_time(gap.until, zone)
        if end < since:
            yield problem(where, _told(end), "not_after", before=_told(since))


def _by(where: str, at: datetime, last: datetime) -> Iterator[Problem]:
    if at > last:
        yield problem(where, _told(at), "too_late", day=_told(last))


def _told(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _measurements(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    impossible = False
    for number, row in enumerate(case.measurements):
        if row.on > as_of(case):
            continue
        where = f"measurements[{number}]"
        if row.on < case.patient.date_of_birth:
            born = case.patient.date_of_birth.isoformat()
            yield problem(f"{where}.on", row.on.isoformat(), "before_birth", day=born)
            impossible = True
            continue
        for one in implausible(case, row, knowledge.growth):
            if one.severity == "hard":
                impossible = True
                values = told(one, row, knowledge.wording)
                yield problem(f"{where}.{one.field}", typed(one, row), f"impossible_{one.code}", **values)
    yield from _needed(case, knowledge, possible=not impossible)


def _needed(case: Case, knowledge: Knowledge, *, possible: bool) -> Iterator[Problem]:
    """A weight and a height on or before day one, and surface areas that a child can have."""
    weight = newest(case, lambda row: row.weight_kg, case.day_one)
    height = newest(case, lambda row: row.height_cm, case.day_one)
    day = case.day_one.isoformat()
    if weight is None:
        yield problem("measurements.weight_kg", None, "measure_missing", day=day)
    if height is None:
        yield problem("measurements.height_cm", None, "measure_missing", day=day)
    if weight is not None and height is not None and possible:
        low, high = knowledge.settings.ranges["bsa_m2"]
        areas = (span.bsa.used for span in spans_of(case, knowledge.settings.haycock))
        wrong = next((area for area in areas if not low <= area <= high), None)
        if wrong is not None:
            yield problem("measurements", f"{wrong}", "surface_range", low=plain(low), high=plain(high))


def _lab(number: int, row: LabRow, case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    where = f"labs[{number}]"
    analyte = knowledge.catalogue.get(row.analyte)
    if analyte is None:
        yield problem(f"{where}.analyte", row.analyte, "analyte_unknown", known=", ".join(knowledge.catalogue))
        return
    unit = analyte.listed(row.unit)
    if unit is None:
        yield _unit_unlisted(where, row, analyte)
        return
    value = canonical(analyte, row.value, unit)
    if value is not None and analyte.reject is not None and not analyte.reject[0] <= value <= analyte.reject[1]:
        low, high = (plain(bound) for bound in analyte.reject)
        yield problem(
            f"{where}.value",
            f"{plain(row.value)} {row.unit}",
            "out_of_range",
            low=low,
            high=high,
            unit=analyte.unit,
        )
    if ward_time(row.at, case.time_zone).date() < case.patient.date_of_birth:
        born = case.patient.date_of_birth.isoformat()
        yield problem(f"{where}.at", row.at.isoformat(timespec="minutes"), "before_birth", day=born)


def _unit_unlisted(where: str, row: LabRow, analyte: Analyte) -> Problem:
    """A unit that the catalogue does not list; some are misprints with a reason of their own."""
    code = analyte.unit_reasons.get(row.unit, "unit_unlisted")
    return problem(f"{where}.unit", row.unit, code, name=analyte.name, units=", ".join(analyte.units))


def _elsewhere(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    for number, row in enumerate(case.elsewhere):
        yield from _in_range(f"elsewhere[{number}].bsa_m2", row.bsa_m2, knowledge.settings.ranges["bsa_m2"])


def _answers(case: Case, knowledge: Knowledge) -> Iterator[Problem]:
    for question, answer in case.safety.items():
        if question not in knowledge.settings.questions:
            known = ", ".join(knowledge.settings.questions)
            yield problem(f"safety.{question}", answer, "question_unknown", known=known)
