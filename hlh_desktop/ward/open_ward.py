"""A ward that somebody has signed in to: every deed of a window goes through it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hlh_desktop.record.values import Author
from hlh_desktop.ward import audit, blind, children, drafts, history, people, pins, plans, revising, signing
from hlh_desktop.ward.passwords import check_password
from hlh_desktop.ward.values import Seal, SignedPlan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.people import Deed, Proof, Role, Staff
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Course
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.values import Check, Person, WardFace
    from hlh_desktop.record.vault import Cost
    from hlh_desktop.report.printing import Paper
    from hlh_desktop.ward.approval.log import ApprovalLog
    from hlh_desktop.ward.log.dose_log import DoseLog
    from hlh_desktop.ward.look import Look
    from hlh_desktop.ward.results.log import LabLog
    from hlh_desktop.ward.values import (
        ChildLine,
        ChildRecord,
        DraftHead,
        Event,
        OpenDraft,
        PlanHead,
    )
    from hlh_desktop.ward.ward import Ward

# A seal on a status line: two groups of letters.
GROUP = 4


@dataclass(frozen=True, slots=True)
class OpenWard:
    """The ward, its record, and where it is worked on. `now` is always a moment with its zone, asked for by a door.

    `acting` is who works here after a change of person, None as long as it is who unlocked it; `proof` how they showed
    who they are.
    """

    ward: Ward
    store: Store
    workstation: str
    acting: Person | None = None
    proof: Proof = "password"

    @property
    def face(self) -> WardFace:
        """Name, number, zone and people of the ward."""
        return self.store.face

    @property
    def person(self) -> Person:
        """Who works here now: who signed in, or who was changed to since."""
        return self.acting or self.store.person

    @property
    def author(self) -> Author:
        """Who does what is written down now, and where."""
        return Author(self.person, self.workstation)

    @property
    def zone(self) -> ZoneInfo:
        """The ward's time."""
        return ZoneInfo(self.store.zone)

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
        """A draft kept at once: empty for a new child, else from the plan that stands. Trouble in_check."""
        blind.refuse_while_checked(self, child, now)
        return drafts.begin(self, child, self.here(now))

    def draft(self, draft: UUID, now: datetime | None = None) -> OpenDraft:
        """A draft as it was left. Trouble draft_gone; in_check as of `plan`."""
        found = drafts.open_draft(self, draft)
        blind.refuse_while_checked(self, found.child, now)
        return found

    def keep_draft(self, draft: OpenDraft, now: datetime) -> None:
        """Keeps a draft durably; when this returns, a power cut loses nothing of it. Trouble draft_gone."""
        drafts.keep(self, draft, now)

    def discard_draft(self, draft: UUID, now: datetime) -> None:
        """Throws a draft away and writes down that it was. Trouble draft_gone."""
        drafts.discard(self, draft, self.here(now))

    def revises(self, opened: OpenDraft) -> Course | None:
        """The version that a draft goes on from, with what the log tells of it; None for a first plan."""
        return revising.course(self, opened)

    def look(self, draft: Draft, now: datetime, revises: Course | None = None) -> Look:
        """Everything that the wizard shows of a draft; `revises` is the version that it goes on from."""
        from hlh_desktop.ward.look import look

        return look(draft, self.ward.knowledge, self.here(now), revises)

    def sign(
        self, draft_id: UUID, draft: Draft, *, person_name: str, password: str,
        second: tuple[str, str] | None = None, now: datetime,
    ) -> PlanHead:  # fmt: skip
        """Signs a draft: the plan is made again, each gate looked at again, and all is stored at once or not at all.

        `second` is name and password of another person where two must sign. Trouble wrong_password, second_needed,
        second_same, gates_open, draft_changed, number_taken, draft_gone, record_broken, ward_changed,
        own_values_changed.
        """
        return signing.sign(self, draft_id, draft, (person_name, password), second, self.here(now))

    @property
    def log(self) -> DoseLog:
        """What was given, what is due, and the deeds of the bedside."""
        from hlh_desktop.ward.log.dose_log import DoseLog

        return DoseLog(self)

    @property
    def approval(self) -> ApprovalLog:
        """Who has signed the knowledge, what changed since, and the ward's own values."""
        from hlh_desktop.ward.approval.log import ApprovalLog

        return ApprovalLog(self)

    @property
    def labs(self) -> LabLog:
        """The laboratory results, and the deeds of whoever enters, imports or corrects them."""
        from hlh_desktop.ward.results.log import LabLog

        return LabLog(self)

    def plan(self, plan: UUID, now: datetime | None = None) -> SignedPlan:
        """A signed plan as it was frozen, never calculated again.

        Trouble no_plan, frozen_unreadable, frozen_newer; in_check while a dose of the child is in its second check,
        because the plan tells the amount. A check that was forgotten hides it no longer than it would hold, by `now`.
        """
        found = plans.signed(self, plan)
        blind.refuse_while_checked(self, found.head.child, now)
        return found

    def print_plan(
        self, made: SignedPlan | Plan, target: BinaryIO, *, now: datetime, paper: Paper = "A4", number: int = 1
    ) -> None:
        """A signed plan, or the plan of draft `number`, as PDF into an open binary file. Trouble in_check."""
        child = made.head.child if isinstance(made, SignedPlan) else blind.named(self, made.case.patient.mrn)
        blind.refuse_while_checked(self, child, now)
        plans.print_plan(self, made, target, now=now, paper=paper, number=number)

    def note_printed(self, plan: UUID, now: datetime) -> None:
        """Writes down that a signed plan went to a printer."""
        audit.note_plan(self, "printed", plan, self.here(now))

    def note_exported(self, plan: UUID, now: datetime) -> None:
        """Writes down that a signed plan was saved as a file."""
        audit.note_plan(self, "exported", plan, self.here(now))

    def history(self, child: UUID | None = None, now: datetime | None = None) -> tuple[Event, ...]:
        """What was done, newest first: of a child, or of the ward itself. No amounts while a dose is in check."""
        return history.events(self, child, now)

    def seal(self) -> Seal:
        """The record's seal, with a quick look at the end of its chains."""
        found = self.store.tail_check()
        letters = found.seal[: 2 * GROUP]
        return Seal(" ".join((letters[:GROUP], letters[GROUP:])), found.whole)

    def verify(self) -> Check:
        """Every chain of the record from its beginning, and that every signed plan can be read."""
        return plans.verify(self)

    # --- people

    def staff(self) -> tuple[Staff, ...]:
        """Everybody of the ward with their roles, who came first at the head."""
        return people.staff(self)

    def role_words(self, roles: Sequence[Role]) -> str:
        """Roles in words; where there is none, that too."""
        return people.role_words(self, roles)

    def may(self, deed: Deed, person: Person | None = None) -> bool:
        """Whether somebody, or who works here now, may do that."""
        return people.may(self, deed, person)

    def require(self, deed: Deed, person: Person | None = None) -> Staff:
        """Who may do that: somebody, or who works here now. Trouble not_allowed."""
        return people.require(self, deed, person)

    def refusal(self, deed: Deed) -> str:
        """Why who works here now may not do that, in a sentence; empty where they may."""
        return people.refusal(self, deed)

    def identify(
        self, person_id: str, *, pin: str | None = None, password: str | None = None, now: datetime
    ) -> Person:  # fmt: skip
        """Somebody who shows who they are, by PIN or by password; it changes nothing of who works here.

        Trouble no_such_person, wrong_password, no_pin, wrong_pin, pin_locked.
        """
        return pins.identify(self, person_id, pin, password, self.here(now))

    def act_as(self, person: Person, proof: Proof = "pin") -> OpenWard:
        """The same ward with somebody else at work, who has shown who they are. Writes nothing down."""
        return replace(self, acting=person, proof=proof)

    def switch(
        self, person_id: str, *, pin: str | None = None, password: str | None = None, now: datetime
    ) -> OpenWard:  # fmt: skip
        """The ward with somebody else at work, and that written down. Trouble not_allowed and those of `identify`."""
        person = self.identify(person_id, pin=pin, password=password, now=now)
        return self.hand_over(person, "pin" if password is None else "password", now)

    def hand_over(self, person: Person, proof: Proof, now: datetime) -> OpenWard:
        """The ward with somebody at work who has shown who they are, and that written down. Trouble not_allowed."""
        self.require("switch", person)
        changed = self.act_as(person, proof)
        if person != self.person:
            pins.note_switched(changed, self.person, proof, self.here(now))
        return changed

    def successors(self) -> tuple[Staff, ...]:
        """Who else may go on here, by name."""
        return people.successors(self)

    def with_pin(self) -> frozenset[str]:
        """The ids of the people who have a PIN."""
        return frozenset(person for person, pin in pins.all_pins(self).items() if pin.kept is not None)

    def set_pin(self, password: str, pin: str, now: datetime, cost: Cost | None = None) -> None:
        """A PIN for who works here now, by their password. Trouble pin_shape, pin_simple, wrong_password."""
        pins.set_pin(self, password, pin, self.here(now), cost)

    def change_roles(
        self, person_id: str, roles: Sequence[Role], now: datetime, *, own: str | None = None
    ) -> None:  # fmt: skip
        """Other roles for somebody. `own` is the password of who works here now, needed where they came by PIN.

        Trouble not_allowed, proof_needed, wrong_password, role_unknown, no_such_person, last_administrator.
        """
        people.change_roles(self, person_id, roles, own, self.here(now))

    def add_person(
        self, name: str, password: str, now: datetime, cost: Cost | None = None, *, roles: Sequence[Role],
        own: str | None = None,
    ) -> Person:  # fmt: skip
        """Another person who may sign in, with their roles; `own` as of `change_roles`.

        Trouble not_allowed, proof_needed, role_unknown, name_needed, name_taken and those of a password.
        """
        return people.add(self, name, password, roles, own, now, cost)

    def change_password(self, old: str, new: str, now: datetime, cost: Cost | None = None) -> None:
        """A new password for who works here now. Trouble wrong_password and those of a password."""
        known = self.face
        check_password(new, self.person.name, known.name, training=known.training)
        self.store.change_password(old, new, workstation=self.workstation, now=now, cost=cost, by=self.person)

    def note_entered(self, now: datetime) -> None:
        """Writes down who came in, and the failed attempts before; a PIN that was wrong too often counts again."""
        audit.note_entered(self, self.here(now))
        pins.counts_again(self, self.person, "password", self.here(now))

    def lock(self, now: datetime) -> None:
        """Writes down that the ward was locked and closes the record, which it does even on a full disk."""
        try:
            audit.note(self, "locked", self.here(now))
        finally:
            self.store.close()
