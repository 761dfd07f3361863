"""A ward that somebody has signed in to: every deed of a window goes through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hlh_desktop.record.values import Author
from hlh_desktop.ward import audit, children, drafts, history, plans, signing
from hlh_desktop.ward.passwords import check_name, check_password
from hlh_desktop.ward.values import Seal

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.values import Check, Person, WardFace
    from hlh_desktop.record.vault import Cost
    from hlh_desktop.report.printing import Paper
    from hlh_desktop.ward.look import Look
    from hlh_desktop.ward.values import (
        ChildLine,
        ChildRecord,
        DraftHead,
        Event,
        OpenDraft,
        PlanHead,
        SignedPlan,
    )
    from hlh_desktop.ward.ward import Ward

# A seal on a status line: two groups of letters.
GROUP = 4


@dataclass(frozen=True, slots=True)
class OpenWard:
    """The ward, its record, and where it is worked on. `now` is always a moment with its zone, asked for by a door."""

    ward: Ward
    store: Store
    workstation: str

    @property
    def face(self) -> WardFace:
        """Name, number, zone and people of the ward."""
        return self.store.face

    @property
    def person(self) -> Person:
        """Who signed in."""
        return self.store.person

    @property
    def author(self) -> Author:
        """Who does what is written down now, and where."""
        return Author(self.person, self.workstation)

    @property
    def zone(self) -> ZoneInfo:
        """The ward's time."""
        return ZoneInfo(self.face.zone)

    def here(self, now: datetime) -> datetime:
        """A moment in ward time."""
        return now.astimezone(self.zone)

    def children(self, now: datetime) -> tuple[ChildLine, ...]:
        """The ward list: children with a signed plan and those of whom there is only a draft, by name."""
        return children.lines(self, now)

    def child(self, child: UUID, now: datetime) -> ChildRecord:
        """All that is kept of one child. Trouble no_child."""
        return children.record(self, child, now)

    def drafts(self) -> tuple[DraftHead, ...]:
        """Every draft of the ward, the one kept last first."""
        return drafts.heads(self)

    def new_draft(self, child: UUID | None, now: datetime) -> OpenDraft:
        """A draft kept at once: empty for a new child, else from the plan that stands."""
        return drafts.begin(self, child, self.here(now))

    def draft(self, draft: UUID) -> OpenDraft:
        """A draft as it was left. Trouble draft_gone."""
        return drafts.open_draft(self, draft)

    def keep_draft(self, draft: OpenDraft, now: datetime) -> None:
        """Keeps a draft durably; when this returns, a power cut loses nothing of it. Trouble draft_gone."""
        drafts.keep(self, draft, now)

    def discard_draft(self, draft: UUID, now: datetime) -> None:
        """Throws a draft away and writes down that it was. Trouble draft_gone."""
        drafts.discard(self, draft, self.here(now))

    def look(self, draft: Draft, now: datetime) -> Look:
        """Everything that the wizard shows of a draft."""
        from hlh_desktop.ward.look import look

        return look(draft, self.ward.knowledge, self.here(now))

    def sign(
        self, draft_id: UUID, draft: Draft, *, person_name: str, password: str,
        second: tuple[str, str] | None = None, now: datetime,
    ) -> PlanHead:  # fmt: skip
        """Signs a draft: the plan is made again, each gate looked at again, and all is stored at once or not at all.

        `second` is name and password of another person where two must sign. Trouble wrong_password, second_needed,
        second_same, gates_open, draft_changed, number_taken, draft_gone, record_broken, ward_changed.
        """
        return signing.sign(self, draft_id, draft, (person_name, password), second, self.here(now))

    def plan(self, plan: UUID) -> SignedPlan:
        """A signed plan as it was frozen, never calculated again. Trouble no_plan, frozen_unreadable, frozen_newer."""
        return plans.signed(self, plan)

    def print_plan(
        self, made: SignedPlan | Plan, target: BinaryIO, *, now: datetime, paper: Paper = "A4", number: int = 1
    ) -> None:
        """A signed plan, or the plan of draft `number`, as PDF into an open binary file."""
        plans.print_plan(self, made, target, now=now, paper=paper, number=number)

    def note_printed(self, plan: UUID, now: datetime) -> None:
        """Writes down that a signed plan went to a printer."""
        audit.note_plan(self, "printed", plan, self.here(now))

    def note_exported(self, plan: UUID, now: datetime) -> None:
        """Writes down that a signed plan was saved as a file."""
        audit.note_plan(self, "exported", plan, self.here(now))

    def history(self, child: UUID | None = None) -> tuple[Event, ...]:
        """What was done, newest first: of a child, or of the ward itself."""
        return history.events(self, child)

    def seal(self) -> Seal:
        """The record's seal, with a quick look at the end of its chains."""
        found = self.store.tail_check()
        letters = found.seal[: 2 * GROUP]
        return Seal(" ".join((letters[:GROUP], letters[GROUP:])), found.whole)

    def verify(self) -> Check:
        """Every chain of the record from its beginning, and that every signed plan can be read."""
        return plans.verify(self)

    def add_person(self, name: str, password: str, now: datetime, cost: Cost | None = None) -> Person:
        """Another person who may sign in. Trouble name_needed, name_taken and those of a password."""
        known = self.face
        check_name(name)
        check_password(password, name, known.name, training=known.training)
        return self.store.add_person(name.strip(), password, workstation=self.workstation, now=now, cost=cost)

    def change_password(self, old: str, new: str, now: datetime, cost: Cost | None = None) -> None:
        """A new password for the person who signed in. Trouble wrong_password and those of a password."""
        known = self.face
        check_password(new, self.person.name, known.name, training=known.training)
        self.store.change_password(old, new, workstation=self.workstation, now=now, cost=cost)

    def note_entered(self, now: datetime) -> None:
        """Writes down who came in, and the failed attempts before."""
        audit.note_entered(self, self.here(now))

    def lock(self, now: datetime) -> None:
        """Writes down that the ward was locked and closes the record, which it does even on a full disk."""
        try:
            audit.note(self, "locked", self.here(now))
        finally:
            self.store.close()
