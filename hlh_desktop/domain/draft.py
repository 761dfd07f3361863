"""The draft: a case as it was typed, wrong texts included, with the reasons given for it; working state, no fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

SCHEMA = "hlh-case/1"
# What a row says nothing without; such a row is as good as not there.
SAYING = {"measurements": ("weight_kg", "height_cm"), "labs": ("value",)}
FIRST, LAST = 1, 7


@dataclass(frozen=True, slots=True)
class Draft:
    """A case being made. `case` is the raw object of hlh-case/1 as typed; it is never changed, only replaced.

    `reasons`: the reason given for a gate, by the gate's key. `again`: a rare value typed a second time, by its path.
    `step`: the page that was open, 1 to 7.
    """

    case: Mapping[str, Any]
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    again: Mapping[str, str] = dataclasses.field(default_factory=dict)
    step: int = FIRST

    def with_case(self, case: Mapping[str, Any]) -> Draft:
        """The same draft with another case, as one of domain.edits returns it."""
        return dataclasses.replace(self, case=case)

    def with_reason(self, key: str, reason: str) -> Draft:
        """The draft with the reason of a gate; an empty one takes it back."""
        return dataclasses.replace(self, reasons=_with(self.reasons, key, reason))

    def with_again(self, path: str, typed: str) -> Draft:
        """The draft with a rare value typed a second time; an empty one takes it back."""
        return dataclasses.replace(self, again=_with(self.again, path, typed))

    def at_step(self, step: int) -> Draft:
        """The draft with another page open."""
        return dataclasses.replace(self, step=min(max(step, FIRST), LAST))

    def to_body(self) -> dict[str, Any]:
        """The draft as a JSON object, for the record."""
        return {"case": self.case, "reasons": dict(self.reasons), "again": dict(self.again), "step": self.step}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Draft:
        """The draft of a JSON object; what is not of its shape is left out, so that a draft always opens."""
        case, step = body.get("case"), body.get("step")
        return cls(
            case if isinstance(case, Mapping) else {},
            _texts(body.get("reasons")),
            _texts(body.get("again")),
            step if isinstance(step, int) and FIRST <= step <= LAST else FIRST,
        )


@dataclass(frozen=True, slots=True)
class Tidy:
    """A case without what was left empty. `places` are the numbers that the rows of each list had before."""

    case: dict[str, Any]
    places: Mapping[str, tuple[int, ...]]

    def before(self, path: str) -> str:
        """The place in the draft as typed of a place in the tidied case."""
        tidied = typed = ""
        for step in path_steps(path):
            if isinstance(step, int):
                was = self.places.get(tidied, ())
                typed += f"[{was[step] if step < len(was) else step}]"
                tidied += f"[{step}]"
            else:
                typed, tidied = (f"{head}.{step}".lstrip(".") for head in (typed, tidied))
        return typed


def begin(zone: str, now: datetime) -> Draft:
    """A new draft of a ward: nothing is answered yet, day one is today in ward time."""
    return Draft(
        {"schema": SCHEMA, "patient": {}, "measurements": [], "day_one": now.date().isoformat(), "time_zone": zone}
    )


def tidy(case: object) -> Tidy:
    """The case with texts trimmed, and without empty texts and rows that say nothing; anything else stays as it is."""
    places: dict[str, tuple[int, ...]] = {}
    found = _tidied(case if isinstance(case, Mapping) else {}, "", places)
    if found.get("regimen") == {}:
        del found["regimen"]
    return Tidy(found, places)


def value_at(case: object, path: str) -> Any:
    """What stands at a place of a raw case, or None."""
    for step in path_steps(path):
        if isinstance(step, int) and isinstance(case, list) and step < len(case):
            case = case[step]
        elif isinstance(step, str) and isinstance(case, Mapping):
            case = case.get(step)
        else:
            return None
    return case


def path_steps(path: str) -> Iterator[str | int]:
    """The steps of a path such as labs[3].value."""
    for part in path.split("."):
        name, *numbers = part.replace("]", "").split("[")
        if name:
            yield name
        yield from (int(number) for number in numbers if number.isdecimal())


def _with(texts: Mapping[str, str], key: str, text: str) -> dict[str, str]:
    rest = {name: value for name, value in texts.items() if name != key}
    return {**rest, key: text} if text.strip() else rest


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, Mapping):
        return {}
    return {key: text for key, text in found.items() if isinstance(key, str) and isinstance(text, str)}


def _tidied(found: Any, path: str, places: dict[str, tuple[int, ...]]) -> Any:
    if isinstance(found, str):
        return found.strip()
    if isinstance(found, Mapping):
        inner = ((key, _tidied(value, f"{path}.{key}".lstrip("."), places)) for key, value in found.items())
        return {key: value for key, value in inner if value != ""}
    if isinstance(found, list | tuple):
        return _rows(list(found), path, places)
    return found


def _rows(found: list[Any], path: str, places: dict[str, tuple[int, ...]]) -> list[Any]:
    """The rows that say something, each tidied at the place that it gets."""
    kept: list[Any] = []
    was: list[int] = []
    for number, row in enumerate(found):
        if not _silent(row, path):
            kept.append(_tidied(row, f"{path}[{len(kept)}]", places))
            was.append(number)
    places[path] = tuple(was)
    return kept


def _silent(row: Any, path: str) -> bool:
    """Whether a row was left empty; null in a list is not empty but wrong."""
    if isinstance(row, str):
        return not row.strip()
    if not isinstance(row, Mapping):
        return False
    names = SAYING.get(path, tuple(row))
    return all(row.get(name) is None or (isinstance(row[name], str) and not row[name].strip()) for name in names)
