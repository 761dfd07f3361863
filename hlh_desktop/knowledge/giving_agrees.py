"""What giving must agree on: limits that rise, those of planning, times of day, and sentences that can be said."""

from __future__ import annotations

import re
from itertools import pairwise
from string import Formatter
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings import etoposide
from hlh_desktop.domain.protocol import IntrathecalLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.rules import GivingGate
    from hlh_desktop.domain.protocol import Line
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.knowledge.soundness import Wrong

# The values that each gate's rule gives to its sentence; a gate that is not here says nothing but its own words.
SAYS: dict[str, tuple[str, ...]] = {
    "superseded": ("version",), "standing": ("became", "by", "at"), "under_way": ("by", "at"), "held": ("by",),
    "stopped": ("by",),
    "stay_over": ("kind",), "stay_home": ("kind",), "release_old": ("time",), "check_old": ("time",),
    "spinal_locked": ("count",), "interval_etoposide": ("time", "at"), "interval_line": ("time", "at"),
    "before_exchange": ("what", "at", "hours"),
    "weight_old": ("days", "day"), "weight_too_old": ("days", "day"), "revision": ("old", "new", "percent", "day"),
    "future": ("minutes",), "expired": ("day",), "early": ("time",), "late": ("time",), "far_past": ("time",),
    "amount_above_limit": ("amount", "planned", "limit"), "amount_deviates": ("amount", "planned", "percent"),
    "route_differs": ("route", "planned"), "allergy": ("allergy",), "cumulative_limit": ("total", "bsa"),
    "cumulative_above": ("total", "bsa"), "cumulative_unknown": ("total", "bsa"),
    "cumulative_overlap": ("told", "logged", "least", "total"),
    "in_force": ("then", "weight", "bsa", "version"), "release_after": ("given", "released"),
    "check_after": ("given", "checked"),
}  # fmt: skip
# The milder gate speaks from its number on, the stricter one from a larger one of the same name.
RISING = (
    ("weight_old", "weight_too_old", "days"),
    ("amount_deviates", "amount_above_limit", "percent"),
    ("cumulative_above", "cumulative_limit", "mg_per_m2"),
)
HOUR = 60
DAY = 24 * HOUR
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
    yield from _two_open(knowledge)


def _number(gates: dict[str, GivingGate], code: str, name: str) -> Decimal | None:
    """A number of a gate; None where the gate or the number is missing, which is told elsewhere."""
    return gates[code].numbers.get(name) if code in gates else None


def _gate(code: str, gate: GivingGate) -> Iterator[Wrong]:
    if gate.need == "reason" and not gate.reasons:
        yield "reasons", "expected reasons to choose from"
    for text in gate.text.values():
        if not _sayable(text, SAYS.get(code, ())):
            yield "text", f"expected no other values than {', '.join(SAYS.get(code, ())) or 'none'}, each plain"
        if not {*NUMBER.findall(text)} <= {f"{number:f}" for number in gate.numbers.values()}:
            yield "text", "a number in the sentence is none of the gate's"


def _sayable(text: str, values: tuple[str, ...]) -> bool:
    """Whether a sentence is whole with these values: no brace alone, no other value, no format of its own."""
    try:
        pieces = [piece[1:] for piece in Formatter().parse(text) if piece[1] is not None]
    except ValueError:
        return False
    return all(name in values and not form and conversion is None for name, form, conversion in pieces)


def _same_as_planned(knowledge: Knowledge) -> Iterator[Wrong]:
    """Where planning or releasing already has a limit, giving has the same."""
    alerts, gates = knowledge.alerts, knowledge.giving.gates
    released = knowledge.giving.numbers.get("release_hours")
    for code, name, planned in (
        ("cumulative_above", "mg_per_m2", _of_alert(alerts, etoposide.cumulative_etoposide_above_2000.__name__)),
        ("cumulative_limit", "mg_per_m2", _of_alert(alerts, etoposide.cumulative_etoposide_at_3000.__name__)),
        ("release_old", "hours", {released} - {None}),
        ("interval_etoposide", "hours", _critical_hours(knowledge)),
    ):
        found = _number(gates, code, name)
        if found is not None and not planned <= {found}:
            yield f"giving.gates.{code}.numbers", f"{name} differs from that of planning or releasing"


def _of_alert(alerts: dict[str, Alert], code: str) -> set[Decimal | None]:
    """The limit of a cumulative finding; nothing where the finding is missing, which is told elsewhere."""
    return {alerts[code].numbers.get("mg_per_m2")} if code in alerts else set()


def _critical_hours(knowledge: Knowledge) -> set[Decimal | None]:
    """The least time between two doses of the drug that is summed up, of every line of it that has one."""
    drug = knowledge.settings.cumulative_drug
    return {line.critical_hours for line in _ordinary(knowledge) if line.drug == drug} - {None}


def _two_open(knowledge: Knowledge) -> Iterator[Wrong]:
    """Of several doses a day one counts as missed before the next may be given: two are never open at once."""
    clock = knowledge.settings.clock
    for drug, most in _most_by_drug(knowledge).items():
        record = knowledge.formulary[drug].giving if drug in knowledge.formulary else None
        window = (record.window if record is not None else None) or knowledge.giving.window
        gaps = [_least_gap(clock[str(n)]) for n in range(2, most + 1) if str(n) in clock]
        if gaps and window.early_minutes + window.missed_minutes > min(gaps):
            yield f"formulary.{drug}.giving.window", "a dose must be missed before the next one may be given"


def _most_by_drug(knowledge: Knowledge) -> dict[str, int]:
    """The most doses of a day that any line of a drug may have."""
    most: dict[str, int] = {}
    for line in _ordinary(knowledge):
        most[line.drug] = max(most.get(line.drug, 1), _most_a_day(line))
    return most


def _ordinary(knowledge: Knowledge) -> Iterator[Line]:
    """Every line of every protocol that is not intrathecal."""
    for protocol in knowledge.protocols:
        yield from (line for line in knowledge.lines(protocol).values() if not isinstance(line, IntrathecalLine))


def _most_a_day(line: Line) -> int:
    """The most doses of a day that the line may have; 1 where its parameter is wrong, which is told elsewhere."""
    if isinstance(line.doses_per_day, int):
        return line.doses_per_day
    rule = line.parameters.get(line.doses_per_day)
    return int(rule.at_most) if rule is not None and rule.at_most is not None else 1


def _least_gap(times: tuple[time, ...]) -> int:
    """The shortest time between two doses of a day and the first of the next, in minutes."""
    minutes = [one.hour * HOUR + one.minute for one in times]
    gaps = (after - before for before, after in pairwise([*minutes, *(one + DAY for one in minutes[:1])]))
    return min(gaps, default=DAY)
