"""The dose log in the history: what was done and with what, in words. Only the check itself tells its values.

While a dose of the child is in its second check no amount stands here either, nor words that somebody typed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.writing import listed, quantity
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.results.kinds import OF_RESULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.record.values import Fact

DOSES = (
    kinds.OUTCOME, kinds.STRUCK, kinds.LIFTED, kinds.RELEASED, kinds.WITHDRAWN, kinds.STOPPED, kinds.STOP_LIFTED,
    kinds.COUNTERSIGNED, kinds.LINKED, kinds.FORM, kinds.PROCEDURE, kinds.PROCEDURE_STRUCK,
)  # fmt: skip
CHECKS = (kinds.CHECK_BEGUN, kinds.CHECK_ENTERED, kinds.CHECK_LEFT)
OF_LOG = (*DOSES, *CHECKS)
# To which group of the history's filter each kind of fact belongs; what is not named here belongs to the plans.
GROUPS: dict[str, str] = {
    **dict.fromkeys(DOSES, "doses"), **dict.fromkeys(CHECKS, "checks"), "printed": "prints", "exported": "prints",
    "task_done": "tasks", "task_not_done": "tasks", "task_struck": "tasks",
    **dict.fromkeys(OF_RESULTS, "labs"),
}  # fmt: skip


def what(fact: Fact, knowledge: Knowledge) -> str:
    """What was done, e.g. "Dose given", "Second check, second entry: agrees"."""
    state = ""
    if fact.kind == kinds.OUTCOME:
        state = f"_{fact.body['became']}"
    elif fact.kind == kinds.CHECK_ENTERED:
        state = f"_{fact.body.get('result') or 'first'}"
    elif fact.kind == kinds.PROCEDURE and fact.body["procedure"] != str(fact.id):
        state = "_amended"
    return knowledge.wording.say(f"doses.event.{fact.kind}{state}")


def detail(fact: Fact, knowledge: Knowledge, *, hidden: bool) -> str:
    """With what and why, as far as the fact tells it."""
    tell: Callable[..., Iterator[str]] = TELLERS.get(fact.kind, _drug)
    return listed(tell(fact.body, knowledge, hidden=hidden))


def _drug(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """Drug, amount, number, who directed it and why."""
    say = knowledge.wording.say
    if body.get("drug") in knowledge.formulary:
        name = drug_name(knowledge, body["drug"])
        amount = _amount(body, knowledge, hidden=hidden)
        yield " ".join((name, amount)) if amount else name
    if (body.get("of") or 0) > 1:
        yield say("doses.number", place=body["place"], of=body["of"])
    if body.get("directed_by"):
        yield say("doses.told.directed_by", by=body["directed_by"])
    if body.get("reason"):
        yield _why(body["reason"], knowledge, hidden=hidden)


def _why(reason: str, knowledge: Knowledge, *, hidden: bool) -> str:
    """A reason; while amounts are hidden not its words, for they may name one."""
    say = knowledge.wording.say
    return say("doses.told.reason_hidden") if hidden else say("doses.told.reason", reason=reason)


def _amount(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> str:
    text = body.get("amount")
    if text is None:
        return ""
    if hidden:
        return knowledge.wording.say("doses.hidden")
    return quantity(Quantity(Decimal(text), body.get("unit") or "")).replace(NON_BREAKING, " ")


def _outcome(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """The entry with route, site, batch, expiry, end, interruptions and every reason."""
    say = knowledge.wording.say
    yield from _drug(body, knowledge, hidden=hidden)
    if body.get("route"):
        yield say(f"paper.route.{body['route']}")
    for name in ("site", "batch", "expiry", "ended", "second", "note"):
        if body.get(name) and not (hidden and name == "note"):
            yield say(f"doses.told.{name}", value=body[name])
    for reason in (body.get("reasons") or {}).values():
        yield _why(reason, knowledge, hidden=hidden)
    if body.get("moved_from"):
        yield say("doses.told.moved_from")


def _struck(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """The old entry as it was, by whom, and why it stands no more."""
    say = knowledge.wording.say
    yield say(f"doses.event.{kinds.OUTCOME}_{body['became']}")
    yield from _drug({**body, "reason": "", "directed_by": ""}, knowledge, hidden=hidden)
    yield say("doses.told.written_by", by=body["by"])
    if body.get("reason"):
        yield _why(body["reason"], knowledge, hidden=hidden)
    if body.get("moved_to"):
        yield say("doses.told.moved_to")


def _released(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """What was released, and what the prescriber saw and was told, the unknown told as unknown."""
    yield from _drug(body, knowledge, hidden=hidden)
    seen = body.get("seen") or {}
    for name, value in seen.items():
        if hidden and name == "cumulative":
            continue
        label, words = knowledge.wording.say(f"doses.seen.{name}"), value or knowledge.wording.say("ward.unknown")
        yield knowledge.wording.say("doses.form.answer", label=label, words=words)
    # A release of before notes were stored has none.
    for words in (body.get("told") or {}).values():
        yield knowledge.wording.say("doses.told.shown", text=words)


def _signed(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """The order that was signed; where another signed than the one who gave it, for whom and why."""
    if not body.get("reason"):
        yield from _drug(body, knowledge, hidden=hidden)
        return
    yield from _drug({**body, "reason": "", "directed_by": ""}, knowledge, hidden=hidden)
    words = knowledge.wording.say("doses.told.signed_for", by=body["by"], ordered=body["directed_by"])
    reason = knowledge.wording.say("doses.told.reason_hidden") if hidden else body["reason"]
    yield knowledge.wording.say("doses.entry.reason", words=words, reason=reason)


def _form(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """The form with its answers, but for those while amounts are hidden: one may name an amount."""
    yield body["title"]
    yield from (knowledge.wording.say("doses.told.hidden"),) if hidden else body["answers"]


def _session(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """A procedure with device, times, volume, who did it, note and why it was written anew or struck out."""
    say = knowledge.wording.say
    yield body["what"]
    yield from (body[name] for name in ("device",) if body.get(name))
    if body.get("begun"):
        yield say("procedure.told.begun", at=body["begun"])
    if body.get("ended"):
        yield say("procedure.told.ended", at=body["ended"])
    if body.get("volume_ml"):
        yield quantity(Quantity(Decimal(body["volume_ml"]), "mL")).replace(NON_BREAKING, " ")
    if body.get("done_by"):
        yield say("procedure.by", by=body["done_by"])
    if body.get("note") and not hidden:
        yield say("doses.told.note", value=body["note"])
    if body.get("reason"):
        yield _why(body["reason"], knowledge, hidden=hidden)


def _check(body: Mapping[str, Any], knowledge: Knowledge, *, hidden: bool) -> Iterator[str]:
    """Never a value: only why a check was ended, and that only once it is, for a reason may name one."""
    if body.get("reason") and not hidden:
        yield knowledge.wording.say("doses.told.reason", reason=body["reason"])


TELLERS: dict[str, Callable[..., Iterator[str]]] = {
    kinds.OUTCOME: _outcome, kinds.STRUCK: _struck, kinds.LIFTED: _struck, kinds.RELEASED: _released,
    kinds.COUNTERSIGNED: _signed, kinds.FORM: _form, kinds.PROCEDURE: _session,
    kinds.PROCEDURE_STRUCK: _session, **dict.fromkeys(CHECKS, _check),
}  # fmt: skip
