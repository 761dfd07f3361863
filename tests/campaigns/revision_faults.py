"""What must hold of every version of a plan, found again without the code that is tried."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.telling import difference_words
from hlh_desktop.domain.slots import planned, slots_of
from tests.builders import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Difference, DosePair, Placed
    from hlh_desktop.domain.slots import SlotKey

CLOSE = "doses_close"
# A dose of a plan as the log would tell it: line, part, drug, moment, amount, route.
Row = tuple[str, str | None, str, "datetime", str, str]
# Which dose it is: line, part, drug, when it was planned first.
Name = tuple[str, str | None, str, "datetime"]


def named_rows(plan: Plan) -> dict[Name, Row]:
    """Every dose of a plan by which it is."""
    found = {}
    for order in plan.orders:
        for one in order.administrations:
            row = order.line, order.part, order.drug, one.at, str(one.dose.amount.amount), order.route
            found[order.line, order.part, order.drug, planned(one)] = row
    return found


def rows(plan: Plan) -> list[Row]:
    """Every dose of a plan, found without the code that is tried."""
    return list(named_rows(plan).values())


def past_changed(log: Mapping[Name, Row], before: Plan, after: Plan, now: datetime) -> bool:
    """Whether a version has another past than the one before it, or than the log."""
    old, new = named_rows(before), named_rows(after)
    if any(new.get(name) != row for name, row in log.items()):
        return True
    return any(row[3] < now and old.get(name) != row for name, row in new.items())


def of_itself(after: Plan) -> Iterator[str]:
    """What does not hold of a version alone."""
    if len({slot.key for slot in slots_of(after)}) != len(rows(after)):
        yield "two doses are one dose of the log"
    twice = Counter((line, part, drug, at) for line, part, drug, at, *_ in rows(after))
    # A person may move a dose onto another one's moment: then the plan says so, and signing stops at it.
    if any(count > 1 for count in twice.values()) and not any(
        one.code == CLOSE and one.level == "critical" for one in after.findings
    ):
        yield "a dose stands twice and nothing says so"
    if after.cumulative.planned != sum(added(after).values(), Fraction(0)):
        yield "the cumulative sum is not the sum"


def settled_of(log: Mapping[Name, Row], plan: Plan) -> frozenset[SlotKey]:
    """The doses of a plan that the log has settled, as the program knows them."""
    named = (
        (slot.key, (slot.order.line, slot.order.part, slot.order.drug, planned(slot.one))) for slot in slots_of(plan)
    )
    return frozenset(key for key, name in named if name in log)


def faults(
    log: Mapping[Name, Row], settled: frozenset[SlotKey], before: Plan, after: Plan, now: datetime
) -> Iterator[str]:  # fmt: skip
    """What does not hold of a version and an earlier one of the same course."""
    slots = [{slot.key: (slot.order.drug, planned(slot.one)) for slot in slots_of(plan)} for plan in (before, after)]
    if any(slots[1][key] != what for key, what in slots[0].items() if key in slots[1]):
        yield "a dose has become another one of the log"
    found = difference(before, after, knowledge(), now, settled)
    told = {
        name: (_row(pair, pair.before), _row(pair, pair.after)) for pair in found.doses for name in _names(pair)
    }  # fmt: skip
    if told != dict(_changed(log, before, after)):
        yield "the difference is not the difference"
    if Counter(one.key for line in found.lines for one in line.doses) != Counter({*slots[0], *slots[1]}):
        yield "the lines of the difference are not the doses"
    yield from _told_besides(before, after, found)
    difference_words(found, knowledge())


def _changed(
    log: Mapping[Name, Row], before: Plan, after: Plan
) -> Iterator[tuple[Name, tuple[Row | None, ...]]]:  # fmt: skip
    """The doses that two versions do not have alike, but for those of the log."""
    old, new = named_rows(before), named_rows(after)
    for name in {**old, **new}:
        both = old.get(name), new.get(name)
        if both[0] != both[1] and name not in log:
            yield name, both


def _names(pair: DosePair) -> set[Name]:
    placed = [one for one in (pair.before, pair.after) if one is not None]
    return {(pair.key.line, pair.key.part, pair.drug, planned(one.one)) for one in placed}


def _row(pair: DosePair, placed: Placed | None) -> Row | None:
    if placed is None:
        return None
    return pair.key.line, pair.key.part, pair.drug, placed.at, str(placed.dose.amount.amount), placed.route


def _told_besides(before: Plan, after: Plan, found: Difference) -> Iterator[str]:
    """Tasks, findings, sum and limits of a difference, found again from the two plans."""
    tasks = [Counter((task.code, task.due) for task in plan.tasks) for plan in (before, after)]
    told = [
        Counter((one.code, due) for one in found.tasks if (due := getattr(one, side))) for side in ("before", "after")
    ]
    if (tasks[0] - tasks[1], tasks[1] - tasks[0]) != tuple(told):
        yield "the tasks of the difference are not the difference"
    heard = [{_heard(one) for one in plan.findings} for plan in (before, after)]
    came = {_heard(one.finding) for one in found.findings if one.turn not in ("gone", "unknown")}
    went = {_heard(one.was or one.finding) for one in found.findings if one.turn != "new"}
    if (came, went) != (heard[1] - heard[0], heard[0] - heard[1]):
        yield "the findings of the difference are not the difference"
    sums = [sum(added(plan).values(), Fraction(0)) for plan in (before, after)]
    limits = [tuple(passes(plan, over) for plan in (before, after)) for over in (False, True)]
    if [found.cumulative.before, found.cumulative.after] != sums:
        yield "the sums of the difference are not the sums"
    if [found.cumulative.above_2000, found.cumulative.at_3000] != limits:
        yield "the limits of the difference are not passed on those days"


def _heard(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.text, finding.level


def added(plan: Plan) -> dict[datetime, Fraction]:
    """Etoposide in mg/m2 by moment, each dose over the surface of the newest measures by then."""
    found: dict[datetime, Fraction] = {}
    for order in plan.orders:
        if isinstance(order, Order) and order.drug == "etoposide":
            for one in order.administrations:
                since = [span for span in plan.spans if span.since is None or span.since <= one.at]
                amount = Fraction(one.dose.amount.amount) / Fraction(since[-1].bsa.used)
                found[one.at] = found.get(one.at, Fraction(0)) + amount
    return found


def passes(plan: Plan, at_3000: bool) -> date | None:
    """The day on which the sum passes 2,000 mg/m2, or reaches 3,000."""
    total = Fraction(0)
    for at, amount in sorted(added(plan).items()):
        total += amount
        if total >= 3000 if at_3000 else total > 2000:
            return at.date()
    return None


def missed(plan: Plan) -> Counter[str]:
    """The changes that a plan could not apply."""
    return Counter(str(change) for ordered in plan.ordered for change in ordered.missed)
