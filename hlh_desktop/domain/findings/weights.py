"""Findings about a weight or an age at which a dose turns, and about a weight that changed under the doses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby, product
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import coming
from hlh_desktop.domain.findings.refusals import both_rules, rule_texts
from hlh_desktop.domain.intrathecal import band_of
from hlh_desktop.domain.lines import asked_lines
from hlh_desktop.domain.measures import Measured, days_old
from hlh_desktop.domain.measures import newest as newest_measure
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.protocol import IntrathecalLine, Line
from hlh_desktop.domain.quantity import beyond, plain
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.measures import Span
    from hlh_desktop.domain.quantity import Quantity
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

PERCENT = 100
INFANT_RULE, PER_KG, BY_AGE, CROSSED = "under_10_kg_rule_needed", "mg_per_kg", "age", "crossed"
DAY = timedelta(days=1)


# --- edges


def near_band_edge(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A weight near or beyond one at which a chosen line's dose turns; an intrathecal dose near such a birthday."""
    weight, percent = situation.weight.value, alert.numbers["percent"]
    for drug, edge in dict.fromkeys(_edges(situation)):
        if abs(weight - edge) * PERCENT <= edge * percent:
            title = situation.knowledge.formulary[drug].title
            values = {"weight": plain(weight), "edge": plain(edge), "percent": plain(percent)}
            yield Fired({"drug": title, **values})
    yield from _crossed(situation)
    yield from _near_birthdays(situation, int(alert.numbers["days"]))


def _edges(situation: Situation) -> Iterator[tuple[str, Decimal]]:
    """Drug and weight of each turn: of the steps of the chosen lines, and of the rule of etoposide in infants."""
    infant = situation.knowledge.alerts[INFANT_RULE]
    for asked in asked_lines(situation.regimen, situation.knowledge):
        if isinstance(asked.rule, Line):
            yield from ((asked.rule.drug, edge) for edge in _step_edges(asked.rule))
            if asked.name in infant.lines:
                yield asked.rule.drug, infant.numbers["weight_kg"]


def _step_edges(line: Line) -> Iterator[Decimal]:
    for band in (step.weight for step in line.steps if step.weight is not None):
        ends = (band.at_least, band.below, band.above, band.up_to)
        yield from (end for end in ends if end is not None)


def _crossed(situation: Situation) -> Iterator[Fired]:
    """Each line whose doses the newest weight put into another band: they turn by more than the weight did.

    A version that came since with the same weight does not settle it.
    """
    by_weight = [next(same) for _, same in groupby(situation.spans, key=lambda span: span.weight.value)]
    if len(by_weight) < 2:
        return
    before, now = by_weight[-2:]
    weights = {"before": plain(before.weight.value), "weight": plain(now.weight.value)}
    for asked in asked_lines(situation.regimen, situation.knowledge):
        if isinstance(asked.rule, Line) and _bands(asked.rule, before) != _bands(asked.rule, now):
            title = situation.knowledge.formulary[asked.rule.drug].title
            for older, newer in _turned(situation, asked, now):
                values = {"drug": title, "older": str(older), "newer": str(newer)}
                yield Fired({**values, **weights}, text=CROSSED, level="warning")


def _turned(situation: Situation, asked: Asked, now: Span) -> Iterator[tuple[Quantity, Quantity]]:
    """The last dose of a line before a time and its first from then on, where they differ; nothing without both.

    Doses of one factor are held against each other where there are such: one that was reduced alone turns by that.
    """
    doses = [
        one
        for order in situation.orders
        if isinstance(order, Order) and (order.line, order.part) == (asked.name, asked.request.part)
        for one in sorted(order.administrations, key=lambda one: one.at)
    ]
    since = now.since
    older = [one.dose for one in reversed(doses) if since is not None and one.at < since]
    newer = [one.dose for one in doses if since is not None and one.at >= since]
    if older and newer:
        alike = (pair for pair in product(newer, older) if pair[0].rule.factor == pair[1].rule.factor)
        after, before = next(alike, (newer[0], older[0]))
        if after.amount != before.amount:
            yield before.amount, after.amount


def _bands(line: Line, span: Span) -> list[bool]:
    """Which of the weight bands of a line's steps hold for the weight of a time."""
    return [step.weight.holds(span.weight.value) for step in line.steps if step.weight is not None]


def _near_birthdays(situation: Situation, days: int) -> Iterator[Fired]:
    """Each birthday on which an intrathecal dose turns, with the days of doses within so many days of it."""
    born, found = situation.case.patient.date_of_birth, dict[date, list[date]]()
    for line, on in _intrathecal(situation):
        for birthday in (on + number * DAY for number in range(-days, days + 1)):
            if _band(line, born, birthday) != _band(line, born, birthday - DAY):
                found.setdefault(birthday, []).append(on)
    for birthday, doses in found.items():
        dates = {"dates": listed(on.isoformat() for on in sorted(doses)), "birthday": birthday.isoformat()}
        yield Fired({**dates, "years": str(age_on(born, birthday).years), "days": str(days)}, text=BY_AGE)


def _intrathecal(situation: Situation) -> Iterator[tuple[IntrathecalLine, date]]:
    """The days of each chosen intrathecal line from the day that counts on."""
    for asked in asked_lines(situation.regimen, situation.knowledge):
        if isinstance(asked.rule, IntrathecalLine):
            mine = (one for one in situation.orders if (one.line, one.part) == (asked.name, asked.request.part))
            days = {one.at.date() for order in mine for one in order.administrations}
            yield from ((asked.rule, on) for on in sorted(days) if on >= situation.decided_on)


def _band(line: IntrathecalLine, born: date, on: date) -> int:
    return band_of(line, age_on(born, on).years).from_years


# --- changes


def weight_changed(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The newest weight against the one that doses rest on, and against those of so many days before it."""
    # The newest weight of all, also one that came after the doses were last worked out.
    newest = newest_measure(situation.case, lambda row: row.weight_kg, datetime.max) or situation.weight
    limit, days = alert.numbers["percent"], alert.numbers["days"]
    far = [one for one in _earlier(situation, newest, days) if _apart(newest, one) > limit]
    if far:
        other = max(far, key=lambda one: _apart(newest, one))
        yield Fired(
            {
                "newest": plain(newest.value),
                "day": newest.row.on.isoformat(),
                "before": plain(other.value),
                "before_day": other.row.on.isoformat(),
                "percent": beyond(_apart(newest, other), limit),
                "limit": plain(limit),
                "days": plain(days),
            }
        )


def _weights(situation: Situation) -> Iterator[Measured]:
    for row in situation.case.measurements:
        if row.weight_kg is not None:
            yield Measured(row.weight_kg, row)


def _earlier(situation: Situation, newest: Measured, days: Decimal) -> Iterator[Measured]:
    """The weight of the doses before the newest, and the weights measured so many days before it."""
    resting = [one.weight for one in situation.spans if one.weight.row is not newest.row]
    yield from resting[-1:]
    for one in _weights(situation):
        if one.row is not newest.row and 0 <= days_old(one, newest.row.on) <= days:
            yield one


def _apart(newest: Measured, other: Measured) -> Fraction:
    """How far the newest lies from another weight, in percent of that one."""
    return abs(Fraction(newest.value) - Fraction(other.value)) / Fraction(other.value) * PERCENT


def infant_rule_outgrown(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A child who came to the limit since day one, with doses still by the kilogram; on day one the rule is refused."""
    limit = situation.knowledge.alerts[INFANT_RULE].numbers["weight_kg"]
    if situation.weight.value >= limit:
        for asked in _by_kilogram(situation, alert):
            values = {"weight": plain(situation.weight.value), "limit": plain(limit)}
            yield Fired({**values, **rule_texts(both_rules(situation, asked))})


def _by_kilogram(situation: Situation, alert: Alert) -> Iterator[Asked]:
    for asked in asked_lines(situation.regimen, situation.knowledge):
        if asked.name in alert.lines and asked.chosen.values.get("rule") == PER_KG and coming(situation, (asked.name,)):
            yield asked


RULES: dict[str, Finds[Rule]] = {
    "near_band_edge": Finds(near_band_edge, numbers=("percent", "days"), texts=(BY_AGE, CROSSED)),
    "weight_changed": Finds(weight_changed, numbers=("percent", "days")),
    "infant_rule_outgrown": Finds(infant_rule_outgrown),
}
