"""A key file that somebody changed by hand, set right from the record: only the recovery code opens such a ward."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from hlh_desktop.record import rows
from hlh_desktop.record.engine import writing
from hlh_desktop.record.instants import to_text
from hlh_desktop.record.key_changes import KINDS, PERSON_ADDED, RECOVERY_REPLACED
from hlh_desktop.record.key_file import write_keys
from hlh_desktop.record.making import WARD_MADE
from hlh_desktop.record.tables import facts

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from hlh_desktop.record.key_file import Keys
    from hlh_desktop.record.values import Fact


def repaired(store: Engine, folder: Path, keys: Keys, data_key: bytes) -> Keys:
    """Writes and answers the key file as the record tells of it: the ward's face, names, counts."""
    query = select(facts).where(facts.c.kind.in_((WARD_MADE, *KINDS))).order_by(facts.c.number)
    with writing(store) as connection:
        found = [rows.to_fact(row) for row in connection.execute(query)]
        right = _told(keys, found)
        write_keys(folder, right, data_key)
    return right


def _told(keys: Keys, found: list[Fact]) -> Keys:
    made = next(fact for fact in found if fact.kind == WARD_MADE)
    names = {fact.body["person"]: fact.body["name"] for fact in found if fact.kind == PERSON_ADDED}
    known = [one for one in keys.holders if one.person.id in names]
    return replace(
        keys,
        **made.body,
        made=to_text(made.taken),
        holders=tuple(replace(one, person=replace(one.person, name=names[one.person.id])) for one in known),
        sheet=1 + sum(fact.kind == RECOVERY_REPLACED for fact in found),
        count=sum(fact.kind in KINDS for fact in found),
        pending=None,
    )
