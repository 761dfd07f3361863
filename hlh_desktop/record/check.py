"""Whether the record is whole: every hash recomputed, every place named where it is not as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from hlh_desktop.record import append_only, quick, rows
from hlh_desktop.record.append import last
from hlh_desktop.record.beside import KINDS
from hlh_desktop.record.canonical import read_object
from hlh_desktop.record.engine import is_sound, tolerant
from hlh_desktop.record.tables import facts
from hlh_desktop.record.values import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection

    from hlh_desktop.record.beside import Beside
    from hlh_desktop.record.head import Head

TAIL = 50
SEAL_OF = select(facts.c.seal).where(facts.c.number == bindparam("number"))
# So many rows are fetched at once.
AT_ONCE = 1000
Digests = dict[Any, str]


def check(connection: Connection, head: Head | None, alarms: tuple[str, ...] = ()) -> Check:
    """The whole record. `head` must have been read before the connection began; `alarms` were met at opening."""
    damaged = () if is_sound(connection) else ("file_damaged::",)
    return _checked(connection, head, (*alarms, *damaged), 0)


def tail_check(connection: Connection, head: Head | None, alarms: tuple[str, ...] = ()) -> Check:
    """The same of the newest facts only, fast enough for each opening."""
    return _checked(connection, head, alarms, max(last(connection)[0] - TAIL, 0))


def holds(connection: Connection, head: Head) -> bool:
    """Whether the record has the fact that a head tells of."""
    return quick.first(connection, SEAL_OF, number=head.number) == (head.seal,)


def _checked(connection: Connection, head: Head | None, alarms: tuple[str, ...], after: int) -> Check:
    with tolerant(connection):
        number, seal = last(connection)
        broken = [*alarms, *(f"trigger_missing:{name}:" for name in append_only.missing(connection))]
        broken += ["head_missing::"] if head is None else []
        walk = _Walk(after, *_before(connection, after))
        beside = {kind.name: _digests(connection, kind, after) for kind in KINDS}
        for row in connection.execute(select(facts).where(facts.c.number > after).order_by(facts.c.number)).mappings():
            broken += walk.broken(dict(row))
            broken += _beside(dict(row), {kind.name: beside[kind.name].pop(row[kind.of], None) for kind in KINDS})
        broken += [f"{name}_extra:{of}:" for name, left in beside.items() for of in left]
        counted = connection.execute(
            select(func.count(), func.count(facts.c.chain.distinct())).select_from(facts)
        ).one()
        behind = head is not None and not holds(connection, head)
    ahead = head is not None and not behind and head.number < number
    return Check(counted[0], counted[1], tuple(dict.fromkeys(broken)), ahead, behind, seal)


@dataclass(slots=True)
class _Walk:
    """Goes through the facts in order and remembers where each chain has come to."""

    number: int
    seal: str | None
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)

    def broken(self, row: Mapping[str, Any]) -> Iterator[str]:
        """What is wrong with the next fact, by its place."""
        place = f"{row['chain']}:{row['sequence']}"
        for lost in range(self.number + 1, row["number"]) if isinstance(row["number"], int) else ():
            yield f"fact_missing:{rows.WARD}:{lost}"
            self.seal = None
        if _of(rows.fact_hash, row) != row["hash"]:
            yield f"fact_altered:{place}"
        sequence, before = self.chains.get(row["chain"], (0, ""))
        if (row["sequence"], row["previous"]) != (sequence + 1, before):
            yield f"chain_broken:{place}"
        if self.seal is not None and _of(rows.fact_seal, self.seal, row["number"], row["hash"]) != row["seal"]:
            yield f"seal_broken:{rows.WARD}:{row['number']}"
        self.chains[row["chain"]] = (row["sequence"], row["hash"])
        self.number, self.seal = row["number"], row["seal"]


def _before(connection: Connection, after: int) -> tuple[str | None, dict[str, tuple[int, str]]]:
    """The seal and the heads of the chains as they stood after a fact, for a walk that begins there."""
    if after == 0:
        return "", {}
    seal = connection.execute(select(facts.c.seal).where(facts.c.number == after)).scalar()
    newest = select(func.max(facts.c.number)).where(facts.c.number <= after).group_by(facts.c.chain)
    found = connection.execute(select(facts).where(facts.c.number.in_(newest)))
    return seal, {row.chain: (row.sequence, row.hash) for row in found}


def _digests(connection: Connection, kind: Beside, after: int) -> Digests:
    """The digests of the rows beside the facts, by the fact they belong to; rows in the order of their keys.

    Read row by row, and only the digests are kept: of results there may be hundreds of thousands.
    """
    table = kind.table
    by = table.c[kind.by]
    query = select(table).order_by(by, *table.primary_key.columns)
    if after:
        query = query.where(by.in_(select(facts.c[kind.of]).where(facts.c.number > after)))
    names = table.columns.keys()
    read = connection.execute(query, execution_options={"yield_per": AT_ONCE})
    return {
        of: _of(kind.digest, [dict(zip(names, row, strict=True)) for row in found])
        for of, found in groupby(read, itemgetter(names.index(kind.by)))
    }


def _beside(row: Mapping[str, Any], mine: Mapping[str, str | None]) -> Iterator[str]:
    """What of a fact's rows in other tables, by the names of their kinds, is not as its digests say."""
    try:
        said = read_object(row["beside"])
    except (ValueError, TypeError):
        return  # the fact's own hash tells of it
    for kind in KINDS:
        if said.get(kind.name) != mine[kind.name]:
            yield f"{kind.name}_altered:{row['chain']}:{row['sequence']}"


def _of(digest: Callable[..., str], *what: Any) -> str:
    """A digest; of what can't have been written by this program, none that could fit."""
    try:
        return digest(*what)
    except TypeError:
        return ""
