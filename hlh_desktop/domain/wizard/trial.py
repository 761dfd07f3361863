"""Trial orders: each line as decided, or on its defaults, ordered by the same arithmetic as a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.case import LineRequest
from hlh_desktop.domain.findings.engine import finding_of
from hlh_desktop.domain.findings.refusals import refusals_of_line
from hlh_desktop.domain.lines import asked_lines, order_asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.situation import Bedside


@dataclass(frozen=True, slots=True)
class Tried:
    """A line tried: how it was asked for, why it was refused, and the child it can be dosed for, else None."""

    asked: Asked
    refusals: tuple[Finding, ...]
    dosed_for: Bedside | None

    @property
    def ordered(self) -> Ordered | None:
        """What becomes of the line; None where it can't be dosed. Worked out when asked: most lines never are."""
        return None if self.dosed_for is None else order_asked(self.asked, self.dosed_for)


def trial(bedside: Bedside, lines: Iterable[str]) -> tuple[Tried, ...]:
    """Every line of the regimen, and of `lines` those that it lacks on their defaults; none without a regimen."""
    regimen = bedside.regimen
    if regimen is None:
        return ()
    named = {request.line for request in regimen.lines}
    added = tuple(LineRequest(line=name) for name in lines if name not in named)
    whole = regimen.model_copy(update={"lines": (*regimen.lines, *added)})
    tried = replace(bedside, case=bedside.case.model_copy(update={"regimen": whole}))
    return tuple(_try(asked, tried) for asked in asked_lines(whole, bedside.knowledge))


def _try(asked: Asked, bedside: Bedside) -> Tried:
    """One line alone: a line that misses a parameter, or that is refused, has no doses."""
    alerts, language = bedside.knowledge.alerts, bedside.knowledge.wording.language
    if asked.chosen.problems:
        return Tried(asked, (), None)
    refused = tuple(
        finding_of(code, alerts[code], fired, language) for _, code, fired in refusals_of_line(bedside, asked)
    )
    return Tried(asked, refused, bedside if not refused and _dosable(asked) else None)


def _dosable(asked: Asked) -> bool:
    """Whether the parameters name a step of the line."""
    steps = getattr(asked.rule, "steps", None)
    return steps is None or any(asked.chosen.fits(step.when) for step in steps)
