"""A ward's own values in its record: set with a reason and a signature, set anew, withdrawn, and never deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.approval.own_values import OwnValue, places, read_value, told, with_own
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.knowledge import integrity
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.approval import kinds
from hlh_desktop.ward.ward import Ward

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hlh_desktop.domain.approval.own_values import OwnPlace
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


def values_in(record: Store | Reading) -> dict[str, OwnValue]:
    """The values that stand in the record, by their path, those set last at the end."""
    return values_of(record.facts(None, kinds.OF_OWN))


def values_of(facts: Iterable[Fact]) -> dict[str, OwnValue]:
    """The same from facts that were read already."""
    found: dict[str, OwnValue] = {}
    for fact in facts:
        body = fact.body
        found.pop(body["path"], None)
        if fact.kind == kinds.SET:
            found[body["path"]] = OwnValue(
                body["path"], body["shipped"], body["value"], body["reason"], fact.author.name, fact.taken
            )
    return found


def with_own_values(ward: Ward, record: Store | Reading) -> Ward:
    """The ward with its own values in the place of shipped ones, as far as they hold."""
    made, _ = with_own(ward.as_shipped, values_in(record).values(), is_sound)
    return Ward(made) if made is ward.as_shipped else Ward(made, ward.as_shipped)


def is_sound(knowledge: Knowledge) -> bool:
    """Whether knowledge agrees in itself."""
    return next(integrity.problems(knowledge), None) is None


def holding(desk: OpenWard, record: Store | Reading) -> list[OwnValue]:
    """The values that hold by the record, beside the knowledge as shipped."""
    values = values_in(record)
    _, states = with_own(desk.ward.as_shipped, values.values(), is_sound)
    return [one for path, one in values.items() if states[path] == "holds"]


def refuse_stale(desk: OpenWard, record: Store | Reading) -> None:
    """Trouble own_values_changed where another window has set or withdrawn a value since this one was opened."""
    holds = {one.path: one.value for one in holding(desk, record)}
    if holds != {path: one.value for path, one in desk.ward.knowledge.own.items()}:
        raise Trouble("own_values_changed")


def set_value(desk: OpenWard, path: str, typed: str, reason: str, secret: str, now: datetime) -> OpenWard:
    """See `ApprovalLog.set_value`."""
    place, said = _place(desk, path), reason.strip()
    if not said:
        raise Trouble("reason_needed")
    value = read_value(place, typed)
    if value is None:
        raise Trouble("own_value_wrong", expected=expected(desk, place), typed=typed.strip())
    text = told(value)
    before = values_in(desk.store).get(path)
    if text == (before.value if before and before.shipped == place.shipped else place.shipped):
        raise Trouble("own_value_same")
    _refuse_unsound(desk, OwnValue(path, place.shipped, text, said, "", now))
    body = {"path": path, "title": place.title, "unit": place.rule.unit, "shipped": place.shipped, "value": text,
            "reason": said}  # fmt: skip
    return _write(desk, kinds.SET, body, secret, now)


def withdraw(desk: OpenWard, path: str, reason: str, secret: str, now: datetime) -> OpenWard:
    """See `ApprovalLog.withdraw`."""
    said, one = reason.strip(), values_in(desk.store).get(path)
    if not said:
        raise Trouble("reason_needed")
    if one is None:
        raise Trouble("own_value_gone")
    place = places(desk.ward.as_shipped).get(path)
    title, unit = (place.title, place.rule.unit) if place else (path, "")
    body = {"path": path, "title": title, "unit": unit, "shipped": one.shipped, "value": one.value, "reason": said}
    return _write(desk, kinds.WITHDRAWN, body, secret, now)


def _write(desk: OpenWard, kind: str, body: dict[str, str], secret: str, now: datetime) -> OpenWard:
    """One fact, signed with the password of who works here, and the ward as it works from then on."""
    people.authorise(desk, "own_value", secret, now)

    def decide(reading: Reading) -> Writing:
        people.require(desk, "own_value", reading=reading)
        if kind == kinds.WITHDRAWN and body["path"] not in values_in(reading):
            raise Trouble("own_value_gone")
        return Writing([Entry(uuid4(), kind, None, desk.author, now, body)])

    desk.store.decide(decide, now)
    return replace(desk, ward=with_own_values(desk.ward, desk.store))


def _place(desk: OpenWard, path: str) -> OwnPlace:
    found = places(desk.ward.as_shipped).get(path)
    if found is None:
        raise Trouble("own_value_unknown")
    return found


def _refuse_unsound(desk: OpenWard, wanted: OwnValue) -> None:
    """Trouble own_value_unsound where the knowledge would disagree in itself with this value."""
    others = (one for one in values_in(desk.store).values() if one.path != wanted.path)
    made, _ = with_own(desk.ward.as_shipped, (*others, wanted), lambda _: True)
    problem = next(integrity.problems(made), None)
    if problem is not None:
        raise Trouble("own_value_unsound", why=problem.reason)


def expected(desk: OpenWard, place: OwnPlace) -> str:
    """What may be typed for a number, in words."""
    rule, say = place.rule, desk.ward.wording.say
    if rule.kind in ("time", "times"):
        count = len(place.shipped.split(","))
        return say("approval.say.time") if count == 1 else say("approval.say.times", count=count)
    least, most = ("" if one is None else told(one) for one in (rule.least, rule.most))
    return say("approval.say.range", least=least, most=most, unit=rule.unit)
