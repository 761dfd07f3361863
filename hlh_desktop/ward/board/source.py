"""Reads the record for the board: everything once, and from then on only what was written since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from hlh_desktop.ward import dose_rows, plans
from hlh_desktop.ward.board.frozen import of_plan
from hlh_desktop.ward.board.kept import READ, WANTED, Kept
from hlh_desktop.ward.log.read import logged
from hlh_desktop.ward.results.alerts import Subject, of_child, puncture_due
from hlh_desktop.ward.results.kinds import RESULTS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.values import Ended, Outcome
    from hlh_desktop.domain.results.alerts.values import Alert
    from hlh_desktop.domain.results.values import LabResult, ResultEnd
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import DoseRow, Fact
    from hlh_desktop.ward.board.frozen import OfPlan
    from hlh_desktop.ward.open_ward import OpenWard

HELD = "held"
One = TypeVar("One", "Fact", "Outcome", "Ended", "LabResult", "ResultEnd")


@dataclass(frozen=True, slots=True)
class News:
    """What was written since the last look, by child. `voiced` are the facts of holds, which may be orders by voice.

    `sampled` are the children with results of any analyte.
    """

    facts: Mapping[UUID, list[Fact]]
    outcomes: Mapping[UUID, list[Outcome]]
    ends: Mapping[UUID, list[Ended]]
    voiced: Mapping[UUID, list[Fact]]
    results: Mapping[UUID, list[LabResult]]
    result_ends: Mapping[UUID, list[ResultEnd]]
    sampled: Collection[UUID]

    @property
    def touched(self) -> Collection[UUID]:
        """The children of whom something was written."""
        return {*self.facts, *self.outcomes, *self.ends, *self.results, *self.result_ends, *self.sampled}


class Source:
    """Every child of the record as the board knows it, `kept` by id. What was read of a plan is kept by its id."""

    def __init__(self, desk: OpenWard) -> None:
        self._desk = desk
        self._number = self._turn = 0
        self._plans: dict[UUID, OfPlan] = {}
        self.kept: dict[UUID, Kept] = {}

    def look(self, now: datetime) -> None:
        """Reads what is new, in one state of the record. After a Trouble the next look begins anew."""
        try:
            with self._desk.store.reading() as reading:
                self._read(reading, now)
        except BaseException:
            self.forget()
            raise

    def forget(self) -> None:
        """The next look reads everything again."""
        self._number, self.kept = 0, {}

    def _read(self, reading: Reading, now: datetime) -> None:
        number, _ = reading.last()
        if number < self._number:
            self.forget()
        if number == self._number:
            return
        for child, identity in reading.identities().items():
            known = self.kept.setdefault(child, Kept(child, identity))
            if known.turn == 0 or known.identity != identity:
                known.identity, known.turn = identity, self._next_turn()
        self._take(reading, self._news(reading), now)
        self._number = number

    def _news(self, reading: Reading) -> News:
        facts, outcomes = reading.facts(kinds=WANTED, after=self._number), reading.outcomes(after=self._number)
        voiced = [fact for one in outcomes if one.became == HELD and (fact := reading.fact(one.id)) is not None]
        results = reading.results(analytes=READ, after=self._number)
        ends, result_ends = reading.ends(after=self._number), reading.result_ends(after=self._number)
        return News(
            _by_child(facts), _by_child(outcomes), _by_child(ends), _by_child(voiced), _by_child(results),
            _by_child(result_ends), self._sampled(reading),
        )  # fmt: skip

    def _sampled(self, reading: Reading) -> Collection[UUID]:
        """The children with new samples; at the first look every child is read anyway."""
        facts = reading.facts(kinds=(RESULTS,), after=self._number) if self._number else ()
        return {fact.child for fact in facts if fact.child is not None}

    def _take(self, reading: Reading, news: News, now: datetime) -> None:
        touched = [self.kept[child] for child in news.touched if child in self.kept]
        for kept in touched:
            self._grow(kept, news)
        changed = [kept for kept in touched if self._other_plan(kept, news)]
        rows: dict[UUID, list[DoseRow]] = defaultdict(list)
        for row in reading.doses_of([kept.head.id for kept in changed if kept.head]):
            rows[row.plan].append(row)
        details = dose_rows.details(self._desk)
        for kept in changed:
            if kept.head is not None:
                doses = (logged(row, details) for row in rows[kept.head.id])
                kept.take_doses(doses, self._of_plan(reading, kept.head.id))
        for kept in touched:
            kept.settle(self._desk, self._desk.here(now))
            kept.alerts = self._alerts(reading, kept, self._desk.here(now))
            kept.turn = self._next_turn()

    def _alerts(self, reading: Reading, kept: Kept, now: datetime) -> tuple[Alert, ...]:
        """What the results of a child raise and nobody has acknowledged."""
        puncture = puncture_due(self._desk, kept.open_turns, kept.doses, now)
        return of_child(self._desk, reading, Subject(kept.child, kept.identity, kept.facts, puncture), now).open

    def _next_turn(self) -> int:
        """A number that no child ever had, not even before everything was read again."""
        self._turn += 1
        return self._turn

    def _grow(self, kept: Kept, news: News) -> None:
        patience = timedelta(hours=int(self._desk.ward.knowledge.giving.numbers["voice_hours"]))
        kept.facts += news.facts.get(kept.child, ())
        kept.outcomes += news.outcomes.get(kept.child, ())
        kept.ends += news.ends.get(kept.child, ())
        kept.results += news.results.get(kept.child, ())
        kept.result_ends += news.result_ends.get(kept.child, ())
        orders = (*news.voiced.get(kept.child, ()), *news.facts.get(kept.child, ()))
        kept.note_orders(sorted(orders, key=lambda fact: fact.number), patience)

    def _other_plan(self, kept: Kept, news: News) -> bool:
        """Whether another version stands since; then it is the child's head."""
        if not any(fact.kind == plans.SIGNATURE for fact in news.facts.get(kept.child, ())):
            return False
        signatures = [fact for fact in kept.facts if fact.kind == plans.SIGNATURE]
        kept.head = plans.heads_of(signatures)[kept.child][0]
        return True

    def _of_plan(self, reading: Reading, plan: UUID) -> OfPlan:
        if plan not in self._plans:
            fact = reading.fact(plan)
            body = None if fact is None else fact.body
            self._plans[plan] = of_plan(body, self._desk.ward.knowledge)
        return self._plans[plan]


def _by_child(found: Collection[One]) -> dict[UUID, list[One]]:
    by: dict[UUID, list[One]] = defaultdict(list)
    for one in found:
        if one.child is not None:
            by[one.child].append(one)
    return by
