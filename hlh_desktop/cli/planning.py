"""`hlh-desktop plan`: plans of case files, as JSON, as PDF, or both."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hlh_desktop.cli import doors
from hlh_desktop.cli.doors import BAD, DONE, WORDING, complain, progress, say, show
from hlh_desktop.domain.plain import parse_moment
from hlh_desktop.domain.problem import problem
from hlh_desktop.domain.schedule import ward_time
from hlh_desktop.report.printing import Printing
from hlh_desktop.ward.batch import Doors, Wanted, make_plans
from hlh_desktop.ward.cases import problem_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.plan import Plan

Cases = Annotated[list[Path], typer.Argument(metavar="CASE", help=say("cli.case"))]
Json = Annotated[Path | None, typer.Option("--json", metavar="OUT", help=say("cli.json"))]
Pdf = Annotated[Path | None, typer.Option("--pdf", metavar="OUT", help=say("cli.pdf"))]
Paper = Annotated[Literal["A4", "Letter"], typer.Option("--paper", help=say("cli.paper"))]
PrintedAt = Annotated[str | None, typer.Option("--printed-at", metavar="MOMENT", help=say("cli.printed_at"))]
PrintedBy = Annotated[str | None, typer.Option("--printed-by", metavar="NAME", help=say("cli.printed_by"))]
PrintedOn = Annotated[str | None, typer.Option("--printed-on", metavar="NAME", help=say("cli.printed_on"))]


def plan(
    cases: Cases, json: Json = None, pdf: Pdf = None, paper: Paper = "A4", printed_at: PrintedAt = None,
    printed_by: PrintedBy = None, printed_on: PrintedOn = None,
) -> int:  # fmt: skip
    """Plans of case files."""
    if printed_at is not None and parse_moment(printed_at) is None:
        complain(problem_line("--printed-at", problem("", printed_at, "not_a_moment"), WORDING))
        return BAD
    printing = printing_of(paper, printed_at, printed_by, printed_on)
    with progress(cases, to_screen=json is None and pdf is None) as advance:
        streams = Doors(screen=show, complain=complain, progress=advance)
        good = make_plans(doors.ward(), Wanted(cases, json, pdf, printing), streams)
    return DONE if good else BAD


def printing_of(
    paper: Literal["A4", "Letter"], at: str | None, by: str | None, on: str | None
) -> Callable[[Plan], Printing]:
    """The printing of a plan, in the ward time of its own case."""
    moment = datetime.fromisoformat(at) if at else doors.now()

    def printing(plan: Plan) -> Printing:
        local = ward_time(moment, plan.case.time_zone)
        return Printing(at=local, by=by or doors.user(), workstation=on or doors.workstation(), paper=paper)

    return printing
