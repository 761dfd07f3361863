"""Planned doses and entries for tests of the log: one etoposide dose of TV04, due 2 Dec 2026 14:00 in Paris."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from hlh_desktop.domain.log.gates.values import Attempt, Chart
from hlh_desktop.domain.log.records import record_of, window_of
from hlh_desktop.domain.log.states import span_of
from hlh_desktop.domain.log.values import LoggedDose, Outcome, Release
from tests.builders import knowledge

PARIS = ZoneInfo("Europe/Paris")
DUE = datetime(2026, 12, 2, 14, 0, tzinfo=PARIS)
CHILD, PLAN = UUID(int=1), UUID(int=2)


def dose(number: int = 4, **parts: Any) -> LoggedDose:
    """Etoposide 89 mg, or another dose by its parts."""
    usual: dict[str, Any] = {
        "id": uuid5(CHILD, str(number)), "child": CHILD, "plan": PLAN, "line": "etoposide", "part": None,
        "slot": 1100, "due": DUE, "planned": DUE, "drug": "etoposide", "amount": Decimal(89), "unit": "mg",
        "route": "intravenous", "kind": "cytotoxic", "place": number, "of": 10,
    }  # fmt: skip
    return LoggedDose(**{**usual, **parts})


def steroid(**parts: Any) -> LoggedDose:
    """Dexamethasone 5.9 mg by mouth, which nobody has to release or check."""
    usual: dict[str, Any] = {
        "line": "dexamethasone", "drug": "dexamethasone", "amount": Decimal("5.9"), "route": "oral", "kind": "other",
    }  # fmt: skip
    return dose(**{**usual, **parts})


def outcome(of: LoggedDose, became: Any = "given", turn: int = 1, **parts: Any) -> Outcome:
    """An entry of a dose: given in full at its time, saved five minutes later, by a nurse."""
    usual: dict[str, Any] = {
        "id": uuid5(of.id, f"{turn}"), "child": of.child, "dose": of.id, "turn": turn, "became": became,
        "drug": of.drug, "amount": of.amount if became in ("given", "running", "home", "elsewhere") else None,
        "unit": of.unit, "bsa_m2": Decimal("0.59"), "planned_amount": of.amount, "due": of.due, "taken": of.due,
        "saved": of.due + timedelta(minutes=5), "by": "RN A. Example", "by_id": "a" * 32,
    }  # fmt: skip
    return Outcome(**{**usual, **parts})


def release(of: LoggedDose, **parts: Any) -> Release:
    """A release of the dose as it is planned, two hours before it is due."""
    usual: dict[str, Any] = {
        "id": uuid5(of.id, "release"), "dose": of.id, "plan": of.plan, "amount": of.amount,
        "at": of.due - timedelta(hours=2), "by": "Dr A. Example",
    }  # fmt: skip
    return Release(**{**usual, **parts})


def chart(of: LoggedDose, **parts: Any) -> Chart:
    """A chart in which nothing stands against the dose but what its parts say."""
    known = knowledge()
    usual: dict[str, Any] = {
        "dose": of, "stands": True, "version": 2, "span": span_of(of, window_of(of, known)),
        "record": record_of(of, known), "outcome": None, "release": release(of) if of.kind != "other" else None,
        "stop": None, "stay": None, "taken": (), "before": Fraction(0), "bsa_m2": Decimal("0.59"),
        "weighed_on": date(2026, 12, 1), "allergies": (), "others": known.formulary[of.drug].names,
        "cumulative": of.drug == "etoposide",
    }  # fmt: skip
    return Chart(**{**usual, **parts})


def attempt(of: LoggedDose, became: Any = "given", **parts: Any) -> Attempt:
    """Given in full at its time by somebody who knew the child, with all that its record asks for."""
    usual: dict[str, Any] = {
        "became": became, "taken": of.due, "amount": of.amount, "route": of.route, "site": "central line",
        "batch": "L123", "expiry": date(2027, 6, 30), "known": "scanned", "trained": True,
    }  # fmt: skip
    return replace(Attempt(**{key: usual[key] for key in usual}), **parts)
