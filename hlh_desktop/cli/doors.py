"""What every command needs: its words, its streams, the computer's clock and names, and the ward's knowledge."""

from __future__ import annotations

import errno
import getpass
import os
import platform
import sys
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from hlh_desktop import paths
from hlh_desktop.knowledge.load import read_wording
from hlh_desktop.ward.cases import is_lines, size_on_disk
from hlh_desktop.ward.ward import open_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hlh_desktop.ward.ward import Ward

DONE, FAILED, BAD = 0, 1, 2
WORDING, _ = read_wording(paths.resources() / "wording")
say = WORDING.say

User = Annotated[str, typer.Option("--user", metavar="NAME", help=say("cli.wards.user"))]
PasswordFile = Annotated[Path, typer.Option("--password-file", metavar="FILE", help=say("cli.wards.password_file"))]


def ward() -> Ward:
    """The ward's knowledge; KnowledgeError if its files can't be understood."""
    return open_knowledge()


def now() -> datetime:
    """The present moment, with the zone of this computer."""
    return datetime.now().astimezone()


def user() -> str:
    """The user of this computer, if it knows one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user without a name, or Windows without one
        return say("cli.nobody")


def workstation() -> str:
    """The name of this computer."""
    return platform.node()


def tell(line: str) -> None:
    """One line on standard output."""
    typer.echo(line)


def complain(line: str) -> None:
    """One line on standard error."""
    typer.echo(line, err=True)


def show(plan: bytes) -> None:
    """A plan on standard output, as it would stand in a file."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    typer.echo(plan, nl=False)


def forget_output() -> None:
    """Throws away what still waits to be written, so that Python doesn't stumble over it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def still(path: Path, offset: int) -> None:
    """No bar."""


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
