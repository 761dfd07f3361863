"""The proof of a number: the sum, what went into it, the limits it was held against, its sources, other voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain import dose_words
from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.plan_rows import unit_words
from hlh_desktop.domain.proof_inputs import dose_inputs, exactly, schwartz_inputs, surface_inputs
from hlh_desktop.domain.proof_limits import ROUNDING, egfr_limit, limits_of, surface_limit
from hlh_desktop.domain.proof_spans import resting, since_words, spans_of_plan
from hlh_desktop.domain.proof_values import OtherRow, Proof, SourceRow, SumRow
from hlh_desktop.domain.quantity import grouped, shown
from hlh_desktop.domain.summary import calculation, runs
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.wizard.speaking import options_for
from hlh_desktop.domain.working import percent
from hlh_desktop.domain.writing import area, number, quantity, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Span
    from hlh_desktop.domain.orders import AnyOrder, IntrathecalDose
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.sources import Cites
    from hlh_desktop.domain.summary import Run

MINUS = "\N{MINUS SIGN}"


def dose_proof(plan: Plan, knowledge: Knowledge, line: str, part: str | None, dose: Dose | IntrathecalDose) -> Proof:
    """The proof of a planned dose of a line, by the measures that it rests on.

    ValueError where the plan has no such dose.
    """
    wanted = calculation(dose)
    found = [(order, run) for order, run in _runs(plan, line, part) if calculation(run.dose) == wanted]
    if not found:
        raise ValueError(line)
    _, run = found[0]
    tell, say = Telling(knowledge.wording), knowledge.wording.say
    days = sorted({day for _, one in found for day in one.days})
    count = sum(len(one.given) for _, one in found)
    spinal = not isinstance(dose, Dose)
    spans = resting(plan, dose, [one.at for _, each in found for one in each.given])
    sums = _spinal_sums(knowledge, dose) if not isinstance(dose, Dose) else tuple(_sums(spans, knowledge, dose))
    return Proof(
        title=say(
            "proof.title", drug=dose_words.drug_name(knowledge, dose.drug), dose=number(dose.amount.amount),
            unit=say("page.unit.dose", unit=dose.amount.unit) if spinal else unit_words(knowledge, run),
        ),
        where=say("proof.where", days=_days(knowledge, days), count=count),
        sums=sums,
        inputs=tuple(dose_inputs(plan, knowledge, dose, spans)),
        limits=tuple(limits_of(plan, knowledge, line, part, dose, spans[-1])),
        sources=source_rows(knowledge, dose.cites if not isinstance(dose, Dose) else dose.rule.cites),
        others=tuple(_others(plan, knowledge, tell, line)),
        edition=say("proof.edition", edition=plan.edition),
    )  # fmt: skip


def surface_proof(plan: Plan, knowledge: Knowledge) -> Proof:
    """The proof of the body surface area that doses use, with the other formula beside it.

    Of a plan that was revised: of each surface, with the moment from which it counts. The last is the one in use,
    which a card shows largest.
    """
    say, bsa, spans = knowledge.wording.say, plan.bsa, spans_of_plan(plan)
    haycock = SumRow(
        say("proof.bsa.haycock"), say("proof.bsa.haycock_text", exact=exactly(bsa.haycock)), area(bsa.haycock_rounded)
    )
    rule = knowledge.alerts["bsa_formulas_differ"]
    return Proof(
        say("proof.bsa.title", area=area(bsa.used)), say("proof.bsa.where" if len(spans) == 1 else "proof.bsa.revised"),
        (haycock, *_surfaces(spans, knowledge)), tuple(surface_inputs(spans, knowledge)),
        (surface_limit(spans[-1], knowledge),),
        source_rows(knowledge, rule.cites), (), say("proof.edition", edition=plan.edition),
    )  # fmt: skip


def egfr_proof(plan: Plan, knowledge: Knowledge) -> Proof | None:
    """The proof of the estimated kidney function; None where it is not known."""
    found, say = plan.egfr, knowledge.wording.say
    if found is None:
        return None
    text = say(
        "proof.egfr.sum", factor=number(found.factor), height=number(found.height_cm), creatinine=number(found.in_unit)
    )
    return Proof(
        say("proof.egfr.title", value=number(found.shown)), say("proof.egfr.where"),
        (SumRow(say("proof.input.egfr"), text, number(found.shown)),), tuple(schwartz_inputs(plan, found, knowledge)),
        (egfr_limit(plan, found, knowledge),),
        source_rows(knowledge, knowledge.renal.cites), (), say("proof.edition", edition=plan.edition),
    )  # fmt: skip


def _runs(plan: Plan, line: str, part: str | None) -> Iterator[tuple[AnyOrder, Run]]:
    for order in plan.orders:
        if order.line == line and order.part == part:
            yield from ((order, run) for run in runs(order))


def _days(knowledge: Knowledge, days: list[int]) -> str:
    said = dose_words.days(Telling(knowledge.wording), days)
    if said.startswith("days"):
        return said
    return knowledge.wording.say("page.days.one" if len(days) == 1 else "page.days.counted", days=said)


def _surfaces(spans: tuple[Span, ...], knowledge: Knowledge) -> Iterator[SumRow]:
    """The body surface of each span; where there are several, each says from when on it counts."""
    say = knowledge.wording.say
    for span in spans:
        text = say(
            "proof.row.mosteller", height=number(span.height.value), weight=number(span.weight.value),
            exact=exactly(span.bsa.mosteller),
        )  # fmt: skip
        label = say("proof.label.bsa")
        if len(spans) > 1:
            label = say("proof.label.bsa_since", since=since_words(span, knowledge))
        yield SumRow(label, text, area(span.bsa.used))


def _sums(spans: tuple[Span, ...], knowledge: Knowledge, dose: Dose) -> Iterator[SumRow]:
    """Body surface where it counts, the product, the cap, the one rounding."""
    say, tell = knowledge.wording.say, Telling(knowledge.wording)
    if dose.rule.unit == "mg/m2":
        yield from _surfaces(spans, knowledge)
    exact = with_unit(grouped(shown(dose.exact)), dose.amount.unit)
    yield SumRow(say("proof.label.dose"), dose_words.calculation(tell, dose), exact)
    cap = dose.rule.cap
    text = (
        say("proof.row.no_cap") if cap is None else say("proof.row.cap", cap=with_unit(number(cap), dose.amount.unit))
    )
    yield SumRow(say("proof.label.cap"), text, "")
    yield SumRow(say("proof.label.rounding"), _rounding(knowledge, dose), quantity(dose.amount))


def _rounding(knowledge: Knowledge, dose: Dose) -> str:
    say = knowledge.wording.say
    moved = dose.rounding
    if moved is None:
        return say("proof.row.capped", exact=with_unit(grouped(shown(dose.exact)), dose.amount.unit))
    if dose.step is None:
        return say("proof.row.fixed")
    step = with_unit(number(dose.step), dose.amount.unit)
    if not moved:
        return say("proof.row.exactly", step=step)
    sign = MINUS if moved < 0 else "+"
    limit = number(knowledge.alerts[ROUNDING].numbers["percent"])
    return say("proof.row.rounded", step=step, percent=f"{sign}{percent(abs(moved))}", limit=limit)


def _spinal_sums(knowledge: Knowledge, dose: IntrathecalDose) -> tuple[SumRow, ...]:
    """An intrathecal dose stands in a table by age; nothing is multiplied."""
    say, tell = knowledge.wording.say, Telling(knowledge.wording)
    text = say("proof.row.age_band", band=dose.band, dose=quantity(dose.amount))
    return (
        SumRow(say("proof.label.age"), tell.age(dose.age), ""),
        SumRow(say("proof.label.table"), text, quantity(dose.amount)),
    )


def source_rows(knowledge: Knowledge, cites: Cites) -> tuple[SourceRow, ...]:
    """Sources as a card shows them."""
    return tuple(
        SourceRow(
            cite.source, knowledge.sources[cite.source].title,
            knowledge.wording.say(f"proof.evidence.{cite.evidence}"), cite.evidence,
        )
        for cite in cites
    )  # fmt: skip


def _others(plan: Plan, knowledge: Knowledge, tell: Telling, line: str) -> Iterator[OtherRow]:
    """Options that do not simply propose the line, and notes of the line and of the protocol."""
    regimen = plan.case.regimen
    if regimen is None:
        return
    rule = knowledge.line(regimen.protocol, line)
    protocol = knowledge.protocols[regimen.protocol]
    own = {option.id: option for option in plan.options}
    for option in options_for(line, regimen.protocol, own, knowledge):
        if option.stance != "proposed":
            stance = knowledge.wording.say(f"screen.stance.{option.stance}")
            title = knowledge.wording.say("screen.side", title=tell.sentence(option.title), stance=stance)
            yield OtherRow(title, tell.sentence(option.reason))
    if rule is not None and rule.note:
        yield OtherRow(rule.title, tell.sentence(rule.note))
    if rule is not None and (note := knowledge.route_note(rule)) is not None:
        text = tell.sentence(note.text[knowledge.wording.language])
        yield OtherRow(knowledge.wording.say("proof.routes"), " ".join((text, tell.cites(note.cites))))
    if line.casefold() in protocol.note.casefold():
        yield OtherRow(protocol.title, tell.sentence(protocol.note))
