"""Every gate of an attempt: each entry of giving.toml runs its rule; what refuses stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.gates import what, when, whether
from hlh_desktop.domain.log.gates.values import Gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hlh_desktop.domain.log.gates.values import Attempt, Chart, Rule
    from hlh_desktop.domain.log.rules import GivingGate, Need

RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        whether.superseded, whether.standing, whether.under_way, whether.held, whether.stopped, whether.stay_over,
        whether.identity,
        whether.not_released, whether.release_differs, whether.release_old, whether.release_after,
        whether.check_missing, whether.check_differs, whether.check_old, whether.check_after, whether.check_amount,
        whether.home_route, whether.spinal_locked, whether.spinal_people,
        whether.interval_etoposide, whether.interval_line, whether.before_exchange,
        whether.weight_too_old, whether.weight_old,
        whether.reason_missing, whether.revision, whether.stay_home,
        when.future, when.ended_before_begun, when.expired, when.early, when.late, when.far_past,
        what.amount_missing, what.amount_above_limit, what.amount_deviates, what.route_differs, what.allergy,
        what.cumulative_limit, what.cumulative_above, what.cumulative_unknown, what.cumulative_overlap,
        what.in_force,
        what.batch_missing, what.expiry_missing, what.site_missing,
    )
}  # fmt: skip
# The stricter gate of a pair speaks alone.
STRICTER = {
    "weight_old": "weight_too_old", "amount_deviates": "amount_above_limit", "cumulative_above": "cumulative_limit",
    "interval_line": "interval_etoposide", "release_old": "release_differs", "check_old": "check_differs",
    "release_after": "release_differs", "check_after": "check_differs",
}  # fmt: skip
ORDER: tuple[Need, ...] = ("refused", "second", "reason", "told")
PAST = "far_past"
# An infusion that was begun ends whatever has changed since: only these still ask when its end is written down.
AT_THE_END = (
    "standing", "future", "ended_before_begun", "far_past", "amount_missing", "amount_above_limit", "amount_deviates",
    "in_force",
)  # fmt: skip


def gates_of(
    attempt: Attempt, chart: Chart, gates: Mapping[str, GivingGate], language: str, now: datetime
) -> tuple[Gate, ...]:
    """What stands against an attempt, met or not, the strictest first; `now` decides what lies ahead and long ago.

    An entry long after the deed says what was really done: what would have refused the deed then asks for a reason,
    where its entry says so (`past`), because a log that refuses the truth is worse than one that tells a deviation.
    """
    spoken = {
        code: told
        for code, gate in gates.items()
        if _asked(code, attempt, chart) and (told := RULES[code](attempt, chart, gate, now)) is not None
    }
    late_entry = PAST in spoken
    found = [
        _gate(code, gates[code], told, attempt, language, late_entry=late_entry)
        for code, told in spoken.items()
        if STRICTER.get(code) not in spoken
    ]
    return tuple(sorted(found, key=lambda gate: ORDER.index(gate.need)))


def _asked(code: str, attempt: Attempt, chart: Chart) -> bool:
    """Whether a gate is asked at all: what was asked when an infusion began is not asked again at its end."""
    ends = attempt.became == "given" and chart.outcome is not None and chart.outcome.became == "running"
    return not ends or code in AT_THE_END


def _gate(
    code: str, gate: GivingGate, told: Mapping[str, object], attempt: Attempt, language: str, *, late_entry: bool
) -> Gate:
    need = gate.past if late_entry and gate.past is not None else gate.need
    met = {
        "refused": False,
        "second": attempt.second,
        "reason": bool(attempt.reasons.get(code, "").strip()),
        "told": True,
    }[need]
    reasons = tuple(words[language] for words in gate.reasons)
    return Gate(code, need, gate.text[language].format_map(told), met, reasons, gate.cites)


def passes(gates: Iterable[Gate]) -> bool:
    """Whether the attempt may be stored."""
    return all(gate.met for gate in gates)
