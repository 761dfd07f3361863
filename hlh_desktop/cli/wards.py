"""`hlh-desktop ward`: wards made and opened by command."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from hlh_desktop.cli import doors
from hlh_desktop.cli.doors import DONE, WORDING, PasswordFile, User, say, tell
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import entering
from hlh_desktop.ward.recovery_sheet import kept_sheet, new_sheet_pdf, sheet_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.record.values import WardFace
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.ward import Ward

Folder = Annotated[Path, typer.Argument(metavar="DIR", help=say("cli.wards.folder"))]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help=say("cli.wards.name"))]
Zone = Annotated[str | None, typer.Option("--zone", metavar="ZONE", help=say("cli.wards.zone"))]
Recovery = Annotated[Path | None, typer.Option("--recovery", metavar="OUT", help=say("cli.wards.recovery"))]
Paper = Annotated[Literal["A4", "Letter"], typer.Option("--paper", help=say("cli.paper"))]
Role = Annotated[Literal["physician", "nurse", "pharmacist"], typer.Option("--role", help=say("cli.wards.role"))]
STANDARD_INPUT = Path("-")
# Where a computer says which zone it is in, and the folder of zones that the link points into.
LOCAL_ZONE, ZONES = Path("/etc/localtime"), "zoneinfo"
RECOVERY = "-recovery.pdf"

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command(help=say("cli.wards.create"))
def create(
    folder: Folder, name: Name, user: User, password_file: PasswordFile, zone: Zone = None, out: Recovery = None,
    paper: Paper = "A4", role: Role = "physician",
) -> int:  # fmt: skip
    """Makes a ward with its first person, and its recovery sheet before it."""
    password, moment = password_of(password_file), doors.now()
    zone = zone or local_zone()
    entering.check_zone(zone)
    moment = moment.astimezone(ZoneInfo(zone))
    prepared = entering.prepare(
        name=name, zone=zone, person_name=user, password=password, workstation=doors.workstation(), now=moment
    )
    prepared = entering.with_profession(prepared, role)
    path = out or folder.with_name(folder.name + RECOVERY)
    with kept_sheet(path, sheet_pdf(prepared, WORDING, moment, paper)):
        made = entering.make(folder, prepared, doors.ward(), moment)
    with closing(made):
        face = made.face
    tell(say("cli.wards.made", name=face.name, number=face.number, folder=folder, zone=zone))
    tell(say("cli.wards.sheet", path=path))
    return DONE


@app.command("new-sheet", help=say("cli.wards.new_sheet"))
def new_sheet(
    folder: Folder, user: User, password_file: PasswordFile, out: Recovery = None, paper: Paper = "A4"
) -> int:
    """Replaces the recovery sheet of a ward."""
    path = out or folder.with_name(folder.name + RECOVERY)
    with opened(doors.ward(), folder, user, password_file) as desk:
        if path.exists():
            raise Trouble("file_stands", path)
        with kept_sheet(path, new_sheet_pdf(desk, desk.here(doors.now()), paper)):
            tell(say("cli.wards.replaced", before=desk.face.sheet - 1))
    tell(say("cli.wards.sheet", path=path))
    return DONE


@contextmanager
def opened(known: Ward, folder: Path, user: str, password_file: Path) -> Iterator[OpenWard]:
    """A ward that a person signs in to by name. Trouble no_such_person, wrong_password and those of a ward."""
    person = person_of(entering.face(folder), user)
    password = password_of(password_file)
    desk = entering.enter(folder, person, password, known, workstation=doors.workstation(), now=doors.now())
    with closing(desk):
        yield desk


@contextmanager
def closing(desk: OpenWard) -> Iterator[OpenWard]:
    """An open ward that is locked when the command ends."""
    try:
        yield desk
    finally:
        desk.lock(doors.now())


def person_of(face: WardFace, name: str) -> str:
    """The id of the person of that name. Trouble no_such_person."""
    wanted = name.strip().casefold()
    for person in face.people:
        if person.name.casefold() == wanted:
            return person.id
    raise Trouble("no_such_person")


def password_of(path: Path) -> str:
    """The first line of a file, or of standard input. Trouble not_readable."""
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
        with path.open(encoding="utf-8-sig") as file:
            return file.readline().rstrip("\r\n")
    except OSError as error:
        raise Trouble("not_readable", path, error) from error
    except UnicodeDecodeError:
        raise Trouble("not_text", path) from None


def local_zone() -> str:
    """The time zone of this computer by its name. Trouble zone_needed where it does not tell."""
    named = os.environ.get("TZ", "").lstrip(":")
    _, _, linked = os.path.realpath(LOCAL_ZONE).partition(f"/{ZONES}/")
    for found in (named, linked.removeprefix("posix/").removeprefix("right/")):
        if found:
            try:
                return ZoneInfo(found).key
            except (KeyError, ValueError, OSError):
                continue
    raise Trouble("zone_needed")
