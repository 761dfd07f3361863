"""What the facts of a ward tell of its log, counted by hand from their bodies alone: no row, no ledger of the program.

It also remembers every fact as it was seen first, so that one that is lost or reads otherwise later is noticed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from hlh_desktop.record.values import Fact

PASSING, TAKEN = ("running", "held"), ("running", "given", "elsewhere", "home")
SUMMED = "etoposide"


@dataclass(frozen=True)
class Written:
    """An outcome as its fact tells it, with the BSA of the version that it names."""

    id: UUID
    child: UUID
    dose: str | None
    became: str
    drug: str
    amount: Decimal | None
    bsa: Decimal | None


@dataclass
class Facts:
    """All that was seen.

    `doses` are those named by facts of a kind, newest last. `elsewhere` is the BSA that was told with a dose of another
    place, which no body tells.
    """

    number: int = 0
    kept: dict[UUID, str] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    bsa: dict[str, Decimal] = field(default_factory=dict)
    written: dict[UUID, Written] = field(default_factory=dict)
    of_dose: dict[str, list[Written]] = field(default_factory=lambda: defaultdict(list))
    doses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[UUID, str] = field(default_factory=dict)
    elsewhere: dict[UUID, Decimal | None] = field(default_factory=dict)

    def take(self, facts: Iterable[Fact], clock: datetime | None) -> None:
        """New facts, in order whatever the clock said; each was saved when the clock said so."""
        for fact in facts:
            assert fact.number == self.number + 1
            assert fact.sequence == self.sequences.get(fact.chain, 0) + 1
            assert clock is None or fact.saved == clock
            self.number, self.sequences[fact.chain] = fact.number, fact.sequence
            self.kept[fact.id] = text_of(fact)
            self._log(fact)

    def _log(self, fact: Fact) -> None:
        body = fact.body
        if body.get("dose"):
            self.doses[fact.kind].append(body["dose"])
        if fact.kind == "signature" and fact.child is not None:
            self.bsa[body["plan"]] = Decimal(body["measures"]["bsa_m2"])
        elif fact.kind == "dose_outcome" and fact.child is not None:
            bsa = self.bsa.get(body["plan"]) if body["dose"] else self.elsewhere.get(fact.id)
            amount = None if body["amount"] is None else Decimal(body["amount"])
            one = Written(fact.id, fact.child, body["dose"], body["became"], body["drug"], amount, bsa)
            self.written[fact.id] = one
            if one.dose is not None:
                self.of_dose[one.dose].append(one)
        elif fact.kind in ("outcome_struck", "hold_lifted"):
            outcome = UUID(body["outcome"])
            assert outcome in self.written
            assert outcome not in self.ended
            self.ended[outcome] = fact.kind

    def left(self, dose: str) -> list[Written]:
        """What was written of a dose and neither struck out nor lifted."""
        return [one for one in self.of_dose.get(dose, ()) if one.id not in self.ended]

    def twice(self) -> Iterator[str]:
        """Doses with more than one outcome that stands: something else was written after one that is final."""
        for dose in self.of_dose:
            left = self.left(dose)
            pairs = pairwise(left)
            if any(one.became not in PASSING or one.became == after.became for one, after in pairs):
                yield dose

    def standing(self, child: UUID) -> dict[UUID, UUID]:
        """The outcome that stands of each dose."""
        left = {dose: self.left(dose) for dose, each in self.of_dose.items() if each[0].child == child}
        return {UUID(dose): each[-1].id for dose, each in left.items() if each}

    def total(self, child: UUID) -> Fraction:
        """mg/m2 of etoposide that got into a child, exact."""
        last = set(self.standing(child).values())
        return sum(
            (
                Fraction(one.amount) / Fraction(one.bsa)
                for one in self.written.values()
                if (one.child, one.drug) == (child, SUMMED) and one.became in TAKEN and one.amount and one.bsa
                and one.id not in self.ended and (one.dose is None or one.id in last)
            ),
            Fraction(0),
        )  # fmt: skip

    def lost(self, facts: Iterable[Fact]) -> list[UUID]:
        """What was seen once and is not there any more, or reads otherwise."""
        there = {fact.id: text_of(fact) for fact in facts}
        return [id_ for id_, text in self.kept.items() if there.get(id_) != text]


def text_of(fact: Fact) -> str:
    """Everything that a fact says."""
    parts = (fact.number, fact.kind, fact.child, fact.author, fact.taken.isoformat(), fact.saved.isoformat(), fact.seal)
    return json.dumps([*map(str, parts), fact.body], sort_keys=True)
