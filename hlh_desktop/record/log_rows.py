"""Outcomes, what ended them, and planned doses: values to rows, and many rows to values (see `columns`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.log.values import Ended, Outcome
from hlh_desktop.record.canonical import read_object
from hlh_desktop.record.columns import ids, made, moments, numbers
from hlh_desktop.record.instants import to_text
from hlh_desktop.record.rows import to_fact
from hlh_desktop.record.values import DoseRow, Fact, Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.record.values import Entry

    Rows = Sequence[Sequence[Any]]

# Fewer rows are read faster one by one.
MANY = 8


def outcome_row(outcome: Outcome, entry: Entry, number: int, saved: str) -> dict[str, Any]:
    """An outcome's row. Its number, when it was saved and who wrote it down are those of its fact."""
    return {
        "number": number,
        "id": entry.id.hex,
        "child": outcome.child.hex,
        "dose": None if outcome.dose is None else outcome.dose.hex,
        "turn": outcome.turn,
        "became": outcome.became,
        "drug": outcome.drug,
        "amount": _exact(outcome.amount),
        "unit": outcome.unit,
        "bsa_m2": _exact(outcome.bsa_m2),
        "planned_amount": _exact(outcome.planned_amount),
        "due": _moment(outcome.due),
        "taken": to_text(outcome.taken),
        "saved": saved,
        "by_id": entry.author.person.id,
        "by_name": entry.author.person.name,
        "ended": _moment(outcome.ended),
        "reason": outcome.reason or None,
    }


def end_row(end: Ended, entry: Entry, number: int, saved: str) -> dict[str, Any]:
    """An end's row, as `outcome_row`."""
    return {
        "number": number,
        "id": entry.id.hex,
        "child": end.child.hex,
        "outcome": end.outcome.hex,
        "how": end.how,
        "by_name": entry.author.person.name,
        "saved": saved,
    }


def to_facts(rows: Rows) -> tuple[Fact, ...]:
    """Facts of rows whose columns are those of the table, in their order; each as `rows.to_fact` makes it."""
    if len(rows) < MANY:
        return tuple(map(to_fact, rows))
    number, id_, _, chain, sequence, kind, child, by, name, place, taken, saved, before, body, _, _, own, seal = zip(
        *rows, strict=True
    )
    people = {pair: Person(*pair) for pair in set(zip(by, name, strict=True))}
    return made(
        Fact,
        len(rows),
        id=ids(id_),
        chain=chain,
        sequence=sequence,
        kind=kind,
        child=ids(child),
        author=map(people.__getitem__, zip(by, name, strict=True)),
        workstation=place,
        taken=moments(taken),
        saved=moments(saved),
        supersedes=ids(before),
        body=map(read_object, body),
        hash=own,
        number=number,
        seal=seal,
    )


def to_outcomes(rows: Rows) -> tuple[Outcome, ...]:
    """Outcomes of rows whose columns are those of the table, in their order."""
    if not rows:
        return ()
    _, id_, child, dose, turn, became, drug, amount, unit, bsa, planned, due, taken, saved, by_id, by, ended, reason = (
        zip(*rows, strict=True)
    )
    return made(
        Outcome,
        len(rows),
        id=ids(id_),
        child=ids(child),
        dose=ids(dose),
        turn=turn,
        became=became,
        drug=drug,
        amount=numbers(amount),
        unit=unit,
        bsa_m2=numbers(bsa),
        planned_amount=numbers(planned),
        due=moments(due),
        taken=moments(taken),
        saved=moments(saved),
        by=by,
        by_id=by_id,
        ended=moments(ended),
        reason=(text or "" for text in reason),
    )


def to_ends(rows: Rows) -> tuple[Ended, ...]:
    """Ends of rows, in the same way."""
    if not rows:
        return ()
    _, id_, child, outcome, how, by, saved = zip(*rows, strict=True)
    return made(
        Ended, len(rows), id=ids(id_), child=ids(child), outcome=ids(outcome), how=how, by=by, saved=moments(saved)
    )  # fmt: skip


def to_doses(rows: Rows) -> tuple[DoseRow, ...]:
    """Planned doses of rows, in the same way."""
    if not rows:
        return ()
    _, id_, child, plan, line, part, slot, due, planned, drug, amount, unit, route, kind, place, of, cap, least = zip(
        *rows, strict=True
    )
    return made(
        DoseRow,
        len(rows),
        id=ids(id_),
        child=ids(child),
        plan=ids(plan),
        line=line,
        part=part,
        slot=slot,
        due=moments(due),
        planned=moments(planned),
        drug=drug,
        amount=numbers(amount),
        unit=unit,
        route=route,
        kind=kind,
        place=place,
        of=of,
        cap=numbers(cap),
        least_hours=numbers(least),
    )


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)
