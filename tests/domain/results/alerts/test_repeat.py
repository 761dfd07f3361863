"""An acknowledged alert comes again for a newer value that is worse, or after its hours; for the same value never."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.results.alerts.engine import find
from hlh_desktop.domain.results.alerts.repeat import with_answers
from hlh_desktop.domain.results.alerts.values import Alert, Answered
from hlh_desktop.domain.results.alerts.watch import watch
from tests.builders import knowledge
from tests.domain.results.demo import BORN, at, result, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.results.values import LabResult

RULES = knowledge().result_alerts.rules


def raised(results: list[LabResult], day: float) -> tuple[Alert, ...]:
    return find(watch(seen(results, day), knowledge(), BORN, "male", bleeding=True)).alerts


def answer(alert: Alert) -> Answered:
    values = {one.analyte: one.value for one in alert.grounds}
    return Answered(
        alert.code, alert.level, alert.results, alert.about, values, alert.at, "Dr A", alert.at + timedelta(hours=1),
        "seen", acted=False,
    )  # fmt: skip


def open_codes(results: list[LabResult], day: float, answers: list[Answered]) -> set[str]:
    return {one.code for one in with_answers(raised(results, day), answers, RULES) if one.open}


def one(results: list[LabResult], day: float, code: str = "sodium_very_low") -> Alert:
    return next(alert for alert in raised(results, day) if alert.code == code)


LOW = [result("na", "123", 0)]


def test_an_alert_is_open_until_it_is_acknowledged_and_the_same_value_never_raises_it_again() -> None:
    assert "sodium_very_low" in open_codes(LOW, 0, [])
    given_ = [answer(one(LOW, 0))]
    for day in (0.0, 1, 3, 6.9):
        assert "sodium_very_low" not in open_codes(LOW, day, given_)


@pytest.mark.parametrize(
    ("value", "hours", "again"),
    [
        ("123", 6, False),
        ("124", 6, False),
        ("122", 6, True),
        ("123", 11.9, False),
        ("124", 12, True),
        ("123", 13, True),
    ],
)
def test_a_newer_value_raises_it_again_if_it_is_worse_or_after_the_hours(value: str, hours: float, again: bool) -> None:
    newer = [*LOW, result("na", value, hours / 24)]
    assert ("sodium_very_low" in open_codes(newer, hours / 24, [answer(one(LOW, 0))])) is again


def test_a_fever_that_rises_is_worse_and_one_that_falls_is_not() -> None:
    rows = [result("anc", "0.3", 0), result("temp", "38.5", 0)]
    given_ = [answer(one(rows, 0, "fever_with_neutropenia"))]
    assert "fever_with_neutropenia" in open_codes([*rows, result("temp", "39.0", 0.2)], 0.2, given_)
    assert "fever_with_neutropenia" not in open_codes([*rows, result("temp", "38.2", 0.2)], 0.2, given_)
    assert "fever_with_neutropenia" in open_codes([*rows, result("anc", "0.2", 0.2)], 0.2, given_)


def test_a_sign_more_is_worse() -> None:
    rows = [result("na", "130", 0)]
    given_ = [answer(one(rows, 0, "risk_signs"))]
    assert "risk_signs" not in open_codes([*rows, result("na", "131", 1)], 1, given_)
    assert "risk_signs" in open_codes([*rows, result("ast", "200", 1)], 1, given_)


def test_louder_is_worse() -> None:
    rows = [result("na", "130", 0), result("na", "130", 1), result("ast", "200", 0), result("ast", "200", 1)]
    given_ = answer(one(rows, 1, "risk_signs"))
    assert (given_.level, open_codes(rows, 1, [given_]) & {"risk_signs"}) == ("info", set())
    newer = result("bili_t", "30", 1.1)
    quiet = Answered(
        "risk_signs", "info", given_.results | {newer.id}, "", {**given_.values, "bili_t": Decimal(90)}, given_.at,
        "Dr A", given_.saved, "seen", acted=False,
    )  # fmt: skip
    assert "risk_signs" not in open_codes([*rows, newer], 1.1, [quiet])
    later = result("bili_t", "30", 1.2)
    assert "risk_signs" in open_codes([*rows, later], 1.2, [quiet])


def test_open_ones_stand_first() -> None:
    rows = [result("na", "123", 0), result("fibrinogen", "0.8", 0)]
    told = with_answers(raised(rows, 0), [answer(one(rows, 0, "fibrinogen_very_low"))], RULES)
    states = [(alert.open, alert.level) for alert in told]
    assert states == sorted(states, key=lambda state: (not state[0], ["critical", "warning", "info"].index(state[1])))
    assert not next(alert for alert in told if alert.code == "fibrinogen_very_low").open


VALUES = {"na": (110, 140), "plt": (1, 60), "fibrinogen": (0, 3), "temp": (36, 41), "anc": (0, 2), "ast": (10, 400)}
STEP = st.tuples(st.sampled_from(sorted(VALUES)), st.integers(0, 100), st.booleans())


@settings(max_examples=40)
@given(st.lists(STEP, min_size=1, max_size=12))
def test_an_acknowledged_alert_never_comes_again_for_the_same_value(steps: list[tuple[str, int, bool]]) -> None:
    results: list[LabResult] = []
    answers: list[Answered] = []
    acknowledged: set[str] = set()
    for number, (analyte, share, answers_now) in enumerate(steps):
        low, high = VALUES[analyte]
        value = Decimal(low) + Decimal(high - low) * share / 100
        results.append(result(analyte, f"{value:f}", moment=at(number / 4)))
        now = number / 4 + 0.01
        opened = [alert for alert in with_answers(raised(results, now), answers, RULES) if alert.open]
        assert not acknowledged & {alert.key for alert in opened}
        if answers_now:
            answers += [answer(alert) for alert in opened]
            acknowledged |= {alert.key for alert in opened}
            assert not open_codes(results, now, answers)
