"""Which administration record and which window hold for a dose: that of its drug, or that of the intrathecal route."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.rules import Record, Window
    from hlh_desktop.domain.log.values import LoggedDose

INTRATHECAL, INTRAVENOUS = "intrathecal", "intravenous"


def record_of(dose: LoggedDose, knowledge: Knowledge) -> Record | None:
    """How the dose is given and what is asked; None where nothing is known of the drug."""
    if dose.kind == INTRATHECAL:
        return knowledge.giving.intrathecal
    drug = knowledge.formulary.get(dose.drug)
    return None if drug is None else drug.giving


def window_of(dose: LoggedDose, knowledge: Knowledge) -> Window:
    """How early and late it may be given."""
    record = record_of(dose, knowledge)
    own = record.window if record is not None else None
    return own or knowledge.giving.window


def checked(dose: LoggedDose, knowledge: Knowledge) -> bool:
    """Whether the formulary asks for an independent second check."""
    record = record_of(dose, knowledge)
    return record is not None and record.second_check


def infused(dose: LoggedDose, knowledge: Knowledge) -> bool:
    """Whether it runs over a time, so that begin and end are written down."""
    record = record_of(dose, knowledge)
    return record is not None and dose.route == INTRAVENOUS and record.minutes_least is not None


def needs_release(dose: LoggedDose) -> bool:
    """Whether a prescriber has to release it first (safety-additions 2)."""
    return dose.kind in ("cytotoxic", "antibody", "intrathecal")
