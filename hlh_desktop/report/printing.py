"""What is known of one printing: when, by whom, where, on which paper, and how the plan stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.approval.standing import KnowledgeStanding

Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that nobody has signed.

    A draft of the command line has no number and is signed by hand, on paper; one of the program is signed in the
    program and has no line for a signature (rule D5).
    """

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed plan: its version, who signed it when (ward time), its knowledge edition and the record's seal.

    `second` is the other person where two had to sign.
    """

    version: int
    by: str
    at: datetime
    edition: str
    seal: str
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Superseded:
    """A signed plan whose place version `by_version` took at a moment of ward time."""

    signed: Signed
    by_version: int
    at: datetime


Standing = Draft | Signed | Superseded


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a plan. `at` is the moment of printing in ward time; it is no part of the plan.

    `training`: it comes from a ward without patients, and every page says so. `knowledge` is how the knowledge of the
    ward stands, or stood when the plan was signed; None outside of a ward, where nobody has approved anything.
    """

    at: datetime
    by: str
    workstation: str
    paper: Paper = "A4"
    standing: Standing = Draft()
    training: bool = False
    knowledge: KnowledgeStanding | None = None
