"""Columns of many rows as values.

A child of two years has thousands of rows. What costs is a call of Python for each value, so columns are read as a
whole, each different text of them once; a frozen value is filled the way its own constructor does it, but a column at a
time.
"""

from __future__ import annotations

import gc
from collections import deque
from contextlib import contextmanager
from decimal import Decimal
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, SafeUUID

from hlh_desktop.record.instants import from_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

T = TypeVar("T")


@contextmanager
def unswept() -> Iterator[None]:
    """No search for garbage among tens of thousands of new values: none of them is any, and it takes as long again."""
    sweeping = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sweeping:
            gc.enable()


def made(of_kind: type[T], count: int, /, **columns: Iterable[Any]) -> tuple[T, ...]:
    """Values of a frozen, slotted kind, all fields given as columns."""
    blank = _blank(of_kind, count)
    for name, column in columns.items():
        _fill(getattr(of_kind, name).__set__, blank, column)
    return tuple(blank)


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


def ids(column: Sequence[str | None]) -> Iterable[UUID | None]:
    """Ids of their hex."""
    return _each(_uuids, column)


def words(column: Sequence[str | None]) -> Iterable[str]:
    """Texts, the empty ones of which are kept as NULL."""
    return (text or "" for text in column) if any(column) else repeat("")


def _uuids(texts: Sequence[str]) -> list[UUID]:
    blank = _blank(UUID, len(texts))
    fields = vars(UUID)
    _fill(fields["int"].__set__, blank, map(int, texts, repeat(16)))
    _fill(fields["is_safe"].__set__, blank, repeat(SafeUUID.unknown))
    return blank


def numbers(column: Sequence[str | None]) -> Iterable[Decimal | None]:
    """Exact numbers of their texts."""
    return _each(lambda texts: map(Decimal, texts), column)


def moments(column: Sequence[str | None]) -> Iterable[datetime | None]:
    """Moments of their texts, each in its zone."""
    return _each(from_texts, column)
