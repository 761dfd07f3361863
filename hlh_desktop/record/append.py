"""The one way into the record: facts with what stands beside them, in one transaction of the caller's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import beside, drafts, quick, rows
from hlh_desktop.record.canonical import canonical, read_object
from hlh_desktop.record.instants import to_text
from hlh_desktop.record.tables import facts
from hlh_desktop.record.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Column, ScalarSelect

    from hlh_desktop.record.quick import Held
    from hlh_desktop.record.values import Entry, Fact

__all__ = ["Writing", "append", "last", "stands"]

COLUMNS = [column.name for column in facts.columns]
# What an entry that is written again must have in common with the fact that stands.
SAME = ("chain", "kind", "author", "workstation", "taken", "supersedes", "body")

NEWEST = select(facts.c.number, facts.c.seal).order_by(facts.c.number.desc()).limit(1)
BY_ID = select(facts).where(facts.c.id == bindparam("id"))
CHILD_OF = select(facts.c.child).where(facts.c.id == bindparam("id"))


def _only(column: Column[Any], chain: bool = False) -> ScalarSelect[Any]:
    """One column of the newest fact, of all or of a chain."""
    query = select(column).order_by((facts.c.sequence if chain else facts.c.number).desc()).limit(1)
    return (query.where(facts.c.chain == bindparam("chain")) if chain else query).scalar_subquery()


# All that a new fact has to know, asked in one: whether its id is taken, what it follows in the ward and its chain.
BEFORE = select(
    select(facts.c.number).where(facts.c.id == bindparam("id")).scalar_subquery(),
    _only(facts.c.number),
    _only(facts.c.seal),
    _only(facts.c.sequence, chain=True),
    _only(facts.c.hash, chain=True),
)


def append(connection: Held, ward: str, writing: Writing, now: datetime) -> tuple[Fact, ...]:
    """Adds facts and answers them as they stand. One that stands already, by its id, is answered and not added.

    The connection must hold the turn to write. Trouble `entry_differs` if an id stands for something else;
    `ward_changed` and `draft_gone` as `Writing` asks for them, unless all of it stands already; those of
    `beside.rows_of`; ValueError for a superseded fact that is not there or is another child's.
    """
    if writing.if_seal is not None or writing.drop_draft is not None:
        _as_it_was(connection, writing)
    added, saved = [], to_text(now)
    for entry in writing.entries:
        added.append(_add(connection, ward, entry, writing, saved))
        if writing.added is not None:
            writing.added(len(added))
    return tuple(added)


def last(connection: Held) -> tuple[int, str]:
    """The number and the seal of the newest fact; 0 and "" in a ward that has none."""
    row = quick.first(connection, NEWEST)
    return (0, "") if row is None else (row[0], row[1])


def stands(connection: Held, id_: UUID) -> bool:
    """Whether there is a fact of that id."""
    return quick.first(connection, BY_ID, id=id_.hex) is not None


def _as_it_was(connection: Held, writing: Writing) -> None:
    """Trouble if the ward or the draft is not what the writing was made for; made again, it changed both itself."""
    again = bool(writing.entries) and all(stands(connection, entry.id) for entry in writing.entries)
    if writing.if_seal is not None and not again and last(connection)[1] != writing.if_seal:
        raise Trouble("ward_changed")
    if writing.drop_draft is not None and not drafts.drop(connection, writing.drop_draft) and not again:
        raise Trouble("draft_gone")


def _add(connection: Held, ward: str, entry: Entry, writing: Writing, saved: str) -> Fact:
    row = rows.fact_row(entry, ward, saved)
    before = quick.first(connection, BEFORE, id=row["id"], chain=row["chain"])
    there, newest, seal, sequence, previous = before or (None,) * 5
    if there is not None:
        return _standing(connection, row, entry, writing)
    _same_chain(connection, entry)
    number = (newest or 0) + 1
    found = beside.rows_of(connection, entry, writing, number, saved)
    row["beside"] = canonical({kind.name: kind.digest(mine) for kind, mine in found})
    row["sequence"], row["previous"] = (sequence or 0) + 1, previous or ""
    row["hash"] = rows.fact_hash(row)
    row["number"], row["seal"] = number, rows.fact_seal(seal or "", number, row["hash"])
    quick.add(connection, facts, [row])
    for kind, mine in found:
        quick.add(connection, kind.table, mine)
    return rows.to_fact([row[name] for name in COLUMNS])


def _standing(connection: Held, new: Mapping[str, Any], entry: Entry, writing: Writing) -> Fact:
    """The fact of an entry that is written again. Trouble `entry_differs` if it says something else."""
    (there,) = quick.every(connection, BY_ID, id=new["id"])
    old = dict(zip(COLUMNS, there, strict=True))
    logged = beside.same(entry, writing, old["number"], old["saved"], read_object(old["beside"]))
    if not logged or any(new[name] != old[name] for name in SAME):
        raise Trouble("entry_differs")
    return rows.to_fact(there)


def _same_chain(connection: Held, entry: Entry) -> None:
    """A fact supersedes one of the same child."""
    if entry.supersedes is None:
        return
    found = quick.first(connection, CHILD_OF, id=entry.supersedes.hex)
    if found is None or found[0] != (None if entry.child is None else entry.child.hex):
        raise ValueError(entry.supersedes)
