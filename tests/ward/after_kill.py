"""What was said of a ward by those who were killed in it, and what is wrong with it afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from hlh_desktop.domain.draft import Draft, tidy
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.ward import children, drafts, plans
from hlh_desktop.ward.dose_rows import dose_rows
from tests.builders import knowledge
from tests.ward import wards
from tests.ward.entered import NOW, count_of, entered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard
    from tests.killing import Said


@dataclass
class Told:
    """All that was ever said of a draft."""

    mrn: str
    begun: int = 0
    kept: int = 0
    keeping: int = 0
    signing: int | None = None
    plan: UUID | None = None
    discarding: bool = False
    discarded: bool = False


@dataclass
class Known:
    """A ward with all that was acknowledged on it; plans that were compared once are not compared again."""

    folder: Path
    drafts: dict[UUID, Told] = field(default_factory=dict)
    compared: set[UUID] = field(default_factory=set)


# What a line says of a draft.
HEARD: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "keeping": ("keeping", lambda words: int(words[1])),
    "kept": ("kept", lambda words: int(words[1])),
    "signing": ("signing", lambda words: int(words[1])),
    "refused": ("signing", lambda _: None),
    "signed": ("plan", lambda words: UUID(words[1])),
    "discarding": ("discarding", lambda _: True),
    "discarded": ("discarded", lambda _: True),
}


def note(known: Known, said: Said, counts: Counter[str]) -> None:
    """Takes down what a child had said, line after line."""
    for what, *words in said:
        counts[what] += 1
        if what in ("opened", "failed"):
            continue
        if what in ("begun", "taken"):  # one that is taken may have been begun and never said to be
            count = int(words[2])
            told = known.drafts.setdefault(UUID(words[0]), Told(words[1], count, count, count))
            told.kept = max(told.kept, count)  # it may have been kept, and who kept it killed before saying so
            continue
        name, read = HEARD[what]
        setattr(known.drafts[UUID(words[0])], name, read(words))


def look(known: Known) -> list[str]:
    """What is wrong with a ward after a kill; the ward is entered as a person would."""
    desk = wards.enter(known.folder, now=NOW)
    try:
        wrong = [line for id_, told in known.drafts.items() for line in _draft(desk, known, id_, told)]
        wrong += [*_unsaid(desk, known), *halves(desk)]
        found = desk.store.check()
        wrong += [] if found.whole and not found.head_behind else [f"chain: {found}"]
        return wrong
    finally:
        desk.store.close()


def _draft(desk: OpenWard, known: Known, id_: UUID, told: Told) -> Iterator[str]:
    """What is wrong with a draft, or the plan that became of it."""
    plan_id = uuid5(id_, plans.PLAN)
    there, kept = desk.store.fact(plan_id) is not None, desk.store.draft(id_)
    if told.plan is not None and (not there or told.plan != plan_id):
        yield f"lost plan {plan_id}"
    if there:
        if kept is not None:
            yield f"half draft of a signed plan {id_}"
        if plan_id not in known.compared:
            known.compared.add(plan_id)
            yield from _plan(desk, plan_id, told)
    elif desk.store.doses(plan_id):
        yield f"half doses of no plan {plan_id}"
    elif kept is None:
        if not told.discarding:
            yield f"lost draft {id_} at {told.kept}"
    elif told.discarded:
        yield f"half discarded draft is there {id_}"
    else:
        yield from _state(id_, Draft.from_body(kept.body), told)


def _state(id_: UUID, found: Draft, told: Told) -> Iterator[str]:
    """Whether a draft stands as it was acknowledged, or as it was being kept."""
    right = [entered(told.mrn, count) for count in {told.kept, told.keeping} - {told.begun}]
    as_begun = told.kept == told.begun and count_of(found) == told.begun
    if found not in right and not as_begun:
        yield f"lost draft state {id_} at {count_of(found)}, acknowledged {told.kept}"


def _plan(desk: OpenWard, plan_id: UUID, told: Told) -> Iterator[str]:
    """Whether a signed plan is the one that its case gives, in every form in which it is stored."""
    try:
        found = desk.plan(plan_id)
    except Trouble as trouble:
        yield f"lost plan {plan_id} is not to be read: {trouble!r}"
        return
    if told.signing is None:
        return  # which is said once for the whole ward
    case = read_object(tidy(entered(told.mrn, told.signing).case).case, knowledge()).case
    assert case is not None
    if found.plan != make_plan(case, knowledge()):
        yield f"differs plan {plan_id}"
    rows = desk.store.doses(plan_id)
    given = sorted(one.at for order in found.plan.orders for one in order.administrations)
    if (
        set(rows) != set(dose_rows(found.head.child, plan_id, found.plan, knowledge()))
        or sorted(row.due for row in rows) != given
    ):
        yield f"differs doses {plan_id}"
    identity = desk.store.identities()[found.head.child]
    if (identity.mrn, len(rows)) != (told.mrn, found.head.doses):
        yield f"differs signature {plan_id}"


def _unsaid(desk: OpenWard, known: Known) -> Iterator[str]:
    """What is there although nobody said that they would do it."""
    made = {fact.id for fact in desk.store.facts(kinds=(plans.PLAN,))}
    ended = len(desk.store.facts(kinds=(drafts.DISCARDED,)))
    # One that was about to be discarded when its window was killed may have been signed by the next.
    maybe = [id_ for id_, told in known.drafts.items() if told.discarding and uuid5(id_, plans.PLAN) not in made]
    gone = sum(desk.store.draft(id_) is None for id_ in maybe)
    if ended != gone:
        yield f"half discards: {ended} written down, {gone} gone"
    signed = {uuid5(id_, plans.PLAN) for id_, told in known.drafts.items() if told.signing is not None}
    yield from (f"half plan that nobody signed {id_}" for id_ in made - signed)


def halves(desk: OpenWard) -> Iterator[str]:
    """Signings of which a part is missing or is there twice, and versions that are not in their order."""
    of_child: dict[UUID, list[Fact]] = {}
    for fact in desk.store.facts():
        if fact.child is not None:
            of_child.setdefault(fact.child, []).append(fact)
    for child, facts in of_child.items():
        kinds = Counter(fact.kind for fact in facts)
        made = [fact for fact in facts if fact.kind == plans.PLAN]
        signatures = [fact.id for fact in facts if fact.kind == plans.SIGNATURE]
        right = {children.REGISTERED: 1, plans.SIGNATURE: len(made)} if made else {}
        found = {kind: kinds[kind] for kind in (children.REGISTERED, plans.SIGNATURE) if kinds[kind]}
        if found != right or signatures != [uuid5(one.id, plans.SIGNATURE) for one in made]:
            yield f"half signing of {child}: {dict(kinds)}"
        versions = [fact.body["version"] for fact in made]
        if versions != list(range(1, len(made) + 1)) or bool(made) > bool(kinds[children.MEASURED]):
            yield f"half versions of {child}: {versions}"
