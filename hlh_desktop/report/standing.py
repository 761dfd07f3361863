"""How a plan stands, in the words of each place that says it: head, foot, strip, mark, title of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.standing import KnowledgeStanding
from hlh_desktop.domain.approval.words import standing_line
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.summary import weigh_again_by
from hlh_desktop.report.printing import Draft, Signed, Superseded
from hlh_desktop.report.sheet import clock

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.printing import Printing
    from hlh_desktop.report.sheet import Sheet


def signature(sheet: Sheet) -> Signed | None:
    """The signature that the plan has or had; None for a draft."""
    standing = sheet.printing.standing
    if isinstance(standing, Draft):
        return None
    return standing if isinstance(standing, Signed) else standing.signed


def for_hands(sheet: Sheet) -> bool:
    """Whether there is anything to sign by hand: on a draft of the command line, and on a plan that stands."""
    standing = sheet.printing.standing
    return isinstance(standing, Signed) or (isinstance(standing, Draft) and standing.number is None)


def word(sheet: Sheet) -> str:
    """The standing in a word or two: "DRAFT", "DRAFT 3", "version 1"."""
    standing, signed = sheet.printing.standing, signature(sheet)
    if signed is not None:
        return sheet.say("version", number=signed.version)
    number = standing.number if isinstance(standing, Draft) else None
    return sheet.say("draft") if number is None else sheet.say("draft_number", number=number)


def mark(sheet: Sheet) -> str:
    """The word across the page; none on a plan that stands."""
    standing = sheet.printing.standing
    if isinstance(standing, Draft):
        return sheet.say("draft")
    return sheet.say("superseded") if isinstance(standing, Superseded) else ""


def strip(sheet: Sheet) -> str:
    """What the black strip says; none on a plan that stands."""
    standing = sheet.printing.standing
    if isinstance(standing, Superseded):
        return sheet.say("strip.superseded", version=standing.by_version, at=when(sheet, standing.at))
    if isinstance(standing, Signed):
        return ""
    return sheet.say("strip.draft" if standing.number is None else "strip.draft_number")


def validity(sheet: Sheet) -> str:
    """How long the page holds, and by when the child must be weighed again."""
    standing = sheet.printing.standing
    again = sheet.day(weigh_again_by(sheet.plan, sheet.knowledge.alerts["weight_stale"].numbers["days"]))
    if isinstance(standing, Signed):
        said = _signed(sheet, standing)
        return sheet.markup("foot.signed", version=standing.version, **said, date=again)
    if isinstance(standing, Superseded):
        said = {**_signed(sheet, standing.signed), "end": when(sheet, standing.at), "later": str(standing.by_version)}
        return sheet.markup("foot.superseded", version=standing.signed.version, **said)
    if standing.number is None:
        return sheet.markup("foot.draft", date=again)
    return sheet.markup("foot.draft_number", number=standing.number, date=again)


def _signed(sheet: Sheet, signed: Signed) -> dict[str, str]:
    by = sheet.joined([signed.by, signed.second]) if signed.second else signed.by
    return {"at": when(sheet, signed.at), "by": by}


def seal(sheet: Sheet) -> str:
    """The record's seal, or that a draft has none."""
    signed = signature(sheet)
    return sheet.say("seal_none") if signed is None else sheet.say("seal", seal=signed.seal)


def scan(sheet: Sheet) -> str:
    """What the code in the foot holds: version and seal, in capitals and figures only; nothing on a draft."""
    signed = signature(sheet)
    return "" if signed is None else f"V{signed.version}:{signed.seal}".upper()


def knowledge(sheet: Sheet) -> str:
    """How the knowledge stands that the plan was made by."""
    found = sheet.printing.knowledge or KnowledgeStanding(sheet.plan.edition, "draft")
    return standing_line(found, sheet.knowledge.wording)


def of_ward(printing: Printing, wording: Wording) -> str:
    """The same of a paper that rests on no one plan: how the knowledge of the ward stands as it is printed."""
    found = printing.knowledge
    return wording.say("approval.line.none") if found is None else standing_line(found, wording)


def is_approved(sheet: Sheet) -> bool:
    """Whether a clinician and a pharmacist of the ward have signed the knowledge that the plan was made by."""
    return sheet.printing.knowledge is not None and sheet.printing.knowledge.state == "approved"


def subject(sheet: Sheet) -> str:
    """What the file is about."""
    return sheet.say("subject" if signature(sheet) is None else "subject_signed", standing=word(sheet))


def when(sheet: Sheet, at: datetime) -> str:
    """A date with its clock time, e.g. "22 Nov 2026 06:50"."""
    return NON_BREAKING.join((sheet.day(at.date()), clock(at)))
