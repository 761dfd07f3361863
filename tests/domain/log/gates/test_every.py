"""Every gate of an attempt together: the order, which of a pair speaks alone, what is offered and what meets it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.checks import CheckEntry, CheckNow
from hlh_desktop.domain.log.gates.every import passes
from hlh_desktop.domain.log.values import Stop
from hlh_desktop.domain.log.weight import Revision
from tests.builders import knowledge
from tests.domain.log.doses import DUE, attempt, chart, dose, outcome, release
from tests.domain.log.gates.spoken import gates, texts

HOUR = timedelta(hours=1)


def check(phase: Any, entered: Any) -> CheckNow:
    entry = CheckEntry("RN B", "b" * 32, DUE - HOUR, entered)
    return CheckNow(UUID(int=7), dose().id, phase, DUE - HOUR, "RN A", entry, entry)


def test_what_refuses_stands_first_then_what_needs_two_then_reasons_then_what_is_only_told() -> None:
    on = chart(
        dose(), record=None, before=Fraction(3000), allergies=("etoposide",),
        stop=Stop(UUID(int=9), "etoposide", None, DUE - HOUR, "RN A"),
        revision=Revision(Decimal("13.5"), Decimal("14.4"), Decimal("6.7"), date(2026, 12, 1)),
    )  # fmt: skip
    reasons = {"allergy": "premedicated"}
    found = gates(attempt(dose(), second=True, reasons=reasons), on)
    assert [(gate.code, gate.need, gate.met) for gate in found] == [
        ("stopped", "refused", False), ("cumulative_limit", "second", True), ("allergy", "reason", True),
        ("revision", "told", True),
    ]  # fmt: skip
    assert not passes(found)
    assert passes(found[1:])
    alone = gates(attempt(dose()), on)
    assert [gate.met for gate in alone] == [False, False, False, True]


@pytest.mark.parametrize(
    ("parts", "now", "code"),
    [
        ({"release": release(dose(), amount=Decimal(1), at=DUE - 49 * HOUR)}, DUE, "release_differs"),
        ({"release": release(dose(), amount=Decimal(1), at=DUE + HOUR)}, DUE + HOUR, "release_differs"),
        ({"check": check("differs", DUE - 2 * HOUR)}, DUE, "check_differs"),
        ({"check": check("differs", DUE + HOUR)}, DUE + HOUR, "check_differs"),
        ({"taken": (outcome(dose(1), taken=DUE - HOUR),), "least_hours": Decimal(72)}, DUE, "interval_etoposide"),
    ],
)
def test_of_two_gates_of_one_thing_the_stricter_speaks_alone(parts: dict[str, Any], now: Any, code: str) -> None:
    record = {} if "check" in parts else {"record": None}
    assert list(texts(attempt(dose()), chart(dose(), **record, **parts), now)) == [code]


def test_a_gate_offers_the_reasons_of_its_entry_and_names_its_sources() -> None:
    (gate,) = gates(attempt(dose()), chart(dose()))
    assert gate.code == "check_missing"
    assert gate.reasons == ("checked by two people on paper", "no second person was on the ward")
    assert gate.cites == knowledge().giving.gates["check_missing"].cites


def test_an_entry_long_after_the_deed_is_met_by_a_reason_and_an_entry_in_time_is_not() -> None:
    why = {"check_missing": "checked by two people on paper", "far_past": "late entry"}
    for late, need, met in ((2 * HOUR, "refused", False), (2 * HOUR + timedelta(minutes=1), "reason", True)):
        found = {gate.code: gate for gate in gates(attempt(dose(), reasons=why), chart(dose()), DUE + late)}
        assert (found["check_missing"].need, found["check_missing"].met) == (need, met)


def test_only_the_end_of_an_infusion_under_way_is_spared_the_questions() -> None:
    blank = attempt(dose(), batch="")
    running, held = outcome(dose(), "running"), outcome(dose(), "held")
    assert texts(blank, chart(dose(), outcome=running)) == {}
    assert {"held", "batch_missing"} <= set(texts(blank, chart(dose(), outcome=held)))
    again = attempt(dose(), "running", batch="")
    assert {"standing", "batch_missing"} <= set(texts(again, chart(dose(), outcome=running)))
