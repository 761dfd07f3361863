"""The way in: a ward's face before anybody signs in, the making of a ward, and signing in.

Importing this module and asking for a face must stay fast: the unlock page waits for it. The record's database is
imported by who enters, after that page is painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import attempts
from hlh_desktop.ward.passwords import check_password

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.record.store import Preparation, Store
    from hlh_desktop.record.values import WardFace
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.ward import Ward

WRONG = "wrong_password"


def face(folder: Path) -> WardFace:
    """What a ward's folder says without a password: name, number, zone, people. Trouble no_ward, keys_unreadable,
    ward_newer.
    """
    from hlh_desktop.record.vault import face as read_face

    return read_face(folder)


def prepare(
    *, name: str, zone: str, person_name: str, password: str, now: datetime, training: bool = False
) -> Preparation:
    """A ward with its first person and its recovery code, before anything is stored.

    Trouble name_needed, password_short, password_demo, password_name.
    """
    from hlh_desktop.record.store import prepare as prepare_ward

    name, person_name = name.strip(), person_name.strip()
    if not name or not person_name:
        raise Trouble("name_needed")
    check_password(password, name, person_name, training=training)
    return prepare_ward(name=name, zone=zone, person_name=person_name, password=password, now=now, training=training)


def make(folder: Path, preparation: Preparation, ward: Ward, *, workstation: str, now: datetime) -> OpenWard:
    """Makes a prepared ward in a folder and enters it. Trouble ward_exists, not_writable."""
    from hlh_desktop.record.store import make as make_ward

    return _opened(make_ward(folder, preparation, workstation=workstation, now=now), ward, workstation, now)


def enter(folder: Path, person_id: str, password: str, ward: Ward, *, workstation: str, now: datetime) -> OpenWard:
    """Signs a person in. Trouble wrong_password, ward_newer, ward_damaged, ward_busy.

    A wrong password cannot be written into a record that it does not open: it is noted beside it and written down
    by the next who signs in.
    """
    from hlh_desktop.record.store import open_ward

    try:
        store = open_ward(folder, person_id, password)
    except Trouble as trouble:
        if trouble.code == WRONG:
            attempts.note(folder, person_id, now, workstation)
        raise
    return _opened(store, ward, workstation, now)


def enter_by_recovery(
    folder: Path, code: str, *, person_id: str, new_password: str, ward: Ward, workstation: str, now: datetime
) -> OpenWard:
    """Opens a ward by its recovery sheet and gives a person a new password.

    Trouble recovery_row with the mistyped row, wrong_recovery, password_short and the other troubles of a password.
    """
    from hlh_desktop.record.store import open_by_recovery

    known = face(folder)
    names = (person.name for person in known.people if person.id == person_id)
    check_password(new_password, known.name, *names, training=known.training)
    store = open_by_recovery(folder, code, new_password=new_password, person_id=person_id, now=now)
    return _opened(store, ward, workstation, now, how="recovered")


def _opened(store: Store, ward: Ward, workstation: str, now: datetime, how: str = "signed_in") -> OpenWard:
    """The open ward, with the sign-in and the failed ones before it written down."""
    from hlh_desktop.ward.open_ward import OpenWard

    opened = OpenWard(ward, store, workstation)
    opened.note_entered(how, now)
    return opened
