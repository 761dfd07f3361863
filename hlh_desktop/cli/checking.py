"""`hlh-desktop check`: the knowledge with its golden cases, and a ward from its first entry to its last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hlh_desktop import paths
from hlh_desktop.cli import doors
from hlh_desktop.cli.doors import BAD, DONE, FAILED, PasswordFile, User, complain, say, tell
from hlh_desktop.domain.approval.words import own_note, standing_line
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.approval.words import own_number, state_words
from hlh_desktop.ward.cases import trouble_line
from hlh_desktop.ward.coverage import cover
from hlh_desktop.ward.golden import golden_names
from hlh_desktop.ward.golden import run as run_golden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.record.values import Check
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.ward import Ward

WardFolder = Annotated[Path | None, typer.Option("--ward", metavar="DIR", help=say("cli.wards.check"))]
# What is wrong with the ward itself, not with what was typed.
BROKEN = ("ward_damaged", "keys_unreadable", "keys_altered", "keys_of_another_ward")


def check(ward: WardFolder = None, user: User | None = None, password_file: PasswordFile | None = None) -> int:
    """Verifies the knowledge: every file understood, every golden case as calculated by hand; and a ward."""
    if ward is not None and (user is None or password_file is None):
        complain(say("cli.misused", command=say("cli.name"), message=say("cli.wards.need_user")))
        return BAD
    known = doors.ward()
    found = check_knowledge(known)
    if ward is None or user is None or password_file is None:
        return found
    return check_ward(known, ward, user, password_file) or found


def check_knowledge(ward: Ward) -> int:
    """The exit status of the knowledge, with what was found said."""
    names = golden_names(paths.golden_cases())
    found = [one for name in names for one in run_golden(ward, paths.golden_cases(), name)]
    for one in found:
        complain(say("cli.differs", case=one.case, what=one.what, expected=one.expected, found=one.found))
    bad = len({one.case for one in found})
    knowledge = ward.knowledge
    tell(
        say(
            "cli.checked", edition=knowledge.edition, protocols=len(knowledge.protocols),
            lines=len(knowledge.lines("none")), analytes=len(knowledge.catalogue), findings=len(knowledge.alerts),
            sources=len(knowledge.sources),
        )
    )  # fmt: skip
    tell(say("cli.golden", good=len(names) - bad, all=len(names)))
    whole = check_article(ward)
    return FAILED if bad or not names or not whole else DONE


def check_article(ward: Ward) -> bool:
    """Whether every row of the article is done, with what is wrong said, and how many are."""
    found = cover(ward)
    for one in found.failed:
        what = say(f"article.wrong.{one.wrong}")
        complain(say("article.failed", row=one.row, kind=one.place.kind, name=one.place.name, what=what))
    tell(say("article.covered", done=found.done, rows=found.rows))
    return found.whole


def check_ward(known: Ward, folder: Path, user: str, password_file: Path) -> int:
    """The exit status of a ward, with each broken place said."""
    from hlh_desktop.cli.wards import opened

    try:
        with opened(known, folder, user, password_file) as desk:
            return tell_of(desk, desk.verify())
    except Trouble as trouble:
        if trouble.code not in BROKEN:
            raise
        complain(trouble_line(trouble, doors.WORDING))
        return FAILED


def approval_lines(desk: OpenWard) -> Iterator[str]:
    """How the knowledge stands in a ward, and each value of its own with the shipped one."""
    wording = desk.ward.wording
    yield standing_line(desk.approval.standing(), wording).replace(NON_BREAKING, " ")
    for line in desk.approval.own():
        said = own_note(own_number(line), wording).replace(NON_BREAKING, " ")
        if line.state == "holds":
            yield say("cli.wards.own_value", note=said, reason=line.own.reason, by=line.own.by)
        else:
            yield say("cli.wards.own_value_open", note=said, state=state_words(line, wording))


def tell_of(desk: OpenWard, found: Check) -> int:
    """Says what came of checking a ward."""
    name = desk.face.name
    if found.whole:
        plans = sum(len(desk.child(line.id, doors.now()).plans) for line in desk.children(doors.now()) if line.id)
        seal = desk.seal().short
        tell(say("cli.wards.whole", name=name, facts=found.facts, chains=found.chains, plans=plans, seal=seal))
        for line in approval_lines(desk):
            tell(line)
        return DONE
    for one in found.broken:
        code, chain, number = one.split(":")
        complain(say(f"broken.{code}", chain=chain, number=number))
    if found.chain_behind:
        complain(say("cli.wards.lost"))
    complain(say("cli.wards.broken", name=name, count=len(found.broken) + found.chain_behind))
    return FAILED
