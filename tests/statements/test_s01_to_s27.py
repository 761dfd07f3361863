"""S01 to S27: the first rows of the article, each on a case, and what the program does with its numbers."""

from __future__ import annotations

from decimal import Decimal

from hlh_desktop.domain.case import Etiology
from tests.builders import case_data, child, codes_of_problems, findings, knowledge, levels, plan, regimen, tasks
from tests.statements.rows import doses, options, ordered, proved

RHEUMATIC = {"kind": "rheumatic"}
EBV_B = {"kind": "infection", "pathogen": "EBV", "ebv_lineage": "B"}
EBV_T = {"kind": "infection", "pathogen": "EBV", "ebv_lineage": "T"}


def test_s01_every_print_says_that_the_prescriber_decides_and_nothing_is_approved() -> None:
    assert proved("S01").verdict == "none"


def test_s02_etoposide_is_never_added_and_the_article_is_contradicted() -> None:
    assert proved("S02").verdict == "disagree"
    assert doses(case_data(severity={"course": "deteriorating"})) == [], "no dose of anything without a person"
    assert options(case_data(etiology=RHEUMATIC, severity={"course": "stable"}))["hlh-94"] == "advised_against"


def test_s03_a_cause_without_treatment_is_told_and_stops_signing() -> None:
    proved("S03")
    assert "trigger_treatment_missing" in knowledge().asking.findings


def test_s04_the_taper_is_written_out_to_zero_in_week_8() -> None:
    proved("S04")
    days = sorted(day for _, _, _, rows in doses(ordered("dexamethasone")) for day in rows)
    amounts = {dose: (rows[0], rows[-1]) for _, dose, _, rows in doses(ordered("dexamethasone"))}
    assert days[0] == 1
    assert days[-1] == 56
    assert amounts["5.9"][0] == 1
    assert amounts["3"][0] == 15
    assert amounts["1.5"][0] == 29
    assert amounts["0.7"][0] == 43
    assert "53 mg/m2" in knowledge().statements["S04"].note["en"]


def test_s05_that_it_calms_cytokines_is_help_and_nothing_else() -> None:
    assert {place.kind for place in proved("S05").shown_at} == {"chapter"}


def test_s06_ten_doses_of_etoposide_and_then_a_decision() -> None:
    proved("S06")
    (etoposide,) = doses(ordered("etoposide"))
    assert etoposide == ("etoposide", "89", "mg", [1, 4, 8, 11, 15, 22, 29, 36, 43, 50])
    assert tasks(ordered("etoposide"))["response_week_8"].startswith("2027-01-10")


def test_s07_why_etoposide_works_is_help_and_nothing_else() -> None:
    assert {place.kind for place in proved("S07").shown_at} == {"chapter"}


def test_s08_ciclosporin_begins_in_week_9_with_its_trough() -> None:
    proved("S08")
    late = ordered({"line": "ciclosporin", "mg_per_kg_per_day": "6"}, plan={"last_week": 40})
    assert min(day for _, _, _, days in doses(late) for day in days) == 57
    assert "ciclosporin_trough" in tasks(late)
    assert "adult" in proved("S08").population


def test_s09_hlh_2004_is_second_with_its_note() -> None:
    proved("S09")
    early = ordered({"line": "ciclosporin", "mg_per_kg_per_day": "6"}, plan={"protocol": "hlh-2004"})
    assert min(day for _, _, _, days in doses(early) for day in days) == 1


def test_s10_intrathecal_needs_a_trigger_and_ends_after_four_doses() -> None:
    proved("S10")
    spinal = ordered("intrathecal", severity={"cns": "progressive"})
    assert max(len(days) for _, _, _, days in doses(spinal)) <= 4
    assert tasks(ordered("etoposide"))["lumbar_puncture_decision"].startswith("2026-12-06"), "day 15"


def test_s11_survival_is_text_only() -> None:
    assert [place.kind for place in proved("S11").shown_at] == ["chapter"]


def test_s12_infection_stands_first_and_nothing_is_chosen() -> None:
    from typing import get_args

    from hlh_desktop.domain.case import Kind

    proved("S12")
    assert get_args(Kind)[0] == "infection"
    assert Etiology().kind is None


def test_s13_treatment_of_the_infection_stands_beside_that_of_hlh() -> None:
    proved("S13")
    both = options(case_data(etiology={"kind": "infection", "pathogen": "CMV"}, severity={"course": "deteriorating"}))
    assert both["anti_infective"] == both["hlh-94"] == "proposed"


def test_s14_rituximab_weekly_up_to_four_doses() -> None:
    proved("S14")
    (rituximab,) = doses(ordered("rituximab", etiology=EBV_B))
    assert rituximab == ("rituximab", "221", "mg", [1, 8, 15, 22])
    five = ordered({"line": "rituximab", "doses": 5}, etiology=EBV_B)
    assert codes_of_problems(five), "a fifth dose is refused"


def test_s15_the_lineage_is_asked_for_and_t_cells_warn() -> None:
    assert proved("S15").verdict == "disagree"
    assert options(case_data(etiology=EBV_B))["rituximab"] == "proposed"
    assert options(case_data(etiology=EBV_T))["rituximab"] == "advised_against"
    unknown = {"kind": "infection", "pathogen": "EBV", "ebv_lineage": None}
    assert "ebv_lineage_unknown" in findings(ordered("rituximab", etiology=unknown))


def test_s16_the_three_markers_stand_in_one_chart_and_ebv_dna_before_each_dose() -> None:
    proved("S16")
    assert {"ferritin", "scd25"} <= set(knowledge().trends.main)
    assert "before each rituximab" in knowledge().tasks["ebv_dna"].text["en"]


def test_s17_the_parts_of_immunoglobulin_add_up_to_the_total() -> None:
    proved("S17")
    (two,) = doses(ordered("ivig"))
    assert two[1] == "10.8"
    assert Decimal(two[1]) * len(two[3]) == Decimal("1.6") * Decimal("13.5")


def test_s18_prophylaxis_is_ordered_or_declined_and_refused_below_its_limits() -> None:
    proved("S18")
    (line,) = {(one, dose, unit) for one, dose, unit, _ in doses(ordered("cotrimoxazole"))}
    assert line == ("cotrimoxazole", "44", "mg")
    born = child("4.5", "56", "2026-10-01", regimen=regimen("cotrimoxazole"))
    assert levels(born)["cotrimoxazole_under_2_months"] == "refuse"
    declined = ordered("etoposide", plan={"declined": [{"line": "cotrimoxazole", "reason": "allergy"}]})
    assert "prophylaxis_missing" not in findings(declined)


def test_s19_surveillance_comes_again_every_week() -> None:
    proved("S19")
    assert {knowledge().tasks[code].every_days for code in ("cmv_dna", "ebv_dna", "galactomannan")} == {7}


def test_s20_both_treatments_stand_beside_each_other_and_it_is_not_verified() -> None:
    assert proved("S20").verdict == "unverified"
    both = options(case_data(etiology={"kind": "malignancy"}))
    assert {"hlh-94", "malignancy_chemotherapy"} <= set(both)


def test_s21_retrospective_adult_data_are_said_to_be_that() -> None:
    assert proved("S21").verdict == "unverified"
    assert proved("S21").population == ("adult",)


def test_s22_etoposide_of_another_regimen_counts_in_the_total() -> None:
    proved("S22")
    before = plan(ordered("etoposide", patient={"prior_etoposide_mg_per_m2": "600"})).cumulative
    assert before.overall - plan(ordered("etoposide")).cumulative.overall == 600


def test_s23_transplantation_is_thought_of_after_remission_and_it_is_not_verified() -> None:
    assert proved("S23").verdict == "unverified"


def test_s24_the_pulse_is_thirty_mg_per_kg_and_at_most_one_gram() -> None:
    proved("S24")
    (pulse,) = {(dose, unit) for _, dose, unit, _ in doses(ordered("methylprednisolone_pulse"))}
    assert pulse == ("405", "mg")
    heavy = ordered("methylprednisolone_pulse")
    heavy["measurements"] = [{"on": "2026-11-21", "weight_kg": "40", "height_cm": "140"}]
    heavy["patient"]["date_of_birth"] = "2015-06-22"
    assert {dose for _, dose, _, _ in doses(heavy)} == {"1000"}


def test_s25_ciclosporin_by_vein_is_held_to_its_own_limit() -> None:
    proved("S25")
    by_vein = {"line": "ciclosporin", "route": "intravenous", "mg_per_kg_per_day": "3.5"}
    found = levels(ordered(by_vein, plan={"protocol": "none"}, etiology=RHEUMATIC))
    assert found["route_dose_check"] == "critical"


def test_s26_anakinra_has_a_cap_for_a_dose_and_may_be_given_four_times_a_day() -> None:
    proved("S26")
    line = {"line": "anakinra", "mg_per_kg_per_day": "10", "doses_per_day": 1}
    assert {dose for _, dose, _, _ in doses(ordered(line))} == {"100"}, "135 mg without the cap"
    uncapped = {**line, "cap_mg_per_dose": None}
    assert {dose for _, dose, _, _ in doses(ordered(uncapped))} == {"135"}
    assert codes_of_problems(ordered({**line, "mg_per_kg_per_day": "10.1"})), "10 mg/kg is the article's own end"


def test_s27_tocilizumab_goes_by_weight() -> None:
    proved("S27")
    assert {dose for _, dose, _, _ in doses(ordered("tocilizumab"))} == {"162"}, "12 mg/kg below 30 kg"
