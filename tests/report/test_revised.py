"""Paper of a revised plan says which weight and surface count from when on, and which did before."""

from __future__ import annotations

from hlh_desktop.report.plan_pdf import to_bytes
from tests.builders import case_data, knowledge, plan, regimen
from tests.report.sheets import printing, texts

ROWS = [
    {"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92"},
    {"on": "2026-12-02", "weight_kg": "15.1"},
]


def inputs_of(*revised: str) -> str:
    made = plan(case_data(measurements=ROWS, regimen=regimen("etoposide"), revised_at=list(revised)))
    pages = [" ".join(page.split()) for page in texts(to_bytes(made, knowledge(), printing()))]
    return next(page for page in pages if "BSA, Haycock" in page)


def test_the_inputs_name_the_newest_measures_and_those_before_with_their_days() -> None:
    page = inputs_of("2026-12-02T14:05")
    assert "15.1 kg" in page
    assert "used for every dose by body surface from Wed 2 Dec 2026 14:05" in page
    assert "earlier measures 13.5 kg, 92 cm, 0.59 m²" in page
    assert "weight 21 Nov 2026, height 21 Nov 2026 for doses before Wed 2 Dec 2026 14:05" in page


def test_a_plan_that_was_not_revised_has_one_row_of_measures() -> None:
    page = inputs_of()
    assert "used for every dose by body surface" in page
    assert "earlier measures" not in page
