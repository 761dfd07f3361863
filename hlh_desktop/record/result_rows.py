"""Laboratory results and what ended them: values to rows, and many rows to values (see `columns`)."""

from __future__ import annotations

from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.results.values import LabResult, Reported, ResultEnd, ResultId
from hlh_desktop.record.columns import ids, made, moments, numbers, words
from hlh_desktop.record.instants import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from hlh_desktop.record.values import Entry

    Rows = Sequence[Sequence[Any]]

# Moment, number, place: a text of a moment stands in the order of time.
BY_TIME = itemgetter(4, 0, 1)
BETWEEN = ","
SAID = {None: None, 0: False, 1: True}


def result_rows(results: Iterable[LabResult], number: int) -> list[dict[str, Any]]:
    """The rows of a sample, for the fact of that number."""
    return list(_rows(results, number))


def _rows(results: Iterable[LabResult], number: int) -> Iterator[dict[str, Any]]:
    before, at = None, ""
    for place, one in enumerate(results):
        if one.at is not before:  # those of a sample share their moment
            before, at = one.at, to_text(one.at)
        yield _row(one, number, place, at)


def _row(one: LabResult, number: int, place: int, at: str) -> dict[str, Any]:
    reported, of = one.reported, one.supersedes
    return {
        "number": number,
        "place": place,
        "child": one.child.hex,
        "analyte": reported.analyte,
        "at": at,
        "comparator": reported.comparator,
        "value": _exact(reported.value),
        "text": reported.text or None,
        "unit": reported.unit or None,
        "status": reported.status,
        "method": reported.method or None,
        "low": _exact(reported.low),
        "high": _exact(reported.high),
        "range_text": reported.range_text or None,
        "code": reported.code or None,
        "key": reported.key or None,
        "reason": reported.reason or None,
        "laboratory": one.laboratory or None,
        "specimen": one.specimen or None,
        "fasting": None if one.fasting is None else int(one.fasting),
        "conditions": BETWEEN.join(one.conditions) or None,
        "origin": one.origin,
        "of_number": None if of is None else of.number,
        "of_place": None if of is None else of.place,
    }


def result_end_rows(ends: Iterable[ResultEnd], entry: Entry, number: int, saved: str) -> list[dict[str, Any]]:
    """The rows of what a fact ends, by what they end. When it was saved and by whom are those of the fact."""
    return [
        {
            "number": number,
            "of_number": end.of.number,
            "of_place": end.of.place,
            "child": end.child.hex,
            "how": end.how,
            "by_name": entry.author.person.name,
            "saved": saved,
            "reason": end.reason or None,
        }
        for end in sorted(ends, key=lambda end: end.of)
    ]


def to_results(rows: Rows) -> tuple[LabResult, ...]:
    """Results of rows whose columns are those of the table, oldest first; of one moment as they were saved."""
    if not rows:
        return ()
    rows = sorted(rows, key=BY_TIME)
    (
        number, place, child, analyte, at, comparator, value, text, unit, status, method, low, high, range_text, code,
        key, reason, laboratory, specimen, fasting, conditions, origin, of_number, of_place,
    ) = zip(*rows, strict=True)  # fmt: skip
    count = len(rows)
    reported = made(
        Reported, count, analyte=analyte, unit=words(unit), value=numbers(value), comparator=comparator,
        text=words(text), status=status, method=words(method), low=numbers(low), high=numbers(high),
        range_text=words(range_text), code=words(code), key=words(key), reason=words(reason),
    )  # fmt: skip
    return made(
        LabResult, count, id=made(ResultId, count, number=number, place=place), child=ids(child), at=moments(at),
        reported=reported, laboratory=words(laboratory), specimen=words(specimen), fasting=map(SAID.get, fasting),
        conditions=_conditions(conditions), origin=origin, supersedes=_before(of_number, of_place),
    )  # fmt: skip


def in_time(results: tuple[LabResult, ...]) -> tuple[LabResult, ...]:
    """The same, oldest first, of which some were read later than others."""
    return tuple(sorted(results, key=lambda one: (one.at.timestamp(), one.id.number, one.id.place)))


def to_result_ends(rows: Rows) -> tuple[ResultEnd, ...]:
    """Ends of rows, in the same way."""
    if not rows:
        return ()
    _, number, place, child, how, by, saved, reason = zip(*rows, strict=True)
    of = made(ResultId, len(rows), number=number, place=place)
    return made(
        ResultEnd, len(rows), of=of, child=ids(child), how=how, by=by, saved=moments(saved), reason=words(reason)
    )  # fmt: skip


def _conditions(column: Sequence[str | None]) -> Iterator[tuple[str, ...]]:
    known = {text: tuple(text.split(BETWEEN)) if text else () for text in set(column)}
    return map(known.__getitem__, column)


def _before(numbers: Sequence[int | None], places: Sequence[int | None]) -> Iterable[ResultId | None]:
    if not any(numbers):
        return repeat(None)
    return (
        None if number is None or place is None else ResultId(number, place)
        for number, place in zip(numbers, places, strict=True)
    )


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
