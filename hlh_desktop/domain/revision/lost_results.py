"""Findings that a later version tells no more only because no result of theirs counts by then: unknown, not over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.proof_rule_inputs import analytes_of, rests_on_kidney, rests_on_total
from hlh_desktop.domain.situation import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.revision.values import FindingTurn
    from hlh_desktop.domain.situation import Bedside


def with_unknown(
    turns: Iterable[FindingTurn], before: Case, after: Case, knowledge: Knowledge
) -> tuple[FindingTurn, ...]:  # fmt: skip
    """The turns of findings of two cases; one that is gone is "unknown" where the later case knows less than before.

    Its result is too old to count, or was taken back; or what was given before this course is not known any more.
    """
    found = tuple(turns)
    if all(one.turn != "gone" for one in found):
        return found
    then, later = gather(before, knowledge), gather(after, knowledge)
    return tuple(
        replace(one, turn="unknown") if one.turn == "gone" and _lost(one.finding.code, then, later) else one
        for one in found
    )  # fmt: skip


def _lost(code: str, then: Bedside, later: Bedside) -> bool:
    """Whether the earlier case has a result that a finding looks at, and the later one has none of it that counts."""
    lost = any(
        then.latest(analyte) is not None and later.latest(analyte) is None for analyte in analytes_of(then, code)
    )  # fmt: skip
    kidney = rests_on_kidney(then.knowledge, code) and then.egfr is not None and later.egfr is None
    before = (one.case.patient.prior_etoposide_mg_per_m2 for one in (then, later))
    return lost or kidney or (rests_on_total(then.knowledge, code) and [one is None for one in before] == [False, True])
