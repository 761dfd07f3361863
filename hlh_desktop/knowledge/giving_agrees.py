"""What gates of giving must agree on: limits that rise, the numbers of planning, and sentences that can be said."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings import etoposide
from hlh_desktop.domain.protocol import IntrathecalLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.rules import GivingGate
    from hlh_desktop.knowledge.soundness import Wrong

# The values that each gate's rule gives to its sentence; a gate that is not here says nothing but its own words.
SAYS: dict[str, tuple[str, ...]] = {
    "superseded": ("version",), "standing": ("became", "by", "at"), "held": ("by",), "stopped": ("by",),
    "stay_over": ("kind",), "stay_home": ("kind",), "release_old": ("time",), "check_old": ("time",),
    "spinal_locked": ("count",), "interval_etoposide": ("time", "at"), "interval_line": ("time", "at"),
    "weight_old": ("days", "day"), "weight_too_old": ("days", "day"), "revision": ("old", "new", "percent", "day"),
    "future": ("minutes",), "expired": ("day",), "early": ("time",), "late": ("time",), "far_past": ("time",),
    "amount_above_limit": ("amount", "planned", "limit"), "amount_deviates": ("amount", "planned", "percent"),
    "route_differs": ("route", "planned"), "allergy": ("allergy",), "cumulative_limit": ("total",),
    "cumulative_above": ("total",),
}  # fmt: skip
# The milder gate speaks from its number on, the stricter one from a larger one of the same name.
RISING = (
    ("weight_old", "weight_too_old", "days"),
    ("amount_deviates", "amount_above_limit", "percent"),
    ("cumulative_above", "cumulative_limit", "mg_per_m2"),
)
# A number of its own in a sentence: not the 2 of m2, and not the part of a longer one.
NUMBER = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?(?![\w,])")


def unsound_agreement(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would let giving and planning know different limits, or a gate fail while it speaks."""
    gates = knowledge.giving.gates
    for code, gate in gates.items():
        yield from ((f"giving.gates.{code}.{key}", reason) for key, reason in _gate(code, gate))
    for mild, strict, name in RISING:
        low, high = _number(gates, mild, name), _number(gates, strict, name)
        if low is not None and high is not None and low >= high:
            yield f"giving.gates.{strict}.numbers", f"{name} must be above that of {mild}"
    yield from _same_as_planned(knowledge)


def _number(gates: dict[str, GivingGate], code: str, name: str) -> Decimal | None:
    """A number of a gate; None where the gate or the number is missing, which is told elsewhere."""
    return gates[code].numbers.get(name) if code in gates else None


def _gate(code: str, gate: GivingGate) -> Iterator[Wrong]:
    if gate.need == "reason" and not gate.reasons:
        yield "reasons", "expected reasons to choose from"
    for text in gate.text.values():
        try:
            named = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        except ValueError:
            yield "text", "a brace without its partner"
            continue
        if not named <= set(SAYS.get(code, ())):
            yield "text", f"expected no other values than {', '.join(SAYS.get(code, ())) or 'none'}"
        if not {*NUMBER.findall(text)} <= {f"{number:f}" for number in gate.numbers.values()}:
            yield "text", "a number in the sentence is none of the gate's"


def _same_as_planned(knowledge: Knowledge) -> Iterator[Wrong]:
    """Where planning or releasing already has a limit, giving has the same."""
    gates, alerts = knowledge.giving.gates, knowledge.alerts
    planned = {
        ("cumulative_above", "mg_per_m2"): _of_alert(alerts, etoposide.cumulative_etoposide_above_2000.__name__),
        ("cumulative_limit", "mg_per_m2"): _of_alert(alerts, etoposide.cumulative_etoposide_at_3000.__name__),
        ("release_old", "hours"): knowledge.giving.numbers.get("release_hours"),
    }
