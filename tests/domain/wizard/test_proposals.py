"""Step 5: what is brought up, with the doses of make_plan, what it needs, what became of it, and who disagrees."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.draft import Draft, value_at
from hlh_desktop.domain.edits import put
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.summary import runs
from hlh_desktop.domain.wizard.cards import choose_card
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.domain.writing import number
from hlh_desktop.ward.look import look
from tests.builders import case_data, child, knowledge, lab, regimen
from tests.domain.wizard.sights import EXAMPLE, MORNING, NBSP, gate, line, seen

PRODUCT = f"{NBSP}\N{MULTIPLICATION SIGN}{NBSP}"
EBV = {"kind": "infection", "pathogen": "EBV"}
MAS = {"kind": "rheumatic"}


def table(protocol: str = "hlh-94", weeks: int = 8, **parts: Any) -> list[str]:
    data = case_data(regimen=regimen(protocol=protocol, last_week=weeks), **parts)
    return [one.line for one in seen(data).proposals]


# --- by mouth or into a vein


def test_dexamethasone_says_where_its_route_is_chosen_when_both_routes_are_the_same_dose() -> None:
    sides = line(seen(case_data(regimen=regimen())), "dexamethasone").disagreements
    (told,) = [one for one in sides if one.title == "dexamethasone"]
    assert told.matter == "Note"
    assert "only where both are stated as dexamethasone base" in told.text.replace(NBSP, " ")
    assert told.text.endswith(f"APP{NBSP}M")
    assert told.sources


# --- what is brought up


def test_a_named_protocol_brings_its_lines_and_prophylaxis() -> None:
    assert table() == ["etoposide", "dexamethasone", "cotrimoxazole"]


@pytest.mark.parametrize(("protocol", "weeks", "there"), [
    ("hlh-94", 8, False), ("hlh-94", 40, True), ("hlh-2004", 8, True), ("none", 8, True),
])  # fmt: skip
def test_ciclosporin_is_brought_up_where_it_is_due(protocol: str, weeks: int, *, there: bool) -> None:
    assert ("ciclosporin" in table(protocol, weeks)) is there


@pytest.mark.parametrize(("etiology", "severity", "lines"), [
    ({**EBV, "ebv_lineage": "B"}, {}, {"rituximab", "ivig"}),
    (EBV, {}, {"rituximab", "ivig"}),
    ({**EBV, "ebv_lineage": "T"}, {}, {"ivig"}),
    ({"kind": "infection", "pathogen": "leishmania"}, {}, {"liposomal_amphotericin_b"}),
    ({"kind": "infection", "pathogen": "dengue"}, {}, set()),
    ({"kind": "infection", "pathogen": "dengue"}, {"course": "deteriorating"}, {"ivig"}),
    (MAS, {}, {"methylprednisolone_pulse", "methylprednisolone", "anakinra", "tocilizumab", "ivig"}),
    ({"kind": "primary_suspected"}, {}, set()),
])  # fmt: skip
def test_cause_and_severity_bring_lines(etiology: dict[str, Any], severity: dict[str, Any], lines: set[str]) -> None:
    usual = {"etoposide", "dexamethasone", "cotrimoxazole"}
    assert set(table(etiology=etiology, severity=severity)) - usual == lines


def test_without_a_protocol_there_are_cards_and_no_lines() -> None:
    found = seen(edits.drop(EXAMPLE, "regimen"))
    assert [(card.id, card.stance, card.chosen) for card in found.cards] == [
        ("hlh-94", "proposed", False),
        ("hlh-2004", "offered", False),
        ("none", None, False),
        ("watchful_waiting", "advised_against", False),
    ]
    assert found.proposals == ()
    assert found.other_lines == ()


@pytest.mark.parametrize(("etiology", "severity", "stance", "says"), [
    (MAS, {"course": "stable"}, None, ""),
    (MAS, {"course": "stable", "responding_to_specific_treatment": True}, "offered", "Stable and responding"),
    (MAS, {"course": "deteriorating"}, "advised_against", "The course is not stable."),
    (EBV, {"course": "deteriorating"}, "advised_against", "The course is not stable."),
    ({"kind": "infection", "pathogen": "dengue"}, {"course": "stable", "responding_to_specific_treatment": True},
     "offered", "review within 24"),
])  # fmt: skip
def test_waiting_has_a_card_of_its_own_and_lines_without_a_protocol_no_stance(
    etiology: dict[str, Any], severity: dict[str, Any], stance: str | None, says: str
) -> None:
    cards = {card.id: card for card in seen(case_data(etiology=etiology, severity=severity)).cards}
    by_line = cards["none"]
    assert (by_line.title, by_line.stance, by_line.stance_text, by_line.reason) == (
        "Line by line", None, "Neither for nor against", "Each line is decided by itself.",
    )  # fmt: skip
    waiting = cards.get("watchful_waiting")
    assert (waiting.stance if waiting else None) == stance
    if waiting is not None:
        assert waiting.title == "Watchful waiting"
        assert says in waiting.reason.replace(NBSP, " ")
        assert waiting.sources
    assert "Watchful" not in by_line.reason


def test_the_protocols_keep_their_stances_in_mas() -> None:
    def stances(course: str) -> list[str | None]:
        return [card.stance for card in seen(case_data(etiology=MAS, severity={"course": course})).cards]

    assert stances("stable") == ["advised_against", "advised_against", None]
    assert stances("deteriorating") == ["offered", "offered", None, "advised_against"]


def test_waiting_is_chosen_as_no_protocol_for_that_reason_and_orders_nothing() -> None:
    data = case_data(etiology=MAS, severity={"course": "deteriorating"}, regimen=regimen(protocol="none"))
    words = Words(knowledge())
    draft = choose_card(Draft(data), "watchful_waiting", words)
    found = look(draft, knowledge(), MORNING)
    assert [card.id for card in found.cards if card.chosen] == ["watchful_waiting"]
    assert value_at(draft.case, "regimen.protocol") == "none"
    assert found.plan is not None
    assert not found.plan.orders
    nothing = gate(found, "nothing")
    assert (nothing.state, nothing.reason) == ("met", nothing.reasons[0])
    by_line = look(choose_card(draft, "none", words), knowledge(), MORNING)
    assert [card.id for card in by_line.cards if card.chosen] == ["none"]
    assert gate(by_line, "nothing").state == "reason"


def test_the_reason_that_stands_for_waiting_is_the_one_that_names_it() -> None:
    (first, *_) = Words(knowledge()).each(knowledge().asking.gates["nothing"].reasons)
    assert first.startswith("Watchful waiting")


def test_a_choice_of_waiting_stays_to_be_seen_where_nothing_speaks_of_it_any_more() -> None:
    data = case_data(etiology=MAS, severity={"course": "stable"}, regimen=regimen(protocol="none"))
    draft = choose_card(Draft(data), "watchful_waiting", Words(knowledge()))
    (card,) = [card for card in look(draft, knowledge(), MORNING).cards if card.chosen]
    assert (card.id, card.title, card.stance) == ("watchful_waiting", "Watchful waiting", None)


def test_a_card_is_chosen() -> None:
    chosen = [card.id for card in seen(EXAMPLE).cards if card.chosen]
    assert chosen == ["hlh-94"]


def test_a_line_that_nothing_brings_up_can_be_added_and_stays() -> None:
    found = seen(EXAMPLE)
    assert "ruxolitinib" in [one.line for one in found.other_lines]
    added = seen(edits.decide(EXAMPLE, "ruxolitinib", "accept"))
    one = line(added, "ruxolitinib")
    assert (one.stance, one.stance_text, one.state, one.must) == (None, "Added", "accepted", False)
    assert "ruxolitinib" not in [other.line for other in added.other_lines]


def test_intrathecal_therapy_is_no_line_of_the_table() -> None:
    found = seen(edits.decide(EXAMPLE, "intrathecal", "accept"))
    assert "intrathecal" not in [one.line for one in found.proposals]
    assert found.intrathecal is not None
    assert found.intrathecal.state == "ordered"
    assert not any(unit in found.intrathecal.text for unit in ("mg", "methotrexate"))


@pytest.mark.parametrize(("severity", "state"), [
    ({"cns": "none", "csf": "not_done"}, "locked"), ({"cns": "present", "csf": "normal"}, "locked"),
    ({"cns": "progressive"}, "triggered"), ({"csf": "abnormal"}, "triggered"), ({}, "locked"),
])  # fmt: skip
def test_the_intrathecal_strip_is_locked_without_a_trigger(severity: dict[str, str], state: str) -> None:
    strip = seen(put(EXAMPLE, "severity", severity)).intrathecal
    assert strip is not None
    assert strip.state == state


# --- doses


def test_the_doses_are_those_of_the_plan() -> None:
    found = seen(EXAMPLE)
    assert found.plan is not None
    for one in found.proposals:
        orders = [order for order in found.plan.orders if order.line == one.line]
        expected = [run for order in orders for run in runs(order)]
        assert len(one.rows) == len(expected)
        for row, run in zip(one.rows, expected, strict=True):
            assert number(run.given[0].dose.amount.amount) in row.dose.split(" + ")
            assert row.doses == len(run.given)


def test_tv04_reads_as_calculated_by_hand() -> None:
    found = seen(EXAMPLE)
    rows = {one.line: (one.dose, one.unit, one.route) for one in found.proposals}
    assert rows == {
        "etoposide": ("89", "mg per dose", "intravenous"),
        "dexamethasone": ("5.9", "mg per day", "intravenous"),
        "rituximab": ("221", "mg per dose", "intravenous"),
        "ivig": ("10.8 + 10.8", "g", "intravenous"),
        "cotrimoxazole": ("44", "mg per dose", "oral"),
    }
    etoposide = line(found, "etoposide").rows[0]
    assert etoposide.calculation.startswith(f"150{NBSP}mg/m²{PRODUCT}0.59{NBSP}m² = 88.5{NBSP}mg")
    assert etoposide.days == "days 1, 4, 8, 11, 15, 22, 29, 36, 43, 50"
    assert [row.dose for row in line(found, "dexamethasone").rows] == ["5.9", "3", "1.5", "0.7", "0.4"]


def test_a_line_that_is_not_decided_shows_the_dose_that_it_would_have() -> None:
    undecided = seen(edits.decide(EXAMPLE, "etoposide", "undecide"))
    assert line(undecided, "etoposide").rows == line(seen(EXAMPLE), "etoposide").rows
    assert undecided.plan is not None
    assert not [order for order in undecided.plan.orders if order.line == "etoposide"]


def test_a_required_parameter_is_asked_for_and_has_no_default() -> None:
    data = case_data(etiology=MAS, regimen=regimen(protocol="none"))
    one = line(seen(data), "anakinra")
    assert (one.needs, one.rows) == (("mg_per_kg_per_day",), ())
    field = next(field for field in one.parameters if field.name == "mg_per_kg_per_day")
    assert (field.required, field.default, field.value, field.range) == (True, "", "", "1 to 10")
    given = edits.decide(data, "anakinra", "accept", parameters={"mg_per_kg_per_day": "4"})
    assert line(seen(given), "anakinra").dose == "54"  # 4 x 13.5
    assert line(seen(given), "anakinra").state == "accepted"


# --- decisions


@pytest.mark.parametrize(("decision", "more", "state"), [
    ("accept", {}, "accepted"),
    ("change", {"parameters": {"factor": "0.75", "reason": "eGFR"}}, "changed"),
    ("decline", {"reason": "Not available here"}, "declined"),
    ("undecide", {}, "undecided"),
])  # fmt: skip
def test_a_decision_is_seen(decision: Any, more: dict[str, Any], state: str) -> None:
    one = line(seen(edits.decide(EXAMPLE, "etoposide", decision, **more)), "etoposide")
    assert one.state == state
    assert one.declined_because == more.get("reason")


def test_a_changed_dose_is_calculated_with_what_was_typed() -> None:
    case = edits.decide(EXAMPLE, "etoposide", "change", parameters={"factor": "0.75", "reason": "eGFR"})
    assert line(seen(case), "etoposide").dose == "66"  # 150 x 0.59 x 0.75 = 66.375


def test_the_same_value_as_the_default_is_no_change() -> None:
    case = edits.decide(EXAMPLE, "etoposide", "change", parameters={"factor": "1"})
    assert line(seen(case), "etoposide").state == "accepted"


def test_each_part_of_a_line_stands_by_itself() -> None:
    lines = [{"line": "anakinra", "part": part, "mg_per_kg_per_day": dose} for part, dose in (("a", "2"), ("b", "4"))]
    found = [one for one in seen(put(EXAMPLE, "regimen", regimen(*lines))).proposals if one.line == "anakinra"]
    assert [(one.part, one.dose, one.path) for one in found] == [
        ("a", "27", "regimen.lines[0]"),
        ("b", "54", "regimen.lines[1]"),
    ]


def test_a_field_of_a_form_is_written_to_its_path() -> None:
    found = line(seen(EXAMPLE), "rituximab")
    field = next(field for field in found.parameters if field.name == "doses")
    assert (field.kind, field.range, field.default, field.path) == ("whole", "1 to 4", "4", "regimen.lines[2].doses")
    case = put(EXAMPLE, field.path, 2)
    assert value_at(case, "regimen.lines[2]") == {"line": "rituximab", "doses": 2}
    assert line(seen(case), "rituximab").rows[0].doses == 2


def test_a_field_that_needs_another_choice_sleeps() -> None:
    fields = {field.name: field.active for field in line(seen(EXAMPLE), "etoposide").parameters}
    assert not fields["mg_per_m2"]
    case = edits.decide(EXAMPLE, "etoposide", "change", parameters={"scheme": "mas", "mg_per_m2": "75"})
    one = line(seen(case), "etoposide")
    assert {field.name: field.active for field in one.parameters}["mg_per_m2"]
    assert (one.dose, one.rows[0].doses) == ("44", 4)  # 75 x 0.59 = 44.25


@pytest.mark.parametrize("protocol", ["hlh-94", "hlh-2004", "none"])
def test_every_parameter_of_every_line_has_a_label(protocol: str) -> None:
    from hlh_desktop.domain.parameters import choose
    from hlh_desktop.domain.wizard.form import parameter_fields
    from hlh_desktop.domain.wizard.words import Words

    for name, rule in knowledge().lines(protocol).items():
        fields = parameter_fields(rule, choose(name, {}, rule.parameters), {}, name, Words(knowledge()))
        assert [field.name for field in fields] == list(rule.parameters)
        for field in fields:
            assert field.label != field.name
            assert all(label not in ("", value) or "_" not in value for value, label in field.choices)
            assert bool(field.range) is (field.kind in ("decimal", "whole"))


# --- under 10 kg


def test_under_10_kg_both_rules_stand_beside_each_other() -> None:
    # 8 kg, 70 cm: BSA 0.39; 150 x 0.39 = 58.5, 59 mg; 5 x 8 = 40 mg
    data = child("8", "70", "2026-02-22", regimen=regimen("etoposide"))
    found = seen(data)
    assert [(one.rule, plain(one.dose), one.chosen) for one in found.infant_rules] == [
        ("mg_per_m2", "59", False),
        ("mg_per_kg", "40", False),
    ]
    assert line(found, "etoposide").rows == ()
    assert line(found, "etoposide").refusals
    chosen = edits.decide(data, "etoposide", "accept", parameters={"rule": "mg_per_kg"})
    assert [one.chosen for one in seen(chosen).infant_rules] == [False, True]
    assert line(seen(chosen), "etoposide").dose == "40"


@pytest.mark.parametrize(("weight", "rules"), [("9.99", 2), ("10", 0)])
def test_from_10_kg_there_is_one_rule(weight: str, rules: int) -> None:
    assert len(seen(child(weight, "76", "2025-10-22", regimen=regimen("etoposide"))).infant_rules) == rules


def test_the_rules_are_shown_before_etoposide_is_decided() -> None:
    found = seen(child("8", "70", "2026-02-22", regimen=regimen()))
    assert {one.dose for one in found.infant_rules} == {Decimal(59), Decimal(40)}


# --- who disagrees


def matters(name: str, case: dict[str, Any]) -> list[str]:
    return [one.matter for one in line(seen(case), name).disagreements]


def test_rituximab_says_what_it_would_depend_on() -> None:
    case = put(EXAMPLE, "etiology.ebv_lineage", None)
    one = line(seen(case), "rituximab")
    assert one.stance == "offered"
    sides = [side for side in one.disagreements if "cells that carry EBV" in side.matter]
    assert [side.title for side in sides] == ["If B cells: Proposed", "If T cells, NK cells: Advised against"]
    assert all(side.sources for side in sides)
    assert "Depends on what is not known: cells that carry EBV" not in matters("rituximab", EXAMPLE)


def test_etoposide_in_mas_shows_both_schemes() -> None:
    case = put(put(EXAMPLE, "etiology", MAS), "severity.course", "deteriorating")
    titles = [side.title for side in line(seen(case), "etoposide").disagreements]
    assert "HLH-94: etoposide and dexamethasone: Offered" in titles
    assert "etoposide at the lower dose for MAS: Offered" in titles


def test_the_kidney_is_told_beside_etoposide() -> None:
    case = put(EXAMPLE, "labs[13].value", "100")  # 36.5 x 92 / 100 = 33.6
    texts = [side.text for side in line(seen(case), "etoposide").disagreements]
    assert any("33.6" in text and "0.75" in text for text in texts)


def test_a_line_advised_against_is_shown_only_where_it_was_decided() -> None:
    lineage = put(EXAMPLE, "etiology.ebv_lineage", "T")
    assert line(seen(lineage), "rituximab").stance == "advised_against"
    undecided = edits.decide(lineage, "rituximab", "undecide")
    assert "rituximab" not in [one.line for one in seen(undecided).proposals]
    assert "rituximab" in [one.line for one in seen(undecided).other_lines]


def test_a_refused_line_says_why() -> None:
    data = child("4", "54", "2026-10-01", regimen=regimen("cotrimoxazole", protocol="none"))
    one = line(seen(data), "cotrimoxazole")
    assert one.rows == ()
    assert "1 completed months" in one.refusals[0]
    assert one.must


def test_prophylaxis_is_proposed_with_its_reason_and_source() -> None:
    one = line(seen(edits.decide(EXAMPLE, "cotrimoxazole", "undecide")), "cotrimoxazole")
    assert (one.stance, one.must, one.state) == ("proposed", True, "undecided")
    assert one.sources
    assert "Pneumocystis" in one.reason


def test_ciclosporin_without_a_protocol_asks_for_its_dose() -> None:
    data = case_data(regimen=regimen(protocol="none"), labs=[lab("crea", "27", "umol/L")])
    assert line(seen(data), "ciclosporin").needs == ("mg_per_kg_per_day",)
