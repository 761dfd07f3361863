"""Running a command: the commands by name, and what to answer when something goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from hlh_desktop.cli import checking, demonstration, export, labs, planning, wards
from hlh_desktop.cli.doors import BAD, DONE, FAILED, WORDING, complain, forget_output, say
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.ward.cases import trouble_line

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a shell says of a program that wrote to a pipe without a reader: 128 and the number of the signal.
GONE = 141
app = typer.Typer(
    help=say("cli.program"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode=None,
)  # fmt: skip
app.command(help=say("cli.plan"))(planning.plan)
app.command(help=say("cli.check"))(checking.check)
app.command(help=say("cli.demo"))(demonstration.demo)
app.command(help=say("cli.export.command"))(export.export)
app.command("import-labs", help=say("cli.labs.command"))(labs.import_labs)
app.add_typer(wards.app, name="ward", help=say("cli.wards.group"))


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
