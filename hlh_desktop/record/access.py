"""Who may open the ward: people, passwords, the recovery code. Each change is told to the record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self
from unicodedata import normalize
from uuid import uuid4

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import key_changes, recovery, vault
from hlh_desktop.record.key_file import Holder, read_keys
from hlh_desktop.record.known import Known
from hlh_desktop.record.opening import advance_head
from hlh_desktop.record.values import Author, Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from hlh_desktop.record.key_file import Keys
    from hlh_desktop.record.recovery import RecoveryCode
    from hlh_desktop.record.values import Entry, WardFace


class Access:
    """The open ward as far as its keys go. `person` is who opened it."""

    def __init__(
        self, folder: Path, ward: str, person: Person, data_key: bytes, opened: tuple[Engine, tuple[str, ...]]
    ) -> None:
        self.folder, self.ward, self.person = folder, ward, person
        self._data_key = data_key
        self._engine, self._alarms = opened
        self._known = Known()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file. Using the store again opens it again."""
        self._engine.dispose()
        self._known.forget()

    @property
    def face(self) -> WardFace:
        """The ward's face as it stands now, with people whom others have added meanwhile."""
        return read_keys(self.folder).face(self.folder)

    @property
    def zone(self) -> str:
        """The ward's zone, a part of its face."""
        return read_keys(self.folder).zone

    def _alarms_by_now(self) -> tuple[str, ...]:
        """What was found broken at opening, and a key file that somebody else has changed since."""
        try:
            genuine = read_keys(self.folder).is_genuine(self._data_key)
        except Trouble:
            genuine = False
        return self._alarms if genuine else (*self._alarms, "keys_altered::")

    def password_fits(self, person_id: str, password: str) -> bool:
        """Whether that is somebody's password now. Trouble `no_such_person`, and those of the key file."""
        keys = read_keys(self.folder)
        try:
            found = vault.opened_by_password(keys.holder(person_id).wrap, password, keys.about(person_id))
        except Trouble as trouble:
            if trouble.code == "wrong_password":
                return False
            raise
        return found == self._data_key

    def add_person(
        self, name: str, password: str, *, workstation: str, now: datetime, cost: vault.Cost | None = None,
        roles: Sequence[str] | None = None, by: Person | None = None,
    ) -> Person:  # fmt: skip
        """Somebody more who can open the ward; told with their `roles`, if any, by `by`. Trouble `name_taken`."""
        person = Person(uuid4().hex, name)
        holder = self._holder(person, password, cost)
        more = {} if roles is None else {"roles": list(roles)}
        told = self._told(key_changes.PERSON_ADDED, workstation, now, by, person=person.id, name=name, **more)

        def changed(keys: Keys) -> Keys:
            if _folded(name) in {_folded(one.person.name) for one in keys.holders}:
                raise Trouble("name_taken", name=name)
            return replace(keys, holders=(*keys.holders, holder))

        key_changes.change(self._engine, self.folder, self._data_key, told, changed)
        advance_head(self._engine, self.folder)
        return person

    def change_password(
        self, old: str, new: str, *, workstation: str, now: datetime, cost: vault.Cost | None = None,
        by: Person | None = None,
    ) -> None:  # fmt: skip
        """A new password for `by`, or whoever opened the ward. Trouble `wrong_password` if the old one is not."""
        person = by or self.person
        if not self.password_fits(person.id, old):
            raise Trouble("wrong_password")
        self._set_password(key_changes.PASSWORD_CHANGED, person, new, workstation, now, cost)

    def replace_recovery(self, *, workstation: str, now: datetime, by: Person | None = None) -> RecoveryCode:
        """A new recovery code; the one before opens the ward no more, only copies that were made before."""
        code = recovery.new_code()
        keys = read_keys(self.folder)
        wrap = vault.wrapped_by_recovery(self._data_key, code, keys.about(""))
        told = self._told(key_changes.RECOVERY_REPLACED, workstation, now, by, sheet=keys.sheet + 1)

        def changed(now_: Keys) -> Keys:
            if now_.sheet != keys.sheet:
                raise Trouble("ward_changed")
            return replace(now_, sheet=keys.sheet + 1, recovery=wrap)

        key_changes.change(self._engine, self.folder, self._data_key, told, changed)
        advance_head(self._engine, self.folder)
        return code

    def reset_password(self, new: str, *, workstation: str, now: datetime, cost: vault.Cost | None = None) -> None:
        """A new password for whoever opened the ward with the recovery code, and a fact that says so."""
        self._set_password(key_changes.RECOVERY_USED, self.person, new, workstation, now, cost)

    def _set_password(
        self, kind: str, person: Person, new: str, workstation: str, now: datetime, cost: vault.Cost | None
    ) -> None:
        holder = self._holder(person, new, cost)
        told = self._told(kind, workstation, now, person, person=person.id, sheet=read_keys(self.folder).sheet)

        def changed(keys: Keys) -> Keys:
            others = tuple(holder if one.person.id == person.id else one for one in keys.holders)
            return replace(keys, holders=others)

        key_changes.change(self._engine, self.folder, self._data_key, told, changed)
        advance_head(self._engine, self.folder)

    def _holder(self, person: Person, password: str, cost: vault.Cost | None) -> Holder:
        about = f"{self.ward}/{person.id}"
        return Holder(person, vault.wrapped_by_password(self._data_key, password, about, cost or vault.Cost()))

    def _told(self, kind: str, workstation: str, now: datetime, by: Person | None, /, **body: Any) -> Entry:
        return key_changes.entry(kind, Author(by or self.person, workstation), now, **body)


def _folded(name: str) -> str:
    """A name as it is compared: two people of one ward must not be told apart by capitals only."""
    return " ".join(normalize("NFKC", name).casefold().split())
