"""What the page of the knowledge shows, in words: who signed, what changed, and the ward's own values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.own_values import OwnNumber
from hlh_desktop.domain.approval.words import own_count, signer
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.approval.changes import PartChange
    from hlh_desktop.domain.approval.standing import KnowledgeStanding
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.approval.log import ApprovalLook, OwnLine


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed line: the part it stands in, the headings above it, and how it was and is; empty where it was not."""

    part: str
    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A value of the ward's own: the number, its value beside the shipped one, why and by whom, and how it stands."""

    path: str
    title: str
    value: str
    why: str
    holds: bool
    state: str


def state_word(found: KnowledgeStanding, wording: Wording) -> str:
    """The state in two or three words."""
    return wording.say(f"approval.state.{found.state}")


def notice(found: KnowledgeStanding, wording: Wording) -> str:
    """The standing notice at the foot of the window."""
    said = wording.say(f"approval.notice.{found.state}", edition=found.edition)
    return " ".join(filter(None, (said, own_count(found.own, wording))))


def who_signed(found: KnowledgeStanding, wording: Wording) -> tuple[str, ...]:
    """A line for each signature, and one that says which are missing."""
    say, tell = wording.say, Telling(wording)
    lines = [
        say("approval.say.signed", signer=signer(one, wording), at=tell.moment(one.at)) for one in found.approvals
    ] or [say("approval.say.nobody")]
    if found.state != "approved":
        roles = tell.joined([say(f"people.role.{role}") for role in found.missing or ("physician", "pharmacist")])
        lines.append(say("approval.say.missing", missing=roles))
    return tuple(lines)


def what_changed(look: ApprovalLook, wording: Wording) -> str:
    """How much is another than in the edition that was approved last."""
    if look.last is None:
        return wording.say("approval.say.first")
    if not look.changed:
        return wording.say("approval.say.same")
    lines = sum(len(part.lines) for part in look.changed)
    return wording.say("approval.say.changed", edition=look.last.name, parts=len(look.changed), lines=lines)


def part_word(name: str, wording: Wording) -> str:
    """The name of a part as it is shown."""
    key = f"approval.part.{name}"
    return wording.say(key) if wording.has(key) else name


def change_rows(changed: tuple[PartChange, ...], wording: Wording) -> Iterator[ChangeRow]:
    """Every changed line, part by part."""
    mark = wording.say("approval.say.where")
    for part in changed:
        name = part_word(part.part, wording)
        for line in part.lines:
            yield ChangeRow(name, mark.join(line.where), line.before or "", line.after or "")


def own_row(line: OwnLine, wording: Wording) -> OwnRow:
    """A value of the ward's own as it is shown."""
    own, number = line.own, own_number(line)
    value = wording.say(
        "approval.say.set", value=with_unit(own.value, number.unit), shipped=with_unit(own.shipped, number.unit)
    )
    why = wording.say(
        "approval.say.why", reason=own.reason, by=own.by, at=Telling(wording).day(own.at.date())
    )  # fmt: skip
    return OwnRow(own.path, number.title, value, why, line.state == "holds", state_words(line, wording))


def own_number(line: OwnLine) -> OwnNumber:
    """The number with its name and unit; its path where the program knows it no more."""
    title, unit = (line.place.title, line.place.rule.unit) if line.place else (line.own.path, "")
    return OwnNumber(title, unit, line.own.value, line.own.shipped)


def state_words(line: OwnLine, wording: Wording) -> str:
    """How a value of the ward's own stands."""
    now = "" if line.place is None else with_unit(line.place.shipped, line.place.rule.unit)
    return wording.say(f"approval.say.{line.state}", now=now)
