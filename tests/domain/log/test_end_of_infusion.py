"""An infusion that was begun can always be ended: what was asked at its begin is not asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.log.gates.every import gates_of
from hlh_desktop.domain.log.values import Stop
from tests.builders import knowledge
from tests.domain.log.doses import DUE, attempt, chart, dose, outcome

END = DUE + timedelta(hours=2)
RUNNING = outcome(dose(), "running", taken=DUE + timedelta(minutes=20))


def codes(made: Any, on: Any) -> set[str]:
    return {gate.code for gate in gates_of(made, on, knowledge().giving.gates, "en", END)}


def ending(**parts: Any) -> Any:
    """The end of it: no batch, no identity, no reason for its late begin."""
    usual: dict[str, Any] = {"taken": RUNNING.taken, "ended": END, "known": None, "batch": "", "expiry": None}
    return replace(attempt(dose(), "given"), **{**usual, **parts})


def test_its_end_is_written_down_without_being_asked_again() -> None:
    assert codes(ending(), chart(dose(), outcome=RUNNING)) == set()


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"stands": False}, {"stop": Stop(dose().id, "etoposide", None, DUE, "Dr A")},
        {"release": None}, {"check": None},
    ],
)  # fmt: skip
def test_whatever_has_changed_since(meanwhile: dict[str, Any]) -> None:
    assert codes(ending(), chart(dose(), outcome=RUNNING, **meanwhile)) == set()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"ended": RUNNING.taken - timedelta(minutes=1)}, "ended_before_begun"),
        ({"ended": END + timedelta(minutes=1)}, "future"),
        ({"amount": None}, "amount_missing"),
        ({"amount": Decimal(60)}, "amount_deviates"),
        ({"amount": Decimal(120)}, "amount_above_limit"),
    ],
)
def test_its_end_and_its_amount_are_still_looked_at(parts: dict[str, Any], code: str) -> None:
    assert code in codes(ending(**parts), chart(dose(), outcome=RUNNING))


def test_the_begin_itself_is_asked_everything() -> None:
    begun = replace(ending(), became="running", ended=None)
    assert {"identity", "batch_missing", "not_released"} <= codes(begun, chart(dose(), release=None))
