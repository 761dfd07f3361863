"""The newest ferritin and platelets in words: the value as reported, its way, how far below the peak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.writing import number
from hlh_desktop.ward.board.values import Cell, Note, dash

if TYPE_CHECKING:
    from hlh_desktop.domain.trend import Trend
    from hlh_desktop.ward.board.telling import Words


def trend_cell(trend: Trend | None, words: Words, *, peak: bool = True) -> Cell:
    """One analyte; without `peak` the value with its arrow alone."""
    if trend is None:
        return dash(words.say("unknown"))
    newest = trend.newest
    value = number(newest.value)
    shown = words.say("trend.beyond", comparator=newest.comparator, value=value) if newest.comparator else value
    said = words.say(f"trend.{trend.way}") if trend.way else ""
    return Cell(shown, (Note(_beside(trend, words)),) if peak else (), "plain", trend.way, said)


def _beside(trend: Trend, words: Words) -> str:
    if trend.lone:
        return words.say("trend.lone")
    if trend.below is None:
        return words.say("trend.peak") if not trend.newest.comparator else words.say("trend.beyond_assay")
    return words.say("trend.more_below" if trend.at_least else "trend.below", percent=trend.below)
