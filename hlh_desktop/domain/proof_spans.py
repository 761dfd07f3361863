"""Which weight, height and surface a dose of a plan rests on, also of a plan that was revised."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hlh_desktop.domain.dosing import Dose, basis_of
from hlh_desktop.domain.measures import Span
from hlh_desktop.domain.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.plan import Plan


def spans_of_plan(plan: Plan) -> tuple[Span, ...]:
    """The measures of a course, earliest first; a plan signed before plans could be revised has one span.

    A revision that brought no newer measures begins none.
    """
    found = plan.spans or (Span(None, plan.weight, plan.height, plan.bsa),)
    newer = (now for before, now in pairwise(found) if (before.weight, before.height) != (now.weight, now.height))
    return (found[0], *newer)


def resting(plan: Plan, dose: Dose | IntrathecalDose, moments: Iterable[datetime]) -> tuple[Span, ...]:
    """The spans on which a dose rests that is given at these moments, earliest first; at least one.

    Usually the span of the moment. The parts of a course total rest on that of the first part wherever they stand,
    so the surface or weight that the dose was multiplied with decides where the span of the moment has another.
    """
    spans = spans_of_plan(plan)
    found = {_number(spans, dose, at) for at in moments}
    return tuple(spans[number] for number in sorted(found))


def _number(spans: tuple[Span, ...], dose: Dose | IntrathecalDose, at: datetime) -> int:
    """Which of the spans a dose at a moment rests on."""
    last = sum(span.since is not None and span.since <= at for span in spans)
    if not isinstance(dose, Dose):
        return last
    matching = [number for number, span in enumerate(spans) if basis_of(dose.rule.unit, span.body) == dose.basis]
    return next((number for number in reversed(matching) if number <= last), matching[0] if matching else last)


def since_words(span: Span, knowledge: Knowledge) -> str:
    """From when on a span counts: "from the beginning", "from Wed 2 Dec 2026 14:05"."""
    if span.since is None:
        return knowledge.wording.say("proof.bsa.from_start")
    return knowledge.wording.say("proof.bsa.since", moment=Telling(knowledge.wording).moment(span.since))
