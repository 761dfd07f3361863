"""A campaign: random sequences of what may be done to a plan, and what must hold of every version that they make.

Some doses are given, some in part, refused or missed, some late or early, and of some nothing is written; the night on
which clocks change lies in some courses. A version that would rewrite the past is not signed, as on the ward.

`python -m tests.campaigns.revisions 10000` prints how many sequences and versions there were and each that fails.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain.revision.edits import revise
from hlh_desktop.domain.revision.gaps import with_past
from hlh_desktop.domain.revision.past import rewritten
from tests.builders import case_data, knowledge, regimen
from tests.campaigns.revision_deeds import DEEDS, Bedside, planned_case, tampered, what_if
from tests.campaigns.revision_faults import faults, missed, named_rows, of_itself, past_changed, settled_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.slots import SlotKey
    from tests.campaigns.revision_faults import Name, Row

# How often somebody tries to change what the log has.
SEED, TAMPERED = 26, 0.15
PARIS = ZoneInfo("Europe/Paris")
Raw = dict[str, Any]
CHILDREN = (("4.2", "55", "2026-08-20"), ("9.8", "74", "2025-11-30"), ("13.5", "92", "2024-06-22"),
            ("29.6", "134", "2017-05-02"), ("62", "168", "2010-01-15"))  # fmt: skip
LINES: tuple[Any, ...] = (
    "dexamethasone", "rituximab", "ivig", "cotrimoxazole", "tocilizumab", "ruxolitinib", "intrathecal",
    {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 2}, {"line": "emapalumab", "label": "primary"},
    {"line": "ciclosporin", "mg_per_kg_per_day": "6"}, "methylprednisolone_pulse",
    {"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 4},
)  # fmt: skip
# The usual course, and those that the nights of the clock changes lie in.
BEGUN = ("2026-11-22", "2026-11-22", "2027-03-14", "2026-10-12")
# By doses a day, the clock times of a ward whose nights have a dose in the hour that clocks skip, or that comes twice.
NIGHTLY = {2: ["02:30", "14:30"], 4: ["02:00", "08:00", "14:00", "20:00"]}


@dataclass
class Course:
    """A course as it goes on: the version that stands, what the log tells, and what did not hold."""

    case: Raw
    plan: Plan
    first: Plan
    log: dict[Name, Row] = field(default_factory=dict)
    versions: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def begun(chance: random.Random) -> Raw:
    """A child of some size with etoposide and some other lines."""
    weight, height, born = chance.choice(CHILDREN)
    day_one = chance.choice(BEGUN)
    rule = {"rule": "mg_per_m2"} if Fraction(weight) < 10 else {}
    sampled = chance.sample(LINES, chance.randint(1, 5))
    wanted: dict[str, Any] = {one if isinstance(one, str) else one["line"]: one for one in sampled}
    of_day = {"ruxolitinib": 2, "anakinra": wanted.get("anakinra", {}).get("doses_per_day", 0)}
    times = {name: NIGHTLY[count] for name, count in of_day.items() if name in wanted and chance.random() < 0.3}
    chosen = regimen(
        {"line": "etoposide", **rule}, *wanted.values(), protocol=chance.choice(("hlh-94", "hlh-2004")),
        last_week=chance.choice((8, 8, 40)), times=times,
    )  # fmt: skip
    measures = [{"on": day_one, "weight_kg": weight, "height_cm": height}]
    return case_data(patient={"date_of_birth": born}, day_one=day_one, measurements=measures, regimen=chosen)


def moments(chance: random.Random, day_one: date) -> Iterator[datetime]:
    """Moments of a course, each after the one before."""
    at = datetime(day_one.year, day_one.month, day_one.day, tzinfo=PARIS) + timedelta(days=1)
    while True:
        at += timedelta(minutes=chance.randint(30, 12 * 24 * 60))
        yield at


# --- the log


def write(course: Course, now: datetime, chance: random.Random) -> None:
    """What was given, refused or missed by a moment is settled; of some doses nothing is written, some came early."""
    for name, row in named_rows(course.plan).items():
        early = now <= row[3] < now + timedelta(hours=6) and chance.random() < 0.1
        if name not in course.log and (early or (row[3] < now and chance.random() < 0.8)):
            course.log[name] = row


# --- sequences


def next_case(course: Course, by: Bedside) -> tuple[Raw, bool]:
    """The case of a next version, and whether every change of it was taken as a page takes it."""
    chance = by.chance
    case = course.case
    if chance.random() < 0.7:
        case = with_past(revise(case, by.now), course.plan, knowledge(), by.now)
    if chance.random() < 0.35:
        return what_if(case, by) or case, True
    stepwise = chance.random() < 0.5
    for deed in chance.sample(DEEDS, chance.randint(1, 3)):
        case = deed(case, by) or case
        looked = planned_case(case) if stepwise else None
        by = by if looked is None else Bedside(looked, by.now, by.settled, chance)
    return case, stepwise


def turn(course: Course, now: datetime, chance: random.Random) -> None:
    """One version more, as far as it can be signed."""
    write(course, now, chance)
    settled = settled_of(course.log, course.plan)
    by = Bedside(course.plan, now, settled, chance)
    attempt = tampered(course.case, by) if chance.random() < TAMPERED else None
    other = None if attempt is None else planned_case(attempt)
    if other is not None and past_changed(course.log, course.plan, other, now) != bool(
        rewritten(course.plan, other, now, settled)
    ):
        course.wrong.append(f"the past was changed at {now:%Y-%m-%d %H:%M}")
    case, taken = next_case(course, by)
    after = planned_case(case)
    if after is None or case == course.case:
        return  # such as a move beyond what a plan takes, which is refused with a sentence
    wrong = list(_looked_at(course, after, now, settled, taken=taken))
    if rewritten(course.plan, after, now, settled):
        course.refused += 1
    else:
        course.versions += 1
        wrong += of_itself(after)
        wrong += [
            one for before in (course.plan, course.first) for one in faults(course.log, settled, before, after, now)
        ]
        course.case, course.plan = case, after
    course.wrong += [f"{fault} at {now:%Y-%m-%d %H:%M}" for fault in dict.fromkeys(wrong)]


def _looked_at(
    course: Course, after: Plan, now: datetime, settled: frozenset[SlotKey], *, taken: bool
) -> Iterator[str]:  # fmt: skip
    pairs = rewritten(course.plan, after, now, settled)
    refused = bool(pairs)
    # What is tried is of doses to come or overdue: only one that was given early can be among those that are settled.
    if any(one.before is None or one.before.at < now for one in pairs):
        yield "a dose that has passed would be rewritten"
    if refused != past_changed(course.log, course.plan, after, now):
        yield "the past is said to be changed" if refused else "the past was changed"
    if taken and missed(after) - missed(course.plan):
        yield "a change that was taken is not applied"


def sequence(chance: random.Random) -> Course | None:
    """One course with one to five versions more; None where the first can not be planned."""
    case = begun(chance)
    plan = planned_case(case)
    if plan is None:
        return None
    course, clock = Course(case, plan, plan), moments(chance, plan.case.day_one)
    for _ in range(chance.randint(1, 5)):
        turn(course, next(clock), chance)
    return course


def campaign(count: int, seed: int = SEED, first: int = 0) -> tuple[int, list[str]]:
    """So many sequences: how many versions they made, and each that does not hold, with its number."""
    versions, wrong = 0, []
    for number in range(first, first + count):
        course = sequence(random.Random(f"{seed}/{number}"))
        versions += course.versions if course is not None else 0
        told: Iterable[str] = ["the first version can not be planned"] if course is None else course.wrong
        wrong += [f"sequence {number}: {fault}" for fault in told]
    return versions, wrong


def main() -> int:
    """Runs as many sequences as asked for, from a second number on, and prints what came of them."""
    count, first = (*(int(one) for one in sys.argv[1:3]), *(100, 0)[len(sys.argv[1:3]) :])
    versions, wrong = campaign(count, first=first)
    sys.stdout.write(f"{count} sequences, {versions} later versions, {len(wrong)} failures\n")
    sys.stdout.writelines(f"{line}\n" for line in wrong[:20])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
