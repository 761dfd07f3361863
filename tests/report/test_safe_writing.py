"""What the safe-writing rules (ISMP) forbid stands nowhere on paper, and what they ask for stands everywhere."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hlh_desktop.domain.orders import Order
from tests.builders import case_data, knowledge, regimen
from tests.report.sheets import BUSY, Printed, cases, printed
from tests.thorough import some

EVERY_CASE = some((pytest.param(data, id=name) for name, data in cases().items()), 3)
FORBIDDEN = (
    "µg", "μg", "mcg", "IU", "U", "QD", "QOD", "OD", "HS", "BT", "SC", "SQ", "D/C", "cc", "IV", "IT", "PO", "BD",
    "TDS", "MSO4", "MgSO4", "x3d", "subcut", "<", ">", "@", "&",
)  # fmt: skip


def order_lines(sheet: Printed) -> str:
    """The pages of orders and of the calendar, without head and foot."""
    shown = [page for page in sheet.pages if re.search(r"\n(Orders|Calendar, week)", page)]
    return "\n".join(page.partition("Seal none: draft")[2] for page in shown)


def without_users_words(sheet: Printed) -> str:
    """All pages without the child's number and the reasons that were typed."""
    case = sheet.plan.case
    asked = case.regimen.lines if case.regimen else ()
    text = sheet.text
    for words in (case.patient.mrn, *(request.parameters.get("reason") or "" for request in asked)):
        text = text.replace(words, " ") if words else text
    return text


@pytest.mark.parametrize("data", EVERY_CASE)
def test_no_forbidden_token_stands_on_an_order(data: dict[str, Any]) -> None:
    tokens = set(re.split(r"[\s,;:()\[\]]+", order_lines(printed(data))))
    assert tokens.isdisjoint(FORBIDDEN), tokens & set(FORBIDDEN)


@pytest.mark.parametrize("data", EVERY_CASE)
def test_no_dose_has_a_trailing_zero_or_lacks_a_leading_one(data: dict[str, Any]) -> None:
    text = without_users_words(printed(data))
    assert not re.search(r"\d\.\d*0\s?(mg|g|kg|cm)\b", text)
    assert not re.search(r"\d\.0+(?!\d)", text)
    assert not re.search(r"(?<!\d)\.\d+\s?m?g\b", text)


@pytest.mark.parametrize("data", EVERY_CASE)
def test_a_dose_and_its_unit_never_part_at_a_line_s_end(data: dict[str, Any]) -> None:
    assert not re.search(r"\d[ \t]*[\r\n]+(mg|g|kg|mL|m²|mg/m²|mmol/L|%)\b", printed(data).text)


@pytest.mark.parametrize("data", EVERY_CASE)
def test_thousands_are_parted_and_units_are_spelt(data: dict[str, Any]) -> None:
    text = printed(data).text
    assert not re.search(r"(?<![\d.,/-])\d{4,}(\.\d+)?\s(m?g|ng|mL)\b", text)
    assert not re.search(r"\bm2\b|10\*9|10\^9|\d{4}-\d\d-\d\d", text)


@pytest.mark.parametrize("data", EVERY_CASE)
def test_mg_per_m2_stands_in_no_column_of_doses(data: dict[str, Any]) -> None:
    for page in printed(data).pages:
        if "\nCalendar, week" in page:
            assert page.count("mg/m²") <= 1


def test_routes_are_words_in_capitals_and_drugs_in_tall_man_letters() -> None:
    sheet = printed(BUSY)
    page = sheet.page("Orders")
    for order in sheet.plan.orders:
        if isinstance(order, Order):
            assert f"{knowledge().formulary[order.drug].tall_man} {order.route.upper()}" in page


def test_twice_a_week_is_never_called_daily() -> None:
    page = printed(case_data(regimen=regimen("etoposide"))).page("Orders")
    assert "once on each day" in page
    assert "daily" not in page


def test_every_change_stands_with_its_word_and_its_reason() -> None:
    page = " ".join(printed(BUSY).page("Orders").split())
    for word, reason in (
        ("MOVED", "theatre"), ("HELD", "fever"), ("REDUCED", "bilirubin again"), ("OMITTED", "remission"),
        ("ROUTE CHANGED", "eats again"),
    ):  # fmt: skip
        assert word in page
        assert f"Reason: {reason}." in page
    assert "75 % of the standard dose. Reason: bilirubin." in page
    assert "considered and declined. Reason: atovaquone is given." in page
    assert "now Tue 8 Dec 2026 14:00." in page
