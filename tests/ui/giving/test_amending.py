"""What goes wrong at the bedside is amended visibly: struck out, entered again, held, stopped, moved, released."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.trouble import Trouble
from tests.ui import wards
from tests.ui.giving.bedsides import DOCTOR, NURSE, SECRET, Bedside, Screen, at, other_child
from tests.ui.hands import Keys, Mouse
from tests.ui.shell import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.hands import Hand

DEXA = "dexAMETHasone"


def reason(panel: object, words_: str) -> None:
    panel.reason.box.setEditText(words_)  # type: ignore[attr-defined]


# --- striking out


@pytest.mark.parametrize("kind", [Keys, Mouse])
def test_a_wrong_entry_is_struck_out_and_entered_again(
    screen: Screen, beside: Bedside, qtbot: QtBot, kind: type[Hand]
) -> None:
    beside.give("dexamethasone", at(22, 8, 2), amount=Decimal("5.7"))
    screen.move(at(22, 8, 10))
    hand = kind(qtbot, screen.page)
    hand.press(screen.row(DEXA).go.accessibleName())
    hand.fill("Reason", "wrong amount")
    hand.press(f"Strike out: {screen.panel.sheet.title}")
    screen.settle()
    old = screen.panel.rows[0]
    assert old.words.font().strikeOut()
    assert "5.7 mg given 08:02, Nurse 1" in old.words.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "struck out by Nurse 1, 08:10: wrong amount" in words(old)
    hand.press("Enter again")
    hand.tick("Name and number read on the wristband: EXAMPLE, Four, No. TV04")
    if "site" in screen.panel.fields.asked:
        hand.fill("Site", "CVC")
    hand.press(f"Give: {screen.panel.sheet.title}")
    assert [(one.turn, one.amount) for one in beside.outcomes(beside.dose("dexamethasone"))] == [
        (1, Decimal("5.7")), (2, Decimal("5.9")),
    ]  # fmt: skip


def test_nothing_is_struck_out_without_a_reason(screen: Screen, beside: Bedside) -> None:
    beside.give("dexamethasone", at(22, 8, 2))
    screen.move(at(22, 8, 10))
    panel = screen.open(DEXA)
    assert not panel.main.isEnabled()
    assert panel.why.accessibleName() == "Say why."


def test_two_windows_strike_out_once(screen: Screen, beside: Bedside) -> None:
    one = beside.give("dexamethasone", at(22, 8, 2))
    screen.move(at(22, 8, 10))
    panel = screen.open(DEXA)
    beside.as_("Nurse 2").log.strike(one.id, "wrong time", at(22, 8, 9))
    reason(panel, "wrong amount")
    panel.main.click()
    screen.settle()
    assert "struck out or lifted meanwhile by Nurse 2" in words(panel)


def test_an_entry_on_the_wrong_chart_is_moved_and_both_charts_say_so(screen: Screen, beside: Bedside) -> None:
    other = other_child(beside, "TV05", "Five")
    beside.give("dexamethasone", at(22, 8, 2))
    screen.move(at(22, 8, 10))
    screen.open(DEXA).wrong_child.click()
    panel = screen.panel
    panel.child.choose(str(other))
    panel._choose_child(str(other))
    panel.dose.box.setCurrentIndex(1)
    for field in panel.asked.values():
        field.line.setText("CVC" if "xpir" not in field.label.text() else "30 Jun 2027")
    reason(panel, "wrong child")
    panel.look()
    assert panel.main.isEnabled(), panel.why.accessibleName()
    panel.main.click()
    mine, theirs = (beside.ward.history(child, at(22, 8, 11)) for child in (beside.child, other))
    assert any("moved to another chart" in event.detail for event in mine)
    assert any("moved here from another chart" in event.detail for event in theirs)
    assert beside.doses("dexamethasone", at(22, 8, 11))[0].outcome is None


# --- holding and not giving


def test_a_dose_is_held_with_a_reason_and_opened_again_by_a_physician(screen: Screen, beside: Bedside) -> None:
    screen.open(DEXA).hold.click()
    panel = screen.panel
    assert not panel.main.isEnabled()
    reason(panel, "waits for results")
    panel.main.click()
    screen.settle()
    assert screen.row(DEXA).row.state.words == "Held 08:05"
    assert screen.row(DEXA).row.deed == "amend"  # a nurse does not lift a hold
    screen.desk.hand_over(beside.as_(DOCTOR))
    panel = screen.open(DEXA)
    reason(panel, "results are there")
    panel.main.click()
    assert beside.doses("dexamethasone", at(22, 8, 6))[0].outcome is None


def hold_by_voice(screen: Screen) -> None:
    """A nurse holds the dose, as the other physician said."""
    screen.open(DEXA).hold.click()
    panel = screen.panel
    assert panel.directed.label.text() == "Order by voice of", "as it is called where it waits for its signature"
    panel.directed.choose(DOCTOR)
    reason(panel, "fever or suspected sepsis")
    panel.main.click()


def test_a_hold_by_voice_names_the_prescriber_who_then_signs_it(screen: Screen, beside: Bedside) -> None:
    hold_by_voice(screen)
    screen.settle()
    assert f"Hold of {DEXA}, directed by {DOCTOR} at 08:05, noted by {NURSE}" in words(screen.tab)
    screen.desk.hand_over(beside.as_(DOCTOR))
    screen.settle()
    screen.tab.sign_order(beside.ward.log.voice_orders(beside.child)[0])
    screen.panel.password.line.setText(SECRET)
    screen.panel.look()
    screen.panel.main.click()
    assert [order.signed_by for order in beside.ward.log.voice_orders(beside.child)] == [DOCTOR]
    screen.settle()
    assert screen.tab.orders.isHidden()


def test_another_prescriber_says_why_before_signing_and_the_list_tells_it(screen: Screen, beside: Bedside) -> None:
    hold_by_voice(screen)
    screen.desk.hand_over(beside.as_(wards.PERSON))
    screen.settle()
    screen.tab.sign_order(beside.ward.log.voice_orders(beside.child)[0])
    panel = screen.panel
    panel.password.line.setText(wards.PASSWORD)
    panel.look()
    assert not panel.main.isEnabled()
    reason(panel, "child handed over to me")
    panel.main.click()
    screen.settle()
    (order,) = beside.ward.log.voice_orders(beside.child)
    assert (order.signed_by, order.reason) == (wards.PERSON, "child handed over to me")
    assert f"signed by {wards.PERSON} for {DOCTOR}, 08:05: child handed over to me" in words(screen.tab)


def test_nothing_but_a_hold_is_taken_down_by_voice(screen: Screen) -> None:
    screen.open(DEXA).refuse_it.click()
    screen.settle()
    assert screen.panel.directed.isHidden()


@pytest.mark.parametrize("became", ["refused", "omitted", "missed"])
def test_what_was_not_given_says_why(screen: Screen, beside: Bedside, became: str) -> None:
    screen.open(DEXA).refuse_it.click()
    panel = screen.panel
    panel.what.choose(became)
    panel._choose(became)
    assert not panel.main.isEnabled()
    reason(panel, "no access")
    panel.main.click()
    assert [(one.became, one.amount) for one in beside.outcomes(beside.dose("dexamethasone"))] == [(became, None)]


def test_a_dose_given_elsewhere_keeps_its_amount_for_the_sums(screen: Screen, beside: Bedside) -> None:
    screen.open(DEXA).refuse_it.click()
    panel = screen.panel
    panel.what.choose("elsewhere")
    panel._choose("elsewhere")
    panel.amount.line.setText("5.9")
    reason(panel, "given in theatre")
    panel.look()
    panel.main.click()
    outcomes = beside.outcomes(beside.dose("dexamethasone"))
    assert [(one.became, one.amount) for one in outcomes] == [("elsewhere", Decimal("5.9"))]


def test_a_nurse_stops_a_line_only_as_directed_and_a_physician_lets_it_go_on(screen: Screen, beside: Bedside) -> None:
    screen.open(DEXA).stop.click()
    panel = screen.panel
    reason(panel, "adverse reaction")
    assert "Name the prescriber" in panel.why.accessibleName()
    panel.directed.choose(DOCTOR)
    panel.look()
    panel.main.click()
    screen.settle()
    later = screen.row(DEXA, "23 Nov").row
    assert later.state.words == f"Line stopped by {DOCTOR}"
    screen.desk.hand_over(beside.as_(DOCTOR))
    screen.move(at(23, 6, 30))
    panel = screen.open(DEXA, "08:00")
    reason(panel, "child is better")
    panel.main.click()
    assert screen.row(DEXA, "08:00").row.state.words == "Planned"


# --- releasing


def test_a_prescriber_releases_with_the_days_values_and_the_unknown_as_unknown(screen: Screen, beside: Bedside) -> None:
    screen.desk.hand_over(beside.as_(wards.PERSON))
    panel = screen.open("etoposide, dose 1")
    fields = panel.fields
    assert {key for key, field in fields.items() if not field.value} == {
        "neutrophils", "platelets", "creatinine", "temperature", "cumulative",
    }, "what was given before this plan was never asked, so that no sum is known"  # fmt: skip
    for key, typed in (("neutrophils", "1.2"), ("platelets", "79"), ("creatinine", "24")):
        fields[key].line.setText(typed)
    panel.password.line.setText(wards.PASSWORD)
    panel.look()
    assert "say why" in panel.why.accessibleName()
    reason(panel, "thermometer broken, child well")
    assert panel.main.isEnabled()
    panel.main.click()
    fact = beside.ward.store.facts(beside.child, ("dose_released",))[0]
    assert fact.body["seen"]["temperature"] is None
    assert fact.body["seen"]["platelets"] == "79"
    assert "Temperature: not known" in beside.ward.history(beside.child, at(22, 8, 6))[0].detail


def test_a_wrong_password_releases_nothing(screen: Screen, beside: Bedside) -> None:
    screen.desk.hand_over(beside.as_(wards.PERSON))
    panel = screen.open("etoposide, dose 1")
    for field in panel.fields.values():
        field.line.setText("seen")
    panel.password.line.setText("another one")
    panel.look()
    panel.main.click()
    assert beside.ward.store.facts(beside.child, ("dose_released",)) == ()
    assert panel.password.value == ""


def test_a_release_is_withdrawn_while_the_dose_is_open(screen: Screen, beside: Bedside) -> None:
    beside.release(beside.dose("etoposide"), at(22, 8))
    beside.checked(beside.dose("etoposide"), at(22, 8, 4))
    screen.desk.hand_over(beside.as_(DOCTOR))
    screen.open("etoposide, dose 1").withdraw.click()
    reason(screen.panel, "fever or suspected sepsis")
    screen.panel.main.click()
    assert beside.doses("etoposide", at(22, 8, 6))[0].release is None


def test_a_nurse_cannot_release(screen: Screen, beside: Bedside) -> None:
    assert screen.row("etoposide, dose 1").row.deed == "look"
    with pytest.raises(Trouble):
        beside.as_(NURSE).log.withdraw(beside.dose("etoposide"), "x", uuid4(), at(22, 8))
