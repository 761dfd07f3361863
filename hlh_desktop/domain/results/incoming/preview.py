"""What would come of an import, line by line, before anything is written: taken, left and why, refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.results.stops.values import CODES

if TYPE_CHECKING:
    from collections.abc import Collection

    from hlh_desktop.domain.results.incoming.claims import Known, Verdict
    from hlh_desktop.domain.results.incoming.values import Incoming, Kind
    from hlh_desktop.domain.results.stops.values import Stop
    from hlh_desktop.domain.results.values import LabResult, Reported, Sample
    from hlh_desktop.domain.wording import Wording

# The code of a reason that brings a sentence of its own.
STOP = "stop"
# Known: it stands in the record already and adds nothing.
Fate = Literal["new", "supersedes", "known"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that may be taken. `number` is what a person accepts it by; `sample` holds this one result.

    `checks` are why a person must look at it before: it is taken only where they said so. `of` is the result that it
    supersedes, or that is the same.
    """

    number: int
    row: Incoming
    sample: Sample
    fate: Fate = "new"
    checks: tuple[Reason, ...] = ()
    of: LabResult | None = None

    @property
    def reported(self) -> Reported:
        """The result as it would be written."""
        return self.sample.results[0]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What is left out or refused, and why. `row` is None where one line stands for `count` rows of another patient."""

    reason: Reason
    row: Incoming | None = None
    count: int = 1
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A file against the open child. Nothing of it can be taken while `identity` blocks.

    Left: not refused, but not understood or not wanted, such as an unknown code; a mapping may change that. Refused:
    impossible, such as a value out of all range or a time in the future. `digest` is SHA-256 of the bytes, `child` who
    the child was when the file was held against it.
    """

    file: str
    kind: Kind
    digest: str
    laboratory: str
    identity: Verdict
    taken: tuple[Taken, ...] = ()
    left: tuple[NotTaken, ...] = ()
    refused: tuple[NotTaken, ...] = ()
    notes: tuple[Reason, ...] = ()
    child: Known | None = None

    @property
    def blocked(self) -> bool:
        """Whether nothing of it can be taken, because it is not shown to be of this child."""
        return self.identity.blocks

    @property
    def usual(self) -> frozenset[int]:
        """The numbers of the lines that need no look of their own: new or superseding, and nothing to check."""
        return frozenset(one.number for one in self.taken if one.fate != "known" and not one.checks)

    @property
    def to_check(self) -> frozenset[int]:
        """The numbers of the lines that a person accepts one by one."""
        return frozenset(one.number for one in self.taken if one.fate != "known" and one.checks)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to import: no line that is new."""
        return not (self.usual or self.to_check)

    def chosen(self, accepted: Collection[int]) -> tuple[Taken, ...]:
        """The lines that a person accepted, without those that are known already."""
        wanted = frozenset(accepted)
        return tuple(one for one in self.taken if one.number in wanted and one.fate != "known")


def judged(stop: Stop) -> Reason:
    """What stands against a result, as a reason: its own sentence, and what was before where it is told of that."""
    text = " ".join(part for part in (stop.text, stop.before_text) if part)
    return Reason(STOP, {"text": text, "stop": stop.code})


def confirmed(taken: Taken, words: str) -> str:
    """Why a rare value is right, as a result keeps it with the codes of what stood against it; empty without any."""
    codes = sorted({str(one.values["stop"]) for one in taken.checks if one.code == STOP})
    return " ".join((words, f"[{CODES.join(codes)}]")) if codes else ""


def place_words(row: Incoming, wording: Wording) -> str:
    """Where in its file a row stands: a line, a cell, or a path."""
    line, _, column = row.place.partition(":")
    if line.isdigit():
        key = "cell" if column else "line"
        return wording.say(f"importing.place.{key}", place=row.place, line=line, column=column)
    return row.place


def reason_line(reason: Reason, wording: Wording) -> str:
    """A reason in one sentence."""
    return wording.say(f"importing.{reason.code}", **reason.values)
