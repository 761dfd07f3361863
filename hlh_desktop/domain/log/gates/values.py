"""An attempt to write something down of a dose, the chart it is held against, and what came of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from hlh_desktop.domain.log.values import TAKEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from fractions import Fraction

    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.domain.log.procedures import Procedure
    from hlh_desktop.domain.log.rules import GivingGate, Need, Record
    from hlh_desktop.domain.log.states import Span
    from hlh_desktop.domain.log.values import Became, LoggedDose, Outcome, Release, Stay, Stop
    from hlh_desktop.domain.log.weight import Revision
    from hlh_desktop.domain.sources import Cites

# How a child was known: by the code on the wristband, or by two identifiers asked and read. "moved": not at all by who
# writes; the entry came of another chart, and who got the drug is what was written there and why it was wrong.
Known = Literal["scanned", "asked", "moved"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody is about to write down of a dose.

    `amount` is in the dose's unit, None where nothing was given. `reasons` go by the code of the gate that asks for
    one; `reason` is that of a hold, refusal or omission. `second`: another person signed for it too. `trained`: who
    gives stands on the register for intrathecal doses.
    """

    became: Became
    taken: datetime
    amount: Decimal | None = None
    route: str = ""
    site: str = ""
    batch: str = ""
    expiry: date | None = None
    ended: datetime | None = None
    known: Known | None = None
    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    second: bool = False
    trained: bool = False
    directed_by: str = ""
    note: str = ""

    @property
    def gives(self) -> bool:
        """Whether the ward puts the drug into the child."""
        return self.became in ("running", "given")

    @property
    def into_child(self) -> bool:
        """Whether the drug got into the child, wherever it was given."""
        return self.became in TAKEN


@dataclass(frozen=True, slots=True)
class InForce:
    """The version that was in force when a dose was taken, and stands no more: its number, weight and body surface."""

    version: int
    weight_kg: Decimal
    bsa_m2: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """What the record says at the moment of an attempt: of the dose, its line, its drug and the child.

    `dose` is its newest row; in a late entry that of the version `in_force` when it was taken, where that is another
    than the one that stands, with its weight and body surface. `stands`: the version that stands has it. `release` is
    the newest, whatever it is for. `taken` are the standing outcomes of its drug. `before` is mg/m2 of before this
    plan, None not known, and `told` when that was signed first. `cap` in the dose's unit. `open_cytotoxics` are that
    day's intravenous cytotoxics which are neither finished nor held. `allergies` None is not asked. `others` are the
    words by which an allergy may name the drug. `stop`, `stay` and `open_cytotoxics` are those of the moment of the
    attempt. `home`: a family gives by this route. `procedures` are all that stand, past and planned.
    """

    dose: LoggedDose
    stands: bool
    version: int
    span: Span
    record: Record | None
    outcome: Outcome | None
    release: Release | None
    stop: Stop | None
    stay: Stay | None
    taken: tuple[Outcome, ...]
    before: Fraction | None
    bsa_m2: Decimal
    weighed_on: date
    allergies: tuple[str, ...] | None
    others: tuple[str, ...]
    cap: Decimal | None = None
    least_hours: Decimal | None = None
    open_cytotoxics: tuple[str, ...] = ()
    cumulative: bool = False
    check: CheckNow | None = None
    revision: Revision | None = None
    home: bool = True
    in_force: InForce | None = None
    told: datetime | None = None
    procedures: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that has something to say. `met`: a reason was given, a second person signed, or it only tells."""

    code: str
    need: Need
    text: str
    met: bool
    reasons: tuple[str, ...]
    cites: Cites


class Rule(Protocol):
    """A gate's rule: the values of its sentence where it speaks, else None; `now` as an instant."""

    def __call__(self, attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None: ...
