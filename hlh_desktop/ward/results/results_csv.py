"""The results of a child as a table for other programs, and for this one: every value as reported, one row a result."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from hlh_desktop.ward.history_csv import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.values import How, LabResult, ResultEnd
    from hlh_desktop.ward.values import Who

    Rows = Iterable[tuple[LabResult, ResultEnd | None]]

# The names of the columns are those that the import understands; the last four are told and not read.
COLUMNS = (
    "patient_id", "family_name", "given_name", "birth_date", "sex", "collected_at", "code", "name", "comparator",
    "value", "unit", "text", "low", "high", "range", "status", "specimen", "laboratory", "method", "key", "fasting",
    "conditions", "reason", "laboratory_code", "stands", "ended_by", "ended_at", "ended_because",
)  # fmt: skip
# Between the conditions of a sample, which are words without it.
JOINT = ";"
# The status of a result that stands no more: none that a result that counts can have.
ENDED: dict[How, str] = {"struck": "entered-in-error", "corrected": "replaced", "superseded": "superseded"}
TRUTHS = {True: "yes", False: "no", None: ""}


def results_csv(who: Who, rows: Rows, catalogue: Mapping[str, Analyte], zone: ZoneInfo) -> bytes:
    """The results given as UTF-8, moments ISO 8601 with the offset of ward time. One that stands no more says how.

    `status` of such a row is that, so that no reader takes it for a result.
    """
    written = StringIO()
    table = csv.DictWriter(written, COLUMNS, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    table.writeheader()
    of_child = {
        "patient_id": _word(who.mrn), "family_name": _word(who.family_name), "given_name": _word(who.given_name),
        "birth_date": who.date_of_birth.isoformat() if who.date_of_birth else "", "sex": who.sex or "",
    }  # fmt: skip
    for result, end in rows:
        table.writerow({**of_child, **_of_result(result, catalogue, zone), **_of_end(end, zone)})
    return written.getvalue().encode("utf-8-sig")


def _of_result(result: LabResult, catalogue: Mapping[str, Analyte], zone: ZoneInfo) -> dict[str, str]:
    reported, analyte = result.reported, catalogue.get(result.analyte)
    return {
        "collected_at": result.at.astimezone(zone).isoformat(),
        "code": result.analyte,
        "name": _word(result.analyte if analyte is None else analyte.name),
        "comparator": reported.comparator or "",
        "value": _number(reported.value),
        "unit": reported.unit,
        "text": _word(reported.text),
        "low": _number(reported.low),
        "high": _number(reported.high),
        "range": _word(reported.range_text),
        "status": reported.status,
        "specimen": _word(result.specimen),
        "laboratory": _word(result.laboratory),
        "method": _word(reported.method),
        "key": _word(reported.key),
        "fasting": TRUTHS[result.fasting],
        "conditions": JOINT.join(sorted(result.conditions)),
        "reason": _word(reported.reason),
        "laboratory_code": _word(reported.code),
    }


def _of_end(end: ResultEnd | None, zone: ZoneInfo) -> dict[str, str]:
    """How a result ended, which is then its status; a result that stands keeps its own."""
    if end is None:
        return {"stands": TRUTHS[True]}
    return {
        "status": ENDED[end.how],
        "stands": TRUTHS[False],
        "ended_by": _word(end.by),
        "ended_at": end.saved.astimezone(zone).isoformat(timespec="seconds"),
        "ended_because": _word(end.reason),
    }


def _number(value: Decimal | None) -> str:
    """A number with every digit it was reported with."""
    return "" if value is None else f"{value:f}"


def _word(word: str | None) -> str:
    """A word that no spreadsheet takes for a formula."""
    return f"'{word}" if word and word.startswith(FORMULA) else word or ""
