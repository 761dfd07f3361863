"""Canonical JSON: equal values are equal text, and nothing comes back other than it was."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.record.canonical import canonical, digest, read_object

TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
PLAIN = st.none() | st.booleans() | st.integers() | TEXTS
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)


@given(OBJECTS)
def test_an_object_comes_back_as_it_was(value: dict[str, object]) -> None:
    assert read_object(canonical(value)) == value


@given(OBJECTS)
def test_writing_what_was_read_gives_the_same_text(value: dict[str, object]) -> None:
    assert canonical(read_object(canonical(value))) == canonical(value)


@given(OBJECTS, st.randoms())
def test_the_order_of_keys_does_not_matter(value: dict[str, object], chance: object) -> None:
    names = list(value)
    chance.shuffle(names)  # type: ignore[attr-defined]
    assert canonical({name: value[name] for name in names}) == canonical(value)


@given(OBJECTS, OBJECTS)
def test_different_values_are_different_text(one: dict[str, object], other: dict[str, object]) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical(one) == canonical(other)) is same
    assert (digest(one) == digest(other)) is same


@given(OBJECTS)
def test_any_database_can_hold_it(value: dict[str, object]) -> None:
    text = canonical(value)
    assert text.isascii()
    assert text.isprintable()


def test_true_is_not_one() -> None:
    assert canonical({"a": True}) != canonical({"a": 1})


def test_what_reads_like_an_object_is_written_like_one() -> None:
    assert canonical(MappingProxyType({"b": (1, "2"), "a": []})) == '{"a":[],"b":[1,"2"]}'


@pytest.mark.parametrize(
    "value", [0.1, 13.0, math.nan, Decimal("13.5"), date(2026, 1, 1), b"x", {1}, {1: "a"}, {None: 1}, object()]
)
def test_what_would_not_come_back_exactly_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"a": [value]})
