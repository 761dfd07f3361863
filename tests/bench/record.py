"""What the record costs beside the bare engine: `python3 dev.py bench record [ROUNDS]`.

Every kind of write is done in turn, once a round, each into a file of its own on the same disk, so that whatever else
the computer does falls on all of them; ratios are of medians, to a bare SQLCipher commit of one row. `the same rows`
are those of an outcome, put into the same tables by the bare engine: what is above that is ours.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from sqlcipher3 import dbapi2  # noqa: E402

from hlh_desktop.record import engine, schema, vault  # noqa: E402
from tests.record import wards  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.record.open_store import Store

ROUNDS = 600
READS = 30
# Two years of doses of one child, and the doses of one plan.
OUTCOMES, DOSES = 2600, 250
CHILD = uuid4()
TEXT = "x" * 400
TABLES = ("facts", "outcomes")


def timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def settled(connection: Any) -> Any:
    """A bare connection with the record's own settings."""
    for setting in engine.SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def one_row(connection: Any) -> Callable[[], None]:
    """A commit of one row into a table without an index."""
    connection.execute("CREATE TABLE bare (number INTEGER PRIMARY KEY, body TEXT)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare (body) VALUES (?)", (TEXT,))
        connection.execute("COMMIT")

    return commit


def same_rows(folder: Path, opened: Store) -> Callable[[], None]:
    """A commit of an outcome's rows into the record's own tables by the bare engine, triggers and all."""
    wards.give(opened, CHILD, uuid4())
    with engine.reading(opened._engine) as connection:
        newest = [
            dict(connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY number DESC LIMIT 1").mappings().one())
            for table in TABLES
        ]
    folder.mkdir()
    key, salt = vault.new_key(), vault.new_salt().hex()
    store = engine.open_engine(folder, key, salt, new=True)
    with engine.writing(store) as connection:
        schema.make(connection)
    store.dispose()
    bare, numbers = settled(wards.raw(folder, key, salt)), iter(range(1, 1 << 30))
    fact, outcome = newest
    into = [f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})" for table, row in
            zip(TABLES, newest, strict=True)]  # fmt: skip

    def commit() -> None:
        number, id_ = next(numbers), uuid4().hex
        fact.update(number=number, sequence=number, id=id_)
        outcome.update(number=number, id=id_, dose=uuid4().hex)
        bare.execute("BEGIN IMMEDIATE")
        for sql, row in zip(into, newest, strict=True):
            bare.execute(sql, list(row.values()))
        bare.execute("COMMIT")

    return commit


def writes(place: Path, opened: Store, rounds: int) -> None:
    """Prints a line for each kind of write."""
    key = f"PRAGMA key=\"x'{'ab' * 48}'\""
    ciphered = dbapi2.connect(str(place / "ciphered.db"), isolation_level=None)
    ciphered.execute(key)
    kinds: dict[str, Callable[[], object]] = {
        "one row, SQLite": one_row(settled(sqlite3.connect(place / "plain.db", isolation_level=None))),
        "one row, SQLCipher": one_row(settled(ciphered)),
        "the same rows": same_rows(place / "bare", opened),
        "a fact": lambda: opened.append(wards.entry(opened, child=CHILD), now=wards.NOW),
        "an outcome": lambda: wards.give(opened, CHILD, uuid4()),
    }
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for number in range(rounds + rounds // 10):
        for name, deed in kinds.items():
            took = timed(deed)
            if number >= rounds // 10:  # the first ones warm up
                taken[name].append(took)
    unit = statistics.median(taken["one row, SQLCipher"])
    print(f"{'commit of':<20} {'median ms':>10} {'p95 ms':>8} {'ratio':>6}")
    for name, times in taken.items():
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{name:<20} {median * 1000:>10.3f} {p95 * 1000:>8.3f} {median / unit:>6.2f}")


def filled(opened: Store) -> Any:
    """A child with two years of outcomes and a plan; answers the plan's fact."""
    said = [wards.entry(opened, "dose_outcome", CHILD) for _ in range(OUTCOMES)]
    moments = [wards.NOW + wards.timedelta(hours=7 * number, microseconds=number) for number in range(OUTCOMES)]
    told = {
        one.id: wards.outcome(one, uuid4(), due=moment, taken=moment + wards.timedelta(minutes=4))
        for one, moment in zip(said, moments, strict=True)
    }
    opened.append(*said, outcomes=told, now=wards.NOW)
    plan = wards.entry(opened, "plan", CHILD)
    doses = [
        wards.DoseRow(uuid4(), CHILD, plan.id, "etoposide", None, number, moments[number], moments[number], "etoposide",
                      wards.Decimal(96), "mg", "intravenous", "cytotoxic", number, DOSES)
        for number in range(DOSES)
    ]  # fmt: skip
    opened.append(plan, doses=doses, now=wards.NOW)
    return plan.id


def reads(opened: Store) -> None:
    """Prints a line for outcomes and doses as values, each beside the bare query for the same rows."""
    plan = filled(opened)
    print(f"\n{'reading':<20} {'median ms':>10} {'bare ms':>8} {'ratio':>6}")
    with opened.reading() as record:
        cursor = record._connection.connection.cursor()  # type: ignore[union-attr]
        kinds: tuple[tuple[str, int, str, Callable[[], object]], ...] = (
            ("outcomes", OUTCOMES, f"outcomes WHERE child = '{CHILD.hex}'", lambda: record.outcomes(CHILD)),
            ("doses", DOSES, f"doses WHERE plan = '{plan.hex}'", lambda: record.doses(plan)),
        )
        for name, count, of, deed in kinds:
            bare = partial(fetched, cursor, f"SELECT * FROM {of} ORDER BY number")
            assert len(bare()) == count
            pairs = [(timed(partial(afresh, opened, deed)), timed(bare)) for _ in range(READS)]
            ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{count:>6} {name:<13} {ours * 1000:>10.2f} {theirs * 1000:>8.2f} {ours / theirs:>6.2f}")


def afresh(opened: Store, deed: Callable[[], object]) -> None:
    """As for the first time, with nothing remembered of the answer before."""
    opened._known.forget()
    deed()


def fetched(cursor: Any, sql: str) -> list[Any]:
    return list(cursor.execute(sql).fetchall())


def main(words: list[str]) -> None:
    """Writes, then reads, each in a ward of its own."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        with wards.make(place / "written") as opened:
            writes(place, opened, int(words[0]) if words else ROUNDS)
        with wards.make(place / "read") as opened:
            reads(opened)


if __name__ == "__main__":
    main(sys.argv[1:])
