"""Assessments of response and acknowledged alerts in the history: what was concluded of what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.telling import Telling
from hlh_desktop.ward.results.alerts import ACKNOWLEDGED
from hlh_desktop.ward.results.assessed import ASSESSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.record.values import Fact

OF_JUDGED = (ASSESSED, ACKNOWLEDGED)
GROUPS = {ASSESSED: "tasks", ACKNOWLEDGED: "labs"}


def detail(fact: Fact, knowledge: Knowledge, *, hidden: bool) -> str:
    """The whole of it in sentences; `hidden`: no words that somebody typed, for they may name an amount."""
    tell = _assessed if fact.kind == ASSESSED else _acknowledged
    return " ".join(tell(fact.body, knowledge, hidden=hidden))


def _assessed(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """Form, conclusion, each definition with its counts, what the clinician said against the results, own words."""
    say = knowledge.wording.say
    yield say("response.told_signed", title=body["title"], conclusion=body["conclusion_text"])
    for one in body["definitions"]:
        yield say("response.told_definition", told=one["told"])
    for one in body["items"]:
        if one["reason"]:
            reason = say("doses.told.reason_hidden") if hidden else say("doses.told.reason", reason=one["reason"])
            state = say(f"response.state_{one['state']}")
            yield say("response.told_override", text=one["text"], state=state, reason=reason.rstrip("."))
    if body["text"] and not hidden:
        yield say("response.told_text", text=body["text"].rstrip("."))


def _acknowledged(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """The alert as it was told, why it was acknowledged, and whether something was done."""
    say = knowledge.wording.say
    yield body["title"]
    yield Telling(knowledge.wording).sentence(body["text"])
    reason = say("doses.told.reason_hidden") if hidden else say("doses.told.reason", reason=body["reason"])
    yield say("response.told_definition", told=reason.rstrip("."))
    yield say("alerts.acted" if body["acted"] else "alerts.unacted")
