"""Both sides of the findings about biologics and salvage, and of what must stand beside them."""

from __future__ import annotations

from typing import Any

from tests.builders import case_data, child, regimen

Case = dict[str, Any]
# The girl's surface is 0.59 m2: 10 mg/m2 in week 1, 5 in week 3, 2.5 from day 29.
PRIMARY = {"line": "emapalumab", "label": "primary"}
STILL = {"line": "emapalumab", "label": "still"}
ALEMTUZUMAB = {"line": "alemtuzumab", "total_mg_per_kg": "3"}
NEGATIVE = {"tuberculosis_test_positive": False}
POSITIVE = {"tuberculosis_test_positive": True}
NO_ANTIFUNGAL = {"declined": [{"line": "fluconazole", "reason": "liver"}]}


def given(*lines: Case | str, **parts: Any) -> Case:
    """The girl with a regimen of some lines; `plan` holds what else the regimen says."""
    return case_data(regimen=regimen(*lines, **parts.pop("plan", {})), **parts)


def heavy(weight: str, days: int, **more: Any) -> Case:
    """Alemtuzumab 3 mg/kg in all, each dose at most 30 mg."""
    line = {**ALEMTUZUMAB, "days": days, **more}
    return child(weight, "140", "2015-06-22", regimen=regimen(line))


SIDES_BIOLOGICS: dict[str, tuple[Case, Case]] = {
    # 15 days of a steroid and 14.
    "antifungal_missing": (
        given({"line": "methylprednisolone", "days": 15}),
        given({"line": "methylprednisolone", "days": 14}),
    ),
    "antiviral_missing": (given("alemtuzumab"), given("alemtuzumab", other_medicines=["Valaciclovir 500 mg"])),
    # 3 doses of 30 mg are the label's 90 mg; a fourth of 22.6 mg is not its share: 4 doses of 22.6 mg are 90.4 mg.
    "weekly_limit": (heavy("30.1", 4), heavy("30", 4)),
    "weekly_limit_passed": (
        heavy("30.1", 4, decided_by="Dr Miller, transplant"),
        heavy("30", 4, decided_by="Dr Miller, transplant"),
    ),
    "emapalumab_without_steroid": (
        given({**PRIMARY, "first_day": 29}, "dexamethasone"),
        given({**PRIMARY, "first_day": 28}, "dexamethasone"),
    ),
    "emapalumab_tuberculosis": (
        given(PRIMARY, "dexamethasone", safety=POSITIVE),
        given(PRIMARY, "dexamethasone", safety=NEGATIVE),
    ),
    "off_label": (
        given(PRIMARY, "dexamethasone", etiology={"kind": "infection"}),
        given(PRIMARY, "dexamethasone", etiology={"kind": "primary_suspected"}),
    ),
    "adult_regimen": (given("dep_methylprednisolone"), given("methylprednisolone")),
}
SENTENCES_BIOLOGICS: dict[str, Case] = {
    "under_10_kg_rule_needed.dep_etoposide": child("9.99", "75", "2025-11-20", regimen=regimen("dep_etoposide")),
    "emapalumab_without_steroid.still": given(STILL),
    "emapalumab_tuberculosis.unknown": given(PRIMARY),
    "off_label.primary": given(PRIMARY, etiology={"kind": "rheumatic"}),
    "off_label.still": given(STILL, etiology={"kind": "primary_suspected"}),
}
