"""The way in: a ward's face before anybody signs in, the making of a ward, and signing in.

Importing this module and asking for a face must stay fast: the unlock page waits for it. The record's database is
imported by who enters, after that page is painted. `cost` is how hard a password is to guess; None is the usual.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import store as record
from hlh_desktop.ward import attempts
from hlh_desktop.ward.passwords import check_name, check_password

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.domain.people import Role
    from hlh_desktop.record.making import Preparation
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.values import WardFace
    from hlh_desktop.record.vault import Cost
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.ward import Ward

WRONG, ADMINISTRATOR = "wrong_password", "administrator"


def face(folder: Path) -> WardFace:
    """What a ward's folder says without a password: name, number, zone, people.

    Trouble no_ward, keys_unreadable, ward_newer.
    """
    return record.face(folder)


def prepare(
    *, name: str, zone: str, person_name: str, password: str, workstation: str, now: datetime, training: bool = False,
    cost: Cost | None = None,
) -> Preparation:  # fmt: skip
    """A ward with its first person and its recovery code, before anything is stored.

    Trouble name_needed, zone_unknown, password_short, password_demo, password_name.
    """
    for one in (name, person_name):
        check_name(one)
    check_zone(zone)
    check_password(password, name, person_name, training=training)
    return record.prepare(
        name=name.strip(), zone=zone, person_name=person_name.strip(), password=password, workstation=workstation,
        now=now, training=training, cost=cost,
    )  # fmt: skip


def with_profession(preparation: Preparation, profession: Role) -> Preparation:
    """The same with what its first person is, who is administrator too: somebody must give others their roles.

    Without it they count as what people.toml says of who made a ward.
    """
    return replace(preparation, roles=tuple(dict.fromkeys((profession, ADMINISTRATOR))))


def check_zone(zone: str) -> None:
    """Refuses a zone that nobody knows. Trouble zone_unknown."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # not found, a path out of the folder of zones, a folder
        raise Trouble("zone_unknown", zone=zone) from None


def make(folder: Path, preparation: Preparation, ward: Ward, now: datetime) -> OpenWard:
    """Makes a prepared ward in a new or empty folder and enters it. Trouble ward_exists, place_not_empty,
    not_writable, disk_full.
    """
    return _opened(record.make(folder, preparation), ward, preparation.author.workstation, now)


def enter(folder: Path, person_id: str, password: str, ward: Ward, *, workstation: str, now: datetime) -> OpenWard:
    """Signs a person in. Trouble wrong_password, no_such_person, and all that can be wrong with a ward's folder.

    A wrong password cannot be written into a record that it does not open: it is noted beside it, and written down
    when somebody signs in.
    """
    try:
        store = record.open_ward(folder, person_id, password)
    except Trouble as trouble:
        if trouble.code == WRONG:
            attempts.note(folder, attempts.Attempt(person_id, now, workstation))
        raise
    return _opened(store, ward, workstation, now)


def enter_by_recovery(
    folder: Path, code: str, *, person_id: str, new_password: str, ward: Ward, workstation: str, now: datetime,
    cost: Cost | None = None,
) -> OpenWard:  # fmt: skip
    """Opens a ward by its recovery sheet and gives a person a new password.

    Trouble recovery_row (its value `rows` names each that is mistyped), recovery_incomplete, recovery_of_another,
    and those of a password.
    """
    known = face(folder)
    names = (person.name for person in known.people if person.id == person_id)
    check_password(new_password, known.name, *names, training=known.training)
    store = record.open_by_recovery(
        folder, code, new_password=new_password, person_id=person_id, workstation=workstation, now=now, cost=cost
    )
    return _opened(store, ward, workstation, now)


def _opened(store: Store, ward: Ward, workstation: str, now: datetime) -> OpenWard:
    """The open ward, with the sign-in and the failed ones before it written down."""
    from hlh_desktop.ward.approval.own_values import with_own_values
    from hlh_desktop.ward.open_ward import OpenWard

    try:
        opened = OpenWard(with_own_values(ward, store), store, workstation)
        opened.note_entered(now)
    except BaseException:
        store.close()
        raise
    return opened
