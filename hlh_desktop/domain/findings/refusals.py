"""Refusals: a chosen line that gives a finding and no order, decided before anything is dosed.

In a revised plan kidney and weight are today's and doses of before were given by others: a line refused for one of them
keeps what stands before the revision. From then on it has no dose but those that a person gave a factor with a reason;
once each was, or was held or omitted, nothing is left to refuse. An age is known of each version: what one refused for
it stays out of its time, and what the case tells to have been ordered before stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol

from hlh_desktop.domain.course import daily_doses
from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.lines import Asked, Refused, asked_lines, order_asked, without_refused
from hlh_desktop.domain.measures import decided_from, last_revision
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.renal import replaced
from hlh_desktop.domain.schedule import wall_text, ward_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Bedside

Refusals = tuple[tuple[str, Fired], ...]
Found = tuple[int, str, Fired]
RestsOn = Literal["weight", "kidney", "age"]
# The sentence of a refusal that holds from a revision on; one whose reason can't have come since has none.
REVISED, REPLACEMENT, REPLACEMENT_REVISED = "revised", "replacement", "replacement_revised"
SINCE: Mapping[str | None, str] = {REPLACEMENT: REPLACEMENT_REVISED}


class Refusal(Protocol):
    """A rule that refuses a chosen line: yields once if it does."""

    def __call__(self, bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuses(Finds[Refusal]):
    """A refusal and what it rests on, which decides from when on it counts in a revised plan."""

    rests_on: RestsOn


def refusals_of(bedside: Bedside) -> tuple[dict[int, tuple[Refused, ...]], Refusals]:
    """The places of the refused lines with the times in which they are, and why, as codes with their values."""
    lines = tuple(asked_lines(bedside.regimen, bedside.knowledge))
    found = {asked.number: tuple(refusals_of_line(bedside, asked)) for asked in lines}
    times = {asked.number: tuple(_times(bedside, asked, found[asked.number])) for asked in lines}
    return (
        {number: mine for number, mine in times.items() if mine},
        tuple((code, fired) for each in found.values() for _, code, fired in each),
    )


def _times(bedside: Bedside, asked: Asked, found: Iterable[Found]) -> Iterator[Refused]:
    """When a line is refused: by what was found now, and in the versions that refused it for its age."""
    for _, code, fired in found:
        yield Refused(_since(bedside, code), decided=True) if fired.text in (REVISED, *SINCE.values()) else Refused()
    for code, finds in REFUSALS.items():
        alert = bedside.knowledge.alerts[code]
        if finds.rests_on == "age" and asked.name in alert.lines:
            yield from _too_young(bedside, alert)


def _since(bedside: Bedside, code: str) -> datetime | None:
    """From when on a revised plan is refused: a kidney counts for each dose to come, a weight from where it counts."""
    return decided_from(bedside.case) if REFUSALS[code].rests_on == "kidney" else last_revision(bedside.case)


def _too_young(bedside: Bedside, alert: Alert) -> Iterator[Refused]:
    """The times of the versions that were made before the child was old enough, but not what is known of the past."""
    months, past = alert.numbers["months"], bedside.case.past
    known = ward_time(past.until, bedside.case.time_zone) if past else None
    begun = [span.since for span in bedside.spans]
    for since, until in zip(begun, [*begun[1:], None], strict=True):
        # What is to come of an earlier version's time is decided by the version that knows the past.
        decided = since if known is None or (since is not None and since >= known) else known
        day = bedside.case.day_one if decided is None else decided.date()
        if age_on(bedside.case.patient.date_of_birth, day).months < months:
            yield Refused(decided, until)


def refusals_of_line(bedside: Bedside, asked: Asked) -> Iterator[Found]:
    """Why one line is refused: its place, the code and the values; nothing if it is not."""
    for code, finds in REFUSALS.items():
        alert = bedside.knowledge.alerts[code]
        if asked.name in alert.lines:
            for fired in finds.rule(bedside, asked, alert):
                told = _since_revision(bedside, asked, code, fired) if REVISED in finds.texts else fired
                if told is not None:
                    yield asked.number, code, told


def _since_revision(bedside: Bedside, asked: Asked, code: str, fired: Fired) -> Fired | None:
    """A refusal as it holds in a revised plan, from when on; None once nothing is left to refuse."""
    since = _since(bedside, code)
    if since is None:
        return fired
    ordered, of_age = order_asked(asked, bedside), REFUSALS[code].rests_on == "age"
    if _count(without_refused(ordered, [Refused(since, decided=not of_age)])) == _count(ordered):
        return None
    if of_age and not _count(without_refused(ordered, _too_young(bedside, bedside.knowledge.alerts[code]))):
        # Nothing stands before the revision: it was refused from the start.
        return fired
    moment = wall_text(since)
    return replace(fired, values={**fired.values, "since": moment}, text=SINCE.get(fired.text, REVISED))


def _count(ordered: Ordered) -> int:
    return sum(len(order.administrations) for order in ordered.orders)


def under_10_kg_rule_needed(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Under the weight limit the two rules of etoposide differ widely: without a choice there is no dose."""
    if bedside.weight.value < alert.numbers["weight_kg"] and "rule" not in asked.chosen.typed:
        amounts = both_rules(bedside, asked)
        text = None if len(amounts) > 1 else asked.chosen.values.get("scheme", asked.name)
        yield Fired({"weight": plain(bedside.weight.value), **rule_texts(amounts)}, text)


def both_rules(bedside: Bedside, asked: Asked) -> dict[str, Decimal]:
    """The first dose by each rule that the line knows as it was chosen, in the drug's unit, by the rule's name."""
    if not isinstance(asked.rule, Line):
        return {}
    drug = bedside.knowledge.formulary[asked.rule.drug]
    return {
        rule: next(
            iter(daily_doses(asked.rule, asked.chosen.with_value("rule", rule), drug, bedside.body, 1).values())
        ).amount.amount
        for rule in asked.rule.parameters["rule"].choices
        if any(asked.chosen.with_value("rule", rule).fits(step.when) for step in asked.rule.steps)
    }


def rule_texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    """Doses by rule for a sentence, with how much less the least is than the most, in percent."""
    least, most = min(amounts.values()), max(amounts.values())
    less = plain(100 * (1 - Fraction(least) / Fraction(most)), 1) if most else plain(0)
    return {**{rule: plain(amount) for rule, amount in amounts.items()}, "less": less}


def etoposide_refused_crcl(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Under the lowest band or renal replacement no factor is automatic: the physician types one with a reason."""
    limit = bedside.knowledge.renal.reduce_from
    if not {"factor", "reason"} <= asked.chosen.typed:
        yield from _poor_kidney(bedside, limit)


def cotrimoxazole_under_2_months(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Not before the age of the label."""
    if bedside.age.months < alert.numbers["months"]:
        yield Fired({"months": str(bedside.age.months), "limit": plain(alert.numbers["months"])})


def cotrimoxazole_refused_crcl(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Not below the kidney function of the label."""
    yield from _poor_kidney(bedside, alert.numbers["egfr"])


def _poor_kidney(bedside: Bedside, limit: Decimal) -> Iterator[Fired]:
    """Renal replacement, or an estimate below a limit; an unknown kidney refuses nothing."""
    if replaced(bedside.case.safety):
        yield Fired({"limit": plain(limit)}, text=REPLACEMENT)
    elif bedside.egfr is not None and bedside.egfr.exact < limit:
        yield Fired({"egfr": bedside.egfr.beside(limit), "limit": plain(limit)})


OF_KIDNEY = (REVISED, REPLACEMENT, REPLACEMENT_REVISED)
REFUSALS: dict[str, Refuses] = {
    "under_10_kg_rule_needed": Refuses(
        under_10_kg_rule_needed, numbers=("weight_kg",), texts=("mas", "dep_etoposide", REVISED), rests_on="weight"
    ),
    "etoposide_refused_crcl": Refuses(etoposide_refused_crcl, texts=OF_KIDNEY, rests_on="kidney"),
    "cotrimoxazole_under_2_months": Refuses(
        cotrimoxazole_under_2_months, numbers=("months",), texts=(REVISED,), rests_on="age"
    ),
    "cotrimoxazole_refused_crcl": Refuses(
        cotrimoxazole_refused_crcl, numbers=("egfr",), texts=OF_KIDNEY, rests_on="kidney"
    ),
}
