"""A revised plan in words: which measures count from when on, and how a child of two weights looks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from hlh_desktop.domain.growth import Measure
from hlh_desktop.domain.growth.shape import shape_of
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.proof_spans import resting, spans_of_plan
from hlh_desktop.domain.quantity import Quantity, rounded
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import area, number, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.case import Patient
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Span
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Difference, Sum

CM_PER_M = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A child of a weight and height as drawn: `ratio` is the weight as a part of the usual one, None where unknown."""

    weight: str
    height: str
    index: str
    build: str
    ratio: Decimal | None


def figure_of(patient: Patient, weight: Decimal, height: Decimal, on: date, knowledge: Knowledge) -> Figure:
    """A child drawn at a weight in kg and height in cm, with its body mass index."""
    measure = Measure(patient.sex, patient.date_of_birth, patient.gestation_weeks, on, weight, height)
    shape, say = shape_of(measure, knowledge.growth), knowledge.wording.say
    metres = Fraction(height) / CM_PER_M
    return Figure(
        quantity(Quantity(weight, "kg")), quantity(Quantity(height, "cm")),
        say("plan_life.bmi", value=number(Fraction(weight) / metres**2, 1)),
        "" if shape is None else say(f"shape.{shape.build}"), None if shape is None else shape.ratio,
    )  # fmt: skip


def stays_words(after: Plan, found: Difference, knowledge: Knowledge) -> str:
    """That given doses stay, and what cumulative etoposide is made of; also why it may fall while each dose rises."""
    say = knowledge.wording.say
    earlier = found.cumulative.earlier
    parts = [say("plan_life.stays.earlier", total=number(earlier, 0))] if earlier else []
    parts += [_part(run, knowledge) for run in _by_surface(after, knowledge)]
    told = [say("plan_life.stays.given")]
    if parts:
        told.append(say("plan_life.stays.sum", parts=say("plan_life.stays.then").join(parts)))
    if _falls(found.cumulative) and _each_rises(found, knowledge):
        told.append(say("plan_life.stays.falls"))
    return " ".join(told)


def _falls(total: Sum) -> bool:
    """Whether the sum falls, as it is told, by the doses of the plan: what was given before is the same in both."""
    return total.earlier == total.earlier_before and rounded(total.after, 0) < rounded(total.before, 0)


def _each_rises(found: Difference, knowledge: Knowledge) -> bool:
    """Whether every dose of etoposide that differs is there in both plans and larger in the later one."""
    pairs = [(one.before, one.after) for one in found.doses if one.drug == knowledge.settings.cumulative_drug]
    return bool(pairs) and all(old and new and old.dose.amount.amount < new.dose.amount.amount for old, new in pairs)


def _by_surface(plan: Plan, knowledge: Knowledge) -> Iterator[tuple[tuple[Quantity, Decimal], int]]:
    """Doses of etoposide that follow each other with one amount and one surface, and how many they are."""
    drug = knowledge.settings.cumulative_drug
    orders = (order for order in plan.orders if isinstance(order, Order) and order.drug == drug)
    ones = sorted((one for order in orders for one in order.administrations), key=lambda one: one.at)
    found = ((one.dose.amount, resting(plan, one.dose, [one.at])[-1].bsa.used) for one in ones)
    for key, run in groupby(found):
        yield key, len(list(run))


def _part(run: tuple[tuple[Quantity, Decimal], int], knowledge: Knowledge) -> str:
    (amount, surface), count = run
    key = "one" if count == 1 else "part"
    return knowledge.wording.say(f"plan_life.stays.{key}", count=count, dose=quantity(amount), surface=area(surface))


def measures_words(plan: Plan, knowledge: Knowledge) -> str:
    """Which weight, height and surface count from when on, the newest first; empty where there is one set of them."""
    spans = spans_of_plan(plan)
    return knowledge.wording.say("plan_life.measures.and").join(_spans(spans, knowledge)) if len(spans) > 1 else ""


def _spans(spans: tuple[Span, ...], knowledge: Knowledge) -> Iterator[str]:
    tell = Telling(knowledge.wording)
    for span in reversed(spans):
        key = "plan_life.measures.before" if span.since is None else "plan_life.measures.now"
        yield knowledge.wording.say(
            key, moment="" if span.since is None else tell.moment(span.since),
            weight=quantity(Quantity(span.weight.value, "kg")), height=quantity(Quantity(span.height.value, "cm")),
            surface=area(span.bsa.used),
        )  # fmt: skip
