"""What a signature is for: any other number of the knowledge is another edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import time
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from hlh_desktop.domain.approval.standing import edition_of
from hlh_desktop.domain.sources import Datum
from hlh_desktop.knowledge.twin import _block
from hlh_desktop.ward.approval.texts import signed_texts
from tests.builders import knowledge

Path = tuple[str | int, ...]
# The sentences of the program are no part of the knowledge, and growth tables are signed by their digest.
APART = ("wording", "edition", "own", "tables", "guide")
SEED, COUNT = 11, 12


def numbers(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every number and every time of the clock."""
    if isinstance(value, bool) or value is None or (path and path[-1] in APART):
        return
    if isinstance(value, Decimal | int | time):
        yield path
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from numbers(one, (*path, key))
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from numbers(one, (*path, place))
    elif isinstance(value, Datum):
        for name in type(value).model_fields:
            yield from numbers(getattr(value, name), (*path, name))


def changed(value: Any, path: Path) -> Any:
    """A copy with the number at a path made another one."""
    if not path:
        return value.replace(minute=(value.minute + 1) % 60) if isinstance(value, time) else value + 1
    step, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return {**value, step: changed(value[step], rest)}
    if isinstance(value, tuple):
        return tuple(changed(one, rest) if place == step else one for place, one in enumerate(value))
    return value.model_copy(update={str(step): changed(getattr(value, str(step)), rest)})


def every() -> list[Path]:
    known = knowledge()
    return [path for field in fields(known) for path in numbers(getattr(known, field.name), (field.name,))]


@pytest.mark.parametrize("path", Random(SEED).sample(every(), COUNT), ids=lambda path: ".".join(map(str, path)))
def test_another_number_is_another_edition(path: Path) -> None:
    known = knowledge()
    other = replace(known, **{str(path[0]): changed(getattr(known, str(path[0])), path[1:])})
    assert edition_of("X", signed_texts(other, ())) != edition_of("X", signed_texts(known, ()))


def test_no_number_of_a_line_of_treatment_goes_unsigned() -> None:
    known = knowledge()
    for head, parts in (("protocols", known.protocols), ("extra_lines", {"": known.extra_lines})):
        for name, part in parts.items():
            spelt = list(_block(part, known.sources, ""))
            unseen = [path for path in numbers(part) if list(_block(changed(part, path), known.sources, "")) == spelt]
            assert unseen == [], (head, name)


def test_the_same_knowledge_is_the_same_edition() -> None:
    again = replace(knowledge(), alerts=dict(knowledge().alerts))
    assert edition_of("X", signed_texts(again, ())) == edition_of("X", signed_texts(knowledge(), ()))
