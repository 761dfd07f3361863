"""A look at a draft: all that the wizard shows of it, worked out anew after each entry; total whatever was typed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from hlh_desktop.domain.draft import tidy, value_at
from hlh_desktop.domain.problem import problem
from hlh_desktop.domain.wizard.cards import option_cards
from hlh_desktop.domain.wizard.doubts import doubts_of
from hlh_desktop.domain.wizard.first_doses import first_doses
from hlh_desktop.domain.wizard.future import in_future
from hlh_desktop.domain.wizard.gates.every import gates_of
from hlh_desktop.domain.wizard.gates.scene import Scene
from hlh_desktop.domain.wizard.infants import infant_rules
from hlh_desktop.domain.wizard.known import Known, known
from hlh_desktop.domain.wizard.missing import missing_items
from hlh_desktop.domain.wizard.notes import note_of
from hlh_desktop.domain.wizard.proposals import other_lines, proposals, try_lines
from hlh_desktop.domain.wizard.risk_signs import risk_signs
from hlh_desktop.domain.wizard.steps import steps_of
from hlh_desktop.domain.wizard.strip import intrathecal_strip
from hlh_desktop.domain.wizard.unplanned import as_typed
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.exchange.partial import Partial, usable

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.draft import Draft, Tidy
    from hlh_desktop.domain.finding import Finding, Option
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Measured
    from hlh_desktop.domain.patient import Age, SurfaceArea
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.problem import Problem
    from hlh_desktop.domain.renal import Egfr
    from hlh_desktop.domain.revision.values import Course
    from hlh_desktop.domain.wizard.lines import InfantRule, IntrathecalStrip, OptionCard, OtherLine, Proposal
    from hlh_desktop.domain.wizard.risk_signs import RiskSign
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
    observed: Observed | None = None
    criteria: Criteria | None = None
    options: tuple[Option, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingItem, ...] = ()
    steps: tuple[StepState, ...] = ()
    risk_signs: tuple[RiskSign, ...] = ()
    cards: tuple[OptionCard, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    other_lines: tuple[OtherLine, ...] = ()
    infant_rules: tuple[InfantRule, ...] = ()
    intrathecal: IntrathecalStrip | None = None
    day_one: tuple[DayOneDose, ...] = ()
    gates: tuple[Gate, ...] = ()
    # The plan of what can be used so far, that options and findings are of; never signed where `plan` is None.
    trial: Plan | None = None

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
        found: tuple[FieldNote | Doubt, ...] = (*self.problems, *self.doubts)
        return tuple(one for one in found if one.path == path or one.path.startswith((f"{path}.", f"{path}[")))


def look(draft: Draft, knowledge: Knowledge, now: datetime, revises: Course | None = None) -> Look:
    """The look of a draft; `now` in ward time, with its zone. Never raises, whatever stands in the draft.

    `revises` is the version that the draft goes on from: the first doses of that course are in the log,
    and are not asked about again.
    """
    try:
        return _look(draft, knowledge, now, revises)
    except RecursionError:
        return Look(None, None, (note_of(problem("", None, "too_deep"), {}, str, knowledge),))


def _look(draft: Draft, knowledge: Knowledge, now: datetime, revises: Course | None) -> Look:
    tidied = tidy(draft.case)
    reading = read_object(tidied.case, knowledge)
    early = in_future(tidied.case, now, knowledge)
    case = None if early else reading.case
    problems = tuple(_note(one, draft, tidied, knowledge) for one in (*reading.problems, *early))
    rows = [one.field.rpartition(".")[0] for one in early]
    left = usable(tidied.case, knowledge, rows) if case is None else Partial(case, frozenset(), {})
    if left is None:
        return Look(None, None, problems)
    known_ = known(left.case, left.unknown, knowledge, _wrong_measures(problems))
    words = Words(knowledge)
    doubts = doubts_of(known_, draft, knowledge, lambda path: tidied.before(left.before(path)))
    found = Look(
        case=case,
        plan=known_.trial if case else None,
        problems=problems,
        doubts=doubts,
        age=known_.age,
        weight=known_.weight,
        height=known_.height,
        bsa=known_.bsa,
        egfr=known_.egfr,
        observed=known_.observed,
        criteria=known_.criteria,
        missing=_missing(known_, knowledge),
    )
    planned = _planned(found, known_, draft, words, now)
    if known_.trial is not None and revises is not None and known_.trial.case.day_one == revises.day_one:
        planned = dataclasses.replace(planned, day_one=())
    scene = Scene(draft, known_, now, words, problems, doubts, planned.proposals, planned.day_one, revises)
    gates = gates_of(scene)
    return dataclasses.replace(planned, gates=gates, steps=steps_of(scene, gates))


def _note(found: Problem, draft: Draft, tidied: Tidy, knowledge: Knowledge) -> FieldNote:
    """A problem at its field; a missing measure is asked for in the last row of measures, or in the first to come."""
    if found.code != "measure_missing":
        return note_of(found, tidied.case, tidied.before, knowledge)
    rows = value_at(draft.case, "measurements")
    last = max(len(rows) - 1, 0) if isinstance(rows, list) else 0
    part, _, field = found.field.partition(".")
    return note_of(dataclasses.replace(found, field=f"{part}[{last}].{field}"), {}, str, knowledge)


def _wrong_measures(problems: tuple[FieldNote, ...]) -> frozenset[str]:
    """The fields of measures, such as "weight_kg", in which something stands that can't be used."""
    wrong = (note.path for note in problems if note.kind == "wrong" and note.path.startswith("measurements"))
    return frozenset(path.rpartition(".")[2] for path in wrong)


def _missing(found: Known, knowledge: Knowledge) -> tuple[MissingItem, ...]:
    if found.observed is None:
        return ()
    at = datetime.combine(found.case.day_one, time(), found.case.time_zone)
    return missing_items(found.observed, knowledge, at)


def _is_wrong(line: Proposal, problems: tuple[FieldNote, ...]) -> bool:
    """Whether something typed for a line can't be used; the program then calculates nothing for it."""
    return any(one.kind == "wrong" and one.path.startswith(f"{line.path}.") for one in problems)


def _planned(found: Look, known_: Known, draft: Draft, words: Words, now: datetime) -> Look:
    """The look with what a plan of the usable case says: options, findings, lines to decide, first doses."""
    plan, situation = known_.trial, known_.situation
    if plan is None or situation is None:
        return dataclasses.replace(found, proposals=as_typed((), draft.case, words))
    options = {option.id: option for option in plan.options}
    tried = try_lines(situation)
    lines = as_typed(proposals(situation, options, plan.findings, tried, draft.case, words), draft.case, words)
    wrong = {one.line for one in lines if _is_wrong(one, found.problems)}
    return dataclasses.replace(
        found,
        options=plan.options,
        findings=plan.findings,
        trial=plan,
        risk_signs=risk_signs(situation, words),
        cards=option_cards(plan.options, draft, words),
        proposals=lines,
        other_lines=tuple(other_lines(situation, lines, words)),
        infant_rules=infant_rules(situation, [one for one in tried if one.asked.name not in wrong], words),
        intrathecal=intrathecal_strip(plan, words),
        day_one=first_doses(plan, words, now),
    )
