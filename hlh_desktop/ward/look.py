"""A look at a draft: all that the wizard shows of it, worked out anew after each entry; total whatever was typed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.draft import tidy
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.exchange.case_file import read_object

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.finding import Finding, Option
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.patient import Age, SurfaceArea
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.renal import Egfr
    from hlh_desktop.domain.situation import Measured
    from hlh_desktop.domain.wizard.lines import InfantRule, IntrathecalStrip, OptionCard, OtherLine, Proposal
    from hlh_desktop.domain.wizard.values import DayOneDose, Doubt, FieldNote, Gate, MissingItem, StepState


@dataclass(frozen=True, slots=True)
class Look:
    """What is known and open in a draft at a moment.

    `case` and `plan` are there only while no field is wrong and none that a plan needs is missing. The rest is there
    as far as it can be known: None and () mean not known yet, never no.
    """

    case: Case | None
    plan: Plan | None
    problems: tuple[FieldNote, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    age: Age | None = None
    weight: Measured | None = None
    height: Measured | None = None
    bsa: SurfaceArea | None = None
    egfr: Egfr | None = None
    criteria: Criteria | None = None
    options: tuple[Option, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingItem, ...] = ()
    steps: tuple[StepState, ...] = ()
    cards: tuple[OptionCard, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    other_lines: tuple[OtherLine, ...] = ()
    infant_rules: tuple[InfantRule, ...] = ()
    intrathecal: IntrathecalStrip | None = None
    day_one: tuple[DayOneDose, ...] = ()
    gates: tuple[Gate, ...] = ()

    @property
    def signable(self) -> bool:
        """Whether every gate of signing is met (a second person may still have to sign: `two_signatures`)."""
        return self.plan is not None and all(gate.state == "met" for gate in self.gates)

    @property
    def two_signatures(self) -> bool:
        """Whether a second person has to sign too."""
        return any(gate.second for gate in self.gates)

    @property
    def next_gate(self) -> Gate | None:
        """The gate that the main action leads to: the first that is not met."""
        return next((gate for gate in self.gates if gate.state != "met"), None)

    def notes(self, path: str) -> tuple[FieldNote | Doubt, ...]:
        """What is said beside a field or inside a part of the draft."""
        found = (*self.problems, *self.doubts)
        return tuple(one for one in found if one.path == path or one.path.startswith((f"{path}.", f"{path}[")))


def look(draft: Draft, knowledge: Knowledge, now: datetime) -> Look:
    """The look of a draft; `now` in ward time, with its zone. Never raises, whatever stands in the draft."""
    reading = read_object(tidy(draft.case).case, knowledge)
    if reading.case is None:
        return Look(None, None)
    plan = make_plan(reading.case, knowledge)
    found = Look(reading.case, plan)
    return dataclasses.replace(found, age=plan.age, bsa=plan.bsa, egfr=plan.egfr, criteria=plan.criteria)
