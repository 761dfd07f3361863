"""Triggers that refuse to change or take away a row of a log, whoever asks and by whatever program.

An insert that takes the place of a row ("or replace") would pass by a trigger on delete, so it has one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint, text

from hlh_desktop.record.tables import LOGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

REFUSAL = "append_only"


def wanted() -> dict[str, str]:
    """The triggers that every ward has, by name, as the engine keeps them."""
    return {name: sql for table in LOGS for name, sql in _triggers(table)}


def missing(connection: Connection) -> tuple[str, ...]:
    """The names of those that are not there, or not as they should be."""
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {row.name: row.sql for row in connection.execute(query)}
    return tuple(name for name, sql in wanted().items() if found.get(name) != sql)


def make(connection: Connection) -> tuple[str, ...]:
    """Makes those that are missing; answers their names."""
    lost = missing(connection)
    for name in lost:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.execute(text(wanted()[name]))
    return lost


def _triggers(table: Table) -> Iterator[tuple[str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for deed in ("UPDATE", "DELETE"):
        name = f"{table.name}_no_{deed.lower()}"
        yield name, f"CREATE TRIGGER {name} BEFORE {deed} ON {table.name} {refuse}"
    name = f"{table.name}_no_replace"
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.name} WHERE {' AND '.join(f'{key} = NEW.{key}' for key in keys)})"
        for keys in _unique_keys(table)
    )
    yield name, f"CREATE TRIGGER {name} BEFORE INSERT ON {table.name} WHEN {taken} {refuse}"


def _unique_keys(table: Table) -> list[tuple[str, ...]]:
    """What no two rows share: the primary key and each unique constraint, in an order that never changes."""
    unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys = {tuple(column.name for column in one.columns) for one in (table.primary_key, *unique)}
    return sorted(keys)
