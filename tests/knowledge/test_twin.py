"""The readable twins: every piece of knowledge as plain text, accepted by a person, so that a change reads as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.sources import Cite, Datum
from hlh_desktop.knowledge.twin import twins
from tests.builders import knowledge
from tests.knowledge.accepted import FOLDER, must_be_accepted

TWINS = twins(knowledge())


@pytest.mark.parametrize("name", TWINS)
def test_the_twin_is_as_accepted(name: str) -> None:
    must_be_accepted(f"knowledge/{name}", TWINS[name])


def test_no_accepted_twin_is_left_over() -> None:
    assert {path.name for path in (FOLDER / "knowledge").iterdir()} == set(TWINS)


def leaves(value: Any) -> Iterator[object]:
    """Every number, word and time of a piece of knowledge that does not stand at its default."""
    if isinstance(value, Cite):
        yield f"{knowledge().sources[value.source].title} [{value.evidence}]"
    elif isinstance(value, Datum):
        for name, field in type(value).model_fields.items():
            piece = getattr(value, name)
            if piece != field.get_default(call_default_factory=True):
                yield from leaves(piece)
    elif isinstance(value, Mapping):
        yield from (key for key in value if key != "en")
        for piece in value.values():
            yield from leaves(piece)
    elif isinstance(value, tuple):
        for piece in value:
            yield from leaves(piece)
    elif not isinstance(value, bool) and value is not None:
        yield value


def written(leaf: object) -> str:
    if isinstance(leaf, time):
        return f"{leaf:%H:%M}"
    return plain(leaf) if isinstance(leaf, Decimal) else str(leaf)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("formulary", knowledge().formulary),
        ("laboratory", knowledge().catalogue),
        ("criteria", knowledge().criteria),
        ("alerts", knowledge().alerts),
        ("tasks", knowledge().tasks),
        ("options", knowledge().options),
        ("interactions", knowledge().interactions),
        ("ward", knowledge().settings),
        ("renal", knowledge().renal),
        ("lines-of-the-formulary", knowledge().extra_lines),
        *((f"protocol-{name}", protocol) for name, protocol in knowledge().protocols.items()),
    ],
)
def test_nothing_is_left_out(name: str, part: Any) -> None:
    text = TWINS[f"{name}.txt"]
    kinds = {"decimal", "whole", "choice", "text", "dose", "day", "course"}
    missing = {leaf for leaf in leaves(part) if written(leaf) not in text} - kinds
    assert missing == set()
