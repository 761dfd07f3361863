"""The trends of a child on paper: one page for the round, and the large chart as a file of its own.

ReportLab is imported only when something is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.results.trend.given import GivenLine
    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.report.printing import Printing


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that somebody still has to do: when, what, and its state in a word."""

    due: str
    text: str
    word: str


@dataclass(frozen=True, slots=True)
class Round:
    """What stands on the page beside the charts: the doses of each drug, the open tasks, the course day in words."""

    trend: Trend
    given: tuple[GivenLine, ...] = ()
    tasks: tuple[OpenTask, ...] = ()
    day: str = ""


def write_trends(plan: Plan, knowledge: Knowledge, printing: Printing, found: Round, target: BinaryIO) -> None:
    """Writes the page into an open binary file. The same values give the same bytes on every computer."""
    from hlh_desktop.report.trend_page import draw

    draw(plan, knowledge, printing, found, target)


def chart_as_pdf(trend: Trend, target: BinaryIO) -> None:
    """Writes the large chart with its doses as a page of its own size, without any name."""
    from hlh_desktop.report.trend_files import to_pdf

    to_pdf(trend, target)


def chart_as_svg(trend: Trend, target: BinaryIO) -> None:
    """Writes the large chart with its doses as a drawing that other programs can scale, without any name."""
    from hlh_desktop.report.trend_files import to_svg

    to_svg(trend, target)
