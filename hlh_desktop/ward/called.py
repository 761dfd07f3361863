"""Tasks that the record calls for beside the plan: each is a task of tasks.toml, told with what called for it.

Signed forms of response, and fevers that were measured on treatment or shortly after its last dose.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.domain.log.tasks import Arisen
from hlh_desktop.domain.results.fevers import fevers
from hlh_desktop.domain.results.response.calling import called_tasks
from hlh_desktop.domain.results.response.direction_words import ResultWords
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.slots import last_dose
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed
from hlh_desktop.ward import plans
from hlh_desktop.ward.results.assessed import ASSESSED

FEVER, AGAIN, AFTER = "fever_cultures", "again_hours", "after_days"

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hlh_desktop.domain.log.tasks import Asked
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


def fever_analyte(desk: OpenWard) -> str:
    """The analyte whose results `by_fevers` reads."""
    return desk.ward.knowledge.tasks[FEVER].limits["fever"].analyte


def by_fevers(
    desk: OpenWard, results: Iterable[LabResult], signature: Fact | None, now: datetime
) -> Iterator[Arisen]:  # fmt: skip
    """A task for each fever on treatment, due when it was measured; what was done shortly before covers it too.

    `results` are standing ones, those of `fever_analyte` among them. Nothing where the plan that stands has no dose,
    and no fever of so many days after its last one: treatment that ended or was stopped asks for no more. One that
    was called for stays until somebody says that it was done, or why it was not.
    """
    last = None if signature is None else _last_dose(desk, signature)
    if signature is None or last is None:
        return
    knowledge, first = desk.ward.knowledge, date.fromisoformat(signature.body["day_one"])
    words = ResultWords(knowledge.wording, knowledge.catalogue, desk.zone)
    rule = knowledge.tasks[FEVER]
    until = min(now.astimezone(UTC), last.astimezone(UTC) + timedelta(days=int(rule.numbers[AFTER])))
    for one in fevers(results, rule.limits["fever"], knowledge.catalogue, desk.zone, first, until):
        why = knowledge.wording.say("task.by_fever", value=words.value(one), when=words.when(one.at))
        yield _arisen(desk, FEVER, desk.here(one.at), one.at - _again(desk), why)


def _last_dose(desk: OpenWard, signature: Fact) -> datetime | None:
    """When the last dose of a signed plan is due; None where it has none. Older signatures do not tell it."""
    body = signature.body
    if not body["doses"]:
        return None
    if "last_dose" in body:
        return datetime.fromisoformat(body["last_dose"])
    return last_dose(plans.signed(desk, UUID(body["plan"])).plan)


def patient(desk: OpenWard, task: Asked) -> Asked:
    """A task of the plan; that of a fever is covered by what was done shortly before, as one of the log is."""
    if task.code != FEVER:
        return task
    since = task.due.astimezone(UTC) - _again(desk)
    return Arisen(task.code, task.due, task.text, None, task.statements, task.cites, since=since)


def _again(desk: OpenWard) -> timedelta:
    return timedelta(hours=int(desk.ward.knowledge.tasks[FEVER].numbers[AGAIN]))


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
