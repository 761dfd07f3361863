"""Every number has a source that exists and was seen at least as far as the datum says; none is cited for nothing."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.knowledge import Knowledge
from hlh_desktop.domain.sources import Cite, Datum
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

RANKS = ("R", "S", "M", "APP")
# Kept for what the article's own rows rest on, though no number does.
UNCITED = {"T3", "T6", "T23", "T27"}


def walk(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every piece of the knowledge with its place."""
    if isinstance(value, Knowledge):
        for field in fields(value):
            yield from walk(field.name, getattr(value, field.name))
    elif isinstance(value, Datum):
        yield place, value
        for name in type(value).model_fields:
            yield from walk(f"{place}.{name}", getattr(value, name))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from walk(f"{place}.{name}", entry)
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from walk(f"{place}.{number}", entry)


PIECES = list(walk("", knowledge()))
CITES = [(place, piece) for place, piece in PIECES if isinstance(piece, Cite)]


def test_there_are_many() -> None:
    assert len(CITES) > 300


@pytest.mark.parametrize("source", sorted({cite.source for _, cite in CITES}))
def test_a_cited_source_is_listed_and_never_said_to_be_seen_better_than_it_was(source: str) -> None:
    listed = knowledge().sources[source]
    assert listed.title
    assert listed.read
    for place, cite in CITES:
        if cite.source == source and listed.evidence != "APP":
            assert RANKS.index(cite.evidence) >= RANKS.index(listed.evidence), place


def test_every_listed_source_is_cited() -> None:
    assert set(knowledge().sources) - {cite.source for _, cite in CITES} <= UNCITED


def test_whatever_can_have_sources_has_one() -> None:
    bare = [place for place, piece in PIECES if getattr(piece, "cites", None) == ()]
    assert bare == []


def test_every_row_of_the_article_that_is_named_exists() -> None:
    rows = {row for _, piece in PIECES for row in getattr(piece, "statements", ())}
    assert all(re.fullmatch(r"S\d\d", row) and 1 <= int(row[1:]) <= 62 for row in rows)
    reference = ROOT.parent / "shared" / "clinical" / "treatment.md"
    if reference.is_file():
        known = set(re.findall(r"^\| (S\d\d) \|", reference.read_text(encoding="utf-8"), re.MULTILINE))
        assert rows <= known
        assert len(known) == 62
