"""Step 5: nothing is preselected, every line is decided by a person, and no wrong number reaches a dose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ui.wizard.regimen_step import RegimenStep
from tests.ui.wizard.children import click, example, infant, notes, too_wide, undecided, unnamed, words
from tests.ui.wizard.pages import StepPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.wizard.line_row import LineRow
    from hlh_desktop.ward.open_ward import OpenWard

WRONG = ["7.5", "1e2", ",5", ".5", "0,75", "1 250", "0", "-1", "0.75 ", "75%"]


@pytest.fixture
def at_step(
    qtbot: QtBot, theme: Theme, small_ward: OpenWard, now: datetime
) -> Callable[[dict[str, Any]], tuple[StepPage[RegimenStep], RegimenStep]]:
    def opened(case: dict[str, Any]) -> tuple[StepPage[RegimenStep], RegimenStep]:
        page = StepPage(qtbot, small_ward, now, RegimenStep, case)
        return page, page.step

    return opened


def row(step: RegimenStep, line: str) -> LineRow:
    return step.rows[(line, None)]


def line_of(found: LineRow, name: str) -> QLineEdit:
    """What a parameter of a line is typed into."""
    entry = found.form.cells[name].entry
    assert isinstance(entry, Field | ReasonField)
    return entry.line


def change(page: StepPage[RegimenStep], line: str, name: str, typed: str) -> None:
    """Opens the form of a line and types into one of its fields."""
    found = row(page.step, line)
    click(page.qtbot, found.choice.button("changed"))
    entry = line_of(found, name)
    entry.setFocus()
    entry.selectAll()
    page.qtbot.keyClicks(entry, typed)
    page.entry.settle()


def of(case: Any, line: str) -> dict[str, Any]:
    """The row of a line in the case."""
    return next((one for one in case["regimen"].get("lines", ()) if one["line"] == line), {})


# --- the protocol


def test_nothing_is_preselected_and_the_page_says_what_to_do(at_step: Any) -> None:
    page, step = at_step(example(regimen=None))
    assert not any(card.button.isChecked() for card in step.cards.cards.values())
    assert step.length.value is None
    assert "Choose a protocol and a length" in " ".join(notes(step))
    assert not step.table.isVisibleTo(step)
    assert "regimen" not in page.case


def test_a_card_and_a_length_bring_up_the_lines_and_decide_none(at_step: Any) -> None:
    page, step = at_step(example(regimen=None))
    click(page.qtbot, step.cards.cards["hlh-94"].button)
    assert "Choose the length" in " ".join(notes(step))
    click(page.qtbot, step.length.button(8))
    assert page.stored["regimen"] == {"protocol": "hlh-94", "last_week": 8}
    assert [line for line, _ in step.rows] == ["etoposide", "dexamethasone", "rituximab", "ivig", "cotrimoxazole"]
    assert all(found.choice.value is None for found in step.rows.values())


def test_each_card_says_its_stance_in_a_word_with_reason_and_source(at_step: Any) -> None:
    _, step = at_step(example(regimen=None))
    read = words(step.cards.cards["hlh-94"])
    assert "Proposed" in read
    assert "Rapid deterioration is the clearest reason" in read
    assert "Trottestam 2011" in read
    assert "Offered" in words(step.cards.cards["hlh-2004"])


def test_waiting_is_a_card_that_orders_nothing_and_leaves_lines_to_the_person(at_step: Any) -> None:
    page, step = at_step(example())
    lines = page.case["regimen"]["lines"]
    click(page.qtbot, step.cards.cards["watchful_waiting"].button)
    assert page.stored["regimen"]["protocol"] == "none"
    assert page.stored["regimen"]["lines"] == lines
    assert [name for name, card in step.cards.cards.items() if card.button.isChecked()] == ["watchful_waiting"]
    assert "lines are still chosen below" in " ".join(notes(step))
    click(page.qtbot, step.cards.cards["none"].button)
    assert [name for name, card in step.cards.cards.items() if card.button.isChecked()] == ["none"]
    assert "lines are still chosen below" not in " ".join(notes(step))


def test_lines_without_a_protocol_are_not_advised_against_while_mas_deteriorates(at_step: Any) -> None:
    _, step = at_step(example(etiology={"kind": "rheumatic"}, regimen=None))
    assert "Advised against" not in words(step.cards.cards["none"])
    assert "Advised against" in words(step.cards.cards["watchful_waiting"])


def test_another_protocol_keeps_what_was_decided(at_step: Any) -> None:
    page, step = at_step(example())
    before = page.case["regimen"]["lines"]
    click(page.qtbot, step.cards.cards["hlh-2004"].button)
    assert page.stored["regimen"]["lines"] == before
    assert row(step, "ciclosporin").choice.value is None, "what is new is to be decided"


def test_without_weight_no_option_is_shown(at_step: Any) -> None:
    _, step = at_step(example(measurements=[], regimen=None))
    assert "Birth date, weight and height come first" in " ".join(notes(step))


# --- deciding


def test_doses_stand_apart_from_calculations_and_units(at_step: Any) -> None:
    _, step = at_step(undecided())
    cells = row(step, "etoposide").doses._cells[0]
    assert cells.dose.text() == "89"
    assert cells.unit.text() == "mg per dose"
    assert "150 mg/m² \N{MULTIPLICATION SIGN} 0.59 m²" in cells.calculation.text().replace("\N{NO-BREAK SPACE}", " ")
    taper = [one.dose.text() for one in row(step, "dexamethasone").doses._cells]
    assert taper == ["5.9", "3", "1.5", "0.7", "0.4"]
    assert all(
        "m²" not in one.dose.text() + one.unit.text() for found in step.rows.values() for one in found.doses._cells
    )


def test_accepting_is_one_press(at_step: Any) -> None:
    page, step = at_step(undecided())
    click(page.qtbot, row(step, "etoposide").choice.button("accepted"))
    assert page.stored["regimen"]["lines"] == [{"line": "etoposide"}]
    assert row(step, "etoposide").choice.value == "accepted"
    assert row(step, "dexamethasone").choice.value is None


def test_declining_asks_for_a_reason_first(at_step: Any) -> None:
    page, step = at_step(undecided())
    found = row(step, "cotrimoxazole")
    click(page.qtbot, found.choice.button("declined"))
    assert not page.case["regimen"].get("declined")
    click(page.qtbot, found.decline_form.button)
    assert "A reason is needed" in " ".join(notes(found.decline_form))
    assert not page.case["regimen"].get("declined")
    page.qtbot.keyClicks(found.decline_form.reason.line, "atovaquone given")
    page.qtbot.keyClick(found.decline_form.reason.line, Qt.Key.Key_Return)
    assert page.stored["regimen"]["declined"] == [{"line": "cotrimoxazole", "reason": "atovaquone given"}]
    assert "Declined: atovaquone given" in " ".join(notes(found))
    assert found.doses._cells == []


def test_escape_declines_nothing_and_a_declined_line_can_be_taken_back(at_step: Any) -> None:
    page, step = at_step(undecided())
    found = row(step, "rituximab")
    click(page.qtbot, found.choice.button("declined"))
    page.qtbot.keyClick(found.decline_form, Qt.Key.Key_Escape)
    assert found.choice.value is None
    found.declined.emit("Not available here")
    assert found.choice.value == "declined"
    click(page.qtbot, found.back)
    assert page.stored["regimen"]["declined"] == []
    assert found.choice.value is None


def test_a_line_is_decided_by_keyboard_alone(at_step: Any) -> None:
    page, step = at_step(undecided())
    assert step.jump_to("regimen.lines")
    page.press(Qt.Key.Key_Space)
    assert of(page.case, "etoposide") == {"line": "etoposide"}
    page.press(Qt.Key.Key_Right)
    assert row(step, "etoposide").change_panel.isVisibleTo(step), "Change opens the form"


def test_reasons_to_decline_are_offered_as_a_list(at_step: Any) -> None:
    _page, step = at_step(undecided())
    box = row(step, "ivig").decline_form.reason.box
    listed = [box.itemText(place) for place in range(box.count())]
    assert "Contraindicated" in listed
    assert box.currentText() == ""


# --- changing


@pytest.mark.parametrize("typed", WRONG[:-2])
def test_a_wrong_factor_is_stopped_at_the_field_and_gives_no_dose(at_step: Any, typed: str) -> None:
    page, step = at_step(undecided())
    change(page, "etoposide", "factor", typed)
    found = row(step, "etoposide")
    assert line_of(found, "factor").text() == typed, "it stays as typed"
    assert "above 0 and at most 1" in " ".join(notes(found.form.cells["factor"].widget))
    assert found.doses._cells == []
    assert page.look.case is None
    assert page.look.plan is None


def test_a_factor_asks_for_its_reason_and_then_gives_the_dose(at_step: Any) -> None:
    page, step = at_step(undecided())
    change(page, "etoposide", "factor", "0.75")
    found = row(step, "etoposide")
    assert "because factor is 0.75" in " ".join(notes(found.form)) or "reason" in " ".join(notes(found.form)).lower()
    assert found.doses._cells == []
    page.qtbot.keyClicks(line_of(found, "reason"), "eGFR 33.7")
    page.entry.settle()
    assert of(page.stored, "etoposide") == {"line": "etoposide", "factor": "0.75", "reason": "eGFR 33.7"}
    assert [one.dose.text() for one in found.doses._cells] == ["66"]
    assert found.choice.value == "changed"


def test_an_empty_field_is_the_lines_own_value_again(at_step: Any) -> None:
    page, step = at_step(undecided())
    change(page, "rituximab", "doses", "2")
    assert of(page.case, "rituximab") == {"line": "rituximab", "doses": 2}
    entry = line_of(row(step, "rituximab"), "doses")
    page.qtbot.keyClick(entry, Qt.Key.Key_Backspace)
    page.entry.settle()
    assert of(page.case, "rituximab") == {"line": "rituximab"}
    assert row(step, "rituximab").choice.button("changed").isChecked(), "the form is still open"


@pytest.mark.parametrize("typed", ["2.0", "02", "two", "9", "1e0"])
def test_a_count_is_a_whole_number_in_its_range_or_stopped(at_step: Any, typed: str) -> None:
    page, step = at_step(undecided())
    change(page, "rituximab", "doses", typed)
    assert notes(row(step, "rituximab").form.cells["doses"].widget)
    assert page.look.plan is None


def test_opening_the_form_decides_nothing(at_step: Any) -> None:
    page, step = at_step(undecided())
    found = row(step, "dexamethasone")
    click(page.qtbot, found.choice.button("changed"))
    click(page.qtbot, found.done)
    assert "lines" not in page.case["regimen"]
    assert found.choice.value is None


def test_a_route_is_chosen_and_written_in_words(at_step: Any) -> None:
    page, step = at_step(undecided())
    found = row(step, "dexamethasone")
    click(page.qtbot, found.choice.button("changed"))
    route = found.form.cells["route"].entry
    assert isinstance(route, Choice)
    click(page.qtbot, route.button("oral"))
    assert of(page.stored, "dexamethasone") == {"line": "dexamethasone", "route": "oral"}
    assert "oral, once daily" in words(found.doses)


# --- other lines


def test_a_line_that_is_added_asks_for_what_it_needs(at_step: Any) -> None:
    page, step = at_step(example())
    titles = [action.text() for action in step.menu.actions()]
    assert "anakinra" in titles
    assert not any("intrathecal" in title for title in titles)
    next(action for action in step.menu.actions() if action.text() == "anakinra").trigger()
    found = row(step, "anakinra")
    dose = found.form.cells["mg_per_kg_per_day"].entry
    line = line_of(found, "mg_per_kg_per_day")
    assert page.focused() is line
    assert "Needed" in " ".join(notes(dose))
    assert page.look.plan is None
    page.qtbot.keyClicks(line, "4")
    page.entry.settle()
    assert of(page.stored, "anakinra") == {"line": "anakinra", "mg_per_kg_per_day": "4"}
    assert [one.dose.text() for one in found.doses._cells] == ["54"]
    click(page.qtbot, found.remove)
    assert ("anakinra", None) not in step.rows
    assert of(page.stored, "anakinra") == {}


def test_no_cap_is_said_and_never_the_same_as_an_empty_field(at_step: Any) -> None:
    page, step = at_step(example())
    step._add("anakinra")
    cell = row(step, "anakinra").form.cells["cap_mg_per_dose"]
    assert cell.none is not None
    assert not cell.none.isChecked()
    page.qtbot.keyClick(cell.none, Qt.Key.Key_Space)
    assert of(page.case, "anakinra")["cap_mg_per_dose"] is None
    page.qtbot.keyClick(cell.none, Qt.Key.Key_Space)
    assert "cap_mg_per_dose" not in of(page.case, "anakinra")


# --- a child under 10 kg


def test_both_etoposide_rules_stand_side_by_side_and_neither_is_chosen(at_step: Any) -> None:
    _page, step = at_step(infant())
    infants = row(step, "etoposide").infants
    read = words(infants)
    assert "60 mg per dose" in read
    assert "41 mg per dose" in read
    assert not any(button.isChecked() for button in infants.buttons.values())
    assert "One must be chosen" in read


@pytest.mark.parametrize(("rule", "dose"), [("mg_per_m2", "60"), ("mg_per_kg", "41")])
def test_the_chosen_rule_gives_its_dose(at_step: Any, rule: str, dose: str) -> None:
    page, step = at_step(infant())
    found = row(step, "etoposide")
    click(page.qtbot, found.choice.button("accepted"))
    assert found.doses._cells == [], "accepted without a rule it is refused"
    click(page.qtbot, found.infants.buttons[rule])
    assert of(page.stored, "etoposide") == {"line": "etoposide", "rule": rule}
    assert [one.dose.text() for one in found.doses._cells] == [dose]
    click(page.qtbot, found.choice.button("accepted"))
    assert of(page.stored, "etoposide")["rule"] == rule, "accepting keeps the choice that had to be made"


def test_from_ten_kilograms_no_rule_is_asked_for(at_step: Any) -> None:
    _, step = at_step(undecided())
    assert not row(step, "etoposide").infants.isVisibleTo(step)
    assert "rule" not in row(step, "etoposide").form.cells


# --- sources


def test_sources_that_disagree_stand_side_by_side_under_their_line(at_step: Any) -> None:
    case = undecided()
    case["etiology"]["ebv_lineage"] = None
    _, step = at_step(case)
    read = words(row(step, "rituximab"))
    assert "If B cells: Proposed" in read
    assert "Advised against" in read
    assert "Chellapandian 2013" in read
    assert "If B cells" not in words(row(step, "etoposide"))


def test_a_finding_stands_under_the_line_it_concerns(at_step: Any) -> None:
    case = undecided()
    case["etiology"]["ebv_lineage"] = None
    _, step = at_step(case)
    assert "ask for the lineage" in " ".join(notes(row(step, "rituximab")))
    assert "ask for the lineage" not in " ".join(notes(row(step, "ivig")))


# --- intrathecal therapy


def test_intrathecal_therapy_is_no_line_and_names_no_amount(at_step: Any) -> None:
    _, step = at_step(undecided())
    assert ("intrathecal", None) not in step.rows
    read = words(step.intrathecal)
    assert "INTRATHECAL" in read
    assert "mg" not in read
    assert "methotrexate" not in read


def test_without_a_trigger_it_is_ordered_only_with_a_reason(at_step: Any) -> None:
    page, step = at_step(example())
    panel = step.intrathecal
    click(page.qtbot, panel.open)
    click(page.qtbot, panel.order)
    assert of(page.case, "intrathecal") == {}
    assert "a reason is needed" in " ".join(notes(panel))
    page.qtbot.keyClicks(panel.reason.line, "Imaging shows active disease")
    click(page.qtbot, panel.order)
    assert of(page.stored, "intrathecal") == {"line": "intrathecal"}
    gate = next(gate for gate in page.look.gates if gate.key.startswith("intrathecal_without_trigger"))
    assert (gate.state, gate.reason) == ("met", "Imaging shows active disease")
    assert ("intrathecal", None) not in step.rows
    click(page.qtbot, panel.take_out)
    assert of(page.stored, "intrathecal") == {}
    assert page.entry.draft.reasons == {}


def test_with_a_trigger_it_is_ordered_without_a_reason(at_step: Any) -> None:
    case = example()
    case["severity"]["csf"] = "abnormal"
    page, step = at_step(case)
    click(page.qtbot, step.intrathecal.open)
    assert not step.intrathecal.reason.isVisibleTo(step)
    click(page.qtbot, step.intrathecal.order)
    assert of(page.stored, "intrathecal") == {"line": "intrathecal"}


def test_a_trigger_is_recorded_in_the_step_before(at_step: Any) -> None:
    page, step = at_step(undecided())
    with page.qtbot.waitSignal(step.jump_wanted) as wanted:
        click(page.qtbot, step.intrathecal.record)
    assert wanted.args == [4, "severity.csf"]


# --- the page


def test_another_answer_in_an_earlier_step_erases_no_decision(at_step: Any) -> None:
    page, step = at_step(example())
    before = page.case["regimen"]
    page.entry.write("etiology.kind", "rheumatic")
    page.entry.write("severity.course", "stable")
    assert page.case["regimen"] == before
    assert all(row(step, one["line"]).choice.value == "accepted" for one in before["lines"])
    assert row(step, "methylprednisolone_pulse").choice.value is None


def test_the_foot_counts_what_is_decided(at_step: Any) -> None:
    page, step = at_step(undecided())
    click(page.qtbot, row(step, "etoposide").choice.button("accepted"))
    assert step.hint(page.look).startswith("1 of 5 lines decided")


def test_tab_goes_through_the_page_as_it_stands(at_step: Any) -> None:
    page, step = at_step(undecided())
    step._add("anakinra")
    click(page.qtbot, row(step, "anakinra").done)
    step.length.button(8).setFocus()
    seen: list[str] = []
    for _ in range(9):
        page.press(Qt.Key.Key_Tab)
        seen.append(page.focused().accessibleName() or page.focused().text())  # type: ignore[attr-defined]
    lines = [name.partition(":")[0] for name in seen if ":" in name]
    assert list(dict.fromkeys(lines))[:6] == [
        "etoposide", "dexAMETHasone", "riTUXimab", "immunoglobulin", "co-trimoxazole", "anakinra",
    ]  # fmt: skip
    assert any("Add a line" in name for name in seen)


def test_a_jump_to_a_wrong_entry_opens_the_form_at_it(at_step: Any) -> None:
    case = example()
    case["regimen"]["lines"][0]["factor"] = "7.5"
    page, step = at_step(case)
    assert step.jump_to("regimen.lines[0].factor")
    assert page.focused() is line_of(row(step, "etoposide"), "factor")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_is_named_and_fits_a_narrow_page(at_step: Any, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    _, step = at_step(infant())
    for found in step.rows.values():
        found.open_panel("change")
    step.resize(722, step.height())
    assert list(unnamed(step)) == []
    assert not too_wide(step)
