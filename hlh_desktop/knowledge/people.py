"""What resources/people.toml must hold: a rule and a sentence for every deed, roles that exist, a PIN that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.people import Deed, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.people import PeopleRules, PinRule
    from hlh_desktop.knowledge.soundness import Wrong

# Who gives roles to others: without one, nobody could ever be made anything.
ADMINISTRATOR, GIVES_ROLES = "administrator", "people"


def unsound_people(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a deed open to nobody, or to somebody whom no role names."""
    rules = knowledge.people
    yield from _roles(rules)
    for deed in sorted({*rules.deeds} ^ {*get_args(Deed)}):
        yield f"people.deeds.{deed}", "a deed without an entry"
    yield from _deeds(rules)
    yield from _pin(rules.pin)
    yield from _sentences(knowledge)


def _roles(rules: PeopleRules) -> Iterator[Wrong]:
    if sorted((*rules.roles, *rules.qualifications)) != sorted(get_args(Role)):
        yield "people.roles", "expected each role once, as profession or as qualification"
    if ADMINISTRATOR not in rules.maker or not set(rules.maker) <= set(rules.roles):
        yield "people.maker", f"expected roles, {ADMINISTRATOR} among them"


def _deeds(rules: PeopleRules) -> Iterator[Wrong]:
    for name, rule in rules.deeds.items():
        if not rule.roles or not set(rule.roles) <= set(rules.roles):
            yield f"people.deeds.{name}.roles", "expected roles of the table"
        if rule.qualification is not None and rule.qualification not in rules.qualifications:
            yield f"people.deeds.{name}.qualification", "expected a qualification of the table"
        if name == GIVES_ROLES and rule.roles != (ADMINISTRATOR,):
            yield f"people.deeds.{name}.roles", f"expected {ADMINISTRATOR} alone"


def _pin(rule: PinRule) -> Iterator[Wrong]:
    if not 0 < rule.least <= rule.most:
        yield "people.pin.least", "the lengths must rise from least to most"
    if rule.tries < 1:
        yield "people.pin.tries", "expected at least one try"
    cost = rule.cost
    if cost.passes < 1 or cost.lanes < 1 or cost.memory < 8 * cost.lanes:
        yield "people.pin.cost", "expected what argon2id can work with"


def _sentences(knowledge: Knowledge) -> Iterator[Wrong]:
    keys = (*(f"people.deed.{deed}" for deed in get_args(Deed)), *(f"people.role.{role}" for role in get_args(Role)))
    for key in keys:
        if not knowledge.wording.has(key):
            yield "people", f"no sentence {key}"
