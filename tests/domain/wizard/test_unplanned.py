"""Lines of a draft that no plan can use yet: they stay to be seen, in their place, without a dose."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.edits import drop, put
from hlh_desktop.domain.wizard.unplanned import fields_of, is_chosen, typed_parameters
from hlh_desktop.domain.wizard.words import Words
from tests.builders import knowledge
from tests.domain.wizard.sights import EXAMPLE, line, seen

WORDS = Words(knowledge())
FACTOR = "regimen.lines[0].factor"


def draft(*rows: Any, protocol: Any = "hlh-94") -> dict[str, Any]:
    """A draft in which nothing but lines is entered: no child, and so no plan."""
    return {"regimen": {"protocol": protocol, "last_week": 8, "lines": list(rows)}}


# --- without any plan


def test_a_line_of_a_draft_without_a_child_is_shown_as_it_was_chosen() -> None:
    (one,) = seen(draft({"line": "rituximab", "doses": 2})).proposals
    assert (one.line, one.part, one.title, one.path) == ("rituximab", None, "riTUXimab", "regimen.lines[0]")
    assert (one.stance, one.stance_text, one.state, one.state_text) == (None, "Added", "changed", "Changed")
    assert one.reason == "Nothing that is recorded speaks for it or against it."
    assert (one.rows, one.refusals, one.disagreements, one.needs, one.must) == ((), (), (), (), False)
    assert (one.decided, one.declined_because) == ({"doses": 2}, None)
    assert one.sources
    assert all(text.endswith("]") for text in one.sources)
    doses = next(field for field in one.parameters if field.name == "doses")
    assert (doses.value, doses.path) == ("2", "regimen.lines[0].doses")


def test_a_drug_is_named_in_tall_man_letters_and_a_part_by_its_own_name() -> None:
    found = seen(draft("x", {"line": "dexamethasone"}, {"line": "anakinra", "part": "evening"})).proposals
    assert [one.title for one in found] == ["dexAMETHasone", "anakinra, evening"]
    assert [one.path for one in found] == ["regimen.lines[1]", "regimen.lines[2]"]
    assert [one.decided for one in found] == [{}, {}]


def test_what_a_line_lacks_or_has_wrong_is_named() -> None:
    rows = ({"line": "anakinra", "days": 99}, {"line": "etoposide", "factor": "7.5"})
    assert [set(one.needs) for one in seen(draft(*rows)).proposals] == [{"mg_per_kg_per_day", "days"}, {"factor"}]


@pytest.mark.parametrize("row", [
    7, None, "etoposide", {}, {"line": 7}, {"line": None}, {"line": "no_such_line"}, {"line": "etoposide", "part": 3},
    {"line": "intrathecal"},
])  # fmt: skip
def test_a_row_that_names_no_line_of_the_table_is_passed_over_and_the_next_is_not(row: Any) -> None:
    (one,) = seen(draft(row, {"line": "rituximab"})).proposals
    assert (one.line, one.path) == ("rituximab", "regimen.lines[1]")


@pytest.mark.parametrize("lines", [None, 7, "etoposide", {}])
def test_a_list_of_lines_that_is_none_shows_no_line(lines: Any) -> None:
    case = {"regimen": {"protocol": "hlh-94", "lines": lines}}
    assert seen(case).proposals == ()
    assert not is_chosen(case, "etoposide")


@pytest.mark.parametrize("protocol", [None, 7, "no_such_protocol"])
def test_without_a_known_protocol_the_lines_of_the_first_one_are_known(protocol: Any) -> None:
    """Ciclosporin of HLH-94 has a default; of no named protocol it has to be typed."""
    (one,) = seen(draft({"line": "ciclosporin"}, protocol=protocol)).proposals
    assert (one.line, one.needs) == ("ciclosporin", ())
    (other,) = seen(draft({"line": "ciclosporin"}, protocol="none")).proposals
    assert other.needs == ("mg_per_kg_per_day",)


# --- beside a plan of the rest


def test_a_line_with_a_wrong_entry_stands_in_its_place_as_changed_and_without_a_dose() -> None:
    found = seen(put(EXAMPLE, FACTOR, "7.5"))
    one = line(found, "etoposide")
    assert [each.line for each in found.proposals] == [each.line for each in seen(EXAMPLE).proposals]
    assert (one.state, one.state_text, one.rows, one.refusals) == ("changed", "Changed", (), ())
    assert (one.decided, one.needs, one.path) == ({"factor": "7.5"}, ("factor",), "regimen.lines[0]")
    assert next(field.value for field in one.parameters if field.name == "factor") == "7.5"
    assert (one.stance, one.must) == ("proposed", True)


def test_the_lines_beside_it_keep_their_doses() -> None:
    found = seen(put(EXAMPLE, FACTOR, "7.5"))
    assert line(found, "dexamethasone") == line(seen(EXAMPLE), "dexamethasone")
    undecided = edits.decide(put(EXAMPLE, FACTOR, "7.5"), "rituximab", "undecide")
    assert line(seen(undecided), "rituximab").state == "undecided"
    assert line(seen(undecided), "rituximab").dose == "221"


def test_an_added_line_that_lacks_its_dose_stands_at_the_end() -> None:
    found = seen(edits.decide(EXAMPLE, "anakinra", "accept")).proposals
    assert [one.line for one in found][-1] == "anakinra"
    assert (found[-1].needs, found[-1].path) == (("mg_per_kg_per_day",), "regimen.lines[5]")


def test_a_part_that_can_not_be_used_takes_the_place_of_no_other_part() -> None:
    parts = [
        {"line": "anakinra", "part": "a", "mg_per_kg_per_day": "2"},
        {"line": "anakinra", "part": "b", "mg_per_kg_per_day": "x"},
    ]
    found = [one for one in seen(put(EXAMPLE, "regimen.lines", parts)).proposals if one.line == "anakinra"]
    assert [(one.part, one.dose, one.needs, one.path) for one in found] == [
        ("a", "27", (), "regimen.lines[0]"),  # 2 x 13.5
        ("b", "", ("mg_per_kg_per_day",), "regimen.lines[1]"),
    ]


# --- what is typed for a line


def test_parameters_are_those_of_the_line_and_the_part_alone() -> None:
    case = draft({"line": "anakinra", "part": "a", "days": 3}, {"line": "anakinra", "days": 5})
    assert typed_parameters(case, "anakinra", "a") == {"days": 3}
    assert typed_parameters(case, "anakinra", None) == {"days": 5}
    assert typed_parameters(case, "anakinra", "b") == typed_parameters(case, "rituximab", None) == {}


def test_a_line_is_chosen_by_its_part() -> None:
    case = draft({"line": "rituximab"}, {"line": "anakinra", "part": "a"})
    assert (is_chosen(case, "rituximab"), is_chosen(case, "rituximab", "a")) == (True, False)
    assert (is_chosen(case, "anakinra"), is_chosen(case, "anakinra", "a")) == (False, True)


def test_the_form_of_a_line_leads_to_its_row_or_to_the_next_free_one() -> None:
    chosen, added = fields_of("rituximab", None, EXAMPLE, WORDS), fields_of("anakinra", None, EXAMPLE, WORDS)
    assert {field.path for field in chosen} == {"regimen.lines[2].doses", "regimen.lines[2].first_day"}
    assert added[0].path == "regimen.lines[5].first_day"
    assert {field.value for field in added} == {""}
    assert fields_of("anakinra", None, drop(EXAMPLE, "regimen"), WORDS)[0].path == "regimen.lines[0].first_day"
    assert fields_of("no_such_line", None, EXAMPLE, WORDS) == ()


def test_a_form_wakes_the_fields_that_a_typed_choice_asks_for() -> None:
    case = put(EXAMPLE, "regimen.lines[0].scheme", "mas")
    found = {field.name: (field.active, field.value) for field in fields_of("etoposide", None, case, WORDS)}
    assert (found["scheme"], found["mg_per_m2"], found["rule"]) == ((True, "mas"), (True, ""), (True, ""))
