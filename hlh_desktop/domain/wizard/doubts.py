"""Doubts: values that are possible but rare. They count once they were typed twice and given a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.measures import as_of
from hlh_desktop.domain.plausibility import implausible, told, typed
from hlh_desktop.domain.quantity import parse_decimal, plain
from hlh_desktop.domain.schedule import ward_time
from hlh_desktop.domain.wizard.notes import field_name, step_of
from hlh_desktop.domain.wizard.values import Doubt
from hlh_desktop.domain.wizard.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from hlh_desktop.domain.case import Case, Measurement
    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.growth import Implausible
    from hlh_desktop.domain.growth.child import Hint
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wizard.known import Known

    # Where a field of the usable case stands in the draft as typed.
    Place = Callable[[str], str]

REASONS = {"weight_kg": "weight", "height_cm": "height", "value": "value"}


@dataclass(frozen=True, slots=True)
class _Rare:
    """A rare value: the key of its reason, its place in the draft, what is said of it, and the value as typed."""

    key: str
    path: str
    code: str
    text: str
    shown: str
    value: Decimal | None
    hint: Hint | None


def doubts_of(known: Known, draft: Draft, knowledge: Knowledge, place: Place) -> tuple[Doubt, ...]:
    """Every rare value that the plan would use: weight and height by growth data, results by the usual range."""
    if known.age is None:
        return ()
    return (*_measures(known, draft, knowledge, place), *_results(known.case, draft, knowledge, place))


def _measures(known: Known, draft: Draft, knowledge: Knowledge, place: Place) -> Iterator[Doubt]:
    used = {id(one.row) for one in (known.weight, known.height) if one is not None}
    for number, row in enumerate(known.case.measurements):
        if id(row) in used:
            soft = [one for one in implausible(known.case, row, knowledge.growth) if one.severity == "soft"]
            for field in dict.fromkeys(one.field for one in soft):
                mine = [one for one in soft if one.field == field]
                yield doubt_of_measure(mine, row, f"measurements[{number}].{field}", draft, knowledge, place)


def doubt_of_measure(
    soft: list[Implausible], row: Measurement, path: str, draft: Draft, knowledge: Knowledge, place: Place
) -> Doubt:
    """The doubt of one field, with every limit that it crosses."""
    wording, first = knowledge.wording, soft[0]
    sentences = [wording.say(f"implausible.{one.code}", **told(one, row, wording)) for one in soft]
    words = Words(knowledge)
    text = words.screen("doubt.measure", what=words.screen("and").join(dict.fromkeys(sentences)))
    hint = next((one.hint for one in soft if one.hint), None)
    value = row.weight_kg if first.field == "weight_kg" else row.height_cm
    shown = typed(first, row)
    key = ".".join(("rare", row.on.isoformat(), first.field, shown))
    return _doubt(_Rare(key, place(path), first.code, text, shown, value, hint), draft, knowledge)


def _results(case: Case, draft: Draft, knowledge: Knowledge, place: Place) -> Iterator[Doubt]:
    last = as_of(case)
    first = last - timedelta(days=knowledge.settings.result_days)
    for number, row in enumerate(case.labs):
        analyte, day = knowledge.catalogue[row.analyte], ward_time(row.at, case.time_zone).date()
        value = canonical(analyte, row.value, analyte.listed(row.unit) or row.unit)
        if value is None or analyte.warn is None or not first <= day <= last:
            continue
        if not analyte.warn[0] <= value <= analyte.warn[1]:
            low, high = (plain(bound) for bound in analyte.warn)
            shown = plain(row.value)
            key = ".".join(("rare", row.at.isoformat(), row.analyte, shown))
            values = {"name": analyte.name, "value": shown, "unit": row.unit, "low": low, "high": high}
            text = Words(knowledge).screen("doubt.value", range_unit=analyte.unit, **values)
            rare = _Rare(key, place(f"labs[{number}].value"), "value_implausible", text, shown, row.value, None)
            yield _doubt(rare, draft, knowledge)


def _doubt(rare: _Rare, draft: Draft, knowledge: Knowledge) -> Doubt:
    words, again = Words(knowledge), draft.again.get(rare.path)
    number = None if again is None else parse_decimal(again.strip())
    return Doubt(
        key=rare.key,
        path=rare.path,
        code=rare.code,
        text=words.text(rare.text),
        name=field_name(rare.path, words),
        step=step_of(rare.path, knowledge),
        typed=rare.shown,
        hint=rare.hint,
        hint_text=knowledge.wording.say(f"hint.{rare.hint}").strip() if rare.hint else "",
        reasons=words.each(knowledge.asking.reasons[REASONS[rare.path.rpartition(".")[2]]]),
        repeated=number is not None and number == rare.value,
        reason=draft.reasons.get(rare.key),
    )
