"""Gates as they are read: the sentence of each with its values, what it is about, and where it leads."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.edits import drop, put
from tests.builders import knowledge
from tests.domain.wizard.sights import EXAMPLE, NBSP, at, gate, seen

OWN_SOURCE = f"Proposal of this program, for local sign-off{NBSP}[APP]"
ANSWERED = dict.fromkeys(knowledge().settings.questions, False)


def told(case: dict[str, Any], name: str, **more: Any) -> str:
    return gate(seen(case, **more), name).text.replace(NBSP, " ")


@pytest.mark.parametrize(("name", "text"), [
    ("identity", "Example, Four, No. TV04, born 22 Jun 2024"), ("sex", "female"), ("allergies", "none known"),
    ("weight", "13.5 kg, 21 Nov 2026"), ("height", "92 cm, 21 Nov 2026"), ("etiology", "infection, EBV"),
    ("criteria", "6 of 8 met, 2 not assessed: fulfilled"), ("trigger", "riTUXimab, immunoglobulin"),
    ("severity", "deteriorating; no neurological signs"),
    # 36.5 x 92 / 27
    ("kidney", "creatinine 27 micromol/L, eGFR 124.4 mL/min/1.73 m²"),
    ("first_doses", "none lies before now"), ("begun", "none"), ("entries", "every entry can be used"),
])  # fmt: skip
def test_a_gate_that_is_met_says_what_it_was_met_by(name: str, text: str) -> None:
    found = gate(seen(EXAMPLE), name)
    assert (found.state, told(EXAMPLE, name).lower()) == ("met", text.lower())
    assert (found.reasons, found.reason, found.second) == ((), None, False)
    assert found.sources


# --- the child


def test_what_identity_lacks_is_named_in_its_order_and_leads_to_the_first() -> None:
    lacking = drop(drop(drop(EXAMPLE, "patient.family_name"), "patient.date_of_birth"), "patient.mrn")
    found = gate(seen(lacking), "identity")
    assert (found.text, found.path) == ("still needed: Hospital number, Family name, Birth date", "patient.mrn")


def test_a_field_that_is_wrong_twice_is_named_once_and_counted_twice() -> None:
    found = gate(seen(put(put(EXAMPLE, "labs[2].value", "x"), "labs[3].value", "y")), "entries")
    assert (found.text, found.path, found.step) == ("2 to look at: Value", "labs[2].value", 2)


def test_an_old_weight_tells_its_age_and_the_limit_that_it_passed() -> None:
    rows = [{"on": "2026-11-14", "weight_kg": "13.5", "height_cm": "92"}]
    found = gate(seen(put(EXAMPLE, "measurements", rows)), "weight")
    assert found.key == "weight.2026-11-14.13.5"
    assert found.text.replace(NBSP, " ").startswith("13.5 kg is 8 days old on day one, more than 7:")
    assert found.reasons[0] == "Cannot be moved onto a scale today"
    rows[0]["on"] = "2026-10-22"
    refused = gate(seen(put(EXAMPLE, "measurements", rows)), "weight")
    assert refused.text.replace(NBSP, " ").startswith("13.5 kg is 31 days old on day one, more than 30:")
    assert (refused.state, refused.reasons) == ("refused", ())


def test_an_estimated_weight_names_the_cytotoxics_and_no_other_drug() -> None:
    case = put(EXAMPLE, "measurements[0].weight_source", "estimated")
    assert told(case, "estimated_weight") == (
        "13.5 kg is estimated and a cytotoxic is ordered (etoposide): a second person signs too"
    )


def test_the_gate_of_a_rare_value_stands_on_the_page_and_at_the_field_of_that_value() -> None:
    case = put(EXAMPLE, "labs[9].value", "115")
    open_ = gate(seen(case), "rare")
    assert (open_.state, open_.step, open_.path) == ("open", 2, "labs[9].value")
    assert "Confirmed with the laboratory" in open_.reasons
    again = {open_.path: "115"}
    asked = gate(seen(case, again=again), "rare")
    assert (asked.state, asked.step) == ("reason", 2)
    met = gate(seen(case, again=again, reasons={open_.key: "Second sample agrees"}), "rare")
    assert (met.state, met.text) == ("met", "Value 115: typed twice. Second sample agrees")
    early = gate(seen(case, reasons={open_.key: "Second sample agrees"}), "rare")
    assert (early.state, early.reason) == ("open", "Second sample agrees")


# --- the case


def test_of_severity_everything_that_lacks_is_named() -> None:
    found = gate(seen(put(put(EXAMPLE, "severity.course", None), "severity.cns", None)), "severity")
    assert (found.text, found.path) == ("still needed: Course, Neurological signs", "severity.course")


def test_an_unknown_kidney_names_the_lines_that_depend_on_it() -> None:
    found = gate(seen(drop(EXAMPLE, "labs[13]")), "kidney")
    assert found.key == "kidney.unknown"
    assert found.text == "no eGFR with etoposide, co-trimoxazole: an unknown kidney is not a healthy one"
    assert found.sources == (f"Proposal of this program, for local sign-off{NBSP}[M]",)


def test_open_questions_are_counted_and_lead_to_the_first_that_was_not_asked() -> None:
    found = gate(seen(put(EXAMPLE, "safety", {**ANSWERED, "bleeding": None, "ecmo": None})), "questions")
    assert (found.text, found.path, found.step) == ("2 of 40 not asked; they print as not asked", "safety.ecmo", 4)
    one = gate(seen(put(EXAMPLE, "safety", {**ANSWERED, "trial": None})), "questions")
    assert (one.text[:17], one.path) == ("1 of 40 not asked", "safety.trial")
    every = gate(seen(put(EXAMPLE, "safety", ANSWERED)), "questions")
    assert (every.state, every.path) == ("met", "safety")


# --- times


def test_first_doses_before_now_are_named_and_lead_to_the_first_line() -> None:
    found = gate(seen(EXAMPLE, at("2026-11-22T10:17")), "first_doses")
    assert found.path == "regimen.first_dose_at.cotrimoxazole"
    assert found.text == (
        "before now: co-trimoxazole as trimethoprim, dexAMETHasone, riTUXimab. Give now, at a time, or skip"
    )


def test_doses_of_passed_days_are_counted_and_the_reason_holds_for_this_day_one() -> None:
    """By 8:31 of day 2 the steroid and co-trimoxazole of 8:00 lie before now; those of day one are asked elsewhere."""
    now = at("2026-11-23T08:31")
    found = gate(seen(EXAMPLE, now), "begun")
    assert (found.state, found.text[:8], found.key) == ("reason", "2 doses ", "begun.2026-11-22")
    met = gate(seen(EXAMPLE, now, reasons={found.key: "  Not given "}), "begun")
    assert (met.state, met.reason) == ("met", "Not given")


# --- the scene


def test_a_gate_that_can_not_be_looked_at_yet_waits_at_its_own_place() -> None:
    found = gate(seen(put(EXAMPLE, "measurements", [])), "kidney")
    assert (found.state, found.title, found.step, found.path) == ("open", "Kidney known", 4, "labs.crea")
    assert found.text == knowledge().wording.say("screen.gate.waits")


def test_a_gate_names_the_source_of_its_rule() -> None:
    assert gate(seen(EXAMPLE), "sex").sources == (OWN_SOURCE,)


# --- before a drug


def test_an_antifungal_that_was_declined_says_why() -> None:
    """On a ward with filtered air, say, the physician may decline it."""
    said = "filtered air, watched twice a week"
    declined = edits.decide(put(EXAMPLE, "other_medicines", []), "micafungin", "decline", reason=said)
    assert told(declined, "antifungal").endswith(said)
    assert gate(seen(declined), "antifungal").state == "met"


def test_a_reason_for_blood_that_was_not_drawn_holds_for_those_questions_alone() -> None:
    """The key of a gate carries what its reason was given for: other answers ask again."""
    asked = dict(ANSWERED)
    bloods = gate(seen(put(EXAMPLE, "safety", {**asked, "serology_drawn_before_ivig": None})), "bloods_before_ivig")
    assert (bloods.state, bloods.path) == ("reason", "safety.serology_drawn_before_ivig")
    some = gate(seen(put(EXAMPLE, "safety", {**asked, "igg_drawn_before_ivig": True})), "bloods_before_ivig")
    assert bloods.key == f"{some.key}_igg_drawn_before_ivig"
    assert some.key == "bloods_before_ivig.reason_serology_drawn_before_ivig"


def test_the_strip_of_intrathecal_therapy_names_the_sources_of_what_it_says() -> None:
    triggered = seen(put(EXAMPLE, "severity", {"cns": "progressive"})).intrathecal
    assert triggered is not None
    assert triggered.sources
    assert triggered.text.endswith(".")
