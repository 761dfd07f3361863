"""Whether an edition of the knowledge is approved here: a clinician and a pharmacist, two different persons."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hlh_desktop.domain.people import Role

State = Literal["draft", "half", "approved"]
CLINICIAN: Role = "physician"
PHARMACIST: Role = "pharmacist"
SIGNING = (CLINICIAN, PHARMACIST)
# Between the parts of what is signed; no text can hold it.
BORDER = "\0"


@dataclass(frozen=True, slots=True)
class Edition:
    """What is signed: the name of the edition, and a digest over every readable part with the ward's own values."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Approval:
    """One signature: whose (`by` is the id of the person), in which role, when in ward time."""

    edition: Edition
    by: str
    name: str
    role: Role
    at: datetime


@dataclass(frozen=True, slots=True)
class KnowledgeStanding:
    """How the knowledge of a ward stands: its edition, who has signed it, and how many values are the ward's own."""

    edition: str
    state: State
    approvals: tuple[Approval, ...] = ()
    own: int = 0

    @property
    def missing(self) -> tuple[Role, ...]:
        """The roles whose signature is still missing."""
        return tuple(role for role in SIGNING if role not in {one.role for one in self.approvals})


def edition_of(name: str, texts: Mapping[str, str]) -> Edition:
    """The edition of these parts, each by its name. Any other character of any part gives another digest."""
    whole = sha256()
    for part in sorted(texts):
        whole.update(f"{part}{BORDER}{texts[part]}{BORDER}".encode())
    return Edition(name, whole.hexdigest())


def of_edition(approvals: Iterable[Approval], edition: Edition) -> tuple[Approval, ...]:
    """The signatures of exactly this edition; one of another digest counts for nothing."""
    return tuple(one for one in approvals if one.edition == edition)


def standing(approvals: Iterable[Approval], edition: Edition) -> State:
    """Draft without a signature, half with some, approved once clinician and pharmacist have signed who are two."""
    found = of_edition(approvals, edition)
    clinicians, pharmacists = ({one.by for one in found if one.role == role} for role in SIGNING)
    if any(one != other for one in clinicians for other in pharmacists):
        return "approved"
    return "half" if found else "draft"


def role_for(roles: Iterable[Role], signed: Iterable[Approval]) -> Role | None:
    """The role in which somebody of these roles signs next; None where none of theirs is still missing."""
    held, done = set(roles), {one.role for one in signed}
    return next((role for role in SIGNING if role in held and role not in done), None)


def last_approved(approvals: Iterable[Approval]) -> Edition | None:
    """The edition that was approved last, whichever is in force now; None where none ever was."""
    kept = tuple(approvals)
    for number in reversed(range(len(kept))):
        if standing(kept[: number + 1], kept[number].edition) == "approved":
            return kept[number].edition
    return None
