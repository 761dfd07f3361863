"""A child with two years of log, for benches: outcomes, releases, second checks, weights, tasks, revisions.

The log of the two years is written as facts past the gates; the plans are signed, each a version of the one before.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.domain.log.values import Outcome
from hlh_desktop.record.values import Entry
from hlh_desktop.ward.log import kinds
from tests.builders import case_data, regimen
from tests.ward import wards
from tests.ward.log import two_children
from tests.ward.log.two_children import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.ward.open_ward import OpenWard

OUTCOMES, RELEASES, CHECKS, REVISIONS = 2600, 60, 60, 10
WEEKS, LAST_WEEK = 104, 40
LINES = ("etoposide", "dexamethasone", "ciclosporin", "cotrimoxazole")
AMOUNT = Decimal("5.9")


def signed(desk: OpenWard) -> UUID:
    """The child, with every revision of a plan of forty weeks; the first two years of its log lie before."""
    patient = {"mrn": "TV02", "family_name": "Example", "given_name": "Two"}
    case = case_data(patient=patient, regimen=regimen(*LINES, last_week=LAST_WEEK))
    child = None
    for number in range(REVISIONS):
        opened = desk.new_draft(child, NOW)
        rows = [{**case["measurements"][0], "weight_kg": f"13.{number}"}]
        child = two_children.sign(desk, opened, {**case, "measurements": rows}, NOW).child
    assert child is not None
    fill(desk, child)
    return child


def fill(desk: OpenWard, child: UUID) -> None:
    """The log of two years, saved before the plan that stands began."""
    for made in (_outcomes(desk, child), _weights(desk, child), _orders(desk, child), _tasks(desk, child)):
        entries = tuple(made)
        told = {entry.id: one for entry, one in entries if one is not None}
        desk.store.append(*(entry for entry, _ in entries), outcomes=told, now=NOW)


def _moments(count: int) -> Iterator[datetime]:
    """So many moments, evenly over the two years before."""
    return (NOW - timedelta(weeks=WEEKS) * (count - number) / count for number in range(count))


def _outcomes(desk: OpenWard, child: UUID) -> Iterator[tuple[Entry, Outcome]]:
    for number, at in enumerate(_moments(OUTCOMES)):
        id_, dose = uuid4(), uuid4()
        drug = "etoposide" if number % 50 == 0 else "dexamethasone" if number % 2 else "ciclosporin"
        body = {
            "dose": str(dose), "plan": str(child), "version": 1, "became": "given", "drug": drug,
            "amount": str(AMOUNT), "unit": "mg", "route": "oral", "planned": at.isoformat(), "due": at.isoformat(),
            "ended": None, "site": "", "batch": "", "expiry": None, "known": "scanned", "reason": "", "reasons": {},
            "directed_by": "", "note": "", "second": None, "check": None, "place": 1, "of": 1, "entry": str(id_),
        }  # fmt: skip
        outcome = Outcome(
            id_, child, dose, 1, "given", drug, AMOUNT, "mg", Decimal("0.59"), AMOUNT, at, at, NOW, "", "",
        )  # fmt: skip
        yield Entry(id_, kinds.OUTCOME, child, desk.author, at, body), outcome


def _weights(desk: OpenWard, child: UUID) -> Iterator[tuple[Entry, None]]:
    """A weight each week of the two years, and of the plan that stands, so that none is too old on any of its days."""
    for week in range(-WEEKS, LAST_WEEK):
        at = NOW + timedelta(weeks=week)
        row = {"on": at.date().isoformat(), "weight_kg": "13.9", "height_cm": None, "weight_source": "measured"}
        body = {**row, "by": desk.person.name, "lying": None}
        yield Entry(uuid4(), "measured", child, desk.author, at, body), None


def _orders(desk: OpenWard, child: UUID) -> Iterator[tuple[Entry, None]]:
    """Releases, and whole second checks."""
    for at in _moments(RELEASES):
        body: dict[str, Any] = {"dose": str(uuid4()), "plan": str(child), "version": 1, "drug": "etoposide",
                                "amount": "89", "unit": "mg", "place": 1, "of": 10, "due": at.isoformat(), "seen": {},
                                "reason": ""}  # fmt: skip
        yield Entry(uuid4(), kinds.RELEASED, child, desk.author, at, body), None
    for at in _moments(CHECKS):
        dose, check = str(uuid4()), uuid4()
        yield Entry(check, kinds.CHECK_BEGUN, child, desk.author, at, {"dose": dose, "plan": str(child)}), None
        for part in (1, 2):
            seen = {"weight_kg": "13.9", "dose": "89", "volume_ml": "250", "rate_ml_per_h": "125"}
            told = {"result": "agrees", "own": {"weight_kg": "13.9", "dose": "89"}} if part == 2 else {}
            body = {"dose": dose, "check": str(check), "seen": seen, "begun": at.isoformat(), "part": part, **told}
            yield Entry(uuid4(), kinds.CHECK_ENTERED, child, desk.author, at, body), None


def _tasks(desk: OpenWard, child: UUID) -> Iterator[tuple[Entry, None]]:
    """A task done each week."""
    for at in _moments(WEEKS):
        body = {"task": "weigh", "due": at.isoformat(), "text": "Weigh the child", "note": "", "day_one": "2024-11-24"}
        yield Entry(uuid4(), "task_done", child, desk.author, at, body), None


def made(folder: Any) -> tuple[OpenWard, UUID]:
    """A ward with that child, a nurse and a second one, the physician signed in."""
    desk = wards.new_ward(folder)
    for name, roles in two_children.PEOPLE.items():
        desk.add_person(name, two_children.SECRET, NOW, cost=wards.CHEAP, roles=roles)  # type: ignore[arg-type]
    return desk, signed(desk)
