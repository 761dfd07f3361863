"""What went into a number: each input with its unit, its date, and who measured it how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.proof_spans import spans_of_plan
from hlh_desktop.domain.proof_values import InputRow
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import listed, number, spelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Measured, Span
    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.renal import Egfr
    from hlh_desktop.domain.situation import Bedside

DIGITS = 6
PER_M2, PER_KG = "mg/m2", ("mg/kg", "g/kg")


def exactly(exact: Decimal) -> str:
    """The first digits of a root or power that never ends."""
    return number(exact, DIGITS)


def dose_inputs(
    plan: Plan, knowledge: Knowledge, dose: Dose | IntrathecalDose, spans: tuple[Span, ...]
) -> Iterator[InputRow]:
    """The inputs of a dose: the measures it is scaled by, kidney function or birth date where those count.

    `spans` are those that the dose rests on.
    """
    if not isinstance(dose, Dose):
        yield _birth(plan, knowledge)
        return
    if dose.rule.unit in (PER_M2, *PER_KG):
        yield from _each(spans, _weight, knowledge)
    if dose.rule.unit == PER_M2:
        yield from _each(spans, _height, knowledge)
    if dose.drug == knowledge.settings.cumulative_drug:
        yield from egfr_inputs(plan, knowledge)
    if dose.rule.factor != 1:
        say = knowledge.wording.say
        yield InputRow(say("proof.input.factor"), number(dose.rule.factor), "", "", say("proof.input.typed"))


def surface_inputs(spans: tuple[Span, ...], knowledge: Knowledge) -> Iterator[InputRow]:
    """Weight and height, of each span once."""
    yield from _each(spans, _weight, knowledge)
    yield from _each(spans, _height, knowledge)


def _each(
    spans: Iterable[Span], row: Callable[[Span, Knowledge], InputRow], knowledge: Knowledge
) -> tuple[InputRow, ...]:
    """One measure of each span, each row once: a height often counts in several."""
    return tuple(dict.fromkeys(row(span, knowledge) for span in spans))


def egfr_inputs(plan: Plan | Bedside, knowledge: Knowledge) -> Iterator[InputRow]:
    """Creatinine and what the formula makes of it, or that it is not known."""
    say, found = knowledge.wording.say, plan.egfr
    if found is None:
        unknown = say("proof.input.unknown")
        yield InputRow(say("proof.input.egfr_unknown"), unknown, "", "", say("proof.input.no_creatinine"))
        return
    yield _creatinine(found, knowledge)
    unit = spelt(say("paper.inputs.egfr_unit"))
    yield InputRow(say("proof.input.egfr"), number(found.shown), unit, "", say("proof.input.schwartz"))


def schwartz_inputs(plan: Plan, found: Egfr, knowledge: Knowledge) -> Iterator[InputRow]:
    """What the formula is made of: creatinine, and the height that it was multiplied with."""
    yield _creatinine(found, knowledge)
    heights = [span for span in spans_of_plan(plan) if span.height.value == found.height_cm]
    yield from (_height(span, knowledge) for span in heights[-1:])


def _creatinine(found: Egfr, knowledge: Knowledge) -> InputRow:
    row = found.creatinine
    when = listed((Telling(knowledge.wording).day(row.at.date()), clock(row.at)))
    return InputRow(knowledge.wording.say("proof.input.creatinine"), number(row.value), spelt(row.unit), when, "")


def _weight(span: Span, knowledge: Knowledge) -> InputRow:
    source = span.weight.row.weight_source
    how = knowledge.wording.say(f"paper.weight_source.{source}") if source else ""
    return _measured("weight", span.weight, "kg", how, knowledge)


def _height(span: Span, knowledge: Knowledge) -> InputRow:
    lying = span.height.row.lying
    how = "" if lying is None else knowledge.wording.say("proof.input.lying" if lying else "proof.input.standing")
    return _measured("height", span.height, "cm", how, knowledge)


def _measured(name: str, one: Measured, unit: str, how: str, knowledge: Knowledge) -> InputRow:
    say, tell = knowledge.wording.say, Telling(knowledge.wording)
    by = one.row.by or say("proof.input.by_unknown")
    return InputRow(say(f"proof.input.{name}"), number(one.value), unit, tell.day(one.row.on), listed((by, how)))


def _birth(plan: Plan, knowledge: Knowledge) -> InputRow:
    born = Telling(knowledge.wording).day(plan.case.patient.date_of_birth)
    return InputRow(knowledge.wording.say("proof.input.birth"), born, "", "", "")
