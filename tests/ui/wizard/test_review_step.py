"""Step 7: the gates in one list, a jump to each, reasons given on the spot, the paper, and the signature."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from hlh_desktop.ui import printing
from hlh_desktop.ui.widgets.pdf_pages import PdfPages
from hlh_desktop.ui.wizard.review_step import ReviewStep
from tests.ui.wards import PASSWORD, PERSON
from tests.ui.wizard.children import click, example, notes, words
from tests.ui.wizard.named import nameless
from tests.ui.wizard.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.wizard.values import Gate
    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.wizard.gate_list import GateRow
    from hlh_desktop.ward.values import PlanHead

    At = Callable[..., tuple[Opened, ReviewStep]]

EARLY = datetime.fromisoformat("2026-11-22T07:00+01:00")
LATE = datetime.fromisoformat("2026-11-22T10:20+01:00")
OWN = "Pharmacy has no finer strength"


@pytest.fixture
def at_step(qtbot: QtBot, theme: Theme, tmp_path: Path) -> At:
    def opened(
        case: dict[str, Any] | None = None, now: datetime = EARLY, *, trusted: bool | None = True
    ) -> tuple[Opened, ReviewStep]:
        wizard = Opened(qtbot, tmp_path, now, example() if case is None else case, step=7)
        wizard.desk.trust_examples(trusted)
        wizard.desk.trust_record(True)
        qtbot.waitUntil(wizard.page.isActiveWindow)
        step = wizard.page.step(7)
        assert isinstance(step, ReviewStep)
        return wizard, step

    return opened


def open_gates(wizard: Opened) -> list[Gate]:
    return [gate for gate in wizard.look.gates if gate.state != "met"]


def row_of(step: ReviewStep, gate: Gate) -> GateRow:
    found = step.gates.row(gate.key)
    assert found is not None
    return found


def shown_order(step: ReviewStep) -> list[str]:
    rows = sorted(step.gates._rows.items(), key=lambda item: item[1].pos().y())
    return [row.state.text() for _, row in rows]


def clear(wizard: Opened, step: ReviewStep) -> None:
    """Gives every missing reason, by keyboard."""
    for gate in open_gates(wizard):
        row_of(step, gate).reason.setFocus()
        wizard.qtbot.keyClicks(wizard.focused(), OWN)
        wizard.page.entry.settle()
    assert wizard.look.signable


def type_signature(wizard: Opened, step: ReviewStep, name: str = PERSON, password: str = PASSWORD) -> None:
    for field, typed in ((step.panel.name, name), (step.panel.password, password)):
        field.line.selectAll()
        wizard.qtbot.keyClicks(field.line, typed)


# --- the gates


def test_every_gate_stands_in_the_list_open_ones_first_each_with_its_word(at_step: At) -> None:
    wizard, step = at_step(now=LATE)
    order = shown_order(step)
    assert len(order) == len(wizard.look.gates)
    assert order[:2] == ["Open", "Reason"]
    assert set(order[2:]) == {"Met"}
    first = row_of(step, open_gates(wizard)[0])
    assert first.icon.isVisibleTo(first)
    assert "24 gates: 22 met, 1 with a reason to give, 1 open" in words(step)


def test_each_gate_has_a_way_to_its_step_and_field(at_step: At) -> None:
    wizard, step = at_step(now=LATE)
    for gate in wizard.look.gates:
        row = row_of(step, gate)
        assert row.go.isVisibleTo(row)
        assert gate.title in row.go.accessibleName()
        with wizard.qtbot.waitSignal(step.gates.jump_wanted) as jump:
            row.go.click()
        assert jump.args == [gate.step, gate.path]
        wizard.page.go_to(7)


def test_the_main_action_leads_to_the_next_open_gate_until_all_are_met(at_step: At) -> None:
    wizard, _ = at_step(now=LATE)
    assert wizard.page.ui.next_button.text() == "Next open gate: Schedule"
    click(wizard.qtbot, wizard.page.ui.next_button)
    assert wizard.page.entry.draft.step == 6
    assert wizard.page.step(6).side().isAncestorOf(wizard.focused())  # type: ignore[union-attr]


def test_a_missing_reason_is_given_right_here_by_keyboard(at_step: At) -> None:
    wizard, step = at_step()
    (gate,) = open_gates(wizard)
    assert gate.state == "reason"
    click(wizard.qtbot, wizard.page.ui.next_button)
    assert row_of(step, gate).reason.isAncestorOf(wizard.focused())
    wizard.qtbot.keyClicks(wizard.focused(), OWN)
    wizard.page.entry.settle()
    assert wizard.ward.draft(wizard.id).draft.reasons == {gate.key: OWN}
    assert wizard.page.ui.next_button.text() == "Sign plan v1"


def test_a_reason_of_the_list_counts_and_taken_back_it_is_missing_again(at_step: At) -> None:
    wizard, step = at_step()
    (gate,) = open_gates(wizard)
    row = row_of(step, gate)
    row.reason.box.setCurrentIndex(0)
    assert wizard.look.signable
    row.reason.line.clear()
    assert [one.key for one in open_gates(wizard)] == [gate.key]
    assert not step.panel.sign.isEnabled()


def test_a_row_stays_where_it_is_while_its_reason_is_typed(at_step: At) -> None:
    wizard, step = at_step()
    (gate,) = open_gates(wizard)
    row = row_of(step, gate)
    before = row.pos()
    row.reason.setFocus()
    wizard.qtbot.keyClicks(wizard.focused(), "Ph")
    wizard.page.entry.settle()
    assert (row.pos(), row.state.text()) == (before, "Met")
    wizard.qtbot.keyClicks(wizard.focused(), "armacy")
    assert row.reason.value == "Pharmacy"


# --- the signature


def test_sign_stays_grey_and_says_why(at_step: At) -> None:
    _, step = at_step(now=LATE)
    assert not step.panel.sign.isEnabled()
    assert "1 gate is open and 1 reason is missing." in notes(step.panel)
    assert not step.panel.password.line.isEnabled()


def test_a_plan_is_signed_by_keyboard_with_name_and_password_typed(at_step: At) -> None:
    wizard, step = at_step()
    clear(wizard, step)
    click(wizard.qtbot, wizard.page.ui.next_button)
    assert wizard.focused() is step.panel.name.line
    assert not step.panel.sign.isEnabled()
    wizard.qtbot.keyClicks(wizard.focused(), PERSON)
    wizard.press(Qt.Key.Key_Return)
    assert wizard.focused() is step.panel.password.line
    wizard.qtbot.keyClicks(wizard.focused(), PASSWORD)
    heads: list[PlanHead] = []
    step.signed.connect(heads.append)
    wizard.press(Qt.Key.Key_Return)
    assert [(head.version, head.signed_by, head.protocol) for head in heads] == [(1, PERSON, "HLH-94")]
    assert step.panel.password.value == ""
    stored = json.loads(wizard.ward.plan(heads[0].id).json)
    assert stored["mrn"] == "TV04"


@pytest.mark.parametrize(("name", "password"), [(PERSON, "correct horse batterie"), ("Somebody Else", PASSWORD)])
def test_a_wrong_name_or_password_is_said_calmly_and_signs_nothing(at_step: At, name: str, password: str) -> None:
    wizard, step = at_step()
    clear(wizard, step)
    type_signature(wizard, step, name, password)
    click(wizard.qtbot, step.panel.sign)
    assert "Name and password do not fit. Nothing was signed; type both again." in notes(step.panel)
    assert step.panel.password.value == ""
    assert step.panel.name.value == name
    assert wizard.focused() is step.panel.password.line
    assert wizard.ward.draft(wizard.id).draft.reasons


def test_a_gate_that_opened_meanwhile_stops_the_signature(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    wizard = Opened(qtbot, tmp_path, EARLY, example(), step=7)
    wizard.desk.trust_examples(True)
    wizard.desk.trust_record(True)
    qtbot.waitUntil(wizard.page.isActiveWindow)
    step = wizard.page.step(7)
    assert isinstance(step, ReviewStep)
    clear(wizard, step)
    type_signature(wizard, step)
    wizard.desk.now = lambda: LATE
    step.panel.sign.click()
    assert any("Nothing was signed" in note for note in notes(step.panel))
    assert wizard.page.ui.next_button.text() == "Next open gate: Schedule"
    assert not wizard.ward.children(LATE)[0].plan


def test_what_is_stated_by_signing_stands_above_the_fields_word_for_word_as_on_paper(at_step: At) -> None:
    wizard, step = at_step()
    wording = wizard.ward.ward.wording
    read = step.panel.states.text()
    assert read.startswith("By signing I state:")
    assert [line.removeprefix("\u2022 ") for line in read.splitlines()[1:]] == [
        wording.say(f"paper.sign.prescriber.{number}") for number in (1, 2, 3)
    ]
    assert step.panel.states.isVisibleTo(step.panel)
    assert step.panel.states.y() < step.panel.name.y()
    assert not step.panel.second_states.isVisibleTo(step.panel)


def test_the_second_person_reads_what_they_state(at_step: At) -> None:
    case = example()
    case["measurements"][0]["weight_source"] = "estimated"
    wizard, step = at_step(case)
    wording = wizard.ward.ward.wording
    assert step.panel.second_states.isVisibleTo(step.panel)
    for number in (1, 2, 3):
        assert wording.say(f"paper.sign.second.{number}") in step.panel.second_states.text()


def test_two_persons_are_asked_for_where_two_must_sign(at_step: At) -> None:
    case = example()
    case["measurements"][0]["weight_source"] = "estimated"
    wizard, step = at_step(case)
    wizard.ward.add_person("Dr B. Second", "another horse battery", EARLY, roles=("physician",))
    clear(wizard, step)
    assert step.panel.second_password.isVisibleTo(step.panel)
    type_signature(wizard, step)
    assert not step.panel.sign.isEnabled()
    wizard.qtbot.keyClicks(step.panel.second_name.line, PERSON)
    wizard.qtbot.keyClicks(step.panel.second_password.line, PASSWORD)
    click(wizard.qtbot, step.panel.sign)
    assert "The second person has to be another one. Nothing was signed." in notes(step.panel)
    type_signature(wizard, step)
    step.panel.second_name.line.clear()
    wizard.qtbot.keyClicks(step.panel.second_name.line, "Dr B. Second")
    wizard.qtbot.keyClicks(step.panel.second_password.line, "another horse battery")
    with wizard.qtbot.waitSignal(step.signed) as signed:
        click(wizard.qtbot, step.panel.sign)
    assert signed.args is not None
    assert signed.args[0].second_by == "Dr B. Second"


def test_a_wizard_that_was_closed_is_not_told_of_trust(at_step: At) -> None:
    wizard, step = at_step()
    told: list[object] = []
    step.refresh = told.append  # type: ignore[method-assign]
    wizard.desk.trust_examples(True)
    assert told
    told.clear()
    step.deleteLater()
    wizard.qtbot.waitUntil(lambda: not isValid(step))
    wizard.desk.trust_examples(True)
    assert told == []


@pytest.mark.parametrize("trusted", [False, None])
def test_nothing_is_signed_while_the_worked_examples_are_not_right(at_step: At, trusted: bool | None) -> None:
    wizard, step = at_step(trusted=trusted)
    clear(wizard, step)
    assert not step.panel.sign.isEnabled()
    assert wizard.desk.distrust in notes(step.panel)
    step.panel.wanted.emit(PERSON, PASSWORD, None)
    assert not wizard.ward.children(EARLY)[0].plan
    wizard.desk.trust_examples(True)
    type_signature(wizard, step)
    assert step.panel.sign.isEnabled()


def test_no_password_stays_when_the_page_is_left(at_step: At) -> None:
    wizard, step = at_step()
    clear(wizard, step)
    type_signature(wizard, step)
    wizard.page.go_to(1)
    assert step.panel.password.value == ""


# --- the paper


def drawn(wizard: Opened, step: ReviewStep) -> bytes:
    wizard.qtbot.waitUntil(lambda: step.paper.view.pages > 0, timeout=20000)
    assert step._pdf is not None
    return step._pdf


def test_the_paper_is_the_draft_with_its_mark_and_without_signature_lines(at_step: At) -> None:
    wizard, step = at_step()
    with PdfPages(drawn(wizard, step)) as pages:
        first = pages.words(0)
        everything = " ".join(pages.words(number) for number in range(len(pages)))
        assert step.paper.count.text() == f"page 1 of {len(pages)}"
    assert "DRAFT" in first
    assert "EXAMPLE" in first
    assert "Signature" not in everything


def test_pages_turn_and_grow_to_full_size_and_back(at_step: At) -> None:
    wizard, step = at_step()
    drawn(wizard, step)
    click(wizard.qtbot, step.paper.next)
    assert step.paper.view.page == 2
    click(wizard.qtbot, step.paper.large)
    assert step.large.isVisibleTo(step)
    assert not step.gates.isVisibleTo(step)
    assert step.large.view.page == 2
    assert wizard.focused() is step.large.view
    click(wizard.qtbot, step.large.leave)
    assert step.gates.isVisibleTo(step)


def test_the_paper_follows_the_draft(at_step: At) -> None:
    wizard, step = at_step()
    before = drawn(wizard, step)
    wizard.page.entry.write("patient.family_name", "Other")
    wizard.qtbot.waitUntil(lambda: step._pdf is not None and step._pdf != before, timeout=20000)
    with PdfPages(drawn(wizard, step)) as pages:
        assert "OTHER" in pages.words(0)


def test_without_a_plan_there_is_no_paper(at_step: At) -> None:
    case = example()
    case["measurements"][0]["weight_kg"] = "13,5"
    wizard, step = at_step(case)
    assert any("nothing to print yet" in note for note in notes(step.paper))
    assert not step.paper.view.isVisibleTo(step.paper)
    assert not step.panel.sign.isEnabled()
    assert wizard.page.ui.next_button.text().startswith("Next open gate")


def test_the_draft_prints_and_is_saved(at_step: At, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wizard, step = at_step()
    pdf = drawn(wizard, step)
    sent: list[bytes] = []
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, title, *, parent: sent.append(pdf))
    monkeypatch.setattr(printing, "ask_file", lambda *_: tmp_path / "saved.pdf")
    step.paper.large.click()
    click(wizard.qtbot, step.large.print)
    click(wizard.qtbot, step.large.save)
    assert sent == [pdf]
    assert (tmp_path / "saved.pdf").read_bytes() == pdf


def test_everything_that_can_have_the_focus_has_a_name(at_step: At) -> None:
    wizard, step = at_step(now=LATE)
    drawn(wizard, step)
    assert nameless(step) == []
    assert nameless(step.paper) == []
