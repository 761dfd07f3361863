"""A row of a file as a result of the catalogue; or left with the reason why it is none, or refused with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.incoming.mapping import Lookup, Meant, UnitMeant
from hlh_desktop.domain.results.incoming.moments import Collected, collected
from hlh_desktop.domain.results.incoming.preview import NotTaken
from hlh_desktop.domain.results.incoming.row_values import (
    RowValue,
    read_conditions,
    read_fasting,
    read_range,
    read_status,
    read_value,
)
from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.results.values import WITHOUT_VALUE, Reported, Sample

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.incoming.values import Incoming, Kind
    from hlh_desktop.domain.results.values import Origin, Status

ORIGINS: dict[Kind, Origin] = {"csv": "csv", "paste": "pasted", "fhir": "fhir", "hl7": "hl7"}
NO_AXIS = "none"
# Rows whose value nobody can be sure of; every other fault only leaves a row out.
REFUSED_FAULTS = (
    "row_width", "number_ambiguous", "number_unclear", "number_missing", "comparator_unknown", "comparators_disagree",
)  # fmt: skip
# A unit that cannot be; all others may only be unknown here, and a person is asked.
REFUSED_UNITS = ("two_analytes", "unit_refused", "unit_grams_of_cells")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rows of one file are held against. `laboratory` is what a person calls it, whatever the rows say."""

    lookup: Lookup
    zone: ZoneInfo
    laboratory: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that can be taken: its sample of one result, and what a person should look at before."""

    row: Incoming
    sample: Sample
    checks: tuple[Reason, ...] = ()


def judge_row(row: Incoming, terms: Terms) -> Judged | NotTaken:
    """What a row reports, before anybody asks whether that can be and whether it is known already."""
    meant, value = terms.lookup.analyte(row), read_value(row)
    fault = row.fault or value.fault
    if fault is not None and fault.code in REFUSED_FAULTS:
        return NotTaken(fault, row, refused=True)
    if isinstance(meant, Reason):
        return NotTaken(meant, row)
    return _timed(row, terms, meant, value) if fault is None else NotTaken(fault, row)


def _timed(row: Incoming, terms: Terms, meant: Meant, value: RowValue) -> Judged | NotTaken:
    """What comes of a row whose analyte and value are clear."""
    status, at = read_status(row, value), collected(row.at, terms.zone)
    if isinstance(status, Reason):
        return NotTaken(status, row)
    if isinstance(at, Reason):
        return NotTaken(at, row)
    return _in_unit(row, terms, meant, value, status, at)


def _in_unit(
    row: Incoming, terms: Terms, meant: Meant, value: RowValue, status: Status, at: Collected
) -> Judged | NotTaken:  # fmt: skip
    """What comes of a row whose value, status and time are clear."""
    analyte = terms.lookup.catalogue[meant.analyte]
    if status in WITHOUT_VALUE:
        value = RowValue(text=row.reason or row.text)
    unit = terms.lookup.unit(meant, row.units)
    if isinstance(unit, Reason):
        if value.value is not None or unit.code == "two_analytes":
            return NotTaken(unit, row, refused=unit.code in REFUSED_UNITS)
        unit = UnitMeant("", "")  # words, or nothing yet: they have no unit that could be wrong
    conditions, unknown = read_conditions(row.conditions)
    checks = (*_checks(analyte, meant, terms, value, unit, status, at), *_unknown_condition(unknown))
    reported = _reported(row, meant, value, unit, status)
    sample = Sample(
        at.at, (reported,), terms.laboratory or row.laboratory, row.specimen, read_fasting(row.fasting), conditions,
        ORIGINS[terms.lookup.kind], terms.file,
    )  # fmt: skip
    return Judged(row, sample, checks)


def _reported(row: Incoming, meant: Meant, value: RowValue, unit: UnitMeant, status: Status) -> Reported:
    bounds, reason = read_range(row), "" if status in WITHOUT_VALUE else row.reason
    return Reported(
        meant.analyte, unit.kept, value.value, value.comparator, value.text, status, row.method,
        bounds.low, bounds.high, bounds.text, row.laboratory_code, row.key, reason,
    )  # fmt: skip


def _checks(
    analyte: Analyte, meant: Meant, terms: Terms, value: RowValue, unit: UnitMeant, status: Status, at: Collected
) -> tuple[Reason, ...]:  # fmt: skip
    """What a person should look at before the row is taken."""
    found = [] if unit.check is None else [unit.check]
    if value.value is None and status not in WITHOUT_VALUE and analyte.axis != NO_AXIS:
        found.append(Reason("words", {"text": value.text}))
    if at.whole_day:
        found.append(Reason("day_only"))
    if meant.analyte in terms.lookup.rules.measures:
        found.append(Reason("measure"))
    return tuple(found)


def _unknown_condition(word: str) -> tuple[Reason, ...]:
    return (Reason("condition_unknown", {"word": word}),) if word else ()
