"""The intrathecal page stands alone: no other drug and no other route, and it is there only when it must be."""

from __future__ import annotations

import re

from hlh_desktop.domain.summary import intrathecal
from tests.builders import knowledge, regimen
from tests.report.sheets import BUSY, YEAR, printed


def bodies() -> list[str]:
    """The intrathecal pages without head and foot, which every page shares."""
    pages = [page for page in printed(BUSY).pages if page.count("INTRATHECAL") >= 6]
    return [page.partition("Seal none: draft")[2] for page in pages]


def test_there_is_no_such_page_without_an_order() -> None:
    assert not any(page.count("INTRATHECAL") >= 6 for page in printed(YEAR).pages)


def test_no_other_drug_is_named_on_it() -> None:
    own = {order.drug for order in intrathecal(printed(BUSY).plan)}
    others = [drug for name, drug in knowledge().formulary.items() if name not in own]
    assert bodies()
    for body in bodies():
        for drug in others:
            for word in (drug.name, drug.title, drug.tall_man):
                assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", body, re.IGNORECASE), word


def test_no_other_route_is_named_on_it() -> None:
    for body in bodies():
        assert not re.search(r"intravenous|subcutaneous|\boral\b|mg/m²", body, re.IGNORECASE)


def test_its_drugs_stand_with_a_dose_on_no_other_page() -> None:
    for page in printed(BUSY).pages:
        if page.count("INTRATHECAL") < 6:
            assert not re.search(r"methotrexate \d|prednisoLONE \d|methotrexate,? \d+ mg", page)


def test_it_bears_the_word_in_two_double_bands_and_beside_each_drug() -> None:
    assert all(body.count("INTRATHECAL") >= 6 for body in bodies())
    assert "methotrexate, preservative-free INTRATHECAL" in bodies()[0]
    assert "prednisoLONE, preservative-free INTRATHECAL" in bodies()[0]


def test_each_dose_stands_with_its_date_age_and_amount() -> None:
    text = "\n".join(bodies())
    for order in intrathecal(printed(BUSY).plan):
        for one in order.administrations:
            date = rf"\w{{3}} {one.at.day} \w{{3}} {one.at.year} {one.at:%H:%M}"
            line = rf"{one.day} {date} 2 y [56] m {one.dose.amount.amount} mg"
            assert re.search(line, text), line


def test_the_child_s_own_row_of_the_table_is_marked() -> None:
    assert "2 to under 3 years 10 mg 8 mg this child" in bodies()[0]


def test_a_birthday_between_two_doses_marks_both_rows_with_their_dates() -> None:
    data = {**BUSY, "patient": {**BUSY["patient"], "date_of_birth": "2023-12-20"}, "regimen": regimen("intrathecal")}
    text = printed(data).text
    assert "2 to under 3 years 10 mg this child on 7 Dec 2026, 14 Dec 2026" in text
    assert "3 years and over 12 mg this child on 21 Dec 2026, 28 Dec 2026" in text


def test_a_moved_dose_is_said_with_its_reason() -> None:
    assert "MOVED" in bodies()[0]
    assert "now Wed 9 Dec 2026 12:30. Reason: list is full." in " ".join(bodies()[0].split())


def test_the_calendar_names_the_day_without_drug_or_amount() -> None:
    pages = [page for page in printed(BUSY).pages if "\nCalendar, week" in page]
    assert sum(page.count("INTRATHECAL") for page in pages) >= 4
    assert not any("methotrexate" in page for page in pages)
