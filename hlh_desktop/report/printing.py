"""What is known of one printing: when, by whom, where, on which paper, and how the plan stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that nobody has signed. A draft of the command line has no number and is signed by hand, on paper."""

    number: int | None = None


# A signed and a superseded standing join this union when the program can sign.
Standing = Draft


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a plan. `at` is the moment of printing in ward time; it is no part of the plan."""

    at: datetime
    by: str
    workstation: str
    paper: Paper = "A4"
    standing: Standing = Draft()
