"""Response of a child: the form filled from its results, signed as a fact that answers its task; what to read beside.

A signed assessment is frozen with the values as they were seen. It is amended by another one that takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.results.response import assess as judging
from hlh_desktop.domain.results.response.known import known
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import plans, tasks
from hlh_desktop.ward.log.again import stands_already
from hlh_desktop.ward.log.check_words import identify
from hlh_desktop.ward.results.assessed import ASSESSED, Signed, signed_of
from hlh_desktop.ward.results.reading import standing_in
from hlh_desktop.ward.results.response_words import FormWords, body_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.tasks import Asked, TaskState
    from hlh_desktop.domain.results.response.assess import Assessment, Said
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.domain.results.trend.values import Note
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

# What has to be read of a child to assess it.
WANTED = tasks.WANTED


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it stands for a child: what is known, how that answers it, and the turn of its task that is open.

    `replaces` is the signed assessment in whose place this one comes.
    """

    child: UUID
    form: str
    known: Known
    assessment: Assessment
    words: FormWords
    turn: TaskState | None
    replaces: Signed | None = None

    def said(self, said: Mapping[str, Said]) -> Sheet:
        """The same with what the clinician says of its items."""
        return replace(self, assessment=judging.assess(self.form, self.known, said))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the clinician concludes, by its code, and in own words."""

    conclusion: str
    text: str = ""


def sheet(
    desk: OpenWard, child: UUID, form: str, now: datetime, *, replaces: UUID | None = None, extra: Iterable[Asked] = ()
) -> Sheet:  # fmt: skip
    """A form filled from the results that stand. Trouble response_no_form, response_no_child, response_superseded."""
    with desk.store.reading() as reading:
        return _sheet(desk, reading, child, form, now, replaces, tuple(extra))


def _sheet(
    desk: OpenWard, reading: Reading, child: UUID, form: str, now: datetime, replaces: UUID | None,
    extra: tuple[Asked, ...],
) -> Sheet:  # fmt: skip
    knowledge = desk.ward.knowledge
    if form not in knowledge.response.forms:
        raise Trouble("response_no_form")
    facts = reading.facts(child, WANTED)
    rule = knowledge.response.forms[form]
    turns = [one for one in tasks.tasks_of(desk, facts, now, extra) if one.code == rule.task]
    begun = begun_of(knowledge, form, turns)
    found = known_in(desk, reading, child, now, start_of(knowledge, facts, form, turns), begun=begun)
    turn = next((one for one in turns if one.open), None)
    words = FormWords(knowledge, desk.zone, form)
    before = None if replaces is None else _replaced(facts, replaces)
    return Sheet(child, form, found, judging.assess(form, found, {}), words, turn, before)


def start_of(knowledge: Knowledge, facts: Sequence[Fact], form: str, turns: Iterable[TaskState] = ()) -> date | None:
    """The day that a form compares with: day one, or of a form some hours after a treatment began, that day.

    Trouble response_no_child where no plan was signed.
    """
    day_one = day_one_of(facts)
    if day_one is None:
        raise Trouble("response_no_child")
    begun = begun_of(knowledge, form, turns)
    return day_one if begun is None else begun.date()


def begun_of(knowledge: Knowledge, form: str, turns: Iterable[TaskState]) -> datetime | None:
    """The moment at which the treatment began that a form some hours later is about; None for any other form."""
    task = knowledge.response.forms[form].task
    hours = knowledge.tasks[task].after_hours if task else 0
    last = max((one.due for one in turns), default=None)
    return None if not hours or last is None else last - timedelta(hours=hours)


def day_one_of(facts: Iterable[Fact]) -> date | None:
    """Day one of the version that stands; None without a signed plan."""
    signatures = [fact for fact in facts if fact.kind == plans.SIGNATURE]
    newest = max(signatures, key=lambda fact: fact.body["version"], default=None)
    return None if newest is None else date.fromisoformat(newest.body["day_one"])


def known_in(
    desk: OpenWard, reading: Reading, child: UUID, now: datetime, start: date | None, since: datetime | None = None,
    begun: datetime | None = None,
) -> Known:  # fmt: skip
    """The results of a child that its forms, signs and alerts look at: all of them, or those taken `since` then."""
    knowledge = desk.ward.knowledge
    found = standing_in(reading, child, looked_at(knowledge), since)
    return known(found, knowledge.catalogue, knowledge.response, now, desk.zone, start, begun)


def looked_at(knowledge: Knowledge) -> frozenset[str]:
    """Every analyte that a form, a sign, a marker, an indicator or an alert asks for."""
    rules = knowledge.response
    limits = [one.limit for one in rules.items.values() if one.limit]
    limits += [limit for rule in knowledge.result_alerts.rules.values() for limit in rule.limits.values()]
    for alert in knowledge.alerts.values():
        if alert.indicator:
            limits += (*([alert.limit] if alert.limit else []), *alert.limits.values())
    named = [one.analyte for one in rules.items.values() if one.analyte]
    named += [one.analyte for one in rules.signs.values()]
    return frozenset((*named, *rules.worsening.markers, *(limit.analyte for limit in limits)))


# --- signing


def assess(
    desk: OpenWard, made: Sheet, judgement: Judgement, secret: str, id_: UUID, now: datetime, *,
    extra: Iterable[Asked] = (),
) -> None:  # fmt: skip
    """Signs a form as it was shown, with what the clinician said, and answers the open turn of its task with it.

    `secret` is the PIN or the password of who works here now.
    Trouble not_allowed, those of `identify`, response_unreasoned, response_conclusion, response_changed,
    response_superseded.
    """
    desk.require("assess")
    identify(desk, desk.person.id, secret, now)
    if made.assessment.unreasoned:
        raise Trouble("response_unreasoned", items=made.words.names(made.assessment.unreasoned))
    if judgement.conclusion not in made.words.rule.conclusions:
        raise Trouble("response_conclusion")
    others, before = tuple(extra), made.replaces.id if made.replaces else None

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, ASSESSED, form=made.form):
            return None
        again = _sheet(desk, reading, made.child, made.form, now, before, others)
        if again.assessment.signature != made.assessment.signature:
            raise Trouble("response_changed")
        due = again.turn.due if again.turn else None
        body = {
            **body_of(made.assessment, made.words, judgement.conclusion, judgement.text),
            "due": due.isoformat() if due else None, "day_one": str(again.known.start),
            "edition": desk.ward.knowledge.edition,
        }  # fmt: skip
        entry = Entry(id_, ASSESSED, made.child, desk.author, now, body, before)
        return Writing([entry, *_task(desk, reading, again, body, now)])

    desk.store.decide(decide, now)


def _task(desk: OpenWard, reading: Reading, made: Sheet, body: Mapping[str, Any], now: datetime) -> list[Entry]:
    """The answer to the open turn of the form's task; none where there is no open turn."""
    if made.turn is None:
        return []
    facts = reading.facts(made.child, tasks.WANTED)
    return [tasks.done_entry(desk, made.child, facts, made.turn, body["conclusion_text"], now)]


def _replaced(facts: Iterable[Fact], id_: UUID) -> Signed:
    """The assessment that is to be replaced. Trouble response_superseded where another one has done so."""
    found = next((one for one in signed_of(facts) if one.id == id_), None)
    if found is None:
        raise Trouble("response_no_form")
    if found.replaced_by is not None:
        raise Trouble("response_superseded", by=found.replaced_by)
    return found


def assessed(desk: OpenWard, child: UUID) -> tuple[Signed, ...]:
    """Every signed assessment of a child, the newest first; those that were replaced too."""
    with desk.store.reading() as reading:
        ended = {end.of for end in reading.result_ends(child)}
        return tuple(reversed(signed_of(reading.facts(child, (ASSESSED,)), ended)))


# --- what to read beside the charts


def notes(desk: OpenWard, child: UUID, now: datetime) -> tuple[Note, ...]:
    """A review that is asked for, and each early sign whose days have come; () without a signed plan."""
    from hlh_desktop.ward.results.response_notes import notes_of

    with desk.store.reading() as reading:
        start = day_one_of(reading.facts(child, (plans.SIGNATURE,)))
        if start is None:
            return ()
        return notes_of(known_in(desk, reading, child, now, start), desk.ward.knowledge)
