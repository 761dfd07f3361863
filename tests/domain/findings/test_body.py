"""Findings about weight, height and surface."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.findings import body
from tests.builders import case_data, child, findings, knowledge, levels
from tests.domain.test_options import situation


def measured(*rows: tuple[str, str | None, str | None], **parts: Any) -> dict[str, Any]:
    return case_data(measurements=[{"on": on, "weight_kg": kg, "height_cm": cm} for on, kg, cm in rows], **parts)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("2026-11-14", "13.5", None), ("2026-11-21", None, "92")], "weight measured 8 days ago"),
        ([("2026-11-14", None, "92"), ("2026-11-21", "13.5", None)], "height measured 8 days ago"),
        (
            [("2026-11-13", "13.5", None), ("2026-11-14", None, "92")],
            "weight measured 9 days ago, height measured 8 days ago",
        ),
    ],
)
def test_what_is_old_is_named_in_one_finding(rows: list[tuple[str, str | None, str | None]], said: str) -> None:
    (text,) = findings(measured(*rows))["weight_stale"]
    assert text.startswith(f"Measures older than 7 days: {said}.")


@pytest.mark.parametrize(
    ("born", "weight_on", "height_on", "level"),
    [
        ("2024-06-22", "2026-11-21", "2026-11-14", "info"),
        ("2024-06-22", "2026-11-21", "2026-08-24", "info"),  # 90 days
        ("2024-06-22", "2026-11-21", "2026-08-23", "warning"),
        ("2024-06-22", "2026-11-15", "2026-11-14", "info"),
        ("2024-06-22", "2026-11-14", "2026-11-14", "warning"),
        ("2024-06-22", "2026-11-14", "2026-11-21", "warning"),
        ("2024-11-23", "2026-11-21", "2026-10-23", "info"),  # under 2 years, 30 days
        ("2024-11-23", "2026-11-21", "2026-10-22", "warning"),
        ("2024-11-22", "2026-11-21", "2026-10-22", "info"),  # 2 years today
        ("2024-06-22", "2026-11-15", "2026-11-15", None),
    ],
)
def test_an_older_height_alone_only_informs(born: str, weight_on: str, height_on: str, level: str | None) -> None:
    data = measured((height_on, None, "88"), (weight_on, "12.5", None), patient={"date_of_birth": born})
    assert levels(data).get("weight_stale") == level


def test_the_latest_row_that_has_a_value_counts_and_later_ones_do_not() -> None:
    rows = [("2026-11-14", "13.5", "92"), ("2026-11-22", "13.6", None), ("2026-11-23", None, "92")]
    (text,) = findings(measured(*rows))["weight_stale"]
    assert text.startswith("Measures older than 7 days: height measured 8 days ago.")


def test_a_rare_measure_is_told_as_typed_with_the_hint_and_what_is_usual() -> None:
    data = measured(("2026-11-21", "25", "92"))
    texts = findings(data)["weight_implausible"]
    assert any("weight 25 kg" in text and "Pounds?" in text for text in texts)
    assert all(text.startswith("Measurement of 2026-11-21 is rare at this age: ") for text in texts)
    assert levels(data)["weight_implausible"] == "warning"


def test_an_old_row_that_is_not_in_use_is_not_told() -> None:
    rows = [("2026-06-21", "25", "92"), ("2026-11-21", "13.5", "92")]
    assert "weight_implausible" not in findings(measured(*rows))


def test_one_finding_for_each_kind_of_stop_though_weight_and_height_come_from_two_rows() -> None:
    rows = [("2026-11-20", None, "92"), ("2026-11-21", "25", None)]
    texts = [text.partition("age: ")[2] for text in findings(measured(*rows))["weight_implausible"]]
    assert [text.partition(" is above")[0] for text in texts] == [
        "weight 25 kg, z 6.75",
        "weight 25 kg, z 7.67 for the height",
    ]


def test_what_is_impossible_is_not_told_as_rare() -> None:
    """Such a case is refused before it comes here; the rule does not count on that."""
    alert = knowledge().alerts["weight_implausible"]
    here = situation(Case.model_validate(measured(("2026-11-21", "29.5", "92"))))
    assert [fired.values["what"] for fired in body.weight_implausible(here, alert)] == [
        "body mass index 34.86 is above 33",
        "weight 29.5 kg, z 10.44 for the height is above 5",
    ]


def test_an_adult_is_told_by_age() -> None:
    (text,) = findings(child("62", "168", "2003-06-01"))["age_above_21"]
    assert text.startswith("23 years old, 21 or over:")


def test_two_formulas_of_surface_are_shown_side_by_side() -> None:
    (text,) = findings(child("60", "100", "2018-11-01"))["bsa_formulas_differ"]
    assert "5.5 %, more than 5 %: Mosteller 1.29 m2 (used), Haycock 1.36 m2" in text
