"""The short forms of the bedside: the ward's own policy first, what to do at once, what to write down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.writing import listed
from hlh_desktop.record.append import Writing
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import audit
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import stands_already
from hlh_desktop.ward.log.typed import read_moment, show_moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.rules import BedsideForm, FormField, Words
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One question of a form in words."""

    key: str
    label: str
    kind: str
    choices: tuple[str, ...]
    unit: str
    required: bool


@dataclass(frozen=True, slots=True)
class FormWords:
    """A form in words. `policy` is the ward's own text, "" while it has none; then `policy_note` stands there."""

    key: str
    title: str
    when: str
    policy: str
    policy_note: str
    steps: tuple[str, ...]
    fields: tuple[FieldWords, ...]


def time_key(key: str) -> str:
    """The key of the time beside an item that is answered with one."""
    return f"{key}_at"


def form_of_task(desk: OpenWard, code: str) -> str:
    """The form that answers a task; "" where none does."""
    return next((key for key, form in desk.ward.knowledge.bedside.items() if form.task == code), "")


def titles(desk: OpenWard) -> tuple[tuple[str, str], ...]:
    """Each form by its key, with its title."""
    return tuple((key, _said(desk, form.title)) for key, form in desk.ward.knowledge.bedside.items())


def form(desk: OpenWard, key: str) -> FormWords:
    """A form with the ward's policy as it stands now. Trouble no_form."""
    rule = _rule(desk, key)
    fields = tuple(_field(desk, name, one) for name, one in rule.fields.items())
    steps = tuple(_said(desk, step) for step in rule.steps)
    return FormWords(
        key, _said(desk, rule.title), _said(desk, rule.when), policy(desk, key), _said(desk, rule.policy_note), steps,
        fields,
    )  # fmt: skip


def _rule(desk: OpenWard, key: str) -> BedsideForm:
    found = desk.ward.knowledge.bedside.get(key)
    if found is None:
        raise Trouble("no_form")
    return found


def _field(desk: OpenWard, name: str, one: FormField) -> FieldWords:
    yes_no = tuple(desk.ward.wording.say(f"doses.form.{word}") for word in ("yes", "no"))
    choices = yes_no if one.kind == "yes_no" else tuple(_said(desk, words) for words in one.choices)
    return FieldWords(name, _said(desk, one.label), one.kind, choices, one.unit, one.required)


def _said(desk: OpenWard, words: Words) -> str:
    return Telling(desk.ward.wording).sentence(words[desk.ward.wording.language])


def policy(desk: OpenWard, key: str) -> str:
    """The ward's own text for a form, the newest one; empty while it has none."""
    facts = desk.store.facts(child=None, kinds=(kinds.POLICY,))
    return next((str(fact.body["text"]) for fact in reversed(facts) if fact.body["form"] == key), "")


def set_policy(desk: OpenWard, key: str, text: str, own: str | None, now: datetime) -> None:
    """Another policy text of the ward; the one before stays in the history. `own` is the password of who sets it.

    Trouble not_allowed, proof_needed, wrong_password, no_form.
    """
    from hlh_desktop.ward import people

    people.authorise(desk, "policy", own, now)
    body = {"form": key, "title": _said(desk, _rule(desk, key).title), "text": text.strip()}
    audit.note(desk, kinds.POLICY, desk.here(now), body=body)


def problem(desk: OpenWard, key: str, answers: Mapping[str, str], now: datetime) -> str:
    """What is missing or not legible among the answers, in a sentence; empty where nothing is."""
    say = desk.ward.wording.say
    for one in form(desk, key).fields:
        typed = answers.get(one.key, "").strip()
        if one.required and not typed:
            return say("doses.form.missing", label=one.label)
        if typed and one.kind == "number" and parse_decimal(typed) is None:
            return say("doses.form.number", label=one.label)
        if typed and one.kind == "moment" and read_moment(desk, typed, now) is None:
            return say("doses.form.moment", label=one.label)
        if typed and one.kind == "timed" and read_moment(desk, answers.get(time_key(one.key), ""), now) is None:
            return say("doses.form.moment", label=one.label)
    return ""


def save(
    desk: OpenWard, child: UUID, key: str, dose: UUID | None, answers: Mapping[str, str], id_: UUID, now: datetime
) -> None:  # fmt: skip
    """Writes a form down in the child's history. Trouble not_allowed, no_form, form_incomplete."""
    entry = written(desk, child, key, dose, answers, id_, now)

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.FORM, form=key):
            return None
        return Writing([entry])

    desk.store.decide(decide, now)


def written(
    desk: OpenWard, child: UUID, key: str, dose: UUID | None, answers: Mapping[str, str], id_: UUID, now: datetime
) -> Entry:  # fmt: skip
    """A form as it is kept, stored alone or with what it answers. Trouble not_allowed, no_form, form_incomplete."""
    desk.require("give")
    found = form(desk, key)
    if problem(desk, key, answers, now):
        raise Trouble("form_incomplete")
    said = [_answer(desk, one, answers, now) for one in found.fields]
    body: dict[str, Any] = {
        "form": key, "title": found.title, "dose": None if dose is None else str(dose),
        "answers": [one for one in said if one],
    }  # fmt: skip
    return Entry(id_, kinds.FORM, child, desk.author, desk.here(now), body)


def _answer(desk: OpenWard, one: FieldWords, answers: Mapping[str, str], now: datetime) -> str:
    """An answer as it is kept: its question, and the words with their unit or their time."""
    typed = answers.get(one.key, "").strip()
    if not typed:
        return ""
    words = _moment(desk, typed, now) if one.kind == "moment" else " ".join(filter(None, (typed, one.unit)))
    if one.kind == "timed":
        words = listed((words, _moment(desk, answers.get(time_key(one.key), ""), now)))
    return desk.ward.wording.say("doses.form.answer", label=one.label, words=words)


def _moment(desk: OpenWard, typed: str, now: datetime) -> str:
    """A typed time as it is shown."""
    at = read_moment(desk, typed, now)
    return typed if at is None else show_moment(desk, at, now)
