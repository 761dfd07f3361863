"""Signing: a draft becomes a plan that never changes. Everything is asked again, and all is stored or nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from hlh_desktop.domain.draft import tidy
from hlh_desktop.domain.names import plain_number
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.exchange.case_text import case_object
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import audit, children, drafts, plans, revising
from hlh_desktop.ward.approval.own_values import refuse_stale
from hlh_desktop.ward.dose_rows import dose_rows
from hlh_desktop.ward.results.kinds import RESULTS
from hlh_desktop.ward.results.of_case import Signed, tally_of
from hlh_desktop.ward.signed_facts import AMENDED, identity_of, signed_facts

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Course
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact, Person
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import OpenDraft, PlanHead

MET = "met"
# What the record answers when somebody else wrote into it between the look and the storing, and how often to try.
CHANGED, TRIES = "ward_changed", 5


@dataclass(frozen=True, slots=True)
class Signing:
    """What is about to be stored: the draft it comes from, its child and plan by their new ids, and who signs."""

    opened: OpenDraft
    child: UUID
    id: UUID
    draft: Draft
    plan: Plan
    signers: tuple[Person, ...]
    before: PlanHead | None

    @property
    def version(self) -> int:
        """The version that it becomes."""
        return self.before.version + 1 if self.before else 1


def sign(
    desk: OpenWard, draft_id: UUID, draft: Draft, signer: tuple[str, str], second: tuple[str, str] | None, now: datetime
) -> PlanHead:
    """Signs a draft; see OpenWard.sign. Signing again after a doubt whether it was stored signs nothing twice."""
    signers = _signers(desk, signer, second, now)
    plan_id = uuid5(draft_id, plans.PLAN)
    tries = 0
    while (fact := desk.store.fact(plan_id)) is None:
        tries += 1
        try:
            _sign(desk, draft_id, draft, signers, now)
        except Trouble as trouble:
            signed_meanwhile = desk.store.fact(plan_id) is not None
            if not signed_meanwhile and (trouble.code != CHANGED or tries == TRIES):
                raise
    if not _is_of(desk, fact, draft, signers):
        raise Trouble("draft_gone")
    return plans.head(desk, plan_id)


def _is_of(desk: OpenWard, fact: Fact, draft: Draft, signers: tuple[Person, ...]) -> bool:
    """Whether a stored plan is what these people sign: the same draft may stand otherwise in another window."""
    case = read_object(tidy(draft.case).case, desk.ward.knowledge).case
    kept = {"reasons": dict(draft.reasons), "again": dict(draft.again)}
    same = case is not None and fact.body["case"] == case_object(case) and fact.author == signers[0]
    return same and all(fact.body[name] == value for name, value in kept.items())


def _sign(desk: OpenWard, draft_id: UUID, draft: Draft, signers: tuple[Person, ...], now: datetime) -> None:
    """Looks at everything, and stores it if nothing was added to the record meanwhile. Trouble ward_changed."""
    found = desk.store.tail_check()
    if not found.whole:
        raise Trouble("record_broken")
    refuse_stale(desk, desk.store)
    opened = drafts.open_draft(desk, draft_id)
    child = opened.child or uuid5(draft_id, children.REGISTERED)
    before = plans.standing(desk, child)
    plan = _plan(desk, draft, len(signers), now, revising.course(desk, opened))
    signing = Signing(opened, child, uuid5(draft_id, plans.PLAN), draft, plan, signers, before)
    _nobody_came_before(desk, signing)
    _store(desk, signing, found.seal, now)


def _signers(
    desk: OpenWard, signer: tuple[str, str], second: tuple[str, str] | None, now: datetime
) -> tuple[Person, ...]:
    """Who signs: the person who is signed in, and where two must, another one. Both must be allowed to.

    Trouble wrong_password, second_same, not_allowed.
    """
    first = _person(desk, *signer, now)
    if first != desk.person:
        audit.note_failed_signature(desk, signer[0], now)
        raise Trouble("wrong_password")
    desk.require("sign", first)
    if second is None:
        return (first,)
    other = _person(desk, *second, now)
    if other == first:
        raise Trouble("second_same")
    desk.require("sign", other)
    return (first, other)


def _person(desk: OpenWard, name: str, password: str, now: datetime) -> Person:
    """The person of the ward whose name and password these are. Trouble wrong_password, written down."""
    wanted = name.strip().casefold()
    found = next((person for person in desk.face.people if person.name.casefold() == wanted), None)
    if found is None or not desk.store.password_fits(found.id, password):
        audit.note_failed_signature(desk, found.name if found else name.strip(), now)
        raise Trouble("wrong_password")
    return found


def _plan(desk: OpenWard, draft: Draft, signers: int, now: datetime, revises: Course | None) -> Plan:
    """The plan made again from the case as it will be stored, after every gate was looked at. Trouble gates_open,
    second_needed.
    """
    look = desk.look(draft, now, revises)
    reading = read_object(tidy(draft.case).case, desk.ward.knowledge)
    open_gates = [gate.title for gate in look.gates if gate.state != MET]
    open_gates += [doubt.name for doubt in look.doubts if not doubt.confirmed]
    open_gates += [dose.drug for dose in look.day_one if dose.before_signing]
    if reading.case is None or open_gates or not look.signable:
        raise Trouble("gates_open", gates=", ".join(dict.fromkeys(open_gates)), count=len(open_gates))
    if look.two_signatures and signers < 2:
        raise Trouble("second_needed")
    stored = read_object(case_object(reading.case), desk.ward.knowledge).case
    if stored != reading.case or stored is None:
        raise AssertionError(reading.mrn)
    return make_plan(stored, desk.ward.knowledge)


def _store(desk: OpenWard, signing: Signing, seal: str, now: datetime) -> None:
    """All of it in one transaction, unless anything was added to the record since `seal`. Trouble ward_changed."""
    rows = dose_rows(signing.child, signing.id, signing.plan, desk.ward.knowledge)
    entries = signed_facts(desk, signing, len(rows), now)
    identity = identity_of(signing.plan.case)
    told = {entry.id: identity for entry in entries if entry.kind in (children.REGISTERED, AMENDED)}

    def decide(reading: Reading) -> Writing:
        signed = Signed(signing.child, uuid5(signing.id, RESULTS), signing.plan.case, desk.here(now))
        labs = tally_of(desk, reading, signed)
        return Writing(
            [*entries, *labs.entries], told, rows, drop_draft=signing.opened.id, if_seal=seal,
            results=labs.results, result_ends=labs.ends,
        )  # fmt: skip

    desk.store.decide(decide, now)


def _nobody_came_before(desk: OpenWard, signing: Signing) -> None:
    """Trouble draft_changed if the child has another plan than the draft began from; number_taken."""
    base = signing.before.id if signing.before else None
    if base != signing.opened.base:
        raise Trouble("draft_changed")
    mrn = signing.plan.case.patient.mrn
    others = (known.mrn for child, known in desk.store.identities().items() if child != signing.child)
    if plain_number(mrn) in {plain_number(other) for other in others}:
        raise Trouble("number_taken", mrn=mrn)
