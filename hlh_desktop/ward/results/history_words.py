"""Laboratory results in the history: a line a sample, and what was corrected or struck out with its old value."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import listed, number, with_unit
from hlh_desktop.ward.results import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.record.values import Fact

OF_RESULTS = kinds.OF_RESULTS


def detail(fact: Fact, knowledge: Knowledge, *, hidden: bool) -> str:
    """Which results, or which one and why; `hidden`: no words that somebody typed."""
    if fact.kind == kinds.RESULTS:
        return listed(_sample(fact.body, knowledge.wording))
    return listed(_amended(fact.body, knowledge, hidden=hidden))


def _sample(body: Mapping[str, Any], wording: Wording) -> Iterator[str]:
    """How many of when, of which laboratory, from what file, and how many took the place of others."""
    what = counted(body["count"], wording)
    yield wording.say("labs.told.of", name=what, at=moment(body["at"], wording))
    yield body["laboratory"]
    if body["file"]:
        yield wording.say("labs.told.file", file=body["file"])
    if body["superseded"]:
        yield wording.say("labs.told.superseded", count=body["superseded"])


def counted(count: int, wording: Wording) -> str:
    """So many results."""
    return wording.say("labs.told.result" if count == 1 else "labs.told.results", count=count)


def _amended(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """What it was, what it is now, and why."""
    say = knowledge.wording.say
    yield say("labs.told.of", name=body["name"], at=moment(body["at"], knowledge.wording))
    was = value(body["was"], knowledge)
    yield (
        say("labs.told.was", was=was)
        if "now" not in body
        else say("labs.told.now", was=was, now=value(body["now"], knowledge))
    )
    yield say("doses.told.reason_hidden") if hidden else say("doses.told.reason", reason=body["reason"])


def value(told: Mapping[str, Any], knowledge: Knowledge) -> str:
    """What a result says: a number with its unit, words, or that there is none; the method where it was named."""
    wording = knowledge.wording
    words = told["text"]
    if told["value"] is not None:
        words = with_unit(f"{told['comparator'] or ''}{number(Decimal(told['value']))}", told["unit"])
    elif not words:
        words = wording.say(f"labs.status.{told['status']}")
    return wording.say("labs.told.method", value=words, method=told["method"]) if told["method"] else str(words)


def moment(iso: str, wording: Wording) -> str:
    """A moment in the body of a fact, in ward time as it was written, e.g. "29 Nov 2026 07:20"."""
    at = datetime.fromisoformat(iso)
    return NON_BREAKING.join((Telling(wording).day(at.date()), clock(at)))
