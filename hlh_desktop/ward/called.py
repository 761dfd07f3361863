"""Tasks that the record calls for beside the plan: each is a task of tasks.toml, told with what called for it."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.tasks import Arisen
from hlh_desktop.domain.results.response.calling import called_tasks
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed
from hlh_desktop.ward.results.assessed import ASSESSED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


def by_forms(
    desk: OpenWard, facts: Iterable[Fact], day_one: str | None, planned: Collection[str]
) -> Iterator[Arisen]:  # fmt: skip
    """What the signed forms of a course call for, those left out in whose place another one came.

    `day_one` is that of the course as an ISO date, None without a signed plan; `planned` are the codes of its tasks.
    """
    found = [fact for fact in facts if fact.kind == ASSESSED]
    replaced = {fact.supersedes for fact in found}
    for fact in found:
        rule = desk.ward.knowledge.response.forms.get(fact.body["form"])
        # A form compares with day one of its course, or with a later day.
        if day_one is None or rule is None or fact.id in replaced or fact.body["day_one"] < day_one:
            continue
        states = {one["code"]: one["state"] for one in fact.body["definitions"]}
        for code, failed in called_tasks(rule, fact.body["conclusion"], states, planned):
            yield _by_form(desk, fact, code, failed)


def _by_form(desk: OpenWard, fact: Fact, code: str, failed: Collection[str]) -> Arisen:
    """Due at the ward's next time of that task after the form was signed."""
    tell, signed, body = Telling(desk.ward.wording), desk.here(fact.taken), fact.body
    said = [one["told"] for one in body["definitions"] if one["code"] in failed] or [body["conclusion_text"]]
    why = desk.ward.wording.say(
        "task.by_form", title=body["title"], day=tell.day(signed.date()), by=fact.author.name, said=listed(said)
    )
    return _arisen(desk, code, _next(desk, code, signed), signed, why)


def _next(desk: OpenWard, code: str, after: datetime) -> datetime:
    """The next moment of the ward at which a task is due, from a moment of ward time on."""
    at = desk.ward.knowledge.tasks[code].at
    if at is None:
        return after
    today = instant(after.date(), at, desk.zone)
    if today.astimezone(UTC) >= after.astimezone(UTC):
        return today
    return instant(after.date() + timedelta(days=1), at, desk.zone)


def _arisen(desk: OpenWard, code: str, due: datetime, since: datetime, why: str) -> Arisen:
    """A task in its own words and with what called for it; answered once, whatever the plan says of how it recurs."""
    rule = desk.ward.knowledge.tasks[code]
    text = " ".join((rule.text[desk.ward.wording.language], why))
    return Arisen(code, due, text, None, rule.statements, rule.cites, since=since)
