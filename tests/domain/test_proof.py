"""The proof of a number can be worked again by hand from what stands on it, and leaves no limit out."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.measures import Span
from hlh_desktop.domain.plan_rows import line_rows
from hlh_desktop.domain.planned_doses import intrathecal_doses
from hlh_desktop.domain.proof import dose_proof, egfr_proof, surface_proof
from hlh_desktop.domain.proof_spans import spans_of_plan
from hlh_desktop.domain.quantity import NON_BREAKING
from tests.builders import ROOT, case_data, child, knowledge, lab, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.proof_values import Proof

TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))


def spaced(text: str) -> str:
    return text.replace(NON_BREAKING, " ").replace("\N{MULTIPLICATION SIGN}", "x").replace("\N{MINUS SIGN}", "-")


def proof(data: dict[str, object], line: str, row: int = 0) -> Proof:
    made = plan(data)
    found = [one for one in line_rows(made, knowledge()) if one.line == line]
    return dose_proof(made, knowledge(), line, found[row].part, found[row].run.dose)


def states(found: Proof) -> dict[str, str]:
    return {row.title: row.state for row in found.limits}


def test_the_proof_of_etoposide_is_the_sum_of_the_worked_example() -> None:
    found = proof(TV04, "etoposide")
    assert spaced(found.title) == "etoposide 89 mg per dose"
    assert [(row.label, spaced(row.text), spaced(row.result)) for row in found.sums] == [
        ("BSA, Mosteller", "\N{SQUARE ROOT}(92 cm x 13.5 kg / 3,600) = 0.587367 m², to 0.01", "0.59 m²"),
        ("Dose", "150 mg/m² x 0.59 m²", "88.5 mg"),
        ("Cap", "none for this line", ""),
        ("Rounding", "once, to 1 mg, half up: +0.6 %, limit 5 %", "89 mg"),
    ]


def test_inputs_carry_unit_date_and_person() -> None:
    rows = {row.name: row for row in proof(TV04, "etoposide").inputs}
    weight = rows["Weight"]
    assert (weight.value, weight.unit, spaced(weight.when)) == ("13.5", "kg", "21 Nov 2026")
    assert weight.by == "RN B. Example, measured"
    assert rows["Height"].by == "RN B. Example, lying"
    assert (rows["Creatinine"].value, rows["eGFR, bedside Schwartz"].value) == ("27", "124.4")


def test_a_typed_factor_and_the_moment_of_the_creatinine_are_inputs() -> None:
    reduced = {"line": "etoposide", "factor": "0.75", "reason": "kidney"}
    rows = {row.name: row for row in proof({**TV04, "regimen": regimen(reduced)}, "etoposide").inputs}
    factor, creatinine = rows["Factor of the line"], rows["Creatinine"]
    assert (factor.value, factor.unit, factor.by) == ("0.75", "", "typed for this plan")
    assert (creatinine.unit, spaced(creatinine.when)) == ("micromol/L", "21 Nov 2026, 20:10")


def test_a_line_of_one_dose_has_no_time_between_doses() -> None:
    once = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "100", "doses": 1}
    found = {row.title: row.text for row in proof(case_data(regimen=regimen(once)), "etoposide").limits}
    assert found["Time between doses"] == "one dose only"


def test_a_protocol_that_speaks_of_a_line_is_named_with_what_it_says() -> None:
    line = {**TV04, "regimen": regimen("ciclosporin", protocol="hlh-2004")}
    (told,) = [one for one in proof(line, "ciclosporin").others if one.title == "HLH-2004"]
    assert "iclosporin" in told.text


def test_a_plan_of_before_there_were_revisions_rests_on_its_one_measure() -> None:
    made = plan(TV04)
    assert spans_of_plan(replace(made, spans=())) == (Span(None, made.weight, made.height, made.bsa),)


def test_an_unknown_kidney_function_is_said_to_be_unknown() -> None:
    rows = {row.name: row for row in proof(case_data(regimen=regimen("etoposide")), "etoposide").inputs}
    assert rows["eGFR"].value == "not known"
    assert rows["Weight"].by == "by whom not given"


def test_every_limit_that_is_kept_stands_there_too() -> None:
    kept = ("Time between doses", "Rounding", "BSA formulas", "Body weight", "Cumulative")
    found = states(proof(TV04, "etoposide"))
    assert {title: found[title] for title in kept} == dict.fromkeys(kept, "ok")


def test_cumulative_etoposide_of_which_nobody_asked_is_no_kept_limit() -> None:
    found = proof(case_data(regimen=regimen("etoposide")), "etoposide")
    row = next(row for row in found.limits if row.title == "Cumulative")
    assert row.state == "info"
    assert "NOT ASKED" in row.text


@pytest.mark.parametrize(("before", "state"), [("400", "ok"), ("600", "warning"), ("1492", "critical")])
def test_the_cumulative_limit_tells_caution_from_limit(before: str, state: str) -> None:
    data = case_data(patient={"prior_etoposide_mg_per_m2": before}, regimen=regimen("etoposide"))
    assert states(proof(data, "etoposide"))["Cumulative"] == state


def test_a_rounding_beyond_the_limit_is_a_warning_on_the_card() -> None:
    assert states(proof(TV04, "dexamethasone", row=4))["Rounding"] == "warning"


def test_doses_too_near_to_each_other_are_seen() -> None:
    change = {"line": "etoposide", "day": 4, "do": "move", "to": "2026-11-23T14:00", "reason": "bed"}
    found = proof(case_data(regimen=regimen("etoposide", changes=[change])), "etoposide")
    assert states(found)["Time between doses"] == "critical"


def test_a_cap_that_decides_is_said() -> None:
    data = child("80", "180", "2010-01-01", regimen=regimen("rituximab"))
    texts = [spaced(row.text) for row in proof(data, "rituximab").sums]
    assert "at most 1,000 mg a dose" in texts
    assert texts[-1].startswith("once, to 1 mg") or "cap decides" in texts[-1]


def test_sources_carry_their_evidence() -> None:
    tags = {(row.id, row.tag) for row in proof(TV04, "etoposide").sources}
    assert ("T1", "R") in tags
    assert ("T4", "M") in tags


def test_a_note_of_the_protocol_stands_only_with_the_line_that_it_names() -> None:
    assert proof(TV04, "etoposide").others == ()
    assert "Off-label" in proof(TV04, "rituximab").others[0].text


@pytest.mark.parametrize("protocol", ["hlh-94", "hlh-2004", "none"])
def test_the_card_of_dexamethasone_says_when_its_doses_by_both_routes_are_the_same(protocol: str) -> None:
    found = proof(case_data(regimen=regimen("dexamethasone", protocol=protocol)), "dexamethasone")
    (told,) = [spaced(one.text) for one in found.others if one.title == "By mouth or into a vein"]
    assert "1 to 1, only where both are stated as dexamethasone base: 3.3 mg base is 4 mg phosphate" in told
    assert told.endswith("APP M")


def test_a_drug_of_one_route_has_nothing_to_compare() -> None:
    pulse = proof(case_data(regimen=regimen("methylprednisolone_pulse")), "methylprednisolone_pulse")
    assert "By mouth or into a vein" not in {one.title for one in pulse.others}


def test_an_option_that_does_not_simply_propose_the_line_stands_on_its_card() -> None:
    found = proof(TV04, "ivig")
    assert found.others[0].title == "immunoglobulin: Offered"
    assert "adult text" in found.others[0].text


def test_an_intrathecal_dose_is_proved_by_age_and_never_by_surface() -> None:
    made = plan(case_data(severity={"cns": "progressive"}, regimen=regimen("intrathecal")))
    row = intrathecal_doses(made, knowledge())[0]
    assert row.dose is not None
    found = dose_proof(made, knowledge(), row.line, row.part, row.dose)
    text = found.as_text(knowledge().wording)
    assert "2 y 5 m" in text
    assert "BSA" not in text
    assert [one.name for one in found.inputs] == ["Birth date"]


def test_surface_and_kidney_function_have_a_proof_of_their_own() -> None:
    made = plan(TV04)
    surface = surface_proof(made, knowledge())
    assert spaced(surface.title) == "BSA 0.59 m²"
    assert "0.590635" in surface.sums[0].text
    # The last is the one that doses use: a card shows it largest.
    assert (surface.sums[-1].label, spaced(surface.sums[-1].result)) == ("BSA, Mosteller", "0.59 m²")
    kidney = egfr_proof(made, knowledge())
    assert kidney is not None
    assert spaced(kidney.sums[0].text) == "36.5 x 92 cm / 27"
    # What it is made of, and not itself once more; and in which band it lies.
    assert [(one.name, one.value) for one in kidney.inputs] == [("Creatinine", "27"), ("Height", "92")]
    assert [(one.state, one.text) for one in kidney.limits] == [("ok", "above 50: no change of dose")]
    assert egfr_proof(plan(case_data()), knowledge()) is None


@pytest.mark.parametrize(
    ("creatinine", "replaced", "state", "told"),
    [
        ("70", None, "warning", "from 15 to 50: a reduction is proposed"),
        ("300", None, "refuse", "below 15: no dose without a typed factor"),
        ("27", True, "refuse", "renal replacement counts as below 15: no dose without a typed factor"),
    ],
)
def test_a_kidney_function_is_held_against_the_bands_of_etoposide(
    creatinine: str, replaced: bool | None, state: str, told: str
) -> None:
    data = case_data(labs=[lab("crea", creatinine, "umol/L")], safety={"renal_replacement": replaced})
    kidney = egfr_proof(plan(data), knowledge())
    assert kidney is not None
    assert [(one.state, one.text) for one in kidney.limits] == [(state, told)]


REVISED = case_data(
    measurements=[
        {"on": "2026-11-21", "weight_kg": "9.8", "height_cm": "92"},
        {"on": "2026-12-02", "weight_kg": "15.1"},
    ],
    revised_at=["2026-12-02T14:05"],
    regimen=regimen("etoposide", {"line": "ivig", "first_day": 11, "days": 2}),
)


def test_a_dose_of_a_revised_plan_is_proved_by_the_measures_that_it_rests_on() -> None:
    before, after = proof(REVISED, "etoposide"), proof(REVISED, "etoposide", row=1)
    assert [spaced(row.result) for row in before.sums] == ["0.50 m²", "75 mg", "", "75 mg"]
    assert [spaced(row.result) for row in after.sums] == ["0.62 m²", "93 mg", "", "93 mg"]
    assert "92 cm x 9.8 kg" in spaced(before.sums[0].text)
    assert "92 cm x 15.1 kg" in spaced(after.sums[0].text)
    weights = [[row.value for row in found.inputs if row.name == "Weight"] for found in (before, after)]
    assert weights == [["9.8"], ["15.1"]]
    assert [spaced(found.inputs[0].when) for found in (before, after)] == ["21 Nov 2026", "2 Dec 2026"]
    assert (states(before)["Body weight"], states(after)["Body weight"]) == ("warning", "ok")
    formulas = [
        spaced(next(row.text for row in found.limits if row.title == "BSA formulas")) for found in (before, after)
    ]
    assert formulas[0] != formulas[1]


def test_parts_of_a_total_are_proved_by_the_weight_of_the_first_part_wherever_they_stand() -> None:
    later = {**REVISED, "revised_at": ["2026-12-02T18:01"]}
    assert [row.value for row in proof(later, "ivig").inputs] == ["9.8"]
    assert [row.value for row in proof(REVISED, "ivig").inputs] == ["15.1"]


def test_the_surface_of_a_revised_plan_is_proved_with_the_moment_from_which_each_counts() -> None:
    found = surface_proof(plan(REVISED), knowledge())
    assert spaced(found.title) == "BSA 0.62 m²"
    assert [(spaced(row.label), spaced(row.result)) for row in found.sums[1:]] == [
        ("BSA from the beginning", "0.50 m²"),
        ("BSA from Wed 2 Dec 2026 14:05", "0.62 m²"),
    ]
    assert [(row.name, row.value) for row in found.inputs] == [("Weight", "9.8"), ("Weight", "15.1"), ("Height", "92")]


def test_a_revision_without_newer_measures_begins_no_surface_of_its_own() -> None:
    same = {**TV04, "revised_at": ["2026-12-02T14:05"]}
    assert surface_proof(plan(same), knowledge()).sums == surface_proof(plan(TV04), knowledge()).sums


def test_the_card_as_text_says_everything_on_it() -> None:
    found = proof(TV04, "etoposide")
    text = found.as_text(knowledge().wording)
    cells = [cell for row in found.sums for cell in (row.label, row.text, row.result)]
    cells += [cell for row in found.limits for cell in (row.title, row.text)]
    cells += [row.title for row in found.sources]
    assert all(cell in text for cell in cells)


def test_the_last_step_of_every_sum_is_the_dose_of_the_plan() -> None:
    made = plan(case_data(labs=[lab("crea", "27", "umol/L")], regimen=regimen("etoposide", "dexamethasone", "ivig")))
    for row in line_rows(made, knowledge()):
        found = dose_proof(made, knowledge(), row.line, row.part, row.run.dose)
        amount = spaced(found.sums[-1].result).split(" ")[0]
        assert Fraction(Decimal(amount)) == Fraction(row.run.dose.amount.amount)


def test_a_dose_that_the_plan_does_not_have_is_refused() -> None:
    made = plan(TV04)
    with pytest.raises(ValueError, match="rituximab"):
        dose_proof(made, knowledge(), "rituximab", None, line_rows(made, knowledge())[0].run.dose)
