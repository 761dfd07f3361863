"""Printed plans for tests: the PDF of a case, and the text of its pages as a reader would copy it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2

from hlh_desktop.report.plan_pdf import Paper, Printing, to_bytes
from tests.builders import CASES, case_data, knowledge, lab, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.plan import Plan

PRINTED = datetime(2026, 11, 22, 7, 5)  # ward time
TV04 = CASES / "golden" / "TV04.case.json"

# What no case of the folder holds together: two parts of a line, every kind of change, a factor, four doses a day.
BUSY = case_data(
    etiology={"kind": "infection", "pathogen": "EBV", "ebv_lineage": "B"},
    severity={"course": "deteriorating", "cns": "progressive", "csf": "abnormal"},
    labs=[lab("plt", "28", "10*9/L"), lab("crea", "27", "umol/L"), lab("ferritin", "11734", "ng/mL")],
    regimen=regimen(
        {"line": "etoposide", "factor": "0.75", "reason": "bilirubin"},
        "dexamethasone",
        {"line": "anakinra", "mg_per_kg_per_day": "2", "part": "first", "days": 7},
        {"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 4, "part": "second", "first_day": 8, "days": 7},
        "rituximab",
        {"line": "ivig", "days": 3},
        "intrathecal",
        protocol="hlh-2004",
        declined=[{"line": "cotrimoxazole", "reason": "atovaquone is given"}],
        changes=[
            {"line": "etoposide", "day": 15, "do": "move", "to": "2026-12-08T14:00", "reason": "theatre"},
            {"line": "etoposide", "day": 22, "do": "hold", "reason": "fever"},
            {"line": "etoposide", "day": 29, "do": "factor", "factor": "0.5", "reason": "bilirubin again"},
            {"line": "etoposide", "day": 36, "do": "omit", "reason": "remission"},
            {"line": "dexamethasone", "day": 5, "do": "route", "route": "oral", "reason": "eats again"},
            {"line": "intrathecal", "day": 16, "do": "move", "to": "2026-12-09T12:30", "reason": "list is full"},
        ],
        first_dose_at={"etoposide": "2026-11-22T18:30"},
    ),
)
YEAR = case_data(
    regimen=regimen("etoposide", "dexamethasone", "ciclosporin", "cotrimoxazole", protocol="hlh-2004", last_week=52)
)
UNDECIDED = case_data(patient={"allergies": None}, regimen=None)


@dataclass(frozen=True)
class Printed:
    """A plan on paper: the bytes of its file and the text of each page."""

    plan: Plan
    data: bytes
    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """All pages."""
        return "\n".join(self.pages)

    def page(self, title: str) -> str:
        """The first page that has a title."""
        return next(page for page in self.pages if f"\n{title}" in page)


def printing(paper: Paper = "A4") -> Printing:
    """Who prints in tests, when and where."""
    return Printing(PRINTED, "Dr A. Example", "WARD-4B-2", paper)


def printed(data: dict[str, Any], paper: Paper = "A4") -> Printed:
    """A case on paper; the same case is printed once a test run."""
    return _printed(json.dumps(data), paper)


@cache
def _printed(data: str, paper: Paper) -> Printed:
    made = plan(json.loads(data))
    file = to_bytes(made, knowledge(), printing(paper))
    return Printed(made, file, tuple(texts(file)))


def texts(file: bytes) -> list[str]:
    """The text of each page, with plain spaces."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [one.get_textpage().get_text_range().replace("\N{NO-BREAK SPACE}", " ") for one in document]
    finally:
        document.close()


def cases() -> dict[str, dict[str, Any]]:
    """Every case of tests/cases that can be planned, and those of this module, by name."""
    found = {"BUSY": BUSY, "YEAR": YEAR, "UNDECIDED": UNDECIDED}
    for path in sorted(CASES.rglob("*.case.json")):
        expected = path.with_name(path.name.replace(".case.", ".expected."))
        if not expected.is_file() or "problems" not in json.loads(expected.read_text(encoding="utf-8")):
            found[path.name.removesuffix(".case.json")] = json.loads(path.read_text(encoding="utf-8"))
    return found
