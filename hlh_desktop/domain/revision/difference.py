"""What two versions of a plan do not have alike; what lies before now, or is in the log, stays as it was given."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from hlh_desktop.domain.finding import LEVELS
from hlh_desktop.domain.findings.etoposide import cumulative_etoposide_above_2000, cumulative_etoposide_at_3000
from hlh_desktop.domain.revision.lost_results import with_unknown
from hlh_desktop.domain.revision.values import Difference, DosePair, FindingTurn, LinePair, Placed, Sum, TaskPair
from hlh_desktop.domain.slots import slots_of
from hlh_desktop.domain.summary import calculation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from hlh_desktop.domain.finding import Finding, Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.slots import Slot, SlotKey

# What each says is of one dose: of another dose it is another finding.
OF_ONE_DOSE = ("dose_changed",)
NUMBER = re.compile(r"\d")


def difference(
    before: Plan, after: Plan, knowledge: Knowledge, now: datetime, settled: AbstractSet[SlotKey] = frozenset()
) -> Difference:
    """The difference of two versions at a moment of ward time; `settled` are doses of which the log tells already.

    A dose that was due and is moved, held or omitted since is told too, though it lies before that moment.
    """
    pairs = pairs_of(before, after)
    passed = frozenset(one.key for one in pairs if one.key in settled or (one.same and has_passed(one, now, settled)))
    return Difference(
        surface=(before.bsa, after.bsa),
        lines=tuple(_lines(pairs, passed)),
        doses=tuple(one for one in pairs if one.key not in passed and not one.same),
        cumulative=_sum(before, after, knowledge),
        tasks=tuple(_tasks(before.tasks, after.tasks)),
        findings=with_unknown(_findings(before.findings, after.findings), before.case, after.case, knowledge),
    )


def pairs_of(before: Plan, after: Plan) -> tuple[DosePair, ...]:
    """Every dose of both versions, in the order of lines and moments of the later one, then what only the first has."""
    old = {slot.key: slot for slot in slots_of(before)}
    new = {slot.key: slot for slot in slots_of(after)}
    either = {**new, **{key: slot for key, slot in old.items() if key not in new}}
    return tuple(
        DosePair(key, slot.order.drug, _placed(old.get(key)), _placed(new.get(key))) for key, slot in either.items()
    )


def _placed(slot: Slot | None) -> Placed | None:
    if slot is None:
        return None
    return Placed(slot.one, slot.order.route)


def has_passed(pair: DosePair, now: datetime, settled: AbstractSet[SlotKey]) -> bool:
    """Whether a dose is settled in the log, or lies before now wherever it stands."""
    return pair.key in settled or all(one.at < now for one in (pair.before, pair.after) if one is not None)


def _lines(pairs: Iterable[DosePair], passed: AbstractSet[SlotKey]) -> Iterator[LinePair]:
    """Runs of doses that are equal in each version; what has passed is one run of each line."""
    by_line: dict[tuple[str, str | None, str], list[DosePair]] = {}
    for one in pairs:
        by_line.setdefault((one.key.line, one.key.part, one.drug), []).append(one)
    for (line, part, drug), ones in by_line.items():
        ordered = sorted(ones, key=lambda one: one.key.slot)
        gone = tuple(one for one in ordered if one.key in passed)
        if gone:
            yield LinePair(line, part, drug, gone, settled=True)
        for _, run in groupby((one for one in ordered if one.key not in passed), key=_equal):
            yield LinePair(line, part, drug, tuple(run), settled=False)


def _equal(pair: DosePair) -> tuple[object, ...]:
    """What doses of one row have in common: the calculation and the route in each version."""
    return tuple(None if one is None else (calculation(one.dose), one.route) for one in (pair.before, pair.after))


def _sum(before: Plan, after: Plan, knowledge: Knowledge) -> Sum:
    first = knowledge.alerts[cumulative_etoposide_above_2000.__name__].numbers["mg_per_m2"]
    second = knowledge.alerts[cumulative_etoposide_at_3000.__name__].numbers["mg_per_m2"]
    totals = before.cumulative, after.cumulative

    def both(dates: Iterable[date | None]) -> tuple[date | None, date | None]:
        one, other = dates
        return one, other

    older, newer = totals
    return Sum(
        older.overall, newer.overall, both(one.first_above(first) for one in totals),
        both(one.first_at(second) for one in totals), older.overall - older.planned, newer.overall - newer.planned,
        newer.prior is not None,
    )  # fmt: skip


def _tasks(before: Iterable[Task], after: Iterable[Task]) -> Iterator[TaskPair]:
    """Tasks by code, the first of a code with the first of the same code."""
    old, new = _by_code(before), _by_code(after)
    either = {**new, **{key: task for key, task in old.items() if key not in new}}
    for (code, number), task in either.items():
        was, is_now = old.get((code, number)), new.get((code, number))
        due = None if was is None else was.due, None if is_now is None else is_now.due
        if due[0] != due[1]:
            yield TaskPair(code, task.text, *due)


def _by_code(tasks: Iterable[Task]) -> dict[tuple[str, int], Task]:
    found: dict[tuple[str, int], Task] = {}
    for task in tasks:
        found[task.code, sum(code == task.code for code, _ in found)] = task
    return found


def _findings(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[FindingTurn]:
    """Findings that come or go by code and sentence; one that says the same of another value is told with both."""
    old = {(one.code, one.text): one for one in before}
    new = {(one.code, one.text): one for one in after}
    went = {key: one for key, one in old.items() if key not in new}
    came = {key: one for key, one in new.items() if key not in old}
    for key, one in new.items():
        was = old.get(key) or _same(one, came, went)
        if was is None:
            yield FindingTurn("new", one)
        elif was.level != one.level:
            louder = LEVELS.index(one.level) < LEVELS.index(was.level)
            yield FindingTurn("louder" if louder else "quieter", one, was)
        elif was.text != one.text:
            yield FindingTurn("changed", one, was)
    yield from (FindingTurn("gone", one) for one in went.values() if _same(one, went, came) is None)


def _same(
    one: Finding, mine: Mapping[tuple[str, str], Finding], theirs: Mapping[tuple[str, str], Finding]
) -> Finding | None:
    """The finding of the other plan that tells another value of the same: the only one of its code in each of them."""
    alike = [[other for other in plan.values() if other.code == one.code] for plan in (mine, theirs)]
    if [len(found) for found in alike] != [1, 1] or one.code in OF_ONE_DOSE:
        return None
    (other,) = alike[1]
    return other if _begins(one) == _begins(other) or _ends_alike(one.text, other.text) else None


def _ends_alike(one: str, other: str) -> bool:
    """Whether two sentences differ only in how they begin, as where another drug is named: most of both is the same."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(other), strict=False)))
    return same * 2 > max(len(one), len(other))


def _begins(one: Finding) -> str:
    """The words of a finding before its first number."""
    return NUMBER.split(one.text, maxsplit=1)[0]
