"""Rows of a log stay: whoever asks, by whatever program, with or without manners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlcipher3 import dbapi2

from hlh_desktop.record import append_only
from hlh_desktop.record.key_file import read_keys
from hlh_desktop.record.tables import LOGS, drafts, metadata
from tests.record import wards
from tests.thorough import some

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.record.open_store import Store

TABLES = [table.name for table in LOGS]
COLUMNS = [(table.name, column.name) for table in LOGS for column in table.columns]


@pytest.fixture
def raw(opened: Store, folder: Path) -> Iterator[dbapi2.Connection]:
    """Another program with the key, on a ward that has a row in every table."""
    wards.sign(opened, uuid4())
    wards.strike(opened, wards.give(opened, uuid4(), uuid4()))
    wards.end(opened, *wards.report(opened, uuid4()))
    opened.keep_draft(wards.draft(opened))
    connection = wards.raw(folder, wards.data_key(folder), read_keys(folder).salt)
    yield connection
    connection.close()


def refused(connection: dbapi2.Connection, sql: str) -> bool:
    """Whether the engine itself refuses a statement, and nothing has changed."""
    before = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]
    with pytest.raises(dbapi2.IntegrityError, match=re.escape(append_only.REFUSAL)):
        connection.execute(sql)
    return before == [connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]


@pytest.mark.parametrize(("table", "column"), some(COLUMNS, 3))
def test_no_column_of_a_log_can_be_updated(raw: dbapi2.Connection, table: str, column: str) -> None:
    assert refused(raw, f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_a_log_can_be_deleted(raw: dbapi2.Connection, table: str) -> None:
    assert refused(raw, f"DELETE FROM {table}")
    assert refused(raw, f"DELETE FROM {table} WHERE number = (SELECT max(number) FROM {table})")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("how", ["INSERT OR REPLACE", "REPLACE", "UPDATE OR REPLACE"])
def test_no_row_of_a_log_can_be_replaced(raw: dbapi2.Connection, table: str, recursive: str, how: str) -> None:
    raw.execute(f"PRAGMA recursive_triggers={recursive}")
    if how.startswith("UPDATE"):
        assert refused(raw, f"{how} {table} SET number = 1")
    else:
        assert refused(raw, f"{how} INTO {table} SELECT * FROM {table}")


def test_a_row_that_shares_any_key_is_no_replacement(raw: dbapi2.Connection) -> None:
    columns = [column.name for column in metadata.tables["facts"].columns]
    for shared in (("number",), ("id",), ("chain", "sequence")):
        values = ", ".join(name if name in shared else f"{name} || '9'" for name in columns)
        assert refused(raw, f"REPLACE INTO facts SELECT {values} FROM facts WHERE number = 2"), shared
    doses = [column.name for column in metadata.tables["doses"].columns]
    values = ", ".join("number + 50" if name == "number" else name for name in doses)
    assert refused(raw, f"REPLACE INTO doses SELECT {values} FROM doses")
    for table in ("outcomes", "ends"):
        columns = [column.name for column in metadata.tables[table].columns]
        values = ", ".join("number - 1" if name == "number" else name for name in columns)
        assert refused(raw, f"REPLACE INTO {table} SELECT {values} FROM {table}"), table
        assert refused(raw, f"INSERT INTO {table} SELECT {values} FROM {table}"), table
    columns = [column.name for column in metadata.tables["result_ends"].columns]
    values = ", ".join("number - 1" if name == "number" else name for name in columns)
    assert refused(raw, f"REPLACE INTO result_ends SELECT {values} FROM result_ends")


def test_an_upsert_is_no_way_round(raw: dbapi2.Connection) -> None:
    assert refused(
        raw, "INSERT INTO facts SELECT * FROM facts WHERE true ON CONFLICT (number) DO UPDATE SET body = '{}'"
    )


def test_drafts_are_no_log(raw: dbapi2.Connection) -> None:
    raw.execute("UPDATE drafts SET body = '{}'")
    raw.execute("DELETE FROM drafts")
    assert raw.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_every_table_but_drafts_is_a_log() -> None:
    assert set(metadata.tables.values()) - set(LOGS) == {drafts}


def test_every_log_has_three_triggers() -> None:
    assert set(append_only.wanted()) == {
        f"{table}_no_{deed}" for table in TABLES for deed in ("update", "delete", "replace")
    }


def test_a_trigger_that_does_something_else_counts_as_missing() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        assert set(append_only.make(connection)) == set(append_only.wanted())
        assert append_only.missing(connection) == ()
        connection.exec_driver_sql("DROP TRIGGER facts_no_update")
        connection.exec_driver_sql("CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts BEGIN SELECT 1; END")
        assert append_only.missing(connection) == ("facts_no_update",)
        assert append_only.make(connection) == ("facts_no_update",)
        assert append_only.missing(connection) == ()
    engine.dispose()
