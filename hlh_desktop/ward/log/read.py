"""From the record's rows and facts to the values of the log, all moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.domain.log.ledger import Ledger, standing_of
from hlh_desktop.domain.log.procedures import Procedure
from hlh_desktop.domain.log.stay import where
from hlh_desktop.domain.log.values import LoggedDose, Release, Stop
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.stay import stays_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import DoseRow, Fact
    from hlh_desktop.ward.dose_rows import Details

__all__ = ["ledger_of", "logged", "moment", "procedures_of", "releases_of", "stops_of", "where"]


def moment(text: str) -> datetime:
    """A moment in the body of a fact, as an instant."""
    return datetime.fromisoformat(text).astimezone(UTC)


def logged(row: DoseRow, details: Details) -> LoggedDose:
    """A planned dose of its row; `details` answers for rows that were written before the log was."""
    found = row if row.drug is not None else details(row)
    return LoggedDose(
        id=row.id, child=row.child, plan=row.plan, line=row.line, part=row.part, slot=row.slot,
        due=row.due.astimezone(UTC), planned=(found.planned or row.due).astimezone(UTC), drug=found.drug or "",
        amount=found.amount, unit=found.unit or "", route=found.route or "",
        kind=found.kind or "other", place=found.place or 0, of=found.of or 0,
    )  # fmt: skip


def ledger_of(
    reading: Reading, child: UUID, plan: UUID | None, details: Details, facts: tuple[Fact, ...]
) -> Ledger:  # fmt: skip
    """The log of one child, with the doses of the plan that stands; `facts` are those of `kinds.OF_DAY`."""
    doses = () if plan is None else tuple(logged(row, details) for row in reading.doses(plan))
    outcomes = reading.outcomes(child)
    ended = {one.outcome: one for one in reading.ends(child)}
    return Ledger(
        doses=tuple(sorted(doses, key=lambda dose: (dose.due, dose.line, dose.slot))),
        outcomes=outcomes,
        ended=ended,
        standing=standing_of(outcomes, ended),
        releases=releases_of(facts),
        stops=stops_of(facts, plan),
        stays=stays_of(facts),
    )


def releases_of(facts: Iterable[Fact]) -> dict[UUID, Release]:
    """The newest release of each dose that was not withdrawn."""
    found: dict[UUID, Release] = {}
    for fact in facts:
        if fact.kind == kinds.RELEASED:
            found[UUID(fact.body["dose"])] = _release(fact)
        elif fact.kind == kinds.WITHDRAWN:
            found.pop(UUID(fact.body["dose"]), None)
    return found


def _release(fact: Fact) -> Release:
    body = fact.body
    amount = Decimal(body["amount"])
    return Release(
        fact.id, UUID(body["dose"]), UUID(body["plan"]), amount, fact.taken.astimezone(UTC), fact.author.name
    )


def stops_of(facts: Iterable[Fact], plan: UUID | None) -> tuple[Stop, ...]:
    """The stops of the version that stands, those that were lifted marked so."""
    found, lifted = [], {}
    for fact in facts:
        if fact.kind == kinds.STOPPED and plan is not None and fact.body["plan"] == str(plan):
            found.append(fact)
        elif fact.kind == kinds.STOP_LIFTED:
            lifted[UUID(fact.body["stop"])] = fact.taken.astimezone(UTC)
    return tuple(_stop(fact, lifted) for fact in found)


def _stop(fact: Fact, lifted: Mapping[UUID, datetime]) -> Stop:
    body: Mapping[str, Any] = fact.body
    return Stop(
        fact.id, body["line"], body["part"], fact.taken.astimezone(UTC), fact.author.name,
        body["directed_by"] or None, lifted.get(fact.id),
    )  # fmt: skip


def procedures_of(facts: Iterable[Fact], knowledge: Knowledge) -> tuple[Procedure, ...]:
    """The procedures that stand, each as it was written last, by when they begin."""
    found: dict[UUID, Procedure] = {}
    for fact in facts:
        if fact.kind == kinds.PROCEDURE:
            made = _procedure(fact, knowledge, amended=UUID(fact.body["procedure"]) in found)
            found[made.id] = made
        elif fact.kind == kinds.PROCEDURE_STRUCK:
            found.pop(UUID(fact.body["procedure"]), None)
    return tuple(sorted(found.values(), key=lambda one: (one.begun, str(one.id))))


def _procedure(fact: Fact, knowledge: Knowledge, *, amended: bool) -> Procedure:
    body, rule = fact.body, knowledge.giving.procedures.get(fact.body["kind"])
    volume, ended = body["volume_ml"], body["ended"]
    return Procedure(
        UUID(body["procedure"]), fact.id, body["kind"], body["what"], body["device"],
        None if volume is None else Decimal(volume), moment(body["begun"]), None if ended is None else moment(ended),
        body["done_by"], body["note"], fact.author.name, rule is not None and rule.removes, amended,
    )  # fmt: skip
