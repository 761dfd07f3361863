"""What changed between two editions: their readable texts line by line, each line with the headings it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SAME = "equal"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line as it was and as it is, None where it was not there; `where` are the headings above it."""

    where: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that is another than before, with each line that differs."""

    part: str
    lines: tuple[ChangedLine, ...]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[PartChange, ...]:
    """Every part that differs, by its name; a part that came or went is told in full."""
    names = sorted({*before, *after})
    found = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(PartChange(name, tuple(_lines(old, new))) for name, old, new in found if old != new)


def _lines(before: str, after: str) -> Iterator[ChangedLine]:
    old, new = _placed(before), _placed(after)
    # Compared with their headings: "level: warning" stands under many of them.
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != SAME:
            yield from _paired(old[first:last], new[start:end])


Placed = tuple[tuple[str, ...], str]


def _paired(old: Sequence[Placed], new: Sequence[Placed]) -> Iterator[ChangedLine]:
    """Lines that took each other's place; those under other headings came or went by themselves."""
    for one, other in zip_longest(old, new):
        if one and other and one[0] == other[0]:
            yield ChangedLine(one[0], one[1], other[1])
            continue
        if one:
            yield ChangedLine(one[0], one[1], None)
        if other:
            yield ChangedLine(other[0], None, other[1])


def _placed(text: str) -> list[Placed]:
    """Each line that says something, with the headings it stands under; those are the lines less indented above it."""
    found: list[Placed] = []
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        if words := line.strip():
            depth = len(line) - len(line.lstrip())
            above = [one for one in above if one[0] < depth]
            found.append((tuple(heading for _, heading in above), words))
            above.append((depth, words))
    return found
