"""What stays closed while a dose is in its second check: every way by which its amount could be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.domain.names import plain_number
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.log.checks import OF_CHECK, check_of, expired

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.ward.open_ward import OpenWard


def in_check(desk: OpenWard, child: UUID, now: datetime | None) -> CheckNow | None:
    """The check of a child that hides amounts now; without `now` every open one does, however old."""
    facts = desk.store.facts(child, OF_CHECK)
    minutes = desk.ward.knowledge.giving.gates["check_old"].numbers["minutes"]
    for dose in {fact.body["dose"] for fact in facts}:
        found = check_of(UUID(dose), facts)
        if found is not None and found.open and (now is None or not expired(found, now, minutes)):
            return found
    return None


def refuse_while_checked(desk: OpenWard, child: UUID | None, now: datetime | None) -> None:
    """Trouble in_check while amounts of the child are hidden."""
    found = None if child is None else in_check(desk, child, now)
    if found is not None:
        raise Trouble("in_check", by=found.begun_by)


def named(desk: OpenWard, mrn: str) -> UUID | None:
    """The child of a hospital number, of whom a draft tells amounts too; None for one that is not known yet."""
    with desk.store.reading() as reading:
        known = reading.identities()
    return next((child for child, one in known.items() if plain_number(one.mrn) == plain_number(mrn)), None)
