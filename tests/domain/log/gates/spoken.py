"""How the gates of giving answer in tests: what each says, by code."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.gates.every import gates_of
from tests.builders import knowledge
from tests.domain.log.doses import DUE

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.log.gates.values import Attempt, Chart, Gate

NOW = DUE + timedelta(minutes=5)


def gates(made: Attempt, on: Chart, now: datetime = NOW) -> tuple[Gate, ...]:
    return gates_of(made, on, knowledge().giving.gates, "en", now)


def texts(made: Attempt, on: Chart, now: datetime = NOW) -> dict[str, str]:
    """The sentence of each gate that speaks, with ordinary spaces."""
    return {gate.code: gate.text.replace("\xa0", " ") for gate in gates(made, on, now)}
