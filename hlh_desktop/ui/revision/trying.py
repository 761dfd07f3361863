"""A trial on the plan that stands, asked of the ward anew after each entry; nothing is kept before it is drafted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.revision.changes import summary_words
from hlh_desktop.domain.revision.telling import difference_words
from hlh_desktop.domain.revision.together import finds_doses
from hlh_desktop.domain.revision.trial import changeable, wished_case, wrong_of
from hlh_desktop.domain.revision.words import figure_of, stays_words
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.ui.revision.deed_forms import Choices
from hlh_desktop.ward import revising

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.rows import DifferenceWords
    from hlh_desktop.domain.revision.trial import Wish, Wished
    from hlh_desktop.domain.revision.words import Figure
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.values import PlanHead, SignedPlan

# So many drugs are named in the one line of a version.
NAMED = 3
# The reasons to stop a line are those to leave out its doses.
REASONS = {"move": "move", "factor": "factor", "hold": "hold", "omit": "omit", "stop": "omit"}


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a trial: what is no number, by field, or why there is no plan; else everything that it changes."""

    wrong: Mapping[str, str]
    problem: str = ""
    words: DifferenceWords | None = None
    figures: tuple[Figure, Figure] | None = None
    stays: str = ""


class Trying:
    """What-if on one signed plan. Trouble in_check while a dose of the child is in its second check."""

    def __init__(self, desk: Desk, signed: SignedPlan) -> None:
        self._desk, self.signed = desk, signed
        self.version, plan = signed.head.version, signed.plan
        knowledge, self._now = desk.ward.ward.knowledge, desk.ward.here(desk.now())
        self._case = revising.begun(desk.ward, self.child, self._now)
        words = Words(knowledge)
        reasons = {kind: words.each(knowledge.asking.reasons[name]) for kind, name in REASONS.items()}
        self.tell = Telling(knowledge.wording)
        self.choices = Choices(
            changeable(plan, knowledge, self._now), reasons, plan.case.day_one, plan.case.time_zone
        )  # fmt: skip
        self.measures = (plain(plan.weight.value), plain(plan.height.value))

    @property
    def child(self) -> UUID:
        """Whose plan it is."""
        return self.signed.head.child

    def look(self, wished: Wished) -> Found:
        """What the trial would change."""
        knowledge = self._desk.ward.ward.knowledge
        wrong = wrong_of(wished, knowledge)
        if wrong:
            return Found(wrong)
        case = wished_case(self._case, self.signed.plan, wished, knowledge, self._now)
        tried = revising.attempt(self._desk.ward, self.child, case, self._now)
        if tried.plan is None or tried.difference is None:
            return Found({}, problem="; ".join(tried.problems))
        return Found(
            {}, words=difference_words(tried.difference, knowledge),
            figures=(self._figure(self.signed.plan), self._figure(tried.plan)),
            stays=stays_words(tried.plan, tried.difference, knowledge),
        )  # fmt: skip

    def refused(self, wished: Wished, asked: Wish) -> str:
        """Why a change more can't be tried beside the others; empty where it can."""
        knowledge = self._desk.ward.ward.knowledge
        if asked.to is not None and asked.to < self._now:
            return knowledge.wording.say("plan_life.moment_passed")
        if wrong_of(wished, knowledge):
            wished = replace(wished, weight=self.measures[0], height=self.measures[1])
        case = wished_case(self._case, self.signed.plan, wished, knowledge, self._now)
        tried = revising.attempt(self._desk.ward, self.child, case, self._now).plan
        there = tried is None or finds_doses(tried, asked, self._now)
        return "" if there else knowledge.wording.say(f"plan_life.none_{'of_line' if asked.kind == 'stop' else 'left'}")

    def _figure(self, plan: Plan) -> Figure:
        weight, height = plan.weight, plan.height
        return figure_of(
            plan.case.patient, weight.value, height.value, weight.row.on, self._desk.ward.ward.knowledge
        )  # fmt: skip

    def draft(self, wished: Wished) -> UUID:
        """A draft of the next version made of the trial; its id. Trouble in_check, no_plan."""
        knowledge, now = self._desk.ward.ward.knowledge, self._desk.now()
        case = wished_case(self._case, self.signed.plan, wished, knowledge, self._now)
        return revising.as_draft(self._desk.ward, self.child, case, now).id


def compared(desk: Desk, older: PlanHead, newer: PlanHead) -> DifferenceWords:
    """The difference of two signed versions in words. Trouble other_course, in_check, frozen_unreadable."""
    found = revising.compare(desk.ward, older.id, newer.id)
    return difference_words(found, desk.ward.ward.knowledge)


def changed_words(desk: Desk, before: PlanHead | None, head: PlanHead) -> str:
    """What a version changed of the one before in one line; of the first its protocol and doses."""
    knowledge = desk.ward.ward.knowledge
    if before is None or before.day_one != head.day_one:
        return knowledge.wording.say("plan_life.summary.first", protocol=head.protocol or "", count=head.doses)
    return summary_words(revising.compare(desk.ward, before.id, head.id), knowledge, NAMED)
