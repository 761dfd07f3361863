"""Who may do what: roles, deeds and the table that joins them; what a PIN must be. Source: resources/people.toml."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hlh_desktop.domain.sources import Cites, Datum

# Professions and what somebody is trained for; a person has any number of them.
Role = Literal["physician", "nurse", "pharmacist", "administrator", "intrathecal"]
Deed = Literal[
    "sign", "release", "stop", "voice", "countersign", "assess",
    "give", "give_intrathecal", "check", "hold", "lift", "strike", "task", "measure", "stay", "result",
    "print", "export", "switch", "people", "policy", "analytes", "approve", "own_value",
]  # fmt: skip
# How somebody shows who they are, from the least to the most.
Proof = Literal["session", "pin", "password"]
STRENGTH: tuple[Proof, ...] = ("session", "pin", "password")


class DeedRule(Datum):
    """Who may do one thing: anybody with one of the roles and, where it is named, the qualification."""

    roles: tuple[Role, ...]
    qualification: Role | None = None
    proof: Proof
    cites: Cites


class PinCost(Datum):
    """How hard a PIN is to guess for who has the record: argon2id's passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int


class PinRule(Datum):
    """What a PIN must be: number of digits, tries in a row before the password is asked, steps that make it simple."""

    least: int
    most: int
    tries: int
    steps: tuple[int, ...]
    cost: PinCost
    cites: Cites


class PeopleRules(Datum):
    """The whole of resources/people.toml. `maker` are the roles of who made a ward that knew none."""

    roles: tuple[Role, ...]
    qualifications: tuple[Role, ...]
    maker: tuple[Role, ...]
    cites: Cites
    pin: PinRule
    deeds: dict[Deed, DeedRule]


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works on the ward: the id of the person (a uuid in hex), the name and what they are."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()

    @property
    def administers(self) -> bool:
        """Whether they give roles to others."""
        return "administrator" in self.roles


def may(staff: Staff, deed: Deed, rules: PeopleRules) -> bool:
    """Whether the table lets somebody do that."""
    rule = rules.deeds[deed]
    trained = rule.qualification is None or rule.qualification in staff.roles
    return trained and not set(rule.roles).isdisjoint(staff.roles)


def in_order(roles: tuple[str, ...], rules: PeopleRules) -> tuple[Role, ...]:
    """Roles once each in the order of the table; what it does not know is left out."""
    return tuple(role for role in (*rules.roles, *rules.qualifications) if role in roles)


def proves(shown: Proof, deed: Deed, rules: PeopleRules) -> bool:
    """Whether what somebody has shown is enough for a deed."""
    return STRENGTH.index(shown) >= STRENGTH.index(rules.deeds[deed].proof)


def is_pin(typed: str, rule: PinRule) -> bool:
    """Whether it has the digits of a PIN and nothing else."""
    return typed.isascii() and typed.isdecimal() and rule.least <= len(typed) <= rule.most


def is_simple(pin: str, rule: PinRule) -> bool:
    """Whether a PIN is one digit again and again, or a row up or down."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return any(steps == {step} for step in rule.steps)
