"""The doors of the record: see a ward's face, make a ward, open one. Loads SQL only when a ward is made or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import recovery, vault
from hlh_desktop.record.key_file import face, read_keys
from hlh_desktop.record.making import Preparation, prepare, put

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.record.key_file import Keys
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.vault import Cost

__all__ = ["Preparation", "face", "make", "open_by_recovery", "open_ward", "prepare"]

# How long a write waits for its turn, in milliseconds.
PATIENCE = 5000


def make(folder: Path, preparation: Preparation, *, patience: int = PATIENCE) -> Store:
    """Stores a prepared ward and opens it. Trouble `ward_exists`, `place_not_empty`, `not_writable`, `disk_full`."""
    put(folder, preparation)
    return _store(folder, preparation.keys, preparation.author.person.id, preparation.data_key, patience)


def open_ward(folder: Path, person_id: str, password: str, *, patience: int = PATIENCE) -> Store:
    """Opens a ward with somebody's password.

    Trouble `wrong_password`, `no_such_person`, `no_ward`, `keys_unreadable`, `keys_altered`, `keys_of_another_ward`,
    `ward_newer`, `ward_damaged`, `ward_busy`, `not_writable`.
    """
    keys = read_keys(folder)
    data_key = vault.opened_by_password(keys.holder(person_id).wrap, password, keys.about(person_id))
    if not keys.is_genuine(data_key):
        raise Trouble("keys_altered", folder)
    return _store(folder, keys, person_id, data_key, patience)


def open_by_recovery(
    folder: Path,
    code_text: str,
    *,
    person_id: str,
    new_password: str,
    workstation: str,
    now: datetime,
    cost: Cost | None = None,
    patience: int = PATIENCE,
) -> Store:
    """Opens a ward with its recovery code and gives somebody a new password; a changed key file is set right.

    Trouble `recovery_row`, `recovery_incomplete`, `recovery_of_another`, and those of `open_ward`.
    """
    code = recovery.parse(code_text)
    keys = read_keys(folder)
    keys.holder(person_id)
    data_key = vault.opened_by_recovery(keys.recovery, code, keys.about(""))
    if not keys.is_genuine(data_key):
        keys = _set_right(folder, keys, data_key, patience)
    store = _store(folder, keys, person_id, data_key, patience)
    try:
        store.reset_password(new_password, workstation=workstation, now=now, cost=cost)
    except BaseException:
        store.close()
        raise
    return store


def _set_right(folder: Path, keys: Keys, data_key: bytes, patience: int) -> Keys:
    from dataclasses import replace

    from hlh_desktop.record.opening import opened
    from hlh_desktop.record.repair import repaired

    engine, _ = opened(folder, replace(keys, pending=None), data_key, patience)
    try:
        return repaired(engine, folder, keys, data_key)
    finally:
        engine.dispose()


def _store(folder: Path, keys: Keys, person_id: str, data_key: bytes, patience: int) -> Store:
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.opening import opened

    person = keys.holder(person_id).person
    return Store(folder, keys.ward, person, data_key, opened(folder, keys, data_key, patience))
