"""What the board shows of a signed plan beyond its doses: what set the disease off, and how the child was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.ward.banner import cause_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.knowledge import Knowledge

WORSE = "deteriorating"


@dataclass(frozen=True, slots=True)
class OfPlan:
    """The words for the cause, and whether the child was getting worse."""

    cause: str = ""
    unstable: bool = False


def of_plan(body: Mapping[str, Any] | None, knowledge: Knowledge) -> OfPlan:
    """The same from the body of a plan's fact; nothing of it where the case cannot be read any more."""
    case = _case(body)
    if case is None:
        return OfPlan()
    return OfPlan(cause_words(case, knowledge.wording), case.severity.course == WORSE)


def _case(body: Mapping[str, Any] | None) -> Case | None:
    try:
        return None if body is None else Case.model_validate(body["case"])
    except (ValidationError, KeyError):
        return None
