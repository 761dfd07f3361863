"""What speaks for a line and against it: the order of the options, and each matter in which sources differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain import edits
from hlh_desktop.domain.edits import put
from hlh_desktop.domain.wizard.speaking import options_for
from tests.builders import knowledge
from tests.domain.wizard.sights import EXAMPLE, NBSP, line, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.finding import Stance
    from hlh_desktop.domain.wizard.lines import Disagreement

DISAGREE, UNKNOWN = "Sources disagree on this line", "Depends on what is not known: "
TO_KNOW, NOTE = "To know of this dose", "Note"
MAS = {"kind": "rheumatic"}


def sides(case: dict[str, Any], name: str, matter: str = "") -> list[Disagreement]:
    return [one for one in line(seen(case), name).disagreements if one.matter.startswith(matter)]


def titles(case: dict[str, Any], name: str, matter: str) -> list[tuple[str, str]]:
    return [(one.matter.removeprefix(matter), one.title) for one in sides(case, name, matter)]


# --- which options speak of a line


def spoken(name: str, protocol: str, stances: dict[str, Stance]) -> list[str]:
    """The options for a line where each of these options has a stance, by their names in that order."""
    model = next(one for one in seen(EXAMPLE).options if one.id == "hlh-94")
    options = {option: replace(model, id=option, stance=stance) for option, stance in stances.items()}
    return [one.id for one in options_for(name, protocol, options, knowledge())]


def test_the_chosen_protocol_speaks_first_whatever_it_says_then_what_speaks_most_for_the_line() -> None:
    stances: dict[str, Stance] = {
        "hlh-2004": "offered", "hlh-94": "advised_against", "etoposide_mas": "advised_against",
        "re_intensification": "proposed",
    }  # fmt: skip
    assert spoken("etoposide", "hlh-94", stances) == ["hlh-94", "re_intensification", "etoposide_mas"]
    assert spoken("etoposide", "hlh-2004", stances) == ["hlh-2004", "re_intensification", "etoposide_mas"]
    offered: dict[str, Stance] = {"etoposide_mas": "advised_against", "re_intensification": "offered"}
    assert spoken("etoposide", "none", offered) == ["re_intensification", "etoposide_mas"]
    proposed: dict[str, Stance] = {"etoposide_mas": "offered", "re_intensification": "proposed"}
    assert spoken("etoposide", "none", proposed) == ["re_intensification", "etoposide_mas"]


def test_a_protocol_does_not_speak_of_a_line_that_is_not_its_own() -> None:
    assert spoken("rituximab", "hlh-94", {"hlh-94": "proposed", "rituximab": "offered"}) == ["rituximab"]


def test_nothing_speaks_of_a_line_that_the_wizard_has_no_entry_for() -> None:
    assert spoken("fluconazole", "hlh-94", {"hlh-94": "proposed", "rituximab": "offered"}) == []


# --- sides


def test_two_options_for_one_line_stand_beside_each_other_though_their_stance_is_the_same() -> None:
    case = put(put(EXAMPLE, "etiology", MAS), "severity.course", "deteriorating")
    first, second = sides(case, "etoposide", DISAGREE)
    assert [first.title, second.title] == [
        "HLH-94: etoposide and dexamethasone: Offered", "etoposide at the lower dose for MAS: Offered",
    ]  # fmt: skip
    assert first.text.startswith("In MAS steroid pulses and anakinra come first")
    assert second.text.replace(NBSP, " ").endswith("50 to 100 mg/m² weekly, not 150 twice weekly.")
    assert (len(first.sources), len(second.sources)) == (4, 2)


def test_one_option_alone_disagrees_with_nobody() -> None:
    assert sides(EXAMPLE, "etoposide") == []
    assert sides(EXAMPLE, "rituximab", DISAGREE) == []


def test_what_is_not_known_yet_is_told_with_each_stance_that_it_would_lead_to() -> None:
    case = put(EXAMPLE, "etiology.ebv_lineage", None)
    first, second = sides(case, "rituximab", UNKNOWN)
    assert {first.matter, second.matter} == {f"{UNKNOWN}cells that carry EBV"}
    assert (first.title, second.title) == ("If B cells: Proposed", "If T cells, NK cells: Advised against")
    assert first.text.startswith("EBV in B cells: weekly, 2 to 4 doses")
    assert second.text.startswith("The article says that it clears the reservoir")
    assert [one.rpartition(NBSP)[2] for one in second.sources] == ["[R]", "[R]"]


def test_an_answer_that_is_known_rules_out_the_sides_that_need_another() -> None:
    """EBV in T cells: that B cells might carry it is no open matter, and no gene defect is told of one."""
    in_t_cells = put(EXAMPLE, "etiology.ebv_lineage", "T")
    assert sides(in_t_cells, "rituximab", UNKNOWN) == []
    mild = put(put(EXAMPLE, "severity.course", "stable"), "signs.hlh_gene_defect", False)
    assert sides(mild, "etoposide", UNKNOWN) == []
    unknown = put(mild, "signs.hlh_gene_defect", None)
    assert titles(unknown, "etoposide", UNKNOWN) == [("gene defect", "If yes: Proposed")]


def test_of_one_stance_the_case_that_counts_first_is_told() -> None:
    """Of the offered protocol a gene defect and a deteriorating course would each make a proposed one."""
    open_both = put(EXAMPLE, "severity.course", None)
    assert titles(open_both, "etoposide", UNKNOWN) == [("gene defect", "If yes: Proposed")]
    open_course = put(open_both, "signs.hlh_gene_defect", False)
    assert titles(open_course, "etoposide", UNKNOWN) == [("course", "If deteriorating: Proposed")]


def test_another_case_with_the_same_stance_is_no_side() -> None:
    """By the cause alone, suspected primary HLH would propose what a deteriorating course proposes already."""
    case = put(put(EXAMPLE, "etiology", {}), "signs.hlh_gene_defect", False)
    assert "If suspected primary HLH: Proposed" not in [title for _, title in titles(case, "etoposide", UNKNOWN)]


def test_a_side_that_another_case_would_decide_before_it_is_not_told() -> None:
    """With a gene defect the protocol is proposed whatever the cause, also in a rheumatic child."""
    case = put(put(EXAMPLE, "etiology", {}), "signs.hlh_gene_defect", True)
    told = [one.title for one in sides(case, "etoposide", UNKNOWN)]
    assert not any("rheumatic" in title and "Advised against" in title for title in told)
    with_cause = seen(put(case, "etiology", MAS)).options
    assert next(one.stance for one in with_cause if one.id == "hlh-94") == "proposed"


def test_of_a_cause_that_is_open_only_the_case_that_would_decide_is_told() -> None:
    """In a deteriorating child with a rheumatic disease the protocol is offered; only otherwise advised against."""
    case = put(put(put(EXAMPLE, "etiology", {}), "signs.hlh_gene_defect", False), "severity.course", "deteriorating")
    told = [title for _, title in titles(case, "etoposide", UNKNOWN) if title.startswith("If a rheumatic disease: ")]
    assert told
    assert "If a rheumatic disease: Advised against" not in told


# --- findings and notes


def test_a_finding_about_the_line_stands_beside_it_by_its_level_with_its_sources() -> None:
    unasked = put(EXAMPLE, "safety", {})
    (critical, warning) = sides(unasked, "rituximab", TO_KNOW)
    assert (critical.title, warning.title) == ("Critical", "Warning")
    assert critical.text.startswith("Rituximab is ordered without a result of HBsAg and anti-HBc")
    assert len(critical.sources) == 1
    assert sides(unasked, "etoposide", TO_KNOW) == sides(unasked, "cotrimoxazole", TO_KNOW) == []


def test_a_line_without_an_entry_has_no_findings_and_does_not_fall() -> None:
    added = edits.decide(put(EXAMPLE, "safety", {}), "fluconazole", "accept")
    assert sides(added, "fluconazole", TO_KNOW) == []


def test_the_note_of_a_line_is_told_last_and_without_a_source() -> None:
    *_, note = sides(put(EXAMPLE, "etiology.ebv_lineage", None), "rituximab")
    assert (note.matter, note.title, note.sources) == (NOTE, "rituximab", ())
    assert note.text.startswith("Stop or go on after each dose by EBV DNA")


def test_a_line_with_a_note_and_two_routes_has_both_notes() -> None:
    case = edits.decide(EXAMPLE, "dep_methylprednisolone", "accept")
    first, second = sides(case, "dep_methylprednisolone", NOTE)
    assert first.sources == ()
    assert first.title == second.title == line(seen(case), "dep_methylprednisolone").title
    assert second.text.endswith(f"APP{NBSP}M")
    assert second.sources == (f"Proposal of this program, for local sign-off{NBSP}[M]",)
