"""Findings about the kidney: function unknown, and drugs that are reviewed with it."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.findings.ordered import coming
from hlh_desktop.domain.plan import situation_of
from tests.builders import child, findings, knowledge, lab, levels, read, regimen
from tests.domain.findings.sides_steroids import BY_FACTOR, REPLACED, ciclosporin, given, kidney, revised

UNKNOWN, CICLOSPORIN = "renal_unknown", "renal_review_ciclosporin"
COTRIMOXAZOLE, ANAKINRA = "renal_review_cotrimoxazole", "renal_review_anakinra"
LINES = ["etoposide", "dep_etoposide", "ciclosporin", "cotrimoxazole", {"line": "anakinra", "mg_per_kg_per_day": "2"}]


@pytest.mark.parametrize("line", LINES)
def test_each_drug_that_the_kidney_clears_asks_for_its_function(line: object) -> None:
    plan = {"protocol": "hlh-2004"}
    assert levels(given(line, plan=plan))[UNKNOWN] == "warning"  # type: ignore[arg-type]
    assert UNKNOWN not in levels(given("dexamethasone", safety=REPLACED))


def test_they_are_named_together() -> None:
    (text,) = findings(given("cotrimoxazole", "etoposide"))[UNKNOWN]
    assert text.startswith("co-trimoxazole, etoposide ordered and kidney function unknown")


@pytest.mark.parametrize(
    ("born", "height", "creatinine", "level"),
    [
        # No estimate before the first birthday: 26.5 is told as high at 2 months, and 70.7 warns in the first month.
        ("2026-09-22", "57", "26.5", "warning"), ("2026-11-10", "52", "70.7", "critical"),
        ("2026-11-10", "52", "70.6", "warning"),
    ],
)  # fmt: skip
def test_a_creatinine_that_warns_makes_it_critical(born: str, height: str, creatinine: str, level: str) -> None:
    line = {"line": "etoposide", "rule": "mg_per_m2"}
    labs = [lab("crea", creatinine, "umol/L")]
    assert levels(child("4.5", height, born, labs=labs, regimen=regimen(line)))[UNKNOWN] == level


@pytest.mark.parametrize(("answer", "level"), [(True, "critical"), (False, None), (None, None)])
def test_renal_replacement_counts_as_a_poor_kidney_whatever_the_estimate(
    answer: bool | None, level: str | None
) -> None:
    case = kidney("30", BY_FACTOR, safety={"renal_replacement": answer})
    assert levels(case).get(UNKNOWN) == level
    assert levels(given(BY_FACTOR, safety=REPLACED))[UNKNOWN] == "critical"
    (text,) = findings(given(BY_FACTOR, safety=REPLACED))[UNKNOWN]
    assert "counts as an eGFR under 15 mL/min/1.73 m2" in text


# --- ciclosporin


def test_ciclosporin_by_estimate_by_creatinine_and_unknown() -> None:
    (text,) = findings(ciclosporin("61.45"))[CICLOSPORIN]
    assert "eGFR 59.99 mL/min/1.73 m2, below 60" in text
    assert CICLOSPORIN not in levels(kidney("60", "dexamethasone"))
    unknown = given("ciclosporin", plan={"protocol": "hlh-2004"})
    assert "kidney function unknown" in findings(unknown)[CICLOSPORIN][0]
    for found in (ciclosporin("61.45"), unknown):
        assert levels(found)[CICLOSPORIN] == "warning"


@pytest.mark.parametrize(("creatinine", "fires"), [("61.9", True), ("61.8", False)])
def test_a_high_creatinine_is_enough(creatinine: str, fires: bool) -> None:
    line = regimen("ciclosporin", protocol="hlh-2004")
    case = child("16", "110", "2021-06-22", labs=[lab("crea", creatinine, "umol/L")], regimen=line)
    assert (CICLOSPORIN in levels(case)) is fires
    if fires:
        assert "(creatinine 61.9 umol/L (2026-11-21))" in findings(case)[CICLOSPORIN][0]


def test_an_estimate_of_exactly_the_limit_is_not_below_it() -> None:
    """0.413 x 120 cm / 0.826 mg/dL is 60."""
    line = regimen("ciclosporin", protocol="hlh-2004")
    said = {
        creatinine: findings(child("22", "120", "2019-06-22", labs=[lab("crea", creatinine, "mg/dL")], regimen=line))[
            CICLOSPORIN
        ][0]
        for creatinine in ("0.826", "0.827")
    }
    assert "below 60" not in said["0.826"]
    assert "below 60" in said["0.827"]


# --- co-trimoxazole and anakinra


@pytest.mark.parametrize(
    ("creatinine", "fires"), [("109.49", False), ("109.5", True), ("219", True), ("219.01", False)]
)
def test_cotrimoxazole_in_the_band_that_halves_it(creatinine: str, fires: bool) -> None:
    found = findings(kidney(creatinine, "cotrimoxazole"))
    assert (COTRIMOXAZOLE in found) is fires
    if fires:
        egfr = {"109.5": "30.0", "219": "15.0"}[creatinine]
        assert found[COTRIMOXAZOLE][0].startswith(
            f"Full co-trimoxazole with eGFR {egfr} mL/min/1.73 m2: from 15 to 30 the label gives 0.5 of the dose."
        )
        assert levels(kidney(creatinine, "cotrimoxazole"))[COTRIMOXAZOLE] == "warning"


def test_a_reduced_line_asks_for_no_review() -> None:
    half = {"line": "cotrimoxazole", "factor": "0.5", "reason": "kidney"}
    assert COTRIMOXAZOLE not in levels(kidney("150", half))
    assert COTRIMOXAZOLE not in levels(given("cotrimoxazole"))
    assert COTRIMOXAZOLE not in levels(kidney("150", "dexamethasone"))


def test_anakinra_below_30() -> None:
    line = {"line": "anakinra", "mg_per_kg_per_day": "2"}
    (text,) = findings(kidney("110", line))[ANAKINRA]
    assert "eGFR 29.9 mL/min/1.73 m2, below 30" in text
    assert levels(kidney("110", line))[ANAKINRA] == "warning"
    assert ANAKINRA not in levels(kidney("110", "dexamethasone"))
    assert ANAKINRA not in levels(given(line))


def test_what_was_given_before_a_revision_asks_for_nothing() -> None:
    """Anakinra of 10 days ends on 2026-12-01, the day before; of 11 days on its morning; of 12 the day after."""
    for days, fires in ((10, False), (11, False), (12, True)):
        line = {"line": "anakinra", "mg_per_kg_per_day": "2", "days": days}
        assert (ANAKINRA in levels(revised("110", line))) is fires


@pytest.mark.parametrize(("since", "doses"), [("2026-11-25T14:00", 9), ("2026-11-25T14:01", 8)])
def test_a_dose_at_the_very_moment_of_the_change_can_still_be_decided(since: str, doses: int) -> None:
    """Of ten doses of etoposide the second is due on day 4 at 14:00."""
    case = read({**kidney("100", "etoposide"), "revised_at": [since]})
    assert len(coming(situation_of(case, knowledge()), ("etoposide",))) == doses
