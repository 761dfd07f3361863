"""How numbers and units are written on paper."""
# ruff: noqa: RUF001

from __future__ import annotations

from decimal import Decimal

import pytest

from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.report.writing import escape, number, on_paper, quantity, spelt, with_unit

SPACE = "\N{NO-BREAK SPACE}"


def said(text: str) -> str:
    return on_paper(text, lambda day, clock: f"[{day} {clock or '-'}]").replace(SPACE, "_")


@pytest.mark.parametrize(
    ("amount", "text"),
    [("89", "89"), ("5.90", "5.9"), ("1000", "1,000"), ("12345.50", "12,345.5"), ("0.40", "0.4"), ("1.0", "1")],
)
def test_numbers_have_grouped_thousands_and_no_trailing_zero(amount: str, text: str) -> None:
    assert number(Decimal(amount)) == text
    assert quantity(Quantity(Decimal(amount), "mg")) == f"{text}{SPACE}mg"


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("mg/m2", "mg/m²"), ("10*9/L", f"×{SPACE}10⁹/L"), ("umol/L", "micromol/L"), ("ug/L", "microgram/L"),
        ("Cel", "°C"), ("m2", "m²"), ("mmol/L", "mmol/L"), ("mL/min per 1.73 m2", "mL/min per 1.73 m²"),
    ],
)  # fmt: skip
def test_units_are_spelt_without_the_micro_sign(unit: str, text: str) -> None:
    assert spelt(unit) == text


def test_inr_has_a_name_and_no_braces() -> None:
    assert with_unit("1.4", "{INR}") == f"1.4{SPACE}INR"


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("150 mg/m2 x 0.59 m2 = 88.5 mg", "150_mg/m²_×_0.59_m² = 88.5_mg"),
        ("Platelets 28 10*9/L (2026-11-21)", "Platelets 28_×_10⁹/L ([2026-11-21 -])"),
        ("below 30 x 10^9/L", "below 30_×_10⁹/L"),
        ("total 1508.5 mg/m2, ferritin 11734 ng/mL", "total 1,508.5_mg/m², ferritin 11,734_ng/mL"),
        ("0.7375 to 0.7 mg (-5.1 %)", "0.7375 to 0.7_mg (−5.1_%)"),
        ("at 2026-12-08T14:00+01:00", "at [2026-12-08 14:00]"),
        (
            "eGFR 50.0 mL/min/1.73 m2, 1.50 g/L, BSA 1.70 m2, 2.00 m2",
            "eGFR 50_mL/min/1.73_m², 1.5_g/L, BSA 1.70_m², 2_m²",
        ),
        ("in 2026 and S02, T8 R", "in 2026 and S02, T8 R"),
        ("within 24 hours, 2 to 3 days", "within 24_hours, 2 to 3_days"),
    ],
)
def test_sentences_of_the_program_are_written_as_paper_writes_them(text: str, paper: str) -> None:
    assert said(text) == paper


def test_words_of_users_are_never_markup() -> None:
    assert escape("a <b>&</b>") == "a &lt;b&gt;&amp;&lt;/b&gt;"
