"""Intrathecal therapy in step 5: a strip of its own, locked while no trigger is recorded; never a drug or an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.summary import intrathecal
from hlh_desktop.domain.wizard.lines import IntrathecalStrip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.finding import Option
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.words import Words

LINE = "intrathecal"
WITHOUT = "intrathecal_without_trigger"


def intrathecal_strip(plan: Plan, words: Words) -> IntrathecalStrip:
    """Whether intrathecal therapy is locked, may be considered, or is ordered, and why."""
    options: Mapping[str, Option] = {option.id: option for option in plan.options}
    option, place = options.get(LINE), words.knowledge.asking.findings[WITHOUT]
    days = {one.day for order in intrathecal(plan) for one in order.administrations}
    severity = plan.case.severity
    triggered = severity.cns == "progressive" or severity.csf == "abnormal"
    state = "ordered" if days else "triggered" if triggered else "locked"
    said = words.screen(f"intrathecal.{state}", count=len(days))
    return IntrathecalStrip(
        state="ordered" if days else "triggered" if triggered else "locked",
        title=words.screen("intrathecal.title"),
        text=said if option is None or days else words.text(option.reason),
        sources=() if option is None else words.sources(option.cites),
        path=place.path,
        step=place.step,
    )
