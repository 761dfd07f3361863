"""Trends on paper and as files: the page for the round, the chart alone; each written into the child's history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.results.trend.given import given_lines
from hlh_desktop.domain.results.trend.making import Asked, trend_of
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.report.printing import Printing
from hlh_desktop.report.trend_sheet import OpenTask, Round, chart_as_pdf, chart_as_svg, write_trends
from hlh_desktop.ward import audit, plans, tasks
from hlh_desktop.ward.blind import refuse_while_checked
from hlh_desktop.ward.log.arisen import arisen
from hlh_desktop.ward.results import trend as trends
from hlh_desktop.ward.task_words import task_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.report.printing import Paper
    from hlh_desktop.ward.open_ward import OpenWard

TRENDS = "trends"
USUAL = Asked()
ChartFile = Literal["pdf", "svg"]


def round_of(desk: OpenWard, child: UUID, now: datetime, asked: Asked = USUAL) -> Round:
    """What stands on the page for the round. Trouble no_child, trend_range."""
    words, found = trends.words(desk, child), trends.material(desk, child, now)
    day = words.course_day(desk.here(now).date())
    given = given_lines(found.doses, words, hidden=bool(found.hidden))
    return Round(trend_of(found, asked, now, words), given, tuple(_open_tasks(desk, child, now)), day)


def _open_tasks(desk: OpenWard, child: UUID, now: datetime) -> Iterator[OpenTask]:
    """What somebody still has to do, overdue first."""
    states = tasks.tasks(desk, child, now, arisen(desk, child))
    for row in task_rows(desk, [state for state in states if state.open], now):
        yield OpenTask(row.due, row.text, row.word if row.group == "overdue" else "")


def print_trends(
    desk: OpenWard, child: UUID, target: BinaryIO, now: datetime, paper: Paper = "A4", asked: Asked = USUAL
) -> None:
    """The page for the round into an open binary file. Trouble not_allowed, no_plan, in_check, trend_range."""
    desk.require("print")
    head = plans.standing(desk, child)
    if head is None:
        raise Trouble("no_plan")
    signed = desk.plan(head.id, now)
    printing = Printing(
        desk.here(now), desk.person.name, desk.workstation, paper, plans.standing_on_paper(signed.head),
        desk.face.training, signed.head.knowledge,
    )  # fmt: skip
    write_trends(signed.plan, desk.ward.knowledge, printing, round_of(desk, child, now, asked), target)


def write_chart(
    desk: OpenWard, child: UUID, made: Trend, kind: ChartFile, target: BinaryIO, now: datetime
) -> None:  # fmt: skip
    """The large chart alone, as it is shown, into an open binary file. Trouble not_allowed, in_check."""
    desk.require("print")
    refuse_while_checked(desk, child, now)
    (chart_as_pdf if kind == "pdf" else chart_as_svg)(made, target)


def note_printed(desk: OpenWard, child: UUID, now: datetime) -> None:
    """Writes down that the page went to a printer. Trouble no_plan."""
    _note(desk, "printed", child, now)


def note_exported(desk: OpenWard, child: UUID, now: datetime) -> None:
    """Writes down that the page or a chart was saved as a file. Trouble no_plan."""
    _note(desk, "exported", child, now)


def _note(desk: OpenWard, kind: str, child: UUID, now: datetime) -> None:
    head = plans.standing(desk, child)
    if head is None:
        raise Trouble("no_plan")
    audit.note(desk, kind, desk.here(now), child, {"what": TRENDS, "version": head.version})
