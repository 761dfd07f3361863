"""Which findings of a plan newer results say more about: measured again, alerts tell of them and no longer the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge

REVIEW, WORSENING = "escalation_review", "worsening_markers"


def measured_for(code: str, knowledge: Knowledge) -> frozenset[str]:
    """What must all be measured again before a finding is old; nothing for one that no result can make old."""
    entry = knowledge.alerts.get(code)
    if entry is None:
        return frozenset()
    if code == WORSENING:
        return frozenset(knowledge.response.worsening.markers)
    if code == REVIEW:
        signs = [name for name, alert in knowledge.alerts.items() if alert.indicator]
        return frozenset().union(*(measured_for(sign, knowledge) for sign in signs))
    if not entry.indicator and code not in knowledge.result_alerts.rules:
        return frozenset()
    return frozenset(limit.analyte for limit in (entry.limit, *entry.limits.values()) if limit is not None)
