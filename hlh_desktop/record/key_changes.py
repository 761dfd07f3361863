"""Changes of who may open the ward: the key file first, then the row, and what to do if the program ended between.

The turn to write in the record is also the turn to write the key file, so that no change of another is lost.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.append import Writing, append, stands
from hlh_desktop.record.engine import writing
from hlh_desktop.record.instants import from_text, to_text
from hlh_desktop.record.key_file import read_keys, write_keys
from hlh_desktop.record.tables import facts
from hlh_desktop.record.values import Author, Entry, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hlh_desktop.record.key_file import Keys

PERSON_ADDED = "person_added"
PASSWORD_CHANGED = "password_changed"
RECOVERY_USED = "recovery_used"
RECOVERY_REPLACED = "recovery_replaced"
# Each is one change of the key file, so that the two can be counted against each other.
KINDS = (PERSON_ADDED, PASSWORD_CHANGED, RECOVERY_USED, RECOVERY_REPLACED)


def entry(kind: str, author: Author, now: datetime, **body: Any) -> Entry:
    """A fact of the ward about its keys."""
    return Entry(uuid4(), kind, None, author, now, body)


def change(engine: Engine, folder: Path, data_key: bytes, told: Entry, changed: Callable[[Keys], Keys]) -> None:
    """Changes the key file and adds the fact that tells of it.

    Trouble `keys_altered`, and those of `changed`, of the key file and of the record; the key file is then put back
    as it was.
    """
    old = None
    try:
        with writing(engine) as connection:
            keys = read_keys(folder)
            if not keys.is_genuine(data_key):
                raise Trouble("keys_altered", folder)
            catch_up(connection, keys)
            new = replace(changed(keys), count=keys.count + 1, pending=_to_object(told))
            old = keys
            write_keys(folder, new, data_key)
            append(connection, keys.ward, Writing([told]), told.taken)
    except Exception:
        if old is not None:
            with suppress(Trouble):
                write_keys(folder, old, data_key)
        raise


def is_waiting(connection: Connection, keys: Keys) -> bool:
    """Whether the key file tells of a change that the record does not have yet."""
    return keys.pending is not None and not stands(connection, UUID(keys.pending["id"]))


def catch_up(connection: Connection, keys: Keys) -> None:
    """Adds the fact of the last change of the key file, if it is not there."""
    if keys.pending is not None and is_waiting(connection, keys):
        told = _from_object(keys.pending)
        append(connection, keys.ward, Writing([told]), told.taken)


def alarm(connection: Connection, keys: Keys) -> tuple[str, ...]:
    """What is wrong if key file and record still do not count the same: one of them is an old copy."""
    told = connection.execute(select(func.count()).select_from(facts).where(facts.c.kind.in_(KINDS))).scalar_one()
    if told == keys.count:
        return ()
    return ("keys_older::",) if keys.count < told else ("keys_ahead::",)


def _to_object(told: Entry) -> dict[str, Any]:
    return {
        "id": told.id.hex,
        "kind": told.kind,
        "author": told.author.person.id,
        "author_name": told.author.person.name,
        "workstation": told.author.workstation,
        "taken": to_text(told.taken),
        "body": dict(told.body),
    }


def _from_object(found: Mapping[str, Any]) -> Entry:
    author = Author(Person(found["author"], found["author_name"]), found["workstation"])
    return Entry(UUID(found["id"]), found["kind"], None, author, from_text(found["taken"]), found["body"])
