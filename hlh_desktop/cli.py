"""The command line: plans of case files, the check of the knowledge, the demonstration. Its words are wording."""

from __future__ import annotations

import errno
import getpass
import os
import platform
import sys
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from hlh_desktop import paths
from hlh_desktop.domain.plain import parse_moment
from hlh_desktop.domain.problem import problem
from hlh_desktop.domain.schedule import ward_time
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.load import read_wording
from hlh_desktop.report.printing import Printing
from hlh_desktop.ward.batch import Doors, Wanted, make_plans
from hlh_desktop.ward.cases import is_lines, problem_line, size_on_disk, trouble_line
from hlh_desktop.ward.golden import golden_names
from hlh_desktop.ward.golden import run as run_golden
from hlh_desktop.ward.ward import Ward, open_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hlh_desktop.domain.plan import Plan

DONE, FAILED, BAD = 0, 1, 2
# What a shell says of a program that wrote to a pipe without a reader: 128 and the number of the signal.
GONE = 141
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
    except SystemExit as end:
        if end.code != FAILED:  # Typer answers a reader that went away with 1
            raise
        forget_output()
        return GONE
    except Exception as error:
        line, status = answer(error)
        complain(line)
        return status
    return result if isinstance(result, int) else DONE


def answer(error: Exception) -> tuple[str, int]:
    """What to say of what went wrong, and the exit status; a bug is raised again."""
    if isinstance(error, KnowledgeError):
        return say("trouble.knowledge", file=error.file, key=error.key, reason=error.reason), FAILED
    if isinstance(error, Trouble):
        return trouble_line(error, WORDING), BAD
    if isinstance(error, OSError):  # of standard output: every other file gives Trouble
        forget_output()
        return say("trouble.output", reason=error.strerror), BAD
    if hasattr(error, "format_message"):
        return misuse(error), BAD
    raise error


def misuse(error: Any) -> str:
    """What is wrong with a command line; the whole help where nothing was asked for."""
    message, command = error.format_message(), error.ctx.command_path if error.ctx else say("cli.name")
    return message if "\n" in message else say("cli.misused", command=command, message=message)


def forget_output() -> None:
    """Throws away what still waits to be written, so that Python doesn't stumble over it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(plan: bytes) -> None:
    """A plan on standard output, as it would stand in a file."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    typer.echo(plan, nl=False)


def complain(line: str) -> None:
    """One line on standard error."""
    typer.echo(line, err=True)


@app.command(help=say("cli.plan"))
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
        doors = Doors(screen=show, complain=complain, progress=advance)
        good = make_plans(open_knowledge(), Wanted(cases, json, pdf, printing), doors)
    return DONE if good else BAD


def printing_of(
    paper: Literal["A4", "Letter"], at: str | None, by: str | None, on: str | None
) -> Callable[[Plan], Printing]:
    """The printing of a plan, in the ward time of its own case."""
    moment = datetime.fromisoformat(at) if at else datetime.now().astimezone()

    def printing(plan: Plan) -> Printing:
        local = ward_time(moment, plan.case.time_zone)
        return Printing(at=local, by=by or user(), workstation=on or platform.node(), paper=paper)

    return printing


def still(path: Path, offset: int) -> None:
    """No bar."""


def user() -> str:
    """The user of this computer, if it knows one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user without a name, or Windows without one
        return say("cli.nobody")


def watched(stream: TextIO | None) -> bool:
    """Whether a person looks at a stream; None is one that was closed before we began."""
    return stream is not None and stream.isatty()


@contextmanager
def progress(files: Sequence[Path], *, to_screen: bool) -> Iterator[Callable[[Path, int], None]]:
    """A bar on standard error where a person looks at it and there is more than one case."""
    plans_pass_by = to_screen and watched(sys.stdout)
    if not watched(sys.stderr) or plans_pass_by or (len(files) == 1 and not is_lines(files[0])):
        yield still
        return
    from rich.console import Console
    from rich.progress import Progress

    # Standard output stays what it is: plans may go through it into a file.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(say("cli.planning"), total=sum(size_on_disk(path) or 0 for path in files))
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
    doors = Doors(screen=show, complain=complain, progress=still)
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
