"""Alerts on the ward: open until acknowledged with name and reason, never twice for one value, and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.approval.own_values import OwnNumber
from hlh_desktop.domain.results.alerts.engine import own_notes_of
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.alarms import alarms
from hlh_desktop.ward.board.board import Board
from hlh_desktop.ward.results import alert_rates
from hlh_desktop.ward.results.alert_words import alert_rows, not_assessed
from hlh_desktop.ward.results.alerts import acknowledge, alerts, look
from tests.builders import knowledge
from tests.domain.results import demo
from tests.ward import wards
from tests.ward.results.judged import NURSE, Judged, judged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.domain.results.alerts.values import Alert


@pytest.fixture
def ward(tmp_path: Path) -> Judged:
    return judged(tmp_path)


def alert(ward: Judged, code: str = "sodium_very_low") -> Alert:
    return next(one for one in alerts(ward.desk, ward.child, ward.now) if one.code == code)


def refused(deed: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        deed()
    assert knowledge().wording.say(f"problem.{caught.value.code}", **caught.value.values)
    return caught.value.code


def test_a_critical_result_is_open_and_first_among_what_is_alarming(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    found = alerts(ward.desk, ward.child, ward.now)
    assert (found[0].code, found[0].level, found[0].open) == ("sodium_very_low", "critical", True)
    day = ward.desk.log.day(ward.child, ward.now)
    told = [one for one in alarms(ward.desk, day, (), (), ward.now, found) if one.leads == "results"]
    assert (told[0].grade, told[0].strong) == ("critical", "Sodium below 125.")
    assert (
        told[0].text.replace("\N{NO-BREAK SPACE}", " ").startswith("Sodium 123 mmol/L (23 Nov 2026 07:20), below 125")
    )


def test_it_is_acknowledged_with_name_and_reason_and_not_told_again(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    nurse, one = ward.nurse(), alert(ward)
    assert refused(lambda: acknowledge(nurse, ward.child, one, " ", ward.now)) == "alert_reason"
    acknowledge(nurse, ward.child, one, "Repeat sample is on its way", ward.now, acted=True)
    acknowledge(nurse, ward.child, one, "Repeat sample is on its way", ward.now, acted=True)
    given = alert(ward).answered
    assert given is not None
    assert (given.by, given.reason, given.acted) == (NURSE, "Repeat sample is on its way", True)
    assert len(ward.desk.store.facts(ward.child, ("alert_acknowledged",))) == 1
    ward.now += timedelta(days=2)
    assert not alert(ward).open
    day = ward.desk.log.day(ward.child, ward.now)
    told = alarms(ward.desk, day, (), (), ward.now, alerts(ward.desk, ward.child, ward.now))
    assert "Sodium below 125." not in {one.strong for one in told}


def test_somebody_else_came_first(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    one = alert(ward)
    acknowledge(ward.nurse(), ward.child, one, "seen", ward.now)
    assert refused(lambda: acknowledge(ward.desk, ward.child, one, "seen too", ward.now)) == "alert_answered"


def test_an_alert_of_a_value_that_was_corrected_is_gone(ward: Judged) -> None:
    from decimal import Decimal
    from uuid import uuid4

    ward.write(demo.result("na", "123", 1))
    one = alert(ward)
    (low,) = ward.desk.labs.results(ward.child, ["na"])
    right = replace(low.reported, value=Decimal(132))
    ward.desk.labs.correct(ward.child, low.id, right, "typed wrongly", uuid4(), ward.now)
    assert refused(lambda: acknowledge(ward.desk, ward.child, one, "seen", ward.now)) == "alert_gone"
    assert "sodium_very_low" not in {found.code for found in alerts(ward.desk, ward.child, ward.now)}


def test_a_worse_value_opens_it_again_with_its_own_answer(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    acknowledge(ward.desk, ward.child, alert(ward), "seen", ward.now)
    ward.write(demo.result("na", "121", 1.1))
    assert alert(ward).open
    acknowledge(ward.desk, ward.child, alert(ward), "seen again", ward.now)
    assert not alert(ward).open


def test_the_board_tells_it_until_it_is_acknowledged_whatever_was_measured_since(ward: Judged) -> None:
    board = Board(ward.desk)
    assert board.rows(ward.now)[0].changed.notes[0].sign not in ("critical", "warning")
    ward.write(demo.result("na", "123", 1))
    first = board.rows(ward.now)[0].changed.notes[0]
    assert (first.words, first.sign, first.more) == ("Sodium below 125", "critical", "")
    acknowledge(ward.desk, ward.child, alert(ward), "seen", ward.now)
    assert "Sodium below 125" not in board.rows(ward.now)[0].changed.words
    ward.write(demo.result("crp", "80", 1.1))
    assert "Sodium below 125" not in board.rows(ward.now)[0].changed.words
    ward.write(demo.result("na", "120", 1.2), demo.result("fibrinogen", "0.7", 1.2))
    told = board.rows(ward.now)[0].changed.notes[0]
    assert (told.sign, told.more) == ("critical", "and 2 more")  # fibrinogen, and signs


def test_bleeding_is_asked_of_the_plan_that_stands(ward: Judged) -> None:
    ward.write(demo.result("plt", "25", 1))
    told = not_assessed(ward.desk, look(ward.desk, ward.child, ward.now))
    assert "Platelets below 30 and bleeding. Not known: whether the child bleeds." in told


def test_on_the_day_of_the_puncture_decision_what_is_not_known_warns(ward: Judged) -> None:
    ward.now = demo.at(13)
    assert "lumbar_puncture_unsafe" not in {one.code for one in alerts(ward.desk, ward.child, ward.now)}
    ward.now = demo.at(14)
    assert alert(ward, "lumbar_puncture_unsafe").level == "warning"


def test_rows_tell_sources_and_answers(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    acknowledge(ward.desk, ward.child, alert(ward), "Known and being treated", ward.now)
    row = next(one for one in alert_rows(ward.desk, look(ward.desk, ward.child, ward.now), ward.now) if one.answered)
    assert row.sources.replace("\N{NO-BREAK SPACE}", " ") == "S37, D49 R, APP"
    plain = row.answered.replace("\N{NO-BREAK SPACE}", " ")
    assert plain == "Acknowledged today 07:20 by Dr A. Example. Why: Known and being treated. Nothing was done."


def test_the_history_tells_it(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    acknowledge(ward.desk, ward.child, alert(ward), "seen", ward.now, acted=True)
    told = ward.desk.history(ward.child, ward.now)[0]
    assert (told.what, told.group) == ("Alert acknowledged", "labs")
    assert "Sodium below 125." in told.detail
    assert "reason: seen. Something was done." in told.detail


# --- how often it was passed over


def test_what_was_raised_answered_and_passed_over_is_counted_by_rule(ward: Judged) -> None:
    ward.write(demo.result("na", "123", 1))
    acknowledge(ward.desk, ward.child, alert(ward), "seen", ward.now)
    ward.write(demo.result("na", "124", 1.2))  # no worse, within its hours: covered by that answer
    ward.write(demo.result("na", "120", 1.3))
    acknowledge(ward.desk, ward.child, alert(ward), "treated", ward.now, acted=True)
    ward.write(demo.result("na", "119", 2))
    ward.write(demo.result("na", "136", 3))
    found = {one.code: one for one in alert_rates.rates(ward.desk)}
    sodium = found["sodium_very_low"]
    assert (sodium.raised, sodium.acknowledged, sodium.without, sodium.passed_over) == (3, 2, 1, 50)
    assert found["platelets_very_low"].raised == 0
    lines = {one.label: one for one in alert_rates.rate_lines(ward.desk)}
    assert lines["Sodium below 125"].value == (
        "raised 3, acknowledged 2, without action 1; 50 % of the answers without action"
    )
    assert lines["Platelets below 10"].value == "never raised"


def test_a_rule_that_is_mostly_passed_over_is_told_as_a_defect() -> None:
    rate = alert_rates.RuleRate("risk_signs", "Risk signs.", 12, 10, 9)
    assert not alert_rates._line(rate, knowledge()).defect
    worse = alert_rates.RuleRate("risk_signs", "Risk signs.", 12, 11, 11)
    told = alert_rates._line(worse, knowledge())
    assert told.defect
    assert told.value.endswith("this rule is to be looked at")


PUNCTURE = "alerts.lumbar_puncture_unsafe.limits"


def test_an_alert_that_rests_on_a_value_of_the_wards_own_says_so_with_the_shipped_one(ward: Judged) -> None:
    ward.now = demo.at(15, 12)
    ward.write(demo.result("plt", "55", 15), demo.result("inr", "1.0", 15), demo.result("fibrinogen", "2.0", 15))
    ward.now = demo.at(15, 12)
    assert "lumbar_puncture_unsafe" not in {one.code for one in alerts(ward.desk, ward.child, ward.now)}
    path, reason = f"{PUNCTURE}.platelets.values.10*9/L", "as anaesthesia asks"
    ward.desk = ward.desk.approval.set_value(path, "60", reason, wards.PASSWORD, ward.now)
    found = alert(ward, "lumbar_puncture_unsafe")
    (row,) = [
        one for one in alert_rows(ward.desk, look(ward.desk, ward.child, ward.now), ward.now) if one.alert == found
    ]
    assert "platelets of: this ward's own value, 60" in row.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "shipped 50" in row.text.replace("\N{NO-BREAK SPACE}", " ")
    acknowledge(ward.desk, ward.child, found, "seen", ward.now)
    told = ward.desk.history(ward.child, ward.now)[0]
    assert "this ward's own value" in told.detail


def test_an_alert_that_rests_on_shipped_values_alone_says_nothing_of_it(ward: Judged) -> None:
    path = f"{PUNCTURE}.platelets.values.10*9/L"
    ward.desk = ward.desk.approval.set_value(path, "60", "as anaesthesia asks", wards.PASSWORD, ward.now)
    ward.write(demo.result("na", "123", 1))
    assert "own value" not in alert(ward).text


@pytest.mark.parametrize(
    ("code", "path"),
    [("risk_signs", "alerts.hyponatremia.limit"), ("worsening_markers", "response.worsening.hours")],
)
def test_an_alert_tells_own_values_of_the_rules_that_it_reads_elsewhere_too(code: str, path: str) -> None:
    own = {path: OwnNumber("A limit", "hours", "48", "72")}
    known = replace(knowledge(), own=own)
    assert [*own_notes_of(code, known)] == [
        "A limit: this ward's own value, 48\N{NO-BREAK SPACE}hours; shipped 72\N{NO-BREAK SPACE}hours."
    ]
    assert [*own_notes_of("sodium_very_low", known)] == []
