"""`hlh-desktop export`: a child's results as a table, and results, plan and doses as FHIR, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hlh_desktop.cli import doors
from hlh_desktop.cli.doors import DONE, PasswordFile, User, say, tell
from hlh_desktop.cli.wards import opened
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.outputs import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.results.exporting import Export

Folder = Annotated[Path, typer.Option("--ward", metavar="DIR", help=say("cli.export.ward"))]
Number = Annotated[str, typer.Option("--mrn", metavar="NO", help=say("cli.export.mrn"))]
Fhir = Annotated[Path | None, typer.Option("--fhir", metavar="OUT", help=say("cli.export.fhir"))]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="OUT", help=say("cli.export.csv"))]


def export(
    ward: Folder, mrn: Number, user: User, password_file: PasswordFile, fhir: Fhir = None, csv: Csv = None
) -> int:
    """Saves one child for other programs. Trouble export_nothing, no_such_number, in_check and those of a ward."""
    if fhir is None and csv is None:
        raise Trouble("export_nothing")
    with opened(doors.ward(), ward, user, password_file) as desk:
        from hlh_desktop.ward.results import exporting

        child = exporting.of_number(desk, mrn)
        for path, make in ((fhir, exporting.fhir_bundle), (csv, exporting.results_table)):
            if path is not None:
                _save(desk, child, make, path)
    return DONE


def _save(
    desk: OpenWard, child: UUID, make: Callable[[OpenWard, UUID, datetime], Export], path: Path
) -> None:  # fmt: skip
    """One file, whole or not there at all; written into the child's history once it is there."""
    from hlh_desktop.ward.results import exporting

    moment = doors.now()
    made = make(desk, child, moment)
    with whole_file(path) as file:
        file.write(made.data)
    exporting.note_exported(desk, child, made, moment)
    tell(say("cli.export.written", path=path, count=made.results))
