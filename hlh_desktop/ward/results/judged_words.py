"""Assessments of response and acknowledged alerts in the history: what was concluded of what, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed
from hlh_desktop.ward.results.alerts import ACKNOWLEDGED
from hlh_desktop.ward.results.assessed import ASSESSED, CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.record.values import Fact

OF_JUDGED = (ASSESSED, ACKNOWLEDGED, CRITERIA)
GROUPS = {ASSESSED: "tasks", ACKNOWLEDGED: "labs", CRITERIA: "labs"}


def detail(fact: Fact, knowledge: Knowledge, *, hidden: bool) -> str:
    """The whole of it in sentences; `hidden`: no words that somebody typed, for they may name an amount."""
    tell = {ASSESSED: _assessed, CRITERIA: _criteria}.get(fact.kind, _acknowledged)
    return " ".join(tell(fact.body, knowledge, hidden=hidden))


def _assessed(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """Form, conclusion, each definition with its counts, what the clinician said against the results, own words.

    Also the ward's own numbers that it rests on.
    """
    say = knowledge.wording.say
    yield say("response.told_signed", title=body["title"], conclusion=body["conclusion_text"])
    for one in body["definitions"]:
        yield say("response.told_definition", told=one["told"])
    yield from body.get("own") or ()
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


def _criteria(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:  # noqa: ARG001
    """The criteria of a day as they were kept, and the results that they rested on; nobody typed any of it."""
    say = knowledge.wording.say
    told = {name: body[name] for name in ("hlh_2004", "hscore", "chance", "mas_2016")}
    yield say("criteria.told", day=Telling(knowledge.wording).day(date.fromisoformat(body["day"])), **told)
    if body["used"]:
        yield say("criteria.told_used", used=listed(body["used"]))
