"""The command line: plans of case files, the check of the knowledge, the demonstration. Its words are wording."""

from __future__ import annotations

import getpass
import platform
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hlh_desktop import paths
from hlh_desktop.domain.plain import MOMENT
from hlh_desktop.domain.schedule import ward_time
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.load import read_wording
from hlh_desktop.report.printing import Printing
from hlh_desktop.ward import Ward, open_knowledge
from hlh_desktop.ward.batch import Doors, Wanted, make_plans
from hlh_desktop.ward.golden import golden_names
from hlh_desktop.ward.golden import run as run_golden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hlh_desktop.domain.plan import Plan

DONE, FAILED, BAD = 0, 1, 2
WORDING, _ = read_wording(paths.resources() / "wording")
say = WORDING.say
app = typer.Typer(
    help=say("cli.program"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode=None,
)  # fmt: skip

Cases = Annotated[list[Path], typer.Argument(metavar="CASE", help=say("cli.case"))]
Json = Annotated[Path | None, typer.Option("--json", metavar="OUT", help=say("cli.json"))]
Pdf = Annotated[Path | None, typer.Option("--pdf", metavar="OUT", help=say("cli.pdf"))]
Paper = Annotated[Literal["A4", "Letter"], typer.Option("--paper", help=say("cli.paper"))]
PrintedAt = Annotated[str | None, typer.Option("--printed-at", metavar="MOMENT", help=say("cli.printed_at"))]
PrintedBy = Annotated[str | None, typer.Option("--printed-by", metavar="NAME", help=say("cli.printed_by"))]
PrintedOn = Annotated[str | None, typer.Option("--printed-on", metavar="NAME", help=say("cli.printed_on"))]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help=say("cli.out"))]
NoWindow = Annotated[bool, typer.Option("--no-window", help=say("cli.no_window"))]


def run(arguments: Sequence[str]) -> int:
    """Runs a command; answers the exit status: 0 done, 1 a check failed, 2 bad input or usage."""
    try:
        result = app(list(arguments), standalone_mode=False, prog_name=say("cli.name"))
    except typer.Exit as end:
        return end.exit_code
    except KnowledgeError as error:
        complain(say("trouble.knowledge", file=error.file, key=error.key, reason=error.reason))
        return FAILED
    except OSError as error:
        complain(say("trouble.file", file=error.filename, reason=error.strerror))
        return BAD
    except Exception as error:
        if hasattr(error, "format_message"):  # a usage error of the command line
            complain(error.format_message())
            return BAD
        raise
    return result if isinstance(result, int) else DONE


def complain(line: str) -> None:
    """One line on standard error."""
    typer.echo(line, err=True)


@app.command(help=say("cli.plan"))
def plan(
    cases: Cases, json: Json = None, pdf: Pdf = None, paper: Paper = "A4", printed_at: PrintedAt = None,
    printed_by: PrintedBy = None, printed_on: PrintedOn = None,
) -> int:  # fmt: skip
    """Plans of case files."""
    if printed_at is not None and not MOMENT.fullmatch(printed_at):
        complain(say("problem.mark").join(("--printed-at", printed_at, say("problem.not_a_moment"))))
        return BAD
    printing = printing_of(paper, printed_at, printed_by, printed_on)
    with progress(cases) as advance:
        doors = Doors(screen=typer.echo, complain=complain, progress=advance)
        good = make_plans(open_knowledge(), Wanted(cases, json, pdf, printing), doors)
    return DONE if good else BAD


def printing_of(
    paper: Literal["A4", "Letter"], at: str | None, by: str | None, on: str | None
) -> Callable[[Plan], Printing]:
    """The printing of a plan, in the ward time of its own case."""
    moment = datetime.fromisoformat(at) if at else datetime.now().astimezone()

    def printing(plan: Plan) -> Printing:
        local = ward_time(moment, plan.case.time_zone)
        return Printing(at=local, by=by or getpass.getuser(), workstation=on or platform.node(), paper=paper)

    return printing


def still(path: Path, offset: int) -> None:
    """No bar."""


@contextmanager
def progress(files: Sequence[Path]) -> Iterator[Callable[[Path, int], None]]:
    """A bar on standard error where a person looks at it and there is more than one case."""
    sizes = {path: path.stat().st_size for path in files if path.is_file()}
    if not sys.stderr.isatty() or (len(files) == 1 and files[0].suffix != ".jsonl"):
        yield still
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("cli.planning"), total=sum(sizes.values()))
        before: dict[Path, int] = {}

        def advance(path: Path, offset: int) -> None:
            bar.advance(task, offset - before.get(path, 0))
            before[path] = offset

        yield advance


@app.command(help=say("cli.check"))
def check() -> int:
    """Verifies the knowledge: every file understood, every golden case as calculated by hand."""
    ward = open_knowledge()
    names = golden_names(paths.golden_cases())
    found = [one for name in names for one in run_golden(ward, paths.golden_cases(), name)]
    for one in found:
        complain(say("cli.differs", case=one.case, what=one.what, expected=one.expected, found=one.found))
    bad = len({one.case for one in found})
    knowledge = ward.knowledge
    lines = len(knowledge.lines("none"))
    typer.echo(
        say(
            "cli.checked", edition=knowledge.edition, protocols=len(knowledge.protocols), lines=lines,
            analytes=len(knowledge.catalogue), findings=len(knowledge.alerts), sources=len(knowledge.sources),
        )
    )  # fmt: skip
    typer.echo(say("cli.golden", good=len(names) - bad, all=len(names)))
    return FAILED if bad or not names else DONE


@app.command(help=say("cli.demo"))
def demo(out: Out = Path("hlh-demo"), no_window: NoWindow = False) -> int:
    """The plan of the example child, as JSON and PDF."""
    example = paths.resources() / "cases" / "example.json"
    wanted = Wanted([example], out / "TV04-plan.json", out / "TV04-plan.pdf", printing_of("A4", None, None, None))
    doors = Doors(screen=typer.echo, complain=complain, progress=still)
    ward = open_knowledge()
    if not make_plans(ward, wanted, doors):
        return BAD
    typer.echo(summary(ward, example))
    for path in (wanted.json, wanted.pdf):
        typer.echo(say("cli.written", path=path))
    return DONE


def summary(ward: Ward, example: Path) -> str:
    """What the demonstration has made, in one sentence."""
    case = ward.read(example.read_bytes()).case
    if case is None:
        return say("cli.nothing")
    made = ward.propose(case)
    doses = sum(len(order.administrations) for order in made.orders)
    values = {
        "orders": len(made.orders),
        "doses": doses,
        "findings": len(made.findings),
        "tasks": len(made.tasks),
    }
    return say("cli.made", name=case.patient.mrn, day=case.day_one.isoformat(), weeks=weeks(made), **values)


def weeks(made: Plan) -> int:
    """The length of the plan in weeks."""
    return made.case.regimen.last_week if made.case.regimen else 0
