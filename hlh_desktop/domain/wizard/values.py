"""The values that the wizard's pages draw: notes at fields, steps, missing items, gates of signing, first doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from hlh_desktop.domain.growth.child import Hint

NoteKind = Literal["missing", "wrong"]
StepMark = Literal["done", "open", "attention"]
GateState = Literal["met", "open", "reason", "refused"]
FirstAnswer = Literal["now", "at", "skip"]


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What is expected at a field of the draft; while one stands there is no plan.

    `path` is the field's place in the draft as typed ("measurements[0].weight_kg"), `kind` "missing" where nothing
    was entered yet and "wrong" where what stands there can't be used, `text` the sentence beside the field, `name`
    what the field is called on the screen, `step` the page it stands on.
    """

    path: str
    code: str
    kind: NoteKind
    text: str
    name: str
    step: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that is possible but rare: it counts, and signing asks for it a second time and for a reason.

    `hint` is the slip that it may be, as a question; `typed` the value as it stands. It is confirmed once
    `Draft.again[path]` holds the same number and `Draft.reasons[key]` one of `reasons` or other words.
    """

    key: str
    path: str
    code: str
    text: str
    name: str
    step: int
    typed: str
    hint: Hint | None
    hint_text: str
    reasons: tuple[str, ...]
    repeated: bool
    reason: str | None

    @property
    def confirmed(self) -> bool:
        """Whether it was typed again and a reason was chosen."""
        return self.repeated and self.reason is not None


@dataclass(frozen=True, slots=True)
class StepState:
    """A page of the wizard in the list at the left: its number (1 is the first), title, state and a short note."""

    number: int
    title: str
    state: StepMark
    note: str


@dataclass(frozen=True, slots=True)
class MissingItem:
    """Something not known yet and what it would add: items of HLH-2004, points of HScore, or that it settles alone.

    `path` is the field that would hold it; "labs.tg" stands for a result that has no row yet. `low` and `high` are
    the HScore points that it would add to those known.
    """

    name: str
    title: str
    adds: str
    path: str
    items: int
    low: int
    high: int
    settles: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of signing.

    met: nothing is left to do. open: something has to be entered or decided. reason: one of `reasons`, or other
    words, has to stand in `Draft.reasons[key]`. refused: it can't be signed like this, whatever the reason.
    `step` and `path` are where it is cleared. `second`: a second person signs too (the gate itself is met).
    """

    key: str
    state: GateState
    title: str
    text: str
    step: int
    path: str
    reasons: tuple[str, ...] = ()
    reason: str | None = None
    second: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """The dose after a first dose, nearer to it than it should be; `proposed` keeps the least time."""

    day: int
    at: datetime
    apart: timedelta
    least: timedelta
    proposed: datetime
    text: str


@dataclass(frozen=True, slots=True)
class DayOneDose:
    """The first dose of a line on day one, and whether its slot lies before the signing and has to be asked about.

    `slots` are the moments of the day as the plan has them now, `at` the first of them (None once all are skipped),
    `next_slot` the first of the line's slots that is still to come. `asked`: it lies in the past and was not answered.
    `answer` and `reason` say what was answered; `now` is the moment that "give now" stands for, `until` the moment of
    the line's next day before which a first dose has to stand. `dose` is "" for an intrathecal one.
    """

    line: str
    part: str | None
    drug: str
    dose: str
    slots: tuple[datetime, ...]
    at: datetime | None
    now: datetime
    next_slot: datetime | None
    until: datetime | None
    is_first_part: bool
    asked: bool
    answer: FirstAnswer | None
    reason: str | None
    text: str
    reasons: tuple[str, ...]
    close: Close | None = None

    @property
    def before_signing(self) -> bool:
        """Whether it is asked about before the plan can be signed."""
        return self.asked
