"""The local approval of an open ward, as its windows and commands use it: what stands, what changed, and the deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.changes import PartChange, changes
from hlh_desktop.domain.approval.own_values import places, with_own
from hlh_desktop.domain.approval.standing import of_edition
from hlh_desktop.ward.approval import own_values, signing
from hlh_desktop.ward.approval.file import as_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.approval.own_values import OwnPlace, OwnState, OwnValue
    from hlh_desktop.domain.approval.standing import Approval, Edition, KnowledgeStanding
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A value of the ward's own: what was set, how it stands, and the number as it is shipped now, None: gone."""

    own: OwnValue
    state: OwnState
    place: OwnPlace | None


@dataclass(frozen=True, slots=True)
class ApprovalLook:
    """All that the page of the knowledge shows.

    `texts` are the readable parts by their names. `changed` is the difference to `last`, the edition that was approved
    last; where none ever was, `last` is None and all is new.
    """

    edition: Edition
    standing: KnowledgeStanding
    texts: Mapping[str, str]
    last: Edition | None
    last_by: tuple[Approval, ...]
    changed: tuple[PartChange, ...]
    own: tuple[OwnLine, ...]


@dataclass(frozen=True, slots=True)
class ApprovalLog:
    """Local approval in a ward."""

    desk: OpenWard

    def standing(self) -> KnowledgeStanding:
        """How the knowledge stands now."""
        return signing.standing_now(self.desk)

    def look(self) -> ApprovalLook:
        """Everything of the page; it takes a moment where much has changed."""
        desk, found = self.desk, signing.standing_now(self.desk)
        texts, before = signing.texts_now(desk, desk.store), signing.texts_before(desk)
        last = None if before is None else before[0]
        return ApprovalLook(
            signing.edition_now(desk, desk.store), found, texts, last,
            () if last is None else of_edition(signing.approvals(desk.store), last),
            () if before is None else changes(before[1], texts), self.own(),
        )  # fmt: skip

    def approve(self, seen: Edition, secret: str, now: datetime) -> None:
        """Signs an edition as it was read, with the password of who works here.

        Trouble not_allowed, wrong_password, edition_changed, approved_already, approval_role_done.
        """
        signing.approve(self.desk, seen, secret, self.desk.here(now))

    def history(self) -> tuple[Approval, ...]:
        """Every signature under any edition, oldest first."""
        return signing.approvals(self.desk.store)

    # --- the ward's own values

    def places(self) -> Mapping[str, OwnPlace]:
        """Every number that may be set, by its path, with the value that is shipped."""
        return places(self.desk.ward.as_shipped)

    def own(self) -> tuple[OwnLine, ...]:
        """The ward's own values as they stand in the record."""
        shipped, values = self.desk.ward.as_shipped, own_values.values_in(self.desk.store)
        known, (_, states) = places(shipped), with_own(shipped, values.values(), own_values.is_sound)
        return tuple(OwnLine(one, states[path], known.get(path)) for path, one in values.items())

    def expected(self, path: str) -> str:
        """What may be typed for a number, in words."""
        return own_values.expected(self.desk, self.places()[path])

    def set_value(self, path: str, typed: str, reason: str, secret: str, now: datetime) -> OpenWard:
        """Sets a value with its reason, signed with the password of who works here; the ward as it works from then on.

        Trouble not_allowed, wrong_password, reason_needed, own_value_unknown, own_value_wrong, own_value_same,
        own_value_unsound.
        """
        return own_values.set_value(self.desk, path, typed, reason, secret, self.desk.here(now))

    def withdraw(self, path: str, reason: str, secret: str, now: datetime) -> OpenWard:
        """The shipped value again. Trouble not_allowed, wrong_password, reason_needed, own_value_gone."""
        return own_values.withdraw(self.desk, path, reason, secret, self.desk.here(now))

    def file(self) -> str:
        """The ward's own values as a file to read; nothing is ever read back from it."""
        return as_file(self.own(), self.desk)
