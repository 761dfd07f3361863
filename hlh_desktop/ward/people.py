"""The people of an open ward: what each of them is, and who may do what. Roles live in the record as facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hlh_desktop.domain import people
from hlh_desktop.domain.people import Staff, in_order, proves
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.key_changes import PERSON_ADDED
from hlh_desktop.record.making import WARD_MADE
from hlh_desktop.ward import audit, pins
from hlh_desktop.ward.passwords import check_name, check_password

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hlh_desktop.domain.people import Deed, PeopleRules, Role
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact, Person
    from hlh_desktop.record.vault import Cost
    from hlh_desktop.ward.open_ward import OpenWard

ROLES_CHANGED = "roles_changed"
KINDS = (WARD_MADE, PERSON_ADDED, ROLES_CHANGED)
# What the record answers when somebody else wrote into it meanwhile, and how often to try.
CHANGED, TRIES = "ward_changed", 5


def staff(desk: OpenWard, reading: Reading | None = None) -> tuple[Staff, ...]:
    """Everybody of the ward with their roles as they stand now, who came first at the head.

    `reading` is a state of the record that is being read already.
    """
    rules = desk.ward.knowledge.people
    found: dict[str, Staff] = {}
    maker = ""
    for fact in (desk.store if reading is None else reading).facts(child=None, kinds=KINDS):
        if fact.kind == WARD_MADE:
            maker = fact.author.id
            continue
        id_, roles = fact.body["person"], _roles_of(fact, maker, rules)
        if fact.kind == PERSON_ADDED:
            found[id_] = Staff(id_, fact.body["name"], roles)
        elif id_ in found:
            found[id_] = replace(found[id_], roles=roles)
    return tuple(found.values())


def _roles_of(fact: Fact, maker: str, rules: PeopleRules) -> tuple[Role, ...]:
    """The roles that a fact gives. Where it tells none, who made the ward is what people.toml says, others nothing."""
    told = fact.body.get("roles")
    if told is None:
        return rules.maker if fact.body["person"] == maker else ()
    return in_order(tuple(told), rules)


def one(desk: OpenWard, person_id: str, reading: Reading | None = None) -> Staff:
    """Somebody of the ward. Trouble no_such_person."""
    found = next((each for each in staff(desk, reading) if each.id == person_id), None)
    if found is None:
        raise Trouble("no_such_person")
    return found


def may(desk: OpenWard, deed: Deed, person: Person | None = None, reading: Reading | None = None) -> bool:
    """Whether somebody, or who works here now, may do that."""
    return people.may(one(desk, (person or desk.person).id, reading), deed, desk.ward.knowledge.people)


def require(desk: OpenWard, deed: Deed, person: Person | None = None, reading: Reading | None = None) -> Staff:
    """Who may do that: somebody, or who works here now. Trouble not_allowed, which says who may."""
    found = one(desk, (person or desk.person).id, reading)
    if not people.may(found, deed, desk.ward.knowledge.people):
        raise Trouble("not_allowed", name=found.name, deed=deed_words(desk, deed), role=who_may(desk, deed))
    return found


def refusal(desk: OpenWard, deed: Deed) -> str:
    """Why who works here now may not do that, in a sentence that says who may; empty where they may."""
    try:
        require(desk, deed)
    except Trouble as trouble:
        return desk.ward.wording.say(f"problem.{trouble.code}", **trouble.values)
    return ""


def successors(desk: OpenWard) -> tuple[Staff, ...]:
    """Everybody who may be changed to, but who works here now; by name."""
    rules = desk.ward.knowledge.people
    others = (each for each in staff(desk) if each.id != desk.person.id and people.may(each, "switch", rules))
    return tuple(sorted(others, key=lambda each: each.name.casefold()))


def deed_words(desk: OpenWard, deed: Deed) -> str:
    """A deed as it stands in a sentence: "give a dose"."""
    return desk.ward.wording.say(f"people.deed.{deed}")


def role_words(desk: OpenWard, roles: Sequence[Role]) -> str:
    """Roles in words; where there is none, that too."""
    words = [desk.ward.wording.say(f"people.role.{role}") for role in roles or ("none",)]
    return ", ".join(words)


def who_may(desk: OpenWard, deed: Deed) -> str:
    """The roles that may do a deed, in words."""
    rule = desk.ward.knowledge.people.deeds[deed]
    roles = role_words(desk, rule.roles)
    if rule.qualification is None:
        return roles
    qualification = role_words(desk, (rule.qualification,))
    return desk.ward.wording.say("people.who.qualified", roles=roles, qualification=qualification)


def authorise(desk: OpenWard, deed: Deed, own: str | None, now: datetime) -> Staff:
    """Who works here now, if they may do that and have shown enough of who they are.

    `own` is their password; without it, what they came in with must be enough. Trouble not_allowed, proof_needed,
    wrong_password.
    """
    found = require(desk, deed)
    if own is not None:
        pins.identify(desk, found.id, None, own, now)
    elif not proves(desk.proof, deed, desk.ward.knowledge.people):
        raise Trouble("proof_needed", deed=deed_words(desk, deed))
    return found


def add(
    desk: OpenWard, name: str, password: str, roles: Sequence[Role], own: str | None, now: datetime, cost: Cost | None
) -> Person:  # fmt: skip
    """See OpenWard.add_person."""
    authorise(desk, "people", own, now)
    known = desk.face
    check_name(name)
    check_password(password, name, known.name, training=known.training)
    return desk.store.add_person(
        name.strip(), password, workstation=desk.workstation, now=now, cost=cost, roles=checked(desk, roles),
        by=desk.person,
    )  # fmt: skip


def checked(desk: OpenWard, roles: Sequence[str]) -> tuple[Role, ...]:
    """Roles in the order of the table. Trouble role_unknown."""
    known = in_order(tuple(roles), desk.ward.knowledge.people)
    for role in roles:
        if role not in known:
            raise Trouble("role_unknown", role=role)
    return known


def change_roles(desk: OpenWard, person_id: str, roles: Sequence[Role], own: str | None, now: datetime) -> None:
    """See OpenWard.change_roles. Asked again whenever somebody else wrote meanwhile: an administrator must remain."""
    authorise(desk, "people", own, now)
    wanted = checked(desk, roles)
    for left in reversed(range(TRIES)):
        seal = desk.store.seal()
        person = one(desk, person_id)
        others = (each for each in staff(desk) if each.id != person_id)
        if not any(each.administers for each in (*others, replace(person, roles=wanted))):
            raise Trouble("last_administrator", name=person.name)
        body = {"person": person.id, "name": person.name, "roles": list(wanted)}
        entry = audit.entry(desk, ROLES_CHANGED, now, body=body)
        try:
            desk.store.append(entry, if_seal=seal, now=now)
        except Trouble as trouble:
            if trouble.code != CHANGED or not left:
                raise
        else:
            return
