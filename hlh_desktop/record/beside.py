"""What other tables hold of a fact: rows that go in with it, and whose digests stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import log_rows, quick, result_rows, rows
from hlh_desktop.record.tables import doses, ends, facts, identities, outcomes, result_ends, results

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Table

    from hlh_desktop.domain.log.values import Ended, Outcome
    from hlh_desktop.domain.results.values import ResultEnd
    from hlh_desktop.record.quick import Held
    from hlh_desktop.record.values import Entry
    from hlh_desktop.record.writing import Writing

    Row = dict[str, Any]

SALT_BYTES = 16
LAST_DOSE = select(func.max(doses.c.number))
SAME_TURN = select(outcomes.c.number).where(
    outcomes.c.dose == bindparam("dose"), outcomes.c.turn == bindparam("turn")
)  # fmt: skip
# By the fact's id, which has an index.
ENDED = (
    select(outcomes.c.child, ends.c.number)
    .select_from(
        facts.join(outcomes, outcomes.c.number == facts.c.number).outerjoin(ends, ends.c.outcome == facts.c.id)
    )
    .where(facts.c.id == bindparam("outcome"))
)
# A result by its key, with the end that it has already.
RESULT_ENDED = (
    select(results.c.child, result_ends.c.number)
    .select_from(
        results.outerjoin(
            result_ends, and_(result_ends.c.of_number == results.c.number, result_ends.c.of_place == results.c.place)
        )
    )
    .where(results.c.number == bindparam("of_number"), results.c.place == bindparam("of_place"))
)


@dataclass(frozen=True, slots=True)
class Beside:
    """One kind of them: the column `by` of its table names the column `of` of its fact."""

    name: str
    table: Table
    by: str
    of: str
    digest: Callable[[Sequence[Mapping[str, Any]]], str]


def _only(found: Sequence[Mapping[str, Any]]) -> str:
    return rows.row_digest(found[0])


# The names stand in facts and in the wording of what is broken: they never change.
KINDS = (
    Beside("identity", identities, "number", "number", _only),
    Beside("doses", doses, "plan", "id", rows.doses_digest),
    Beside("outcome", outcomes, "number", "number", _only),
    Beside("end", ends, "number", "number", _only),
    Beside("results", results, "number", "number", rows.rows_digest),
    Beside("result_ends", result_ends, "number", "number", rows.rows_digest),
)
# Those that are told again, and compared, when an entry is written again.
LOGGED = tuple(kind for kind in KINDS if kind.name not in ("identity", "doses"))


def rows_of(
    connection: Held, entry: Entry, writing: Writing, number: int, saved: str
) -> list[tuple[Beside, list[Row]]]:  # fmt: skip
    """The rows beside an entry, by their kinds, for the fact of that number.

    Trouble `dose_taken_meanwhile` if that dose has an outcome of that turn, `outcome_ended_meanwhile` if that outcome
    has an end, `result_ended_meanwhile` if that result has one; ValueError for an end of what is not there or is
    another child's.
    """
    outcome, end = writing.outcomes.get(entry.id), writing.ends.get(entry.id)
    if outcome is not None:
        _still_open(connection, outcome)
    if end is not None:
        _still_stands(connection, end)
    for ending in writing.result_ends.get(entry.id, ()):
        if ending.of.number != number:  # what ends within its own sample is not there yet
            _result_stands(connection, ending)
    found = {
        **_identity(entry, writing, number),
        **_doses(connection, entry, writing),
        **_logged(entry, writing, number, saved),
    }
    return [(kind, found[kind.name]) for kind in KINDS if kind.name in found]


def same(entry: Entry, writing: Writing, number: int, saved: str, said: Mapping[str, str]) -> bool:
    """Whether what is logged with an entry is what stands already, by the digests that the standing fact has."""
    found = _logged(entry, writing, number, saved)
    return all(
        said.get(kind.name) == (kind.digest(found[kind.name]) if kind.name in found else None) for kind in LOGGED
    )


def _still_open(connection: Held, outcome: Outcome) -> None:
    dose = None if outcome.dose is None else outcome.dose.hex
    if dose is not None and quick.first(connection, SAME_TURN, dose=dose, turn=outcome.turn) is not None:
        raise Trouble("dose_taken_meanwhile")


def _still_stands(connection: Held, end: Ended) -> None:
    found = quick.first(connection, ENDED, outcome=end.outcome.hex)
    if found is None or found[0] != end.child.hex:
        raise ValueError(end.outcome)
    if found[1] is not None:
        raise Trouble("outcome_ended_meanwhile")


def _result_stands(connection: Held, end: ResultEnd) -> None:
    found = quick.first(connection, RESULT_ENDED, of_number=end.of.number, of_place=end.of.place)
    if found is None or found[0] != end.child.hex:
        raise ValueError(end.of)
    if found[1] is not None:
        raise Trouble("result_ended_meanwhile")


def _identity(entry: Entry, writing: Writing, number: int) -> dict[str, list[Row]]:
    who = writing.identity.get(entry.id)
    if who is None or entry.child is None:
        return {}
    return {"identity": [{"number": number, **rows.identity_row(who, entry.child, token_hex(SALT_BYTES))}]}


def _doses(connection: Held, entry: Entry, writing: Writing) -> dict[str, list[Row]]:
    """The planned doses with numbers of their own."""
    mine = [dose for dose in writing.doses if dose.plan == entry.id]
    if not mine:
        return {}
    ((last,),) = quick.every(connection, LAST_DOSE)
    return {"doses": [rows.dose_row(dose, number) for number, dose in enumerate(mine, (last or 0) + 1)]}


def _logged(entry: Entry, writing: Writing, number: int, saved: str) -> dict[str, list[Row]]:
    outcome, end = writing.outcomes.get(entry.id), writing.ends.get(entry.id)
    found, ended = writing.results.get(entry.id), writing.result_ends.get(entry.id)
    return {
        **({} if outcome is None else {"outcome": [log_rows.outcome_row(outcome, entry, number, saved)]}),
        **({} if end is None else {"end": [log_rows.end_row(end, entry, number, saved)]}),
        **({} if found is None else {"results": result_rows.result_rows(found, number)}),
        **({} if ended is None else {"result_ends": result_rows.result_end_rows(ended, entry, number, saved)}),
    }
