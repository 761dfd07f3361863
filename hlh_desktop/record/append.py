"""The one way into the record: facts with what stands beside them, in one transaction of the caller's."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import rows
from hlh_desktop.record.instants import to_text
from hlh_desktop.record.tables import doses, facts, identities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection

    from hlh_desktop.record.values import DoseRow, Entry, Fact, Identity

SALT_BYTES = 16
# What an entry that is written again must have in common with the fact that stands.
SAME = ("chain", "kind", "author", "workstation", "taken", "supersedes", "body")


@dataclass(frozen=True, slots=True)
class Writing:
    """What goes in together. `identity` by the id of the entry it belongs to; each dose's `plan` is an entry's id."""

    entries: Sequence[Entry]
    identity: Mapping[UUID, Identity] = field(default_factory=dict)
    doses: Sequence[DoseRow] = ()

    def __post_init__(self) -> None:
        """ValueError for what can't go in together: a mistake of the program, not of a person."""
        by_id = {entry.id: entry for entry in self.entries}
        if len(by_id) < len(self.entries) or not self.identity.keys() <= by_id.keys():
            raise ValueError(by_id)
        if any(dose.plan not in by_id or by_id[dose.plan].child != dose.child for dose in self.doses):
            raise ValueError(by_id)
        if any(by_id[entry].child is None for entry in self.identity):
            raise ValueError(by_id)


def append(connection: Connection, ward: str, writing: Writing, now: datetime) -> tuple[Fact, ...]:
    """Adds facts and answers them as they stand. One that stands already, by its id, is answered and not added.

    The connection must hold the turn to write. Trouble `entry_differs` if an id stands for something else;
    ValueError for a superseded fact that is not there or is another child's.
    """
    return tuple(_add(connection, ward, entry, writing, to_text(now)) for entry in writing.entries)


def last(connection: Connection) -> tuple[int, str]:
    """The number and the seal of the newest fact; 0 and "" in a ward that has none."""
    row = connection.execute(select(facts.c.number, facts.c.seal).order_by(facts.c.number.desc()).limit(1)).first()
    return (0, "") if row is None else (row.number, row.seal)


def stands(connection: Connection, id_: UUID) -> bool:
    """Whether there is a fact of that id."""
    return connection.execute(select(facts.c.number).where(facts.c.id == id_.hex)).first() is not None


def _add(connection: Connection, ward: str, entry: Entry, writing: Writing, saved: str) -> Fact:
    there = connection.execute(select(facts).where(facts.c.id == entry.id.hex)).first()
    if there is not None:
        new = rows.fact_row(entry, ward, saved, {})
        if any(new[name] != getattr(there, name) for name in SAME):
            raise Trouble("entry_differs")
        return rows.to_fact(there)
    _same_chain(connection, entry)
    number, seal = last(connection)
    identity, planned = _beside(connection, entry, writing)
    digests = {
        **({"identity": rows.identity_digest(identity)} if identity else {}),
        **({"doses": rows.doses_digest(planned)} if planned else {}),
    }
    row = _linked(connection, rows.fact_row(entry, ward, saved, digests))
    row["number"], row["seal"] = number + 1, rows.fact_seal(seal, number + 1, row["hash"])
    connection.execute(insert(facts), row)
    if identity:
        connection.execute(insert(identities), {"number": number + 1, **identity})
    if planned:
        connection.execute(insert(doses), planned)
    return rows.to_fact(connection.execute(select(facts).where(facts.c.number == number + 1)).one())


def _linked(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its place in its chain, and its hash."""
    of_chain = select(facts.c.sequence, facts.c.hash).where(facts.c.chain == row["chain"])
    before = connection.execute(of_chain.order_by(facts.c.sequence.desc()).limit(1)).first()
    row["sequence"], row["previous"] = (1, "") if before is None else (before.sequence + 1, before.hash)
    row["hash"] = rows.fact_hash(row)
    return row


def _same_chain(connection: Connection, entry: Entry) -> None:
    """A fact supersedes one of the same child."""
    if entry.supersedes is None:
        return
    found = connection.execute(select(facts.c.child).where(facts.c.id == entry.supersedes.hex)).first()
    if found is None or found.child != (None if entry.child is None else entry.child.hex):
        raise ValueError(entry.supersedes)


def _beside(connection: Connection, entry: Entry, writing: Writing) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The rows of other tables that belong to an entry: its identity, and its planned doses with their numbers."""
    who = writing.identity.get(entry.id)
    identity = {} if who is None or entry.child is None else rows.identity_row(who, entry.child, token_hex(SALT_BYTES))
    mine = [dose for dose in writing.doses if dose.plan == entry.id]
    first = (connection.execute(select(func.max(doses.c.number))).scalar() or 0) + 1 if mine else 1
    return identity, [rows.dose_row(dose, number) for number, dose in enumerate(mine, first)]
