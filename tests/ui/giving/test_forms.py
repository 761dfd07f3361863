"""The forms of the bedside, doses of another place, and what was typed when the ward was locked or handed over."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.ward.log import bedside as forms
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from tests.ui import wards
from tests.ui.giving.bedsides import NURSE, SECOND, Bedside, Screen, at, other_child
from tests.ui.hands import Keys
from tests.ui.shell import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FORMS = ("missed_dose", "vomited", "extravasation", "reaction", "spill")


@pytest.mark.parametrize("key", FORMS)
def test_each_form_says_policy_and_steps_first_and_saves_to_the_history(
    screen: Screen, beside: Bedside, key: str
) -> None:
    screen.tab.open_other(f"form {key}")
    screen.settle()
    panel, form = screen.panel, forms.form(beside.ward, key)
    assert form.policy_note in words(panel)
    assert not panel.main.isEnabled()
    for one in form.fields:
        widget = panel.fields[one.key]
        if one.choices:
            from hlh_desktop.ui.widgets.choice import Choice

            widget.findChild(Choice).choose(one.choices[0])
        else:
            widget.line.setText({"number": "12", "moment": "08:00"}.get(one.kind, "told"))
    panel.look()
    assert panel.main.isEnabled(), panel.why.accessibleName()
    panel.main.click()
    event = beside.ward.history(beside.child, at(22, 8, 6))[0]
    assert (event.what, event.group) == ("Form of the bedside", "doses")
    assert event.detail.startswith(form.title)


def test_the_wards_own_policy_stands_first_once_an_administrator_wrote_it(screen: Screen, beside: Bedside) -> None:
    screen.tab.open_other("form spill")
    assert screen.panel.policy.edit.isHidden()  # a nurse reads it
    screen.desk.hand_over(beside.as_(wards.PERSON))
    screen.tab.open_other("form spill")
    policy = screen.panel.policy
    policy.edit.click()
    policy.area.setPlainText("Kit in cupboard 3; call 2222.")
    policy.password.line.setText(wards.PASSWORD)
    policy.keep.click()
    assert policy.words.text() == "Kit in cupboard 3; call 2222."
    assert forms.policy(beside.as_(NURSE), "spill") == "Kit in cupboard 3; call 2222."
    assert any(event.what == "Policy of the ward written" for event in beside.ward.history())


def test_a_dose_of_another_place_counts_in_the_sum(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    screen.tab.open_other("elsewhere")
    panel = screen.panel
    panel.drug.choose("etoposide")
    panel._choose("etoposide")
    for field, typed in ((panel.amount, "88.5"), (panel.bsa, "0.59"), (panel.taken, "21 Nov 2026 14:00")):
        field.line.setText(typed)
    assert not panel.main.isEnabled()
    panel.where.line.setText("Hospital B")
    panel.look()
    panel.main.click()
    given = beside.ward.log.day(beside.child, at(22, 9)).given
    assert given is not None
    assert given.here == 150
    assert Decimal("88.5") in [one.amount for one in beside.ward.log.day(beside.child, at(22, 9)).ledger.outcomes]


def test_a_dose_of_another_place_that_was_wrong_is_struck_out(screen: Screen, beside: Bedside) -> None:
    dose = ElsewhereDose("etoposide", Decimal(89), "mg", Decimal("0.59"), at(21, 14), "Hospital B")
    beside.ward.log.note_elsewhere(beside.child, dose, uuid4(), at(22, 8))
    screen.tab.open_other("elsewhere")
    panel = screen.panel
    panel.wrong.box.setCurrentIndex(1)
    panel.reason.box.setEditText("not given after all")
    assert panel.strike.isEnabled()
    panel.strike.click()
    given = beside.ward.log.day(beside.child, at(22, 9)).given
    assert given is not None
    assert given.here == 0


def test_two_charts_of_one_child_name_each_other(screen: Screen, beside: Bedside) -> None:
    other = other_child(beside, "TV05", "Five")
    screen.tab.open_other("link")
    panel = screen.panel
    panel.other.choose(str(other))
    panel.look()
    assert not panel.main.isEnabled()
    panel.reason.box.setEditText("registered twice")
    assert panel.main.isEnabled(), panel.why.accessibleName()
    panel.main.click()
    assert screen.panel is None, panel.trouble.accessibleName()
    for child in (beside.child, other):
        assert beside.ward.history(child, at(22, 9))[0].what == "Two charts of one child"


# --- what was typed and is no fact yet


def test_what_was_typed_waits_for_its_person_and_for_nobody_else(screen: Screen, beside: Bedside) -> None:
    panel = screen.open("co-trimoxazole")
    panel.fields.amount.line.setText("43")
    panel.fields.changed.emit()
    screen.desk.hand_over(beside.as_(SECOND))
    screen.settle()
    assert screen.panel is None
    assert "43" not in words(screen.page).split("\n")
    screen.desk.hand_over(beside.as_(NURSE))
    assert screen.panel.fields.amount.value == "43"
    assert screen.panel.identity.known is None


def test_a_new_page_takes_back_what_was_held_with_the_reason(screen: Screen) -> None:
    panel = screen.open("co-trimoxazole")
    panel.fields.amount.line.setText("30")
    panel.fields.changed.emit()
    panel.fields.notes["amount"]._reasons["amount_deviates"].box.setEditText("spilled")
    held = screen.page.held
    assert held is not None
    panel.leave()
    assert screen.page.held is None
    screen.page.give_back(held)
    fields = screen.panel.fields
    assert (fields.amount.value, fields.reasons()) == ("30", {"amount_deviates": "spilled"})


def test_the_entry_of_a_check_is_never_held(screen: Screen, beside: Bedside, qtbot: QtBot) -> None:
    beside.release(beside.dose("etoposide"), at(22, 8))
    screen.move(at(22, 13, 30))
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    qtbot.keyClicks(panel.entry.fields["dose"].line, "89")
    assert screen.page.held is None
    screen.desk.hand_over(beside.as_(SECOND))
    screen.desk.hand_over(beside.as_(NURSE))
    assert screen.panel is None


def test_the_menu_leads_to_every_form_by_keys(screen: Screen, qtbot: QtBot) -> None:
    keys = Keys(qtbot, screen.page)
    keys.go_to(screen.tab.head.bedside)
    titles = [action.text() for action in screen.tab.head.menu.actions() if action.text()]
    assert titles == [
        "Missed dose", "Vomited within 30 minutes", "Extravasation", "Reaction", "Spill",
        "Intensive care: what was called for, and when", "A dose given elsewhere...",
        "A procedure, such as plasma exchange...", "Another chart of this child...",
    ]  # fmt: skip
