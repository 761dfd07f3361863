"""Connections to the ward's encrypted file: the one place that knows which engine it is, and its settings.

The key stands in no address and no message. Reads see one state from begin to end; writes take their turn from the
first statement on, so that two programs never build on the same last fact.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, exc
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.files import settle
from hlh_desktop.record.vault import derived

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine, PoolProxiedConnection

NAME = "ward.db"
# For statements that go to the driver as they are (`quick`).
DIALECT = dialect(paramstyle="qmark")
PATIENCE = 5000
SALT_BYTES = 16
WRITES = "writes"
FOLDER = "folder"
# The engine's own names of what can happen to a file, and what we call it.
TROUBLES = {
    "SQLITE_BUSY": "ward_busy",
    "SQLITE_LOCKED": "ward_busy",
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "not_writable",
    "SQLITE_PERM": "not_writable",
    "SQLITE_CANTOPEN": "not_writable",
    "SQLITE_IOERR": "disk_failed",
    "SQLITE_CORRUPT": "ward_damaged",
    "SQLITE_NOTADB": "ward_damaged",
}
# `cipher_log_level`: its own log would go to the terminal. `temp_store`: nothing is ever written in clear.
# `cache_size`, in KiB: the results of a child who has 30,000 fit in, else each look at them would decrypt them again.
SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-32768",
)


def open_engine(folder: Path, data_key: bytes, salt: str, *, patience: int = PATIENCE, new: bool = False) -> Engine:
    """Connections to the ward in a folder; `patience` in milliseconds is how long a write waits for its turn.

    Only with `new` is the file made. Nothing is read yet.
    """
    address = f"{(folder / NAME).resolve().as_uri()}?mode={'rwc' if new else 'rw'}"
    key = derived(data_key, NAME).hex()

    def connect() -> Any:
        connection = dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key}{salt}'\"")
            connection.execute(f"PRAGMA busy_timeout={patience}")
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, hide_parameters=True,
        execution_options={FOLDER: folder},
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """SQLite's own way would take the turn to write too late, after the last fact was read."""
    writes = connection.get_execution_options().get(WRITES)
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One state of the record to read from. Trouble of the world as `Trouble`."""
    with calm(_folder(engine)), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is saved at the end, or nothing. Trouble `ward_busy` if another takes too long."""
    with calm(_folder(engine)), engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def turn(engine: Engine) -> Iterator[PoolProxiedConnection]:
    """As `writing`, without the layers that cost more than a small write: for `quick` only."""
    with calm(_folder(engine)):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
        finally:
            connection.close()  # rolls back what was not committed


@contextmanager
def calm(folder: Path) -> Iterator[None]:
    """What can happen to a file, said as `Trouble`. Anything else is a bug and stays what it is."""
    try:
        yield
    except (exc.DBAPIError, dbapi2.Error) as error:
        original = error.orig if isinstance(error, exc.DBAPIError) else error
        name = str(getattr(original, "sqlite_errorname", ""))
        code = next((code for known, code in TROUBLES.items() if name == known or name.startswith(f"{known}_")), None)
        if code is None:
            raise
        raise Trouble(code, folder, OSError(0, str(original))) from error


def _folder(engine: Engine) -> Path:
    found: Path = engine.get_execution_options()[FOLDER]
    return found


def starts_with(folder: Path) -> str:
    """The first bytes of the file in hex: its salt, kept for life. Trouble `ward_damaged` if there are none."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            found = file.read(SALT_BYTES)
    except OSError as error:
        raise Trouble("ward_damaged", path, error) from error
    if len(found) < SALT_BYTES:
        raise Trouble("ward_damaged", path)
    return found.hex()


def copy_into(engine: Engine, folder: Path, name: str, data_key: bytes, salt: str) -> Path:
    """A whole copy under another name in the same folder, as well encrypted. Trouble as of `calm`."""
    target = folder / name
    key = derived(data_key, NAME).hex()
    with calm(folder):
        copy = dbapi2.connect(str(target), isolation_level=None)
        try:
            copy.execute("PRAGMA cipher_log_level=NONE")
            copy.execute(f"PRAGMA key=\"x'{key}{salt}'\"")
            with engine.connect() as connection:
                source: Any = connection.connection.driver_connection
                source.backup(copy)
        finally:
            copy.close()
    settle(folder)
    return target


def is_sound(connection: Connection) -> bool:
    """Whether every index agrees with its table. Reads every page; one that is damaged is a `ward_damaged`."""
    return connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]


@contextmanager
def tolerant(connection: Connection) -> Iterator[None]:
    """Texts that are no UTF-8 are read all the same, altered, instead of stopping whoever looks for alterations."""
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str
