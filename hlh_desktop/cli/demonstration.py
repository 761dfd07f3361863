"""`hlh-desktop demo`: the plan of the example child as JSON and PDF, its ward, pictures of every page, the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hlh_desktop import paths
from hlh_desktop.cli import doors
from hlh_desktop.cli.doors import BAD, DONE, FAILED, complain, say, show, still, tell
from hlh_desktop.cli.planning import printing_of
from hlh_desktop.ward.batch import Doors, Wanted, make_plans
from hlh_desktop.ward.ward import Ward

if TYPE_CHECKING:
    from hlh_desktop.ward.open_ward import OpenWard

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help=say("cli.out"))]
NoWindow = Annotated[bool, typer.Option("--no-window", help=say("cli.no_window"))]
WARD, PICTURES = "ward", "pictures"


def demo(out: Out = Path("hlh-demo"), no_window: NoWindow = False) -> int:
    """The example ward, the plan of the example child as JSON and PDF, pictures of every page, and the program."""
    ward = doors.ward()
    return write_plan(ward, out) or make_ward(ward, out / WARD) or show_program(ward, out, window=not no_window)


def write_plan(ward: Ward, out: Path) -> int:
    """The plan of the example child in files, and where they are."""
    example = paths.resources() / "cases" / "example.json"
    wanted = Wanted([example], out / "TV04-plan.json", out / "TV04-plan.pdf", printing_of("A4", None, None, None))
    if not make_plans(ward, wanted, Doors(screen=show, complain=complain, progress=still)):
        return BAD
    tell(summary(ward, example))
    for path in (wanted.json, wanted.pdf):
        tell(say("cli.written", path=path))
    return DONE


def make_ward(ward: Ward, folder: Path) -> int:
    """The example ward in a folder, made afresh where there was one. Trouble not_training."""
    from hlh_desktop.ward import example
    from hlh_desktop.ward.passwords import DEMO

    if example.clear(folder):
        tell(say("cli.wards.again", folder=folder))
    desk = example.make(folder, ward, workstation=doors.workstation())
    try:
        papers = write_papers(desk, folder.parent)
    finally:
        desk.store.close()
    for path in papers:
        tell(say("cli.written", path=path))
    tell(say("cli.wards.example", folder=folder, user=example.USER, password=DEMO))
    tell(say("cli.wards.example_nurse", nurse=example.NURSE, pin=example.NURSE_PIN))
    return DONE


def write_papers(desk: OpenWard, out: Path) -> tuple[Path, ...]:
    """The course of the example child and its trends, as they would be printed after its ten days."""
    from hlh_desktop.ward import example
    from hlh_desktop.ward.child_paper import print_road_map
    from hlh_desktop.ward.results.trend_paper import print_trends

    now, made = example.shown_at(), []
    for line in desk.children(now):
        if line.id is None or line.plan is None:
            continue
        for name, write in (("road-map", print_road_map), ("trends", print_trends)):
            made.append(out / f"{line.identity.mrn}-{name}.pdf")
            with made[-1].open("wb") as target:
                write(desk, line.id, target, now)
    return tuple(made)


def show_program(ward: Ward, out: Path, *, window: bool) -> int:
    """Every page in pictures, and then, where a person would see it, the program itself on the example ward."""
    from hlh_desktop import app

    try:
        drawn = app.draw_pictures(out / PICTURES, ward)
    except app.FaultyQt as fault:
        complain(str(fault))
        return FAILED
    tell(say("cli.pictures", count=len(drawn), folder=out / PICTURES))
    if not window or not app.has_display():
        return DONE
    tell(say("cli.opens"))
    return app.start(out / WARD)


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
    weeks = case.regimen.last_week if case.regimen else 0
    return say("cli.made", name=case.patient.mrn, day=case.day_one.isoformat(), weeks=weeks, **values)
