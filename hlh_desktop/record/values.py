"""What enters and leaves the record: frozen values. Moments are aware, and come back in the zone they had."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.domain.log.values import DoseKind


@dataclass(frozen=True, slots=True)
class Person:
    """One of the staff: `id` is a uuid in hex, `name` as it is shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class WardFace:
    """What anyone may see of a ward without a password. `sheet` is the number of its recovery sheet that is valid."""

    folder: Path
    name: str
    number: str
    zone: str
    training: bool
    made: datetime
    people: tuple[Person, ...]
    sheet: int = 1


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something down, and where."""

    person: Person
    workstation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact on its way in. The caller makes `id`, so that writing it again after a doubt adds nothing.

    `body` is a JSON object of texts, whole numbers, true, false, null, lists and objects; decimals are texts.
    `child` None is a fact of the ward itself; `taken` is when it was so, not when it was saved.
    """

    id: UUID
    kind: str
    child: UUID | None
    author: Author
    taken: datetime
    body: Mapping[str, Any]
    supersedes: UUID | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as it stands in the record, never to change.

    `sequence` counts within its chain (a child's, or "ward"), `number` within the ward. `hash` is over the whole
    fact and the one before it in the chain; `seal` over `hash` and the seal before it in the ward.
    """

    id: UUID
    chain: str
    sequence: int
    kind: str
    child: UUID | None
    author: Person
    workstation: str
    taken: datetime
    saved: datetime
    supersedes: UUID | None
    body: Mapping[str, Any]
    hash: str
    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a child is: hospital number, names, birth date, sex as far as known."""

    mrn: str
    family_name: str | None
    given_name: str | None
    date_of_birth: date
    sex: str | None


@dataclass(frozen=True, slots=True)
class DoseRow:
    """One planned dose of a signed plan. `id` stays the same through later versions, `plan` is the fact of this one.

    What follows on `due` is None in a row of before the dose log: the plan alone tells it. `planned` is where the dose
    stood before a move, `amount` in `unit`; `place` of `of` counts the doses of its line.
    `cap` is the most that a dose of it may be, in `unit`; `least_hours` the time that must lie between two of them.
    """

    id: UUID
    child: UUID
    plan: UUID
    line: str
    part: str | None
    slot: int
    due: datetime
    planned: datetime | None = None
    drug: str | None = None
    amount: Decimal | None = None
    unit: str | None = None
    route: str | None = None
    kind: DoseKind | None = None
    place: int | None = None
    of: int | None = None
    cap: Decimal | None = None
    least_hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Working state, not a fact: what somebody has typed so far. `child` None is one who is not registered yet."""

    id: UUID
    child: UUID | None
    author: Person
    begun: datetime
    kept: datetime
    body: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Check:
    """What came of checking the record: how many facts and chains, and each place that is broken.

    A place is "code:chain:number" (wording `broken.<code>`), such as "fact_altered:ward:3" or
    "trigger_missing:facts_no_update:". A head behind the chain is normal, a chain behind the head is not.
    `seal` is the newest one.
    """

    facts: int
    chains: int
    broken: tuple[str, ...]
    head_behind: bool
    chain_behind: bool
    seal: str

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong: only then may anyone sign or give."""
        return not self.broken and not self.chain_behind
