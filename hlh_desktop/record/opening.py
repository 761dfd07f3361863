"""Opening a ward's file: schema brought up to date, triggers made again, key file and head caught up with."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hlh_desktop import paths
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import append_only, engine, key_changes, schema
from hlh_desktop.record.append import last
from hlh_desktop.record.check import holds
from hlh_desktop.record.head import Head, advance, read_head

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from hlh_desktop.record.key_file import Keys


def opened(folder: Path, keys: Keys, data_key: bytes, patience: int) -> tuple[Engine, tuple[str, ...]]:
    """The connections of a ward, and what was found broken on the way.

    Trouble `keys_of_another_ward`, `ward_damaged`, `ward_newer`, `ward_busy`, `not_writable`.
    """
    if engine.starts_with(folder) != keys.salt:
        raise Trouble("keys_of_another_ward", folder)
    store = engine.open_engine(folder, data_key, keys.salt, patience=patience)
    try:
        _bring_up_to_date(store, folder, keys, data_key)
        alarms = _reconcile(store, keys)
    except Trouble as trouble:
        store.dispose()
        trouble.path = trouble.path or folder
        raise
    except BaseException:
        store.dispose()
        raise
    advance_head(store, folder)
    return store, alarms


def advance_head(store: Engine, folder: Path) -> Head | None:
    """Writes the newest seal beside the file, unless what stands there tells that facts are lost: that must stay.

    Answers it where it stands now; None where it doesn't. That it can't be written is no trouble, since all is saved
    by now: a head behind the record is normal.
    """
    head = read_head(folder)
    with suppress(Trouble), engine.reading(store) as connection:
        newest = Head(*last(connection))
        if head is not None and holds(connection, head) and (head == newest or advance(folder, newest, head)):
            return newest
    return None


def _bring_up_to_date(store: Engine, folder: Path, keys: Keys, data_key: bytes) -> None:
    """Keeps a copy of an older file, named by its revision, and then upgrades it."""
    with engine.reading(store) as connection:
        found = schema.revision(connection)
    if not schema.is_older(found):
        return
    engine.copy_into(store, folder, f"ward-{found}.db", data_key, keys.salt)
    with engine.writing(store) as connection:
        schema.upgrade(connection, paths.migrations())


def _reconcile(store: Engine, keys: Keys) -> tuple[str, ...]:
    """Makes triggers and facts that are missing; answers what should not have been."""
    with engine.reading(store) as connection:
        lost = append_only.missing(connection)
        waiting = key_changes.is_waiting(connection, keys)
        alarms = () if waiting else key_changes.alarm(connection, keys)
    if lost or waiting:
        with engine.writing(store) as connection:
            append_only.make(connection)
            key_changes.catch_up(connection, keys)
            alarms = key_changes.alarm(connection, keys)
    return (*(f"trigger_missing:{name}:" for name in lost), *alarms)
