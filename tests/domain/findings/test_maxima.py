"""Findings about what is usually the most of a drug; nothing is cut at it."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.quantity import plain
from tests.builders import findings, levels, plan
from tests.domain.findings.sides_steroids import heavy

MOST = "above_usual_maximum"


def anakinra(weight: str, mg_per_kg_per_day: str, per_day: int = 1, cap: str | None = None) -> dict[str, Any]:
    line = {
        "line": "anakinra", "mg_per_kg_per_day": mg_per_kg_per_day, "doses_per_day": per_day, "cap_mg_per_dose": cap
    }  # fmt: skip
    return heavy(weight, line)


def ciclosporin(weight: str) -> dict[str, Any]:
    found = heavy(weight, "ciclosporin")
    return {**found, "regimen": {**found["regimen"], "protocol": "hlh-2004"}}


@pytest.mark.parametrize(
    ("within", "beyond", "says"),
    [
        (heavy("80.4", "methylprednisolone"), heavy("80.5", "methylprednisolone"), "81 mg a dose, above the usual"),
        # 6 mg/kg a day in two doses: 150.3 mg is 150, 151.5 is 152.
        (ciclosporin("50.1"), ciclosporin("50.5"), "304 mg a day, above the usual most of 300 mg a day"),
        (anakinra("50", "8"), anakinra("50.1", "8"), "401 mg a day, above the usual most of 400 mg a day"),
        (anakinra("40", "8"), anakinra("40", "8.1"), "8.1 mg/kg a day, above the usual most of 8 mg/kg a day"),
        # 2.00 and 2.01 m2.
        (heavy("80", "dexamethasone", height="180"), heavy("81", "dexamethasone", height="180"), "20.1 mg a day"),
    ],
)  # fmt: skip
def test_each_limit_from_both_sides(within: dict[str, Any], beyond: dict[str, Any], says: str) -> None:
    assert MOST not in levels(within)
    (text,) = findings(beyond)[MOST]
    drug = beyond["regimen"]["lines"][0]["line"]
    assert text.startswith(f"{drug}: {says}")
    assert levels(beyond)[MOST] == "warning"


def test_what_is_given_by_weight_is_told_to_a_hundredth() -> None:
    (text,) = findings(anakinra("40.3", "8.123"))[MOST]
    assert text.startswith("anakinra: 8.12 mg/kg a day, above")


def test_it_is_no_cap() -> None:
    (order,) = plan(anakinra("50.1", "8")).orders
    assert {plain(one.dose.amount.amount) for one in order.administrations} == {"401"}


def test_both_limits_of_anakinra_are_told() -> None:
    assert len(findings(anakinra("50", "10"))[MOST]) == 2


def test_the_doses_of_a_day_count_together_and_a_cap_as_it_is() -> None:
    """Four doses of 100 mg are 400 mg; 10 mg/kg a day under a cap of 100 mg are 2 mg/kg in a child of 50 kg."""
    assert MOST not in levels(anakinra("50", "10", 1, "100"))
    assert MOST not in levels(anakinra("50", "10", 4, "100"))
    assert len(findings(anakinra("50", "10", 4, "101"))[MOST]) == 2
    assert "404 mg a day" in findings(anakinra("50", "10", 4, "101"))[MOST][0]


def test_rounding_alone_passes_no_limit_by_weight() -> None:
    """8 mg/kg of 33.3 kg in four doses are 66.6 mg each; given are 67, 268 mg a day, 8.05 mg/kg."""
    assert MOST not in levels(anakinra("33.3", "8", 4))


def test_the_pulse_has_a_cap_of_its_own() -> None:
    assert MOST not in levels(heavy("60", "methylprednisolone_pulse"))
