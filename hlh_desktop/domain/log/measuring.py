"""A weight and height about to be written down: what no child can be, and what is rare and asks for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.growth import Earlier, Measure, judge
from hlh_desktop.domain.growth.hints import latest
from hlh_desktop.domain.patient import surface_area
from hlh_desktop.domain.plausibility import told
from hlh_desktop.domain.problem import problem
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.wizard.doubts import doubt_of_measure
from hlh_desktop.domain.wizard.notes import sentence
from hlh_desktop.domain.wizard.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from hlh_desktop.domain.growth import Implausible
    from hlh_desktop.domain.growth.child import Field
    from hlh_desktop.domain.growth.tables import Sex
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wizard.values import Doubt

# A doubt names its field as a case does.
PLACE = "measurements[0]"


@dataclass(frozen=True, slots=True)
class Scale:
    """Whose weight and height they are, and what was measured before, in the order it was written."""

    sex: Sex | None
    born: date
    gestation_weeks: int | None
    known: tuple[Measurement, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Rare values typed a second time, by the doubt's path, and the reasons given for them, by the doubt's key."""

    again: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is to be said of a row: by field ("on", "weight_kg", "height_cm") what can't be, and what is rare."""

    wrong: Mapping[str, str]
    doubts: tuple[Doubt, ...]

    @property
    def ready(self) -> bool:
        """Whether it may be written down."""
        return not self.wrong and all(doubt.confirmed for doubt in self.doubts)


def path_of(name: str) -> str:
    """The path by which a doubt names the weight or the height."""
    return f"{PLACE}.{name}"


def typed_row(
    on: str, typed: Mapping[str, str], source: str, knowledge: Knowledge
) -> tuple[Measurement | None, Mapping[str, str]]:
    """The row of what was typed, or what is illegible by field. `on` is an ISO day; an empty field is not known."""
    given = {name: words.strip() for name, words in typed.items() if words.strip()}
    try:
        return Measurement.model_validate({"on": on, "weight_source": source, **given}), {}
    except ValidationError as error:
        found = error.errors(include_url=False)
        return None, {str(one["loc"][0]): _said(knowledge, one["ctx"]["code"]) for one in found}


def weighed(scale: Scale, row: Measurement, confirmed: Confirmed, knowledge: Knowledge, today: date) -> Weighed:
    """What stands against a row of weight in kg and height in cm, and what has to be confirmed first."""
    wrong = dict(_day(scale, row, knowledge, today))
    if wrong:
        return Weighed(wrong, ())
    measure = _measure(scale, row)
    found = judge(measure, knowledge.growth)
    wrong = {one.field: _impossible(one, row, knowledge) for one in reversed(found) if one.severity == "hard"}
    if not wrong:
        wrong = dict(_surface(measure, knowledge))
    draft = Draft({}, confirmed.reasons, confirmed.again)
    soft = [one for one in found if one.severity == "soft" and one.field not in wrong]
    return Weighed(wrong, tuple(_doubts(soft, row, draft, knowledge)))


def _day(scale: Scale, row: Measurement, knowledge: Knowledge, today: date) -> Iterator[tuple[str, str]]:
    if row.on > today:
        yield "on", _said(knowledge, "measured_in_future", day=today.isoformat())
    elif row.on < scale.born:
        yield "on", _said(knowledge, "before_birth", day=scale.born.isoformat())
    elif row.weight_kg is None and row.height_cm is None:
        yield "weight_kg", knowledge.wording.say("measuring.nothing")


def _measure(scale: Scale, row: Measurement) -> Measure:
    earlier = tuple(Earlier(one.on, one.weight_kg, one.height_cm) for one in scale.known if one.on <= row.on)
    return Measure(
        scale.sex, scale.born, scale.gestation_weeks, row.on, row.weight_kg, row.height_cm, earlier
    )  # fmt: skip


def _impossible(one: Implausible, row: Measurement, knowledge: Knowledge) -> str:
    return _said(knowledge, f"impossible_{one.code}", **told(one, row, knowledge.wording))


def _surface(measure: Measure, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """A body surface area that no child has, by this row and the latest other measure."""
    kg = measure.weight_kg or latest(measure, "weight_kg")
    cm = measure.height_cm or latest(measure, "height_cm")
    low, high = knowledge.settings.ranges["bsa_m2"]
    if kg and cm and not low <= surface_area(kg, cm, knowledge.settings.haycock).used <= high:
        name = "weight_kg" if measure.weight_kg is not None else "height_cm"
        yield name, _said(knowledge, "surface_range", low=plain(low), high=plain(high))


def _said(knowledge: Knowledge, code: str, **values: Any) -> str:
    """A problem of a case in the words of the screen."""
    words = Words(knowledge)
    return words.text(sentence(problem(PLACE, "", code, **values), words, missing=False))


def _doubts(soft: list[Implausible], row: Measurement, draft: Draft, knowledge: Knowledge) -> Iterator[Doubt]:
    fields: tuple[Field, ...] = ("weight_kg", "height_cm")
    for name in fields:
        if mine := [one for one in soft if one.field == name]:
            yield doubt_of_measure(mine, row, path_of(name), draft, knowledge, str)
