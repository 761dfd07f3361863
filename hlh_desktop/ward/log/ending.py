"""Amending: a wrong entry is struck out with its reason and stays readable; a hold that is over is lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID, uuid5

from hlh_desktop.domain.log.values import Ended, Outcome
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import who_and_when

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard

KIND: dict[Literal["struck", "lifted"], str] = {"struck": kinds.STRUCK, "lifted": kinds.LIFTED}


def strike(desk: OpenWard, outcome: UUID, reason: str, now: datetime) -> None:
    """Strikes out a wrong entry; the dose is open again. Somebody else's hold only by who may lift it.

    Trouble reason_needed, not_allowed, no_entry, struck_meanwhile.
    """
    if not reason.strip():
        raise Trouble("reason_needed")
    desk.require("strike")
    desk.store.decide(lambda reading: ending(desk, reading, outcome, "struck", {"reason": reason}, now), now)


def lift(desk: OpenWard, outcome: UUID, reason: str, now: datetime) -> None:
    """Ends a hold; the dose is open again. Trouble not_allowed, reason_needed, no_entry, not_held, struck_meanwhile."""
    desk.require("lift")
    if not reason.strip():
        raise Trouble("reason_needed")
    desk.store.decide(lambda reading: ending(desk, reading, outcome, "lifted", {"reason": reason}, now), now)


def ending(
    desk: OpenWard, reading: Reading, outcome: UUID, how: Literal["struck", "lifted"], body: Mapping[str, Any],
    now: datetime,
) -> Writing:  # fmt: skip
    """The end of an outcome. Its id comes of the outcome's, so that one ends once."""
    found = entry_of(reading, outcome)
    gone = next((one for one in reading.ends(found.child) if one.outcome == outcome), None)
    if gone is not None:
        raise Trouble("struck_meanwhile", **who_and_when(desk, gone.by, gone.saved))
    if how == "lifted" and found.became != "held":
        raise Trouble("not_held")
    if how == "struck" and found.became == "held" and found.by_id != desk.person.id:
        desk.require("lift")  # else striking out would be a way to lift what a prescriber has held
    id_ = uuid5(outcome, how)
    dose = None if found.dose is None else str(found.dose)
    full = {
        "outcome": str(outcome), "dose": dose, "became": found.became, "drug": found.drug,
        "amount": None if found.amount is None else str(found.amount), "unit": found.unit, "by": found.by, **body,
    }  # fmt: skip
    entry = Entry(id_, KIND[how], found.child, desk.author, now, full)
    return Writing([entry], ends={id_: Ended(id_, found.child, outcome, how, desk.person.name, now)})


def entry_of(reading: Reading, outcome: UUID) -> Outcome:
    """An outcome by its id. Trouble no_entry."""
    fact = reading.fact(outcome)
    if fact is None or fact.kind != kinds.OUTCOME or fact.child is None:
        raise Trouble("no_entry")
    dose = fact.body["dose"]
    outcomes = reading.outcomes(dose=UUID(dose)) if dose else reading.outcomes(fact.child)
    return next(one for one in outcomes if one.id == outcome)
