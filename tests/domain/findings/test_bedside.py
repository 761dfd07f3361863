"""Findings of the bedside: puncture, tissue before steroid, worsening, limits of labels, defaults of transfusion."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hlh_desktop.domain.findings import bedside
from tests.builders import case_data, child, findings, knowledge, lab, levels
from tests.domain.findings.sides_bedside import ANAKINRA, BRAIN, FIT, PULSE, TOCILIZUMAB, given, instead, worse
from tests.domain.test_options import situation

PUNCTURE, BIOPSY, WORSE, LABEL = (
    "lumbar_puncture_unsafe", "biopsy_before_steroid", "worsening_markers", "label_limit",
)  # fmt: skip
TRANSFUSION = "transfusion_thresholds"
SPINE = {"line": "intrathecal", "first_day": 16}


# --- before a needle


@pytest.mark.parametrize(
    ("row", "unsafe"),
    [
        (("plt", "49.9", "10*9/L"), True),
        (("plt", "50", "10*9/L"), False),
        (("plt", "49900", "/uL"), True),
        (("inr", "1.51", "{INR}"), True),
        (("inr", "1.5", "{INR}"), False),
        (("fibrinogen", "0.99", "g/L"), True),
        (("fibrinogen", "99", "mg/dL"), True),
        (("fibrinogen", "1.0", "g/L"), False),
    ],
)
def test_each_limit_of_a_puncture_from_both_sides(row: tuple[str, str, str], unsafe: bool) -> None:
    case = case_data(severity=BRAIN, labs=instead(lab(*row)))
    assert levels(case).get(PUNCTURE) == ("warning" if unsafe else None)


@pytest.mark.parametrize("analyte", ["plt", "inr", "fibrinogen"])
def test_what_is_not_known_that_day_counts_as_unsafe(analyte: str) -> None:
    others = [one for one in FIT if one["analyte"] != analyte]
    old = {**next(one for one in FIT if one["analyte"] == analyte), "at": "2026-11-20T23:59"}
    assert levels(case_data(severity=BRAIN, labs=others))[PUNCTURE] == "warning"
    assert levels(case_data(severity=BRAIN, labs=[*others, old]))[PUNCTURE] == "warning"
    (text,) = findings(case_data(severity=BRAIN, labs=[*others, old]))[PUNCTURE]
    assert "not known today: " in text


def test_a_value_that_proves_too_little_is_not_known() -> None:
    unsure = lab("plt", "60", "10*9/L", comparator="<")
    (text,) = findings(case_data(severity=BRAIN, labs=instead(unsure)))[PUNCTURE]
    assert text.startswith("Before a lumbar puncture: not known today: platelets.")


@pytest.mark.parametrize(
    ("case", "level"),
    [
        ({"severity": {"cns": "present"}}, "warning"),
        ({"severity": {"cns": "progressive"}}, "warning"),
        ({"severity": {"cns": "none", "csf": "abnormal"}}, "warning"),
        ({"severity": {"cns": "none", "csf": "normal"}}, None),
        ({}, None),
    ],
)
def test_signs_of_the_brain_ask_for_a_puncture(case: dict[str, Any], level: str | None) -> None:
    assert levels(case_data(**case)).get(PUNCTURE) == level


def test_an_intrathecal_line_asks_until_its_last_dose() -> None:
    assert levels(given(SPINE))[PUNCTURE] == "warning"
    assert PUNCTURE not in levels(given(SPINE, labs=FIT))
    last = {"line": "intrathecal", "first_day": 1, "doses": 1}
    assert levels(given(last, revised_at=["2026-11-22T20:00"]))[PUNCTURE] == "warning"
    assert PUNCTURE not in levels(given(last, revised_at=["2026-11-23T08:00"]))


def test_where_no_puncture_is_due_a_bad_value_is_told_without_alarm() -> None:
    case = case_data(labs=[lab("plt", "20", "10*9/L")])
    assert levels(case)[PUNCTURE] == "info"
    (text,) = findings(case)[PUNCTURE]
    assert "platelets 20 10*9/L (2026-11-21), below 50 10*9/L" in text


# --- before a steroid


@pytest.mark.parametrize("kind", ["malignancy", "unknown", None])
@pytest.mark.parametrize("line", [PULSE, "dexamethasone", "methylprednisolone"])
def test_a_tumour_that_is_known_or_not_excluded(kind: str | None, line: Any) -> None:
    assert levels(given(line, etiology={"kind": kind}))[BIOPSY] == "warning"


@pytest.mark.parametrize("kind", ["infection", "rheumatic", "primary_suspected"])
def test_another_cause_needs_no_tissue(kind: str) -> None:
    assert BIOPSY not in levels(given(PULSE, etiology={"kind": kind}))


def test_without_a_steroid_nothing_is_spoiled() -> None:
    malignancy = {"kind": "malignancy"}
    assert BIOPSY not in levels(given("etoposide", etiology=malignancy))
    assert BIOPSY not in levels(given(SPINE, etiology=malignancy, plan={"protocol": "hlh-2004"}))
    assert BIOPSY not in levels(case_data(etiology=malignancy))


@pytest.mark.parametrize(("course", "level"), [("deteriorating", "info"), ("stable", "warning"), (None, "warning")])
def test_a_child_who_deteriorates_does_not_wait_for_it(course: str | None, level: str) -> None:
    case = given(PULSE, etiology={"kind": "malignancy"}, severity={"course": course})
    assert levels(case)[BIOPSY] == level


# --- what worsens


def test_two_markers_make_a_review_and_one_does_not() -> None:
    few, low = lab("plt", "90", "10*9/L"), lab("na", "132.3", "mmol/L")
    (text,) = findings(worse(few, low))[WORSE]
    assert text.startswith("2 markers are worse within 24 hours: platelets, sodium.")
    assert levels(worse(few, low))[WORSE] == "warning"
    for labs in ([few], [low], [few, lab("na", "135", "mmol/L")], [lab("plt", "90.1", "10*9/L"), low]):
        assert WORSE not in levels(worse(*labs))


def test_a_rise_counts_where_rising_is_worse() -> None:
    before, after = "2026-11-21T06:00", "2026-11-22T05:00"
    for ferritin, there in (("11000", True), ("10999", False), ("9000", False)):
        rows = [lab("ferritin", "10000", "ug/L", before), lab("ferritin", ferritin, "ug/L", after)]
        rows += [lab("ast", "100", "U/L", before), lab("ast", "120", "U/L", after)]
        assert (WORSE in levels(case_data(labs=rows))) is there


def test_only_within_a_day_and_only_while_it_is_new() -> None:
    def case(before: str, after: str) -> dict[str, Any]:
        pairs = (("plt", "100", "50", "10*9/L"), ("na", "140", "125", "mmol/L"))
        rows = [(lab(a, one, unit, before), lab(a, two, unit, after)) for a, one, two, unit in pairs]
        return case_data(labs=[row for pair in rows for row in pair])

    assert WORSE in levels(case("2026-11-20T06:00", "2026-11-21T06:00"))
    assert WORSE not in levels(case("2026-11-20T05:59", "2026-11-21T06:00"))
    assert WORSE in levels(case("2026-11-20T23:00", "2026-11-21T00:00"))
    assert WORSE not in levels(case("2026-11-20T23:00", "2026-11-20T23:59"))


# --- limits of labels


@pytest.mark.parametrize(
    ("line", "row", "there"),
    [
        (TOCILIZUMAB, ("anc", "1.99", "10*9/L"), True),
        (TOCILIZUMAB, ("anc", "2", "10*9/L"), False),
        (TOCILIZUMAB, ("plt", "99.9", "10*9/L"), True),
        (TOCILIZUMAB, ("plt", "100", "10*9/L"), False),
        (TOCILIZUMAB, ("alt", "67.6", "U/L"), True),  # 45 at this age
        (TOCILIZUMAB, ("alt", "67.5", "U/L"), False),
        (TOCILIZUMAB, ("ast", "90.1", "U/L"), True),  # 60
        (TOCILIZUMAB, ("ast", "90", "U/L"), False),
        (ANAKINRA, ("anc", "1.49", "10*9/L"), True),
        (ANAKINRA, ("anc", "1.5", "10*9/L"), False),
        (ANAKINRA, ("plt", "5", "10*9/L"), False),
        ("dexamethasone", ("anc", "0.1", "10*9/L"), False),
    ],
)
def test_each_limit_of_a_label_from_both_sides(line: Any, row: tuple[str, str, str], there: bool) -> None:
    assert levels(given(line, labs=[lab(*row)])).get(LABEL) == ("info" if there else None)


@pytest.mark.parametrize(("born", "there"), [("2024-11-23", True), ("2024-11-22", False)])
def test_tocilizumab_under_two_years(born: str, there: bool) -> None:
    case = {**given(TOCILIZUMAB), **{key: child("12", "86", born)[key] for key in ("patient", "measurements")}}
    assert (LABEL in levels(case)) is there
    if there:
        (text,) = findings(case)[LABEL]
        assert text.startswith("Tocilizumab: younger than 2 years. The label does not start it there;")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("fibrinogen", "0.9", "g/L"), "fibrinogen 0.9 g/L (2026-11-21), below 1 g/L."),
        (("inr", "1.6", "{INR}"), "INR 1.6 {INR} (2026-11-21), above 1.5 {INR}."),
        (("plt", "49900", "/uL"), "platelets 49900 /uL (2026-11-21), below 50 10*9/L."),
    ],
)
def test_a_value_is_told_with_the_side_of_its_limit(row: tuple[str, str, str], told: str) -> None:
    (text,) = findings(case_data(severity=BRAIN, labs=instead(lab(*row))))[PUNCTURE]
    assert told in text


def test_one_line_for_each_drug_with_both_sides() -> None:
    rows = [lab("anc", "1", "10*9/L"), lab("plt", "30", "10*9/L")]
    one, two = findings(given(TOCILIZUMAB, ANAKINRA, labs=rows))[LABEL]
    assert one.startswith("Tocilizumab: neutrophils 1 10*9/L (2026-11-21), below 2 10*9/L, platelets 30 10*9/L")
    assert two.startswith("Anakinra: neutrophils 1 10*9/L (2026-11-21), below 1.5 10*9/L.")
    assert all("HLH often breaks" in text for text in (one, two))


def test_where_a_sex_has_no_upper_limit_none_is_made_up() -> None:
    """A table without a range for the age: the other limits are still looked at."""
    here = situation(given(TOCILIZUMAB, labs=[lab("alt", "9000", "U/L")]))
    without = replace(here, knowledge=replace(knowledge(), reference_ranges={}))
    assert bedside._upper(without, "alt", knowledge().alerts[LABEL].numbers["upper_times"]) is None


# --- transfusion


@pytest.mark.parametrize(
    ("parts", "row", "state"),
    [
        ({}, ("plt", "9.9"), "no fever or bleeding recorded"),
        ({}, ("plt", "10"), None),
        ({"signs": {"temperature_c": "38.0"}}, ("plt", "19.9"), "with fever"),
        ({"signs": {"temperature_c": "38.0"}}, ("plt", "20"), None),
        ({"signs": {"temperature_c": "37.9"}}, ("plt", "19.9"), None),
        ({"safety": {"bleeding": True}}, ("plt", "49.9"), "with bleeding"),
        ({"safety": {"bleeding": True}}, ("plt", "50"), None),
        ({"safety": {"bleeding": False}}, ("plt", "49.9"), None),
        ({"safety": {"bleeding": True}}, ("fibrinogen", "1.49"), "with bleeding"),
        ({"safety": {"bleeding": True}}, ("fibrinogen", "1.5"), None),
        ({}, ("fibrinogen", "0.5"), None),
        ({}, ("hb", "69"), "not deteriorating"),
        ({}, ("hb", "70"), None),
        ({"severity": {"course": "deteriorating"}}, ("hb", "79"), "while deteriorating"),
        ({"severity": {"course": "deteriorating"}}, ("hb", "80"), None),
    ],
)
def test_each_default_of_transfusion_from_both_sides(
    parts: dict[str, Any], row: tuple[str, str], state: str | None
) -> None:
    units = {"plt": "10*9/L", "hb": "g/L", "fibrinogen": "g/L"}
    texts = findings(case_data(labs=[lab(*row, units[row[0]])], **parts)).get(TRANSFUSION, [])
    assert len(texts) == (state is not None)
    assert all(f", {state}." in text and "Local policy decides" in text for text in texts)


def test_a_default_of_transfusion_is_told_with_the_value_below_it() -> None:
    (text,) = findings(case_data(labs=[lab("hb", "60", "g/L")]))[TRANSFUSION]
    assert text.startswith(
        "Below the default for transfusion: haemoglobin 60 g/L (2026-11-21), below 70 g/L, not deteriorating."
    )


def test_it_is_information_and_rests_on_results_of_these_days() -> None:
    for at, level in (("2026-11-20T00:00", "info"), ("2026-11-19T23:59", None)):
        assert levels(case_data(labs=[lab("hb", "60", "g/L", at)])).get(TRANSFUSION) == level
