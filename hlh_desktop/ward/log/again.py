"""Whether a form was stored already, pressed twice or after a doubt; and who came first where somebody else did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.values import Outcome
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard


def stands_already(reading: Reading, id_: UUID, kind: str, **told: str | None) -> bool:
    """Whether a fact of this id, kind and body stands. Trouble entry_differs where the id stands for something else."""
    fact = reading.fact(id_)
    if fact is None:
        return False
    if fact.kind != kind or any(fact.body.get(name) != value for name, value in told.items()):
        raise Trouble("entry_differs")
    return True


def outcome_of(reading: Reading, dose: UUID, id_: UUID) -> Outcome | None:
    """The outcome of a dose that came of the form of this id; None where the form is new. Trouble entry_differs.

    Looked for among all that was written of the dose: an outcome on a second check has an id of its own.
    """
    for one in reading.outcomes(dose=dose):
        fact = reading.fact(one.id)
        if fact is not None and fact.body.get("entry") == str(id_):
            return one
    if reading.fact(id_) is not None:
        raise Trouble("entry_differs")
    return None


def who_and_when(desk: OpenWard, by: str, at: datetime) -> dict[str, Any]:
    """For the sentence to whoever came second: the one who came first, and when that was in ward time."""
    return {"by": by, "at": Telling(desk.ward.wording).moment(desk.here(at))}
