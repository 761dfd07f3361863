"""Outcomes, what ended them, and planned doses: values to rows, and many rows to values.

A child of two years has thousands. What costs is a call of Python for each value, so columns are read as a whole, each
different text of them once; a frozen value is filled the way its own constructor does it, but a column at a time.
"""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, SafeUUID

from hlh_desktop.domain.log.values import Ended, Outcome
from hlh_desktop.record.canonical import read_object
from hlh_desktop.record.instants import from_texts, to_text
from hlh_desktop.record.rows import to_fact
from hlh_desktop.record.values import DoseRow, Fact, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from hlh_desktop.record.values import Entry

    Rows = Sequence[Sequence[Any]]

T = TypeVar("T")
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
    return _made(
        Fact,
        len(rows),
        id=_ids(id_),
        chain=chain,
        sequence=sequence,
        kind=kind,
        child=_ids(child),
        author=map(people.__getitem__, zip(by, name, strict=True)),
        workstation=place,
        taken=_moments(taken),
        saved=_moments(saved),
        supersedes=_ids(before),
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
    return _made(
        Outcome,
        len(rows),
        id=_ids(id_),
        child=_ids(child),
        dose=_ids(dose),
        turn=turn,
        became=became,
        drug=drug,
        amount=_numbers(amount),
        unit=unit,
        bsa_m2=_numbers(bsa),
        planned_amount=_numbers(planned),
        due=_moments(due),
        taken=_moments(taken),
        saved=_moments(saved),
        by=by,
        by_id=by_id,
        ended=_moments(ended),
        reason=(text or "" for text in reason),
    )


def to_ends(rows: Rows) -> tuple[Ended, ...]:
    """Ends of rows, in the same way."""
    if not rows:
        return ()
    _, id_, child, outcome, how, by, saved = zip(*rows, strict=True)
    return _made(
        Ended, len(rows), id=_ids(id_), child=_ids(child), outcome=_ids(outcome), how=how, by=by, saved=_moments(saved)
    )  # fmt: skip


def to_doses(rows: Rows) -> tuple[DoseRow, ...]:
    """Planned doses of rows, in the same way."""
    if not rows:
        return ()
    _, id_, child, plan, line, part, slot, due, planned, drug, amount, unit, route, kind, place, of, cap, least = zip(
        *rows, strict=True
    )
    return _made(
        DoseRow,
        len(rows),
        id=_ids(id_),
        child=_ids(child),
        plan=_ids(plan),
        line=line,
        part=part,
        slot=slot,
        due=_moments(due),
        planned=_moments(planned),
        drug=drug,
        amount=_numbers(amount),
        unit=unit,
        route=route,
        kind=kind,
        place=place,
        of=of,
        cap=_numbers(cap),
        least_hours=_numbers(least),
    )


def _made(of_kind: type[T], count: int, /, **columns: Iterable[Any]) -> tuple[T, ...]:
    """Values of a frozen, slotted kind, all fields given as columns."""
    made = _blank(of_kind, count)
    for name, column in columns.items():
        _fill(getattr(of_kind, name).__set__, made, column)
    return tuple(made)


def _blank(kind: type[T], count: int) -> list[T]:
    return [kind.__new__(kind) for _ in range(count)]


def _fill(put: Callable[[Any, Any], None], made: Iterable[Any], column: Iterable[Any]) -> None:
    """Puts a column's values into as many fields; nobody has seen what they belong to yet."""
    deque(map(put, made, column), maxlen=0)


def _each(read: Callable[[Sequence[str]], Iterable[T]], column: Sequence[str | None]) -> Iterable[T | None]:
    """A column's texts as values, each different one read once; None stays None."""
    texts = [text for text in set(column) if text is not None]
    if len(texts) == len(column):  # all of them differ, as ids do
        return read(column)  # type: ignore[arg-type]
    known: dict[str | None, T | None] = {None: None}
    known.update(zip(texts, read(texts), strict=True))
    return map(known.__getitem__, column)


def _ids(column: Sequence[str | None]) -> Iterable[UUID | None]:
    return _each(_uuids, column)


def _uuids(texts: Sequence[str]) -> list[UUID]:
    made = _blank(UUID, len(texts))
    fields = vars(UUID)
    _fill(fields["int"].__set__, made, map(int, texts, repeat(16)))
    _fill(fields["is_safe"].__set__, made, repeat(SafeUUID.unknown))
    return made


def _numbers(column: Sequence[str | None]) -> Iterable[Decimal | None]:
    return _each(lambda texts: map(Decimal, texts), column)


def _moments(column: Sequence[str | None]) -> Iterable[datetime | None]:
    return _each(from_texts, column)


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)
