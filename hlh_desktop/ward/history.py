"""The history in plain words: what was done, by whom, when it happened and when it was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.plain import one_line
from hlh_desktop.domain.writing import listed
from hlh_desktop.ward import blind
from hlh_desktop.ward.log import delay, history_words
from hlh_desktop.ward.results import history_words as result_words
from hlh_desktop.ward.results import judged_words
from hlh_desktop.ward.values import Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

# What a body may lack because nobody asked for it when it was written.
OLDER = {"roles": None, "suspected_at": None}
PRINTED, EXPORTED = "printed", "exported"
GROUPS = {**history_words.GROUPS, **judged_words.GROUPS}
# The plan itself is told by its signature.
OF_CHILD = (
    "child_registered", "identity_amended", "measured", "measure_confirmed", "measure_struck", "stay_changed",
    "stay_struck", "task_done", "task_not_done", "task_struck", "signature", "second_signature", "draft_discarded",
    PRINTED, EXPORTED, *history_words.OF_LOG, *result_words.OF_RESULTS, *judged_words.OF_JUDGED,
)  # fmt: skip


def events(desk: OpenWard, child: UUID | None, now: datetime | None = None) -> tuple[Event, ...]:
    """What was done, newest first: of a child, or of the ward itself.

    While a dose of the child is in its second check no amount is told; by `now` one that was forgotten hides no more.
    """
    facts = desk.store.facts(child=child, kinds=OF_CHILD if child else None)
    hidden = child is not None and blind.in_check(desk, child, now) is not None
    ordered = sorted(facts, key=lambda fact: fact.number, reverse=True)
    first = delay.of_history(desk, child) if child else None
    beside = {} if first is None else {first[0]: first[1]}
    return tuple(_event(fact, desk.ward.knowledge, beside.get(fact.id, ""), hidden=hidden) for fact in ordered)


def titled(fact: Fact, knowledge: Knowledge) -> str:
    """What was done, in a few words."""
    if fact.kind in history_words.OF_LOG:
        return history_words.what(fact, knowledge)
    key = f"ward.event.{_name(fact)}"
    return knowledge.wording.say(key) if knowledge.wording.has(key) else fact.kind


def _name(fact: Fact) -> str:
    """The kind of a fact as its sentences name it; of what went to paper or a file, where that is not the plan."""
    return f"{fact.kind}_{fact.body['what']}" if fact.kind in (PRINTED, EXPORTED) and "what" in fact.body else fact.kind


def _event(fact: Fact, knowledge: Knowledge, beside: str, *, hidden: bool) -> Event:
    """A fact in words; `beside` is what is told with it although its body does not hold it."""
    if fact.kind in history_words.OF_LOG:
        said = history_words.detail(fact, knowledge, hidden=hidden)
    elif fact.kind in result_words.OF_RESULTS:
        said = result_words.detail(fact, knowledge, hidden=hidden)
    elif fact.kind in judged_words.OF_JUDGED:
        said = judged_words.detail(fact, knowledge, hidden=hidden)
    else:
        said = _detail(fact, knowledge.wording)
    return Event(
        taken=fact.taken,
        saved=fact.saved,
        by=fact.author.name,
        workstation=fact.workstation,
        what=titled(fact, knowledge),
        detail=one_line(listed((said, beside))),
        group=GROUPS.get(fact.kind, "plans"),
    )


def _detail(fact: Fact, wording: Wording) -> str:
    """What else there is to say of it, from the values of its body; nothing where there is no sentence for it."""
    key = f"ward.detail.{_name(fact)}"
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
