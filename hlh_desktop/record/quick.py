"""Statements that are said for each dose: put into words once, then handed to the driver as they are.

SQLAlchemy takes as long to look up and wrap one statement as the engine takes to carry it out, and writing down one
dose needs seven. Names in a statement are `bindparam`s. Errors are the driver's own, which `engine.calm` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert

from hlh_desktop.record.engine import DIALECT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import PoolProxiedConnection, Table
    from sqlalchemy.sql import ClauseElement

    # Either kind holds a transaction open: see `engine.reading`, `engine.writing` and `engine.turn`.
    Held = Connection | PoolProxiedConnection

Words = tuple[str, tuple[str, ...], dict[str, Any]]
_known: dict[ClauseElement, Words] = {}
_inserts: dict[Table, ClauseElement] = {}


def every(connection: Held, statement: ClauseElement, **values: Any) -> list[tuple[Any, ...]]:
    """All rows that a statement finds, each in the order of its columns."""
    cursor = _carried_out(connection, statement, values)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def first(connection: Held, statement: ClauseElement, **values: Any) -> tuple[Any, ...] | None:
    """The first row that a statement finds; None if there is none."""
    found: tuple[Any, ...] | None = _carried_out(connection, statement, values).fetchone()
    return found


def count(connection: Held, statement: ClauseElement, **values: Any) -> int:
    """How many rows a statement has changed."""
    return int(_carried_out(connection, statement, values).rowcount)


def add(connection: Held, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows to a table; each has a value for every column."""
    if table not in _inserts:
        _inserts[table] = insert(table)
    sql, names, _ = _words(_inserts[table])
    _cursor(connection).executemany(sql, [[row[name] for name in names] for row in rows])


def _carried_out(connection: Held, statement: ClauseElement, values: Mapping[str, Any]) -> Any:
    sql, names, fixed = _words(statement)
    given = {**fixed, **values}
    cursor = _cursor(connection)
    cursor.execute(sql, [given[name] for name in names])
    return cursor


def _cursor(connection: Held) -> Any:
    return (connection.connection if isinstance(connection, Connection) else connection).cursor()


def _words(statement: ClauseElement) -> Words:
    """The text of a statement, the names of its values in their order, and those it has already."""
    if statement not in _known:
        made: Any = statement.compile(dialect=DIALECT)
        fixed = {name: value for name, value in made.params.items() if value is not None}
        _known[statement] = (str(made), tuple(made.positiontup or ()), fixed)
    return _known[statement]
