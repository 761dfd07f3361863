"""`hlh-desktop import-labs`: a child's results from a laboratory's files, each line told as taken, left or refused."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from hlh_desktop.cli import doors
from hlh_desktop.cli.doors import BAD, DONE, WORDING, PasswordFile, User, complain, say, tell, watched
from hlh_desktop.cli.wards import opened
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.cases import trouble_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from hlh_desktop.domain.results.incoming.preview import NotTaken, Preview, Taken
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.results.importing import Asked

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help=say("cli.labs.file"))]
Folder = Annotated[Path, typer.Option("--ward", metavar="DIR", help=say("cli.labs.ward"))]
Number = Annotated[str, typer.Option("--mrn", metavar="NO", help=say("cli.labs.mrn"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=say("cli.labs.dry_run"))]
Laboratory = Annotated[str, typer.Option("--laboratory", metavar="NAME", help=say("cli.labs.laboratory"))]
ConfirmIdentity = Annotated[bool, typer.Option("--confirm-identity", help=say("cli.labs.confirm_identity"))]


def import_labs(
    files: Files, ward: Folder, mrn: Number, user: User, password_file: PasswordFile, dry_run: DryRun = False,
    laboratory: Laboratory = "", confirm_identity: ConfirmIdentity = False,
) -> int:  # fmt: skip
    """Imports the files one after the other; one that can't be taken stores nothing and does not stop the others."""
    with opened(doors.ward(), ward, user, password_file) as desk:
        from hlh_desktop.ward.results.exporting import of_number
        from hlh_desktop.ward.results.importing import Asked

        child, status = of_number(desk, mrn), DONE
        asked = Asked(laboratory=laboratory, confirmed_identity=confirm_identity)
        for path in files:
            try:
                good = import_file(desk, child, path, asked, store=not dry_run)
            except Trouble as trouble:
                trouble.path = trouble.path or path
                complain(trouble_line(trouble, WORDING))
                good = False
            status = status if good else BAD
    return status


def import_file(desk: OpenWard, child: UUID, path: Path, asked: Asked, *, store: bool) -> bool:
    """One file looked at, told line by line, and stored; False where it is blocked. Trouble where it can't be read.

    A line that a person has to look at is never stored from here: that is done in the program, line by line.
    """
    from hlh_desktop.ward.results import importing

    with waiting(path) as progress:
        found = importing.preview(
            desk, child, importing.load(path), path.name, doors.now(), asked, progress=progress
        )  # fmt: skip
    tell_of(found)
    if found.blocked:
        complain(say("cli.labs.nothing_stored", file=path))
        return False
    if not store:
        tell(say("cli.labs.dry", file=path))
        return True
    with waiting(path) as progress:
        written = importing.take(desk, child, found, found.usual, uuid4(), doors.now(), progress=progress)
    tell(say("cli.labs.written", file=path, new=written.new, superseded=written.superseded))
    if found.to_check:
        tell(say("cli.labs.kept_out", file=path, count=len(found.to_check)))
    return True


def tell_of(found: Preview) -> None:
    """A preview line by line: whose it is, what would be taken, what is left and what refused, each with its reason."""
    from hlh_desktop.domain.results.incoming.preview import reason_line

    head = say("cli.labs.head", file=found.file, identity=reason_line(found.identity.reason, WORDING))
    (complain if found.blocked else tell)(head)
    for note in found.notes:
        tell(say("cli.labs.note", why=reason_line(note, WORDING)))
    for taken in found.taken:
        tell(taken_line(taken))
    for kind, lines in (("left", found.left), ("refused", found.refused)):
        for one in lines:
            tell(out_line(one, kind))
    if found.nothing:
        tell(say("importing.nothing"))
    known = sum(one.fate == "known" for one in found.taken)
    left, refused = (sum(one.count for one in lines) for lines in (found.left, found.refused))
    tell(
        say(
            "cli.labs.sum", file=found.file, new=len(found.usual), checks=len(found.to_check), known=known, left=left,
            refused=refused,
        )
    )  # fmt: skip


def taken_line(one: Taken) -> str:
    """A line that may be taken."""
    from hlh_desktop.domain.results.incoming.preview import place_words, reason_line

    checks = () if one.fate == "known" else one.checks
    why = " ".join(reason_line(reason, WORDING) for reason in checks)
    kind = "known" if one.fate == "known" else "check" if checks else "taken"
    return say(
        f"cli.labs.{kind}", place=place_words(one.row, WORDING), name=one.row.called, value=one.row.shown,
        at=f"{one.sample.at:%Y-%m-%d} {one.sample.at:%H:%M}", status=say(f"importing.status.{one.reported.status}"),
        fate=say(f"importing.fate.{one.fate}"), why=why,
    )  # fmt: skip


def out_line(one: NotTaken, kind: str) -> str:
    """A line that is not taken, or one for many."""
    from hlh_desktop.domain.results.incoming.preview import place_words, reason_line

    why = reason_line(one.reason, WORDING)
    if one.row is None:
        return say("cli.labs.left_many", count=one.count, why=why)
    place = place_words(one.row, WORDING)
    return say(f"cli.labs.{kind}", place=place, name=one.row.called, value=one.row.shown, why=why)


@contextmanager
def waiting(path: Path) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error where a person looks at it."""
    if not watched(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(path.name, total=None)
        yield lambda done, most: bar.update(task, completed=done, total=most)
