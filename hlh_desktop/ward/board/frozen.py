"""What the board shows of a signed plan beyond its doses: what set the disease off, how the child was, two results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.trend import points_of, trend_of
from hlh_desktop.ward.banner import cause_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.trend import Trend

FERRITIN, PLATELETS, WORSE = "ferritin", "plt", "deteriorating"


@dataclass(frozen=True, slots=True)
class OfPlan:
    """The words for the cause, whether the child was getting worse, and the trends of the results it was made with."""

    cause: str = ""
    unstable: bool = False
    ferritin: Trend | None = None
    platelets: Trend | None = None


def of_plan(body: Mapping[str, Any] | None, knowledge: Knowledge, zone: ZoneInfo) -> OfPlan:
    """The same from the body of a plan's fact; nothing of it where the case cannot be read any more."""
    case = _case(body)
    if case is None:
        return OfPlan()
    ferritin, platelets = (
        trend_of(points_of(case.labs, name, knowledge.catalogue[name], zone), knowledge.board.level_percent)
        for name in (FERRITIN, PLATELETS)
    )
    return OfPlan(cause_words(case, knowledge.wording), case.severity.course == WORSE, ferritin, platelets)


def _case(body: Mapping[str, Any] | None) -> Case | None:
    try:
        return None if body is None else Case.model_validate(body["case"])
    except (ValidationError, KeyError):
        return None
