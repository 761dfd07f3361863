"""Procedures in words: each that stands, and the doses of antibodies that a session takes away or has taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.log.procedures import removed_by
from hlh_desktop.domain.log.values import TAKEN
from hlh_desktop.domain.quantity import Quantity, plain
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, quantity
from hlh_desktop.ward.log.procedures import procedures
from hlh_desktop.ward.log.state_words import moment
from hlh_desktop.ward.log.words import title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.procedures import Procedure
    from hlh_desktop.domain.log.rules import GivingGate
    from hlh_desktop.domain.log.values import LoggedDose, Outcome
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard

GATE, ANTIBODY = "before_exchange", "antibody"


@dataclass(frozen=True, slots=True)
class ExchangeNote:
    """One dose that a session touches: `text` with reason and what to do, `source` where that comes from.

    `dose` None: it was given at another place.
    """

    dose: UUID | None
    text: str
    source: str

    @property
    def said(self) -> str:
        """The note with its source, as it is read."""
        return f"{self.text} {self.source}"


def procedure_lines(desk: OpenWard, child: UUID, now: datetime) -> tuple[tuple[Procedure, str], ...]:
    """Each procedure that stands with a line of what, when, device, volume, who."""
    return tuple((one, listed(_parts(desk, one, now))) for one in procedures(desk, child))


def _parts(desk: OpenWard, one: Procedure, now: datetime) -> Iterator[str]:
    say, begun = desk.ward.wording.say, moment(desk, one.begun, now)
    yield one.what
    if one.ended is not None:
        yield say("procedure.from_to", begun=begun, ended=moment(desk, one.ended, now))
    else:
        ahead = one.begun.astimezone(UTC) > now.astimezone(UTC)
        yield say("procedure.planned" if ahead else "procedure.begun", begun=begun)
    yield from (one.device,) if one.device else ()
    if one.volume_ml is not None:
        yield quantity(Quantity(one.volume_ml, "mL"))
    yield say("procedure.by", by=one.done_by or one.by)


def exchange_notes(desk: OpenWard, day: ChildDay, now: datetime) -> tuple[ExchangeNote, ...]:
    """Every antibody that is planned before a session that removes it, or was given before it, while that is new."""
    return tuple(_notes(desk, day, now))


def note_of_dose(desk: OpenWard, day: ChildDay, dose: UUID, now: datetime) -> ExchangeNote | None:
    """The same for one dose; None where no session touches it."""
    return next((one for one in exchange_notes(desk, day, now) if one.dose == dose), None)


def _notes(desk: OpenWard, day: ChildDay, now: datetime) -> Iterator[ExchangeNote]:
    gate, told = desk.ward.knowledge.giving.gates[GATE], procedures(desk, day.child)
    view = timedelta(hours=int(gate.numbers["told_hours"]))
    new = [one for one in told if one.removes and one.begun.astimezone(UTC) + view >= now.astimezone(UTC)]
    if not new:
        return
    for state in day.doses:
        due = state.span.due
        if state.dose.kind == ANTIBODY and state.open and (session := removed_by(new, due, gate.numbers)) is not None:
            yield _planned(desk, state.dose, (due, session), gate, now)
    for outcome in day.ledger.outcomes:
        stands = outcome.became in TAKEN and outcome.id not in day.ledger.ended
        if (
            stands
            and _is_antibody(desk, outcome)
            and (session := removed_by(new, outcome.taken, gate.numbers)) is not None
        ):
            yield _given(desk, outcome, session, gate, now)


def _is_antibody(desk: OpenWard, outcome: Outcome) -> bool:
    drug = desk.ward.knowledge.formulary.get(outcome.drug)
    return drug is not None and drug.antibody


def _planned(
    desk: OpenWard, dose: LoggedDose, meets: tuple[datetime, Procedure], gate: GivingGate, now: datetime
) -> ExchangeNote:
    due, session = meets
    text = desk.ward.wording.say(
        "procedure.before", dose=title(desk, dose, hidden=True), due=moment(desk, due, now), what=session.what,
        at=moment(desk, session.begun, now), hours=plain(gate.numbers["hours"]),
    )  # fmt: skip
    return ExchangeNote(dose.id, text, _source(desk, gate))


def _given(desk: OpenWard, outcome: Outcome, session: Procedure, gate: GivingGate, now: datetime) -> ExchangeNote:
    text = desk.ward.wording.say(
        "procedure.removed", drug=drug_name(desk.ward.knowledge, outcome.drug), given=moment(desk, outcome.taken, now),
        what=session.what, at=moment(desk, session.begun, now),
    )  # fmt: skip
    return ExchangeNote(outcome.dose, text, _source(desk, gate))


def _source(desk: OpenWard, gate: GivingGate) -> str:
    """Where it comes from."""
    return listed((*gate.statements, Telling(desk.ward.wording).cites(gate.cites)))
