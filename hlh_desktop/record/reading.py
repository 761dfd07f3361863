"""One state of the record to read from: values only, in the order they were saved."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, func, select

from hlh_desktop.record import columns, log_rows, quick, result_queries, result_rows, rows
from hlh_desktop.record.append import BY_ID, last
from hlh_desktop.record.instants import from_text
from hlh_desktop.record.known import Answer
from hlh_desktop.record.tables import doses, ends, facts, identities, outcomes, result_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from datetime import datetime
    from types import EllipsisType
    from uuid import UUID

    from sqlalchemy import Select, Table

    from hlh_desktop.domain.log.values import Ended, Outcome
    from hlh_desktop.domain.results.values import LabResult, ResultEnd, ResultId
    from hlh_desktop.record.known import Known
    from hlh_desktop.record.quick import Held
    from hlh_desktop.record.values import DoseRow, Fact, Identity

T = TypeVar("T")

IDENTITIES = select(identities).order_by(identities.c.number)
# All of them if the plan was saved after that number, else none: they come with it and never later.
OF_PLAN = (
    select(doses)
    .where(doses.c.plan == bindparam("plan"))
    .where(select(facts.c.number).where(facts.c.id == bindparam("plan")).scalar_subquery() > bindparam("after"))
    .order_by(doses.c.number)
)
BY_NUMBER = select(facts).where(facts.c.number == bindparam("number"))
SEAL = select(facts.c.seal).where(facts.c.number == bindparam("number"))
# A clock that was set back is noticed until so many facts were saved since.
LATELY = 1000
LATEST = select(func.max(select(facts.c.saved).order_by(facts.c.number.desc()).limit(LATELY).subquery().c.saved))
NEWEST_OF_DOSE = select(doses).where(doses.c.id == bindparam("id")).order_by(doses.c.number.desc()).limit(1)


class Reading:
    """What the record holds at one moment. `after` is the number of a fact: only what was saved later is answered.

    What is asked of one child, of one dose, or of the ward itself, is remembered in `known`.
    """

    def __init__(self, connection: Held, known: Known) -> None:
        self._connection, self._known = connection, known
        self._last: tuple[int, str] | None = None
        self._seals: dict[int, str] = {}

    def facts(
        self, child: UUID | EllipsisType | None = ..., kinds: Collection[str] | None = None, after: int = 0
    ) -> tuple[Fact, ...]:
        """Facts of a child, of the ward itself (None), or of all (...)."""
        if kinds is not None and not kinds:
            return ()
        if after or child is ... or kinds is None:
            return self._facts(child, kinds, after)
        return self._grown(("facts", child, tuple(kinds)), lambda number: self._facts(child, kinds, number))

    def _facts(
        self, child: UUID | EllipsisType | None, kinds: Collection[str] | None, after: int
    ) -> tuple[Fact, ...]:  # fmt: skip
        named = {f"kind{number}": kind for number, kind in enumerate(kinds or ())}
        query = _facts(child is None, tuple(named), tuple(_of(child)))
        return log_rows.to_facts(quick.every(self._connection, query, after=after, **_of(child), **named))

    def fact(self, id_: UUID) -> Fact | None:
        """One fact; None if there is none of that id."""
        row = quick.first(self._connection, BY_ID, id=id_.hex)
        return None if row is None else rows.to_fact(row)

    def identities(self) -> dict[UUID, Identity]:
        """The newest identity of each child."""
        return dict(map(rows.to_identity, quick.every(self._connection, IDENTITIES)))

    def doses(self, plan: UUID) -> tuple[DoseRow, ...]:
        """The planned doses of a signed plan, in the order they were added."""
        return self._grown(("doses", plan), lambda number: self._doses(plan, number))

    def _doses(self, plan: UUID, after: int) -> tuple[DoseRow, ...]:
        return log_rows.to_doses(quick.every(self._connection, OF_PLAN, plan=plan.hex, after=after))

    def doses_of(self, plans: Collection[UUID]) -> tuple[DoseRow, ...]:
        """The planned doses of several signed plans, one plan after the other."""
        found = [row for plan in plans for row in quick.every(self._connection, OF_PLAN, plan=plan.hex, after=0)]
        return log_rows.to_doses(found)

    def dose(self, id_: UUID) -> DoseRow | None:
        """A planned dose as the newest plan that has it says it; None if no plan has it."""
        found = log_rows.to_doses(quick.every(self._connection, NEWEST_OF_DOSE, id=id_.hex))
        return found[0] if found else None

    def outcomes(
        self, child: UUID | EllipsisType = ..., drug: str | None = None, dose: UUID | None = None, after: int = 0
    ) -> tuple[Outcome, ...]:
        """What became of doses: of a child or of all (...), of a drug, of one dose."""
        if after or (child is ... and dose is None):
            return self._outcomes(child, drug, dose, after)
        question = ("outcomes", child, drug, dose)
        return self._grown(question, lambda number: self._outcomes(child, drug, dose, number))

    def _outcomes(
        self, child: UUID | EllipsisType, drug: str | None, dose: UUID | None, after: int
    ) -> tuple[Outcome, ...]:  # fmt: skip
        by = _of(child) | ({} if drug is None else {"drug": drug}) | ({} if dose is None else {"dose": dose.hex})
        query = _log(outcomes, tuple(by))
        return log_rows.to_outcomes(quick.every(self._connection, query, after=after, **by))

    def ends(self, child: UUID | EllipsisType = ..., after: int = 0) -> tuple[Ended, ...]:
        """Which outcomes stand no more: of a child or of all (...)."""
        if after or child is ...:
            return self._ends(child, after)
        return self._grown(("ends", child), lambda number: self._ends(child, number))

    def _ends(self, child: UUID | EllipsisType, after: int) -> tuple[Ended, ...]:
        by = _of(child)
        return log_rows.to_ends(quick.every(self._connection, _log(ends, tuple(by)), after=after, **by))

    def numbered(self, number: int) -> Fact | None:
        """The fact of a number; None if there is none."""
        row = quick.first(self._connection, BY_NUMBER, number=number)
        return None if row is None else rows.to_fact(row)

    def result(self, id_: ResultId) -> LabResult | None:
        """One result of a laboratory, whether it stands or not; None if there is none of that id."""
        found = quick.every(self._connection, result_queries.ONE, number=id_.number, place=id_.place)
        return result_rows.to_results(found)[0] if found else None

    def results(
        self, child: UUID | EllipsisType = ..., analytes: Collection[str] | None = None,
        since: datetime | None = None, until: datetime | None = None, after: int = 0,
    ) -> tuple[LabResult, ...]:  # fmt: skip
        """Every result of a child or of all (...), oldest first, those that stand no more too.

        Of some analytes, taken from `since` on and before `until`.
        """
        if analytes is not None and not analytes:
            return ()
        names, times = tuple(sorted({*(analytes or ())})), (since, until)
        if after or child is ... or not names or times != (None, None):
            return self._results(child, names, times, after)
        question = ("results", child, names)
        return self._grown(question, lambda number: self._results(child, names, times, number), result_rows.in_time)

    def _results(
        self, child: UUID | EllipsisType, names: tuple[str, ...], times: tuple[datetime | None, datetime | None],
        after: int,
    ) -> tuple[LabResult, ...]:  # fmt: skip
        named = {f"name{place}": name for place, name in enumerate(names)}
        borders = zip(("since", "until"), times, strict=True)
        by = _of(child) | {name: result_queries.border(at) for name, at in borders if at is not None}
        query = result_queries.selection(tuple(named), tuple(by))
        with columns.unswept():
            return result_rows.to_results(quick.every(self._connection, query, after=after, **by, **named))

    def newest_results(self, child: UUID, moments: int, before: datetime | None = None) -> tuple[LabResult, ...]:
        """What stands of a child's newest moments of collection, oldest first; only of those before a moment."""
        by = {} if before is None else {"before": result_queries.border(before)}
        newest = result_queries.moments(before=bool(by))
        found = quick.every(self._connection, newest, child=child.hex, moments=moments, **by)
        if not found:
            return ()
        query = result_queries.standing(before=bool(by))
        return result_rows.to_results(quick.every(self._connection, query, child=child.hex, since=found[-1][0], **by))

    def measured(self, child: UUID, analytes: Collection[str], since: datetime) -> frozenset[str]:
        """Which of these analytes have a number that stands, taken from a moment on."""
        by = {"child": child.hex, "since": result_queries.border(since)}
        ask = result_queries.MEASURED
        return frozenset(
            name for name in analytes if quick.first(self._connection, ask, analyte=name, **by) is not None
        )

    def result_ends(self, child: UUID | EllipsisType = ..., after: int = 0) -> tuple[ResultEnd, ...]:
        """Which results stand no more: of a child or of all (...), in the order they were ended."""
        if after or child is ...:
            return self._result_ends(child, after)
        return self._grown(("result_ends", child), lambda number: self._result_ends(child, number))

    def _result_ends(self, child: UUID | EllipsisType, after: int) -> tuple[ResultEnd, ...]:
        by = _of(child)
        query = _log(result_ends, tuple(by))
        return result_rows.to_result_ends(quick.every(self._connection, query, after=after, **by))

    def last(self) -> tuple[int, str]:
        """The number and the seal of the newest fact; 0 and "" in a ward that has none."""
        if self._last is None:
            self._last = last(self._connection)
        return self._last

    def latest_saved(self) -> datetime | None:
        """The latest moment at which one of the newest facts was saved, which need not be the last of them."""
        row = quick.first(self._connection, LATEST)
        return None if row is None or row[0] is None else from_text(row[0])

    def _grown(
        self, question: Hashable, read: Callable[[int], tuple[T, ...]],
        ordered: Callable[[tuple[T, ...]], tuple[T, ...]] = tuple,
    ) -> tuple[T, ...]:  # fmt: skip
        """What was answered before, and what was saved since; all of it where that is another record's, or later.

        `ordered` puts both in order where that is not the order in which they were saved.
        """
        number, seal = self.last()
        before = self._known.of(question)
        if before is None or not self._held(before):
            found = read(0)
        elif before.number == number:
            return before.found
        else:
            since = read(before.number)
            found = ordered((*before.found, *since)) if since else before.found
        self._known.keep(question, Answer(number, seal, found))
        return found

    def _held(self, before: Answer) -> bool:
        """Whether this state of the record goes on from that one."""
        number, seal = self.last()
        if before.number == number:
            return before.seal == seal
        if before.number not in self._seals:
            found = quick.first(self._connection, SEAL, number=before.number)
            self._seals[before.number] = found[0] if found else ""
        return before.number < number and self._seals[before.number] == before.seal


def _of(child: UUID | EllipsisType | None) -> dict[str, Any]:
    """The child that a question is about, where it is about one."""
    return {} if child is None or child is ... else {"child": child.hex}


@cache
def _log(table: Table, by: tuple[str, ...]) -> Select[Any]:
    """The rows of a log after a number, by the columns that are asked for."""
    query = select(table).where(table.c.number > bindparam("after")).order_by(table.c.number)
    return query.where(*(table.c[name] == bindparam(name) for name in by))


@cache
def _facts(of_ward: bool, kinds: tuple[str, ...], by: tuple[str, ...]) -> Select[Any]:
    """The same of facts: of the ward itself, of so many kinds."""
    query = _log(facts, by)
    if of_ward:
        query = query.where(facts.c.child.is_(None))
    return query.where(facts.c.kind.in_([bindparam(name) for name in kinds])) if kinds else query
