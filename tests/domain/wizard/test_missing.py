"""What is missing and what it would add, calculated by hand; steps; the words of notes."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.edits import drop, put
from hlh_desktop.domain.wizard.notes import field_name, step_of
from hlh_desktop.domain.wizard.words import Words
from tests.builders import case_data, knowledge, lab
from tests.domain.wizard.sights import EXAMPLE, at, seen

WORDS = Words(knowledge())


def adds(case: dict[str, Any]) -> dict[str, str]:
    return {one.path: one.adds for one in seen(case).missing}


def test_the_example_misses_what_the_picture_of_it_shows() -> None:
    assert adds(EXAMPLE) == {
        "signs.hemophagocytosis": "+ 1 item, + 0 or 35",
        "signs.nk_activity_low": "+ 1 item",
        "signs.hlh_gene_defect": "settles alone",
    }


def test_pending_triglycerides_add_points_but_no_item_where_fibrinogen_decides() -> None:
    assert adds(drop(EXAMPLE, "labs[7]"))["labs.tg"] == "+ 0 to 64"
    neither = drop(drop(EXAMPLE, "labs[7]"), "labs[6]")
    assert adds(neither)["labs.tg"] == "+ 1 item, + 0 to 64"
    assert adds(neither)["labs.fibrinogen"] == "+ 1 item, + 0 to 30"


def test_an_unexamined_liver_adds_what_both_organs_earn_more() -> None:
    assert adds(put(EXAMPLE, "signs.hepatomegaly", None))["signs.hepatomegaly"] == "+ 0 or 15"  # 38 - 23


def test_triglycerides_of_a_child_that_had_eaten_are_missing() -> None:
    case = put(put(EXAMPLE, "labs[7].fasting", False), "labs[6].value", "3.0")
    assert adds(case)["labs.tg"] == "+ 1 item, + 0 to 64"


def test_of_an_unassessed_child_everything_is_missing() -> None:
    found = adds(case_data())
    assert found["labs.ferritin"] == "+ 1 item, + 0 to 50"
    assert found["labs.scd25"] == "+ 1 item"
    assert found["signs.temperature_c"] == "+ 1 item, + 0 to 49"
    assert found["signs.splenomegaly"] == "+ 1 item, + 0 or 23"
    assert found["signs.immunosuppression"] == "+ 0 or 18"
    assert found["labs.ast"] == "+ 0 to 19"
    # One lineage alone makes no cytopenia of two lines: together they stand as one.
    assert "labs.anc" not in found
    assert found["labs.hb"] == "+ 1 item, + 0 to 34"


def test_each_missing_answer_is_named_as_it_is_asked_for() -> None:
    titles = {one.path: one.title for one in seen(case_data()).missing}
    assert (titles["signs.temperature_c"], titles["labs.tg"]) == ("Temperature", "Triglycerides")
    assert titles["labs.scd25"] == "sCD25 / sIL-2R (U/mL assay)"


def test_a_second_lineage_makes_the_item() -> None:
    case = case_data(labs=[lab("plt", "28", "10*9/L")])
    assert adds(case)["labs.anc"] == "+ 1 item"
    assert adds(case)["labs.hb"] == "+ 1 item, + 0 to 24"


def test_counts_that_make_the_item_only_together_stand_as_one_blood_count() -> None:
    case = case_data(labs=[lab("hb", "120", "g/L")])
    titles = {one.path: (one.title, one.adds) for one in seen(case).missing}
    assert titles["labs.plt"] == ("Blood count", "+ 1 item, + 0 to 24")
    assert "labs.anc" not in titles
    normal = case_data(labs=[lab("hb", "120", "g/L"), lab("plt", "200", "10*9/L"), lab("wbc", "8", "10*9/L")])
    assert not adds(normal).keys() & {"labs.hb", "labs.plt", "labs.anc"}, "one lineage that is left makes no two"


@pytest.mark.parametrize(
    ("path", "row", "told"),
    [
        # Beyond the assay of a laboratory: known to be ferritin of HLH-2004, open for HScore.
        ("labs.ferritin", lab("ferritin", "1500", "ug/L", comparator=">"), "+ 0 to 50"),
        ("labs.ferritin", lab("ferritin", "2000", "ug/L", comparator=">"), "+ 0 to 15"),
        ("labs.ferritin", lab("ferritin", "6000", "ug/L", comparator="<"), "+ 1 item, + 0 to 35"),
        ("labs.ferritin", lab("ferritin", "6000", "ug/L", comparator=">="), "+ 0 to 15"),
        ("labs.scd25", lab("scd25", "2000", "U/mL", comparator=">"), "+ 1 item"),
        ("labs.ast", lab("ast", "31", "U/L", comparator="<"), "+ 0 to 19"),
    ],
)
def test_a_value_beyond_the_assay_is_missing_as_far_as_it_leaves_something_open(
    path: str, row: dict[str, Any], told: str
) -> None:
    assert adds(case_data(labs=[row]))[path] == told


def test_a_value_beyond_the_assay_that_decides_all_is_not_missing() -> None:
    decided = [lab("ferritin", "6000", "ug/L", comparator=">"), lab("ast", "30", "U/L", comparator="<")]
    assert not adds(case_data(labs=decided)).keys() & {"labs.ferritin", "labs.ast"}


def test_triglycerides_are_missing_while_a_sample_after_a_meal_leaves_them_open() -> None:
    fasted, fed = lab("tg", "1.0", "mmol/L", fasting=True), lab("tg", "3.6", "mmol/L", fasting=False)
    assert adds(case_data(labs=[fasted, fed]))["labs.tg"] == "+ 1 item, + 0 to 64"


def test_nothing_is_missing_of_what_is_known() -> None:
    every = {name: False for name in EXAMPLE["signs"] if name != "temperature_c"}
    case = put(EXAMPLE, "signs", {**every, "temperature_c": "39"})
    assert adds(case) == {}


def test_what_settles_alone_stands_last_and_items_first() -> None:
    found = seen(put(EXAMPLE, "signs.hepatomegaly", None)).missing
    assert [one.settles for one in found] == [False] * (len(found) - 1) + [True]
    assert [one.items for one in found] == sorted((one.items for one in found), reverse=True)


# --- steps


def states(case: dict[str, Any]) -> list[str]:
    return [step.state for step in seen(case).steps]


def test_the_steps_of_the_example() -> None:
    found = seen(EXAMPLE).steps
    assert [(step.number, step.title, step.note) for step in found] == [
        (1, "Patient", "2 y 5 m"),
        (2, "Diagnosis", "2 of 8 unknown"),
        (3, "Etiology", "EBV"),
        (4, "Severity", "deteriorating"),
        (5, "Regimen", "1 gate open"),
        (6, "Schedule", "95 doses"),
        (7, "Review and sign", "1 gate open"),
    ]
    assert states(EXAMPLE) == ["done", "done", "done", "done", "attention", "done", "open"]


@pytest.mark.parametrize(("path", "value", "step", "state"), [
    ("patient.allergies", None, 1, "attention"), ("patient.date_of_birth", "22 June", 1, "attention"),
    ("labs[3].value", "8,2", 2, "attention"), ("etiology.kind", None, 3, "attention"),
    ("severity.cns", None, 4, "attention"),
    ("other_medicines", None, 4, "attention"), ("regimen.lines[0].factor", "7.5", 5, "attention"),
    ("day_one", "soon", 1, "attention"),
])  # fmt: skip
def test_a_step_says_what_it_needs(path: str, value: Any, step: int, state: str) -> None:
    assert states(put(EXAMPLE, path, value))[step - 1] == state


@pytest.mark.parametrize(("case", "number"), [
    (put(EXAMPLE, "patient.allergies", None), 1), (put(EXAMPLE, "severity.cns", None), 4),
    (drop(EXAMPLE, "regimen.lines[0]"), 5),
])  # fmt: skip
def test_a_step_with_an_open_gate_says_so_whatever_step_is_shown(case: dict[str, Any], number: int) -> None:
    for shown in range(1, 8):
        state = seen(case, step=shown).steps[number - 1]
        assert state.state == "attention"
        assert state.note.endswith(("gate open", "gates open"))


def test_the_schedule_wants_attention_while_first_doses_are_asked() -> None:
    for shown in (1, 6, 7):
        state = seen(EXAMPLE, at("2026-11-22T10:20"), step=shown).steps[5]
        assert (state.state, state.note) == ("attention", "1 gate open")


def test_a_page_that_was_not_come_to_is_only_open() -> None:
    begun = {"schema": "hlh-case/1", "day_one": "2026-11-22", "time_zone": "Europe/Paris", "patient": {"mrn": "T1"}}
    assert states(begun) == ["attention", *["open"] * 6]


@pytest.mark.parametrize(("path", "step", "name"), [
    ("patient.mrn", 1, "Hospital number"), ("measurements[3].weight_kg", 1, "Weight"), ("labs[12].value", 2, "Value"),
    ("patient.prior_etoposide_mg_per_m2", 4, "Etoposide given before"),
    ("safety.bleeding", 4, "Questions before treatment"),
    ("regimen.lines[0].factor", 5, "Factor"), ("regimen.changes[0].to", 6, "New time"),
    ("regimen.first_dose_at.etoposide", 6, "First dose"), ("x", 1, "Draft"), ("", 1, "Draft"),
])  # fmt: skip
def test_a_field_has_a_page_and_a_name(path: str, step: int, name: str) -> None:
    assert step_of(path, knowledge()) == step
    assert field_name(path, WORDS) == name


def test_no_sentence_at_a_field_speaks_of_files() -> None:
    texts = knowledge().wording.texts
    for key, text in texts.items():
        if key.startswith(("field.", "field_missing.")):
            assert not any(word in text for word in ("quotes", "JSON", "null", "true", "{typed}")), key


def test_each_sentence_at_a_field_names_what_its_problem_gives() -> None:
    from string import Formatter

    texts = knowledge().wording.texts
    for key, text in texts.items():
        family, _, code = key.partition(".")
        if family in ("field", "field_missing"):
            values = {name for _, name, _, _ in Formatter().parse(text) if name}
            given = {name for _, name, _, _ in Formatter().parse(texts[f"problem.{code}"]) if name}
            allowed = given | (
                {"low", "high", "limit", "hint", "typed", "value"} if code.startswith("impossible") else set()
            )
            assert values <= allowed | {"name", "units", "count", "known", "line"}, key
