"""Which findings belong beside which answer or line of the wizard, so that each is read where it is dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.knowledge import Knowledge

# The rules that look at what set HLH off.
OF_CAUSE = (
    "trigger_treatment_missing", "ebv_lineage_unknown", "ebv_not_in_b_cells", "consider_genetics",
    "consider_transplant", "watchful_waiting_conditions", "trigger_treatment_not_recorded",
    "leishmania_immunosuppressed", "biopsy_before_steroid",
)  # fmt: skip


def of_cause(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that follow from the cause, worst first as they come."""
    return tuple(finding for finding in findings if finding.code in OF_CAUSE)


def of_line(findings: Iterable[Finding], line: str, knowledge: Knowledge) -> tuple[Finding, ...]:
    """The findings that name a line in their entry, or that the table of lines puts beside it.

    What another line answers is said there.
    """
    rule = knowledge.asking.lines.get(line)
    beside = rule.findings if rule is not None else ()
    elsewhere = {other.answers for other in knowledge.asking.lines.values()}
    return tuple(
        one
        for one in findings
        if one.code in beside or (line in knowledge.alerts[one.code].lines and one.code not in elsewhere)
    )
