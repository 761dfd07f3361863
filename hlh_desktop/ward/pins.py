"""Who somebody is, on a workstation that another has unlocked: by PIN or by password; and one person after another.

A PIN is kept in the encrypted record only, as a salted argon2id hash. It is short, so it counts only a few times in a
row: then the password is asked. It opens no ward: the data key hangs on passwords alone.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.people import is_pin, is_simple
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import vault
from hlh_desktop.ward import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.people import PinRule, Proof
    from hlh_desktop.record.values import Fact, Person
    from hlh_desktop.ward.open_ward import OpenWard

PIN_SET, PIN_FAILED, IDENTIFIED, SWITCHED = "pin_set", "pin_failed", "identified", "person_switched"
KINDS = (PIN_SET, PIN_FAILED, IDENTIFIED)


@dataclass(frozen=True, slots=True)
class Pin:
    """What the record knows of somebody's PIN: what is kept of it, if there is one, and wrong tries in a row."""

    kept: Mapping[str, Any] | None = field(default=None, repr=False)
    failed: int = 0


def all_pins(desk: OpenWard) -> dict[str, Pin]:
    """The PINs of everybody who set one or failed with one, by the person's id."""
    found: dict[str, Pin] = {}
    for fact in desk.store.facts(child=None, kinds=KINDS):
        person = fact.body["person"]
        found[person] = _after(found.get(person, Pin()), fact)
    return found


def _after(pin: Pin, fact: Fact) -> Pin:
    if fact.kind == PIN_SET:
        return Pin(fact.body)
    return Pin(pin.kept, pin.failed + 1 if fact.kind == PIN_FAILED else 0)


def set_pin(desk: OpenWard, password: str, pin: str, now: datetime, cost: vault.Cost | None = None) -> None:
    """See OpenWard.set_pin."""
    rule = _rule(desk)
    if not is_pin(pin, rule):
        raise Trouble("pin_shape", least=rule.least, most=rule.most)
    if is_simple(pin, rule):
        raise Trouble("pin_simple")
    _by_password(desk, desk.person, password, now)
    usual = vault.Cost(rule.cost.passes, rule.cost.memory, rule.cost.lanes)
    audit.note(desk, PIN_SET, now, body={"person": desk.person.id, **_kept(pin, cost or usual)})


def _kept(pin: str, cost: vault.Cost) -> dict[str, str | int]:
    salt = vault.new_salt()
    numbers = {"passes": cost.passes, "memory": cost.memory, "lanes": cost.lanes}
    return {"salt": salt.hex(), **numbers, "hash": vault.pin_hash(pin, salt, cost).hex()}


def _fits(kept: Mapping[str, Any], pin: str) -> bool:
    cost = vault.Cost(kept["passes"], kept["memory"], kept["lanes"])
    found = vault.pin_hash(pin, bytes.fromhex(kept["salt"]), cost)
    return hmac.compare_digest(found.hex(), kept["hash"])


def identify(desk: OpenWard, person_id: str, pin: str | None, password: str | None, now: datetime) -> Person:
    """See OpenWard.identify. What was refused is written down, and so is a PIN that counts again after that."""
    person = person_of(desk, person_id)
    if password is not None:
        _by_password(desk, person, password, now)
    else:
        _by_pin(desk, person, pin or "", now)
    return person


def person_of(desk: OpenWard, person_id: str) -> Person:
    """Somebody of the ward. Trouble no_such_person."""
    for person in desk.face.people:
        if person.id == person_id:
            return person
    raise Trouble("no_such_person")


def _by_password(desk: OpenWard, person: Person, password: str, now: datetime) -> None:
    if not desk.store.password_fits(person.id, password):
        audit.note_failed(desk, person.name, audit.IDENTIFYING, now)
        raise Trouble("wrong_password")
    counts_again(desk, person, "password", now)


def _by_pin(desk: OpenWard, person: Person, pin: str, now: datetime) -> None:
    """Trouble no_pin, pin_locked, wrong_pin. The last try that is wrong tells that the PIN counts no more."""
    known, tries = all_pins(desk).get(person.id, Pin()), _rule(desk).tries
    if known.kept is None:
        raise Trouble("no_pin", name=person.name)
    if known.failed >= tries:
        raise Trouble("pin_locked", name=person.name)
    if _fits(known.kept, pin):
        return counts_again(desk, person, "pin", now)
    audit.note(desk, PIN_FAILED, now, body={"person": person.id, "name": person.name})
    if known.failed + 1 == tries:
        raise Trouble("pin_locked", name=person.name)
    raise Trouble("wrong_pin", name=person.name, left=tries - known.failed - 1)


def counts_again(desk: OpenWard, person: Person, how: Proof, now: datetime) -> None:
    """After a proof that was right the wrong ones before count no more; where there were none, nothing is written."""
    if all_pins(desk).get(person.id, Pin()).failed:
        audit.note(desk, IDENTIFIED, now, body={"person": person.id, "name": person.name, "how": how})


def note_switched(desk: OpenWard, before: Person, how: Proof, now: datetime) -> None:
    """Writes down, in the name of who goes on, whom they follow and how they showed who they are."""
    after = desk.person
    body = {"from": before.id, "from_name": before.name, "to": after.id, "to_name": after.name, "how": how}
    audit.note(desk, SWITCHED, now, body=body)


def _rule(desk: OpenWard) -> PinRule:
    return desk.ward.knowledge.people.pin
