"""Making a ward: prepared in memory first, so that the recovery code can be shown and checked, then put there whole."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import recovery, vault
from hlh_desktop.record.files import settle
from hlh_desktop.record.instants import to_text
from hlh_desktop.record.key_file import NAME as KEY_FILE
from hlh_desktop.record.key_file import Holder, Keys, write_keys
from hlh_desktop.record.values import Author, Entry, Person
from hlh_desktop.record.vault import Cost

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.record.recovery import RecoveryCode

WARD_MADE = "ward_made"
NUMBER_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Preparation:
    """A ward that is not stored anywhere yet. `recovery` is to be shown, printed and checked now: it can't be later.

    `roles` are told of its first person; None where nobody said any.
    """

    keys: Keys = field(repr=False)
    recovery: RecoveryCode = field(repr=False)
    data_key: bytes = field(repr=False)
    author: Author
    made: datetime
    roles: tuple[str, ...] | None = None


def prepare(
    *,
    name: str,
    zone: str,
    person_name: str,
    password: str,
    workstation: str,
    now: datetime,
    training: bool = False,
    cost: Cost | None = None,
) -> Preparation:
    """A new ward with its first person. Takes as long as one password does."""
    ward, person, code, data_key = uuid4().hex, Person(uuid4().hex, person_name), recovery.new_code(), vault.new_key()
    wrap = vault.wrapped_by_password(data_key, password, f"{ward}/{person.id}", cost or Cost())
    keys = Keys(
        ward=ward,
        number=f"W-{ward[:NUMBER_LETTERS].upper()}",
        name=name,
        zone=zone,
        training=training,
        made=to_text(now),
        salt=vault.new_salt().hex(),
        holders=(Holder(person, wrap),),
        sheet=1,
        recovery=vault.wrapped_by_recovery(data_key, code, f"{ward}/"),
        count=1,
    )
    return Preparation(keys, code, data_key, Author(person, workstation), now)


def put(folder: Path, preparation: Preparation) -> None:
    """Stores a prepared ward in a folder that is new or empty: all of it, or nothing.

    Trouble `ward_exists`, `place_not_empty`, `not_writable` and what can happen to a disk.
    """
    try:
        _refuse(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = folder.with_name(f".{folder.name}-{token_hex(4)}")
        building.mkdir(mode=stat.S_IRWXU)
        try:
            _build(building, preparation)
            _take_place(building, folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        settle(folder.parent)
    except OSError as error:
        raise Trouble("not_writable", folder, error) from error


def _refuse(folder: Path) -> None:
    from hlh_desktop.record.engine import NAME as STORE

    if any((folder / name).exists() for name in (KEY_FILE, STORE)):
        raise Trouble("ward_exists", folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise Trouble("place_not_empty", folder)


def _build(folder: Path, preparation: Preparation) -> None:
    """The three files of a ward, with its first two facts."""
    from hlh_desktop.record import append, engine, schema
    from hlh_desktop.record.head import Head, write_head

    keys = preparation.keys
    store = engine.open_engine(folder, preparation.data_key, keys.salt, new=True)
    try:
        with engine.writing(store) as connection:
            schema.make(connection)
            append.append(connection, keys.ward, append.Writing(_first_facts(preparation)), preparation.made)
            newest = Head(*append.last(connection))
    finally:
        store.dispose()
    write_head(folder, newest)
    write_keys(folder, keys, preparation.data_key)


def _first_facts(preparation: Preparation) -> list[Entry]:
    from hlh_desktop.record.key_changes import PERSON_ADDED, entry

    keys, author, now = preparation.keys, preparation.author, preparation.made
    told = {"name": keys.name, "number": keys.number, "zone": keys.zone, "training": keys.training}
    roles = {} if preparation.roles is None else {"roles": list(preparation.roles)}
    return [
        entry(WARD_MADE, author, now, **told),
        entry(PERSON_ADDED, author, now, person=author.person.id, name=author.person.name, **roles),
    ]


def _take_place(building: Path, folder: Path) -> None:
    """One step, in which an empty folder may be replaced; two programs that make the same ward can't both succeed."""
    if folder.exists():
        building.chmod(stat.S_IMODE(folder.stat().st_mode))
        if os.name == "nt":
            folder.rmdir()
    try:
        building.rename(folder)
    except OSError:
        _refuse(folder)  # somebody has put one there meanwhile
        raise
