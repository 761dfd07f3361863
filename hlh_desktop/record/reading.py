"""One state of the record to read from: values only, in the order they were saved."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from hlh_desktop.record import log_rows, quick, rows
from hlh_desktop.record.append import BY_ID, last
from hlh_desktop.record.tables import doses, ends, facts, identities, outcomes

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import EllipsisType
    from uuid import UUID

    from sqlalchemy import Select, Table

    from hlh_desktop.domain.log.values import Ended, Outcome
    from hlh_desktop.record.quick import Held
    from hlh_desktop.record.values import DoseRow, Fact, Identity

IDENTITIES = select(identities).order_by(identities.c.number)
OF_PLAN = select(doses).where(doses.c.plan == bindparam("plan")).order_by(doses.c.number)
NEWEST_OF_DOSE = select(doses).where(doses.c.id == bindparam("id")).order_by(doses.c.number.desc()).limit(1)


class Reading:
    """What the record holds at one moment. `after` is the number of a fact: only what was saved later is answered."""

    def __init__(self, connection: Held) -> None:
        self._connection = connection

    def facts(
        self, child: UUID | EllipsisType | None = ..., kinds: Collection[str] | None = None, after: int = 0
    ) -> tuple[Fact, ...]:
        """Facts of a child, of the ward itself (None), or of all (...)."""
        if kinds is not None and not kinds:
            return ()
        named = {f"kind{number}": kind for number, kind in enumerate(kinds or ())}
        query = _facts(child is None, tuple(named), tuple(_of(child)))
        return tuple(map(rows.to_fact, quick.every(self._connection, query, after=after, **_of(child), **named)))

    def fact(self, id_: UUID) -> Fact | None:
        """One fact; None if there is none of that id."""
        row = quick.first(self._connection, BY_ID, id=id_.hex)
        return None if row is None else rows.to_fact(row)

    def identities(self) -> dict[UUID, Identity]:
        """The newest identity of each child."""
        return dict(map(rows.to_identity, quick.every(self._connection, IDENTITIES)))

    def doses(self, plan: UUID) -> tuple[DoseRow, ...]:
        """The planned doses of a signed plan, in the order they were added."""
        return log_rows.to_doses(quick.every(self._connection, OF_PLAN, plan=plan.hex))

    def doses_of(self, plans: Collection[UUID]) -> tuple[DoseRow, ...]:
        """The planned doses of several signed plans, one plan after the other."""
        found = [row for plan in plans for row in quick.every(self._connection, OF_PLAN, plan=plan.hex)]
        return log_rows.to_doses(found)

    def dose(self, id_: UUID) -> DoseRow | None:
        """A planned dose as the newest plan that has it says it; None if no plan has it."""
        found = log_rows.to_doses(quick.every(self._connection, NEWEST_OF_DOSE, id=id_.hex))
        return found[0] if found else None

    def outcomes(
        self, child: UUID | EllipsisType = ..., drug: str | None = None, dose: UUID | None = None, after: int = 0
    ) -> tuple[Outcome, ...]:
        """What became of doses: of a child or of all (...), of a drug, of one dose."""
        by = _of(child) | ({} if drug is None else {"drug": drug}) | ({} if dose is None else {"dose": dose.hex})
        query = _log(outcomes, tuple(by))
        return log_rows.to_outcomes(quick.every(self._connection, query, after=after, **by))

    def ends(self, child: UUID | EllipsisType = ..., after: int = 0) -> tuple[Ended, ...]:
        """Which outcomes stand no more: of a child or of all (...)."""
        by = _of(child)
        return log_rows.to_ends(quick.every(self._connection, _log(ends, tuple(by)), after=after, **by))

    def last(self) -> tuple[int, str]:
        """The number and the seal of the newest fact; 0 and "" in a ward that has none."""
        return last(self._connection)


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
