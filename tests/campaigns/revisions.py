"""A campaign: random sequences of what may be tried of a plan, and what must hold of every version that they make.

`python -m tests.campaigns.revisions 10000` prints how many sequences and versions there were and each that fails.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain import edits
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.revision import edits as trial
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.past import rewritten
from hlh_desktop.domain.revision.trial import changeable
from hlh_desktop.exchange.case_file import read_object
from tests.builders import case_data, knowledge, regimen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hlh_desktop.domain.plan import Plan

SEED, CLOSE = 26, "doses_close"
PARIS = ZoneInfo("Europe/Paris")
Raw = dict[str, Any]
# The doses of a plan as the log would tell them: line, part, drug, moment, amount, route.
Row = tuple[str, str | None, str, datetime, str, str]
CHILDREN = (("4.2", "55", "2026-08-20"), ("9.8", "74", "2025-11-30"), ("13.5", "92", "2024-06-22"),
            ("29.6", "134", "2017-05-02"), ("62", "168", "2010-01-15"))  # fmt: skip
LINES: tuple[Any, ...] = (
    "dexamethasone", "rituximab", "ivig", "cotrimoxazole", "tocilizumab", "ruxolitinib", "intrathecal",
    {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 2}, {"line": "emapalumab", "label": "primary"},
    {"line": "ciclosporin", "mg_per_kg_per_day": "6"}, "methylprednisolone_pulse",
)  # fmt: skip


def begun(chance: random.Random) -> Raw:
    """A child of some size with etoposide and some other lines."""
    weight, height, born = chance.choice(CHILDREN)
    rule = {"rule": "mg_per_m2"} if Fraction(weight) < 10 else {}
    lines = [{"line": "etoposide", **rule}, *chance.sample(LINES, chance.randint(1, 5))]
    chosen = regimen(*lines, protocol=chance.choice(("hlh-94", "hlh-2004")), last_week=chance.choice((8, 8, 40)))
    measures = [{"on": "2026-11-21", "weight_kg": weight, "height_cm": height}]
    return case_data(patient={"date_of_birth": born}, measurements=measures, regimen=chosen)


def moments(chance: random.Random) -> Iterator[datetime]:
    """Moments of a course, each after the one before."""
    at = datetime(2026, 11, 23, 0, 0, tzinfo=PARIS)
    while True:
        at += timedelta(minutes=chance.randint(30, 12 * 24 * 60))
        yield at


# --- what may be tried; each answers the case after it, or None where there is nothing to try it on


def weigh(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw:
    weight = float(before.weight.value) * chance.uniform(0.93, 1.07)
    height = str(before.height.value + chance.randint(0, 1)) if chance.random() < 0.3 else None
    return trial.measured(case, now, f"{weight:.1f}", height)


def _line(before: Plan, chance: random.Random) -> tuple[str, str | None]:
    order = chance.choice([order for order in before.orders if order.administrations])
    return order.line, order.part


def _day(before: Plan, now: datetime, chance: random.Random) -> tuple[str, str | None, int] | None:
    line, part = _line(before, chance)
    days = trial.days_to_come(before, line, part, now)
    return (line, part, chance.choice(days)) if days else None


def move(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    found = _day(before, now, chance)
    if found is None:
        return None
    to = now + timedelta(minutes=chance.randint(1, 9 * 24 * 60))
    return edits.move_dose(case, *found, to.replace(tzinfo=None), "theatre")


def hold(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    found = _day(before, now, chance)
    return None if found is None else edits.hold_dose(case, *found, "fever")


def less(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    line, part = _line(before, chance)
    days = trial.days_to_come(before, line, part, now)
    first = chance.randrange(len(days)) if days else 0
    return (
        trial.reduce_doses(case, line, part, days[first:], chance.choice(("0.75", "0.5")), "kidney") if days else None
    )


def stop(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    line, part = _line(before, chance)
    days = trial.days_to_come(before, line, part, now)
    return trial.stop_line(case, line, part, days, "remission") if days else None


def add(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    day = (now.date() - before.case.day_one).days + 2
    line = chance.choice(("anakinra", "rituximab", "ivig", "methylprednisolone"))
    if any(order.line == line for order in before.orders) or any(
        row["line"] == line for row in case["regimen"]["lines"]
    ):
        return None
    more = {"mg_per_kg_per_day": "2"} if line == "anakinra" else {}
    return edits.decide(case, line, "accept", parameters={"first_day": day, **more})


def _single(
    before: Plan, now: datetime, chance: random.Random
) -> tuple[str, str | None, int, edits.From | None] | None:
    """A dose to come, as the page of a trial names it: itself, with the rest of its day, or with every later one."""
    open_ = changeable(before, knowledge(), now)
    if not open_.reaches:
        return None
    (place, _), named = chance.choice(list(open_.reaches.items()))
    assert isinstance(place, int)
    dose = open_.doses[place]
    return dose.line, dose.part, named.day, named.start


def single(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    """One dose, the rest of a day or all that is to come: omitted, held, moved or reduced."""
    found = _single(before, now, chance)
    if found is None:
        return None
    *named, start = found
    deed = chance.choice(("omit", "hold", "move", "factor"))
    if deed == "move" and (start is None or start.reach != "onward"):
        to = now + timedelta(minutes=chance.randint(1, 3 * 24 * 60))
        return edits.move_dose(case, *named, to.replace(tzinfo=None), "theatre", start)
    if deed == "factor":
        return edits.reduce_dose(case, *named, chance.choice(("0.75", "0.5")), "kidney", start)
    change = edits.omit_dose if deed == "omit" else edits.hold_dose
    return change(case, *named, "fever", start)


def stop_now(case: Raw, before: Plan, now: datetime, chance: random.Random) -> Raw | None:
    """A line stopped within a day that has begun."""
    return trial.stop_rest(case, before, *_line(before, chance), now, "remission")


DEEDS: tuple[Callable[..., Raw | None], ...] = (weigh, weigh, move, hold, less, stop, add, single, single, stop_now)


# --- what must hold


def rows(plan: Plan) -> list[Row]:
    """Every dose of a plan, found without the code that is tried."""
    return [
        (order.line, order.part, order.drug, one.at, str(one.dose.amount.amount), order.route)
        for order in plan.orders
        for one in order.administrations
    ]


def faults(before: Plan, after: Plan, now: datetime) -> Iterator[str]:
    """What does not hold of a version and the one before it."""
    old, new = Counter(rows(before)), Counter(rows(after))
    twice = Counter((line, part, drug, at) for line, part, drug, at, *_ in new.elements())
    # A person may move a dose onto another one's moment: then the plan says so, and signing stops at it.
    if any(count > 1 for count in twice.values()) and not any(one.code == CLOSE for one in after.findings):
        yield "a dose stands twice and nothing says so"
    if {row: count for row, count in old.items() if row[3] < now} != {
        row: count for row, count in new.items() if row[3] < now
    }:
        yield "the past was changed"
    if rewritten(before, after, now):
        yield "the past is said to be changed"
    if after.cumulative.planned != summed(after):
        yield "the cumulative sum is not the sum"
    found = difference(before, after, knowledge(), now)
    told = Counter(), Counter()
    for pair in found.doses:
        for counter, placed in zip(told, (pair.before, pair.after), strict=True):
            if placed is not None:
                key = pair.key
                counter[key.line, key.part, pair.drug, placed.at, str(placed.dose.amount.amount), placed.route] += 1
    if told[0] - told[1] != old - new or told[1] - told[0] != new - old:
        yield "the difference is not the difference"


def summed(plan: Plan) -> Fraction:
    """Etoposide in mg/m2 added up again: each dose over the surface of the newest measures by its moment."""
    total = Fraction(0)
    for order in plan.orders:
        if isinstance(order, Order) and order.drug == "etoposide":
            for one in order.administrations:
                since = [span for span in plan.spans if span.since is None or span.since <= one.at]
                total += Fraction(one.dose.amount.amount) / Fraction(since[-1].bsa.used)
    return total


def sequence(chance: random.Random) -> tuple[int, list[str]]:
    """One course with one to five versions more; how many, and what did not hold."""
    case, clock, wrong = begun(chance), moments(chance), []
    before, made = planned(case), 0
    if before is None:
        return 0, ["the first version can not be planned"]
    for _ in range(chance.randint(1, 5)):
        now = next(clock)
        after_case = case
        for deed in chance.sample(DEEDS, chance.randint(1, 3)):
            after_case = deed(after_case, before, now, chance) or after_case
        after = planned(after_case)
        if after is None or after_case == case:
            continue  # such as a move beyond what a plan takes, which is refused with a sentence
        made += 1
        wrong += [f"{fault} at {now:%Y-%m-%d %H:%M}" for fault in faults(before, after, now)]
        case, before = after_case, after
    return made, wrong


def planned(case: Raw) -> Plan | None:
    """The plan of a raw case; None where it is refused."""
    found = read_object(case, knowledge()).case
    return None if found is None else make_plan(found, knowledge())


def campaign(count: int, seed: int = SEED) -> tuple[int, list[str]]:
    """So many sequences: how many versions they made, and each that does not hold, with its number."""
    versions, wrong = 0, []
    for number in range(count):
        made, faults_of = sequence(random.Random(f"{seed}/{number}"))
        versions += made
        wrong += [f"sequence {number}: {fault}" for fault in faults_of]
    return versions, wrong


def main() -> int:
    """Runs as many sequences as asked for and prints what came of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    versions, wrong = campaign(count)
    sys.stdout.write(f"{count} sequences, {versions} later versions, {len(wrong)} failures\n")
    sys.stdout.writelines(f"{line}\n" for line in wrong[:20])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
