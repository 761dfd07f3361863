"""The newest ferritin and platelets in words: the value as reported, its way, how far below the peak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.writing import number
from hlh_desktop.ward.board.values import Cell, Note, dash

if TYPE_CHECKING:
    from hlh_desktop.domain.results.newest import Newest
    from hlh_desktop.ward.board.telling import Words


def newest_cell(found: Newest | None, words: Words, *, peak: bool = True) -> Cell:
    """One analyte; without `peak` the value with its arrow alone."""
    if found is None:
        return dash(words.say("unknown"))
    point = found.point
    value = number(point.value)
    shown = words.say("trend.beyond", comparator=point.comparator, value=value) if point.comparator else value
    said = words.say(f"trend.{found.way}") if found.way else ""
    return Cell(shown, (Note(_beside(found, words)),) if peak else (), "plain", found.way, said)


def _beside(found: Newest, words: Words) -> str:
    if found.lone:
        return words.say("trend.lone")
    if found.below is None:
        return words.say("trend.peak") if not found.point.comparator else words.say("trend.beyond_assay")
    return words.say("trend.more_below" if found.at_least else "trend.below", percent=found.below)
