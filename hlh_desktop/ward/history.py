"""The history in plain words: what was done, by whom, when it happened and when it was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.plain import one_line
from hlh_desktop.ward.values import Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

# What a body may lack because nobody asked for it when it was written.
OLDER = {"roles": None}
# The plan itself is told by its signature.
OF_CHILD = (
    "child_registered", "identity_amended", "measured", "measure_confirmed", "measure_struck", "stay_changed",
    "stay_struck", "task_done", "task_not_done", "task_struck", "signature", "second_signature", "draft_discarded",
    "printed", "exported",
)  # fmt: skip


def events(desk: OpenWard, child: UUID | None) -> tuple[Event, ...]:
    """What was done, newest first: of a child, or of the ward itself."""
    facts = desk.store.facts(child=child, kinds=OF_CHILD if child else None)
    ordered = sorted(facts, key=lambda fact: fact.number, reverse=True)
    return tuple(_event(fact, desk.ward.wording) for fact in ordered)


def _event(fact: Fact, wording: Wording) -> Event:
    return Event(
        taken=fact.taken,
        saved=fact.saved,
        by=fact.author.name,
        workstation=fact.workstation,
        what=wording.say(f"ward.event.{fact.kind}") if wording.has(f"ward.event.{fact.kind}") else fact.kind,
        detail=_detail(fact, wording),
    )


def _detail(fact: Fact, wording: Wording) -> str:
    """What else there is to say of it, from the values of its body; nothing where there is no sentence for it."""
    key = f"ward.detail.{fact.kind}"
    return one_line(wording.say(key, **_told(fact.body, wording))) if wording.has(key) else ""


def _told(body: Mapping[str, Any], wording: Wording) -> dict[str, str]:
    """The values of a body as words: a word of its own where a value has one, and what is not known is said so."""
    return {name: _value(name, value, wording) for name, value in {**OLDER, **body}.items()}


def _value(name: str, value: Any, wording: Wording) -> str:
    key = f"ward.value.{name}_{'none' if value is None else value}"
    if wording.has(key):
        return wording.say(key)
    if isinstance(value, list):
        return ", ".join(_value(name, one, wording) for one in value or (None,))
    return wording.say("ward.unknown") if value is None else str(value)
